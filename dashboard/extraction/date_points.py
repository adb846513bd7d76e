"""What one matched time expression means: an interval, once its year is known."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final

from dashboard.extraction.festivals import Festival, lunar_days
from dashboard.extraction.intervals import (
    Interval,
    half_year,
    month_end,
    months,
    one_day,
    part_of_month,
    part_of_year,
    quarters,
    whole_year,
)
from dashboard.extraction.numerals import read_number

RELATIVE_YEARS: Final = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "上年度": -1, "明年": 1, "来年": 1,
                  "前年": -2, "后年": 2}
"""Names of years counted from the year of the document."""

CONTEXT_YEARS: Final = {"同年": 0, "当年": 0, "次年": 1, "翌年": 1}
"""Names of years counted from the year spoken of last."""

FIRST_PLAN_YEAR: Final = 1953
"""The first five-year plan began in 1953; the sixth and later ones begin at 1981 + 5 × (number − 6)."""


@lru_cache(maxsize=1024)
def whole(written: str) -> int:
    """Return a whole number that a date pattern matched."""
    number = read_number(written.replace("廿", "二十").replace("○", "〇"))
    if number is None or number.low is None:
        raise ValueError(f"no number: {written!r}")
    return int(number.low)


def named_year(match: re.Match[str], now: int | None, context: int | None) -> tuple[int | None, bool]:
    """Return the year a match names, and whether it names one; (the context's year, False) where it does not.

    ``now`` is the year of writing (今年), ``context`` the one spoken of last (a bare 1月底).
    """
    if not match["named_year"]:
        return context, False
    if digits := match["year"]:
        return int(digits), True
    if words := match["year_words"]:
        return whole(words), True
    name = match["year_name"]
    if name in CONTEXT_YEARS:
        return (None if context is None else context + CONTEXT_YEARS[name]), True
    return (None if now is None else now + RELATIVE_YEARS[name]), True


def plan_period(number: int, part: str) -> Interval:
    """Return the years of the five-year plan 十X五: 十四五 is 2021 to 2025."""
    first = 2001 + 5 * (number - 10)
    if part.endswith("末"):
        return whole_year(first + 4)
    return Interval(date(first, 1, 1), date(first + 4, 12, 31), "period")


def decade(match: re.Match[str]) -> Interval:
    """Return a decade or a part of it: 50年代初 is the first four years."""
    number = match["decade_number"]
    tens = int(number) if number.isdigit() else whole(number)
    base = _century_begins(match["century"] or "上")
    first, last = {"初": (0, 3), "前": (0, 3), "中": (4, 6), "末": (7, 9), "后": (6, 9)}.get(
        (match["decade_part"] or " ")[0], (0, 9)
    )
    return Interval(date(base + tens + first, 1, 1), date(base + tens + last, 12, 31), "period")


def part_of_century(match: re.Match[str]) -> Interval:
    """Return a part of a century: 初 its first ten years, 中叶 those from 40 to 59, 末 its last ten."""
    base = _century_begins(match["whole_century"])
    first, last = {"初": (0, 9), "中": (40, 59), "末": (90, 99)}[match["century_part"][0]]
    return Interval(date(base + first, 1, 1), date(base + last, 12, 31), "period")


def _century_begins(century: str) -> int:
    """Return the first year of a century as decades are counted: 2000 for 本世纪 and 21世纪."""
    if century[0] in "上本":
        return 1900 if century[0] == "上" else 2000
    return whole(century) * 100 - 100


def dated(match: re.Match[str], year: int | None, named: bool) -> Interval | None:
    """Return the interval in a year of a match that stands under one; None where the calendar has no such day."""
    if year is None or match.lastgroup is None:
        return None
    if match.lastgroup == "year_part" and not (named or match["year_part"].startswith("年")):
        return None  # the 中 of 二十年中, whose 年 counts years
    return _IN_YEAR[match.lastgroup](match, year)


def _month_range(match: re.Match[str], year: int) -> Interval:
    found = months(year, whole(match["month"]), whole(match["last_month"]))
    if part := match["last_month_part"]:
        return found._replace(last=part_of_month(found.last.year, found.last.month, part).last, granularity="period")
    return found


def _listed_month(match: re.Match[str], year: int) -> Interval:
    month = whole(match["listed"])
    return months(year, month, month)


def _only_month(match: re.Match[str], year: int) -> Interval:
    month, part = whole(match["month"]), match["month_part"]
    return part_of_month(year, month, part) if part else months(year, month, month)


def _days(year: int, month: str, first: str, last: str | None) -> Interval | None:
    start = one_day(year, whole(month), whole(first))
    end = one_day(year, whole(month), whole(last)) if last else start
    if start is None or end is None or end.last < start.first:
        return start
    return Interval(start.first, end.last, "day")


def _quarters(match: re.Match[str], year: int) -> Interval:
    first = whole(match["quarter_first"] or match["quarter_letter"])
    last = whole(match["quarter_last"]) if match["quarter_last"] else first
    found = quarters(year, first, max(first, last))
    part = match["quarter_part"]
    if part == "初":
        return Interval(found.first, month_end(year, found.first.month), "month")
    if part:
        return Interval(date(year, found.last.month, 1), found.last, "month")
    return found


def _weekday_of_month(match: re.Match[str], year: int) -> Interval | None:
    """Return the third or last Saturday of a month."""
    month = whole(match["month"])
    weekday = "一二三四五六日".index(match["weekday_name"].replace("天", "日"))
    days = [day for day in range(1, month_end(year, month).day + 1) if date(year, month, day).weekday() == weekday]
    number = -1 if match["weekday_last"] else whole(match["weekday_number"]) - 1
    return one_day(year, month, days[number]) if number < len(days) else None


_IN_YEAR: Final[dict[str, Callable[[re.Match[str], int], Interval | None]]] = {
    "month_range": _month_range,
    "weekday": _weekday_of_month,
    "lunar_numbered": lambda match, year: lunar_days(year, match["lunar_number"], match["lunar_number_day"]),
    "lunar_month": lambda match, year: lunar_days(year, match["lunar_name"], match["lunar_day"]),
    "listed_month": _listed_month,
    "month_day": lambda match, year: _days(year, match["month"], match["day"], match["day_last"]),
    "days": lambda match, year: _days(year, match["month"], match["days_first"], match["days_last"]),
    "only_month": _only_month,
    "quarter": _quarters,
    "first_quarters": lambda match, year: quarters(year, 1, whole(match["quarter_count"])),
    "first_months": lambda match, year: months(year, 1, whole(match["month_count"])),
    "half": lambda match, year: half_year(year, match["half_name"]),
    "year_part": lambda match, year: part_of_year(year, match["year_part"].removeprefix("年")[0]),
    "year_end": lambda match, year: part_of_year(year, "初" if match["year_end"].endswith("初") else "底"),
}
"""How each kind of expression that stands under a year is read."""


def near_month(name: str, part: str | None, written: date) -> Interval:
    """Return the month before, of or after a day (上月, 本月, 下月), or a part of it."""
    number = written.year * 12 + written.month - 1 + {"上": -1, "下": 1}.get(name[0], 0)
    year, month = divmod(number, 12)
    return part_of_month(year, month + 1, part) if part else months(year, month + 1, month + 1)


def day_of_month(number: str, month: date | None) -> Interval | None:
    """Return a day without its month, in the month of a day; None where that is unknown or has no such day."""
    return one_day(month.year, month.month, int(number)) if month else None


def festival_day(festival: Festival, year: int | None) -> Interval | None:
    day = festival.day_in(year) if year is not None else None
    return Interval(day, day, "day") if day else None
