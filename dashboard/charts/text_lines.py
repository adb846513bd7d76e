"""Lines of text set in columns, drawn as a figure so that each can be clicked: a table that fits into a slide."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.charts.native import TextColumn, TextTable
from dashboard.charts.style import (
    CHART_HEIGHT_PIXELS,
    CHART_WIDTH_PIXELS,
    FONT_FAMILY,
    HEADING_PIXELS,
    LABEL_PIXELS,
    LIGHT,
    TEXT_PIXELS,
    THIN_LINE_PIXELS,
    Style,
    base_layout,
    quiet_axis,
)
from dashboard.charts.text_metrics import shortened, text_width
from dashboard.charts.wording import escape

LEAST_LINE_PIXELS, MOST_LINE_PIXELS = 46, 76
LARGE_TEXT_LINE_PIXELS = 62
"""Lines as high as this hold larger text."""
HEADER_PIXELS = 52
FOOT_PIXELS = 48
COLUMN_GAP_PIXELS = 32
UNSEEN = "rgba(0,0,0,0)"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its texts from top to bottom, whether it is the strong one or a quiet one.

    It is as wide as its longest text, up to ``most_share`` of the figure; what the columns leave is shared out.
    """

    heading: str
    texts: tuple[str, ...]
    most_share: float
    strong: bool = False
    quiet: bool = False


def lines_that_fit(height: int = CHART_HEIGHT_PIXELS) -> int:
    """Return how many lines stand in a figure of this height, the foot left free; one at least."""
    return max(1, (height - HEADER_PIXELS - FOOT_PIXELS) // LEAST_LINE_PIXELS)


def text_lines(
    columns: Sequence[Column],
    marks: Sequence[str],
    *,
    foot: str = "",
    width: int = CHART_WIDTH_PIXELS,
    height: int = CHART_HEIGHT_PIXELS,
    style: Style = LIGHT,
) -> go.Figure:
    """Return the figure; the texts of line n carry ``marks[n]``. Texts too long for their column end in ….

    ``foot`` is a quiet line under the last one, such as what is left out. The lines share out ``height``, but are
    never set so far apart that the eye loses them.
    """
    rows = max(len(marks), 1)
    foot_room = FOOT_PIXELS if foot else 0
    line, size = _line_and_text_size(rows, height - HEADER_PIXELS - foot_room)
    traces = [_touch_areas(columns, marks, width)]
    notes: list[dict[str, object]] = []
    left = 0.0
    for column, own in zip(columns, _widths(columns, size, width), strict=True):
        traces.append(_trace(column, size, left, own, style))
        notes.append(_heading(column.heading, left, style))
        left += own
    if foot:
        notes.append(_foot(foot, style))
    return go.Figure(
        traces,
        base_layout(
            round(HEADER_PIXELS + rows * line + foot_room),
            style,
            margin={"l": 0, "r": 0, "t": HEADER_PIXELS, "b": foot_room},
            xaxis=quiet_axis(style, visible=False, range=[0, width]),
            yaxis=quiet_axis(style, visible=False, range=[rows - 0.5, -0.5]),
            annotations=notes,
            shapes=[_rule(row - 0.5, style) for row in range(rows + 1)],
        ),
    )


def text_table(
    columns: Sequence[Column], *, foot: str = "", width: int = CHART_WIDTH_PIXELS, height: int = CHART_HEIGHT_PIXELS
) -> TextTable:
    """Return the same lines for an office program, their texts whole; columns share the width as in the figure."""
    _, size = _line_and_text_size(len(columns[0].texts), height - HEADER_PIXELS - (FOOT_PIXELS if foot else 0))
    return TextTable(
        tuple(
            TextColumn(column.heading, column.texts, own / width, is_strong=column.strong, is_quiet=column.quiet)
            for column, own in zip(columns, _widths(columns, size, width), strict=True)
        ),
        foot,
    )


def _line_and_text_size(rows: int, room: float) -> tuple[float, int]:
    line = min(MOST_LINE_PIXELS, room / max(rows, 1))
    return line, HEADING_PIXELS if line >= LARGE_TEXT_LINE_PIXELS else LABEL_PIXELS


def _widths(columns: Sequence[Column], size: int, width: int) -> list[float]:
    """Return the width in pixels of each column, the gap behind it included; together they are ``width``."""
    room = width - COLUMN_GAP_PIXELS * len(columns)
    wanted = [
        min(max(text_width(text, size) for text in (column.heading, *column.texts)), column.most_share * room)
        for column in columns
    ]
    left = (room - sum(wanted)) / len(columns)
    return [own + COLUMN_GAP_PIXELS + left for own in wanted]


def _touch_areas(columns: Sequence[Column], marks: Sequence[str], width: int) -> go.Bar:
    """Return an unseen bar over each whole line: Plotly notices a pointer near a text's anchor only."""
    lines = zip(*(column.texts for column in columns), strict=True)
    return go.Bar(
        orientation="h",
        x=[width] * len(marks),
        y=list(range(len(marks))),
        width=1,
        marker={"color": UNSEEN, "line": {"width": 0}},
        customdata=[[mark] for mark in marks],
        hovertext=["<br>".join(escape(text) for text in line if text) for line in lines],
        hoverinfo="text",
    )


def _trace(column: Column, size: int, left: float, width: float, style: Style) -> go.Scatter:
    drawn = [shortened(text, size, width - COLUMN_GAP_PIXELS) for text in column.texts]
    words = [escape(text) for text in drawn]
    return go.Scatter(
        x=[left] * len(column.texts),
        y=list(range(len(column.texts))),
        mode="text",
        text=[f"<b>{text}</b>" if column.strong and text else text for text in words],
        textposition="middle right",
        textfont={"family": FONT_FAMILY, "size": size, "color": style.quiet_ink if column.quiet else style.ink},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _heading(words: str, left: float, style: Style) -> dict[str, object]:
    return {
        "text": escape(words), "x": left, "y": 1, "xref": "x", "yref": "paper", "xanchor": "left",
        "yanchor": "bottom", "yshift": 10, "showarrow": False,
        "font": {"family": FONT_FAMILY, "size": TEXT_PIXELS, "color": style.quiet_ink},
    }  # fmt: skip


def _foot(words: str, style: Style) -> dict[str, object]:
    return {
        "text": escape(words), "x": 0, "y": 0, "xref": "x", "yref": "paper", "xanchor": "left", "yanchor": "top",
        "yshift": -8, "showarrow": False,
        "font": {"family": FONT_FAMILY, "size": TEXT_PIXELS, "color": style.quiet_ink},
    }  # fmt: skip


def _rule(y: float, style: Style) -> dict[str, object]:
    return {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": y, "y1": y,
        "line": {"color": style.line, "width": THIN_LINE_PIXELS},
    }  # fmt: skip
