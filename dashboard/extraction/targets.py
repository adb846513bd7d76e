"""Targets: commitments of the planned sentences, one row an amount, with their due dates."""

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from dashboard.extraction.clauses import SentenceClauses
from dashboard.extraction.commitment_rules import CommitmentRules
from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.frequency_rules import FrequencyRules
from dashboard.extraction.labels import action_and_object
from dashboard.extraction.promises import Promise, split_promises
from dashboard.extraction.quantities import QuantityMention
from dashboard.extraction.table_rows import row_promises
from dashboard.reading.document import Sentence

SHARES: Final = frozenset(("%", "百分点"))
"""Units of what may rise or fall by itself: a change of them is what is to be reached."""

DATED_HEADS: Final = frozenset(("period", "target"))
"""Columns whose names can say when (一季度, 2024年目标)."""

_COMPARES: Final = re.compile(
    "(?:(?<![占对评配之])比(?![例重率值])|较)[^，。；]{0,8}(?:多|增加|增长|提高|上升|减少|下降|少|降低)?$"
)

_FROM: Final = re.compile("[由从](?:[^，。；由从至到]{0,8}年的?)?$")
"""What stands before an amount that is to change: 由, with a year behind it or without."""
LONGEST_FROM: Final = 12
"""Characters from 由 to the amount where a year stands between them."""


class Amount(NamedTuple):
    """An amount of a commitment: bounds, unit and as written."""

    value_min: float | None
    value_max: float | None
    unit: str
    quantity: str


@dataclass(slots=True, init=False)  # __init__ by hand: a generated one stays Python when modules are compiled
class Target:
    """A commitment with its amounts (none: an empty tuple) and its due date.

    ``start`` and ``end`` count characters of the document. ``due_dates`` are the dates bound to it, of which the
    last is when it is due; ``promise`` keeps its clauses for labels.
    """

    commitment_id: str
    sentence: Sentence
    promise: Promise
    start: int
    end: int
    text: str
    action: str | None
    object: str | None
    amounts: tuple[Amount, ...]
    due: DateMention | None

    def __init__(
        self, commitment_id: str, sentence: Sentence, promise: Promise, start: int, end: int, text: str,
        action: str | None, object: str | None, amounts: tuple[Amount, ...], due: DateMention | None,
    ) -> None:
        self.commitment_id, self.sentence, self.promise = commitment_id, sentence, promise
        self.start, self.end, self.text = start, end, text
        self.action, self.object, self.amounts = action, object, amounts
        self.due = due

    @property
    def due_from(self) -> date | None:
        return self.due.first if self.due else None

    @property
    def due_to(self) -> date | None:
        return self.due.last if self.due else None


_new_amount = partial(tuple.__new__, Amount)
"""Constructor from a tuple: the class's own is Python code and twice as slow."""


def find_targets(
    sentences: Sequence[Sentence], dates: Mapping[str, Sequence[DateMention]],
    quantities: Mapping[str, Sequence[QuantityMention]], commitments: Mapping[str, str],
    clauses: SentenceClauses, rules: CommitmentRules, frequencies: FrequencyRules, plan_year: int | None,
) -> list[Target]:
    """Return the commitments of the planned sentences that belong to a 街道."""
    found = []
    heads: dict[int, list[DateMention]] | None = None
    for sentence in sentences:
        if sentence.street is None or commitments.get(sentence.sentence_id) != "planned":
            continue
        own, amounts = dates.get(sentence.sentence_id, ()), quantities.get(sentence.sentence_id, ())
        if (row := sentence.row) is None or not row.plans:
            promises = split_promises(clauses.of(sentence), sentence.start, own, amounts, rules, plan_year)
        else:
            if heads is None:
                heads = _in_heads(sentences, dates)
            promises = row_promises(sentence, row, clauses.of(sentence), own, amounts, heads, rules, plan_year)
        for number, promise in enumerate(promises, 1):
            found.append(_target(f"{sentence.sentence_id}-c{number}", sentence, promise, rules, frequencies))
    return found


