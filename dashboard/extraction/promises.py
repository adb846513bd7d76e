"""Commitments of one planned sentence: its clauses grouped, each with its own dates and amounts."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, TypeVar

from dashboard.extraction.clause_rules import ClauseRules
from dashboard.extraction.clauses import Clause, split_at
from dashboard.extraction.commitment_rules import CommitmentRules
from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.quantities import QuantityMention

Mention = TypeVar("Mention", DateMention, QuantityMention)

LONGEST_LABEL_BEFORE: Final = 6
"""Characters of a clause without verb, date and amount that only labels or calls what follows."""

SHORTEST_STEP: Final = 2
"""Characters between two dates, the 、 included, that are still no step of their own (3月份、6月份)."""

_DATELINE: Final = re.compile("(?:\\d{4}-\\d{1,2}-\\d{1,2}[\\d :T]*|正文)$")
"""What the first clause of a report is; it belongs to no commitment."""


Part = tuple[Clause, Sequence[DateMention], Sequence[QuantityMention]]
"""A clause with the dates and amounts that begin in it; a plain tuple, since there are very many."""

_NONE: Final[tuple[()]] = ()


class Promise:
    """One commitment inside a sentence: clauses that belong together with the dates and amounts bound to them.

    ``dates`` stand in it or right before it; ``governing`` is the date that reaches it from an earlier clause of
    the sentence, where it has none of its own. ``main`` is the clause that says what is done. ``named`` are label, verb
    and object where a table's columns say them.
    """

    __slots__ = ("_weight", "clauses", "dates", "governing", "has_action", "main", "named", "quantities")

    def __init__(self, parts: Iterable[Part]) -> None:
        self.clauses: list[Clause] = []
        self.dates: list[DateMention] = []
        self.quantities: list[QuantityMention] = []
        self.governing: DateMention | None = None
        self.has_action = False
        self.named: tuple[str, str | None, str | None] | None = None
        self._weight = -1
        for part in parts:
            self.add(part)

    def add(self, part: Part) -> None:
        """Take in a clause; the main one is the first of those that weigh most."""
        clause, dates, quantities = part
        self.clauses.append(clause)
        if dates:
            self.dates += dates
        if quantities:
            self.quantities += quantities
        if clause.action is not None:
            self.has_action = True
        if self._weight < _ACTS and (weight := _weight(clause, dates, quantities)) > self._weight:
            self._weight, self.main = weight, clause

    def is_concrete(self, rules: ClauseRules) -> bool:
        """Return whether it names an amount or something done rather than an attitude."""
        return bool(self.quantities or self.named) or (self.main.acts and not rules.introduces(self.main.text))


_HAS_ACTION, _ACTS = 2, 3


def _weight(clause: Clause, dates: Sequence[DateMention], quantities: Sequence[QuantityMention]) -> int:
    """Return how likely a clause says what is done.

    Most likely is one with an action that is no mere attitude, then one with any, then one that has a date or an
    amount and more words than that.
    """
    if clause.action is not None:
        return _ACTS if clause.acts else _HAS_ACTION
    if not dates and not quantities:
        return 0
    taken = sum([d.end - d.start for d in dates]) + sum([q.end - q.start for q in quantities])
    return 1 if 0 < taken < len(clause.text) else 0


def split_promises(
    clauses: Sequence[Clause], offset: int, dates: Sequence[DateMention], quantities: Sequence[QuantityMention],
    rules: CommitmentRules, plan_year: int | None = None,
) -> list[Promise]:
    """Return the commitments of a planned sentence in order; ``offset`` is where the sentence begins.

    A clause opens a new commitment where it has an action, or a date of its own, and the one before is complete;
    clauses that introduce (根据…, or a mere attitude) join what follows, those that tell the effect (让…) what
    stands before. Parts that only report what was done are left out.
    """
    promises: list[Promise] = []
    waiting: list[Part] = []
    for part in _parts(clauses, offset, dates, quantities, rules):
        clause, own_dates, _ = part
        if own_dates and _lies_behind(own_dates, plan_year):
            continue
        if not promises and _DATELINE.match(clause.text):
            continue
        if _introduces(part, rules.clauses):
            waiting.append(part)
        elif not promises or _opens(clause, own_dates, promises[-1], bool(waiting), rules.clauses):
            promises.append(Promise([*waiting, part]))
            waiting = []
        else:
            for each in (*waiting, part):
                promises[-1].add(each)
            waiting = []
    if waiting and promises:
        for part in waiting:
            promises[-1].add(part)
    elif waiting:
        promises.append(Promise(waiting))
    if dates:
        _govern(promises)
    return [promise for promise in promises if promise.has_action or not _is_past(promise, rules)]


def _parts(
    clauses: Sequence[Clause], offset: int, dates: Sequence[DateMention], quantities: Sequence[QuantityMention],
    rules: CommitmentRules,
) -> list[Part]:
    if not dates and not quantities:
        return [(clause, _NONE, _NONE) for clause in clauses]
    starts = [clause.start for clause in clauses]
    dated, counted = _by_clause(dates, clauses, starts, offset), _by_clause(quantities, clauses, starts, offset)
    parts: list[Part] = []
    for number, clause in enumerate(clauses):
        own, amounts = dated.get(number, _NONE), counted.get(number, _NONE)
        places = _steps(clause, offset, own) if len(own) > 1 else _NONE
        if places:
            parts += _parts(split_at(clause, places, rules), offset, own, amounts, rules)
        else:
            parts.append((clause, own, amounts))
    return parts


def _by_clause(
    mentions: Sequence[Mention], clauses: Sequence[Clause], starts: Sequence[int], offset: int
) -> dict[int, list[Mention]]:
    """Return the mentions by the number of the clause they begin in."""
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        begin = mention.start - offset
        number = bisect_right(starts, begin) - 1
        if number >= 0 and begin < clauses[number].end:
            found.setdefault(number, []).append(mention)
    return found


def _steps(clause: Clause, offset: int, dates: Sequence[DateMention]) -> list[int]:
    """Return where a clause of several dated steps (4月搭架、11月20日前拆架) goes on to the next step.

    Days that only stand beside each other (3月、6月和9月) share what follows them.
    """
    places = []
    for left, right in pairwise(dates):
        begin = right.start - offset
        between = clause.text[left.end - offset - clause.start:begin - clause.start]
        if len(between) > SHORTEST_STEP and between.endswith("、"):
            places.append(begin)
    return places


def _lies_behind(dates: Sequence[DateMention], plan_year: int | None) -> bool:
    """Return whether every date of a clause lies before the plan year (去年10月开工)."""
    if plan_year is None or not dates:
        return False
    behind = False
    for date in dates:
        end = date.last or date.first
        if date.kind == "date" and not date.comparison and end is not None:
            if end.year >= plan_year:
                return False
            behind = True
    return behind


def _introduces(part: Part, rules: ClauseRules) -> bool:
    """Return whether a clause that is only a date, a label or an introduction belongs to what follows."""
    clause, own, quantities = part
    text, action = clause.text, clause.action
    if own and action is None and len(text) - sum(date.end - date.start for date in own) <= 2:
        return True
    if quantities:
        return False
    if not own:
        if action is None and len(text) <= LONGEST_LABEL_BEFORE and not rules.tells_effect(text):
            return True
        if action is not None and action.kind == "soft":
            return True
    elif action is not None:
        return False
    return rules.introduces(text)


def _opens(
    clause: Clause, dates: Sequence[DateMention], before: Promise, introduced: bool, rules: ClauseRules
) -> bool:
    """Return whether a clause with these dates begins a new commitment after the one before."""
    action = clause.action
    has_own_date = bool(dates) and any(date.kind != "anniversary" for date in dates)
    if action is None and not has_own_date:
        return False
    if (action is not None and action.kind == "result") or rules.tells_effect(clause.text):
        return False
    if has_own_date and (before.has_action or before.dates):
        return True
    return action is not None and (before.has_action or introduced)


def _govern(promises: Iterable[Promise]) -> None:
    """Let the last date that ends reach the commitments after it that have none."""
    governing: DateMention | None = None
    for promise in promises:
        promise.governing = governing
        for date in promise.dates:
            if date.kind == "date" and date.last is not None and not date.comparison:
                governing, promise.governing = date, None


def _is_past(promise: Promise, rules: CommitmentRules) -> bool:
    """Return whether a part of a planned sentence without action only reports (2008年起，曹杨便启动了改造): it
    promises nothing."""
    if any(date.kind == "date" and not date.comparison for date in promise.dates):
        return False  # parts with a past date are left out before
    says = {says for says, _, _ in rules.cues.find("".join(clause.text for clause in promise.clauses))}
    return "achieved" in says and not says & {"will", "planned"}
