"""Whether a sentence promises (planned), reports (achieved) or neither (none)."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final, Literal

from dashboard.extraction.clause_rules import ClauseRules
from dashboard.extraction.clauses import Clause, SentenceClauses, opens_with_action
from dashboard.extraction.commitment_rules import CommitmentRules, FoundCue
from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.disposal import JIANG, moves_object
from dashboard.extraction.sentence_text import JoinedText
from dashboard.extraction.table_rows import row_commitment, says_task
from dashboard.reading.document import Sentence

_HAS_NUMBER: Final = re.compile(
    "[0-9]|半[天年月]|[二三四五六七八九十百千万两][十百千万余多]*[\\u4e00-\\u9fff]?[个户家名处台部条件项场次张万]"
)
_WORD: Final = re.compile("[A-Za-z\\u3400-\\u9fff]")
"""What stands before no label at the beginning of a sentence (1.责任单位：…)."""

_FIGURE: Final = re.compile("[：:]?(?:要|须)?(?:达到|达|为|约|超过|不低于|不少于|控制在|[≥≤])?\\s*\\d")

_IS: Final = re.compile("[，,]?(?:正?是|适逢|恰逢|既是|也是|作为|将迎来|迎来)")
"""What tells behind a year what kind of year it is."""

_COUNTED: Final = re.compile("(?<![第\\d.])\\d[\\d,.]*+(?!\\s?(?:周?年|[月日号世]))")
"""A number that is no date and no ordinal."""

_INDICATOR: Final = re.compile("[率比度](?:不低于|达到?|保持在|稳定在|控制在|≥)?\\s*\\d+(?:\\.\\d+)?[%％]")
"""An indicator and the value that it is to have (整改率100%)."""

_ITEM: Final = re.compile("[（(]?(?:\\d{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳])[）)．.、]?(?!\\d)")

"""The number of an item of a list at the beginning of its sentence."""

_JOINS: Final = ("；", ";")
"""What joins a sentence to the one behind it, which tells of the same time."""

_PURPOSE: Final = re.compile("为(?:了)?(?:更好地?|进一步)?[^，。；]{2,40}，")
"""A purpose (为确保安全，): in a report it promises nothing."""

_PROMISING: Final = frozenset(("will", "planned"))
"""What the cues say that promise."""

Commitment = Literal["planned", "achieved", "none"]


@dataclass(slots=True)
class Reading:
    """What is known of the document while its sentences are classified."""

    plan_year: int | None
    report: bool
    rules: CommitmentRules
    clauses: SentenceClauses
    joined: JoinedText


@dataclass(slots=True, init=False)  # __init__ by hand: a generated one stays Python when modules are compiled
class Cues:
    """What the words of a sentence say: a sure promise, any promise, and the other kinds of ``cues.csv``."""

    will: bool
    promises: bool
    says: Set[str]

    def __init__(self, will: bool, promises: bool, says: Set[str]) -> None:
        self.will, self.promises, self.says = will, promises, says


_NO_CUES: Final = Cues(False, False, frozenset())


def is_report(text: str, rules: CommitmentRules) -> bool:
    """Return whether a document is a news report about others, not a plan in a body's own words."""
    return bool(rules.report_cues.find(text))


def classify(
    sentences: Sequence[Sentence], dates: Mapping[str, Sequence[DateMention]], reading: Reading
) -> dict[str, Commitment]:
    """Return the commitment of each sentence by its id; ``dates`` are the time expressions by sentence id."""
    found: dict[str, Commitment] = {}
    paragraph, before, joins, reviews = -1, "none", False, False
    text, starts = reading.joined.written, reading.joined.starts
    words = reading.rules.cues.in_sentences(reading.joined)
    for sentence, start, cues in zip(sentences, starts, words, strict=False):
        if sentence.paragraph != paragraph:
            paragraph, before, joins, reviews = sentence.paragraph, "none", False, False
        commitment: Commitment = "none"
        if sentence.part == "body":
            own = dates.get(sentence.sentence_id, ())
            if cues and own:
                cues = _without_compared(cues, own, sentence.start - start)
            said = _cues(cues, text, start, start + len(sentence.text), reading) if cues else _NO_CUES
            if before == "achieved" and (joins or reviews) and _tells_another(sentence, own, said, reading):
                commitment = "achieved"
            else:
                commitment = _classify(sentence, own, said, before == "planned", reading)
            reviews = commitment == "achieved" and (reviews or "review" in said.says)
        found[sentence.sentence_id] = commitment
        before, joins = commitment, sentence.text.endswith(_JOINS)
    return found


