"""Rows of horizontal bars with their labels at the left and their values at the right end."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.native import LEFT_OUT, BarPanel, Panels, Series
from dashboard.charts.row_heights import row_height
from dashboard.charts.style import (
    CHART_HEIGHT_PIXELS,
    CHART_WIDTH_PIXELS,
    FONT_FAMILY,
    HEADING_PIXELS,
    LABEL_PIXELS,
    LIGHT,
    TEXT_PIXELS,
    Style,
    base_layout,
    quiet_axis,
)
from dashboard.charts.text_metrics import text_width
from dashboard.charts.wording import escape

TALLEST_ROW_PIXELS, TALLEST_PANEL_ROW_PIXELS = 88, 60
"""Rows of one block, and of small multiples."""
HEADING_ROOM_PIXELS = 2 * HEADING_PIXELS
BAR_HEIGHT = 0.62
VALUE_GAP = "\u2002"
"""Space between a bar's end and its value."""
LABEL_GAP_PIXELS = 14
ROOM_FOR_VALUES = 1.2
"""The axis is this much longer than the longest bar, so that its value stands beside it."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: its label, its length, the value written at its end, the words on hovering, its colour and mark."""

    label: str
    value: float
    text: str
    hover: str
    colour: str
    mark: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One block of bars under its own heading (empty for none); ``gap_after`` leaves a row free after that many."""

    heading: str
    rows: tuple[BarRow, ...]
    gap_after: int = 0


def panel_figure(
    panels: Sequence[Panel],
    *,
    columns: int,
    width: int = CHART_WIDTH_PIXELS,
    height: int = CHART_HEIGHT_PIXELS,
    style: Style = LIGHT,
) -> go.Figure:
    """Return small multiples on one common scale, ``columns`` in a line, at most ``height`` pixels high together."""
    lines = -(-len(panels) // columns)
    deepest = max(len(panel.rows) + bool(panel.gap_after) for panel in panels)
    heading = HEADING_ROOM_PIXELS if any(panel.heading for panel in panels) else 0
    tallest = TALLEST_ROW_PIXELS if len(panels) == 1 else TALLEST_PANEL_ROW_PIXELS
    each = row_height(height / lines - heading, deepest, tallest)
    whole = int(lines * (deepest * each + heading))
    label_room = max(text_width(row.label, LABEL_PIXELS) for panel in panels for row in panel.rows)
    longest = max(row.value for panel in panels for row in panel.rows) or 1.0
    layout = base_layout(whole, style, bargap=0, margin={"l": round(label_room + LABEL_GAP_PIXELS), "r": 0, "t": 0,
                                                         "b": 0}, annotations=[])  # fmt: skip
    traces = []
    for place, panel in enumerate(panels):
        line, column = divmod(place, columns)
        name = "" if place == 0 else str(place + 1)
        left, right = _across(column, columns, label_room, width)
        top, bottom = 1 - line / lines - heading / whole, max(1 - (line + 1) / lines, 0.0)
        traces.append(_trace(panel, name, style))
        layout[f"xaxis{name}"] = quiet_axis(
            style, domain=[left, right], anchor=f"y{name}", visible=False, range=[0, longest * ROOM_FOR_VALUES]
        )
        layout[f"yaxis{name}"] = _label_axis(panel, name, deepest, [bottom, top], style)
        if panel.heading:
            layout["annotations"].append(_heading(panel.heading, left, top, label_room, style))
    return go.Figure(traces, layout)


def native_bars(
    panels: Sequence[Panel], names: Sequence[str], *, columns: int = 1, number_format: str = "#,##0",
    with_texts: bool = False,
) -> Panels:  # fmt: skip
    """Return the same bars for an office program; ``names`` say of each panel what its values are.

    Values stand beside their bars as ``number_format`` writes them, or ``with_texts`` as the rows do.
    """
    return Panels(
        tuple(_native_panel(panel, name, number_format, with_texts) for panel, name in zip(panels, names, strict=True)),
        columns=columns,
    )


def _native_panel(panel: Panel, name: str, number_format: str, with_texts: bool) -> BarPanel:
    rows: list[BarRow] = list(panel.rows)
    values: list[float | None] = [row.value for row in rows]
    if panel.gap_after:
        rows.insert(panel.gap_after, BarRow(LEFT_OUT, 0.0, "", "", rows[0].colour, ""))
        values.insert(panel.gap_after, None)
    colours, texts = tuple(row.colour for row in rows), tuple(row.text for row in rows)
    return BarPanel(
        categories=tuple(row.label for row in rows),
        series=(Series(name, tuple(values), colours, texts if with_texts else ()),),
        heading=panel.heading,
        number_format=number_format,
    )


def _across(column: int, columns: int, label_room: float, figure_width: int) -> tuple[float, float]:
    """Return the panel's left and right edge as shares of the plot, room for its labels taken off at the left."""
    plot = max(figure_width - label_room - LABEL_GAP_PIXELS, 1.0)
    labels = (label_room + 3 * LABEL_GAP_PIXELS) / plot if columns > 1 else 0.0
    width = (1 - labels * (columns - 1)) / columns
    left = column * (width + labels)
    return left, min(left + width, 1.0)


def _positions(panel: Panel) -> list[int]:
    return [place + (1 if panel.gap_after and place >= panel.gap_after else 0) for place in range(len(panel.rows))]


def _trace(panel: Panel, name: str, style: Style) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=[row.value for row in panel.rows],
        y=_positions(panel),
        width=BAR_HEIGHT,
        marker={"color": [row.colour for row in panel.rows], "line": {"width": 0}},
        text=[VALUE_GAP + escape(row.text) for row in panel.rows],
        textposition="outside",
        textangle=0,
        constraintext="none",
        cliponaxis=False,
        textfont={"family": FONT_FAMILY, "size": TEXT_PIXELS, "color": style.ink},
        selected={"textfont": {"color": style.ink}},
        customdata=[[row.mark] for row in panel.rows],
        hovertext=[escape(row.hover) for row in panel.rows],
        hoverinfo="text",
        xaxis=f"x{name}",
        yaxis=f"y{name}",
    )


def _label_axis(panel: Panel, name: str, deepest: int, domain: list[float], style: Style) -> dict[str, object]:
    places, words = _positions(panel), [escape(row.label) for row in panel.rows]
    if panel.gap_after:
        places, words = [*places, panel.gap_after], [*words, LEFT_OUT]
    return quiet_axis(
        style,
        domain=domain,
        anchor=f"x{name}",
        range=[deepest - 0.5, -0.5],
        tickvals=places,
        ticktext=words,
        ticklabelstandoff=LABEL_GAP_PIXELS // 2,
        tickfont={"family": FONT_FAMILY, "size": LABEL_PIXELS, "color": style.ink},
    )


def _heading(words: str, left: float, top: float, label_room: float, style: Style) -> dict[str, object]:
    return {
        "text": f"<b>{escape(words)}</b>", "x": left, "y": top, "xref": "paper", "yref": "paper",
        "xanchor": "left", "yanchor": "bottom", "xshift": -round(label_room) - LABEL_GAP_PIXELS // 2,
        "yshift": 6, "showarrow": False, "font": {"family": FONT_FAMILY, "size": HEADING_PIXELS, "color": style.ink},
    }  # fmt: skip
