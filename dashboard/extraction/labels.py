"""Short wordings of a commitment: its action, its object and a label that reads as a phrase."""

import re
from collections.abc import Sequence
from typing import Final

from dashboard.extraction.clause_rules import ClauseRules
from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.promises import Promise
from dashboard.extraction.quantities import QuantityMention
from dashboard.reading.document import Sentence

LONGEST_LABEL: Final = 24
LONGEST_OBJECT: Final = 18
"""Characters that fit beside a mark in a chart."""

SHORTEST_LABEL: Final = 4

SUBJECT_WITHIN: Final = 300
"""Characters before a verb in which the name that it speaks of is looked for."""

_QUOTED: Final = re.compile("“[^“”]{2,12}”")
_FREQUENCY_ENDS: Final = re.compile("[、，。；”’！]")
_EMPTY_BRACKETS: Final = re.compile("[（(]\\s*[)）]")
_ITEM_MARKS: Final = frozenset("-*–—•·●▪■◆◇➢▶►★☆※□○")
_ITEM: Final = re.compile(f"[{re.escape(''.join(sorted(_ITEM_MARKS)))}\\s]+(?!\\d)")
"""The mark of an item in a list; before a number it can be a sign or belong to a name."""
_PAIRS: Final = (("“", "”"), ("‘", "’"), ("（", "）"))
_HAS_PAIRED: Final = re.compile("[“”‘’（）]")
_NEEDS_TIDYING: Final = re.compile("[“”‘’（）(\\t*]")  # one set of characters is what re finds fastest
_TAIL: Final = "，,、；;：:。！？ \t\r\n\u3000"
_STOPS: Final = re.compile("[，；：。]")
_LAST_CUT: Final = re.compile(".*[、，和与及的]", re.DOTALL)


def label(promise: Promise, sentence: Sentence, rules: ClauseRules) -> str:
    """Return the commitment as a phrase (完成第一轮征询), without dates, subject and modal words."""
    return promise.named[0] if promise.named else plain_label(promise, sentence, rules)


def plain_label(promise: Promise, sentence: Sentence, rules: ClauseRules) -> str:
    """Return the commitment as a phrase of its own clauses."""
    main = promise.main
    words = _phrase(promise, sentence, rules)
    if len(words) <= SHORTEST_LABEL:
        words = _with_subject(words, promise, sentence)
    if len(words) <= SHORTEST_LABEL and len(promise.clauses) > 1:
        words = _joined(promise, sentence, rules) or words
    for quantity in promise.quantities:
        is_later = quantity.start - sentence.start >= main.end
        if is_later and len(words) + len(quantity.text) < LONGEST_LABEL and _is_only_amount(promise, quantity):
            words += f"、{quantity.text}"
    return shorten(words, LONGEST_LABEL) or shorten(main.text.rstrip(_TAIL), LONGEST_LABEL)


def frequency_label(frequency: DateMention, sentence: Sentence) -> str:
    """Return what happens that often: 月月有展览."""
    after = sentence.text[frequency.end - sentence.start:]
    end = _FREQUENCY_ENDS.search(after)
    return shorten(frequency.text + after[:end.start() if end else len(after)], LONGEST_LABEL)


def _phrase(promise: Promise, sentence: Sentence, rules: ClauseRules) -> str:
    """The main clause from its verb on where only subject and modal words stand before it, else the whole of it."""
    main = promise.main
    if main.action is not None:
        before = _without_dates(main.start, main.action.start, promise.dates, sentence)
        if before and rules.modal.search(before) and not rules.moved(before):
            return _strip(_without_dates(main.action.start, main.end, promise.dates, sentence), sentence, rules)
    return _strip(_without_dates(main.start, main.end, promise.dates, sentence), sentence, rules)


def _with_subject(words: str, promise: Promise, sentence: Sentence) -> str:
    """A verb alone (复制推广) takes the name in quotes that the sentence spoke of before."""
    begin = max(0, promise.main.end - SUBJECT_WITHIN)
    named = [match for match in _QUOTED.finditer(sentence.text, begin, promise.main.end) if match.group() not in words]
    return named[-1].group() + words if named and words else words


