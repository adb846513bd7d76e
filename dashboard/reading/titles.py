"""Tells by the look of a line whether it can be a title or heading, and by which kind of number it opens."""

import re
from typing import Final

from dashboard.reading.header import LONGEST_TITLE
from dashboard.reading.sentences import is_table_row

NUMERAL: Final = "一二三四五六七八九十百"
LEVELS: Final = (
    rf"第[{NUMERAL}\d]{{1,3}}(?:部分|章|篇|编|节|板块)",
    rf"[{NUMERAL}]{{1,3}}[、．.]",
    rf"[（(][{NUMERAL}]{{1,3}}[）)]",
    r"\d{1,2}(?:[、．]|\.(?!\d))",
    r"(?:[（(]\d{1,2}[）)]|[①-⑳]|\d{1,2}[）)])",
    rf"(?:[{NUMERAL}]是|其[{NUMERAL}]|第[{NUMERAL}])[，、：:]?",
)
"""Numberings from the outermost in."""

NUMBERED: Final = re.compile(rf"(?=[第其（({NUMERAL}\d①-⑳])(?:" + "|".join(f"({level})" for level in LEVELS) + ")")
"""Any numbering; the group that matches tells its level. The look-ahead turns most text away at once."""

NO_TITLE_ENDS: Final = ("。", "；", "，", "、", ",", ";")
ITEM_MARKS: Final = frozenset("-*•·●▪")
EMOJI_ITEM: Final = re.compile("(?:[\\u2600-\\u27bf\\U0001f300-\\U0001faff]|\\d\\ufe0f?\\u20e3).{2,}\\d")
"""A line of a post that a little picture or a digit on a key opens, with a number in it."""

ITEM: Final = re.compile(r"[-*•·●▪]\s+")

LONGEST_MARKED_TITLE: Final = 2 * LONGEST_TITLE
"""Characters of the longest line, marks of Markdown and all, that can be a title."""

LONGEST_RUN_IN: Final = 24
"""Characters of the longest first sentence that counts as heading of its paragraph (1.综合修缮。)."""


def looks_like_title(line: str, plain_line: str) -> bool:
    """Return whether a line is short and no sentence, as titles and headings are.

    ``plain_line`` is the line without its marks of Markdown.
    """
    if len(line) > LONGEST_MARKED_TITLE or line.endswith(NO_TITLE_ENDS):
        return False
    return (
        0 < len(plain_line) <= LONGEST_TITLE
        and "。" not in plain_line
        and "；" not in plain_line
        and plain_line.count("，") < 3
        and not is_table_row(plain_line)
        and not (plain_line[0] in ITEM_MARKS and ITEM.match(plain_line))
        and not EMOJI_ITEM.match(plain_line)
    )


def numbering_level(text: str) -> int | None:
    """Return the level of the number that opens a text, 0 for the outermost; None for none."""
    match = NUMBERED.match(text)
    return match.lastindex - 1 if match and match.lastindex else None
