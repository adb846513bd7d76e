"""The list of the country's township-level units, and of the districts, cities and provinces they lie in."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from dashboard.lexicon.csv_file import read_rows
from dashboard.reading.township import Place, Township, kind_of

DIVISION_FILE = "townships_of_china.csv"
COLUMNS = ("province", "city", "district", "townships")
SEPARATOR = "|"

TAIL = 2

MUNICIPALITY = "市"
"""The name of a province ends so that has districts and no cities."""

STREET, OFFICES, OFFICE = "街道", ("街道办事处", "办事处", "街办"), "办"
"""The kind of a unit, and what documents write in its place behind a district, or in one: the office of the 街道. The
shortest of these is part of many words."""

PEOPLES = (
    "(?:(?:各|壮|回|维吾尔|彝|苗|土家|土|藏|蒙古|侗|布依|瑶|白|哈尼|朝鲜|傣|傈僳|景颇|羌|黎|佤|拉祜|水|纳西|仡佬|畲|撒拉|东乡|保安|裕固|"
    "满|锡伯|哈萨克|柯尔克孜|塔吉克|达斡尔|鄂温克|鄂伦春|毛南|仫佬|布朗|独龙|怒|普米)族?)*"
)
STEMS = tuple(re.compile(f"(.{{2,}}?)(?:{end})") for end in (
    f"新区|{PEOPLES}自治[县旗]|[区县旗市]", f"{PEOPLES}自治州|地区|[市盟]", f"{PEOPLES}自治区|特别行政区|[省市]",
))  # fmt: skip
"""Names of districts, cities and provinces, and what of them is left where documents shorten them."""


@dataclass(frozen=True)
class Divisions:
    """The list. ``places`` are the districts in order, ``townships`` the names of each, separated by ``SEPARATOR``.

    ``places_of`` gives the numbers of the districts that have a unit of this name: one, or several.
    ``areas`` gives what a full name of a district, city or province can mean.
    """

    places: tuple[Place, ...] = ()
    townships: tuple[str, ...] = ()
    places_of: dict[str, int | tuple[int, ...]] = field(default_factory=dict)
    areas: dict[str, tuple[Place, ...]] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)
    """Names with characters that traditional script has too (乾元镇), by how a text in that script is read (干元镇)."""
    area_tails: frozenset[str] = frozenset()
    """The last characters (``TAIL``) of names of districts, cities and provinces: spares looking at most 区 and 市."""
    numbers: dict[Place, int] = field(default_factory=dict)
    """The number of each district."""
    longest_name: int = 0
    """Characters of the longest name of a unit."""

    @cached_property
    def short_areas(self) -> dict[str, tuple[Place, ...]]:
        """What names of districts, cities and provinces without 省, 市, 区 … can mean."""
        short: defaultdict[str, dict[Place, None]] = defaultdict(dict)
        for name, places in self.areas.items():
            for place in places:
                if name in place and (stem := stem_of_area(name, place.index(name))):
                    short[stem][place] = None
        return {name: tuple(places) for name, places in short.items()}

    @cached_property
    def short_provinces(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(stem_of_area(place.province or "", 2) for place in self.places))

    @cached_property
    def _units(self) -> dict[str, tuple[Township, ...]]:
        """The units of the names that were asked for."""
        return {}

    def units(self, name: str) -> tuple[Township, ...]:
        """Return the units of this full name."""
        if name in self._units:
            return self._units[name]
        name_read, name = name, self.official(name)
        numbers = self.places_of.get(name, ())
        kind = kind_of(name)
        places = (self.places[number] for number in ((numbers,) if isinstance(numbers, int) else numbers))
        units = tuple([Township(name, place.district, kind, True, place.city, place.province) for place in places])
        if units:
            self._units[name_read] = units
        return units

    def official(self, name: str) -> str:
        """Return the name as the list writes it: read in another script, or that of an office (老城办事处, 老城办)."""
        for office in (*OFFICES, OFFICE):
            if name.endswith(office) and (street := name.removesuffix(office) + STREET) in self.places_of:
                return self.spelled.get(street, street)
        return self.spelled.get(name, name)

    def names_in(self, place: Place) -> Iterator[str]:
        """Yield the names of the units of a district; none where it is not a single one."""
        found = self.districts(place)
        if len(found) == 1:
            for name in self.townships[found[0]].split(SEPARATOR):
                yield name
                yield from self._read_as.get(name, ())

    def offices_in(self, place: Place, offices: Sequence[str] = OFFICES) -> Iterator[str]:
        """Yield the names of a district's units by their offices; none where it is not a single one."""
        for name in self.names_in(place):
            if name.endswith(STREET):
                yield from [name.removesuffix(STREET) + office for office in offices]

    @cached_property
    def _read_as(self) -> dict[str, tuple[str, ...]]:
        return {name: (read,) for read, name in self.spelled.items()}

    def districts(self, place: Place) -> list[int]:
        """Return the numbers of the districts of this name that can be meant."""
        if place.district is None:
            return []
        return [self.numbers[known] for known in self.areas.get(place.district, ())
                if known.district and known.agrees(place)]  # fmt: skip

    def whole(self, place: Place) -> Place:
        """Return a place with the city and province that follow from what is known of it."""
        name = place.district or place.city
        if name is None or (place.city and place.province):
            return place
        level = 0 if place.district else 1
        known = [area for area in self.areas.get(name, ()) if area[level] == name and area.agrees(place)]
        return place.joined(known[0]) if len({area[1:] for area in known}) == 1 else place


