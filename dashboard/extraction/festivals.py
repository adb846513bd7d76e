"""Festivals and anniversaries: which day a name stands for in a year."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from lunar_python import Lunar, LunarMonth, Solar

from dashboard.extraction.intervals import Interval
from dashboard.extraction.numerals import read_chinese
from dashboard.lexicon.csv_file import LexiconError, Row, read_rows

LUNAR_MONTHS = {"正月": 1, "冬月": 11, "腊月": 12}
CALENDARS = ("solar", "lunar", "term")
SHORTEST_NAME = 2
"""Characters of the shortest name; one alone stands in too many words."""


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival and when it is: month and day of the solar or lunar calendar, or the name of a solar term."""

    name: str
    calendar: str
    month: str
    day: int
    needs_context: bool
    looks_alike: tuple[str, ...]

    def day_in(self, year: int) -> date | None:
        """Return its day in a year; None outside the years that the calendar library knows."""
        return _day(self.calendar, self.month, self.day, year)


@lru_cache(maxsize=4096)
def _day(calendar: str, month: str, day: int, year: int) -> date | None:
    if not 1600 <= year <= 2200:
        return None
    if calendar == "solar":
        return date(year, int(month), day)
    if calendar == "term":
        solar = Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable()[month]
    else:
        solar = Lunar.fromYmd(year, int(month), day or 1).getSolar()
    found = _as_date(solar)
    return found - timedelta(days=1) if calendar == "lunar" and day == 0 else found


@lru_cache(maxsize=4096)
def lunar_days(year: int, month: str, day: str | None) -> Interval | None:
    """Return a month of the lunar year that begins in ``year`` (正月, 冬月, 腊月, 三, 3), or one day of it."""
    if not 1600 <= year <= 2200:
        return None
    number = LUNAR_MONTHS.get(month) or _lunar_number(month)
    count = LunarMonth.fromYm(year, number).getDayCount()
    first, last = 1, count
    if day:
        first = last = min(_lunar_number(day), count)
    begins, ends = (_as_date(Lunar.fromYmd(year, number, at).getSolar()) for at in (first, last))
    return Interval(begins, ends, "day" if day else "month")


def _as_date(solar: Solar) -> date:
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def _lunar_number(written: str) -> int:
    if written.isdecimal():
        return int(written)
    value = read_chinese(written.removeprefix("初").replace("廿", "二十"))
    return int(value or 1)


def load_festivals(path: Path) -> dict[str, Festival]:
    """Return the festivals of ``festivals.csv`` by name. Raises LexiconError with file and line."""
    columns = ("name", "calendar", "month", "day", "needs", "looks_alike")
    found: dict[str, Festival] = {}
    for row in read_rows(path, columns):
        if row["name"] in found:
            raise row.error(f"{row['name']} stands twice")
        if len(row["name"]) < SHORTEST_NAME:
            raise row.error(f"name {row['name']!r}; wanted {SHORTEST_NAME} characters or more")
        found[row["name"]] = _festival(row)
    return found


def _festival(row: Row) -> Festival:
    if row["calendar"] not in CALENDARS:
        raise row.error(f"calendar {row['calendar']!r}; wanted one of {', '.join(CALENDARS)}")
    if row["needs"] not in ("", "context"):
        raise row.error(f"needs {row['needs']!r}; wanted blank or context")
    day = row["day"] or "0"
    festival = Festival(row["name"], row["calendar"], row["month"], int(day) if day.isdigit() else -1,
                        row["needs"] == "context", row.words("looks_alike"))
    try:
        festival.day_in(2021)
    except Exception as error:  # lunar_python raises bare Exceptions
        raise row.error(f"no such day: month {row['month']!r}, day {row['day']!r}") from error
    return festival


@dataclass(frozen=True, slots=True)
class FoundingDays:
    """Founding days by the names a text gives them, and a pattern of those names, the longest first."""

    days: dict[str, date]

    def of(self, event: str) -> date | None:
        """Return the founding day of the longest known name that ends the event's wording."""
        return next((self.days[event[start:]] for start in range(len(event)) if event[start:] in self.days), None)

    @property
    def pattern(self) -> str:
        return "|".join(re.escape(name) for name in sorted(self.days, key=len, reverse=True)) or "(?!)"


def load_founding_days(path: Path) -> FoundingDays:
    """Return the founding days of ``founding_days.csv``. Raises LexiconError with file and line."""
    days: dict[str, date] = {}
    for row in read_rows(path, ("names", "founded")):
        try:
            founded = date.fromisoformat(row["founded"])
        except ValueError as error:
            raise row.error(f"founded {row['founded']!r}; wanted YYYY-MM-DD") from error
        for name in row.words("names"):
            if name in days:
                raise LexiconError(path, row.line, f"{name} stands twice")
            days[name] = founded
    return FoundingDays(days)
