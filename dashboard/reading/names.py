"""Finds and resolves names of 街道, 镇 and 乡: full names, variants and short forms of the gazetteer."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from itertools import accumulate

from dashboard.reading.country_names import UNIT_END, CountryNames
from dashboard.reading.divisions import Divisions
from dashboard.reading.name_meaning import SHORTEST_BARE, Meanings, Memo, at_home, behind_other
from dashboard.reading.name_search import NameSearch
from dashboard.reading.place_search import areas_in, home_of, is_district
from dashboard.reading.township import NOWHERE, NameMatch, Place, Township, unlisted

MOST_TITLES = 50
"""Title lines that tell where a document is at home; one with more of them is a list."""

REMEMBERED = 1_000
"""Strings of which the unit is remembered."""

LEAD_CHARACTERS = 150
"""Characters at a text's beginning in which names of any form are found behind their districts."""


@dataclass(frozen=True)
class Gazetteer:
    """Names to look up. Built by ``gazetteer_files``; picklable, never changed.

    ``kept`` are the units kept by hand in the order of their file, ``divisions`` and ``country`` those of the list.
    """

    meanings: Meanings
    kept: dict[Township, None]
    districts: dict[str, Place]
    """Districts of the units kept by hand, by full and shortened names."""
    divisions: Divisions
    country: CountryNames
    in_text: NameSearch
    in_title: NameSearch
    district_pattern: re.Pattern[str]
    last_characters: frozenset[str]
    name_end: re.Pattern[str]
    """A character that ends names, before a mark that ends them or at the end of a line."""

    def find(self, text: str, home: Place = NOWHERE) -> list[NameMatch]:
        """Return the names in running text, in order: full names, variants, short forms before 地区, 社区 …

        ``home`` is where the document is at home; what stands near a name tells more. Of a unit that nothing tells
        from others of its name the place is open.
        """
        memo = Memo()
        return [
            NameMatch(start, end, unit) for name, start, end in self._names(self.in_text, text, home)
            if (unit := self.meanings.meant(name, start, text, home, memo))
        ]  # fmt: skip

    def find_in_each(self, sentences: Sequence[str], home: Place = NOWHERE) -> dict[int, list[NameMatch]]:
        """Return the names by the index of the sentence, in order; sentences without names are left out.

        One search through the whole text; no name runs over a line end.
        """
        names = self._names(self.in_text, "\n".join(sentences), home)
        if not names:
            return {}
        starts = [0, *accumulate(len(sentence) + 1 for sentence in sentences)]
        found: defaultdict[int, list[NameMatch]] = defaultdict(list)
        memo = Memo()
        for name, start, end in names:
            i = bisect_right(starts, start) - 1
            if unit := self.meanings.meant(name, start - starts[i], sentences[i], home, memo):
                found[i].append(NameMatch(start - starts[i], end - starts[i], unit))
        return dict(found)

    def find_in_title(self, text: str, home: Place = NOWHERE) -> list[NameMatch]:
        """Return the names in a title or file name, where short forms and names of any form count too.

        Where the gazetteer knows none, a unit written behind its district (某市某区某街道) is returned as unknown.
        """
        memo = Memo()
        found = [
            NameMatch(end - len(unit.name), end, unit) if not unit.known else NameMatch(start, end, unit)
            for name, start, end in self._names(self.in_title, text, home, title=True)
            if (unit := self.meanings.meant(name, start, text, home, memo, title=True))
        ]
        return found or list(self.meanings.others.units_in(text))

    def resolve(self, written: str, home: Place = NOWHERE) -> Township | None:
        """Return the unit that a whole string names (闵行区古美路街道, 古美街道, 古美), or None.

        ``home`` chooses among units of one name. A 街道, 镇 or 乡 that is not in the gazetteer is returned as
        unknown, with the district that stands before it.
        """
        return self._remembered(written.strip(), home)

    @cached_property
    def _remembered(self) -> Callable[[str, Place], Township | None]:
        """``_resolved``, for heads and tables that name the same units again and again."""
        return lru_cache(maxsize=REMEMBERED)(self._resolved)

    def __getstate__(self) -> dict[str, object]:
        """Return the fields alone: what is remembered cannot be pickled."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def _resolved(self, written: str, home: Place) -> Township | None:
        if found := self.meanings.whole(written):
            return at_home(found[1], home)
        if home.district and (own := [name for name in self.divisions.names_in(home) if _is_stem(written, name)]):
            return at_home(self.candidates(own[0]), home) if len(own) == 1 else None
        before, name = self.meanings.others.split(written)
        if (candidates := self.candidates(name)) and self.meanings.counts_alone(name, 0, name, title=True):
            return behind_other(candidates, name, before)
        return unlisted(name, self.divisions.whole(before.joined(home))) if self.meanings.others.is_unit(name) else None

    def is_listed(self, written: str) -> bool:
        """Return whether a whole string is a full name or variant, with or without its district."""
        found = self.meanings.whole(written.strip())
        if found and found[0] == written.strip() and found[0] in self.meanings.not_units:
            return False
        name = found[0] if found else self.meanings.others.split(written.strip())[1]
        is_of_country = self.divisions.official(name) in self.divisions.places_of
        return name in self.meanings.forms or (is_of_country and len(name) >= SHORTEST_BARE)

    def district_in(self, text: str) -> str | None:
        """Return the first district that a text names, or None."""
        match = self.district_pattern.search(text)
        areas = areas_in(text, self.divisions, self.meanings.not_districts)
        other = next(filter(is_district, areas), None)
        if other and (match is None or other.start < match.start()):
            return other.places[-1].district
        return self.districts[match.group()].district if match else None

    def is_kept(self, unit: Township) -> bool:
        """Return whether a unit is one of those kept by hand."""
        return unit in self.kept

    def names_area(self, text: str) -> bool:
        """Return whether a text names a district, a city or a province, the last also in its shortened form."""
        divisions = self.divisions
        return (
            bool(self.district_in(text))
            or any(areas_in(text, divisions, self.meanings.not_districts))
            or any(stem in text for stem in divisions.short_provinces)
        )

    def home_of(self, titles: Sequence[str], path: str) -> Place:
        """Return where a document with these title lines and this path is at home, as far as they tell."""
        titles = titles[:MOST_TITLES]
        kept = [self.districts[match.group()] for title in titles for match in self.district_pattern.finditer(title)]
        unlisted_places = [place for title in titles if (place := self.meanings.others.place_of(title))]
        return home_of(titles, path, self.divisions, self.meanings.not_districts, [*kept, *unlisted_places])

    def place_of_district(self, district: str) -> Place:
        """Return where a district lies, as far as its name tells."""
        return self.districts.get(district) or self.divisions.whole(Place(district))

    def candidates(self, name: str) -> Sequence[Township]:
        """Return all units of a written form."""
        return self.meanings.candidates(name)

    def _names(
        self, search: NameSearch, text: str, home: Place, *, title: bool = False
    ) -> list[tuple[str, int, int]]:
        """Return the names that stand in a text from left to right, the longest at each place."""
        kept = list(search.find(text))
        areas = areas_in(text[:LEAD_CHARACTERS], self.divisions)
        found = list(self.country.behind_areas(text, areas, odd=not title))
        ends = {end for _, _, end in found}
        seen = set(kept)
        found += [place for place in self.country.by_end(text) if place[2] not in ends and place not in seen]
        if title:
            found += self.country.at_start(text)
        if home.district:
            found += self.country.of_district(text, home)
        if not found:
            return kept
        names, position = [], 0
        for name, start, end in sorted([*found, *kept], key=lambda place: (place[1], -place[2])):
            if start >= position:
                names.append((name, start, end))
                position = end
        return names


def _is_stem(written: str, name: str) -> bool:
    """Return whether a string is a unit's name without its kind (王庙 of 王庙镇)."""
    end = UNIT_END.search(name, 1)
    return len(written) > 1 and end is not None and end.end() == len(name) and name[: end.start()] == written
