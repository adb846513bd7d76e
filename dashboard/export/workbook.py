"""All tables and charts as one Excel workbook, with a first sheet that explains the others."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.native import Panels
from dashboard.charts.wording import plan_year
from dashboard.export.briefing_content import Progress
from dashboard.export.cells import Plain, plain_rows
from dashboard.export.column_widths import Width, column_widths
from dashboard.export.excel_limits import MOST_ROWS
from dashboard.export.file_names import CHART_PREFIX
from dashboard.export.sheet_writer import FONT, LONG_TEXTS, ROW_PIXELS, SheetWriter
from dashboard.export.workbook_guide import GUIDE, SheetWords, write_guide
from dashboard.tables.areas import STREET
from dashboard.tables.dictionary import Words, read_dictionary
from dashboard.tables.schemas import INTEGER, SCHEMAS
from dashboard.tables.tables import Selection, Tables

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NUMBER_FORMATS = {
    "sentence_share": "0.0%", "per_1000_characters": "0.00", "tf_idf": "0.0000", "keyness": "0.00",
    "keyness_low": "0.00", "keyness_high": "0.00",
}  # fmt: skip
"""How the fractions of these columns are shown; the cells hold them whole."""
PERCENT = "0.0%"
FINDING_LINES = 1.4
"""The finding above a chart's numbers is set larger than they are."""
LONG_TEXT_COLUMNS = ("工作表", "行", "列", "第几段", "续文")


@dataclass(frozen=True, slots=True)
class _Content:
    """A sheet's columns and rows, made anew each time they are gone through."""

    names: Sequence[str]
    frame: pd.DataFrame
    whole: Sequence[bool]
    formats: Sequence[str]

    def rows(self, begin: int = 0, end: int | None = None) -> Iterator[list[Plain]]:
        for row in plain_rows(self.frame.iloc[begin:end]):
            yield [
                int(cell) if is_whole and isinstance(cell, float) else cell
                for cell, is_whole in zip(row, self.whole, strict=True)
            ]


def workbook_bytes(
    tables: Tables, charts: Sequence[Chart] = (), *, selection: Selection | None = None,
    rows_per_sheet: int = MOST_ROWS, on_progress: Progress | None = None,
) -> bytes:  # fmt: skip
    """Return an .xlsx file: what the sheets hold, every loaded table of the contract, then a sheet for each chart.

    ``tables`` are the chosen ones; ``selection`` is named on the first sheet. Rows are written one by one and kept
    nowhere but in the file. A table of more than ``rows_per_sheet`` (header included) goes on in further sheets, a
    text longer than a cell in the sheet 长文本; the first sheet says so. The same input gives the same bytes: the
    file is dated to the first day of the plan year.
    """
    from xlsxwriter import Workbook

    written = io.BytesIO()
    book = Workbook(written, {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 11}, "default_row_height": ROW_PIXELS,
    })  # fmt: skip
    book.set_properties({"title": "街道展望", "created": datetime(plan_year(tables) or 2000, 1, 1)})
    writer = SheetWriter(book)
    guide = writer.add(GUIDE)
    words = []
    for sheets in chain(_write_tables(writer, tables, rows_per_sheet), _write_charts(writer, charts, rows_per_sheet)):
        words.append(sheets)
        if on_progress:
            on_progress(len(words), len(SCHEMAS) + len(charts), sheets.sheets[0])
    words += _write_long_texts(writer)
    write_guide(writer, guide, tables, selection or Selection(), words)
    book.close()
    return written.getvalue()


def _write_tables(writer: SheetWriter, tables: Tables, rows_per_sheet: int) -> Iterator[SheetWords]:
    dictionary = read_dictionary()
    for name, schema in SCHEMAS.items():
        words, frame = dictionary[name], getattr(tables, name)
        columns = tuple(_described(key, column, tables.unit) for key, column in words.columns.items())
        content = _Content(
            [name for name, _, _ in columns],
            frame[list(words.columns)],
            [schema.field(column).type == INTEGER for column in words.columns],
            [NUMBER_FORMATS.get(column, "") for column in words.columns],
        )
        sheets = _write_sheets(writer, words.table.name, content, (), rows_per_sheet)
        yield SheetWords(sheets, name, words.table.meaning, len(frame), columns)


