"""Precision, recall and F1 of extracted rows against annotated ones.

The conventions: a gold row is found where an extracted row overlaps it, one to one; its value is right where kind,
bounds and unit are equal; rows marked optional change no score, found or not.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]


@dataclass(slots=True)
class Score:
    """Hits, what was wanted and what was found, with a line for each miss."""

    hits: int = 0
    wanted: int = 0
    found: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        total = self.wanted + self.found
        return 2 * self.hits / total if total else 0.0


def score_spans(
    gold: Sequence[Row], found: Sequence[Row], same_value: Callable[[Row, Row], bool]
) -> tuple[Score, Score]:
    """Return the scores of spans and of values. Rows have ``document``, ``start``, ``end``, ``text``, ``shown``.

    Each gold row takes one overlapping extracted row, by preference one with the right value, then the one that
    overlaps most; required rows choose before optional ones.
    """
    by_document: defaultdict[str, list[tuple[int, Row]]] = defaultdict(list)
    for number, row in enumerate(found):
        by_document[row["document"]].append((number, row))
    used: set[int] = set()
    absorbed = 0
    spans, values = Score(), Score()
    for wanted in sorted(gold, key=lambda row: bool(row["optional"])):
        candidates = [
            (same_value(wanted, row), _overlap(wanted, row), -abs(_length(row) - _length(wanted)), -number, row)
            for number, row in by_document[wanted["document"]]
            if number not in used and _overlap(wanted, row) > 0
        ]
        if not candidates:
            if not wanted["optional"]:
                spans.errors.append(f"missed: {_place(wanted)} {wanted['text']}")
            continue
        right, _, _, number, row = max(candidates, key=lambda candidate: candidate[:4])
        used.add(-number)
        if wanted["optional"]:
            absorbed += 1
            continue
        spans.hits += 1
        values.hits += right
        if not right:
            values.errors.append(f"wrong value: {_place(wanted)} {wanted['text']}: {row['shown']}")
    spans.errors += [f"extra: {_place(row)} {row['text']}" for number, row in enumerate(found) if number not in used]
    spans.wanted = values.wanted = sum(not row["optional"] for row in gold)
    spans.found = values.found = len(found) - absorbed
    return spans, values


def score_planned(gold: Sequence[Row], sentences: Sequence[Row]) -> Score:
    """Return the score of sentences that promise; optional ones count nowhere."""
    score = Score()
    for wanted, over in _overlapping(gold, sentences):
        if wanted["optional"]:
            continue
        want, got = wanted["commitment"] == "planned", any(row["commitment"] == "planned" for row in over)
        score.wanted += want
        score.found += got
        score.hits += want and got
        if want != got:
            score.errors.append(f"want {wanted['commitment']}: {_place(wanted)} {wanted['text']}")
    return score


def score_themes(gold: Sequence[Row], sentences: Sequence[Row]) -> Score:
    """Return the score of sentence × theme; optional themes and wholly open sentences count nowhere."""
    score = Score()
    for wanted, over in _overlapping(gold, sentences):
        need, allowed = wanted["themes"], wanted["themes"] | wanted["optional_themes"]
        if wanted["optional"] and not allowed:
            continue
        got: set[str] = set().union(*(row["themes"] for row in over))
        score.hits += len(need & got)
        score.wanted += len(need)
        score.found += len(need & got) + len(got - allowed)
        if need - got or got - allowed:
            wrong = f"missed {sorted(need - got)} extra {sorted(got - allowed)}"
            score.errors.append(f"{wrong}: {_place(wanted)} {wanted['text']}")
    return score


def _overlapping(gold: Sequence[Row], sentences: Sequence[Row]) -> Iterable[tuple[Row, list[Row]]]:
    by_document: defaultdict[str, list[Row]] = defaultdict(list)
    for sentence in sentences:
        by_document[sentence["document"]].append(sentence)
    for wanted in gold:
        yield wanted, [row for row in by_document[wanted["document"]] if _overlap(wanted, row) > 0]


def _overlap(left: Row, right: Row) -> int:
    return int(min(left["end"], right["end"]) - max(left["start"], right["start"]))


def _length(row: Row) -> int:
    return int(row["end"] - row["start"])


def _place(row: Row) -> str:
    return f"{row['document']}:{row['start']}"
