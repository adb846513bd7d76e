"""Reads Excel workbooks (.xlsx and .xlsm, whose macros are never run)."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

from dashboard.reading.damaged_file import refusing_damage
from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.limits import Limits
from dashboard.reading.line_collector import LineCollector
from dashboard.reading.mistaken_ending import read_as_found
from dashboard.reading.office.cell_dates import date_text
from dashboard.reading.office.cell_numbers import number_text
from dashboard.reading.office.markup import RELATIONSHIP
from dashboard.reading.office.package import MAIN, parse_safely, relationships_of, safe_package
from dashboard.reading.office.sheet_layout import SHEET, SheetLayout, SheetSizes, sheet_layout
from dashboard.reading.office.sheet_package import WORKBOOK
from dashboard.reading.table_rows import add_rows

Row = list[str]

LONGEST_CELL = 100_000
"""Characters of the longest text in a cell; Excel has room for 32,767. Many cells can share one text."""


@dataclass(slots=True)
class _LeftOut:
    sheets: list[str] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    uncomputed: int = 0


def read_xlsx(content: bytes, limits: Limits) -> DocumentText:
    """Return the rows of a workbook's visible sheets as they are seen, under the names of several sheets.

    Dates are written in Chinese (2021年5月31日), numbers as their formats show them; formulas give the results that
    the file holds. Empty rows, and empty columns at both sides, are left out; a row with nothing but its first cell is
    a paragraph. Raises UnreadableDocument for a damaged or encrypted file, an empty one, or one that passes a limit.
    """
    if (otherwise := read_as_found(content, limits, "xlsx")) is not None:
        return otherwise
    with refusing_damage("Excel 表格"):
        return _read(safe_package(content, WORKBOOK, limits), limits)


def _read(package: BytesIO, limits: Limits) -> DocumentText:
    from openpyxl import load_workbook

    left_out = _LeftOut()
    layouts = _layouts(package, limits)
    package.seek(0)
    book = load_workbook(package, read_only=True, data_only=True, keep_links=False)
    sheets: list[tuple[str, list[Row]]] = []
    characters = 0
    for sheet, layout in zip(book.worksheets, layouts, strict=True):
        if sheet.sheet_state != "visible":
            left_out.sheets.append(sheet.title)
            continue
        sheet.reset_dimensions()
        rows = []
        for row in _rows(sheet, layout, left_out):
            characters += sum(map(len, row))
            if characters > limits.text_characters:
                raise UnreadableDocument(f"文字超过 {limits.text_characters:,} 字；请拆成几份再放入")
            rows.append(row)
        if rows:
            sheets.append((sheet.title, rows))
    lines = LineCollector(limits)
    for title, rows in sheets:
        if len(sheets) > 1:
            lines.add_paragraph(title, 1)
        add_rows(rows, lines)
    if lines.is_empty:
        hidden = "（隐藏的工作表没有读入）" if left_out.sheets else ""
        raise UnreadableDocument(f"表格里没有内容{hidden}；请放入有内容的文档")
    return lines.document(remarks=_remarks(left_out))


def _layouts(package: BytesIO, limits: Limits) -> list[SheetLayout]:
    """Return the layouts of the sheets in their order, bounded together."""
    with zipfile.ZipFile(package) as archive:
        main = next(found.target for found in relationships_of(archive, "").values() if found.kind == MAIN)
        parts = relationships_of(archive, main)
        sheets = [sheet.get(RELATIONSHIP + "id") for sheet in parse_safely(archive.read(main)).iter(SHEET + "sheet")]
        if len(sheets) > limits.sheets:
            raise UnreadableDocument(f"有 {len(sheets)} 个工作表，最多 {limits.sheets} 个；请拆成几份再放入")
        sizes = SheetSizes()
        return [sheet_layout(archive.read(parts[sheet].target), sizes, limits) for sheet in sheets if sheet]


def _rows(sheet: Any, layout: SheetLayout, left_out: _LeftOut) -> Iterator[Row]:
    """Yield the rows of a sheet that show something, without hidden columns."""
    hidden_columns: set[int] = set()
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if not cells:
            continue
        row = []
        for at, cell in enumerate(cells, 1):
            shown = "" if cell.value is None else _cell_shown(cell)
            if layout.hidden_columns[at]:
                hidden_columns.update([at] if shown else [])
            else:
                row.append(shown)
        if any(row) and number in layout.hidden_rows:
            left_out.rows += 1
        elif any(row):
            yield row
    left_out.columns += len(hidden_columns)
    left_out.uncomputed += layout.uncomputed


def _cell_shown(cell: Any) -> str:
    """Return what a cell with a value shows."""
    value = cell.value
    if isinstance(value, str):
        from openpyxl.utils.escape import unescape

        if len(value) > LONGEST_CELL:
            raise UnreadableDocument(f"有单元格超过 {LONGEST_CELL:,} 字；请拆开后再放入")
        return unescape(value).strip() if "_x" in value else value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    number_format = cell.number_format
    if isinstance(value, (date, time, timedelta)):
        return date_text(value, number_format)
    return number_text(value, number_format)


def _remarks(left_out: _LeftOut) -> Iterator[str]:
    if left_out.sheets:
        yield f"隐藏的工作表没有读入：{'、'.join(left_out.sheets)}"
    if left_out.rows:
        yield f"{left_out.rows} 个隐藏的行没有读入"
    if left_out.columns:
        yield f"{left_out.columns} 个隐藏的列没有读入"
    if left_out.uncomputed:
        yield f"{left_out.uncomputed} 个公式没有存下结果，单元格按空白读入；请用 Excel 或 WPS 打开并保存后再放入"
