"""Writes the dates of spreadsheet cells in Chinese, with the parts that their formats show."""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

LITERAL = re.compile(r'"([^"]*)"|\\(.)')
UNSEEN = re.compile(r"\[[^\]]*\]|_.|\*.")
UNITS = "年月日号时分秒"


class _Parts(NamedTuple):
    year: bool
    month: bool
    day: bool
    time: bool
    words: str


def date_text(value: datetime | date | time | timedelta, number_format: str) -> str:
    """Return a date as 2021年5月31日, 2021年5月 or 5月31日 (and 14:30), whatever the signs between its parts.

    Words behind the date (前) are kept. A time alone is 14:30, a length of time 26:05.
    """
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, time):
        return value.strftime("%H:%M")
    parts = _parts(number_format)
    day = "".join([
        f"{value.year}年" if parts.year else "",
        f"{value.month}月" if parts.month else "",
        f"{value.day}日" if parts.day else "",
    ])  # fmt: skip
    clock = f"{value.hour:02d}:{value.minute:02d}" if isinstance(value, datetime) and parts.time else ""
    return f"{day}{' ' if day and clock else ''}{clock}{parts.words}"


@lru_cache(maxsize=256)
def _parts(number_format: str) -> _Parts:
    """Return which parts of a date a format shows; one that shows none counts as showing the whole day."""
    shown = UNSEEN.sub("", number_format).lower()
    bare = LITERAL.sub("", shown)
    has_time = "h" in bare
    year, day = "y" in bare or "e" in bare, "d" in bare
    month = "m" in bare and (year or day or not has_time)
    if not (year or month or day or has_time):
        year = month = day = True
    return _Parts(year, month, day, has_time, _words_behind(shown))


def _words_behind(shown: str) -> str:
    """Return what a format says in words after the last part of the date."""
    last = 0
    for match in re.finditer(r'"[^"]*"|\\.|[a-z]', shown):
        if match[0].isalpha():
            last = match.end()
    words = "".join(match[1] or match[2] or "" for match in LITERAL.finditer(shown[last:]))
    return words.lstrip(UNITS).strip()
