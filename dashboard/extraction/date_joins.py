"""Dates that belong together: two ends of a range, two names of one day, days listed after a date."""

import re
from collections.abc import Iterator
from datetime import date

from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.date_patterns import BETWEEN
from dashboard.extraction.sentence_text import SentenceText

_LONGEST_BETWEEN = 3
"""Characters of 开始至."""

_OTHER_DAY = re.compile("[、和及与,，](?P<day>[12]\\d|3[01]|[1-9])[日号](?!线|楼|院|门|弄)")


def joined(words: SentenceText, left: DateMention, right: DateMention) -> DateMention | None:
    """Return two dates with 至 or a dash between them as one range, None where they are none.

    The second leans on the year of the first.
    """
    gap = right.start - left.end
    if not 0 < gap <= _LONGEST_BETWEEN or left.kind != "date" or right.kind != "date" or left.is_range:
        return None
    if not BETWEEN.fullmatch(words.between(left, right)):
        return None
    if left.first is None or left.last is None or right.last is None or right.first is None:
        return None
    last = right.last
    if last < left.first and not right.names_year:
        last = _next_year(last)
    if last < left.first:
        return None
    granularity = "day" if left.granularity == right.granularity == "day" else "period"
    return left._replace(end=right.end, text=words.written(left.start, right.end), last=last,
                         granularity=granularity, is_range=True, whole_year=False)


def same_day(words: SentenceText, left: DateMention, right: DateMention) -> DateMention | None:
    """Return two names of one day (“八一”建军节) as one, None where they are none."""
    if right.start - left.end > 1 or words.between(left, right) not in ("", "”", "\"") or left.kind != "date":
        return None
    if left.first != right.first or left.last != right.last:
        return None
    if left.first is None or left.granularity != "day":
        return None
    return left._replace(end=right.end, text=words.written(left.start, right.end))


def other_days(words: SentenceText, last: DateMention) -> Iterator[DateMention]:
    """Yield the days without a month that lean on the date right before them (5月1日、3日)."""
    while last.kind == "date" and last.granularity == "day" and last.last is not None:
        match = _OTHER_DAY.match(words.text, last.end - words.offset)
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
