"""A chart as a picture: its figure on a sheet of 1920 × 1080 pixels, with finding, subtitle, source and caution."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.chart import Chart
from dashboard.charts.sheet import CHART_WIDTH_PIXELS, SHEET_HEIGHT_PIXELS, SHEET_WIDTH_PIXELS
from dashboard.charts.style import FONT_FAMILY, LIGHT, SMALL_TEXT_PIXELS, TEXT_PIXELS, Style
from dashboard.charts.text_metrics import text_width
from dashboard.charts.wording import escape
from dashboard.export.file_names import CHART_PREFIX, safe_name
from dashboard.export.text_wrap import wrapped

LEFT_PIXELS, FINDING_TOP_PIXELS, FIGURE_TOP_PIXELS, SOURCE_TOP_PIXELS = 60, 36, 212, 1008
FINDING_PIXELS = 42
PLOTLY_LINE_EM = 1.3
"""Plotly sets lines so far apart, in sizes of the font."""
BELOW_FINDING_PIXELS = 6
MOST_LINES = 2
TICK_GAP_PIXELS = 12
NO_COLOUR = "rgba(0,0,0,0)"


def framed_figure(chart: Chart, style: Style = LIGHT, *, transparent: bool = False) -> go.Figure:
    """Return a new figure of 1920 × 1080 pixels that shows the chart and all that is said about it.

    The chart's own figure, which stays as it is, keeps its size; it is up to 1800 × 790 pixels large. ``style`` is
    the one that the chart was drawn in. Where ``transparent`` the sheet has no ground.
    """
    figure = go.Figure(chart.figure)
    margin = _margin(figure)
    ground = NO_COLOUR if transparent else style.paper
    figure.update_layout(
        width=SHEET_WIDTH_PIXELS, height=SHEET_HEIGHT_PIXELS, autosize=False, margin=margin, paper_bgcolor=ground,
        plot_bgcolor=ground, annotations=[*figure.layout.annotations, *_words(chart, margin, style)],
    )  # fmt: skip
    for place, trace in enumerate(figure.data):
        trace.uid = f"-{place}"  # Plotly would draw one by lot, and write it into an SVG
    figure.update_xaxes(automargin=False)
    figure.update_yaxes(automargin=False)
    return figure


def picture_file(chart: Chart, scale: float | None = None, *, transparent: bool = False) -> str:
    """Return the name of a chart's picture: an SVG, or with ``scale`` a PNG whose name tells its size."""
    name = CHART_PREFIX + safe_name(chart.name) + ("-透明底" if transparent else "")
    if scale is None:
        return f"{name}.svg"
    return f"{name}-{round(SHEET_WIDTH_PIXELS * scale)}×{round(SHEET_HEIGHT_PIXELS * scale)}.png"


def _margin(figure: go.Figure) -> dict[str, float]:
    """Return the margins around the axes on the sheet: those of the figure, and what the sheet adds at each side."""
    own, width, height = figure.layout.margin, figure.layout.width or CHART_WIDTH_PIXELS, figure.layout.height
    return {
        "l": max(own.l, _tick_room(figure)) + LEFT_PIXELS,
        "t": own.t + FIGURE_TOP_PIXELS,
        "r": own.r + SHEET_WIDTH_PIXELS - LEFT_PIXELS - width,
        "b": own.b + SHEET_HEIGHT_PIXELS - FIGURE_TOP_PIXELS - height,
        "pad": own.pad or 0,
    }


def _tick_room(figure: go.Figure) -> float:
    """Return the width that Plotly would give to labels of an axis with ``automargin``; on the sheet it cannot."""
    rooms = [
        text_width(str(label), axis.tickfont.size or TEXT_PIXELS)
        for axis in figure.select_yaxes() if axis.automargin
        for label in axis.ticktext or ()
    ]  # fmt: skip
    return max(rooms, default=0.0) + TICK_GAP_PIXELS if rooms else 0.0


def _words(chart: Chart, margin: dict[str, float], style: Style) -> list[dict[str, Any]]:
    """Return the annotations around the figure: finding, subtitle and, at the foot, source and caution."""
    finding = wrapped(chart.finding, FINDING_PIXELS, CHART_WIDTH_PIXELS, MOST_LINES)
    below = FINDING_TOP_PIXELS + len(finding) * FINDING_PIXELS * PLOTLY_LINE_EM + BELOW_FINDING_PIXELS
    subtitle = wrapped(chart.subtitle, TEXT_PIXELS, CHART_WIDTH_PIXELS, MOST_LINES)
    foot = [
        line for words in (chart.source, chart.caution) if words
        for line in wrapped(words, SMALL_TEXT_PIXELS, CHART_WIDTH_PIXELS, 1)
    ]  # fmt: skip
    return [
        _line(finding, FINDING_TOP_PIXELS, FINDING_PIXELS, style.ink, margin, is_strong=True),
        _line(subtitle, below, TEXT_PIXELS, style.quiet_ink, margin),
        _line(foot, SOURCE_TOP_PIXELS, SMALL_TEXT_PIXELS, style.quiet_ink, margin),
    ]


def _line(
    lines: Sequence[str], top: float, size: int, colour: str, margin: dict[str, float], *, is_strong: bool = False
) -> dict[str, Any]:
    """Return an annotation whose lines begin ``top`` pixels below the sheet's edge, at its left margin."""
    text = "<br>".join(escape(line) for line in lines)
    return {
        "text": f"<b>{text}</b>" if is_strong else text, "x": 0, "y": 1, "xref": "paper", "yref": "paper",
        "xanchor": "left", "yanchor": "top", "xshift": LEFT_PIXELS - margin["l"], "yshift": margin["t"] - top,
        "align": "left", "showarrow": False, "borderpad": 0,
        "font": {"family": FONT_FAMILY, "size": size, "color": colour},
    }  # fmt: skip
