"""Calendar intervals: first and last day of years, halves, quarters, months and their parts."""

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple


class Interval(NamedTuple):
    """First and last day, inclusive, and how fine it is: day, tenday, month, quarter, half, year or period."""

    first: date
    last: date
    granularity: str


PARTS_OF_YEAR: Final = {
    "初": (1, 3, "quarter"),
    "中": (6, 7, "period"),
    "底": (12, 12, "month"),
    "末": (12, 12, "month"),
    "终": (12, 12, "month"),
}
"""年初 is January to March, 年中 June to July, 年底 December: first month, last month, granularity."""

PARTS_OF_MONTH: Final = {
    "上中": (1, 20), "中下": (11, 31), "初": (1, 10), "上": (1, 10), "中": (11, 20), "底": (21, 31), "末": (21, 31),
    "下": (21, 31), "上半月": (1, 15), "下半月": (16, 31),
}
"""Parts of a month by their name without 旬: first and last day."""


@lru_cache(maxsize=4096)
def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@lru_cache(maxsize=1024)
def whole_year(year: int, last_year: int | None = None) -> Interval:
    """Return a year, or the years from ``year`` to ``last_year``."""
    last_year = last_year or year
    return Interval(date(year, 1, 1), date(last_year, 12, 31), "year" if year == last_year else "period")


@lru_cache(maxsize=1024)
def part_of_year(year: int, part: str) -> Interval:
    first, last, granularity = PARTS_OF_YEAR[part]
    return Interval(date(year, first, 1), month_end(year, last), granularity)


@lru_cache(maxsize=1024)
def half_year(year: int, half: str) -> Interval:
    """Return the first (上) or second (下) half of a year."""
    return Interval(date(year, 1 if half == "上" else 7, 1), month_end(year, 6 if half == "上" else 12), "half")


@lru_cache(maxsize=1024)
def quarters(year: int, first: int, last: int) -> Interval:
    """Return the quarters ``first`` to ``last`` (1 to 4) of a year."""
    granularity = "quarter" if first == last else "period"
    return Interval(date(year, 3 * first - 2, 1), month_end(year, 3 * last), granularity)


@lru_cache(maxsize=1024)
def months(year: int, first: int, last: int) -> Interval:
    """Return the months ``first`` to ``last`` of a year; a ``last`` before ``first`` lies in the next year."""
    granularity = "month" if first == last else "period"
    return Interval(date(year, first, 1), month_end(year + (last < first), last), granularity)


@lru_cache(maxsize=1024)
def part_of_month(year: int, month: int, part: str) -> Interval:
    first, last = PARTS_OF_MONTH[part.removesuffix("旬")]
    end = month_end(year, month)
    return Interval(date(year, month, first), end if last > 20 else date(year, month, last), "tenday")


@lru_cache(maxsize=4096)
def one_day(year: int, month: int, day: int) -> Interval | None:
    """Return a day; None where the month has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Interval(found, found, "day")