def _classify(
    sentence: Sentence, dates: Sequence[DateMention], cues: Cues, planned_before: bool, reading: Reading
) -> Commitment:
    if (row := sentence.row) is not None and (row.plans or row.state or row.due or not says_task(row)):
        return row_commitment(sentence, row)
    if "none" in cues.says or _only_dates(sentence, dates):
        return "none"
    if reading.report:
        return _in_report(sentence, dates, cues, planned_before, reading)
    in_review = sentence.section == "review"
    if cues.promises and not in_review:
        return "planned"
    if not cues.promises:
        if in_review:
            return "achieved"
        if "frame" in cues.says:
            return "none"
    future = _looks_ahead(sentence, dates, cues, reading)
    if in_review:
        return "planned" if future else "achieved"
    if future:
        return "planned"
    if "achieved" in cues.says or _looks_back(dates, reading.plan_year):
        return "achieved"
    clauses = reading.clauses.of(sentence)
    if "bare" in cues.says or _has_bare_action(clauses, reading.rules.clauses):
        return "planned"
    if _lists_task(sentence, clauses, reading) or _INDICATOR.search(sentence.text):
        return "planned"
    return "planned" if planned_before and _HAS_NUMBER.search(sentence.text) else "none"


def _in_report(
    sentence: Sentence, dates: Sequence[DateMention], cues: Cues, planned_before: bool, reading: Reading
) -> Commitment:
    """Return the commitment of a sentence of a news report, where a bare action promises nothing."""
    results = "achieved" in cues.says
    goes_on = planned_before and not results and reading.rules.clauses.goes_on.match(sentence.text)
    if cues.will or (cues.promises and not results) or goes_on or _far_deadline(dates, reading.plan_year):
        return "planned"
    return "achieved" if results else "none"


def _cues(found: Sequence[FoundCue], text: str, start: int, end: int, reading: Reading) -> Cues:
    """Return what the cues found in a sentence say together, which stands in a text from ``start`` to ``end``."""
    says = {said for said, _, _ in found}
    if "review" in says:
        says.add("achieved")
    if "label" in says and not _WORD.search(text, start, next(begin for said, begin, _ in found if said == "label")):
        says.add("none")
    if says.isdisjoint(_PROMISING):
        return Cues(False, False, says)
    promising = [cue for cue in found if cue[0] in _PROMISING]
    if text.find(JIANG, start, end) >= 0:
        promising = _outside(promising, _disposing(text, start, end, reading))
    will = "will" in [said for said, _, _ in promising]
    if promising and not will and reading.report:
        promising = _outside(promising, [match.span() for match in _PURPOSE.finditer(text, start, end)])
    return Cues(will, bool(promising), says)


def _disposing(text: str, start: int, end: int, reading: Reading) -> list[tuple[int, int]]:
    """Return where 将 stands for 把. In a plan that is as good as a promise (将需求落到实处) but for a few verbs; a
    report tells so what happened."""
    rules = reading.rules.clauses
    if not reading.report:
        return [match.span() for match in rules.disposes.finditer(text, start, end)]
    found: list[tuple[int, int]] = []
    at = text.find(JIANG, start, end)
    while at >= 0:
        if moves_object(text, at, end, rules):
            found.append((at, at + 1))
        at = text.find(JIANG, at + 1, end)
    return found


def _without_compared(cues: list[FoundCue], dates: Sequence[DateMention], moved: int) -> list[FoundCue]:
    """Return the cues without those in dates that only compare (由去年的20份增至30份), which tell of no result;
    ``moved`` leads from the places of the cues into the document."""
    compared = [(date.start - moved, date.end - moved) for date in dates if date.comparison]
    return _outside(cues, compared) if compared else cues


