"""The parts of a workbook that are read, and what of them openpyxl need not see."""

import re
from collections.abc import Collection
from types import MappingProxyType
from typing import Any

from lxml import etree

from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.office.markup import RELATIONSHIP
from dashboard.reading.office.package import MAIN, OFFICE_TYPE, OfficeKind, PartKind, parse_safely
from dashboard.reading.office.sheet_layout import SHEET

DATE, MONTH, MONTH_DAY = 'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"', 'm"月"d"日"'
TIME, TIME_WITH_SECONDS = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
CHINESE_FORMATS: MappingProxyType[int, str] = MappingProxyType({
    27: MONTH, 28: MONTH_DAY, 29: MONTH_DAY, 30: "m-d-yy", 31: DATE, 32: TIME, 33: TIME_WITH_SECONDS, 34: TIME,
    35: TIME_WITH_SECONDS, 36: MONTH, 50: MONTH, 51: MONTH_DAY, 52: MONTH, 53: MONTH_DAY, 54: MONTH_DAY, 55: TIME,
    56: TIME_WITH_SECONDS, 57: MONTH, 58: MONTH_DAY,
})  # fmt: skip
"""Number formats that Chinese Excel has built in and does not write down (ISO/IEC 29500-1, 18.8.30, zh-cn)."""

MOST_CELL_FORMATS = 70_000
"""Excel has room for 65,490."""

MOST_SHEET_MARKS = 10_000_000
"""Tags and attributes of a worksheet: enough for the cells that the limits allow."""

MOST_STRING_MARKS = 1_500_000
"""Tags and attributes of the texts that cells share: some 300,000 texts."""

SHEET_START = re.compile(rb"<((?:\w+:)?)worksheet\b[^<>]*>")
COLUMNS_START, COLUMNS_END = re.compile(rb"<(?:\w+:)?cols\b[^<>]*>"), re.compile(rb"</(?:\w+:)?cols\s*>")
ROWS_START, ROWS_END = re.compile(rb"<(?:\w+:)?sheetData\b[^<>]*>"), re.compile(rb"</(?:\w+:)?sheetData\s*>")

KEPT_OF_WORKBOOK = frozenset(SHEET + name for name in ("workbookPr", "bookViews", "sheets"))


def _workbook(xml: bytes, relationships: Collection[str]) -> bytes:
    """Return a workbook part with the sheets that are kept, and without names, links and caches."""
    root = parse_safely(xml)
    for element in list(root):
        if element.tag not in KEPT_OF_WORKBOOK:
            root.remove(element)
    for sheet in list(root.iter(SHEET + "sheet")):
        if sheet.get(RELATIONSHIP + "id") not in relationships:
            parent: Any = sheet.getparent()
            parent.remove(sheet)
    return bytes(etree.tostring(root))


def _worksheet(xml: bytes, relationships: Collection[str]) -> bytes:
    """Return a worksheet with its columns and rows only.

    What stands before and after them (rules for colours and entries, links, merged cells) is of no use here, can be
    endless, and is often written in ways that openpyxl refuses.
    """
    start, rows = SHEET_START.search(xml), ROWS_START.search(xml)
    if start is None or rows is None:
        raise UnreadableDocument("工作表里没有行；文件可能已损坏，请重新另存后再放入")
    columns = COLUMNS_START.search(xml, start.end(), rows.start())
    kept = [start[0]]
    if columns and (end := COLUMNS_END.search(xml, columns.end(), rows.start())):
        kept.append(xml[columns.start() : end.end()])
    if not rows[0].endswith(b"/>"):
        end = ROWS_END.search(xml, rows.end())
        kept.append(xml[rows.start() : end.end() if end else len(xml)])
    return b"".join([*kept, b"</", start[1], b"worksheet>"])


def _styles(xml: bytes, relationships: Collection[str]) -> bytes:
    """Return a styles part with nothing but the number format of each cell format, Chinese built-in ones written out.

    Fonts, fills and named styles are of no use here, and many programs write them in ways that openpyxl refuses.
    """
    root = parse_safely(xml)
    formats = {
        element.get("numFmtId", "0"): element.get("formatCode", "General")
        for element in root.iterfind(f"{SHEET}numFmts/{SHEET}numFmt")
    }
    own = [element.get("numFmtId", "0") for element in root.iterfind(f"{SHEET}cellXfs/{SHEET}xf")]
    if max(len(formats), len(own)) > MOST_CELL_FORMATS:
        raise UnreadableDocument(f"表格有 {len(own):,} 种单元格格式，超出上限；请另存为新文件再放入")
    made = etree.Element(SHEET + "styleSheet", nsmap={None: SHEET.strip("{}")})
    listed = etree.SubElement(made, SHEET + "numFmts")
    for number, code in {**{str(at): code for at, code in CHINESE_FORMATS.items()}, **formats}.items():
        etree.SubElement(listed, SHEET + "numFmt", numFmtId=number, formatCode=code)
    cell_formats = etree.SubElement(made, SHEET + "cellXfs")
    for number in own or ["0"]:
        etree.SubElement(cell_formats, SHEET + "xf", numFmtId=number, fontId="0", fillId="0", borderId="0")
    return bytes(etree.tostring(made))


WORKBOOK = OfficeKind(
    "Excel 表格",
    MappingProxyType({
        MAIN: PartKind(f"{OFFICE_TYPE}spreadsheetml.sheet.main+xml", _workbook),
        "worksheet": PartKind(f"{OFFICE_TYPE}spreadsheetml.worksheet+xml", _worksheet, MOST_SHEET_MARKS),
        "sharedStrings": PartKind(f"{OFFICE_TYPE}spreadsheetml.sharedStrings+xml", most_marks=MOST_STRING_MARKS),
        "styles": PartKind(f"{OFFICE_TYPE}spreadsheetml.styles+xml", _styles),
    }),
)
