"""Counts the lists of a Word document: the numbers that Word shows before paragraphs and does not keep in the text."""

import re
from dataclasses import dataclass, replace
from typing import Any

from dashboard.reading.office.markup import W, is_on, value_of
from dashboard.reading.office.numbering_formats import written_number

PLACEHOLDER = re.compile(r"%([1-9])")
LEVELS = 9
LONGEST_LABEL = 60
"""Characters of a level's text that are looked at."""
SEEN_BULLETS = frozenset("■◆●•·-–—")
"""Bullets and dashes that are kept; other bullets are often letters in a font of symbols, and become •."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered. ``restarts_after``: the level (from 1) that sets it back, 0 for none."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restarts_after: int | None = None
    all_decimal: bool = False
    style: str | None = None


class Numbering:
    """The running numbers of a document's lists; ask for each numbered paragraph once, in their order."""

    def __init__(self, element: Any | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._own_levels: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        if element is not None:
            self._read(element)

    def label(self, number_id: str | None, list_level: int | None, style: str | None = None) -> str:
        """Return the number (or bullet) of the next paragraph of a list, "" for a paragraph of none.

        ``list_level`` is from 0; without one the level is that bound to the paragraph's ``style``.
        """
        abstract_id = self._abstract_of.get(number_id or "0")
        if number_id is None or number_id == "0" or abstract_id is None:
            return ""
        own = self._own_levels.get(number_id)
        levels = self._abstract.get(abstract_id, {})
        if own:
            levels = {**levels, **own}
        if list_level is None:
            list_level = next((at for at, level in levels.items() if style and level.style == style), 0)
        level = levels.get(list_level)
        if level is None:
            return ""
        counts = self._count(abstract_id, number_id, list_level, levels)
        if level.number_format == "bullet":
            return level.text if level.text in SEEN_BULLETS else "•"
        return PLACEHOLDER.sub(lambda match: _shown(int(match[1]) - 1, counts, levels, level), level.text).strip()

    def _count(
        self, abstract_id: str, number_id: str, at: int, levels: dict[int, Level]
    ) -> list[int | None]:
        counts = self._counts.setdefault(abstract_id, [None] * LEVELS)
        starts = self._starts.get(number_id, {})
        if at in starts:  # the first paragraph of a list that begins anew
            counts[at] = starts.pop(at)
        else:
            before = counts[at]
            counts[at] = levels[at].start if before is None else before + 1
        for deeper in range(at + 1, LEVELS):
            after = levels[deeper].restarts_after if deeper in levels else None
            if after is None or at < after:
                counts[deeper] = None
        return counts

    def _read(self, element: Any) -> None:
        links: dict[str, str] = {}
        styled: dict[str, str] = {}
        for abstract in element.iterchildren(W + "abstractNum"):
            abstract_id = abstract.get(W + "abstractNumId", "")
            self._abstract[abstract_id] = _levels(abstract)
            if link := value_of(abstract.find(W + "numStyleLink")):
                links[abstract_id] = link
            if style := value_of(abstract.find(W + "styleLink")):
                styled[style] = abstract_id
        for number in element.iterchildren(W + "num"):
            number_id = number.get(W + "numId", "")
            abstract_id = value_of(number.find(W + "abstractNumId")) or ""
            abstract_id = styled.get(links.get(abstract_id, ""), abstract_id)
            self._abstract_of[number_id] = abstract_id
            for override in number.iterchildren(W + "lvlOverride"):
                self._read_override(override, number_id)

    def _read_override(self, override: Any, number_id: str) -> None:
        at = _number(override.get(W + "ilvl"), 0)
        if not 0 <= at < LEVELS:
            return
        self._own_levels.setdefault(number_id, {}).update(_levels(override))
        start = override.find(W + "startOverride")
        if start is not None:
            first = _number(value_of(start), 1)
            self._starts.setdefault(number_id, {})[at] = first
            own = self._own_levels[number_id].get(at)
            if own:
                self._own_levels[number_id][at] = replace(own, start=first)


def gap_after(label: str, text: str) -> str:
    """Return what to put between a number and the text: nothing where the number ends in a mark of its own (一、)."""
    last = label[-1:]
    runs_on = last.isalpha() or last.isdecimal() or last in SEEN_BULLETS or (last == "." and text[:1].isdigit())
    return " " if runs_on else ""


def _levels(parent: Any) -> dict[int, Level]:
    found = {}
    for element in parent.iterchildren(W + "lvl"):
        at = _number(element.get(W + "ilvl"), 0)
        if 0 <= at < LEVELS:
            restart = value_of(element.find(W + "lvlRestart"))
            found[at] = Level(
                start=_number(value_of(element.find(W + "start")), 1),
                number_format=value_of(element.find(W + "numFmt")) or "decimal",
                text=(value_of(element.find(W + "lvlText")) or "")[:LONGEST_LABEL],
                restarts_after=None if restart is None else _number(restart, 0),
                all_decimal=is_on(element.find(W + "isLgl")),
                style=value_of(element.find(W + "pStyle")),
            )
    return found


def _shown(at: int, counts: list[int | None], levels: dict[int, Level], asking: Level) -> str:
    """Return the number of a level as the level ``asking`` shows it; one not counted yet shows its start."""
    level = levels.get(at, Level())
    count = counts[at]
    number = level.start if count is None else count
    return written_number(number, "decimal" if asking.all_decimal else level.number_format)


def _number(text: str | None, otherwise: int) -> int:
    try:
        return min(max(int(text or ""), 0), 1_000_000)
    except ValueError:
        return otherwise
