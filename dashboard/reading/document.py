"""What reading returns: a document, its articles and its sentences.

Offsets count characters of ``Document.text`` from 0, end exclusive.
"""

from dataclasses import dataclass
from typing import Literal

from dashboard.reading.characters import FoldedText

Part = Literal["heading", "body", "wish"]
Section = Literal["plan", "review"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file as found: its path relative to the seeds folder (``/`` as separator) and its bytes."""

    path: str
    content: bytes


@dataclass(slots=True)  # not frozen: a frozen one takes several times as long to make, and there are very many
class Sentence:
    """One sentence with its place. Never changed once made.

    ``paragraph`` numbers the lines that hold text. ``headings`` are the ordinals (within the document) of the
    headings it stands under, outermost first. ``section`` is set by the nearest heading that tells a review of
    the past year from a plan; None where none does.
    """

    sentence_id: str
    article_id: str | None
    street: str | None
    ordinal: int
    part: Part
    start: int
    end: int
    text: str
    paragraph: int
    headings: tuple[int, ...] = ()
    section: Section | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What one 街道 says in one document. Fields that the text does not give are None."""

    article_id: str
    street: str
    district: str | None
    year: int | None
    title: str | None
    stated_keyword: str | None
    author: str | None
    post: str | None
    wish: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document that could be read. ``year`` is its plan year, ``year_source`` says where it was found.

    ``text`` and all texts and offsets taken from it are as the rules read them; ``folded`` leads to those of the text
    as the document writes it, None where the two are the same.

    ``written_year`` is the year of its own date where that lies before the plan year, else None. ``remarks`` say what
    of the file was not read.
    """

    document_id: str
    path: str
    sha256: str
    format: str
    encoding: str
    text: str
    year: int | None
    year_source: str | None
    written_year: int | None
    articles: tuple[Article, ...]
    sentences: tuple[Sentence, ...]
    remarks: tuple[str, ...] = ()
    folded: FoldedText | None = None
