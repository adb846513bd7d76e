"""The map: one document to its rows. A pure function that knows nothing of other documents."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from dashboard.extraction.beneficiaries import find_beneficiaries
from dashboard.extraction.clauses import SentenceClauses
from dashboard.extraction.commitments import Reading, classify, is_report
from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.dates import find_dates
from dashboard.extraction.milestones import find_milestones
from dashboard.extraction.quantities import QuantityMention, find_quantities
from dashboard.extraction.report_words import ReportWords
from dashboard.extraction.targets import Amount, Target, find_targets
from dashboard.extraction.themes import ThemeMention, find_themes
from dashboard.extraction.tokens import TermMention, term_mentions
from dashboard.preprocess.rules import Rules
from dashboard.reading.document import Document, Sentence, Source
from dashboard.reading.read import ID_DIGITS, read_document
from dashboard.reading.text_file import UnreadableDocument, format_of

Row = dict[str, Any]
DocumentRows = dict[str, list[Row]]
"""Rows by table, as ``schemas.SCHEMAS`` names their columns; a missing cell is left out or None."""


class _InSentence(Protocol):
    @property
    def sentence_id(self) -> str: ...


Mention = TypeVar("Mention", bound=_InSentence)


def document_rows(source: Source, rules: Rules, default_year: int | None = None) -> DocumentRows:
    """Return the rows of one document; one that cannot be read has a single ``documents`` row that says why."""
    try:
        document = read_document(source, rules.gazetteer, rules.reading, default_year)
    except UnreadableDocument as error:
        return {"documents": [failed_document(source, str(error))]}
    return _Extraction(document, rules).rows()


def failed_document(source: Source, problem: str) -> Row:
    """Return the ``documents`` row of a file that gave no other rows."""
    return {
        "document_id": hashlib.sha256(source.path.encode()).hexdigest()[:ID_DIGITS],
        "path": source.path, "sha256": hashlib.sha256(source.content).hexdigest(),
        "format": format_of(source.path), "articles": 0, "status": "failed", "problem": problem,
    }


class _Extraction:
    """Everything extracted from one document, and the rows it makes."""

    def __init__(self, document: Document, rules: Rules) -> None:
        self.document = document
        self.rules = rules
        self._beneficiaries: dict[str, list[str]] = {}
        sentences = document.sentences
        dates = find_dates(sentences, document.year, rules.dates, document.written_year)
        quantities = find_quantities(sentences, [(d.start, d.end) for d in dates], rules.quantities)
        self.dates, self.quantities = _by_sentence(dates), _by_sentence(quantities)
        in_own_words = _speaks_for_itself(document, rules.themes.report_words)
        report = not in_own_words and is_report(document.text, rules.commitments)
        bound = _by_sentence(d for d in dates if not d.is_dateline)
        clauses = SentenceClauses(rules.commitments)
        self.commitments = classify(
            sentences, bound, Reading(document.year, report, rules.commitments, clauses)
        )
        body = {s.sentence_id for s in sentences if s.part == "body"}
        self.themes = _by_sentence(m for m in find_themes(sentences, rules.themes) if m.sentence_id in body)
        self.targets = find_targets(
            sentences, bound, self.quantities, self.commitments, clauses, rules.commitments, rules.frequencies,
            document.year,
        )
        written = next((d.first for d in dates if d.is_dateline and report), None)
        self.milestones = find_milestones(
            sentences, bound, self.targets, document.year, rules.commitments.clauses, rules.frequencies,
            not_before=written,
        )

    def rows(self) -> DocumentRows:
        return {
            "documents": [self._document_row()],
            "articles": list(self._article_rows()),
            "sentences": [self._sentence_row(sentence) for sentence in self.document.sentences],
            "theme_mentions": list(self._mention_rows(self.themes, _theme_cells)),
            "dates": list(self._mention_rows(self.dates, _date_cells)),
            "quantities": list(self._mention_rows(self.quantities, _quantity_cells)),
            "targets": [row for target in self.targets for row in self._target_rows(target)],
            "milestones": list(self._milestone_rows()),
            "term_mentions": [
                self._term_row(mention) for mention in term_mentions(self.document.sentences, self.rules.tokens)
            ],
        }

    def _document_row(self) -> Row:
        document = self.document
        return {
            "document_id": document.document_id, "path": document.path, "sha256": document.sha256,
            "format": document.format, "encoding": document.encoding, "year": document.year,
            "year_source": document.year_source, "characters": len(document.text),
            "articles": len(document.articles), "status": "ok",
        }

    def _article_rows(self) -> Iterator[Row]:
        characters: Counter[str | None] = Counter()
        for sentence in self.document.sentences:
            if sentence.part == "body":
                characters[sentence.article_id] += len("".join(sentence.text.split()))
        for article in self.document.articles:
            yield {
                "article_id": article.article_id, "document_id": self.document.document_id, "street": article.street,
                "district": article.district, "year": article.year, "title": article.title,
                "stated_keyword": article.stated_keyword, "author": article.author, "post": article.post,
                "wish": article.wish, "start": article.start, "end": article.end,
                "characters": characters[article.article_id],
            }

    def _sentence_row(self, sentence: Sentence) -> Row:
        return {
            "sentence_id": sentence.sentence_id, "article_id": sentence.article_id,
            "document_id": self.document.document_id, "street": sentence.street, "ordinal": sentence.ordinal,
            "part": sentence.part, "start": sentence.start, "end": sentence.end, "text": sentence.text,
            "commitment": self.commitments[sentence.sentence_id], "paragraph": sentence.paragraph,
        }

    def _term_row(self, mention: TermMention) -> Row:
        return {
            "sentence_id": mention.sentence_id, "street": mention.street, "term": mention.term,
            "start": mention.start, "end": mention.end, "is_phrase": mention.is_phrase,
            "document_id": self.document.document_id,
        }

    def _mention_rows(self, mentions: Mapping[str, Sequence[Any]], cells: Any) -> Iterable[Row]:
        for sentence in self.document.sentences:
            for mention in mentions.get(sentence.sentence_id, ()):
                yield {
                    "sentence_id": sentence.sentence_id, "document_id": self.document.document_id,
                    "street": sentence.street, "start": mention.start, "end": mention.end, **cells(mention),
                }

    def _target_rows(self, target: Target) -> Iterable[Row]:
        amounts: Sequence[Amount | None] = target.amounts or (None,)
        themes, beneficiaries = self._themes_of(target), self._beneficiaries_of(target)
        for number, amount in enumerate(amounts, 1):
            row: Row = {
                "target_id": f"{target.commitment_id}-t{number}", "commitment_id": target.commitment_id,
                "article_id": target.sentence.article_id, "sentence_id": target.sentence.sentence_id,
                "document_id": self.document.document_id, "street": target.sentence.street,
                "start": target.start, "end": target.end, "text": target.text, "action": target.action,
                "object": target.object, "themes": themes,
                "beneficiaries": beneficiaries, "due_from": target.due_from, "due_to": target.due_to,
                "due": target.due.text if target.due else None,
                "granularity": target.due.granularity if target.due else None,
            }
            if amount:
                row |= {"value_min": amount.value_min, "value_max": amount.value_max, "unit": amount.unit,
                        "quantity": amount.quantity}
            yield row

    def _themes_of(self, target: Target) -> list[str]:
        """The themes named in the commitment's own words; where none is, those of its sentence."""
        of_sentence = self.themes.get(target.sentence.sentence_id, ())
        own = [m for m in of_sentence if target.start <= m.start and m.end <= target.end]
        return self._in_order(own or of_sentence)

    def _in_order(self, mentions: Sequence[ThemeMention]) -> list[str]:
        named = {mention.theme for mention in mentions}
        return [theme for theme in self.rules.themes.groups if theme in named] if named else []

    def _beneficiaries_of(self, target: Target) -> list[str]:
        """Those named in the commitment's own words; where none is, those of its sentence."""
        rules, sentence = self.rules.beneficiaries, target.sentence
        own = find_beneficiaries(target.text, rules)
        if own or len(target.text) == len(sentence.text):
            return own
        of_sentence = self._beneficiaries.get(sentence.sentence_id)
        if of_sentence is None:
            of_sentence = self._beneficiaries[sentence.sentence_id] = find_beneficiaries(sentence.text, rules)
        return of_sentence

    def _milestone_rows(self) -> Iterator[Row]:
        targets = {target.commitment_id: target for target in self.targets}
        document_id = self.document.document_id
        for number, milestone in enumerate(self.milestones, 1):
            sentence = milestone.sentence
            target = targets[milestone.commitment_id] if milestone.commitment_id else None
            themes = self._themes_of(target) if target else self._in_order(self.themes.get(sentence.sentence_id, ()))
            yield {
                "milestone_id": f"{document_id}-m{number}", "commitment_id": milestone.commitment_id,
                "sentence_id": sentence.sentence_id, "document_id": document_id, "street": sentence.street,
                "label": milestone.label, "start": milestone.start, "end": milestone.end,
                "from_date": milestone.first, "to_date": milestone.last, "granularity": milestone.granularity,
                "kind": milestone.kind, "themes": themes, "due": milestone.due, "whole_year": milestone.whole_year,
            }


def _speaks_for_itself(document: Document, words: ReportWords) -> bool:
    """Return whether a document has authors, plan sections or answers: a plan, even where it names a reporter."""
    if any(article.author or article.stated_keyword for article in document.articles):
        return True
    return any(sentence.section or sentence.text.startswith(words.answers) for sentence in document.sentences)


def _by_sentence(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.sentence_id].append(mention)
    return dict(found)


def _theme_cells(mention: ThemeMention) -> Row:
    return {"theme": mention.theme, "term": mention.term, "carried": mention.carried}


def _date_cells(mention: DateMention) -> Row:
    return {
        "text": mention.text, "kind": mention.kind, "from_date": mention.first, "to_date": mention.last,
        "granularity": mention.granularity, "per_year": mention.per_year,
    }


def _quantity_cells(mention: QuantityMention) -> Row:
    return {"text": mention.text, "value_min": mention.value_min, "value_max": mention.value_max, "unit": mention.unit}
