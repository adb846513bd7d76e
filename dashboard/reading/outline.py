"""Tells headings from text and says under which headings, and in which section, each line stands."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from dashboard.reading.document import Section
from dashboard.reading.header import NUMBERING
from dashboard.reading.lines import Line
from dashboard.reading.plan_year import is_dateline, years_in
from dashboard.reading.rules import HeadingRules, Words, any_of
from dashboard.reading.sentences import is_table_row
from dashboard.reading.titles import LEVELS, numbering_level

PLAIN_OUTER, PLAIN_INNER = -1, len(LEVELS)
"""Levels of a heading without number: above all numbered ones, or right below the one it follows."""

MARKDOWN: Final = re.compile(r"#{1,6}(?=\s)")
MARKDOWN_LEVEL: Final = -10
JOINED: Final = re.compile("[和及与暨、，]|以及|并")
RUNS_ON: Final = re.compile("[，：:].")
DIGIT: Final = re.compile(r"\d")


class Place(NamedTuple):
    """Where a line stands: whether it is a heading, the headings above it (indices of lines), its section."""

    is_heading: bool
    headings: tuple[int, ...]
    section: Section | None


def section_of(heading: str, rules: HeadingRules, plan_year: int | None) -> Section | None:
    """Return whether a heading opens a review or a plan; None where it says neither, or both side by side."""
    review, plan = _last_word(heading, rules.review), _last_word(heading, rules.plan)
    if review >= 0 and plan >= 0:
        first, last = sorted((review, plan))
        if JOINED.search(heading[first:last]):
            return None
        return "review" if review > plan else "plan"
    if review >= 0:
        return "review"
    if plan_year is not None and (years := years_in(heading)):
        if max(years) < plan_year:
            return "review"
        if plan < 0:
            return "plan" if min(years) >= plan_year else None
    return "plan" if plan >= 0 else None


def outline(
    lines: Sequence[Line],
    body: Sequence[int],
    *,
    rules: HeadingRules,
    plan_year: int | None,
    section: Section | None = None,
) -> dict[int, Place]:
    """Return the place of each line of ``body`` (indices, in order). ``section`` is what the title sets for all.

    A short line without sentence end is a heading where text or a lower heading follows; where its like or
    nothing follows it is an item of a list, and so text.
    """
    text = [lines[i] for i in body]
    places: dict[int, Place] = {}
    stack: list[tuple[int, int, Section | None]] = []
    in_text = Place(False, (), section)
    for at, (i, line, level) in enumerate(zip(body, text, _levels(text, rules.salutations), strict=True)):
        if level is None:
            places[i] = in_text._replace(is_heading=True) if _is_table_head(text, at) else in_text
            continue
        while stack and stack[-1][0] >= level:
            stack.pop()
        above = stack[-1][2] if stack else section
        own = section_of(line.plain, rules, plan_year) or above
        headings = tuple([index for _, index, _ in stack])
        places[i] = Place(True, headings, own)
        stack.append((level, i, own))
        in_text = Place(False, (*headings, i), own)
    return places


def _levels(lines: Sequence[Line], salutations: Words) -> list[int | None]:
    """Return the level of each heading, None for lines of text."""
    levels = [_candidate_level(line, salutations) for line in lines]
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


def _candidate_level(line: Line, salutations: Words) -> int | None:
    if line.table:
        return None
    if line.marked is not None:
        return MARKDOWN_LEVEL + line.marked
    if line.text[0] == "#" and (marks := MARKDOWN.match(line.text)):
        return MARKDOWN_LEVEL + len(marks.group())
    if not line.is_title or line.text.endswith(("！", "？", "!", "?")) or line.text.startswith(salutations):
        return None
    if line.level is not None:
        return line.level
    return None if RUNS_ON.search(line.plain) or is_dateline(line.plain) else PLAIN_INNER


def _is_item_among(lines: Sequence[Line], levels: Sequence[int | None], i: int) -> bool:
    """Return whether a numbered line and the next are items of one list (1.加梯30台 / 2.修缮5个小区)."""
    own, following = numbering_level(lines[i].text), numbering_level(lines[i + 1].text)
    return own is not None and own == following and levels[i + 1] is None and bool(NUMBERING.match(lines[i].text))


def _is_table_head(lines: Sequence[Line], i: int) -> bool:
    """Return whether a row names the columns: those known to, else one that opens a table and holds no number."""
    if table := lines[i].table:
        return table.row is None
    if not is_table_row(lines[i].text) or DIGIT.search(lines[i].text):
        return False
    opens = i == 0 or not is_table_row(lines[i - 1].text)
    return opens and any(is_table_row(line.text) for line in lines[i + 1 : i + 3])


def _last_word(text: str, words: Words) -> int:
    """Return where the last of the words in a text begins; -1 for none."""
    if not any_of(words).search(text):  # most headings: spares looking for each of the words
        return -1
    return max(text.rfind(word) for word in words)
