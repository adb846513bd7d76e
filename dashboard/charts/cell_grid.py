"""A grid of coloured cells with their values: rows × columns in one hue, each cell a mark that can be clicked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.row_heights import row_height
from dashboard.charts.style import (
    CHART_HEIGHT_PIXELS,
    CHART_WIDTH_PIXELS,
    FONT_FAMILY,
    LABEL_PIXELS,
    LIGHT,
    SMALL_TEXT_PIXELS,
    TEXT_PIXELS,
    Style,
    base_layout,
    mixed,
    quiet_axis,
    text_colour_on,
)
from dashboard.charts.text_metrics import shortened, text_width
from dashboard.charts.wording import escape

TALLEST_ROW_PIXELS = 60
HEADER_PIXELS = 52
FOOT_PIXELS = 8
GRID_FRAME_PIXELS = HEADER_PIXELS + FOOT_PIXELS
WIDEST_CELL_PIXELS = 420
"""Columns are no wider, so that one or two do not grow into beams."""
LEAST_NOTE_PIXELS = 240
"""Room right of the columns from which notes are written there."""
NOTE_GAP_PIXELS = 28
NOTE_SEPARATOR = "、"
CELL_WIDTH = 0.985
CELL_HEIGHT = 0.92
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


def filled_places(table: pd.DataFrame) -> Iterator[tuple[int, int, str, str, float]]:
    """Yield (row, column, row label, column label, value) of every value above zero."""
    for row, label in enumerate(table.index):
        for column, heading in enumerate(table.columns):
            value = float(table.to_numpy()[row, column])
            if value > 0:
                yield row, column, str(label), str(heading), value


def cell_grid(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Cell],
    *,
    largest: float | None = None,
    notes: Notes | None = None,
    width: int = CHART_WIDTH_PIXELS,
    height: int = CHART_HEIGHT_PIXELS,
    style: Style = LIGHT,
) -> go.Figure:
    """Return the figure: the first row on top, a deeper shade for a larger value, nearly white where nothing is.

    Cells are bars and not a heat map trace, because Streamlit reports clicks on bars only. ``largest`` is the value
    of the deepest shade (default: the largest there is); shades start from zero. Few columns leave room at their
    right, which ``notes`` fill. The figure is at most ``height`` pixels high.
    """
    top = largest or max((cell.value for cell in cells), default=1.0) or 1.0
    label_room = max((text_width(row, LABEL_PIXELS) for row in rows), default=0) + ROW_LABEL_GAP_PIXELS
    each = row_height(height - GRID_FRAME_PIXELS, len(rows), TALLEST_ROW_PIXELS)
    column = min((width - label_room) / max(len(columns), 1), WIDEST_CELL_PIXELS)
    note_room = width - label_room - column * len(columns) - NOTE_GAP_PIXELS
    traces = [_empty_cells(rows, columns, cells, style), *_filled_cells(cells, top, style)]
    headings: list[dict[str, object]] = []
    if notes and note_room >= LEAST_NOTE_PIXELS:
        left = len(columns) - 0.5 + NOTE_GAP_PIXELS / column
        traces.append(_notes(notes, left, note_room, style))
        headings = [_note_heading(notes.heading, left, style)]
    return go.Figure(
        traces,
        base_layout(
            GRID_FRAME_PIXELS + int(each * max(len(rows), 1)),
            style,
            barmode="overlay",
            margin={"l": round(label_room), "r": 0, "t": HEADER_PIXELS, "b": FOOT_PIXELS},
            xaxis=_column_axis(columns, column, (width - label_room) / column, style),
            yaxis=_row_axis(rows, style),
            annotations=headings,
        ),
    )


def _bars(places: Sequence[tuple[int, int]], **more: object) -> go.Bar:
    return go.Bar(
        x=[column for _, column in places],
        base=[row - CELL_HEIGHT / 2 for row, _ in places],
        y=[CELL_HEIGHT for _ in places],
        width=CELL_WIDTH,
        **more,
    )


def _empty_cells(rows: Sequence[str], columns: Sequence[str], cells: Sequence[Cell], style: Style) -> go.Bar:
    filled = {(cell.row, cell.column) for cell in cells}
    places = [(row, column) for row in range(len(rows)) for column in range(len(columns))]
    return _bars(
        [place for place in places if place not in filled],
        marker={"color": style.empty, "line": {"width": 0}},
        hoverinfo="skip",
    )


def _filled_cells(cells: Sequence[Cell], top: float, style: Style) -> tuple[go.Bar, go.Scatter]:
    """Return the cells and, as a trace of its own, their values.

    After a click Plotly gives the texts of bars that were not clicked one colour for all. Those of a scatter keep
    their own once a colour for clicked ones is set, and without hover the pointer reaches the bar below.
    """
    colours = [mixed(*style.heat, cell.value / top) for cell in cells]
    bars = _bars(
        [(cell.row, cell.column) for cell in cells],
        marker={"color": colours, "line": {"width": 0}},
        customdata=[[cell.mark] for cell in cells],
        hovertext=[escape(cell.hover) for cell in cells],
        hoverinfo="text",
    )
    values = _texts(
        [(cell.row, cell.column) for cell in cells],
        [escape(cell.text) for cell in cells],
        "middle center",
        [text_colour_on(colour, style) for colour in colours],
        style,
    )
    return bars, values


def _texts(
    places: Sequence[tuple[float, float]], words: Sequence[str], side: str, colour: str | list[str], style: Style
) -> go.Scatter:
    return go.Scatter(
        x=[column for _, column in places],
        y=[row for row, _ in places],
        mode="text",
        text=list(words),
        textposition=side,
        textfont={"family": FONT_FAMILY, "size": TEXT_PIXELS, "color": colour},
        selected={"textfont": {"color": style.ink}},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _notes(notes: Notes, left: float, room: float, style: Style) -> go.Scatter:
    words = [escape(_as_many_as_fit(row, room)) for row in notes.rows]
    return _texts([(row, left) for row in range(len(words))], words, "middle right", style.quiet_ink, style)


def _as_many_as_fit(words: Sequence[str], room: float) -> str:
    """Return the first words joined, as many as the room holds; a first one that is too long is cut."""
    kept = shortened(words[0], TEXT_PIXELS, room) if words else ""
    for word in words[1:]:
        longer = kept + NOTE_SEPARATOR + word
        if text_width(longer, TEXT_PIXELS) > room:
            break
        kept = longer
    return kept


def _note_heading(words: str, left: float, style: Style) -> dict[str, object]:
    return {
        "text": escape(words), "x": left, "xref": "x", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom",
        "yshift": 6, "showarrow": False,
        "font": {"family": FONT_FAMILY, "size": TEXT_PIXELS, "color": style.quiet_ink},
    }  # fmt: skip


def _column_axis(columns: Sequence[str], cell_width: float, slots: float, style: Style) -> dict[str, object]:
    """Return the axis; names wider than their column at the smallest size end in …."""
    widest = max((text_width(column, TEXT_PIXELS) for column in columns), default=0)
    size = TEXT_PIXELS if widest <= cell_width else SMALL_TEXT_PIXELS
    return quiet_axis(
        style,
        side="top",
        range=[-0.5, slots - 0.5],
        ticklabelstandoff=6,
        tickvals=list(range(len(columns))),
        ticktext=[escape(shortened(column, size, cell_width)) for column in columns],
        tickfont={"family": FONT_FAMILY, "size": size, "color": style.quiet_ink},
    )


def _row_axis(rows: Sequence[str], style: Style) -> dict[str, object]:
    return quiet_axis(
        style,
        range=[max(len(rows), 1) - 0.5, -0.5],
        tickvals=list(range(len(rows))),
        ticktext=[escape(row) for row in rows],
        ticklabelstandoff=ROW_LABEL_GAP_PIXELS // 2,
        tickfont={"family": FONT_FAMILY, "size": LABEL_PIXELS, "color": style.ink},
    )