def _joined(promise: Promise, sentence: Sentence, rules: ClauseRules) -> str:
    words = [_strip(_without_dates(c.start, c.end, promise.dates, sentence), sentence, rules) for c in promise.clauses]
    return "，".join(word for word in words if word)


def _is_only_amount(promise: Promise, quantity: QuantityMention) -> bool:
    return any(clause.text.strip() == quantity.text for clause in promise.clauses)


def _without_dates(start: int, end: int, dates: Sequence[DateMention], sentence: Sentence) -> str:
    """Return the sentence's words from start to end without the dates (sorted by place) that lie in them."""
    if not dates:
        return sentence.text[start:end]
    kept, position = [], start
    for date in dates:
        begin, stop = date.start - sentence.start, date.end - sentence.start
        if date.kind == "anniversary" or begin < position or stop > end:
            continue
        kept.append(sentence.text[position:begin])
        position = stop
    kept.append(sentence.text[position:end])
    return kept[0] if len(kept) == 1 else _join_pieces(kept)


def _join_pieces(pieces: Sequence[str]) -> str:
    """Where a date is left out, the words around it close up, without a comma or space left over."""
    return "".join([pieces[0].rstrip(" \t，,"), *[piece.strip(" \t，,") for piece in pieces[1:]]])


def _strip(words: str, sentence: Sentence, rules: ClauseRules) -> str:
    words = words.strip()
    if words[:1] in _ITEM_MARKS and (mark := _ITEM.match(words)):
        words = words[mark.end():]
    if sentence.street and words.startswith(sentence.street):
        words = words[len(sentence.street):].strip()
    if filler := rules.filler_end(words):
        words = words[filler:]
    if not _NEEDS_TIDYING.search(words):  # most: spares trying one thing after the other
        return words.strip().rstrip(_TAIL)
    words = words.replace("\t", " ").replace("**", "")  # the second is Markdown's mark of bold
    return _without_stray_quotes(_EMPTY_BRACKETS.sub("", words).strip().rstrip(_TAIL))


def _without_stray_quotes(words: str) -> str:
    """A quote whose partner was cut away says nothing."""
    if not _HAS_PAIRED.search(words):
        return words
    for opening, closing in _PAIRS:
        opened, closed = words.count(opening), words.count(closing)
        if opened != closed:
            position = words.rfind(opening) if opened > closed else words.find(closing)
            words = words[:position] + words[position + 1:]
    return words


def shorten(words: str, longest: int) -> str:
    """Return the words cut where a phrase ends, at most ``longest`` characters and a dash of ellipsis."""
    if len(words) <= longest:
        return words
    stop = _STOPS.search(words, 4, longest + 1)
    if stop:
        return _without_stray_quotes(words[:stop.start()])
    cut = _LAST_CUT.match(words, longest // 2, longest)
    return _without_stray_quotes(words[:cut.end() - 1 if cut else longest - 1].rstrip("“‘（(、，和与及")) + "…"


def action_and_object(promise: Promise, sentence: Sentence, rules: ClauseRules) -> tuple[str | None, str | None]:
    """Return the verb of a commitment and what it acts on, without dates; (None, None) where it has no verb."""
    if promise.named:
        return promise.named[1:]
    clause = promise.main
    if clause.action is None:
        return None, None
    words = _strip(_without_dates(clause.action.end, clause.end, promise.dates, sentence), sentence, rules)
    if clause.start < clause.action.start:
        before = _without_dates(clause.start, clause.action.start, promise.dates, sentence)
        moved = rules.moved(before)
        if moved and moved[1]:
            words = _strip(moved[1], sentence, rules)
        if len(words) < 2:
            words = _strip(before, sentence, rules)
    elif len(words) < 2:
        words = ""
    if words[-1:] in rules.modal_end_characters:
        words = rules.modal_end.sub("", words)
    return clause.action.verb, shorten(words, LONGEST_OBJECT) or None
