"""Sheets of a workbook, written row by row: each value with its type, no text ever a formula or a link."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from dashboard.export.cells import Plain, joined
from dashboard.export.column_widths import Width, lines_of
from dashboard.export.csv_file import GUARD, looks_like_formula
from dashboard.export.excel_limits import FIRST_DAY, MOST_CHARACTERS, pieces, sheet_name

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FONT = "微软雅黑"
DATE_FORMAT = "yyyy-mm-dd"
EVERY_CELL = {"font_scheme": "none", "valign": "top"}
"""Without a scheme: Excel would put the font of its own theme in place of ours."""
ROW_PIXELS, ROW_POINTS = 22, 16.5
"""Height of a line of text of 11 points, which is the usual height of a row."""
MOST_POINTS = 409
"""No row of Excel is higher."""
A4 = 9
"""XlsxWriter's number of the paper."""
LONG_TEXTS = "长文本"
"""The sheet that holds what of a text is longer than a cell."""
CONTINUED = f"……（未完，续见“{LONG_TEXTS}”表）"
RICH_START, RICH_END = "<r>", "</r>"
"""XlsxWriter takes a text between these for markup of its own and would put it into the file as it is."""


@dataclass(frozen=True, slots=True)
class LongText:
    """The rest of a text that was too long for its cell, in pieces; ``row`` as Excel counts, from 1."""

    sheet: str
    row: int
    column: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CellStyles:
    """The formats of a column's cells: as they are, of dates, and of texts that begin like a formula."""

    usual: "Format"
    day: "Format"
    quoted: "Format"


@dataclass(slots=True)
class SheetWriter:
    """Adds sheets to a workbook and writes their cells; ``long_texts`` collects what no cell could hold."""

    book: "Workbook"
    long_texts: list[LongText] = field(default_factory=list)
    _formats: dict[tuple[tuple[str, Any], ...], "Format"] = field(default_factory=dict)

    def add(self, wanted_name: str) -> "Worksheet":
        """Return a new sheet at the end, named so or as near to it as Excel allows."""
        return self.book.add_worksheet(sheet_name(wanted_name, [sheet.name for sheet in self.book.worksheets()]))

    def style(self, **properties: Any) -> "Format":
        """Return the format with these properties of XlsxWriter; the same for the same ones."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format({**EVERY_CELL, **properties})
        return self._formats[key]

    def header(self, sheet: "Worksheet", row: int, names: Sequence[str], numbers: Collection[int] = ()) -> None:
        """Write the names of columns; rows down to this one stay in view, and head every page that is printed.

        The names of ``numbers``, columns that hold such, stand at the right as those do.
        """
        for column, name in enumerate(names):
            side = "right" if column in numbers else "left"
            self.cell(sheet, row, column, name, bold=True, bg_color="#E8EDF3", bottom=1, align=side)
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)

    def rows(
        self, sheet: "Worksheet", first: int, names: Sequence[str], rows: Iterable[Sequence[Plain]],
        widths: Sequence[Width], formats: Sequence[str],
    ) -> int:  # fmt: skip
        """Write rows from row ``first`` on, as high as their broken text needs; return the row after the last.

        ``formats`` are the number formats of the columns, blank for the usual one.
        """
        columns = [
            (name, self._cell_styles({"text_wrap": width.wraps, **({"num_format": shown} if shown else {})}))
            for name, width, shown in zip(names, widths, formats, strict=True)
        ]
        number = first
        for row in rows:
            lines = lines_of(row, widths)
            if lines > 1:
                self.height(sheet, number, lines)
            for place, (value, (name, column)) in enumerate(zip(row, columns, strict=True)):
                if value is not None:
                    self._put(sheet, number, place, value, name, column)
            number += 1
        return number

    def height(self, sheet: "Worksheet", row: int, lines: float) -> None:
        """Make a row so many lines high; not every program fits rows to broken text by itself."""
        sheet.set_row(row, min(lines * ROW_POINTS, MOST_POINTS))

    def cell(self, sheet: "Worksheet", row: int, column: int, value: Plain, **properties: Any) -> None:
        """Write one value with the format of these properties."""
        if value is not None:
            self._put(sheet, row, column, value, "", self._cell_styles(properties))

    def _cell_styles(self, properties: dict[str, Any]) -> CellStyles:
        return CellStyles(
            self.style(**properties),
            self.style(**{"num_format": DATE_FORMAT, **properties}),
            # Excel computes such a text when someone edits its cell, unless the cell is marked as text.
            self.style(**properties, quote_prefix=True),
        )

    def _put(
        self, sheet: "Worksheet", row: int, column: int, value: Plain, name: str, styles: CellStyles
    ) -> None:
        """Write a value as what it is: number, truth value, date or text (a list's items joined by 、)."""
        if isinstance(value, list):
            value = joined(value)
        if isinstance(value, str):
            self._text(sheet, row, column, value, name, styles)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, styles.usual)
        elif isinstance(value, int | float) and abs(value) < float("inf"):
            sheet.write_number(row, column, value, styles.usual)
        elif isinstance(value, date) and value >= FIRST_DAY:
            sheet.write_datetime(row, column, value, styles.day)
        elif value is not None:
            sheet.write_string(row, column, str(value), styles.usual)

    def _text(
        self, sheet: "Worksheet", row: int, column: int, text: str, name: str, styles: CellStyles
    ) -> None:
        if len(text) * 2 > MOST_CHARACTERS:
            text = self._fitting(sheet, row, text, name)
        style = styles.quoted if text.startswith(GUARD) or looks_like_formula(text) else styles.usual
        if not text:
            sheet.write_blank(row, column, None, style)
        elif text.startswith(RICH_START) and text.endswith(RICH_END):
            sheet.write_rich_string(row, column, text[0], styles.usual, text[1:], style)
        else:
            sheet.write_string(row, column, text, style)

    def _fitting(self, sheet: "Worksheet", row: int, text: str, name: str) -> str:
        """Return what the cell can hold of the text; the rest is kept for the sheet of long texts."""
        if len(pieces(text)) == 1:
            return text
        first = pieces(text, MOST_CHARACTERS - len(CONTINUED))[0]
        self.long_texts.append(LongText(sheet.name, row + 1, name, tuple(pieces(text[len(first) :]))))
        return first + CONTINUED