def _in_heads(
    sentences: Sequence[Sentence], dates: Mapping[str, Sequence[DateMention]]
) -> dict[int, list[DateMention]]:
    """Return the dates in names of columns and in deadlines on other lines, by where these begin in the document."""
    rows = [sentence.row for sentence in sentences if sentence.row]
    spans = {(cell.head_start, cell.head_end) for row in rows for cell in row.cells if cell.role in DATED_HEADS}
    ends = dict(sorted(spans.union(row.due for row in rows if row.due)))
    starts = list(ends)
    found: dict[int, list[DateMention]] = {start: [] for start in starts}
    for mention in (each for sentence in sentences for each in dates.get(sentence.sentence_id, ())) if starts else ():
        number = bisect_right(starts, mention.start) - 1
        if number >= 0 and mention.start < ends[starts[number]]:
            found[starts[number]].append(mention)
    return found


def _target(
    commitment_id: str, sentence: Sentence, promise: Promise, rules: CommitmentRules, frequencies: FrequencyRules
) -> Target:
    start = sentence.start + promise.clauses[0].start
    end = sentence.start + promise.clauses[-1].end
    action, what = action_and_object(promise, sentence, rules.clauses)
    words = sentence.text[start - sentence.start:end - sentence.start]
    amounts = _amounts(promise, sentence, frequencies) if promise.quantities or promise.dates else ()
    return Target(commitment_id, sentence, promise, start, end, words, action, what, amounts, _due(promise))


def _amounts(promise: Promise, sentence: Sentence, frequencies: FrequencyRules) -> tuple[Amount, ...]:
    amounts = [
        _new_amount((q.value_min, q.value_max, q.unit, q.text)) for q in promise.quantities
        if not (_is_starting_value(q, promise.quantities, sentence) or _is_comparison(q, sentence))
    ]
    for mention in promise.dates:
        times = mention.per_year
        if times is not None and _is_promised(mention, sentence, promise.quantities, frequencies.provides):
            amounts.append(_new_amount((times, times, frequencies.unit, mention.text)))
    return tuple(amounts)


def _due(promise: Promise) -> DateMention | None:
    """Return the date a commitment is due: its own last one, else one that reaches it; a start only where none ends."""
    if not promise.dates:
        return promise.governing
    own = [d for d in promise.dates if d.kind == "date" and not d.comparison and (d.first or d.last)]
    ends = [d for d in own if d.last is not None]
    if ends:
        return ends[-1]
    return own[-1] if own else promise.governing


def _before(mention: QuantityMention, sentence: Sentence, characters: int) -> str:
    begin = mention.start - sentence.start
    return sentence.text[max(0, begin - characters):begin]


def _is_starting_value(
    quantity: QuantityMention, others: Collection[QuantityMention], sentence: Sentence
) -> bool:
    """由20份增至30份, 由去年的20份增至30份: the first amount is where it stood."""
    if len(others) < 2 or not _FROM.search(_before(quantity, sentence, LONGEST_FROM)):
        return False
    return any(
        other.start > quantity.end and _before(other, sentence, 1) in ("至", "到", "为", "成")
        for other in others
    )


def _is_comparison(quantity: QuantityMention, sentence: Sentence) -> bool:
    """比2019年多3处 and 较上年增加8万元 compare; they promise nothing. A share is to be reached (较上年下降60%)."""
    if quantity.unit in SHARES:
        return False
    before = _before(quantity, sentence, 14)
    return ("比" in before or "较" in before) and _COMPARES.search(before) is not None


def _is_promised(
    frequency: DateMention, sentence: Sentence, quantities: Collection[QuantityMention], provides: Collection[str]
) -> bool:
    """Return whether a frequency is what is promised (月月有展览).

    One that names a day or an hour (每周三下午) tells when, and before an amount (每两个月组织1次) the amount counts.
    """
    if not frequency.is_bare:
        return False
    begin = frequency.end - sentence.start
    verb = next((verb for verb in provides if sentence.text.startswith(verb, begin)), None)
    return verb is not None and all(quantity.start != frequency.end + len(verb) for quantity in quantities)
