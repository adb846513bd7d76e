"""Finds where names of the country's units may stand in a text, without asking which unit is meant."""

import re
from collections.abc import Iterable, Iterator, Sequence

from dashboard.reading.divisions import OFFICE, OFFICES, Divisions
from dashboard.reading.name_choice import DISTRICT_ENDS
from dashboard.reading.place_search import HAN_CHARACTER, AreaMatch, ends_with_area
from dashboard.reading.township import Place

UNIT_END = re.compile("街道|[镇乡]|苏木|[农林牧渔]场")
"""How a name ends that is known for one of a unit by itself. Searching for ends and looking back from them takes the
time of a few characters for each end; a search for all 32,711 names would double the time of reading."""

LAST_CHARACTERS = "道镇乡木场"
LAST_CHARACTER = re.compile(f"[{LAST_CHARACTERS}]")
"""The last characters of these ends: searching for single characters takes a quarter of the time."""

TAIL = 2
TAILS = {"道": 4, "木": 3, "场": 3}
"""How many of a name's last characters are looked up first, which turns away nearly all that is no name."""

SHORTEST_NAME = 2
LONGEST_OFFICE = 12
"""Characters of the longest name of a 街道 with that of its office."""

Found = tuple[str, int, int]
"""A name as written, where it begins and where it ends."""


class CountryNames:
    """The search for names of the list. Picklable."""

    def __init__(self, divisions: Divisions, no_town: Sequence[str], no_township: Sequence[str]) -> None:
        """``no_town`` are words behind 镇 or 乡 that show it is no name, ``no_township`` such words behind 乡."""
        self.divisions, self._no_town, self._no_township = divisions, no_town, no_township
        self._not_before: dict[str, tuple[str, ...]] = {"镇": tuple(no_town), "乡": (*no_town, *no_township)}
        self._names: dict[Place, tuple[str, ...]] = {}
        self._odd: dict[Place, tuple[str, ...]] = {}
        self._lengths: dict[str, int] = {}
        """The length of the longest name that ends with these characters."""
        for name in divisions.places_of:
            if name[-1] in LAST_CHARACTERS and UNIT_END.search(name, 1):
                tail = name[-TAILS.get(name[-1], TAIL) :]
                if len(name) > self._lengths.get(tail, 0):
                    self._lengths[tail] = len(name)

    def __reduce__(self) -> tuple[type["CountryNames"], tuple[Divisions, Sequence[str], Sequence[str]]]:
        """Return what makes it again in another process."""
        return CountryNames, (self.divisions, self._no_town, self._no_township)

    def by_end(self, text: str) -> Iterator[Found]:
        """Yield the names that end like one of a unit, the longest at each end."""
        known, lengths = self.divisions.places_of, self._lengths
        for match in LAST_CHARACTER.finditer(text):
            end = match.end()
            kind = match.group()
            tail = TAILS.get(kind, TAIL)
            longest = lengths.get(text[end - tail : end]) or lengths.get(text[end - tail + 1 : end])
            if not longest or text.startswith(self._not_before.get(kind, ()), end):
                continue
            for start in range(max(0, end - longest), end - SHORTEST_NAME + 1):
                if (name := text[start:end]) in known:
                    if name[0] in DISTRICT_ENDS and ends_with_area(text, start + 1, self.divisions):
                        continue  # 汾阳市西河街道 does not have the name 市西河街道
                    yield name, start, end
                    break

    def behind_areas(self, text: str, areas: Iterable[AreaMatch], *, odd: bool = False) -> Iterator[Found]:
        """Yield the names that stand behind that of their district, the longest at each place.

        They may have any form; with ``odd`` only those are looked for that do not end like one of a unit, and offices
        only by their longer names (老城街办; in a title also 老城办).
        """
        offices = OFFICES if odd else (*OFFICES, OFFICE)
        for area in areas:
            names: list[str] = []
            for place in area.places:
                own = self._odd_names(place) if odd else self._all_names(place)
                if text.startswith(own, area.end):
                    names += [name for name in own if text.startswith(name, area.end)]
            if OFFICE in text[area.end : area.end + LONGEST_OFFICE]:
                names += [
                    name for place in area.places if place.district
                    for name in self.divisions.offices_in(place, offices)
                    if text.startswith(name, area.end) and not _goes_on(text, area.end, name)
                ]  # fmt: skip
            if names:
                name = max(names, key=len)
                yield name, area.end, area.end + len(name)

    def _all_names(self, district: Place) -> tuple[str, ...]:
        """Return the names of a district's units; plans of one district often follow each other."""
        if district not in self._names:
            self._names[district] = tuple(self.divisions.names_in(district))
        return self._names[district]

    def _odd_names(self, district: Place) -> tuple[str, ...]:
        """Return the names of a district's units that do not end like one of a unit."""
        if district not in self._odd:
            names = self._all_names(district)
            self._odd[district] = tuple([name for name in names if not UNIT_END.search(name, len(name) - 2)])
        return self._odd[district]

    def at_start(self, text: str) -> Iterator[Found]:
        """Yield the longest name, of any form, with which a title begins and behind which no word goes on."""
        longest = min(len(text), self.divisions.longest_name)
        for end in range(longest, SHORTEST_NAME - 1, -1):
            if text[:end] in self.divisions.places_of and not HAN_CHARACTER.match(text, end):
                yield text[:end], 0, end
                return

    def of_district(self, text: str, home: Place) -> Iterator[Found]:
        """Yield a district's own units that do not end like one (高新技术产业开发区), and 街道 by their offices."""
        offices = self.divisions.offices_in(home) if any(office in text for office in OFFICES) else ()
        for name in (*self._odd_names(home), *offices):
            if len(name) > SHORTEST_NAME:
                start = text.find(name)
                while start >= 0:
                    if not ends_with_area(text, start + len(name), self.divisions):
                        yield name, start, start + len(name)
                    start = text.find(name, start + len(name))


def _goes_on(text: str, start: int, name: str) -> bool:
    """Return whether a word goes on behind the shortest name of an office (老城办理)."""
    return not name.endswith(OFFICES) and HAN_CHARACTER.match(text, start + len(name)) is not None
