"""Units and districts that no list has: told by the form of their names, and by what stands before them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.reading.divisions import Divisions
from dashboard.reading.header_patterns import HAN
from dashboard.reading.name_choice import DISTRICT_ENDS, SEPARATORS
from dashboard.reading.township import NOWHERE, NameMatch, Place, unlisted

CITY = re.compile(r"上海市?[\s·]*(?=\S{2})")
PROVINCE_AND_CITY = (
    rf"(?:(?P<province>[{HAN}]{{2,6}}(?:省|自治区))[\s·]*)?(?:(?P<city>[{HAN}]{{2,5}}?(?:市|自治州|州|盟|地区))[\s·]*)?"
)
OTHER_DISTRICT = re.compile(rf"{PROVINCE_AND_CITY}(?P<district>[{HAN}]{{2,4}}?[区县旗]|[{HAN}]{{2,4}}?市)")
"""What may stand before a name that no list has: its district, behind city and province; of 昆山市玉山镇 the city."""

BEFORE = re.compile(rf"{PROVINCE_AND_CITY}(?P<district>[{HAN}]{{2,4}}?[区县旗市])$")
ENDS_DATE = "年月日度"
"""Characters that belong to the date before a name: in 2021年度东安区 they begin no district."""

LONGEST_BEFORE = 24
"""Characters before a name in which its district, city and province stand."""

UNLISTED_KINDS = ("街道", "镇", "乡", "新片区", "度假区")
"""Ends by which a name that no list has is one of a unit; 园区 and 农场 end words for kinds of places as often."""

UNLISTED = re.compile(rf"[{HAN}]{{2,8}}(?:{'|'.join(UNLISTED_KINDS)})")
IN_TITLE = re.compile(
    rf"(?:^|[^{HAN}]){PROVINCE_AND_CITY}(?P<district>[{HAN}]{{1,4}}?[区县旗]|[{HAN}]{{2,3}}?市)"
    rf"(?P<name>[{HAN}]{{2,5}}?(?:{'|'.join(UNLISTED_KINDS)}))"
)


@dataclass(frozen=True)
class OtherDistricts:
    """What is told by form alone.

    ``kept`` and ``kept_pattern`` give the districts of the units kept by hand, which need nothing around them.
    ``no_names`` are ends of words that look like names and are none (各街道), ``no_areas`` of those that look like
    districts (西关片区).
    """

    divisions: Divisions
    kept: dict[str, Place]
    kept_pattern: re.Pattern[str]
    no_names: tuple[str, ...]
    no_areas: tuple[str, ...]

    def is_unit(self, name: str) -> bool:
        """Return whether a whole string has the form of a unit's name."""
        return bool(UNLISTED.fullmatch(name)) and not name.endswith(self.no_names)

    def split(self, written: str) -> tuple[Place, str]:
        """Return the place that a string begins with, listed or not, and the rest of it."""
        city = CITY.match(written)
        rest = written[city.end() :] if city else written
        match = self.kept_pattern.match(rest) or OTHER_DISTRICT.match(rest)
        if not match or match.end() == len(rest):
            return NOWHERE, rest
        place = self._place(match) if match.re is OTHER_DISTRICT else self.kept[match.group()]
        return place, rest[match.end() :].lstrip(SEPARATORS)

    def place_of(self, title: str) -> Place | None:
        """Return the district that a title begins with behind its city, where no list has it (东海市东安区2021年…)."""
        match = OTHER_DISTRICT.match(title)
        if match is None or not match["city"] or match["district"] in self.divisions.areas:
            return None
        return self._place(match)

    def place_before(self, text: str, start: int) -> Place | None:
        """Return the district right before a place of a text, behind its city, where no list has it."""
        match = BEFORE.search(text, max(0, start - LONGEST_BEFORE), start)
        if match is None or not match["city"] or match["district"] in self.divisions.areas:
            return None
        return self._place(match)

    def units_in(self, text: str) -> Iterator[NameMatch]:
        """Yield the units of a title that stand behind their districts, as unlisted ones."""
        if not DISTRICT_ENDS.intersection(text):
            return
        for match in IN_TITLE.finditer(text):
            name, district = match["name"], match["district"]
            if not (name.endswith(self.no_names) or district.endswith(self.no_areas) or district[0] in ENDS_DATE):
                yield NameMatch(*match.span("name"), unlisted(name, self._place(match)))

    def _place(self, match: re.Match[str]) -> Place:
        """Return the place that a pattern's match names."""
        kept = self.kept.get(match["district"])
        place = Place(match["district"], match["city"], match["province"])
        return kept if kept and kept.agrees(place) else self.divisions.whole(place)
