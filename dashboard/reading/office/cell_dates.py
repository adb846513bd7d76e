"""Writes the dates of spreadsheet cells in Chinese, with the parts that their formats show."""

import re
from datetime import date, datetime, time, timedelta

LITERAL = re.compile(r'"([^"]*)"|\\(.)')
UNSEEN = re.compile(r"\[[^\]]*\]|_.|\*.")
UNITS = "年月日号时分秒"


def date_text(value: datetime | date | time | timedelta, number_format: str) -> str:
    """Return a date as 2021年5月31日, 2021年5月 or 5月31日 (and 14:30), whatever the signs between its parts.

    Words behind the date (前) are kept. A time alone is 14:30, a length of time 26:05.
    """
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, time):
        return value.strftime("%H:%M")
    shown = UNSEEN.sub("", number_format).lower()
    bare = LITERAL.sub("", shown)
    has_time = "h" in bare
    has_year, has_day = "y" in bare or "e" in bare, "d" in bare
    has_month = "m" in bare and (has_year or has_day or not has_time)
    parts = [
        f"{value.year}年" if has_year else "",
        f"{value.month}月" if has_month else "",
        f"{value.day}日" if has_day else "",
    ]
    clock = value.strftime("%H:%M") if isinstance(value, datetime) and has_time else ""
    if not any(parts) and not clock:
        parts = [f"{value.year}年", f"{value.month}月", f"{value.day}日"]
    return " ".join(filter(None, ("".join(parts), clock))) + _words_behind(shown)


def _words_behind(shown: str) -> str:
    """Return what a format says in words after the last part of the date."""
    last = 0
    for match in re.finditer(r'"[^"]*"|\\.|[a-z]', shown):
        if match[0].isalpha():
            last = match.end()
    words = "".join(match[1] or match[2] or "" for match in LITERAL.finditer(shown[last:]))
    return words.lstrip(UNITS).strip()
