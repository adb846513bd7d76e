"""A grid of coloured cells with their values: rows × columns in one hue, each cell a mark that can be clicked."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.charts.cells import NOTE_GAP_PIXELS, ROW_LABEL_GAP_PIXELS, Grid
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
CELL_WIDTH = 0.985
CELL_HEIGHT = 0.92


def cell_grid(
    grid: Grid, *, width: int = CHART_WIDTH_PIXELS, height: int = CHART_HEIGHT_PIXELS, style: Style = LIGHT
) -> go.Figure:
    """Return the figure: the first row on top, a deeper shade for a larger value, nearly white where nothing is.

    Cells are bars and not a heat map trace, because Streamlit reports clicks on bars only. Few columns leave room at
    their right, which the notes fill. The figure is at most ``height`` pixels high.
    """
    rows = max(len(grid.rows), 1)
    label_room, column, note_room = grid.widths(width)
    each = row_height(height - GRID_FRAME_PIXELS, rows, TALLEST_ROW_PIXELS)
    traces = [_empty_cells(grid, style), *_filled_cells(grid, style)]
    headings: list[dict[str, object]] = []
    if grid.notes and note_room:
        left = len(grid.columns) - 0.5 + NOTE_GAP_PIXELS / column
        words = [escape(text) for text in grid.note_texts(note_room, TEXT_PIXELS)]
        traces.append(_texts([(row, left) for row in range(len(words))], words, "middle right", style.quiet_ink, style))
        headings = [_note_heading(grid.notes.heading, left, style)]
    return go.Figure(
        traces,
        base_layout(
            GRID_FRAME_PIXELS + int(each * rows),
            style,
            barmode="overlay",
            margin={"l": round(label_room), "r": 0, "t": HEADER_PIXELS, "b": FOOT_PIXELS},
            xaxis=_column_axis(grid.columns, column, (width - label_room) / column, style),
            yaxis=_row_axis(grid.rows, style),
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


def _empty_cells(grid: Grid, style: Style) -> go.Bar:
    filled = {(cell.row, cell.column) for cell in grid.cells}
    places = [(row, column) for row in range(len(grid.rows)) for column in range(len(grid.columns))]
    return _bars(
        [place for place in places if place not in filled],
        marker={"color": style.empty, "line": {"width": 0}},
        hoverinfo="skip",
    )


def _filled_cells(grid: Grid, style: Style) -> tuple[go.Bar, go.Scatter]:
    """Return the cells and, as a trace of its own, their values.

    After a click Plotly gives the texts of bars that were not clicked one colour for all. Those of a scatter keep
    their own once a colour for clicked ones is set, and without hover the pointer reaches the bar below.
    """
    cells = grid.cells
    colours = [mixed(*style.heat, grid.shade(cell)) for cell in cells]
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
