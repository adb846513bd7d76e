"""What word processing files hold, in reading order: paragraphs and tables, and how they become lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dashboard.reading.line_collector import LineCollector


@dataclass(slots=True)
class Paragraph:
    """A paragraph with its number, if it has one; ``level`` is that of a heading (0 the title), else None."""

    text: str
    level: int | None = None


@dataclass(slots=True)
class Cell:
    """A cell. ``span``: the columns it takes. A cell merged with the one above holds nothing."""

    blocks: Sequence["Block"] = ()
    span: int = 1


@dataclass(slots=True)
class Table:
    """A table by its rows."""

    rows: list[list[Cell]] = field(default_factory=list)


Block = Paragraph | Table


def add_blocks(blocks: Iterable[Block], lines: LineCollector) -> None:
    """Add the lines of blocks in order.

    A row of several cells is a line with tabs; a cell over several columns stands in the first of them, so that the
    cells after it stay under their headings. A row of one cell is no data but layout (a frame, a heading across the
    table): its paragraphs and tables stay what they are.
    """
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.add_paragraph(block.text, block.level)
            continue
        lines.begin_table()
        for row in block.rows:
            if len(row) == 1:
                add_blocks(row[0].blocks, lines)
            else:
                lines.add_row(_row_texts(row))
        lines.end_table()


def _row_texts(row: Sequence[Cell]) -> Iterator[str]:
    for cell in row:
        yield "\n".join(text_of(cell.blocks))
        yield from [""] * (cell.span - 1)


def text_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the texts of blocks, those inside tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                for cell in row:
                    yield from text_of(cell.blocks)
