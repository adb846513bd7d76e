"""The 41,352 township-level units of the country, to make up a corpus of as many as are wanted."""

import csv
import lzma
import random
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

TOWNSHIPS = Path(__file__).parent / "data" / "townships.csv.xz"
FIRST_PROVINCE = "上海市"
NO_CITIES = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
"""What stands in place of a city where districts belong to the province itself."""


class Township(NamedTuple):
    """A unit with what it belongs to; ``city`` is blank where its district belongs to the province itself."""

    province: str
    city: str
    district: str
    name: str

    @property
    def full_name(self) -> str:
        """The name as a document's title gives it, by which it is known from others of the same name."""
        return f"{self.city or self.province}{self.district}{self.name}"


def all_townships() -> list[Township]:
    """Return all units in the order of their codes."""
    rows = csv.reader(lzma.decompress(TOWNSHIPS.read_bytes()).decode("utf-8").splitlines()[1:])
    return [
        Township(province, "" if city in NO_CITIES else city, district, name) for province, city, district, name in rows
    ]


def chosen_townships(number: int, seed: int) -> list[Township]:
    """Return so many units: Shanghai's 街道 (107), then its other units, then district after district in an order that
    ``seed`` decides. Raises ValueError where there are not as many."""
    known = all_townships()
    if not 1 <= number <= len(known):
        raise ValueError(f"{number} townships wanted; from 1 to {len(known):,} can be had")
    first = [unit for unit in known if unit.province == FIRST_PROVINCE]
    first.sort(key=lambda unit: not unit.name.endswith("街道"))
    others: defaultdict[tuple[str, str, str], list[Township]] = defaultdict(list)
    for unit in known:
        if unit.province != FIRST_PROVINCE:
            others[unit[:3]].append(unit)
    districts = list(others.values())
    random.Random(seed).shuffle(districts)
    return [*first, *(unit for district in districts for unit in district)][:number]
