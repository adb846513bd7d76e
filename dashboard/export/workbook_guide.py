"""The first sheet of a workbook: what each sheet and each column of it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.charts.wording import coverage, source_line
from dashboard.export.column_widths import Width, lines_of
from dashboard.export.sheet_writer import LONG_TEXTS, SheetWriter
from dashboard.tables.areas import LEVELS, STREET
from dashboard.tables.tables import Selection, Tables

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

GUIDE = "说明"
HEADER = ("工作表", "列", "程序中的名称", "含义", "行数")
TITLE_LINES = 1.6
MEANING = 3
WIDTHS = (24, 18, 26, 60, 10)
NOTES = (
    "空格表示没有、不限或不适用；日期和数字都是真正的日期和数字，可以排序、筛选、计算。",
    "多个主题、人群用“、”隔开。起点、终点是文字在文件全文中的位置，从0数起。",
    "以“图-”开头的表是图表背后的数字，第一行是图的结论。",
)


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What the guide says of a table's sheets: their names, the table's key, what it holds, its number of rows.

    ``columns`` has Chinese name, name in the program, meaning.
    """

    sheets: tuple[str, ...]
    key: str
    meaning: str
    rows: int
    columns: tuple[tuple[str, str, str], ...]


def write_guide(
    writer: SheetWriter, sheet: "Worksheet", tables: Tables, selection: Selection, words: Sequence[SheetWords]
) -> None:
    """Fill the guide's sheet: the documents, what was chosen, what to know, then sheets and columns as a list."""
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    above = [coverage(tables), source_line(tables), *_chosen(selection), *NOTES, *_notes(words)]
    writer.cell(sheet, 0, 0, "街道展望：数据", bold=True, font_size=16)
    writer.height(sheet, 0, TITLE_LINES)
    for row, text in enumerate(above, 1):
        writer.cell(sheet, row, 0, text)
    header = len(above) + 2
    writer.header(sheet, header, HEADER, [HEADER.index("行数")])
    row = header + 1
    for table in words:
        row = _write_table(writer, sheet, row, table)
    sheet.autofilter(header, 0, max(row - 1, header), len(HEADER) - 1)


def _write_table(writer: SheetWriter, sheet: "Worksheet", row: int, words: SheetWords) -> int:
    """Write the lines of a table and of its columns; return the row after them."""
    strong: dict[str, Any] = {"bold": True, "top": 1, "top_color": "#BBBBBB"}
    for name in words.sheets:
        # The names are the program's own (excel_limits.sheet_name), so the link holds nothing from a document.
        sheet.write_url(
            row, 0, f"internal:'{name}'!A1", writer.style(**strong, font_color="#1F5FA8", underline=1), string=name
        )
        writer.cell(sheet, row, 1, "", **strong)
        writer.cell(sheet, row, 2, words.key, **strong)
        writer.cell(sheet, row, 3, words.meaning, **strong, text_wrap=True)
        writer.cell(sheet, row, 4, words.rows, **strong, num_format="#,##0")
        _fit(writer, sheet, row, words.meaning)
        row += 1
    for name, key, meaning in words.columns:
        for column, text in enumerate((words.sheets[0], name, key, meaning)):
            writer.cell(sheet, row, column, text, text_wrap=column == MEANING)
        _fit(writer, sheet, row, meaning)
        row += 1
    return row


def _fit(writer: SheetWriter, sheet: "Worksheet", row: int, meaning: str) -> None:
    """Make the row as high as its meaning needs."""
    lines = lines_of([meaning], [Width(WIDTHS[MEANING], wraps=True)])
    if lines > 1:
        writer.height(sheet, row, lines)


def _chosen(selection: Selection) -> list[str]:
    """Return what the tables were narrowed to and by what they are told, where they were."""
    lines = []
    if selection.year is not None:
        lines.append(f"只含{selection.year}年的计划")
    if selection.area is not None:
        lines.append(f"只含{selection.area}的街道")
    unit = LEVELS.get(selection.level or "", STREET)
    if selection.level is not None:
        lines.append(f"按{unit}合计：“{unit}”一列是街道所在的{unit}，含义里按街道计的数在此按{unit}计")
    if selection.streets:
        lines.append(f"只含这些{unit}：{'、'.join(selection.streets)}")
    if selection.themes:
        lines.append(f"目标、时间节点和主题只含这些主题：{'、'.join(selection.themes)}")
    return lines


def _notes(words: Sequence[SheetWords]) -> list[str]:
    """Return what did not fit into one sheet or one cell, and where it is."""
    lines = [
        f"“{table.sheets[0]}”共{table.rows:,}行，一张表放不下，分在{len(table.sheets)}张表：{'、'.join(table.sheets)}"
        for table in words
        if len(table.sheets) > 1
    ]
    long = [table for table in words if table.sheets[0] == LONG_TEXTS]
    if long:
        lines.append(f"一格最多32,767字，更长的文字在格中注明“未完”，其余{long[0].rows:,}段在“{LONG_TEXTS}”表。")
    return lines
