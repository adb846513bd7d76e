"""The 41,352 township-level units of the country, to make up a corpus of as many as are wanted."""

import random
from collections import defaultdict
from typing import NamedTuple

from dashboard.lexicon.csv_file import read_rows
from dashboard.paths import LEXICON
from dashboard.reading.divisions import COLUMNS, DIVISION_FILE, SEPARATOR

FIRST_PROVINCE = "上海市"


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
    return [
        Township(row["province"], row["city"], row["district"], name)
        for row in read_rows(LEXICON / DIVISION_FILE, COLUMNS) for name in row["townships"].split(SEPARATOR)
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
