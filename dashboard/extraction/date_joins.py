"""Dates that belong together: two ends of a range, two names of one day, days listed after a date."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.date_patterns import BETWEEN
from dashboard.extraction.sentence_text import SentenceText

_LONGEST_BETWEEN: Final = 3
"""Characters of 开始至."""

_BEFORE_OTHER_DAY: Final = "、和及与,，"

_OTHER_DAY: Final = re.compile(f"[{_BEFORE_OTHER_DAY}](?P<day>[12]\\d|3[01]|[1-9])[日号](?!线|楼|院|门|弄)")


def join(words: SentenceText, left: DateMention, right: DateMention) -> bool:
    """Let a date take in the one after it where both are one, and return whether they are."""
    if right.start - left.end > _LONGEST_BETWEEN or left.kind != "date":
        return False
    if not (_join_range(words, left, right) or _is_same_day(words, left, right)):
        return False
    left.end, left.text = right.end, words.written(left.start, right.end)
    return True


def _join_range(words: SentenceText, left: DateMention, right: DateMention) -> bool:
    """Make a date the range to the one after 至 or a dash; the second leans on the year of the first."""
    if right.start <= left.end or right.kind != "date" or left.is_range:
        return False
    if not BETWEEN.fullmatch(words.between(left, right)):
        return False
    if left.first is None or left.last is None or right.last is None or right.first is None:
        return False
    last = right.last
    if last < left.first and not right.names_year:
        last = _next_year(last)
    if last < left.first:
        return False
    left.granularity = "day" if left.granularity == right.granularity == "day" else "period"
    left.last, left.is_range, left.whole_year = last, True, False
    return True


def _is_same_day(words: SentenceText, left: DateMention, right: DateMention) -> bool:
    """Return whether two names are of one day (“八一”建军节)."""
    if right.start - left.end > 1 or words.between(left, right) not in ("", "”", "\""):
        return False
    if left.first is None or left.granularity != "day":
        return False
    return left.first == right.first and left.last == right.last


def other_days(words: SentenceText, last: DateMention) -> Iterator[DateMention]:
    """Yield the days without a month that lean on the date right before them (5月1日、3日)."""
    text, offset = words.text, words.offset
    while last.last is not None and text[last.end - offset:last.end - offset + 1] in _BEFORE_OTHER_DAY:
        match = _OTHER_DAY.match(text, last.end - offset)
        if not match:
            return
        try:
            day = last.last.replace(day=int(match["day"]))
        except ValueError:
            return
        start, end = match.start("day") + words.offset, match.end() + words.offset
        last = DateMention(last.sentence_id, start, end, words.written(start, end), "date", day, day, "day")
        yield last


def _next_year(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, 28) if day.month == 2 else day.day)
