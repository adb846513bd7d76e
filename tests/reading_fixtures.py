"""Reads text as documents for tests, with the project's own rules."""

from functools import cache

from dashboard.paths import LEXICON
from dashboard.reading.document import Document, Source
from dashboard.reading.gazetteer_files import load_gazetteer
from dashboard.reading.names import Gazetteer
from dashboard.reading.read import read_document
from dashboard.reading.rules import ReadingRules, load_reading_rules


@cache
def rules() -> ReadingRules:
    return load_reading_rules(LEXICON)


@cache
def gazetteer() -> Gazetteer:
    return load_gazetteer(LEXICON, rules())


def read(text: str, path: str = "文档.txt", default_year: int | None = None) -> Document:
    return read_document(Source(path, text.encode()), gazetteer(), rules(), default_year)


def parts(document: Document) -> dict[str, str]:
    """Return the part of each sentence by its text."""
    return {sentence.text: sentence.part for sentence in document.sentences}


def sections(document: Document) -> dict[str, str | None]:
    return {sentence.text: sentence.section for sentence in document.sentences}
