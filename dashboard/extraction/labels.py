"""Short wordings of a commitment: its action, its object and a label that reads as a phrase."""

import re

from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.promises import Promise
from dashboard.extraction.quantities import QuantityMention
from dashboard.reading.document import Sentence

LONGEST_LABEL = 24
LONGEST_OBJECT = 18
"""Characters that fit beside a mark in a chart."""

_FILLER = re.compile(
    "^(?:[\\s，,、:：·“]*(?:[一二三四五六七八九十]+是|[（(]?[一二三四五六七八九十\\d]+(?:[)）、]|[.．](?!\\d))|其[一二三四五]|同时|还有|并且?|一方面|另一方面|此外|此后|比如|例如|"
    "升级后|改造后|根据初步规划|咱们|我们|我镇|我街道|本街道|街道|此后|届时|当天|那天|将要?|也|还是?|还|要|须|需|拟|计划(?=[\\u4e00-\\u9fff]{2})|"
    "力争|争取|预计|确保|务必|一定|有望|继续|进一步|更进一步|持续|不断|着力|全力|加快|加紧|大力|积极|切实|全面|更好地?|更加|在|于|得以|的|前|起|内|和|与|以前|，|,|、|\\s)+)"
)
SHORTEST_LABEL = 4
_ONLY_MODAL = re.compile(
    "(?:将|要|须|拟|力争|计划|预计|确保|还是在|着力|进一步|继续|持续|得以|可以?)(?:[^，的]{0,3})$"
)
_FRONTED_OBJECT = re.compile(
    "(?:把|将)(?!按照|根据|进一步|继续|持续|会|要|在|以|于|由|与|通过|重点|全面|着力)[^把将]{3,}$|"
    "^[^，]{2,12}(?:再|全面)"
)
_QUOTED = re.compile("“[^“”]{2,12}”")
_FREQUENCY_ENDS = re.compile("[、，。；”’！]")
_EMPTY_BRACKETS = re.compile("[（(]\\s*[)）]")
_MODAL_TAIL = re.compile("(?:[也都再还更拟]|(?<![需重主必])要|必?须|将|全面|进一步|继续|持续|全部)+$")
_TAIL = re.compile("[，,、；;：:。！？\\s]+$")
_STOPS = re.compile("[，；：。]")
_CUT_BEFORE = re.compile("[、，和与及的]")


def label(promise: Promise, sentence: Sentence) -> str:
    """Return the commitment as a phrase (完成第一轮征询), without dates, subject and modal words."""
    main = promise.main
    words = _phrase(promise, sentence)
    if len(words) <= SHORTEST_LABEL:
        words = _with_subject(words, promise, sentence)
    if len(words) <= SHORTEST_LABEL and len(promise.clauses) > 1:
        words = _joined(promise, sentence) or words
    for quantity in promise.quantities:
        is_later = quantity.start - sentence.start >= main.end
        if is_later and len(words) + len(quantity.text) < LONGEST_LABEL and _is_only_amount(promise, quantity):
            words += f"、{quantity.text}"
    return shorten(words, LONGEST_LABEL) or shorten(_TAIL.sub("", main.text), LONGEST_LABEL)


def frequency_label(frequency: DateMention, sentence: Sentence) -> str:
    """Return what happens that often: 月月有展览."""
    after = sentence.text[frequency.end - sentence.start:]
    end = _FREQUENCY_ENDS.search(after)
    return shorten(frequency.text + after[:end.start() if end else len(after)], LONGEST_LABEL)


def _phrase(promise: Promise, sentence: Sentence) -> str:
    """The main clause from its verb on where only subject and modal words stand before it, else the whole of it."""
    main = promise.main
    words = _strip(_without_dates(main.start, main.end, promise.dates, sentence), sentence)
    if main.action is None:
        return words
    before = _without_dates(main.start, main.action.start, promise.dates, sentence)
    if _ONLY_MODAL.search(before) and not _FRONTED_OBJECT.search(before):
        return _strip(_without_dates(main.action.start, main.end, promise.dates, sentence), sentence)
    return words


def _with_subject(words: str, promise: Promise, sentence: Sentence) -> str:
    """A verb alone (复制推广) takes the name in quotes that the sentence spoke of before."""
    named = [match for match in _QUOTED.finditer(sentence.text, 0, promise.main.end) if match.group() not in words]
    return named[-1].group() + words if named and words else words


def _joined(promise: Promise, sentence: Sentence) -> str:
    words = [_strip(_without_dates(c.start, c.end, promise.dates, sentence), sentence) for c in promise.clauses]
    return "，".join(word for word in words if word)


def _is_only_amount(promise: Promise, quantity: QuantityMention) -> bool:
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
    return "".join(kept) if len(kept) == 1 else _join_pieces(kept)


def _join_pieces(pieces: list[str]) -> str:
    """Where a date is left out, the words around it close up, without a comma or space left over."""
    return "".join(piece.strip(" \t，,") if number else piece.rstrip(" \t，,") for number, piece in enumerate(pieces))


def _strip(words: str, sentence: Sentence) -> str:
    if sentence.street and words.lstrip().startswith(sentence.street):
        words = words.lstrip()[len(sentence.street):]
    words = _FILLER.sub("", words.strip())
    words = _EMPTY_BRACKETS.sub("", words.replace("\t", " "))
    return _without_stray_quotes(_TAIL.sub("", words.strip()))


def _without_stray_quotes(words: str) -> str:
    """A quote whose partner was cut away says nothing."""
    for opening, closing in ("“”", "‘’", "（）"):
        if words.count(opening) != words.count(closing):
            stray = opening if words.count(opening) > words.count(closing) else closing
            position = words.rfind(stray) if stray == opening else words.find(stray)
            words = words[:position] + words[position + 1:]
    return words


def shorten(words: str, longest: int) -> str:
    """Return the words cut where a phrase ends, at most ``longest`` characters and a dash of ellipsis."""
    if len(words) <= longest:
        return words
    stop = _STOPS.search(words, 4, longest + 1)
    if stop:
        return _without_stray_quotes(words[:stop.start()])
    cut = max((match.start() for match in _CUT_BEFORE.finditer(words, longest // 2, longest)), default=0)
    return _without_stray_quotes(words[:cut or longest - 1].rstrip("“‘（(、，和与及")) + "…"


def action_and_object(promise: Promise, sentence: Sentence) -> tuple[str | None, str | None]:
    """Return the verb of a commitment and what it acts on, without dates; (None, None) where it has no verb."""
    clause = promise.main
    if clause.action is None:
        return None, None
    after = _without_dates(clause.action.end, clause.end, promise.dates, sentence)
    before = _without_dates(clause.start, clause.action.start, promise.dates, sentence)
    words = _strip(after, sentence)
    if _FRONTED_OBJECT.search(before) and (moved := re.search("(?:把|将)([^把将]{2,})$", before)):
        words = _strip(moved[1], sentence)
    if len(words) < 2:
        words = _strip(before, sentence)
    words = _MODAL_TAIL.sub("", words)
    return clause.action.verb, shorten(words, LONGEST_OBJECT) or None
