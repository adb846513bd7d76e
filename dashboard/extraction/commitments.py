"""Whether a sentence promises (planned), reports (achieved) or neither (none)."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from dashboard.extraction.clauses import Clause, opens_with_action, split_clauses
from dashboard.extraction.commitment_rules import CommitmentRules
from dashboard.extraction.date_mention import DateMention
from dashboard.reading.document import Sentence

_HAS_NUMBER = re.compile(
    "[0-9]|[二三四五六七八九十百千万两][十百千万余多]*[\\u4e00-\\u9fff]?[个户家名处台部条件项场次张万]"
)
_DISPOSES = re.compile(
    "将(?=[^，。；将把]{2,24}?(?:放在|纳入|列入|列为|作为|视为|贯穿|结合|转化|转为|变为|融入|交给|分为|汇聚|集聚|送到|带到|引入|延伸))"
)
"""将 as 把 (将人放在首位, 将其纳入计划): it says nothing of the future."""

_PURPOSE = re.compile("为(?:了)?(?:更好地?|进一步)?[^，。；]{2,40}，")
"""A purpose (为确保安全，): in a report it promises nothing."""

_GOES_ON = re.compile("同时|此外|另外|并且?|还")

Commitment = Literal["planned", "achieved", "none"]


def is_report(text: str, rules: CommitmentRules) -> bool:
    """Return whether a document is a news report about others, not a plan in a body's own words."""
    return rules.says("report", text)


def classify(
    sentences: Sequence[Sentence], dates: Mapping[str, Sequence[DateMention]], plan_year: int | None, report: bool,
    rules: CommitmentRules,
) -> dict[str, Commitment]:
    """Return the commitment of each sentence by its id; ``dates`` are the time expressions by sentence id."""
    found: dict[str, Commitment] = {}
    paragraph, before = -1, False
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, before = sentence.paragraph, False
        mentions = dates.get(sentence.sentence_id, ())
        commitment = _classify(sentence, mentions, plan_year, report, before, rules)
        found[sentence.sentence_id] = commitment
        before = commitment == "planned"
    return found


def _classify(
    sentence: Sentence, dates: Sequence[DateMention], plan_year: int | None, report: bool, planned_before: bool,
    rules: CommitmentRules,
) -> Commitment:
    text = sentence.text
    if sentence.part != "body" or rules.says("none", text):
        return "none"
    words = _DISPOSES.sub("", text)
    will, results = rules.says("will", words), rules.says("achieved", text)
    promises = will or rules.says("planned", _PURPOSE.sub("", words) if report else words)
    if report:
        goes_on = planned_before and not results and bool(_GOES_ON.match(text))
        if will or (promises and not results) or goes_on or _far_deadline(dates, plan_year):
            return "planned"
        return "achieved" if results else "none"
    in_review = sentence.section == "review"
    if promises and not in_review:
        return "planned"
    if in_review and not promises:
        return "achieved"
    future, past = _looks_ahead(text, dates, plan_year, promises, rules), _looks_back(dates, plan_year)
    if in_review:
        return "planned" if future else "achieved"
    if past and not future:
        return "achieved"
    if future:
        return "planned"
    if results:
        return "achieved"
    if rules.says("bare", text) or any(opens_with_action(c) or _counts(c) for c in split_clauses(text, rules)):
        return "planned"
    return "planned" if planned_before and _HAS_NUMBER.search(text) else "none"


def _counts(clause: Clause) -> bool:
    """An action with a number after it (共修缮52幢, 由70%提高到80%) is a promise wherever its verb stands."""
    action = clause.action
    if action is None or action.kind in ("soft", "result"):
        return False
    return bool(_HAS_NUMBER.search(clause.text, action.end - clause.start))


def _looks_ahead(
    text: str, dates: Sequence[DateMention], plan_year: int | None, promises: bool, rules: CommitmentRules
) -> bool:
    """Return whether a date lies in the plan year or later; a mere year needs an action (2021年是… has none)."""
    if plan_year is None:
        return False
    for date in dates:
        if date.kind == "recurring" and not _looks_back(dates, plan_year):
            return True
        end = date.last or date.first
        is_ahead = date.kind == "date" and end is not None and end.year >= plan_year and not _only_tells(date)
        if is_ahead and (date.granularity not in ("year", "period") or promises or _acts(text, rules)):
            return True
    return False


def _acts(text: str, rules: CommitmentRules) -> bool:
    """Return whether a clause of the sentence has an action, or does something to what 把 puts before its verb."""
    return any(
        (clause.action and clause.action.kind not in ("soft", "result")) or "把" in clause.text
        for clause in split_clauses(text, rules)
    )


def _far_deadline(dates: Sequence[DateMention], plan_year: int | None) -> bool:
    """Return whether a report names a deadline after its own year (至2025年底)."""
    return plan_year is not None and any(
        date.kind == "date" and date.first is None and date.last is not None and date.last.year > plan_year
        for date in dates
    )


def _looks_back(dates: Sequence[DateMention], plan_year: int | None) -> bool:
    return plan_year is not None and any(
        date.kind == "date" and not date.comparison and (end := date.last or date.first) is not None
        and (end.year < plan_year or _only_tells(date))
        for date in dates
    )


def _only_tells(date: DateMention) -> bool:
    """A date that only compares, or up to which something is counted (截至10月底), promises nothing."""
    return date.comparison or date.text.startswith("截")
