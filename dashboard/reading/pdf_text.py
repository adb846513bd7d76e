"""The text of a PDF file, from its pages to lines and headings; says what of it cannot be read."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.limits import Limits
from dashboard.reading.pdf_lines import Row, in_reading_order, rows_of
from dashboard.reading.pdf_margins import without_margins
from dashboard.reading.pdf_pages import Page, read_pages
from dashboard.reading.pdf_paragraphs import Line, headings, paragraphs
from dashboard.reading.pdf_tables import Table, find_tables

FEW_CHARACTERS = 15
"""Characters of a page up to which one with a picture is a scan: a stamp of the program that made it is no text."""

MOST_GARBAGE = 0.3
"""Share of characters without meaning from which the text layer of a file, or of a page, is garbage."""

NO_MEANING = re.compile("[\x01-\x08\x0e-\x1f\ue000-\uf8ff\U000f0000-\U0010ffff]")
LIGATURES = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
})

SCANNED = "PDF 是扫描件，只有图片没有文字；请先做文字识别（OCR），再放入识别后的文件"
GARBAGE = "PDF 的文字没有编码对照，读出来是乱码；请用原来的软件另存一份，或先做文字识别（OCR）"
EMPTY = "PDF 里没有文字；请放入有文字的文件"


def pdf_text(content: bytes, limits: Limits) -> DocumentText:
    """Return the text of a PDF file, with remarks on the pages that gave none; raises as ``read_pdf`` does."""
    pages = list(read_pages(content, limits))
    garbage = [i for i, page in enumerate(pages) if _is_garbage(page)]
    if sum(map(_meaningless, pages)) > MOST_GARBAGE * sum(map(_all_characters, pages)):
        raise UnreadableDocument(GARBAGE)
    for i in garbage:
        pages[i].glyphs = []
    tables, rows = [], []
    for page in pages:
        found, outside = find_tables(page.rules, page.glyphs)
        tables.append(found)
        rows.append(rows_of(outside))
    rows = without_margins(pages, rows)
    sizes = [_characters(of_page) + sum(len(row) for t in found for row in t.rows)
             for of_page, found in zip(rows, tables, strict=True)]
    scanned = [i for i, (page, size) in enumerate(zip(pages, sizes, strict=True))
               if page.has_picture and size <= FEW_CHARACTERS and i not in garbage]
    if sum(sizes) == 0 or (len(scanned) == len(pages)):
        raise UnreadableDocument(SCANNED if scanned else EMPTY)
    return _document(pages, rows, tables, _remarks(scanned, garbage))


def _document(
    pages: Sequence[Page], rows: Sequence[list[Row]], tables: Sequence[list[Table]], remarks: tuple[str, ...]
) -> DocumentText:
    lines = [
        line for number, page in enumerate(pages) for line in _lines(number, page, rows[number], tables[number])
    ]
    found = [p for p in paragraphs(lines) if p.text.strip()]
    for paragraph in found:
        paragraph.text = paragraph.text.translate(LIGATURES).replace("\n", " ").rstrip(" ")
    starts = [0]
    for paragraph in found:
        starts.append(starts[-1] + len(paragraph.text) + 1)
    marked = {starts[i]: level for i, level in headings(found)}
    return DocumentText("\n".join(p.text for p in found), "", marked, remarks)


def _lines(number: int, page: Page, rows: Sequence[Row], tables: Sequence[Table]) -> Iterator[Line]:
    """Yield the lines and tables of a page in reading order: what stands above a table before it."""
    tables = sorted(tables, key=lambda table: table.top)
    bounds = [float("-inf"), *[table.bottom for table in tables], float("inf")]
    for i, (above, below) in enumerate(pairwise(bounds)):
        between = [row for row in rows if above <= row[0].base < below]
        for piece in in_reading_order(between):
            yield Line(number, page.width, piece)
        if i < len(tables):
            yield Line(number, page.width, rows=tables[i].rows)


def _remarks(scanned: Sequence[int], garbage: Sequence[int]) -> tuple[str, ...]:
    remarks = []
    if scanned:
        remarks.append(f"{_pages(scanned)}只有图片没有文字，没有读到；请先做文字识别（OCR）")
    if garbage:
        remarks.append(f"{_pages(garbage)}的文字是乱码，没有读")
    return tuple(remarks)


def _pages(numbers: Sequence[int]) -> str:
    """Return pages as they are named: 第2、5–7页."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return f"第{'、'.join(str(run[0] + 1) if len(run) == 1 else f'{run[0] + 1}–{run[-1] + 1}' for run in runs)}页"


def _characters(rows: Sequence[Row]) -> int:
    return sum(len(piece.text) for row in rows for piece in row)


def _all_characters(page: Page) -> int:
    return page.unmapped + len(page.glyphs)


def _meaningless(page: Page) -> int:
    return page.unmapped + sum(NO_MEANING.match(glyph.text) is not None for glyph in page.glyphs)


def _is_garbage(page: Page) -> bool:
    return _meaningless(page) > MOST_GARBAGE * _all_characters(page)
