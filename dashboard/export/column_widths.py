"""How wide the columns of a sheet are, and which of them break their text into lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from math import ceil
from unicodedata import east_asian_width

from dashboard.export.cells import Plain, Single, joined

ROWS_MEASURED = 400
"""Widths are taken from the first rows: enough to see, and a long table is not read twice."""
NARROWEST, WIDEST = 8, 60
"""In digits, as Excel counts; a wider text is broken into lines."""
ROOM_FOR_FILTER = 3
DATE_WIDTH = 11


@dataclass(frozen=True, slots=True)
class Width:
    """The width of a column in digits, whether its text is broken into lines, whether it holds numbers or dates."""

    digits: float
    wraps: bool
    is_number: bool = False


def column_widths(names: Sequence[str], rows: Iterable[Sequence[Plain]]) -> list[Width]:
    """Return the width of every column, from its name and its first cells."""
    widest = [text_digits(name) + ROOM_FOR_FILTER for name in names]
    numbers: list[set[bool]] = [set() for _ in names]
    for row in islice(rows, ROWS_MEASURED):
        for column, value in enumerate(row):
            widest[column] = max(widest[column], _digits(joined(value)))
            if value is not None:
                numbers[column].add(isinstance(value, int | float | date) and not isinstance(value, bool))
    return [
        Width(min(max(digits + 1, NARROWEST), WIDEST), digits + 1 > WIDEST, kinds == {True})
        for digits, kinds in zip(widest, numbers, strict=True)
    ]


def lines_of(row: Sequence[Plain], widths: Sequence[Width]) -> int:
    """Return how many lines the longest text of a row takes; about, since only Excel knows the fonts."""
    lines = 1
    for value, width in zip(row, widths, strict=True):
        if width.wraps and isinstance(value, str):
            lines = max(lines, sum(ceil(text_digits(line) / (width.digits - 2)) for line in value.split("\n")))
    return lines


def text_digits(text: str) -> int:
    """Return how many digits wide the text is: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def _digits(value: Single) -> int:
    if value is None:
        return 0
    if isinstance(value, date):
        return DATE_WIDTH
    if isinstance(value, float):
        return len(f"{value:.4g}")
    return text_digits(str(value))
