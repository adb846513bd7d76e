"""The data sheet inside a chart: a small workbook, the same bytes for the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from dashboard.export.east_asian import plain

SHEET = "数据"
MADE = datetime(2000, 1, 1)
"""A workbook says when it was made; a fixed day, so that the same numbers are the same bytes."""


@dataclass(frozen=True, slots=True)
class BookColumn:
    """A column of the data sheet: its heading, words or numbers (None: an empty cell), and Excel's number format."""

    heading: str
    cells: tuple[str | float | None, ...]
    number_format: str = "General"


def chart_book(columns: Sequence[BookColumn], font: str) -> bytes:
    """Return the workbook: headings in the first row, a column each. Words are never formulas."""
    from xlsxwriter import Workbook

    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "default_format_properties": {"font_name": font, "font_size": 11}})
    book.set_properties({"created": MADE})
    sheet = book.add_worksheet(SHEET)
    for place, column in enumerate(columns):
        form = book.add_format({"num_format": column.number_format, "font_name": font})
        sheet.set_column(place, place, 24 if place == 0 else 14)
        sheet.write_string(0, place, plain(column.heading))
        for row, cell in enumerate(column.cells, 1):
            if isinstance(cell, str):
                sheet.write_string(row, place, plain(cell))
            elif cell is not None:
                sheet.write_number(row, place, cell, form)
    book.close()
    return file.getvalue()


def column_reference(place: int, rows: int) -> str:
    """Return the cells of a column (from 0) without its heading, as a chart names them."""
    letter = column_letter(place)
    return f"{SHEET}!${letter}$2:${letter}${rows + 1}"


def heading_reference(place: int) -> str:
    """Return the cell that heads a column."""
    return f"{SHEET}!${column_letter(place)}$1"


def column_letter(place: int) -> str:
    """Return the letters of a column counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
