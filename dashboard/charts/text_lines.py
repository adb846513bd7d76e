"""Lines of text set in columns, drawn as a figure so that each can be clicked: a table that fits into a slide."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.style import (
    CHART_WIDTH_PIXELS,
    FONT_FAMILY,
    LABEL_PIXELS,
    LIGHT,
    TEXT_PIXELS,
    THIN_LINE_PIXELS,
    Style,
    base_layout,
    quiet_axis,
)
from dashboard.charts.text_metrics import shortened
from dashboard.charts.wording import escape

LINE_PIXELS = 50
HEADER_PIXELS = 52
COLUMN_GAP_PIXELS = 24
UNSEEN = "rgba(0,0,0,0)"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width, whether it is the strong one, and its texts from top to bottom."""

    heading: str
    share: float
    texts: tuple[str, ...]
    strong: bool = False
    quiet: bool = False


def text_lines(columns: Sequence[Column], marks: Sequence[str], *, style: Style = LIGHT) -> go.Figure:
    """Return the figure; the texts of line n carry ``marks[n]``. Texts too long for their column end in …."""
    whole = sum(column.share for column in columns)
    figure = go.Figure(_touch_areas(columns, marks))
    headings: list[dict[str, object]] = []
    left = 0.0
    for column in columns:
        width = column.share / whole
        figure.add_trace(_trace(column, left, width, style))
        headings.append(_heading(column.heading, left, style))
        left += width
    rows = max(len(marks), 1)
    figure.update_layout(
        base_layout(
            HEADER_PIXELS + rows * LINE_PIXELS,
            style,
            margin={"l": 0, "r": 0, "t": HEADER_PIXELS, "b": 0},
            xaxis=quiet_axis(style, visible=False, range=[0, 1]),
            yaxis=quiet_axis(style, visible=False, range=[rows - 0.5, -0.5]),
            annotations=headings,
            shapes=[_rule(row - 0.5, style) for row in range(rows + 1)],
        )
    )
    return figure


def _touch_areas(columns: Sequence[Column], marks: Sequence[str]) -> go.Bar:
    """Return an unseen bar over each whole line: Plotly notices a pointer near a text's anchor only."""
    lines = zip(*(column.texts for column in columns), strict=True)
    return go.Bar(
        orientation="h",
        x=[1] * len(marks),
        y=list(range(len(marks))),
        width=1,
        marker={"color": UNSEEN, "line": {"width": 0}},
        customdata=[[mark] for mark in marks],
        hovertext=["<br>".join(escape(text) for text in line if text) for line in lines],
        hoverinfo="text",
    )


def _trace(column: Column, left: float, width: float, style: Style) -> go.Scatter:
    room = width * CHART_WIDTH_PIXELS - COLUMN_GAP_PIXELS
    drawn = [shortened(text, LABEL_PIXELS, room) for text in column.texts]
    words = [escape(text) for text in drawn]
    return go.Scatter(
        x=[left] * len(column.texts),
        y=list(range(len(column.texts))),
        mode="text",
        text=[f"<b>{text}</b>" if column.strong and text else text for text in words],
        textposition="middle right",
        textfont={"family": FONT_FAMILY, "size": LABEL_PIXELS,
                  "color": style.quiet_ink if column.quiet else style.ink},
        hoverinfo="skip",
        cliponaxis=False,
    )  # fmt: skip


def _heading(words: str, left: float, style: Style) -> dict[str, object]:
    return {
        "text": escape(words), "x": left, "y": 1, "xref": "x", "yref": "paper", "xanchor": "left",
        "yanchor": "bottom", "yshift": 10, "showarrow": False,
        "font": {"family": FONT_FAMILY, "size": TEXT_PIXELS, "color": style.quiet_ink},
    }  # fmt: skip


def _rule(y: float, style: Style) -> dict[str, object]:
    return {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": y, "y1": y,
        "line": {"color": style.line, "width": THIN_LINE_PIXELS},
    }  # fmt: skip
