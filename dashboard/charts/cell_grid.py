"""A grid of coloured cells with their values: rows × columns in one hue, each cell a mark that can be clicked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.style import (
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
from dashboard.charts.text_metrics import text_width
from dashboard.charts.wording import escape

ROW_PIXELS = 44
HEADER_PIXELS = 52
FOOT_PIXELS = 8
FEWEST_SLOTS = 3
"""A grid leaves room for so many columns, so that one or two do not grow into beams."""
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
    row_pixels: int = ROW_PIXELS,
    style: Style = LIGHT,
) -> go.Figure:
    """Return the figure: the first row on top, a deeper shade for a larger value, nearly white where nothing is.

    Cells are bars and not a heat map trace, because Streamlit reports clicks on bars only. ``largest`` is the value
    of the deepest shade (default: the largest there is); shades start from zero.
    """
    top = largest or max((cell.value for cell in cells), default=1.0) or 1.0
    label_room = max((text_width(row, LABEL_PIXELS) for row in rows), default=0) + ROW_LABEL_GAP_PIXELS
    figure = go.Figure([_empty_cells(rows, columns, cells, style), _filled_cells(cells, top, style)])
    figure.update_layout(
        base_layout(
            HEADER_PIXELS + FOOT_PIXELS + row_pixels * max(len(rows), 1),
            style,
            barmode="overlay",
            margin={"l": round(label_room), "r": 0, "t": HEADER_PIXELS, "b": FOOT_PIXELS},
            xaxis=_column_axis(columns, style),
            yaxis=_row_axis(rows, style),
        )
    )
    return figure


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


def _filled_cells(cells: Sequence[Cell], top: float, style: Style) -> go.Bar:
    colours = [mixed(*style.heat, cell.value / top) for cell in cells]
    return _bars(
        [(cell.row, cell.column) for cell in cells],
        marker={"color": colours, "line": {"width": 0}},
        text=[escape(cell.text) for cell in cells],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"family": FONT_FAMILY, "size": TEXT_PIXELS,
                  "color": [text_colour_on(colour, style) for colour in colours]},
        customdata=[[cell.mark] for cell in cells],
        hovertext=[escape(cell.hover) for cell in cells],
        hoverinfo="text",
    )  # fmt: skip


def _column_axis(columns: Sequence[str], style: Style) -> dict[str, object]:
    return quiet_axis(
        style,
        side="top",
        range=[-0.5, max(len(columns), FEWEST_SLOTS) - 0.5],
        ticklabelstandoff=6,
        tickvals=list(range(len(columns))),
        ticktext=[escape(column) for column in columns],
        tickfont={"family": FONT_FAMILY, "size": TEXT_PIXELS if len(columns) <= 10 else SMALL_TEXT_PIXELS,
                  "color": style.quiet_ink},
    )  # fmt: skip


def _row_axis(rows: Sequence[str], style: Style) -> dict[str, object]:
    return quiet_axis(
        style,
        range=[max(len(rows), 1) - 0.5, -0.5],
        tickvals=list(range(len(rows))),
        ticktext=[escape(row) for row in rows],
        ticklabelstandoff=ROW_LABEL_GAP_PIXELS // 2,
        tickfont={"family": FONT_FAMILY, "size": LABEL_PIXELS, "color": style.ink},
    )
