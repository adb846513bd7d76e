"""Reads invented Chinese text with the project's own rules, and preprocesses the seeds once per session."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from dashboard.extraction.clauses import SentenceClauses
from dashboard.extraction.commitments import Reading, classify, is_report
from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.dates import find_dates
from dashboard.extraction.milestones import Milestone, find_milestones
from dashboard.extraction.quantities import QuantityMention, find_quantities
from dashboard.extraction.sentence_text import JoinedText
from dashboard.extraction.targets import Target, find_targets
from dashboard.paths import LEXICON, SEEDS
from dashboard.preprocess.document_rows import document_rows
from dashboard.preprocess.pipeline import preprocess
from dashboard.preprocess.rules import Rules, load_rules
from dashboard.reading.document import Section, Sentence, Source
from dashboard.reading.sentences import split_lines, split_sentences
from dashboard.tables.rows import records
from dashboard.tables.store import load_tables
from dashboard.tables.tables import Tables

STREET = "古美路街道"
PLAN_YEAR = 2021

RecordsByTable = dict[str, list[dict[str, Any]]]
Mention = TypeVar("Mention", DateMention, QuantityMention)


@cache
def rules() -> Rules:
    return load_rules(LEXICON)


def body(
    text: str, *, section: Section | None = None, street: str | None = STREET, headings: Sequence[str] = (),
) -> list[Sentence]:
    """Return the body sentences of a text, a paragraph a line, below ``headings`` (outermost first)."""
    whole = "\n".join([*headings, text])
    found: list[Sentence] = []
    above = tuple(range(1, len(headings) + 1))
    for paragraph, line in enumerate(split_lines(whole), 1):
        is_heading = paragraph <= len(headings)
        for span in split_sentences(line):
            number = len(found) + 1
            found.append(Sentence(
                f"s{number:04d}", "a1" if street else None, street, number, "heading" if is_heading else "body",
                span.start, span.end, span.text, paragraph, () if is_heading else above, section,
            ))
    return found


def dates_of(text: str, *, year: int | None = PLAN_YEAR, section: Section | None = None,
             headings: Sequence[str] = ()) -> list[DateMention]:
    """Return the time expressions of the text itself, those of its headings left out."""
    sentences = body(text, section=section, headings=headings)
    in_body = {sentence.sentence_id for sentence in sentences if sentence.part == "body"}
    return [mention for mention in find_dates(sentences, year, rules().dates) if mention.sentence_id in in_body]


def written(day: date | None) -> str:
    """Return a day as YYYY-MM-DD; an open side is blank."""
    return day.isoformat() if day else ""


def intervals(text: str, *, year: int | None = PLAN_YEAR, section: Section | None = None,
              headings: Sequence[str] = ()) -> list[tuple[str, str, str]]:
    """Return (as written, first day, last day) of each date."""
    found = dates_of(text, year=year, section=section, headings=headings)
    return [(mention.text, written(mention.first), written(mention.last)) for mention in found]


def quantities_of(text: str, *, year: int | None = PLAN_YEAR) -> list[QuantityMention]:
    sentences = body(text)
    dates = find_dates(sentences, year, rules().dates)
    return find_quantities(sentences, [(mention.start, mention.end) for mention in dates], rules().quantities)


def amounts(text: str) -> list[tuple[str, float | None, float | None, str]]:
    """Return (as written, least, most, unit) of each amount."""
    return [(found.text, found.value_min, found.value_max, found.unit) for found in quantities_of(text)]


def commitments_of(text: str, *, section: Section | None = None, year: int | None = PLAN_YEAR) -> list[str]:
    """Return the commitment of each sentence in order; words of a report in the text make it one."""
    sentences = body(text, section=section)
    dates = _by_sentence(find_dates(sentences, year, rules().dates))
    found = classify(sentences, dates, reading_of(sentences, text, year))
    return [found[sentence.sentence_id] for sentence in sentences]


def reading_of(
    sentences: Sequence[Sentence], text: str, year: int | None = PLAN_YEAR, *, report: bool | None = None
) -> Reading:
    """Return what is known of a document with this text; words of a report in it make it one."""
    of_report = is_report(text, rules().commitments) if report is None else report
    joined = JoinedText.of(sentences)
    clauses = SentenceClauses(joined, rules().commitments)
    return Reading(year, of_report, rules().commitments, clauses, joined)


def targets_of(text: str, *, section: Section | None = "plan", year: int | None = PLAN_YEAR,
               street: str | None = STREET) -> list[Target]:
    return _targets_and_milestones(text, section, year, street)[0]


def milestones_of(text: str, *, section: Section | None = "plan", year: int | None = PLAN_YEAR,
                  street: str | None = STREET) -> list[Milestone]:
    return _targets_and_milestones(text, section, year, street)[1]


def _targets_and_milestones(
    text: str, section: Section | None, year: int | None, street: str | None
) -> tuple[list[Target], list[Milestone]]:
    sentences = body(text, section=section, street=street)
    found = find_dates(sentences, year, rules().dates)
    dates = _by_sentence(found)
    quantities = _by_sentence(find_quantities(sentences, [(d.start, d.end) for d in found], rules().quantities))
    reading = reading_of(sentences, text, year)
    promised = classify(sentences, dates, reading)
    targets = find_targets(
        sentences, dates, quantities, promised, reading.clauses, reading.rules, rules().frequencies, year
    )
    return targets, find_milestones(sentences, dates, targets, year, reading.rules.clauses, rules().frequencies)


def _by_sentence(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.sentence_id, []).append(mention)
    return found


def rows_of(text: str, *, path: str = "文档.txt", default_year: int | None = None) -> RecordsByTable:
    """Return the rows of every table of the map for one document, with the names of their columns."""
    found = document_rows(Source(path, text.encode()), rules(), default_year)
    return {table: records(table, rows) for table, rows in found.items()}


def write_documents(folder: Path, documents: dict[str, str]) -> Path:
    """Write documents (path: text) below a folder and return it."""
    for path, text in documents.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def seed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables of the project's own seeds."""
    out = tmp_path_factory.mktemp("seed-tables")
    preprocess(SEEDS, out, workers=1)
    return out


@pytest.fixture(scope="session")
def seed_tables(seed_folder: Path) -> Tables:
    return load_tables(seed_folder)
