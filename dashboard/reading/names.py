"""Finds and resolves names of 街道, 镇 and 乡: full names, variants and short forms of the gazetteer."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from dashboard.reading.country_names import UNIT_END, CountryNames
from dashboard.reading.divisions import Divisions
from dashboard.reading.name_choice import (
    DISTRICT_ENDS,
    named_anywhere,
    named_before,
    named_near,
    one_of,
    place_before,
)
from dashboard.reading.name_search import NameSearch
from dashboard.reading.other_districts import OtherDistricts
from dashboard.reading.place_search import HAN_CHARACTER, LONGEST_AREA, AreaMatch, areas_in, home_of
from dashboard.reading.township import NOWHERE, NameMatch, Place, Township, common, unlisted

LEAD_CHARACTERS = 300
"""Characters at a text's beginning in which names of any form are found behind their districts."""

LONGEST_GAP = 3
"""Characters between a district and a name that may belong to a longer name, which no list has (鱼台县大王庙镇)."""

SHORT_NAME = 3
"""Names of no more characters stand at the end of many others (王庙镇 ends with 庙镇)."""

SHORTEST_BARE = 3
"""Shorter names are words, or ends of names, unless their district stands before them."""

LONGEST_WRITTEN = 60
"""Characters of the longest string that is looked at as one name with all it belongs to."""