def _outside(cues: list[FoundCue], spans: Sequence[tuple[int, int]]) -> list[FoundCue]:
    if not spans:
        return cues
    return [cue for cue in cues if not any(start < cue[2] and cue[1] < end for start, end in spans)]


def _has_bare_action(clauses: Sequence[Clause], rules: ClauseRules) -> bool:
    """Return whether a clause promises by its action alone: it opens with it, or counts (共修缮52幢)."""
    acting = [clause for clause in clauses if clause.acts]
    return bool(acting) and any(opens_with_action(clause, rules) or _counts(clause) for clause in acting)


def _tells_another(sentence: Sentence, dates: Sequence[DateMention], cues: Cues, reading: Reading) -> bool:
    """Return whether a sentence behind a result tells of another (2020年建成3处；修缮2处。)."""
    is_dated = any(not date.comparison for date in dates)
    return not (is_dated or cues.promises or reading.report or sentence.row)


def _lists_task(sentence: Sentence, clauses: Sequence[Clause], reading: Reading) -> bool:
    """Return whether an item of a list names what is done to a number of things (5.幸福里等7个老旧院落改造)."""
    if not _ITEM.match(sentence.text):
        return False
    done = reading.rules.may_be_nouns
    return any(clause.text.endswith(done) and _HAS_NUMBER.search(clause.text) for clause in clauses)


def _counts(clause: Clause) -> bool:
    """An action with a number after it (共修缮52幢, 由70%提高到80%) is a promise wherever its verb stands."""
    return clause.action is not None and bool(_HAS_NUMBER.search(clause.text, clause.action.end - clause.start))


def _looks_ahead(sentence: Sentence, dates: Sequence[DateMention], cues: Cues, reading: Reading) -> bool:
    """Return whether a date lies in the plan year or later; a mere year needs an action (2021年是… has none)."""
    year = reading.plan_year
    if year is None or not dates:
        return False
    looks_back = _looks_back(dates, year)
    for date in dates:
        if date.kind == "recurring" and not looks_back:
            return True
        end = date.last or date.first
        is_ahead = date.kind == "date" and end is not None and end.year >= year and not _only_tells(date)
        if not is_ahead:
            continue
        if date.granularity not in ("year", "period") or _gives_figure(sentence, date):
            return True
        if sentence.section == "plan" and _counts_after(sentence, date):
            return True
        if cues.promises or _acts(sentence, reading):
            return True
    return False


def _gives_figure(sentence: Sentence, date: DateMention) -> bool:
    """Return whether a number stands right after a date: what an indicator is to reach then (2025年≥48%)."""
    return _FIGURE.match(sentence.text, date.end - sentence.start) is not None


def _counts_after(sentence: Sentence, date: DateMention) -> bool:
    """Return whether what stands behind a date counts (2025年，投资70亿元以上) and does not tell what the year is."""
    end = date.end - sentence.start
    return not _IS.match(sentence.text, end) and _COUNTED.search(sentence.text, end) is not None


def _acts(sentence: Sentence, reading: Reading) -> bool:
    """Return whether a clause of the sentence has an action, or does something to what 把 puts before its verb."""
    return "把" in sentence.text or any(clause.acts for clause in reading.clauses.of(sentence))


def _far_deadline(dates: Sequence[DateMention], plan_year: int | None) -> bool:
    """Return whether a report names a deadline after its own year (至2025年底)."""
    return plan_year is not None and bool(dates) and any(
        date.kind == "date" and date.first is None and date.last is not None and date.last.year > plan_year
        for date in dates
    )


def _only_dates(sentence: Sentence, dates: Sequence[DateMention]) -> bool:
    """Return whether a sentence is a date and nothing else, as the line below a signature is."""
    return len(dates) == 1 and len(dates[0].text) == len(sentence.text.rstrip("。"))


def _looks_back(dates: Sequence[DateMention], plan_year: int | None) -> bool:
    return plan_year is not None and bool(dates) and any(
        date.kind == "date" and not date.comparison and (end := date.last or date.first) is not None
        and (end.year < plan_year or _only_tells(date))
        for date in dates
    )


def _only_tells(date: DateMention) -> bool:
    """A date that only compares, or up to which something is counted (截至10月底), promises nothing."""
    return date.comparison or date.text.startswith("截")
