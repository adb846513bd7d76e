"""What a time expression is, once read."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["date", "recurring", "anniversary"]


@dataclass(slots=True)  # not frozen: it is made in steps, and a frozen one takes several times as long to make
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
    per_year: float | None = None
    names_year: bool = False
    whole_year: bool = False
    is_range: bool = False
    comparison: bool = False
    is_bare: bool = False
    is_dateline: bool = False
