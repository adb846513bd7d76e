"""The map: one document to its rows. A pure function that knows nothing of other documents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final, Protocol, TypeVar

from dashboard.extraction.beneficiaries import BeneficiarySearch
from dashboard.extraction.cell_amounts import cell_amounts
from dashboard.extraction.clauses import SentenceClauses
from dashboard.extraction.commitments import Commitment, Reading, classify, is_report
from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.dates import find_dates
from dashboard.extraction.milestones import Milestone, find_milestones
from dashboard.extraction.quantities import QuantityMention, find_quantities
from dashboard.extraction.report_words import ReportWords
from dashboard.extraction.sentence_text import JoinedText
from dashboard.extraction.targets import Target, find_targets
from dashboard.extraction.themes import ThemeMention, find_themes
from dashboard.extraction.tokens import TermMention, term_mentions
from dashboard.preprocess.failed_document import failed_document
from dashboard.preprocess.rules import Rules
from dashboard.preprocess.written_rows import written_rows
from dashboard.reading.document import Document, Sentence, Source
from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.read import read_document
from dashboard.tables.rows import Row, RowsByTable

NO_AMOUNT: Final = (None, None, None, None)
"""Stands for the amount of a commitment without one: its row says the rest."""


class _InSentence(Protocol):
    @property
    def sentence_id(self) -> str: ...


Mention = TypeVar("Mention", bound=_InSentence)


def document_rows(source: Source, rules: Rules, default_year: int | None = None) -> RowsByTable:
    """Return the rows of one document; one that cannot be read has a single ``documents`` row that says why."""
    try:
        document = read_document(source, rules.gazetteer, rules.reading, default_year)
    except UnreadableDocument as error:
        return {"documents": [failed_document(source.path, str(error), source.content)]}
    return Extraction(document, rules).with_themes().with_terms().rows()


class Extraction:
    """Everything extracted from one document, and the rows it makes."""

    def __init__(self, document: Document, rules: Rules) -> None:
        self.document, self.rules = document, rules
        sentences = document.sentences
        joined = JoinedText.of(sentences)
        in_own_words = _speaks_for_itself(document, rules.themes.report_words)
        report = not in_own_words and is_report(document.text, rules.commitments)
        self.dates: dict[str, list[DateMention]] = {}
        self.quantities: dict[str, list[QuantityMention]] = {}
        self.commitments: dict[str, Commitment] = {}
        self.targets: list[Target] = []
        self.milestones: list[Milestone] = []
        for year, of_year in document.by_plan_year():
            whole = len(of_year) == len(sentences)
            self._extract(of_year, joined if whole else JoinedText.of(of_year), year, report=report)
        self._joined = joined
        self._beneficiaries = BeneficiarySearch(joined, rules.beneficiaries)
        self._target_of = {target.commitment_id: target for target in self.targets}
        self.themes: dict[str, list[ThemeMention]] = {}
        self.terms: list[TermMention] = []
        self._themes_named: dict[str, list[str]] = {}

    def _extract(self, sentences: Sequence[Sentence], joined: JoinedText, year: int | None, *, report: bool) -> None:
        """Add dates, amounts, commitments, targets and milestones of the sentences that plan for a year."""
        rules = self.rules
        written_year = self.document.written_year if year == self.document.year else None
        dates = find_dates(sentences, year, rules.dates, written_year, joined)
        quantities = find_quantities(sentences, [(d.start, d.end) for d in dates], rules.quantities, joined)
        counted = _by_sentence(quantities)
        if in_cells := cell_amounts(sentences, counted, rules.quantities):
            counted = _by_sentence(sorted([*quantities, *in_cells], key=attrgetter("start")))
        bound = dated = _by_sentence(dates)
        if any(d.is_dateline for d in dates):
            bound = _by_sentence([d for d in dates if not d.is_dateline])
        self.dates |= dated
        self.quantities |= counted
        clauses = SentenceClauses(joined, rules.commitments)
        self.commitments |= classify(sentences, bound, Reading(year, report, rules.commitments, clauses, joined))
        targets = find_targets(
            sentences, bound, self.quantities, self.commitments, clauses, rules.commitments, rules.frequencies, year
        )
        written = next((d.first for d in dates if d.is_dateline and report), None)
        self.targets += targets
        self.milestones += find_milestones(
            sentences, bound, targets, year, rules.commitments.clauses, rules.frequencies, not_before=written
        )

    def with_themes(self) -> "Extraction":
        """Return itself after finding the theme mentions of each sentence of the body that has any."""
        sentences = self.document.sentences
        found = _by_sentence(find_themes(sentences, self.rules.themes, self._joined))
        self.themes = {
            s.sentence_id: found[s.sentence_id] for s in sentences if s.part == "body" and s.sentence_id in found
        }
        self._themes_named = {sentence_id: self._in_order(mentions) for sentence_id, mentions in self.themes.items()}
        return self

    def with_terms(self) -> "Extraction":
        """Return itself after finding the words and names that may become keywords."""
        self.terms = term_mentions(self.document.sentences, self.rules.tokens, self.document.document_id)
        return self

    def rows(self) -> RowsByTable:
        """Return the rows of every table; their cells stand in the order of ``schemas.SCHEMAS``."""
        rows: RowsByTable = {
            "documents": [self._document_row()],
            "texts": [(self.document.document_id, self.document.text)],
            "articles": self._article_rows(),
            "sentences": self._sentence_rows(),
            "theme_mentions": self._theme_rows(),
            "dates": self._date_rows(),
            "quantities": self._quantity_rows(),
            "targets": self._target_rows(),
            "milestones": [self._milestone_row(number, found) for number, found in enumerate(self.milestones, 1)],
            "term_mentions": list(self.terms),
        }
        return written_rows(rows, self.document.folded) if self.document.folded else rows

    def _document_row(self) -> Row:
        document = self.document
        return (
            document.document_id, document.path, document.sha256, document.format, document.encoding or None,
            document.year, document.year_source, len(document.text), len(document.articles), "ok",
            "；".join(document.remarks) or None, None,
        )

    def _article_rows(self) -> list[Row]:
        document_id = self.document.document_id
        texts: defaultdict[str | None, list[str]] = defaultdict(list)
        for sentence in self.document.sentences:
            if sentence.part == "body":
                texts[sentence.article_id].append(sentence.text)
        return [
            (
                article.article_id, document_id, article.street, article.district, article.city, article.province,
                article.year, article.title, article.stated_keyword, article.author, article.post, article.wish,
                article.start, article.end, _characters(texts[article.article_id]), article.listed,
            )
            for article in self.document.articles
        ]

    def _sentence_rows(self) -> list[Row]:
        document_id, commitments = self.document.document_id, self.commitments
        return [
            (
                s.sentence_id, s.article_id, document_id, s.street, s.ordinal, s.part, s.start, s.end, s.text,
                commitments[s.sentence_id], s.paragraph,
            )
            for s in self.document.sentences
        ]

    def _theme_rows(self) -> list[Row]:
        document_id = self.document.document_id
        return [
            (m.sentence_id, document_id, street, m.theme, m.term, m.start, m.end, m.carried)
            for street, mentions in self._of_street(self.themes) for m in mentions
        ]

    def _date_rows(self) -> list[Row]:
        document_id = self.document.document_id
        return [
            (
                m.sentence_id, document_id, street, m.start, m.end, m.text, m.kind, m.first, m.last, m.granularity,
                m.per_year,
            )
            for street, mentions in self._of_street(self.dates) for m in mentions
        ]

    def _quantity_rows(self) -> list[Row]:
        document_id = self.document.document_id
        return [
            (m.sentence_id, document_id, street, m.start, m.end, m.text, m.value_min, m.value_max, m.unit)
            for street, mentions in self._of_street(self.quantities) for m in mentions
        ]

    def _of_street(self, mentions: Mapping[str, list[Mention]]) -> Iterator[tuple[str | None, list[Mention]]]:
        """Yield the mentions of each sentence, in order, with its 街道."""
        for sentence in self.document.sentences:
            if found := mentions.get(sentence.sentence_id):
                yield sentence.street, found

    def _target_rows(self) -> list[Row]:
        rows: list[Row] = []
        for target in self.targets:
            self._add_target_rows(target, rows)
        return rows

    def _add_target_rows(self, target: Target, rows: list[Row]) -> None:
        sentence, due = target.sentence, target.due
        themes, begin = self._themes_of(target), sentence.start
        beneficiaries = self._beneficiaries.groups(sentence, target.start - begin, target.end - begin)
        when = (due.first, due.last, due.text, due.granularity) if due else (None, None, None, None)
        amounts: Sequence[Iterable[object]] = target.amounts or (NO_AMOUNT,)
        for number, amount in enumerate(amounts, 1):
            rows.append((
                f"{target.commitment_id}-t{number}", target.commitment_id, sentence.article_id, sentence.sentence_id,
                self.document.document_id, sentence.street, target.start, target.end, target.text, target.action,
                target.object, themes, beneficiaries, *amount, *when,
            ))  # fmt: skip

    def _themes_of(self, target: Target) -> list[str]:
        """The themes named in the commitment's own words; where none is, those of its sentence."""
        of_sentence = self._themes_named.get(target.sentence.sentence_id, [])
        if len(of_sentence) < 2:
            return of_sentence
        start, end = target.start, target.end
        mentions = self.themes[target.sentence.sentence_id]
        return self._in_order([m for m in mentions if start <= m.start and m.end <= end]) or of_sentence

    def _in_order(self, mentions: Sequence[ThemeMention]) -> list[str]:
        named = {mention.theme for mention in mentions}
        return [theme for theme in self.rules.themes.groups if theme in named] if len(named) > 1 else list(named)

    def _milestone_row(self, number: int, milestone: Milestone) -> Row:
        sentence, document_id = milestone.sentence, self.document.document_id
        target = self._target_of[milestone.commitment_id] if milestone.commitment_id else None
        themes = self._themes_of(target) if target else self._themes_named.get(sentence.sentence_id, [])
        return (
            f"{document_id}-m{number}", milestone.commitment_id, sentence.sentence_id, document_id, sentence.street,
            milestone.label, milestone.start, milestone.end, milestone.first, milestone.last, milestone.granularity,
            milestone.kind, themes, milestone.due, milestone.whole_year,
        )


def _speaks_for_itself(document: Document, words: ReportWords) -> bool:
    """Return whether a document has authors, plan sections or answers: a plan, even where it names a reporter."""
    if any(article.author or article.stated_keyword for article in document.articles):
        return True
    return any(sentence.section or sentence.text.startswith(words.answers) for sentence in document.sentences)


def _by_sentence(mentions: Sequence[Mention]) -> dict[str, list[Mention]]:
    """Return mentions by the sentence they stand in."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.sentence_id, []).append(mention)
    return found


def _characters(texts: Iterable[str]) -> int:
    """Return how many characters texts have, blanks left out."""
    return len("".join("".join(texts).split()))
