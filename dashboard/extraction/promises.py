"""Commitments of one planned sentence: its clauses grouped, each with its own dates and amounts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.extraction.clauses import Clause, split_clauses
from dashboard.extraction.commitment_rules import CommitmentRules
from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.quantities import QuantityMention
from dashboard.reading.document import Sentence

_LEADS_ON = re.compile(
    "^(?:[一二三四五六七八九十]+是|同时|并|还|也)?(?:以(?!前|后|内|上|及)|用|为(?!.{0,12}[提办送发体])|围绕|聚焦|立足|按照|根据|依托|随着|通过|针对|"
    "对标|面对|结合|本着|坚持以|除了?|在.{2,20}(?:下|中|上|基础上|方面)$|对于|关于|与.{2,14}相比|.{0,12}(?:后|时|中|期间|过程中)$)"
)
"""A clause that only introduces what follows (以…为导向, 根据…, 升级后)."""

_DATELINE = re.compile("(?:\\d{4}-\\d{1,2}-\\d{1,2}[\\d :T]*|正文)$")
"""What a report begins with; it belongs to no commitment."""

_TELLS_EFFECT = re.compile(
    "^(?:并|也|从而|进而|切实|真正)?(?:让|使|使得|从而|以便|满足|惠及|得到|过上|感受|享受|方便|这|它|其中|涉及|包括|包含|涵盖|受益|如(?!期|何)|比如|例如|等等|"
    "更(?!新|换)|为.{2,12}(?:带来|注入|奠定|增添))"
)
"""A clause that tells the effect, the contents or examples of what stands before."""


@dataclass(slots=True)
class Promise:
    """One commitment inside a sentence: clauses that belong together with the dates and amounts bound to them.

    ``dates`` stand in it or right before it; ``governing`` is the date that reaches it from an earlier clause of
    the sentence, where it has none of its own.
    """

    clauses: list[Clause]
    dates: list[DateMention] = field(default_factory=list)
    quantities: list[QuantityMention] = field(default_factory=list)
    governing: DateMention | None = None

    @property
    def main(self) -> Clause:
        """The clause that says what is done: the first with an action that is no mere attitude, else the first."""
        acting = [clause for clause in self.clauses if clause.action and clause.action.kind not in ("soft", "result")]
        named = [clause for clause in self.clauses if clause.action]
        return (acting or named or self.clauses)[0]

    @property
    def is_concrete(self) -> bool:
        """Whether it names something done rather than an attitude."""
        action = self.main.action
        acts = action is not None and action.kind not in ("soft", "result") and not _LEADS_ON.match(self.main.text)
        return bool(self.quantities) or acts


def split_promises(
    sentence: Sentence, dates: Sequence[DateMention], quantities: Sequence[QuantityMention], rules: CommitmentRules,
    plan_year: int | None = None,
) -> list[Promise]:
    """Return the commitments of a planned sentence in order.

    A clause opens a new commitment where it has an action, or a date of its own, and the one before is complete;
    clauses that introduce (根据…, or a mere attitude) join what follows, those that tell the effect (让…) what
    stands before. Parts that only report what was done are left out.
    """
    groups: list[list[Clause]] = []
    waiting: list[Clause] = []
    clauses = split_clauses(sentence.text, rules)
    ahead = [
        clause for clause in clauses
        if not _lies_behind(clause, sentence, dates, plan_year) and not _DATELINE.match(clause.text)
    ]
    for clause in ahead:
        if _introduces(clause, sentence, dates, quantities):
            waiting.append(clause)
        elif not groups or _opens(clause, groups[-1], bool(waiting), sentence, dates):
            groups.append([*waiting, clause])
            waiting = []
        else:
            groups[-1] += [*waiting, clause]
            waiting = []
    if waiting:
        groups = [*groups[:-1], groups[-1] + waiting] if groups else [waiting]
    promises = [Promise(group) for group in groups]
    _bind(promises, sentence, dates, quantities)
    return [promise for promise in promises if not _is_past(promise, rules)]


def _lies_behind(
    clause: Clause, sentence: Sentence, dates: Sequence[DateMention], plan_year: int | None
) -> bool:
    """Return whether every date in a clause lies before the plan year (去年10月开工)."""
    if plan_year is None or not dates:
        return False
    own = [d for d in dates if d.kind == "date" and not d.comparison and _inside(clause, sentence, d)]
    ends = [date.last or date.first for date in own]
    years = [end.year for end in ends if end is not None]
    return bool(years) and max(years) < plan_year


def _is_past(promise: Promise, rules: CommitmentRules) -> bool:
    """Return whether a part of a planned sentence only reports (2008年起，曹杨便启动了改造): it promises nothing."""
    if any(date.kind == "date" and not date.comparison for date in promise.dates):
        return False  # parts with a past date are left out before
    if promise.main.action is not None:
        return False
    words = "".join(clause.text for clause in promise.clauses)
    return rules.says("achieved", words) and not (rules.says("will", words) or rules.says("planned", words))


def _inside(clause: Clause, sentence: Sentence, mention: DateMention | QuantityMention) -> bool:
    return clause.start <= mention.start - sentence.start < clause.end


def _introduces(
    clause: Clause, sentence: Sentence, dates: Sequence[DateMention], quantities: Sequence[QuantityMention]
) -> bool:
    """A clause that is only a date, a label or an introduction belongs to what follows."""
    own = [date for date in dates if _inside(clause, sentence, date)]
    rest = len(clause.text) - sum(date.end - date.start for date in own)
    if own and rest <= 2 and clause.action is None:
        return True
    if any(_inside(clause, sentence, quantity) for quantity in quantities):
        return False
    if clause.action is None and len(clause.text) <= 6 and not own and not _TELLS_EFFECT.match(clause.text):
        return True
    if clause.action and clause.action.kind == "soft" and not own:
        return True
    return bool(_LEADS_ON.match(clause.text)) and not (own and clause.action)


def _opens(
    clause: Clause, group: list[Clause], introduced: bool, sentence: Sentence, dates: Sequence[DateMention]
) -> bool:
    if (clause.action and clause.action.kind == "result") or _TELLS_EFFECT.match(clause.text):
        return False
    own_date = any(_inside(clause, sentence, date) and date.kind != "anniversary" for date in dates)
    group_dated = any(_inside(other, sentence, date) for other in group for date in dates)
    group_acts = any(other.action for other in group)
    if own_date and (group_dated or group_acts):
        return True
    return clause.action is not None and (group_acts or introduced)


def _bind(
    promises: list[Promise], sentence: Sentence, dates: Sequence[DateMention], quantities: Sequence[QuantityMention]
) -> None:
    governing: DateMention | None = None
    for promise in promises:
        promise.quantities = [q for q in quantities if any(_inside(c, sentence, q) for c in promise.clauses)]
        promise.dates = [d for d in dates if any(_inside(c, sentence, d) for c in promise.clauses)]
        due = [date for date in promise.dates if date.kind == "date" and date.last is not None and not date.comparison]
        if due:
            governing = due[-1]
        elif governing is not None:
            promise.governing = governing
