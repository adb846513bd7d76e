"""A workbook as openpyxl reads it, for the tests of what is exported."""

import io
from dataclasses import replace

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.tables.tables import Tables
from tests.constructed_tables import constructed_tables


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def with_texts(texts: tuple[str, ...]) -> Tables:
    """Return tables whose sentences have these texts, one after the other."""
    tables = constructed_tables(2)
    sentences = tables.sentences.head(len(texts)).assign(text=list(texts))
    return replace(tables, sentences=sentences)


def column(sheet: Worksheet, name: str, header: int = 1) -> list[object]:
    place = [cell.value for cell in sheet[header]].index(name) + 1
    return [sheet.cell(row, place).value for row in range(header + 1, sheet.max_row + 1)]


def all_text(sheet: Worksheet) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