@dataclass(frozen=True)
class Gazetteer:
    """Names to look up. Built by ``gazetteer_files``; picklable, never changed.

    ``forms`` and ``shorts`` hold the units kept by hand, by full names and variants and by short forms; ``country``
    those of the whole country, by full names alone.
    """

    forms: dict[str, tuple[Township, ...]]
    shorts: dict[str, tuple[Township, ...]]
    districts: dict[str, Place]
    """Districts of the units kept by hand, by full and shortened names."""
    country: CountryNames
    in_text: NameSearch
    in_title: NameSearch
    district_pattern: re.Pattern[str]
    others: OtherDistricts
    not_districts: frozenset[str]
    not_units: frozenset[str]
    last_characters: frozenset[str]
    name_end: re.Pattern[str]
    """A character that ends names, before a mark that ends them or at the end of a line."""

    @property
    def divisions(self) -> Divisions:
        return self.country.divisions

    def find(self, text: str, home: Place = NOWHERE) -> list[NameMatch]:
        """Return the names in running text, in order: full names, variants, short forms before 地区, 社区 …

        ``home`` is where the document is at home; what stands near a name tells more. Of a unit that nothing tells
        from others of its name the place is open.
        """
        memo: dict[str, list[Township]] = {}
        return [
            NameMatch(start, end, unit) for name, start, end in self._names(self.in_text, text, home)
            if (unit := self._meant(name, start, text, home, memo))
        ]  # fmt: skip

    def find_in_each(self, sentences: Sequence[str], home: Place = NOWHERE) -> dict[int, list[NameMatch]]:
        """Return the names by the index of the sentence, in order; sentences without names are left out.

        One search through the whole text; no name runs over a line end.
        """
        names = list(self._names(self.in_text, "\n".join(sentences), home))
        if not names:
            return {}
        starts = [0, *accumulate(len(sentence) + 1 for sentence in sentences)]
        found: defaultdict[int, list[NameMatch]] = defaultdict(list)
        memo: dict[str, list[Township]] = {}
        for name, start, end in names:
            i = bisect_right(starts, start) - 1
            if unit := self._meant(name, start - starts[i], sentences[i], home, memo):
                found[i].append(NameMatch(start - starts[i], end - starts[i], unit))
        return dict(found)

    def find_in_title(self, text: str, home: Place = NOWHERE) -> list[NameMatch]:
        """Return the names in a title or file name, where short forms and names of any form count too.

        Where the gazetteer knows none, a unit written behind its district (某市某区某街道) is returned as unknown.
        """
        memo: dict[str, list[Township]] = {}
        found = [
            NameMatch(end - len(unit.name), end, unit) if not unit.known else NameMatch(start, end, unit)
            for name, start, end in self._names(self.in_title, text, home, title=True)
            if (unit := self._meant(name, start, text, home, memo, title=True))
        ]
        return found or list(self.others.units_in(text))

    def resolve(self, written: str, home: Place = NOWHERE) -> Township | None:
        """Return the unit that a whole string names (闵行区古美路街道, 古美街道, 古美), or None.

        ``home`` chooses among units of one name. A 街道, 镇 or 乡 that is not in the gazetteer is returned as
        unknown, with the district that stands before it.
        """
        written = written.strip()
        if found := self._whole(written):
            return self._at_home(found[1], home)
        if home.district and (own := [name for name in self.divisions.names_in(home) if _is_stem(written, name)]):
            return self._at_home(self.candidates(own[0]), home) if len(own) == 1 else None
        before, name = self.others.split(written)
        if (candidates := self.candidates(name)) and self._counts_alone(name, 0, name, title=True):
            return self._behind_other(candidates, name, before)
        return unlisted(name, self.divisions.whole(before.joined(home))) if self.others.is_unit(name) else None

    def is_listed(self, written: str) -> bool:
        """Return whether a whole string is a full name or variant, with or without its district."""
        found = self._whole(written.strip())
        name = found[0] if found else self.others.split(written.strip())[1]
        return name in self.forms or (name in self.divisions.places_of and len(name) >= SHORTEST_BARE)

    def district_in(self, text: str) -> str | None:
        """Return the first district that a text names, or None."""
        match = self.district_pattern.search(text)
        other = next((area for area in areas_in(text, self.divisions, self.not_districts) if _districts(area)), None)
        if other and (match is None or other.start < match.start()):
            return other.places[-1].district
        return self.districts[match.group()].district if match else None

    def is_kept(self, unit: Township) -> bool:
        """Return whether a unit is one of those kept by hand."""
        return unit in self.forms.get(unit.name, ())

    def names_area(self, text: str) -> bool:
        """Return whether a text names a district, a city or a province, the last also in its shortened form."""
        divisions = self.divisions
        return (
            bool(self.district_in(text))
            or any(areas_in(text, divisions, self.not_districts))
            or any(stem in text for stem in divisions.short_provinces)
        )

    def home_of(self, titles: Sequence[str], path: str) -> Place:
        """Return where a document with these title lines and this path is at home, as far as they tell."""
        kept = [self.districts[match.group()] for title in titles for match in self.district_pattern.finditer(title)]
        unlisted_places = [place for title in titles if (place := self.others.place_of(title))]
        return home_of(titles, path, self.divisions, self.not_districts, [*kept, *unlisted_places])

    def place_of_district(self, district: str) -> Place:
        """Return where a district lies, as far as its name tells."""
        return self.districts.get(district) or self.divisions.whole(Place(district))

    def candidates(self, name: str) -> list[Township]:
        """Return all units of a written form: those of this full name first, then those it is a variant of."""
        kept = self.forms.get(name, ())
        if name not in self.divisions.places_of:
            return list(kept)
        units = dict.fromkeys([*kept, *self.divisions.units(name)])
        same = {(unit.name, unit.district, unit.city): unit for unit in reversed(units)}
        return sorted(same.values(), key=lambda unit: unit.name != name)

    def _names(
        self, search: NameSearch, text: str, home: Place, *, title: bool = False
    ) -> Iterator[tuple[str, int, int]]:
        """Yield the names that stand in a text, the longest at each place."""
        found = list(self.country.behind_areas(text, areas_in(text[:LEAD_CHARACTERS], self.divisions)))
        ends = {end for _, _, end in found}
        found += [place for place in self.country.by_end(text) if place[2] not in ends]
        found += search.find(text)
        if title:
            found += self.country.at_start(text)
        if home.district:
            found += self.country.of_district(text, home)
        position = 0
        for name, start, end in sorted(found, key=lambda place: (place[1], -place[2])):
            if start >= position:
                yield name, start, end
                position = end

    def _meant(
        self, name: str, start: int, text: str, home: Place, memo: dict[str, list[Township]], *, title: bool = False
    ) -> Township | None:
        """Return the unit that a name at a place of a text means; None where it is none, or part of another name."""
        if name not in memo:
            memo[name] = self.candidates(name) or list(self.shorts[name])
        candidates = memo[name]
        if before := named_before(text, start, candidates):
            return self._at_home(before, home)
        if start and HAN_CHARACTER.match(text, start - 1):
            if other := self._elsewhere(text, start, name, candidates):
                return other if title else None
            if text[start - 1] in DISTRICT_ENDS and (place := self.others.place_before(text, start)):
                behind = self._behind_other(candidates, name, place)
                return behind if title or behind.known else None
        agreeing = [unit for unit in candidates if unit.place.agrees(home)]
        if name in self.shorts and name not in self.forms and not agreeing:
            return None
        if len(candidates) == 1 and name in self.forms:
            return candidates[0]
        if near := named_near(text, start, candidates):
            return self._at_home(near, home)
        if home != NOWHERE and not agreeing and not title:
            return None
        if not (home.district and agreeing) and not self._counts_alone(name, start, text, title=title):
            return None
        if home == NOWHERE and len(candidates) > 1:
            return one_of(named_anywhere(text, candidates) or candidates)
        return self._at_home(candidates, home)

    def _counts_alone(self, name: str, start: int, text: str, *, title: bool) -> bool:
        """Return whether a name counts where nothing tells of its place: no word (小城镇), no end of a longer name."""
        if name in self.forms or name in self.shorts:
            return True
        begins = not start or not HAN_CHARACTER.match(text, start - 1)
        if title and begins:
            return len(name) >= SHORTEST_BARE or bool(UNIT_END.fullmatch(name, 1))
        return len(name) >= SHORTEST_BARE and name not in self.not_units and not name.endswith(self.others.no_names)

    def _elsewhere(self, text: str, start: int, name: str, candidates: Sequence[Township]) -> Township | None:
        """Return the unlisted unit that a name belongs to, where a listed district of another city stands before it.

        It has the name (鱼台县五里桥街道), or a longer one that ends with it (鱼台县李庙镇).
        """
        first = max(0, start - LONGEST_AREA - LONGEST_GAP)
        areas = [area for area in areas_in(text[first:start], self.divisions, self.not_districts) if _districts(area)]
        if not areas:
            return None
        gap = text[first + areas[-1].end : start]
        if gap and (len(name) > SHORT_NAME or len(gap) > LONGEST_GAP or len(HAN_CHARACTER.findall(gap)) < len(gap)):
            return None
        place = self.divisions.whole(common(areas[-1].places))
        if any(unit.place._replace(district=None).agrees(place._replace(district=None)) for unit in candidates):
            return None
        return None if (gap + name).endswith(self.others.no_names) else unlisted(gap + name, place)

    def _whole(self, written: str) -> tuple[str, list[Township]] | None:
        """Return the listed name in a string that is nothing but it and places before it, and the units it can mean."""
        if self._counts_alone(written, 0, written, title=True) and (
            alone := self.candidates(written) or list(self.shorts.get(written, ()))
        ):
            return written, alone
        for start in range(1, len(written) - 1 if len(written) <= LONGEST_WRITTEN else 0):
            name = written[start:]
            units = [
                unit for unit in self.candidates(name) or self.shorts.get(name, ())
                if place_before(written, start, unit.place)[1] == 0
            ]  # fmt: skip
            if units:
                return name, units
        return None

    def _behind_other(self, candidates: Sequence[Township], name: str, place: Place) -> Township:
        """Return the unit of a name behind a district that is not its own: one of the same city, else an unlisted one.

        A district that no list has may have been renamed, where no city stands before it.
        """
        area = place._replace(district=None)
        fitting = [unit for unit in candidates if unit.place._replace(district=None).agrees(area)]
        if len(fitting) == 1 or place == NOWHERE:
            return one_of(fitting)
        return unlisted(name, place)

    def _at_home(self, candidates: Sequence[Township], home: Place) -> Township:
        """Return the candidate at home; one of a home that has none of several candidates is unlisted."""
        fitting = [unit for unit in candidates if unit.place.agrees(home)]
        if not fitting and len(candidates) > 1 and home.district:
            return unlisted(candidates[0].name, home)
        return one_of(fitting or candidates)


def _districts(area: AreaMatch) -> bool:
    return any(place.district for place in area.places)


def _is_stem(written: str, name: str) -> bool:
    """Return whether a string is a unit's name without its kind (王庙 of 王庙镇)."""
    end = UNIT_END.search(name, 1)
    return len(written) > 1 and end is not None and end.end() == len(name) and name[: end.start()] == written
