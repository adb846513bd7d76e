"""Milestones: dated commitments and anniversaries inside the plan year."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.extraction.clause_rules import ClauseRules
from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.frequency_rules import FrequencyRules
from dashboard.extraction.labels import frequency_label, label
from dashboard.extraction.targets import Target
from dashboard.reading.document import Sentence


@dataclass(slots=True, init=False)  # __init__ by hand: a generated one stays Python when modules are compiled
class Milestone:
    """A dated step. Null ``first`` is an open start (X前), null ``last`` an open end (X起).

    ``kind``: deadline, period, start, anniversary or recurring. ``commitment_id`` is null for an anniversary.
    """

    commitment_id: str | None
    sentence: Sentence
    label: str
    start: int
    end: int
    first: date | None
    last: date | None
    granularity: str
    kind: str
    due: str
    whole_year: bool

    def __init__(
        self, commitment_id: str | None, sentence: Sentence, label: str, start: int, end: int, first: date | None,
        last: date | None, granularity: str, kind: str, due: str, whole_year: bool,
    ) -> None:
        self.commitment_id, self.sentence, self.label = commitment_id, sentence, label
        self.start, self.end = start, end
        self.first, self.last, self.granularity = first, last, granularity
        self.kind, self.due, self.whole_year = kind, due, whole_year


def find_milestones(
    sentences: Sequence[Sentence], dates: Mapping[str, Sequence[DateMention]], targets: Sequence[Target],
    plan_year: int | None, clauses: ClauseRules, frequencies: FrequencyRules, not_before: date | None = None,
) -> list[Milestone]:
    """Return a document's milestones in the plan year: one a date of a commitment, one an anniversary.

    Needs a plan year; without one nothing can lie inside it. What ended before the day ``not_before`` (that of a
    report's dateline) is no step any more.
    """
    if plan_year is None:
        return []
    labels: dict[str, str] = {}
    found = [
        milestone for target in targets for mention in target.promise.dates
        if (milestone := _of_commitment(target, mention, plan_year, clauses, frequencies, labels))
    ]
    if any(target.sentence.row for target in targets):
        found = _at_their_dates(found, sentences)
    found += _anniversaries(sentences, dates, plan_year)
    if not_before is not None:
        found = [step for step in found if step.kind == "anniversary" or (step.last or not_before) >= not_before]
    return sorted(found, key=lambda milestone: milestone.start)


def _of_commitment(
    target: Target, mention: DateMention, plan_year: int, clauses: ClauseRules, frequencies: FrequencyRules,
    labels: dict[str, str],
) -> Milestone | None:
    """Return the milestone of a date; ``labels`` keeps those of commitments, for one can have very many dates."""
    if mention.comparison or mention.kind == "anniversary":
        return None
    if mention.kind == "recurring":
        if not any(amount.quantity == mention.text and amount.unit == frequencies.unit for amount in target.amounts):
            return None
    elif not _lies_in(mention, plan_year):
        return None
    is_mere_year = mention.kind == "date" and mention.granularity == "year"
    if is_mere_year and (_is_told_closer(mention, target) or not target.promise.is_concrete(clauses)):
        return None
    is_frequency = mention.kind == "recurring"
    sentence = target.sentence
    if is_frequency:
        words = frequency_label(mention, sentence)
    elif (words := labels.get(target.commitment_id, "")) == "":
        words = labels[target.commitment_id] = label(target.promise, sentence, clauses)
    return Milestone(
        target.commitment_id, target.sentence, words, mention.start, mention.end,
        mention.first, mention.last, mention.granularity, _kind(mention), mention.text, mention.whole_year,
    )


def _is_told_closer(year: DateMention, target: Target) -> bool:
    """Return whether another date of the commitment lies in the year and says when (2022年，我们将在6月底前…)."""
    return any(
        other.kind == "date" and other.granularity != "year" and not other.comparison and other.last is not None
        and year.last is not None and other.last.year == year.last.year
        for other in target.promise.dates
    )


def _at_their_dates(found: Sequence[Milestone], sentences: Sequence[Sentence]) -> list[Milestone]:
    """Return the steps of table rows with the sentence that holds the date, the name of a column being another's.

    A step whose date stands in the head of a table that belongs to no 街道 is left out.
    """
    starts = [sentence.start for sentence in sentences]
    steps = []
    for step in found:
        if not step.sentence.start <= step.start < step.sentence.end:
            holder = sentences[bisect_right(starts, step.start) - 1]
            if holder.street != step.sentence.street:
                continue
            step = replace(step, sentence=holder)
        steps.append(step)
    return steps


def _lies_in(mention: DateMention, plan_year: int) -> bool:
    """A step lies in the plan year when it ends there, or begins there and ends the year after or never.

    A stretch of several years (十四五) is a frame, not a step of this one.
    """
    if mention.last is not None and mention.last.year == plan_year:
        return mention.first is None or mention.first.year >= plan_year - 1
    begins_here = mention.first is not None and mention.first.year == plan_year
    return begins_here and (mention.last is None or mention.last.year == plan_year + 1)


def _kind(mention: DateMention) -> str:
    if mention.kind == "recurring":
        return "recurring"
    if mention.last is None:
        return "start"
    if mention.first is None:
        return "deadline"
    return "period" if mention.is_range or mention.granularity in ("year", "period") else "deadline"


def _anniversaries(
    sentences: Sequence[Sentence], dates: Mapping[str, Sequence[DateMention]], plan_year: int
) -> list[Milestone]:
    """An anniversary that an article names twice is one milestone."""
    found: dict[tuple[str | None, str], Milestone] = {}
    for sentence in sentences:
        if sentence.street is None or sentence.part == "wish":
            continue
        for mention in dates.get(sentence.sentence_id, ()):
            if mention.kind != "anniversary" or not _lies_in(mention, plan_year):
                continue
            found.setdefault((sentence.article_id, mention.text), Milestone(
                None, sentence, mention.text, mention.start, mention.end, mention.first, mention.last,
                mention.granularity, "anniversary", mention.text, mention.first != mention.last,
            ))
    return list(found.values())
