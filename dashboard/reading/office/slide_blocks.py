"""Reads one slide into blocks: its title first, then what stands on it from top to bottom and left to right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.reading.office.blocks import Block, Cell, Paragraph, Table
from dashboard.reading.office.markup import (
    CHART,
    DIAGRAM,
    PRESENTATION,
    RELATIONSHIP,
    A,
    diagram_paragraphs,
    keep_first_choices,
)
from dashboard.reading.office.slide_bullets import BULLET, bullet_styles, has_bullet
from dashboard.reading.office.slide_numbering import SlideNumbering
from dashboard.reading.office.word_numbering import gap_after

FURNITURE = frozenset({"DATE", "FOOTER", "HEADER", "SLIDE_NUMBER", "SLIDE_IMAGE"})
"""Placeholders that repeat on every slide."""

TITLES = frozenset({"TITLE", "CENTER_TITLE", "VERTICAL_TITLE"})
MOST_SHAPES = 30_000
"""Shapes of all slides together; more would take longer than slides are worth."""

BANDS = 24
"""Parts of a slide's height; shapes that begin in the same one are read from left to right."""


@dataclass(slots=True)
class SlideText:
    """What a slide holds: its title, other blocks, the lines of its notes, and what was not read."""

    title: str
    blocks: list[Block]
    notes: list[str]
    pictures: int = 0
    charts: int = 0


def shapes_on(slide: Any) -> int:
    """Return how many shapes a slide has, those in groups counted too; a cell of a table counts as one."""
    return sum(1 for _ in slide.element.iter(PRESENTATION + "nvPr", A + "tc"))


def slide_text(slide: Any, height: int) -> SlideText:
    """Return the text of a slide; ``height`` is that of the slides, in the units of its shapes."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    keep_first_choices(slide.element)
    found = SlideText("", [], _notes(slide))
    data = {
        relationship_id: relationship.target_part.blob
        for relationship_id, relationship in slide.part.rels.items()
        if relationship.reltype == RELATIONSHIP_TYPE.DIAGRAM_DATA
    }
    titles: list[str] = []
    for shape in _in_order(slide.shapes, max(height // BANDS, 1)):
        kind = _placeholder(shape)
        if kind in TITLES:
            titles += [block.text for block in _paragraphs(shape.text_frame, [])]
        elif kind not in FURNITURE:
            found.blocks += _of_shape(shape, slide, data, found)
    found.title = "\n".join(titles)
    return found


def _in_order(shapes: Iterable[Any], band: int) -> Iterator[Any]:
    """Yield shapes in reading order, those of a group together in their own order."""
    for shape in sorted(shapes, key=lambda shape: ((shape.top or 0) // band, shape.left or 0)):
        if hasattr(shape, "shapes"):
            yield from _in_order(shape.shapes, band)
        else:
            yield shape


def _placeholder(shape: Any) -> str | None:
    return shape.placeholder_format.type.name if shape.is_placeholder and shape.placeholder_format.type else None


def _of_shape(shape: Any, slide: Any, diagrams: dict[str, bytes], found: SlideText) -> Iterator[Block]:
    element = shape.element
    if getattr(shape, "has_table", False):
        yield _table(shape.table)
    elif getattr(shape, "has_text_frame", False):
        yield from _paragraphs(shape.text_frame, bullet_styles(shape, slide))
    found.charts += sum(1 for _ in element.iter(CHART + "chart"))
    found.pictures += element.tag.endswith("}pic")
    for ids in element.iter(DIAGRAM + "relIds"):
        if data := diagrams.get(ids.get(RELATIONSHIP + "dm", "")):
            from dashboard.reading.office.package import parse_safely

            yield from (Paragraph(text) for text in diagram_paragraphs(parse_safely(data)))


def _paragraphs(frame: Any, styles: list[Any]) -> Iterator[Paragraph]:
    numbering = SlideNumbering()
    for paragraph in frame.paragraphs:
        label, text = numbering.label(paragraph._p), _paragraph_text(paragraph._p).strip()
        if not label and has_bullet(paragraph._p, styles):
            label = BULLET
        if text:
            yield Paragraph(f"{label}{gap_after(label, text)}{text}")


def _paragraph_text(paragraph: Any) -> str:
    """Return the text of an ``a:p``: runs, fields and line breaks."""
    return "".join(
        "\n" if element.tag == A + "br" else element.text or "" for element in paragraph.iter(A + "t", A + "br")
    )


def _table(table: Any) -> Table:
    rows = []
    for row in table.rows:
        cells: list[Cell] = []
        for cell in row.cells:
            if cell._tc.hMerge and cells:
                cells[-1].span += 1
            else:
                cells.append(Cell(() if cell._tc.vMerge else list(_paragraphs(cell.text_frame, []))))
        rows.append(cells)
    return Table(rows)


def _notes(slide: Any) -> list[str]:
    if not slide.has_notes_slide:
        return []
    frame = slide.notes_slide.notes_text_frame
    if frame is None:
        return []
    return [text for paragraph in frame.paragraphs if (text := _paragraph_text(paragraph._p).strip())]
