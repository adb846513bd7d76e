"""Which way a date points: a deadline (前, 内, 到), a start (起, 以来), or only a comparison."""

import re
from dataclasses import replace
from datetime import date, timedelta

from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.date_patterns import AFTER_POINT, BEFORE
from dashboard.extraction.sentence_text import SentenceText

_COMPARED = re.compile("(?:比|较|相比|相较于?|对比|同比|超过|为|是|占)$")
_COMPARED_WITH = re.compile("(?:与|同|和|跟)$")
_ALWAYS_COMPARED = re.compile("(?:比|较|相较于?|对比|同比)$")
_COMPARISON_AFTER = re.compile(
    "(?:相比|比|持平|相当|同期|增加|增长|多|提高|下降|减少|少)|的?[\\d一二三四五六七八九十两]+(?:\\.\\d+)?倍"
)


def compares(words: SentenceText, mention: DateMention) -> bool:
    """Return whether a date only serves to compare (与2020年相比, 是2020年的两倍): it says nothing of what follows."""
    before = words.before(mention)
    after = words.after(mention)
    if _ALWAYS_COMPARED.search(before) or after.startswith(("同期", "的同期")):
        return True
    return bool(_COMPARISON_AFTER.match(after)) and bool(_COMPARED.search(before) or _COMPARED_WITH.search(before))


def directed(words: SentenceText, mention: DateMention) -> DateMention:
    """Return the expression with the particles that give its direction, and its value by them."""
    comparison = compares(words, mention)
    if mention.kind != "date":
        return mention
    offset = words.offset
    before = BEFORE.search(words.text, max(0, mention.start - offset - 4), mention.start - offset)
    after = AFTER_POINT.match(words.text, mention.end - offset)
    start, end = mention.start, mention.end
    first, last = mention.first, mention.last
    direction = after.lastgroup if after else None
    if after:
        end += len(after.group())
    if direction == "start":
        last = None
    elif direction == "before" and not mention.is_range:
        first, last = None, _last_day_before(mention)
    elif direction == "within":
        first = None
    elif direction == "later":
        first, last = (last + timedelta(days=1) if last else None), None
    if before and direction not in ("before", "within", "later"):
        if before["since"] and (direction == "start" or before["since"] != "从"):
            start, last = start - len(before.group()), None
        elif before["since"] and mention.is_range:
            start -= len(before.group())
        elif before["until"] and direction is None and not mention.is_range:
            start -= len(before.group())
            first = None
    elif before and before["until"] and direction in ("before", "within"):
        start -= len(before.group())
    directed = direction in ("start", "before", "within", "later") or (first, last) != (mention.first, mention.last)
    return replace(mention, start=start, end=end, text=words.written(start, end), first=first, last=last,
                   whole_year=mention.whole_year and not directed, comparison=comparison)


def _last_day_before(mention: DateMention) -> date | None:
    """6月30日前 includes the day, 月底前 the end of the month; 3月前 and 春节前 end the day before."""
    if mention.first is None or mention.last is None:
        return None
    named = mention.text.rstrip("”\"’」』")
    is_festival = mention.granularity == "day" and not re.search("[日号\\d分时点]$|[上下中]午$|晚$", named)
    if re.search("[底末终]$", named) or (mention.granularity == "day" and not is_festival):
        return mention.last
    return mention.first - timedelta(days=1)
