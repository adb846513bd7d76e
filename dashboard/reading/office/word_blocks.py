"""Reads the body of a Word document into paragraphs and tables."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.office.blocks import Block, Cell, Paragraph, Table
from dashboard.reading.office.markup import TRANSPARENT, W, diagram_paragraphs, is_on, value_of
from dashboard.reading.office.word_numbering import Numbering, gap_after
from dashboard.reading.office.word_runs import LeftOut, ParagraphText, RunReader
from dashboard.reading.office.word_styles import BODY_LEVEL, Style, Styles, list_of, outline_level

CONTENTS_GALLERY = "Table of Contents"
MOST_COLUMNS = 200
"""Columns of a table up to which merged cells are believed; Word has room for 63."""

MOST_PARAGRAPHS = 200_000
"""Paragraphs of a document, those in cells counted too; more would take longer than a document is worth."""


class BlockReader:
    """Reads blocks in document order, which list numbers depend on. ``left_out`` and ``notes`` grow on the way."""

    def __init__(self, styles: Styles, numbering: Numbering, diagram: Callable[[str], Any | None]) -> None:
        self.left_out = LeftOut()
        self.notes: list[tuple[str, str]] = []
        self._paragraphs = 0
        self._styles, self._numbering, self._diagram = styles, numbering, diagram
        self._runs = RunReader(styles, self.left_out)

    def blocks(self, element: Any) -> list[Block]:
        """Return the paragraphs and tables of a body, cell, text box or note."""
        found: list[Block] = []
        joined = ""
        for child in self._flat(element):
            if child.tag == W + "p":
                self._paragraphs += 1
                if self._paragraphs > MOST_PARAGRAPHS:
                    raise UnreadableDocument(f"段落超过 {MOST_PARAGRAPHS:,} 个；请拆成几份再放入")
                properties = child.find(W + "pPr")
                read = self._runs.read(child)
                if _is_mark_deleted(properties):
                    joined += read.text
                    found += self._hanging(read)
                    continue
                found += self._paragraph(child, properties, read, joined)
                joined = ""
            elif child.tag == W + "tbl":
                found.append(self._table(child))
            elif child.tag == W + "altChunk":
                self.left_out.documents = True
        return [*found, Paragraph(joined)] if joined else found

    def _flat(self, element: Any) -> Iterator[Any]:
        """Yield the children of an element, those of containers in their place."""
        for child in element:
            if child.tag in TRANSPARENT:
                yield from self._flat(child)
            elif child.tag == W + "sdt":
                gallery = value_of(child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"))
                if gallery == CONTENTS_GALLERY:
                    self.left_out.contents = True
                elif child.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                    yield from self._flat(child)
            else:
                yield child

    def _paragraph(self, element: Any, properties: Any | None, read: ParagraphText, joined: str) -> list[Block]:
        style_id = value_of(properties.find(W + "pStyle")) if properties is not None else None
        style = self._styles.of(style_id)
        if style.is_contents:
            self.left_out.contents = True
            return []
        number_id, list_level = list_of(properties)
        label = self._numbering.label(
            number_id if number_id is not None else style.number_id,
            list_level if list_level is not None else style.list_level,
            style_id,
        )
        text = (joined + read.text).strip()
        if style.is_hidden and text:
            self.left_out.hidden = True
            return self._hanging(read)
        numbered = f"{label}{gap_after(label, text)}{text}" if text else ""
        return [Paragraph(numbered, _level(properties, style)), *self._hanging(read)]

    def _hanging(self, read: ParagraphText) -> list[Block]:
        """Return the text boxes and drawings that a paragraph holds; note its notes."""
        self.notes += read.notes
        found: list[Block] = [Paragraph(words) for words in read.words]
        for relationship in read.diagrams:
            data = self._diagram(relationship)
            found += [Paragraph(text) for text in diagram_paragraphs(data)] if data is not None else []
        for box in read.boxes:
            found += self.blocks(box)
        return found

    def _table(self, element: Any) -> Table:
        table = Table()
        for row in self._flat(element):
            if row.tag != W + "tr":
                continue
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                continue
            if properties is not None and is_on(properties.find(W + "hidden")):
                self.left_out.hidden = True
                continue
            cells = [Cell() for _ in range(_count(properties, "gridBefore", 0))]
            for cell in self._flat(row):
                if cell.tag == W + "tc":
                    self._add_cell(cell, cells)
            table.rows.append(cells)
        return table

    def _add_cell(self, element: Any, cells: list[Cell]) -> None:
        properties = element.find(W + "tcPr")
        if properties is None:
            cells.append(Cell(self.blocks(element)))
            return
        if properties.find(W + "cellDel") is not None:
            return
        room = MOST_COLUMNS - sum(cell.span for cell in cells)
        span = max(min(_count(properties, "gridSpan", 1), room), 1)
        sideways = properties.find(W + "hMerge")
        if sideways is not None and value_of(sideways) != "restart" and cells:
            cells[-1].span += span
            return
        downwards = properties.find(W + "vMerge")
        is_continued = downwards is not None and value_of(downwards) != "restart"
        cells.append(Cell(() if is_continued else self.blocks(element), span))


def note_blocks(reader: BlockReader, notes: Mapping[str, Any]) -> Iterator[Block]:
    """Yield the footnotes and endnotes met, in order, each with its number; ``notes``: kind → root of its part."""
    by_id = {
        (kind, note.get(W + "id")): note
        for kind, root in notes.items() if root is not None for note in root.iterchildren(W + kind)
    }  # fmt: skip
    number = 0
    for found in dict.fromkeys(reader.notes):
        element = by_id.get(found)
        if element is None:
            continue
        number += 1
        for at, block in enumerate(reader.blocks(element)):
            if at == 0 and isinstance(block, Paragraph):
                block.text = f"[{number}] {block.text}"
            yield block


def _level(properties: Any | None, style: Style) -> int | None:
    """Return the heading level of a paragraph: its own outline level, or that of its style."""
    own = outline_level(properties)
    if own is None or style.level == 0:
        return style.level
    return own + 1 if own < BODY_LEVEL else None


def _is_mark_deleted(properties: Any | None) -> bool:
    """Return whether a paragraph's end was deleted, so that it runs on in the next."""
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _count(properties: Any | None, name: str, otherwise: int) -> int:
    value = value_of(properties.find(W + name)) if properties is not None else None
    return min(max(int(value), otherwise), MOST_COLUMNS) if value and value.isdecimal() else otherwise
