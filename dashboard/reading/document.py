"""What reading returns: a document, its articles and its sentences.

Offsets count characters of ``Document.text`` from 0, end exclusive.
"""

from collections.abc import Iterator
from dataclasses import Field, dataclass, fields
from typing import Any, ClassVar, Literal, NamedTuple

from dashboard.reading.characters import FoldedText

Part = Literal["heading", "body", "wish"]
Section = Literal["plan", "review"]

CellRole = Literal[
    "number", "street", "measure", "unit", "helper", "person", "task", "target", "amount", "money", "deadline",
    "period", "status", "remark",
]
"""What a column of a task table holds; ``reading.toml`` has the words that say so. A ``period`` column holds what is
done in the time that its name gives (一季度), a ``measure`` column the units of the numbers left of it."""

BARE_ROLES: tuple[CellRole, ...] = ("amount", "money")
"""Columns of numbers, which say nothing by themselves. In a table of 街道 their names say what is to be done."""

RowState = Literal["done", "open"]


class Cell(NamedTuple):
    """A filled cell of a task table: where it stands in its sentence, what its column holds, and where in the document
    the column's name stands. ``measure`` is the unit of a number in it, where name or next cell give one, ``head`` the
    column's name where nothing but numbers stands in it."""

    start: int
    end: int
    role: CellRole
    head_start: int
    head_end: int
    measure: str = ""
    head: str = ""


class _Sendable:
    """A dataclass that another process makes again from its fields: one that is compiled cannot be sent else."""

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), tuple([getattr(self, field.name) for field in fields(self)])


@dataclass(frozen=True, slots=True)
class TableRow(_Sendable):
    """What the columns of a task table say of a row.

    ``task`` is the words of the task's cell, by itself or by the merged cell above. ``state`` is what its status says.
    ``plans`` tells that the row says what is to be done, ``due`` where in the document its deadline stands, where
    another line has it.
    """

    cells: tuple[Cell, ...]
    task: str
    state: RowState | None
    plans: bool
    due: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Source(_Sendable):
    """A file as found: its path relative to the seeds folder (``/`` as separator) and its bytes."""

    path: str
    content: bytes


@dataclass(slots=True, init=False)  # __init__ by hand: a generated one stays Python when modules are compiled
class Sentence(_Sendable):
    """One sentence with its place. Never changed once made.

    ``paragraph`` numbers the lines that hold text. ``headings`` are the ordinals (within the document) of the
    headings it stands under, outermost first. ``section`` is set by the nearest heading that tells a review of
    the past year from a plan; None where none does. ``row`` is what a task table's columns say of it, None for other
    text.
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
    headings: tuple[int, ...]
    section: Section | None
    row: TableRow | None

    def __init__(
        self, sentence_id: str, article_id: str | None, street: str | None, ordinal: int, part: Part, start: int,
        end: int, text: str, paragraph: int, headings: tuple[int, ...] = (), section: Section | None = None,
        row: TableRow | None = None,
    ) -> None:
        self.sentence_id, self.article_id, self.street = sentence_id, article_id, street
        self.ordinal, self.part, self.start = ordinal, part, start
        self.end, self.text, self.paragraph = end, text, paragraph
        self.headings, self.section, self.row = headings, section, row


@dataclass(frozen=True, slots=True)
class Article(_Sendable):
    """What one 街道 says in one document. Fields that the text does not give are None.

    ``listed`` is False where the gazetteer does not list the 街道: its name is kept as the document writes it.
    """

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
    listed: bool = True
    city: str | None = None
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Document(_Sendable):
    """A document that could be read. ``year`` is its plan year, ``year_source`` says where it was found.

    ``text`` and all texts and offsets taken from it are as the rules read them; ``folded`` leads to those of the text
    as the document writes it, None where the two are the same.

    ``written_year`` is the year of its own date where that lies before the plan year, else None. ``remarks`` say what
    of the file was not read. ``plan_years`` gives the plan year of articles that are plans for another year, by id.
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
    plan_years: tuple[tuple[str, int], ...] = ()
    folded: FoldedText | None = None

    def by_plan_year(self) -> Iterator[tuple[int | None, tuple[Sentence, ...]]]:
        """Yield the plan years with the sentences of each; most documents have one."""
        others = dict(self.plan_years)
        if not others:
            yield self.year, self.sentences
            return
        years = [others.get(s.article_id or "", self.year) for s in self.sentences]
        for year in dict.fromkeys(years):
            yield year, tuple(s for s, own in zip(self.sentences, years, strict=True) if own == year)