def _described(key: str, column: Words, unit: str) -> tuple[str, str, str]:
    """Return a column's heading, key and meaning; in tables told by area that of the 街道 holds areas."""
    if key == "street" and unit != STREET:
        return unit, key, f"{STREET}所在的{unit}"
    return column.name, key, column.meaning


def _write_charts(writer: SheetWriter, charts: Sequence[Chart], rows_per_sheet: int) -> Iterator[SheetWords]:
    for chart in charts:
        frame = chart.table
        content = _Content(
            [str(name) for name in frame.columns],
            frame,
            [False] * len(frame.columns),
            [_chart_format(frame.iloc[:, column], chart) for column in range(len(frame.columns))],
        )
        above = [chart.finding, chart.subtitle, *([chart.caution] if chart.caution else []), chart.source]
        sheets = _write_sheets(writer, CHART_PREFIX + chart.name, content, above, rows_per_sheet)
        yield SheetWords(sheets, chart.key, chart.finding, len(frame), ())


def _write_sheets(
    writer: SheetWriter, name: str, content: _Content, above: Sequence[str], rows_per_sheet: int
) -> tuple[str, ...]:
    """Write a table into a sheet, or into several where it is longer; return their names."""
    widths = column_widths(content.names, content.rows())
    header = len(above) + 1 if above else 0
    room = rows_per_sheet - header - 1
    sheets = []
    for begin in range(0, max(len(content.frame), 1), room):
        sheet = writer.add(name)
        _write_sheet(writer, sheet, content, widths, above, header, (begin, begin + room))
        sheets.append(sheet.name)
    return tuple(sheets)


def _write_sheet(
    writer: SheetWriter, sheet: "Worksheet", content: _Content, widths: Sequence[Width], above: Sequence[str],
    header: int, part: tuple[int, int],
) -> None:  # fmt: skip
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width.digits)
    for row, text in enumerate(above):
        shown: dict[str, Any] = {"bold": True, "font_size": 14} if row == 0 else {"font_color": "#555555"}
        writer.cell(sheet, row, 0, text, **shown)
    if above:
        writer.height(sheet, 0, FINDING_LINES)
    if not content.names:
        return
    writer.header(sheet, header, content.names, [place for place, width in enumerate(widths) if width.is_number])
    after = writer.rows(sheet, header + 1, content.names, content.rows(*part), widths, content.formats)
    sheet.autofilter(header, 0, max(after - 1, header), len(content.names) - 1)


def _write_long_texts(writer: SheetWriter) -> Iterator[SheetWords]:
    """Write what no cell could hold, piece by piece, where there is any."""
    if not writer.long_texts:
        return
    rows: list[list[Plain]] = [
        [text.sheet, text.row, text.column, number, part]
        for text in writer.long_texts
        for number, part in enumerate(text.parts, 1)
    ]
    frame = pd.DataFrame(rows, columns=list(LONG_TEXT_COLUMNS))
    content = _Content(LONG_TEXT_COLUMNS, frame, [False] * len(LONG_TEXT_COLUMNS), [""] * len(LONG_TEXT_COLUMNS))
    sheets = _write_sheets(writer, LONG_TEXTS, content, (), MOST_ROWS)
    yield SheetWords(sheets, "", "一格放不下的文字，从截断处接着写", len(frame), ())


def _chart_format(values: pd.Series, chart: Chart) -> str:
    """Return how Excel shows the numbers of a chart's column: as percentages where the chart does."""
    if values.dtype.kind == "i":
        return "#,##0"
    if values.dtype.kind != "f":
        return ""
    return PERCENT if _shows_percentages(chart) and (values.dropna().abs() <= 1).all() else ""


def _shows_percentages(chart: Chart) -> bool:
    panels = chart.native.panels if isinstance(chart.native, Panels) else ()
    return "（%）" in chart.subtitle or any("%" in panel.number_format for panel in panels)
