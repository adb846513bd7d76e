"""Looks through the XML of a worksheet for what openpyxl does not tell when it streams, and bounds its size first."""

import re
from dataclasses import dataclass, field

from lxml import etree

from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.limits import Limits

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""What a worksheet can have."""

MOST_ELEMENTS_OF_ROW = 10 * MOST_COLUMNS
"""Elements of a row: its cells and what is in them."""

SPREAD = 10
"""Places of cells, the empty ones before the last of each row counted, for each cell that the limits allow."""

REFERENCE = re.compile("([A-Za-z]{1,3})")


@dataclass(slots=True)
class SheetLayout:
    """The numbers of hidden rows; for each column (from 1) whether it is hidden (1) or not (0); formulas without a
    result."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: bytearray = field(default_factory=lambda: bytearray(MOST_COLUMNS + 1))
    uncomputed: int = 0


@dataclass(slots=True)
class SheetSizes:
    """What the sheets of a workbook have together: rows that hold something, cells, places up to the last cells."""

    rows: int = 0
    cells: int = 0
    spread: int = 0

    def check(self, limits: Limits) -> None:
        """Raise UnreadableDocument where there is more than the limits allow."""
        if self.rows > limits.rows:
            raise UnreadableDocument(f"表格超过 {limits.rows:,} 行；请拆成几份再放入")
        if self.cells > limits.cells:
            raise UnreadableDocument(f"表格超过 {limits.cells:,} 个单元格；请拆成几份再放入")
        if self.spread > SPREAD * limits.cells:
            raise UnreadableDocument("工作表的内容散布过广，多半有误放在远处的内容；请删去空行和空列后再放入")


def sheet_layout(xml: bytes, sizes: SheetSizes, limits: Limits) -> SheetLayout:
    """Return the layout of a worksheet and add its size to ``sizes``.

    Raises UnreadableDocument as soon as there is more than the limits allow.
    """
    watcher = _Watcher(sizes, limits)
    parser = etree.XMLParser(target=watcher, resolve_entities=False, no_network=True, huge_tree=False)
    etree.fromstring(xml, parser)
    return watcher.layout


class _Watcher:
    """Follows the parser through a worksheet; nothing of it is kept but the layout."""

    def __init__(self, sizes: SheetSizes, limits: Limits) -> None:
        self.layout = SheetLayout()
        self._sizes, self._limits = sizes, limits
        self._row = self._column = self._row_elements = self._elements_of_row = 0
        self._row_has_value = self._has_formula = self._has_value = self._in_formula = self._is_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note what begins."""
        name = tag.removeprefix(SHEET)
        self._elements_of_row += 1
        if self._elements_of_row > MOST_ELEMENTS_OF_ROW:
            raise UnreadableDocument("工作表里有一行的内容多得不合常理，文件可能已损坏；请重新另存后再放入")
        if name == "c":
            self._cell(attributes)
        elif name == "f":
            self._has_formula = self._in_formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col" and _is_on(attributes.get("hidden")):
            self._hide_columns(int(attributes["min"]), int(attributes["max"]))

    def data(self, text: str) -> None:
        """Note that a cell holds something; the text of a formula is no value."""
        self._has_value = self._has_value or (not self._in_formula and not text.isspace())

    def end(self, tag: str) -> None:
        """Note what ended."""
        name = tag.removeprefix(SHEET)
        if name == "c":
            if self._has_value:
                self._row_has_value = True
            elif self._has_formula and not self._is_text:  # a formula can give an empty text
                self.layout.uncomputed += 1
        elif name == "f":
            self._in_formula = False
        elif name == "row":
            self._sizes.spread += self._column
            self._sizes.rows += self._row_has_value
            self._sizes.check(self._limits)

    def close(self) -> None:
        """Do nothing: the layout is complete."""

    def _hide_columns(self, first: int, last: int) -> None:
        first, last = max(first, 1), min(last, MOST_COLUMNS)
        if first <= last:
            self.layout.hidden_columns[first : last + 1] = b"\1" * (last - first + 1)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        before = self._row
        self._row = int(attributes.get("r", before + 1))
        self._sizes.spread += max(self._row - before, 1)
        self._column, self._row_has_value, self._elements_of_row = 0, False, 0
        self._row_elements += 1
        if not 0 < self._row <= MOST_ROWS or self._row_elements > MOST_ROWS:
            raise UnreadableDocument("工作表里的行号超出了表格能有的行数，文件可能已损坏；请重新另存后再放入")
        if _is_on(attributes.get("hidden")):
            self.layout.hidden_rows.add(self._row)

    def _cell(self, attributes: dict[str, str]) -> None:
        self._has_formula = self._has_value = self._in_formula = False
        self._is_text = attributes.get("t") == "str"
        reference = REFERENCE.match(attributes.get("r", ""))
        self._column = _column_number(reference[1]) if reference else self._column + 1
        self._sizes.cells += 1
        if self._column > MOST_COLUMNS:
            raise UnreadableDocument("工作表里的列号超出了表格能有的列数，文件可能已损坏；请重新另存后再放入")
        if self._sizes.cells > self._limits.cells:
            self._sizes.check(self._limits)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _is_on(value: str | None) -> bool:
    return value in ("1", "true", "on")
