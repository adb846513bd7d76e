"""Gives the sentences of a document without one subject to the 街道 they speak of, and the rest to nobody."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.lexicon.word_pattern import any_word
from dashboard.reading.lines import Line
from dashboard.reading.name_choice import place_before
from dashboard.reading.names import Gazetteer
from dashboard.reading.rules import NameRules, Words, any_of
from dashboard.reading.titles import NUMBERED
from dashboard.reading.township import NameMatch, Place, Township

LEAST_UNITS = 2
"""So many units must be spoken of; one that a text about something else mentions is no article."""

LEAST_SHARE = 0.3
"""Share of a text's characters that must speak of single units, else it is about something else."""

LONGEST_BEFORE = 40
"""Characters before a name among which its sentence can still begin with it."""

OPENING_MARKS = re.compile("[\\s\u3000“\"‘（(【\\[■□●○◆◇▲△★☆▪◎※*#>，、,：:·•—-]+")
TIME = re.compile(
    "(?:[0-9０-９]{1,4}[年月日号时分.]|[一二三四]季度|[一二三四五六七八九十]{1,3}[月日]|[上下]半年|[上中下]旬|年[初中底末内]|[前起至到]|度)+"
)
"""A time at the beginning of a sentence, or a part of one."""

LABEL_MARKS = "：:"


@dataclass(frozen=True, slots=True)
class ScatteredArticle:
    """The sentences of a document that speak of one unit: their indices among all sentences, in order."""

    township: Township
    sentences: tuple[int, ...]


def table_owners(lines: Sequence[Line], gazetteer: Gazetteer, home: Place) -> dict[int, Township]:
    """Return the unit that a table's column of 街道 or responsible units names for a row, by line.

    A row of several units, of another body or of none is left out.
    """
    units: dict[tuple[str, bool], Township | None] = {}
    found = {}
    for i, line in enumerate(lines):
        table = line.table
        if table is None or table.row is None or table.owner is None:
            continue
        key = table.owner, table.of_street
        if key not in units:
            units[key] = _unit_named(table.owner, gazetteer, home, listed_only=not table.of_street)
        if unit := units[key]:
            found[i] = unit
    return found


def _unit_named(
    words: str, gazetteer: Gazetteer, home: Place, *, listed_only: bool
) -> Township | None:
    """Return the only unit that a cell names, or None."""
    named = {match.township for match in gazetteer.find_in_title(words, home)}
    if not named and not listed_only:
        return gazetteer.resolve(words, home)
    return named.pop() if len(named) == 1 else None


def spoken_of(
    lines: Sequence[Line], sentences: Sequence[Sequence[str]], found: Mapping[int, Sequence[NameMatch]],
    owners: Mapping[int, Township], gazetteer: Gazetteer, rules: NameRules,
) -> dict[int, Township]:
    """Return the one unit that a sentence speaks of, by its index among all; others are left out.

    ``sentences`` are those of each line, ``found`` the names in each sentence, ``owners`` the units of table rows. A
    sentence speaks of a unit that it begins with, being the only one it names; the sentences after it in the paragraph
    do while they continue about it.
    """
    units: dict[int, Township] = {}
    first = 0
    for i, of_line in enumerate(sentences):
        if not lines[i].table:
            paragraph = {at: found[first + at] for at in range(len(of_line)) if first + at in found}
            if paragraph:
                spoken = _of_paragraph(of_line, paragraph, gazetteer, rules)
                units |= {first + at: unit for at, unit in spoken.items()}
        elif i in owners:
            units[first] = owners[i]
        first += len(of_line)
    return units


def scattered_articles(
    units: Mapping[int, Township], flat: Sequence[str], named: Collection[Township] = (), *, tabled: bool = False
) -> list[ScatteredArticle]:
    """Return what single units say or do in a document that is about none of them as a whole, by unit.

    ``units`` are those that sentences speak of, ``named`` those that the title names, ``tabled`` tells that a table
    names them. Nobody has anything where fewer than two units are spoken of, or where most of the text speaks of
    something else.
    """
    if not tabled and not _enough(units, flat, named):
        return []
    by_unit: defaultdict[Township, list[int]] = defaultdict(list)
    for at in sorted(units):
        by_unit[units[at]].append(at)
    return [ScatteredArticle(unit, tuple(places)) for unit, places in by_unit.items()]


def _enough(units: Mapping[int, Township], flat: Sequence[str], named: Collection[Township]) -> bool:
    """Return whether so much of a text speaks of single units that it has articles of them."""
    spoken = set(units.values())
    if len(spoken) < LEAST_UNITS and len(named) < LEAST_UNITS:
        return False
    return sum(len(flat[at]) for at in units) >= LEAST_SHARE * sum(map(len, flat))


def _of_paragraph(
    sentences: Sequence[str], found: Mapping[int, Sequence[NameMatch]], gazetteer: Gazetteer, rules: NameRules
) -> dict[int, Township]:
    """Return the unit of each sentence of a paragraph that speaks of one, by its index."""
    only = len({match.township for matches in found.values() for match in matches}) == 1
    units: dict[int, Township] = {}
    current: Township | None = None
    for at, sentence in enumerate(sentences):
        matches = found.get(at)
        if matches:
            named = {match.township for match in matches}
            begins = len(named) == 1 and _begins_with(sentence, matches[0], gazetteer, rules)
            stays = current is not None and named == {current}
            current = matches[0].township if begins or stays else None
        elif current:
            whole = only and 0 in units
            goes_on = sentences[at - 1].endswith(("；", ";"))
            if not _continues(sentence, gazetteer, rules, surely=whole or goes_on):
                current = None
        if current:
            units[at] = current
    return units


def _begins_with(sentence: str, match: NameMatch, gazetteer: Gazetteer, rules: NameRules) -> bool:
    """Return whether a sentence begins with a name, but for marks, times, its district and words like 在 or 而.

    A name that only tells whose school or resident is meant, or where something lies, begins nothing.
    """
    if match.start > LONGEST_BEFORE or sentence.startswith(rules.not_subject, match.end):
        return False
    position = 0
    numbered = NUMBERED.match(sentence)
    if numbered:
        position = numbered.end()
    leads = _leads(rules.subject_leads)
    while position < match.start:
        patterns = (OPENING_MARKS, TIME, leads, gazetteer.district_pattern)
        step = next((m for pattern in patterns if (m := pattern.match(sentence, position, match.start))), None)
        if step is None:
            return place_before(sentence, match.start, match.township.place)[1] <= position
        position = step.end()
    return True


def _continues(sentence: str, gazetteer: Gazetteer, rules: NameRules, *, surely: bool) -> bool:
    """Return whether a sentence without names goes on about the unit before it.

    It does not where it speaks of the district or the city. Every other one does behind a ； and in a paragraph that
    begins with its only unit (``surely``); elsewhere one that says so (该街道, 此外) or goes on with a time.
    """
    if any_of(rules.wider_area_words).search(sentence) or gazetteer.district_in(sentence):
        return False
    if surely:
        return True
    opening = OPENING_MARKS.match(sentence)
    start = opening.end() if opening else 0
    return bool(_leads(rules.continues).match(sentence, start) or TIME.match(sentence, start))


@lru_cache(maxsize=8)
def _leads(words: Words) -> re.Pattern[str]:
    return re.compile(any_word((word, "") for word in words))
