"""Reads tables in text files: .csv and .tsv."""

import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO

from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.limits import Limits
from dashboard.reading.line_collector import LineCollector
from dashboard.reading.mistaken_ending import read_as_found
from dashboard.reading.table_rows import add_rows
from dashboard.reading.text_file import decode

DELIMITERS = (",", "\t", ";", "|")
SAMPLE_CHARACTERS = 20_000
"""Characters at the start of a file by which its delimiter is told."""

SEPARATOR_LINE = "sep="
"""Opens a line that Excel writes and reads to name the delimiter."""


def read_csv(content: bytes, limits: Limits) -> DocumentText:
    """Return the rows of a table in a text file, whatever its delimiter; a cell can run over several lines.

    Raises UnreadableDocument for bytes that are no text, and for more rows or cells than the limits allow.
    """
    if (otherwise := read_as_found(content, limits)) is not None:
        return otherwise
    text, encoding = decode(content)
    if text.startswith(SEPARATOR_LINE):
        first, _, text = text.partition("\n")
        delimiter = first.removeprefix(SEPARATOR_LINE).strip("\r\n")[:1] or ","
    else:
        delimiter = delimiter_of(text[:SAMPLE_CHARACTERS])
    lines = LineCollector(limits)
    add_rows(_rows(text, delimiter, limits), lines)
    if lines.is_empty:
        raise UnreadableDocument("表格里没有内容；请放入有内容的文档")
    return lines.document(encoding)


def delimiter_of(sample: str) -> str:
    """Return the delimiter that gives the rows of a text equally many cells most often; a comma where none does."""
    best, best_rows = ",", 0
    for delimiter in DELIMITERS:
        try:
            rows = list(csv.reader(StringIO(sample, newline=""), delimiter=delimiter))
        except csv.Error:
            continue
        widths = Counter(len(row) for row in rows if any(row))
        width, agreeing = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(0, 0))
        if width > 1 and agreeing > best_rows:
            best, best_rows = delimiter, agreeing
    return best


def _rows(text: str, delimiter: str, limits: Limits) -> Sequence[list[str]]:
    rows: list[list[str]] = []
    cells = 0
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            cells += len(row)
            if len(rows) >= limits.rows:
                raise UnreadableDocument(f"表格超过 {limits.rows:,} 行；请拆成几份再放入")
            if cells > limits.cells:
                raise UnreadableDocument(f"表格超过 {limits.cells:,} 个单元格；请拆成几份再放入")
            if any(cell.strip() for cell in row):
                rows.append([cell.strip() for cell in row])
    except csv.Error as error:
        raise UnreadableDocument(
            f"第 {reader.line_num} 行不是合格的表格（{error}）；请用 Excel 或 WPS 打开并另存为 .xlsx 再放入"
        ) from error
    return rows
