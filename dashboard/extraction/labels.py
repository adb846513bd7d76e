"""Short wordings of a commitment: its action, its object and a label that reads as a phrase."""

import re

from dashboard.extraction.dates import DateMention
from dashboard.extraction.promises import Promise
from dashboard.extraction.quantities import QuantityMention
from dashboard.reading.document import Sentence

LONGEST_LABEL = 22
LONGEST_OBJECT = 18
"""Characters that fit beside a mark in a chart."""

_FILLER = re.compile(
    "^(?:[\\s，,、:：·“]*(?:[一二三四五六七八九十]+是|[（(]?[一二三四五六七八九十\\d]+[)）、.．]|其[一二三四五]|同时|还有|并且?|一方面|另一方面|此外|此后|比如|例如|"
    "升级后|改造后|根据初步规划|咱们|我们|我镇|我街道|本街道|街道|此后|届时|当天|那天|将要?|也|还是?|还|要|须|需|拟|计划(?=[\\u4e00-\\u9fff]{2})|"
    "力争|争取|预计|确保|务必|一定|有望|继续|进一步|更进一步|持续|不断|着力|全力|加快|加紧|大力|积极|切实|全面|更好地?|更加|在|于|得以|的|前|起|内|和|与|以前|，|,|、|\\s)+)"
)
_TAIL = re.compile("[，,、；;：:。！？\\s”’]+$")
_STOPS = re.compile("[，；：。（(]")
_CUT_BEFORE = re.compile("[、，和与及的]")


def label(promise: Promise, sentence: Sentence) -> str:
    """Return the commitment as a phrase (完成第一轮征询): dates, subject and modal words left out, never cut mid-name."""
    main = promise.main
    words = _without_dates(main.start, main.end, promise.dates, sentence)
    words = _strip(words, sentence)
    if len(words) < 4 and len(promise.clauses) > 1:
        words = _joined(promise, sentence) or words
    following = [q for q in promise.quantities if q.start - sentence.start >= main.end]
    for quantity in following:
        if len(words) + len(quantity.text) < LONGEST_LABEL and _is_only_amount(promise, quantity, sentence):
            words += f"、{quantity.text}"
    return shorten(words, LONGEST_LABEL) or shorten(_TAIL.sub("", main.text), LONGEST_LABEL)


def _joined(promise: Promise, sentence: Sentence) -> str:
    words = [_strip(_without_dates(c.start, c.end, promise.dates, sentence), sentence) for c in promise.clauses]
    return "，".join(word for word in words if word)


def _is_only_amount(promise: Promise, quantity: QuantityMention, sentence: Sentence) -> bool:
    return any(clause.text.strip() == quantity.text for clause in promise.clauses)


def _without_dates(start: int, end: int, dates: list[DateMention], sentence: Sentence) -> str:
    kept, position = [], start
    for date in sorted(dates, key=lambda mention: mention.start):
        begin, stop = date.start - sentence.start, date.end - sentence.start
        if date.kind == "anniversary" or begin < position or stop > end:
            continue
        kept.append(sentence.text[position:begin])
        position = stop
    kept.append(sentence.text[position:end])
    return "".join(kept)


def _strip(words: str, sentence: Sentence) -> str:
    if sentence.street and words.lstrip().startswith(sentence.street):
        words = words.lstrip()[len(sentence.street):]
    words = _FILLER.sub("", words.strip())
    return _TAIL.sub("", words.replace("\t", " ").strip())


def shorten(words: str, longest: int) -> str:
    """Return the words cut where a phrase ends, at most ``longest`` characters and a dash of ellipsis."""
    if len(words) <= longest:
        return words
    stop = _STOPS.search(words, 4, longest + 1)
    if stop:
        return words[:stop.start()]
    cut = max((match.start() for match in _CUT_BEFORE.finditer(words, longest // 2, longest)), default=0)
    return words[:cut or longest - 1].rstrip("“‘（(、，和与及") + "…"


def action_and_object(promise: Promise, sentence: Sentence) -> tuple[str | None, str | None]:
    """Return the verb of a commitment and what it acts on, without dates; (None, None) where it has no verb."""
    clause = promise.main
    if clause.action is None:
        return None, None
    after = _without_dates(clause.action.end, clause.end, promise.dates, sentence)
    before = _without_dates(clause.start, clause.action.start, promise.dates, sentence)
    words = _strip(after, sentence)
    if moved := re.search("(?:把|将)([^把将]{2,})$", before):
        words = _strip(moved[1], sentence)
    if len(words) < 2:
        words = _strip(before, sentence)
    return clause.action.verb, shorten(words, LONGEST_OBJECT) or None
