"""Tells which units a document means whose names alone, shared by several, leave it open."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dashboard.reading.name_choice import named_anywhere, one_of
from dashboard.reading.names import Gazetteer
from dashboard.reading.township import NOWHERE, NameMatch, Place, Township

MOST_UNITS = 500
"""Units of a document up to which its whole text is searched for the places of those that are open."""

MatchesBySentence = dict[int, list[NameMatch]]


def is_open(unit: Township) -> bool:
    """Return whether a unit is one of several of its name that the list has."""
    return unit.known and not unit.district


def settled(units: Iterable[Township], text: str, gazetteer: Gazetteer) -> dict[Township, Township]:
    """Return what the open units of a document are: by the districts and cities that its text names, else by the only
    district, or city, that has units of all the names. Those that stay open are left out.
    """
    all_units = dict.fromkeys(units)
    told: dict[Township, Township] = {}
    if len(all_units) > MOST_UNITS:
        return told
    for unit in filter(is_open, all_units):
        named = named_anywhere(text, gazetteer.candidates(unit.name))
        if named and (found := one_of(named)).district:
            told[unit] = found
    left = [unit for unit in all_units if is_open(unit) and unit not in told]
    if left and len(all_units) > 1:
        told |= _together(left, [told.get(unit, unit) for unit in all_units if unit not in left], gazetteer)
    return told


def _together(
    left: Sequence[Township], known: Sequence[Township], gazetteer: Gazetteer
) -> dict[Township, Township]:
    """Return the open units by those of the only district, else city, in which all units can lie."""
    candidates = {unit: gazetteer.candidates(unit.name) for unit in left}
    lists = [*candidates.values(), *([unit] for unit in known)]
    for level in (0, 1):
        areas = Counter(
            area for units in lists for area in {Place(*(None,) * level, *unit.place[level:]) for unit in units}
        )
        common = [area for area, count in areas.items() if count == len(lists) and area[level]]
        if len(common) == 1:
            found = {unit: [other for other in units if other.place.agrees(common[0])]
                     for unit, units in candidates.items()}  # fmt: skip
            return {unit: one_of(units) for unit, units in found.items()}
    return {}


def unified(
    found: MatchesBySentence, sentences: Sequence[str], home: Place, gazetteer: Gazetteer
) -> MatchesBySentence:
    """Return the names of a document's sentences with what is open in places told by the rest of it.

    A name that one place tells from its namesakes means the same unit in all of them. A unit that is not kept by hand
    and is far from all that the document speaks of is left out: its name is a word there (联合街道开展……).
    """
    if all(gazetteer.is_kept(match.township) for matches in found.values() for match in matches):
        return found
    written: dict[str, set[Township]] = {}
    for i, matches in found.items():
        for match in matches:
            written.setdefault(sentences[i][match.start : match.end], set()).add(match.township)
    units = {unit for of_name in written.values() for unit in of_name}
    if len(units) > MOST_UNITS:
        return found
    same: dict[str, Township] = {}
    for name, of_name in written.items():
        placed = [unit for unit in of_name if not is_open(unit)]
        if len(placed) == 1 < len(of_name):
            same[name] = placed[0]
    meant = [same.get(name) or unit for name, of_name in written.items() for unit in sorted(of_name, key=str)]
    text = "\n".join(sentences)
    told = settled(meant, text, gazetteer)
    stray = _strays({told.get(unit, unit) for unit in meant}, text, home, gazetteer)
    new: MatchesBySentence = {}
    for i, matches in found.items():
        of_sentence = [_told(match, sentences[i][match.start : match.end], same, told) for match in matches]
        if left := [match for match in of_sentence if match.township not in stray]:
            new[i] = left
    return new


def _strays(units: set[Township], text: str, home: Place, gazetteer: Gazetteer) -> set[Township]:
    """Return the units that are not kept by hand and whose place neither the text nor the document's home names, in a
    document that speaks of other places."""
    doubtful = {unit for unit in units if not gazetteer.is_kept(unit) and unit.known and not _is_at(unit, home)}
    unnamed = {
        unit for unit in doubtful
        if not named_anywhere(text, [unit] if unit.district else gazetteer.candidates(unit.name))
    }
    if not unnamed:
        return set()
    cities = {unit.city for unit in units - unnamed if unit.city}
    elsewhere = home != NOWHERE or gazetteer.names_area(text)
    return {unit for unit in unnamed if elsewhere or (cities and not _can_be_in(unit, cities, gazetteer))}


def _is_at(unit: Township, home: Place) -> bool:
    return home.city is not None and unit.city is not None and unit.place.agrees(home)


def _can_be_in(unit: Township, cities: set[str], gazetteer: Gazetteer) -> bool:
    candidates = [unit] if unit.district else gazetteer.candidates(unit.name)
    return any(candidate.city in cities for candidate in candidates)


def _told(
    match: NameMatch, name: str, same: Mapping[str, Township], told: Mapping[Township, Township]
) -> NameMatch:
    if not is_open(match.township):
        return match
    unit = same.get(name, match.township)
    return match._replace(township=told.get(unit, unit))


def kept_first(found: MatchesBySentence, gazetteer: Gazetteer) -> MatchesBySentence:
    """Return the names of units kept by hand, of a document that has any; else all.

    Who keeps units by hand reads documents of these: places that they help or visit are not their subject.
    """
    kept = {
        i: own for i, matches in found.items()
        if (own := [match for match in matches if gazetteer.is_kept(match.township)])
    }  # fmt: skip
    return kept or found
