"""Tells headings from text and says under which headings, and in which section, each line stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.reading.document import Section
from dashboard.reading.header import LONGEST_TITLE, NUMBERING, plain
from dashboard.reading.plan_year import is_dateline, years_in
from dashboard.reading.rules import HeadingRules
from dashboard.reading.sentences import is_table_row

NUMERAL = "一二三四五六七八九十百"
LEVELS = (
    rf"第[{NUMERAL}\d]{{1,3}}(?:部分|章|篇|编|节|板块)",
    rf"[{NUMERAL}]{{1,3}}[、．.]",
    rf"[（(][{NUMERAL}]{{1,3}}[）)]",
    r"\d{1,2}(?:[、．]|\.(?!\d))",
    r"(?:[（(]\d{1,2}[）)]|[①-⑳]|\d{1,2}[）)])",
    rf"(?:[{NUMERAL}]是|其[{NUMERAL}]|第[{NUMERAL}])[，、：:]?",
)
"""Numberings from the outermost in."""

NUMBERED = tuple(re.compile(level) for level in LEVELS)
PLAIN_OUTER, PLAIN_INNER = -1, len(LEVELS)
"""Levels of a heading without number: above all numbered ones, or right below the one it follows."""

MARKDOWN = re.compile(r"#{1,6}(?=\s)")
MARKDOWN_LEVEL = -10
NO_TITLE_ENDS = ("。", "；", "，", "、", ",", ";")
ITEM = re.compile(r"[-*•·●▪]\s+")
JOINED = re.compile("[和及与暨、，]|以及|并")

LONGEST_RUN_IN = 24
"""Characters of the longest first sentence that counts as heading of its paragraph (1.综合修缮。)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: whether it is a heading, the headings above it (indices of lines), its section."""

    is_heading: bool
    headings: tuple[int, ...]
    section: Section | None


def looks_like_title(line: str) -> bool:
    """Return whether a line is short and no sentence, as titles and headings are."""
    if len(line) > 2 * LONGEST_TITLE or line.endswith(NO_TITLE_ENDS):
        return False
    text = plain(line)
    return (
        0 < len(text) <= LONGEST_TITLE
        and not is_table_row(text)
        and "。" not in text
        and "；" not in text
        and text.count("，") < 3
        and not ITEM.match(text)
    )


def section_of(heading: str, rules: HeadingRules, plan_year: int | None) -> Section | None:
    """Return whether a heading opens a review or a plan; None where it says neither, or both side by side."""
    review = max((heading.rfind(word) for word in rules.review), default=-1)
    plan = max((heading.rfind(word) for word in rules.plan), default=-1)
    years = years_in(heading)
    if review >= 0 and plan >= 0:
        first, last = sorted((review, plan))
        if JOINED.search(heading[first:last]):
            return None
        return "review" if review > plan else "plan"
    if review >= 0:
        return "review"
    if years and plan_year is not None:
        if max(years) < plan_year:
            return "review"
        if plan < 0:
            return "plan" if min(years) >= plan_year else None
    return "plan" if plan >= 0 else None


def outline(
    lines: Sequence[str], *, rules: HeadingRules, plan_year: int | None, section: Section | None = None
) -> list[Place]:
    """Return the place of each line, in order. ``section`` is the one that the title sets for all of them.

    A short line without sentence end is a heading where text or a lower heading follows; where its like or
    nothing follows it is an item of a list, and so text.
    """
    levels = _levels(lines, rules.salutations)
    places: list[Place] = []
    stack: list[tuple[int, int, Section | None]] = []
    for i, line in enumerate(lines):
        level = levels[i]
        if level is None:
            places.append(_place(stack, section, is_heading=_is_table_head(lines, i)))
            continue
        while stack and stack[-1][0] >= level:
            stack.pop()
        above = stack[-1][2] if stack else section
        own = section_of(plain(line), rules, plan_year) or above
        places.append(Place(True, tuple(index for _, index, _ in stack), own))
        stack.append((level, i, own))
    return places


def numbering_level(text: str) -> int | None:
    """Return the level of the number that opens a text, 0 for the outermost; None for none."""
    return next((level for level, pattern in enumerate(NUMBERED) if pattern.match(text)), None)


def is_run_in_heading(sentence: str, *, is_last: bool) -> bool:
    """Return whether the sentence is a numbered catchword that opens a paragraph (1.综合修缮。一是守牢底线。)."""
    return not is_last and len(sentence) <= LONGEST_RUN_IN and numbering_level(sentence) is not None


def _levels(lines: Sequence[str], salutations: tuple[str, ...]) -> list[int | None]:
    """Return the level of each heading, None for lines of text."""
    levels = [None if line.startswith(salutations) else _candidate_level(line) for line in lines]
    plain_level: int | None = None
    for i, level in enumerate(levels):
        if level == PLAIN_INNER:
            follows_number = i > 0 and levels[i - 1] is not None and 0 <= (levels[i - 1] or 0) < PLAIN_INNER
            levels[i] = PLAIN_INNER if follows_number or plain_level == PLAIN_INNER else PLAIN_OUTER
            plain_level = levels[i]
        elif level is not None:
            plain_level = PLAIN_INNER if plain_level == PLAIN_INNER and level > 1 else None
    for i in reversed(range(len(levels))):
        level = levels[i]
        following = levels[i + 1] if i + 1 < len(levels) else None
        if level is None:
            continue
        is_text_next = i + 1 < len(levels) and following is None
        has_text_below = is_text_next or (following is not None and following > level)
        if not has_text_below or (is_text_next and _is_item_among(lines, levels, i)):
            levels[i] = None
    return levels


def _candidate_level(line: str) -> int | None:
    if marks := MARKDOWN.match(line):
        return MARKDOWN_LEVEL + len(marks.group())
    if not looks_like_title(line) or line.endswith(("！", "？", "!", "?")):
        return None
    text = plain(line)
    level = numbering_level(text)
    if level is not None:
        return level
    return None if is_dateline(text) or re.search("[，：:].", text) else PLAIN_INNER


def _is_item_among(lines: Sequence[str], levels: Sequence[int | None], i: int) -> bool:
    """Return whether a numbered line and the next are items of one list (1.加梯30台 / 2.修缮5个小区)."""
    own, following = numbering_level(lines[i]), numbering_level(lines[i + 1])
    return own is not None and own == following and levels[i + 1] is None and bool(NUMBERING.match(lines[i]))


def _is_table_head(lines: Sequence[str], i: int) -> bool:
    """Return whether a row opens a table and holds no number: it names the columns."""
    if not is_table_row(lines[i]) or re.search(r"\d", lines[i]):
        return False
    return (i == 0 or not is_table_row(lines[i - 1])) and any(map(is_table_row, lines[i + 1 : i + 3]))


def _place(stack: list[tuple[int, int, Section | None]], section: Section | None, *, is_heading: bool) -> Place:
    return Place(is_heading, tuple(index for _, index, _ in stack), stack[-1][2] if stack else section)
