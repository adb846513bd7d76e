"""Collects the lines of a document read from an office format: paragraphs, headings and table rows."""

import re
from collections.abc import Iterable

from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.limits import Limits
from dashboard.reading.titles import LONGEST_MARKED_TITLE, NO_TITLE_ENDS

LINE_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""All that ``str.splitlines`` splits at."""

CELL_BREAKS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


class LineCollector:
    """Grows a text line by line. Raises UnreadableDocument as soon as it is longer than the limits allow."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lines: list[str] = []
        self._length = 0
        self._headings: dict[int, int] = {}
        self._after_table = False

    def add_paragraph(self, text: str, level: int | None = None) -> None:
        """Add a paragraph, a line for each of its lines; blank ones are left out, tabs become blanks.

        ``level`` marks it as heading (0 the title); a line that is a sentence or too long stays text all the same,
        for office files often give whole paragraphs the look of a heading.
        """
        for piece in LINE_BREAKS.split(text.replace("\t", " ")):
            line = piece.strip()
            if not line:
                continue
            if level is not None and len(line) <= LONGEST_MARKED_TITLE and not line.endswith(NO_TITLE_ENDS):
                self._headings[self._length] = level
            self._add(line)
            self._after_table = False

    def add_row(self, cells: Iterable[str]) -> None:
        """Add a table row; line breaks and tabs in a cell become blanks. A row of empty cells is left out."""
        found = list(cells)
        self._check_length(sum(map(len, found)))
        row = [cell_text(cell) for cell in found]
        if any(row):
            self._add("\t".join(row))

    def begin_table(self) -> None:
        """Set a table apart from the one right before it by an empty line."""
        if self._after_table:
            self._add("")
            self._after_table = False

    def end_table(self) -> None:
        """Remember that the last line belongs to a table."""
        self._after_table = bool(self._lines)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added yet."""
        return not self._lines

    def document(self, encoding: str = "", remarks: Iterable[str] = ()) -> DocumentText:
        """Return what was collected."""
        return DocumentText("\n".join(self._lines), encoding, self._headings, tuple(remarks))

    def _add(self, line: str) -> None:
        self._lines.append(line)
        self._length += len(line) + 1
        self._check_length()

    def _check_length(self, more: int = 0) -> None:
        if self._length + more > self._limits.text_characters + 1:
            raise UnreadableDocument(f"文字超过 {self._limits.text_characters:,} 字；请拆成几份再放入")


def cell_text(text: str) -> str:
    """Return the text of a table cell on one line, without blanks around it."""
    pieces = (piece.strip() for piece in CELL_BREAKS.split(text))
    return " ".join(piece for piece in pieces if piece)
