"""What a time expression is, once read."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["date", "recurring", "anniversary"]


@dataclass(slots=True, init=False)  # __init__ by hand: a generated one stays Python when modules are compiled
class DateMention:
    """A time expression in a sentence; offsets count characters of the document. Never changed once found.

    A null first or last day is open on that side (``recurring`` has neither). ``per_year`` is the frequency of a
    recurring one. ``names_year`` says that the expression itself names its year, ``whole_year`` that it is nothing
    but a year, ``is_range`` that it joins two points, ``comparison`` that it only serves to compare (比2020年) and
    ``is_bare`` that a frequency names no day or hour
    and ``is_dateline`` that it says when the document was written.
    """

    sentence_id: str
    start: int
    end: int
    text: str
    kind: Kind
    first: date | None
    last: date | None
    granularity: str
    per_year: float | None
    names_year: bool
    whole_year: bool
    is_range: bool
    comparison: bool
    is_bare: bool
    is_dateline: bool

    def __init__(
        self, sentence_id: str, start: int, end: int, text: str, kind: Kind, first: date | None, last: date | None,
        granularity: str, per_year: float | None = None, names_year: bool = False, whole_year: bool = False,
        is_range: bool = False, comparison: bool = False, is_bare: bool = False, is_dateline: bool = False,
    ) -> None:
        self.sentence_id, self.start, self.end = sentence_id, start, end
        self.text, self.kind, self.first = text, kind, first
        self.last, self.granularity, self.per_year = last, granularity, per_year
        self.names_year, self.whole_year, self.is_range = names_year, whole_year, is_range
        self.comparison, self.is_bare, self.is_dateline = comparison, is_bare, is_dateline
