"""Finds provinces, cities and districts that a text or a path names, and from them where a document is at home."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from dashboard.reading.divisions import TAIL, Divisions
from dashboard.reading.file_name import stem_of
from dashboard.reading.header_patterns import HAN
from dashboard.reading.township import NOWHERE, Place, common

AREA_END = re.compile("[区县市省州旗盟岛会城域]")
"""The last characters of names of districts, cities and provinces."""

HAN_CHARACTER = re.compile(f"[{HAN}]")

LONGEST_AREA = 15
SHORTEST_AREA = 2

SHORT = 2
"""Names of no more characters are often parts of words (和县), unless something else ends before them."""

SHORT_WORD = "区"
"""Short names that end so are words (城区, 矿区), unless their city stands before them."""


class AreaMatch(NamedTuple):
    """A name of a district, city or province in a text: where it stands, and what it can mean."""

    start: int
    end: int
    places: tuple[Place, ...]


def is_district(area: AreaMatch) -> bool:
    """Return whether a name can be that of a district."""
    return any(place.district for place in area.places)


def areas_in(text: str, divisions: Divisions, words: Collection[str] = ()) -> Iterator[AreaMatch]:
    """Yield the full names of districts, cities and provinces in a text, the longest at each end.

    ``words`` are names of districts that are words (老城区); they and very short names count behind their city only.
    """
    areas, tails, behind = divisions.areas, divisions.area_tails, -1
    for match in AREA_END.finditer(text):
        end = match.end()
        if text[end - TAIL : end] not in tails:
            continue
        for start in range(max(0, end - LONGEST_AREA), end - SHORTEST_AREA + 1):
            name = text[start:end]
            if name in areas:
                if _goes_on(name, end, text, divisions):
                    break
                if start == behind or not _is_word(name, start, text, words):
                    yield AreaMatch(start, end, areas[name])
                    behind = end
                break


def _goes_on(name: str, end: int, text: str, divisions: Divisions) -> bool:
    """Return whether a name is the beginning of a unit's (新县镇)."""
    return any(text.startswith(kind, end) and name + kind in divisions.places_of for kind in ("镇", "乡", "街道"))


def _is_word(name: str, start: int, text: str, words: Collection[str]) -> bool:
    if name in words:
        return True
    if len(name) > SHORT:
        return False
    return name.endswith(SHORT_WORD) or bool(start and HAN_CHARACTER.match(text, start - 1))


def ends_with_area(text: str, end: int, divisions: Divisions) -> bool:
    """Return whether a text up to a place ends with the full name of a district, city or province."""
    first, last = max(0, end - LONGEST_AREA), end - SHORTEST_AREA
    return any(text[start:end] in divisions.areas for start in range(first, last + 1))


def place_of_text(text: str, divisions: Divisions, words: Collection[str] = ()) -> Place:
    """Return the one place that a text names; of several what they have in common."""
    return _place([match.places for match in areas_in(text, divisions, words)])


def place_of_folders(path: str, divisions: Divisions) -> Place:
    """Return the place that the folders of a path name, by full names or shortened ones (山东/济宁/鱼台)."""
    named = []
    for folder in path.split("/")[:-1]:
        found = [match.places for match in areas_in(folder, divisions)]
        if not found and folder in divisions.short_areas:
            found = [divisions.short_areas[folder]]
        named += found
    return _place(named)


def home_of(
    titles: Sequence[str], path: str, divisions: Divisions, words: Collection[str] = (), known: Iterable[Place] = ()
) -> Place:
    """Return where a document is at home: by its titles and its file's name, and by the folders it lies in.

    ``known`` are places that the titles are known to name beside those of the list. Titles that contradict each other
    leave what they have in common; folders add what is missing.
    """
    texts = [place_of_text(text, divisions, words) for text in (*titles, stem_of(path))]
    named = [place for place in (*texts, *known) if place != NOWHERE]
    home = _place([(place,) for place in named])
    folders = place_of_folders(path, divisions)
    return divisions.whole(home.joined(folders) if home.agrees(folders) else home)


def _place(named: Iterable[Sequence[Place]]) -> Place:
    """Return the place that names can mean together; where no single one fits them all, what their places share."""
    fitting: list[Place] = []
    for places in named:
        if not fitting:
            fitting = list(places)
            continue
        both = [one.joined(other) for one in fitting for other in places if one.agrees(other)]
        fitting = list(dict.fromkeys(both or [*fitting, *places]))
    return common(fitting) if fitting else NOWHERE