def load_divisions(folder: Path, simplify: Callable[[str], str] = str) -> Divisions:
    """Return the list of ``folder/townships_of_china.csv``; raises LexiconError with file and line for a mistake.

    ``simplify`` gives words as they are read where they stand in a text in traditional script.
    """
    places: list[Place] = []
    townships: list[str] = []
    places_of: dict[str, int | tuple[int, ...]] = {}
    for number, row in enumerate(read_rows(folder / DIVISION_FILE, COLUMNS)):
        province, city, district, names = row["province"], row["city"], row["district"], row["townships"]
        if not district or not names:
            raise row.error("empty district or townships")
        if not city:
            city = province if province.endswith(MUNICIPALITY) else district
        places.append(Place(district, city, province))
        townships.append(names)
        for name in names.split(SEPARATOR):
            if not name:
                raise row.error("an empty name among the townships")
            if name in places_of:
                before = places_of[name]
                places_of[name] = (*(before if isinstance(before, tuple) else (before,)), number)
            else:
                places_of[name] = number
    numbers = {place: number for number, place in enumerate(places)}
    areas = _areas(places)
    spelled = {}
    for read, name in _read_otherwise(places_of, simplify):
        if read not in places_of:
            spelled[read] = name
            places_of[read] = places_of[name]
    for read, name in _read_otherwise(areas, simplify):
        areas.setdefault(read, areas[name])
    return Divisions(
        tuple(places), tuple(townships), places_of, areas,
        spelled=spelled,
        area_tails=frozenset(name[-TAIL:] for name in areas),
        numbers=numbers,
        longest_name=max(map(len, places_of), default=0),
    )  # fmt: skip


def _read_otherwise(names: Iterable[str], simplify: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return names that ``simplify`` changes, each behind what it makes of it."""
    written = "\n".join(names)
    both = zip(simplify(written).split("\n"), written.split("\n"), strict=True)
    return [(read, name) for read, name in both if read != name]


def _areas(places: list[Place]) -> dict[str, tuple[Place, ...]]:
    """Return what names of districts, cities and provinces mean.

    A name that two of these levels share (上海市; 济源市 as district and city) means the wider one, unless it lies
    elsewhere.
    """
    full: defaultdict[str, list[Place]] = defaultdict(list)
    provinces = dict.fromkeys(Place(None, None, place.province) for place in places)
    cities = dict.fromkeys(Place(None, place.city, place.province) for place in places)
    for level, of_level in ((2, provinces), (1, cities), (0, dict.fromkeys(places))):
        for place in of_level:
            name = place[level] or ""
            if level == 1 and name == place.province:
                continue
            full[name].append(place)
    return {name: tuple(of_name) for name, of_name in full.items()}


@lru_cache(maxsize=10_000)
def stem_of_area(name: str, level: int) -> str:
    """Return the name of a district (level 0), city (1) or province (2) as documents shorten it; at least two
    characters, "" for a name that is not shortened."""
    match = STEMS[level].fullmatch(name)
    return match[1] if match else ""
