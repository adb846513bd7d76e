"""Commitments of one planned sentence: its clauses grouped, each with its own dates and amounts."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from dashboard.extraction.clause_rules import ClauseRules
from dashboard.extraction.clauses import Clause, split_at
from dashboard.extraction.commitment_rules import CommitmentRules
from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.quantities import QuantityMention

LONGEST_LABEL_BEFORE = 6
"""Characters of a clause without verb, date and amount that only labels or calls what follows."""

SHORTEST_STEP = 2
"""Characters between two dates, the 、 included, that are still no step of their own (3月份、6月份)."""

_DATELINE = re.compile("(?:\\d{4}-\\d{1,2}-\\d{1,2}[\\d :T]*|正文)$")
"""What the first clause of a report is; it belongs to no commitment."""


class Part(NamedTuple):
    """A clause with the dates and amounts that begin in it."""

    clause: Clause
    dates: Sequence[DateMention]
    quantities: Sequence[QuantityMention]


_NONE: tuple[()] = ()


class Promise:
    """One commitment inside a sentence: clauses that belong together with the dates and amounts bound to them.

    ``dates`` stand in it or right before it; ``governing`` is the date that reaches it from an earlier clause of
    the sentence, where it has none of its own. ``main`` is the clause that says what is done.
    """

    __slots__ = ("clauses", "dates", "governing", "main", "quantities")

    def __init__(self, parts: Sequence[Part]) -> None:
        self.clauses = [part.clause for part in parts]
        self.dates = [date for part in parts for date in part.dates]
        self.quantities = [quantity for part in parts for quantity in part.quantities]
        self.governing: DateMention | None = None
        self.main = _main(parts)

    def is_concrete(self, rules: ClauseRules) -> bool:
        """Return whether it names an amount or something done rather than an attitude."""
        return bool(self.quantities) or (self.main.acts and not rules.introduces(self.main.text))


def _main(parts: Sequence[Part]) -> Clause:
    """Return the clause that says what is done.

    It is the first with an action that is no mere attitude, else the first with any, else the first that has a date
    or an amount and more words than that, else the first.
    """
    for part in parts:
        if part.clause.acts:
            return part.clause
    for part in parts:
        if part.clause.action is not None:
            return part.clause
    for part in parts:
        taken = sum(d.end - d.start for d in part.dates) + sum(q.end - q.start for q in part.quantities)
        if taken and len(part.clause.text) > taken:
            return part.clause
    return parts[0].clause


def split_promises(
    clauses: Sequence[Clause], offset: int, dates: Sequence[DateMention], quantities: Sequence[QuantityMention],
    rules: CommitmentRules, plan_year: int | None = None,
) -> list[Promise]:
    """Return the commitments of a planned sentence in order; ``offset`` is where the sentence begins.

    A clause opens a new commitment where it has an action, or a date of its own, and the one before is complete;
    clauses that introduce (根据…, or a mere attitude) join what follows, those that tell the effect (让…) what
    stands before. Parts that only report what was done are left out.
    """
    groups: list[list[Part]] = []
    waiting: list[Part] = []
    for part in _parts(clauses, offset, dates, quantities, rules):
        if part.dates and _lies_behind(part.dates, plan_year):
            continue
        if not groups and _DATELINE.match(part.clause.text):
            continue
        if _introduces(part, rules.clauses):
            waiting.append(part)
            continue
        if not groups or _opens(part, groups[-1], bool(waiting), rules.clauses):
            groups.append([])
        groups[-1] += [*waiting, part]
        waiting = []
    if waiting:
        groups = [*groups[:-1], groups[-1] + waiting] if groups else [waiting]
    promises = [Promise(group) for group in groups]
    _govern(promises)
    return [promise for promise in promises if not _is_past(promise, rules)]


def _parts(
    clauses: Sequence[Clause], offset: int, dates: Sequence[DateMention], quantities: Sequence[QuantityMention],
    rules: CommitmentRules,
) -> list[Part]:
    if not dates and not quantities:
        return [Part(clause, _NONE, _NONE) for clause in clauses]
    parts = []
    for clause in clauses:
        own = [date for date in dates if clause.start <= date.start - offset < clause.end]
        counted = [quantity for quantity in quantities if clause.start <= quantity.start - offset < clause.end]
        places = _steps(clause, offset, own) if len(own) > 1 else _NONE
        if places:
            parts += _parts(split_at(clause, places, rules), offset, own, counted, rules)
        else:
            parts.append(Part(clause, own, counted))
    return parts


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
    ends = [date.last or date.first for date in dates if date.kind == "date" and not date.comparison]
    years = [end.year for end in ends if end is not None]
    return bool(years) and max(years) < plan_year


def _introduces(part: Part, rules: ClauseRules) -> bool:
    """Return whether a clause that is only a date, a label or an introduction belongs to what follows."""
    (_, _, text, action), own, quantities = part
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


def _opens(part: Part, group: Sequence[Part], introduced: bool, rules: ClauseRules) -> bool:
    """Return whether a clause begins a new commitment after those of the group."""
    action = part.clause.action
    has_own_date = bool(part.dates) and any(date.kind != "anniversary" for date in part.dates)
    if action is None and not has_own_date:
        return False
    if (action is not None and action.kind == "result") or rules.tells_effect(part.clause.text):
        return False
    group_acts = any(other.clause.action is not None for other in group)
    if has_own_date and (group_acts or any(other.dates for other in group)):
        return True
    return action is not None and (group_acts or introduced)


def _govern(promises: Iterable[Promise]) -> None:
    """Let the last date that ends reach the commitments after it that have none."""
    governing: DateMention | None = None
    for promise in promises:
        due = [date for date in promise.dates if date.kind == "date" and date.last is not None and not date.comparison]
        if due:
            governing = due[-1]
        else:
            promise.governing = governing


def _is_past(promise: Promise, rules: CommitmentRules) -> bool:
    """Return whether a part of a planned sentence only reports (2008年起，曹杨便启动了改造): it promises nothing."""
    if promise.main.action is not None:
        return False
    if any(date.kind == "date" and not date.comparison for date in promise.dates):
        return False  # parts with a past date are left out before
    says = {cue.says for cue in rules.cues.find("".join(clause.text for clause in promise.clauses))}
    return "achieved" in says and not says & {"will", "planned"}
