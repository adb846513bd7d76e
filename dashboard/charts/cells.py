"""What a grid of cells holds, apart from how it is drawn: rows × columns of values, and words beside them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from dashboard.charts.native import OFFICE_TEXT_PIXELS, ShadedTable
from dashboard.charts.style import LABEL_PIXELS
from dashboard.charts.text_metrics import shortened, text_width

WIDEST_CELL_PIXELS = 420
"""Columns are no wider, so that one or two do not grow into beams."""
LEAST_NOTE_PIXELS = 240
"""Room right of the columns from which notes are written there."""
NOTE_GAP_PIXELS = 28
NOTE_SEPARATOR = "、"
ROW_LABEL_GAP_PIXELS = 16


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with something in it: its place, its value, what is written in it and on hovering, and its mark."""

    row: int
    column: int
    value: float
    text: str
    hover: str
    mark: str


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands right of the columns: a heading, and for each row its words, the first ones the weightiest."""

    heading: str
    rows: tuple[tuple[str, ...], ...]


class GridWidths(NamedTuple):
    """Pixels for the row labels, for each column, and for notes (0 where there is no room for them)."""

    labels: float
    column: float
    notes: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Row labels from the top, column names, the cells that are filled, and what stands at the right.

    ``largest`` is the value of the deepest shade (None: the largest there is); shades start from zero.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]
    largest: float | None = None
    notes: Notes | None = None

    def shade(self, cell: Cell) -> float:
        """Return how deep the cell is, from 0 to 1."""
        return cell.value / (self.largest or max(other.value for other in self.cells) or 1.0)

    def widths(self, width: int) -> GridWidths:
        """Return how a figure of ``width`` pixels is shared out; few columns leave room for notes."""
        labels = max((text_width(row, LABEL_PIXELS) for row in self.rows), default=0) + ROW_LABEL_GAP_PIXELS
        column = min((width - labels) / max(len(self.columns), 1), WIDEST_CELL_PIXELS)
        left = width - labels - column * len(self.columns) - NOTE_GAP_PIXELS
        return GridWidths(labels, column, left if left >= LEAST_NOTE_PIXELS else 0.0)

    def with_notes(self, width: int, notes: Callable[[], Notes]) -> "Grid":
        """Return the grid with notes where a figure of ``width`` pixels has room for them: only there are they made,
        for they can take longer than all else."""
        return replace(self, notes=notes()) if self.widths(width).notes else self

    def note_texts(self, room: float, size: int) -> list[str]:
        """Return each row's note, as many of its words as ``room`` pixels hold; none without room."""
        return [_as_many_as_fit(words, room, size) for words in self.notes.rows] if self.notes and room else []


def filled_places(table: pd.DataFrame) -> Iterator[tuple[int, int, str, str, float]]:
    """Yield (row, column, row label, column label, value) of every value above zero."""
    for row, label in enumerate(table.index):
        for column, heading in enumerate(table.columns):
            value = float(table.to_numpy()[row, column])
            if value > 0:
                yield row, column, str(label), str(heading), value


def shade_of_total(table: pd.DataFrame, total: str) -> float:
    """Return by what a column of totals, where the table has one, is multiplied for its shades: its largest value is
    then as dark as the largest of the others, which else would all be pale beside it."""
    if total not in table.columns:
        return 1.0
    largest: float = table[total].max()
    return float(table.drop(columns=total).to_numpy().max()) / largest if largest else 1.0


def shaded_table(grid: Grid, *, width: int, number_format: str = "#,##0", foot: str = "") -> ShadedTable:
    """Return the grid for an office program, with notes where a figure of ``width`` pixels has them."""
    texts = [[""] * len(grid.columns) for _ in grid.rows]
    shades: list[list[float | None]] = [[None] * len(grid.columns) for _ in grid.rows]
    for cell in grid.cells:
        texts[cell.row][cell.column] = cell.text
        shades[cell.row][cell.column] = grid.shade(cell)
    notes = grid.note_texts(grid.widths(width).notes, OFFICE_TEXT_PIXELS)
    return ShadedTable(
        rows=grid.rows,
        columns=grid.columns,
        texts=tuple(map(tuple, texts)),
        shades=tuple(map(tuple, shades)),
        notes_heading=grid.notes.heading if grid.notes and notes else "",
        notes=tuple(notes),
        number_format=number_format,
        foot=foot,
    )


def _as_many_as_fit(words: Sequence[str], room: float, size: int) -> str:
    """Return the first words joined, as many as the room holds; a first one that is too long is cut."""
    kept = shortened(words[0], size, room) if words else ""
    for word in words[1:]:
        longer = kept + NOTE_SEPARATOR + word
        if text_width(longer, size) > room:
            break
        kept = longer
    return kept
