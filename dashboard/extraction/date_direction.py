"""Which way a date points: a deadline (前, 内, 到), a start (起, 以来), or only a comparison."""

import re
from datetime import date, timedelta
from typing import Final

from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.date_patterns import AFTER_POINT, BEFORE
from dashboard.extraction.sentence_text import SentenceText

_ALWAYS_COMPARED: Final = ("比", "较", "相较于", "相当于")
_STARTED_FROM: Final = ("由", "从")
_COMPARED: Final = (*_ALWAYS_COMPARED, *_STARTED_FROM, "超过", "为", "是", "占", "与", "同", "和", "跟")
"""What a date that only serves to compare stands after: always, and before a word of comparison."""

_COMPARED_ENDS: Final = frozenset(word[-1] for word in _COMPARED)

_COMPARISON_AFTER: Final = re.compile(
    "(?:相比|比|持平|相当|同期|增加|增长|多|提高|下降|减少|少)|的?[\\d一二三四五六七八九十两]+(?:\\.\\d+)?倍"
)
_CHANGES_AFTER: Final = re.compile("的?[\\d一二三四五六七八九十百两][^，。；]{0,12}?(?:增|提|扩|升|降|压|减|缩)")
"""What follows a date at which an amount was another one (由去年的17部增加到25部)."""

_BEFORE_ENDS: Final = frozenset("到至止从自")
_AFTER_BEGINS: Final = frozenset("”\"’」』起开以至始节（(之前内后期当全那")
"""The last character of whatever ``BEFORE`` and the first of whatever ``AFTER_POINT`` matches."""

_DAY_OR_HOUR_ENDS: Final = re.compile("(?:[日号\\d分时点晚]|[上下中]午)$")


def compares(words: SentenceText, mention: DateMention) -> bool:
    """Return whether a date only serves to compare (与2020年相比, 是2020年的两倍): it says nothing of what follows."""
    text, before, after = words.text, mention.start - words.offset, mention.end - words.offset
    if text.startswith(("同期", "的同期"), after):
        return True
    if text[before - 1:before] not in _COMPARED_ENDS or not text.endswith(_COMPARED, 0, before):
        return False
    if text.endswith(_STARTED_FROM, 0, before):
        return _CHANGES_AFTER.match(text, after) is not None
    return text.endswith(_ALWAYS_COMPARED, 0, before) or bool(_COMPARISON_AFTER.match(text, after))


def direct(words: SentenceText, mention: DateMention) -> None:
    """Let an expression take in the particles that give its direction, and change its value by them."""
    if mention.kind != "date":
        return
    mention.comparison = compares(words, mention)
    text, begin, end = words.text, mention.start - words.offset, mention.end - words.offset
    before = BEFORE.search(text, max(0, begin - 4), begin) if text[begin - 1:begin] in _BEFORE_ENDS else None
    after = AFTER_POINT.match(text, end) if text[end:end + 1] in _AFTER_BEGINS else None
    if not (before or after):
        return
    direction = after.lastgroup if after else None
    start, end = mention.start, mention.end + (len(after.group()) if after else 0)
    first, last = _by_particle(mention, direction)
    if before and _takes_in(before, direction, mention):
        start -= len(before.group())
        if before["since"] and not mention.is_range:
            last = None
        elif before["until"] and direction is None:
            first = None
    if direction in ("start", "before", "within", "later") or (first, last) != (mention.first, mention.last):
        mention.whole_year = False
    mention.start, mention.end, mention.text = start, end, words.written(start, end)
    mention.first, mention.last = first, last


def _by_particle(mention: DateMention, direction: str | None) -> tuple[date | None, date | None]:
    """Return first and last day as the particle after a date leaves them."""
    if direction == "start":
        return mention.first, None
    if direction == "before" and not mention.is_range:
        return None, _last_day_before(mention)
    if direction == "within":
        return None, mention.last
    if direction == "later":
        return (mention.last + timedelta(days=1) if mention.last else None), None
    return mention.first, mention.last


def _takes_in(before: re.Match[str], direction: str | None, mention: DateMention) -> bool:
    """Return whether the particle before a date is part of the expression."""
    if before["until"]:
        return direction in ("before", "within") or (direction is None and not mention.is_range)
    if direction in ("before", "within", "later"):
        return False
    return mention.is_range or direction == "start" or before["since"] != "从"


def _last_day_before(mention: DateMention) -> date | None:
    """6月30日前 includes the day, 月底前 the end of the month; 3月前 and 春节前 end the day before."""
    if mention.first is None or mention.last is None:
        return None
    named = mention.text.rstrip("”\"’」』")
    is_day = mention.granularity == "day" and _DAY_OR_HOUR_ENDS.search(named)
    if is_day or named.endswith(("底", "末", "终")):
        return mention.last
    return mention.first - timedelta(days=1)
