"""The lines of a web page as a reader sees them: paragraphs, headings, items of lists, rows of tables."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from lxml.html import HtmlElement

from dashboard.reading.page_furniture import NEVER_TEXT, is_hidden
from dashboard.reading.titles import numbering_level

_BLOCK_NAMES = """
    html body p div section article main header footer h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table
    caption thead tbody tfoot tr td th blockquote pre address center figure figcaption form fieldset
    legend hr details summary hgroup
"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
HEADINGS = {"h1": 0, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5}
CELLS = ("td", "th")

CJK = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’—…·"
BLANKS = re.compile(r"[ \t\r\n\f]+")
WRAPPED = re.compile(rf"(?<=[{CJK}])[ \t\f]*[\r\n][ \t\r\n\f]*|(?<![ \t\r\n\f])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[{CJK}])")
"""A line end in the source beside a Chinese character: the editor wrapped there, no blank is meant."""

LONGEST_CELL = 1_000
"""Characters of the longest cell of a table of data; in one that holds more, whole texts are laid out."""

BULLET = "• "
LETTERS = 26
MOST_SPANNED = 100
"""Columns or rows that a cell is believed to span."""


@dataclass(slots=True)
class PageLine:
    """A line of the page, the element that holds it, its level if it is a heading, its characters that are links."""

    text: str
    holder: HtmlElement
    level: int | None = None
    links: int = 0


class PageWriter:
    """Walks the elements of a page and collects its lines, without the elements ``left_out``.

    Hidden elements are read only if asked for.
    """

    def __init__(self, left_out: Collection[HtmlElement], *, hidden: bool = False) -> None:
        self.lines: list[PageLine] = []
        self._left_out, self._hidden = left_out, hidden
        self._parts: list[str] = []
        self._links = 0
        self._level: int | None = None
        self._marker = ""
        self._numbers: dict[HtmlElement, int] = {}

    def write(self, element: HtmlElement, *, in_link: bool = False, as_typed: bool = False) -> None:
        """Add the lines of an element; the element's tail is its parent's."""
        tag = element.tag
        if not isinstance(tag, str) or tag in NEVER_TEXT or element in self._left_out:
            return
        if not self._hidden and is_hidden(element):
            return
        if tag == "br":
            self.end_line(element)
            return
        if tag == "table" and (rows := data_rows(element)):
            self.end_line(element)
            self.lines += [PageLine(row, element) for row in rows]
            return
        is_block = tag in BLOCKS
        if is_block:
            self.end_line(element)
            self._level = HEADINGS.get(tag, self._level)
        if tag == "li":
            self._marker = self._marker_of(element)
        in_link, as_typed = in_link or tag == "a", as_typed or tag == "pre"
        self._add(element.text, element, in_link, as_typed)
        for child in element:
            self.write(child, in_link=in_link, as_typed=as_typed)
            self._add(child.tail, element, in_link, as_typed)
        if is_block:
            self.end_line(element)
            self._level = None if tag in HEADINGS else self._level

    def end_line(self, holder: HtmlElement) -> None:
        """End the line that is being written; one without text is none."""
        text = plain_words("".join(self._parts))
        if text:
            marker = self._marker if numbering_level(text) is None else ""  # numbers are often typed as well
            links = self._links + len(marker) if self._links else 0
            self.lines.append(PageLine(marker + text, holder, self._level, links))
            self._marker = ""
        self._parts, self._links = [], 0

    def _marker_of(self, item: HtmlElement) -> str:
        """Return the number of a list's item as browsers show it, or a bullet."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return BULLET
        first = _whole(parent.get("start"), 1)
        number = self._numbers[parent] = _whole(item.get("value"), self._numbers.get(parent, first - 1) + 1)
        kind = parent.get("type", "1")
        return f"{chr(ord(kind) + number - 1)}. " if kind in ("a", "A") and number <= LETTERS else f"{number}. "

    def _add(self, text: str | None, holder: HtmlElement, in_link: bool, as_typed: bool) -> None:
        if not text:
            return
        if as_typed:
            *whole, text = text.splitlines() or [""]
            for line in whole:
                self._parts.append(line)
                self.end_line(holder)
        self._parts.append(text)
        self._links += len(text.strip()) if in_link else 0


def plain_words(source: str) -> str:
    """Return text of the page as shown: runs of blanks are one, none where the source wraps Chinese."""
    if "\n" in source or "\r" in source:
        source = WRAPPED.sub("", source)
    return BLANKS.sub(" ", source.replace("\xa0", " ")).strip()


def data_rows(table: HtmlElement) -> list[str]:
    """Return the rows of a table of data, cells with tabs between them; none for a table that lays out the page.

    A cell that spans several columns or rows stands in the first of them, the others stay empty.
    """
    if table.get("role") in ("presentation", "none") or next(table.iterdescendants("table"), None) is not None:
        return []
    rows: list[list[str]] = []
    taken: dict[int, int] = {}
    for row in table.iterdescendants("tr"):
        cells: list[str] = []
        for cell in row.iterchildren(*CELLS):
            _skip_taken(cells, taken)
            text = _cell_text(cell)
            if len(text) > LONGEST_CELL:
                return []
            columns = _whole(cell.get("colspan"), 1, MOST_SPANNED)
            spanned = _whole(cell.get("rowspan"), 1, MOST_SPANNED)
            for column in range(len(cells), len(cells) + columns):
                if spanned > 1:
                    taken[column] = spanned
            cells += [text, *[""] * (columns - 1)]
        _skip_taken(cells, taken)
        taken = {column: left - 1 for column, left in taken.items() if left > 1}
        if any(cells):
            rows.append(cells)
    if not rows or max(map(len, rows)) < 2:
        return []
    return ["\t".join(cells) for cells in rows]


def _skip_taken(cells: list[str], taken: dict[int, int]) -> None:
    """Leave the next cells empty that a cell of a row above spans."""
    while len(cells) in taken:
        cells.append("")


def _cell_text(cell: HtmlElement) -> str:
    writer = PageWriter(())
    writer.write(cell)
    return " ".join(line.text for line in writer.lines)


def _whole(written: str | None, otherwise: int, most: int = 1_000_000) -> int:
    """Return a whole number from an attribute, at least 1 and at most ``most``."""
    number = (written or "").strip()
    return max(1, min(int(number), most)) if number.isdecimal() and len(number) < 8 else otherwise
