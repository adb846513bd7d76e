"""What one matched time expression means: an interval, once its year is known."""

import re
from dataclasses import dataclass
from datetime import date

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

RELATIVE_YEARS = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "上年度": -1, "明年": 1, "来年": 1,
                  "前年": -2, "后年": 2}
"""Names of years counted from the year of the document."""

CONTEXT_YEARS = {"同年": 0, "当年": 0, "次年": 1, "翌年": 1}
"""Names of years counted from the year spoken of last."""

FIRST_PLAN_YEAR = 1953
"""The first five-year plan began in 1953; the sixth and later ones begin at 1981 + 5 × (number − 6)."""


@dataclass(frozen=True, slots=True)
class Years:
    """The years a match may lean on: that of the document (今年) and the one spoken of last (a bare 1月底)."""

    document: int | None
    context: int | None


def whole(written: str) -> int:
    """Return a whole number that a date pattern matched."""
    number = read_number(written.replace("廿", "二十").replace("○", "〇"))
    if number is None or number.low is None:
        raise ValueError(f"no number: {written!r}")
    return int(number.low)


def named_year(match: re.Match[str], years: Years, prefix: str = "") -> tuple[int | None, bool]:
    """Return the year a match names, and whether it names one; (the context's year, False) where it does not."""
    groups = match.groupdict()
    if digits := groups.get(f"{prefix}year"):
        return int(digits), True
    if words := groups.get(f"{prefix}year_words"):
        return whole(words), True
    if name := groups.get(f"{prefix}year_name"):
        if name in CONTEXT_YEARS:
            return (None if years.context is None else years.context + CONTEXT_YEARS[name]), True
        return (None if years.document is None else years.document + RELATIVE_YEARS[name]), True
    return years.context, False


def plan_period(number: int, part: str) -> Interval:
    """Return the years of the five-year plan 十X五: 十四五 is 2021 to 2025."""
    first = 2001 + 5 * (number - 10)
    if part.endswith("末"):
        return whole_year(first + 4)
    return Interval(date(first, 1, 1), date(first + 4, 12, 31), "period")


def decade(match: re.Match[str], years: Years) -> Interval:
    """Return a decade or a part of it: 50年代初 is the first four years."""
    number = match["decade_number"]
    tens = int(number) if number.isdigit() else whole(number)
    century = match["century"]
    if century == "上" or century is None:
        base = 1900
    elif century == "本":
        base = 2000
    else:
        base = (int(century) if century.isdigit() else whole(century)) * 100 - 100
    first, last = {"初": (0, 3), "前": (0, 3), "中": (4, 6), "末": (7, 9), "后": (6, 9)}.get(
        (match["decade_part"] or " ")[0], (0, 9)
    )
    return Interval(date(base + tens + first, 1, 1), date(base + tens + last, 12, 31), "period")


def dated(match: re.Match[str], year: int | None, named: bool) -> Interval | None:
    """Return the interval of a match of the ``dated`` kind in a year; None where the calendar has no such day."""
    if year is None:
        return None
    if match["month_range"]:
        return months(year, whole(match["range_first"]), whole(match["range_last"]))
    if match["weekday"]:
        return _weekday_of_month(match, year)
    if match["lunar_month"]:
        return lunar_days(year, match["lunar_month"], match["lunar_day"])
    if match["listed_month"]:
        return months(year, whole(match["listed"]), whole(match["listed"]))
    if match["month_day"]:
        return _days(year, match["month"], match["day"], match["day_last"])
    if match["days"]:
        return _days(year, match["days_month"], match["days_first"], match["days_last"])
    if match["only_month"]:
        month = whole(match["bare_month"])
        part = match["month_part"]
        return part_of_month(year, month, part) if part else months(year, month, month)
    if match["quarter"]:
        return _quarters(match, year)
    if match["first_quarters"]:
        return quarters(year, 1, whole(match["quarter_count"]))
    if match["first_months"]:
        return months(year, 1, whole(match["month_count"]))
    if match["half"]:
        return half_year(year, match["half"])
    if match["year_part"]:
        if not (match["year_part"].startswith("年") or named):
            return None  # the 中 of 二十年中, whose 年 counts years
        return part_of_year(year, match["year_part"].removeprefix("年")[0])
    if match["year_end"]:
        return part_of_year(year, "初" if match["year_end"].endswith("初") else "底")
    return None


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
    month = whole(match["weekday_month"])
    weekday = "一二三四五六日".index(match["weekday_name"].replace("天", "日"))
    days = [day for day in range(1, month_end(year, month).day + 1) if date(year, month, day).weekday() == weekday]
    number = -1 if match["weekday_last"] else whole(match["weekday_number"]) - 1
    return one_day(year, month, days[number]) if number < len(days) else None


def near_month(name: str, part: str | None, written: date) -> Interval:
    """Return the month before, of or after a day (上月, 本月, 下月), or a part of it."""
    number = written.year * 12 + written.month - 1 + {"上": -1, "下": 1}.get(name[0], 0)
    year, month = divmod(number, 12)
    return part_of_month(year, month + 1, part) if part else months(year, month + 1, month + 1)


def day_of_month(number: str, month: date | None) -> Interval | None:
    """Return a day without its month, in the month of a day; None where that is unknown or has no such day."""
    return one_day(month.year, month.month, int(number)) if month else None


def festival_day(match: re.Match[str], festival: Festival, year: int | None) -> Interval | None:
    day = festival.day_in(year) if year is not None else None
    return Interval(day, day, "day") if day else None
