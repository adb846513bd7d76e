"""Word clouds drawn: vector text, each word a point that can be clicked."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.evidence import mark_of
from dashboard.charts.style import (
    HEADING_PIXELS,
    SMALL_TEXT_PIXELS,
    SMALLEST_TEXT_PIXELS,
    Style,
    base_layout,
    mixed,
    quiet_axis,
)
from dashboard.charts.text_metrics import text_point_y, text_width
from dashboard.charts.word_layout import lay_out, sizes_that_fill
from dashboard.charts.wording import escape

ALL = "共有"
HEADING_ROOM_PIXELS = 60
HEADING_MIDDLE_PIXELS = 24
GAP_PIXELS = 30
LARGEST_WORD_PIXELS = 96
LARGEST_LONE_WORD_PIXELS = 150
"""A cloud that has the whole figure has room for larger words."""
MOST_WORDS = 28
MOST_LONE_WORDS = 45
SMALLER_THAN = (0.72, 0.5)
DARKNESS_STEPS = (0.0, 0.35, 0.65)
"""How far the colour goes towards the ink for large, middling and small words: thin strokes need more contrast."""


@dataclass(frozen=True, slots=True)
class Cloud:
    """One cloud to draw: its 街道 (None for what all share), the heading's quiet part, its weights and colour.

    ``least`` is how many 街道 use each of its words.
    """

    street: str | None
    note: str
    weights: pd.Series
    colour: str
    least: int = 1

    @property
    def owner(self) -> str:
        """The first part of the marks."""
        return ALL if self.street is None else self.street


@dataclass(frozen=True, slots=True)
class CloudBox:
    """The pixels of the figure that a cloud may fill."""

    left: int
    top: int
    width: int
    height: int


def clouds_figure(clouds: Sequence[Cloud], width: int, height: int, style: Style) -> go.Figure:
    """Return the clouds side by side, each under the name of its 街道."""
    each = (width - GAP_PIXELS * (len(clouds) - 1)) // len(clouds)
    traces: list[go.Scatter] = []
    for number, cloud in enumerate(clouds):
        box = CloudBox(number * (each + GAP_PIXELS), HEADING_ROOM_PIXELS, each, height - HEADING_ROOM_PIXELS)
        largest, most = _limits(alone=len(clouds) == 1)
        traces.append(_heading(cloud, box.left, each, style))
        traces.append(_words(cloud, box, largest, most, style))
    return _laid_out(traces, width, height, style)


def lone_cloud_figure(cloud: Cloud, width: int, height: int, style: Style) -> go.Figure:
    """Return the figure of one cloud without a heading: the title names it."""
    return _laid_out([_words(cloud, CloudBox(0, 0, width, height), *_limits(alone=True), style)], width, height, style)


def _limits(*, alone: bool) -> tuple[int, int]:
    """Return the size of the largest word in pixels, and the most words."""
    return (LARGEST_LONE_WORD_PIXELS, MOST_LONE_WORDS) if alone else (LARGEST_WORD_PIXELS, MOST_WORDS)


def _laid_out(traces: Sequence[go.Scatter], width: int, height: int, style: Style) -> go.Figure:
    layout = base_layout(
        height, style, margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis=quiet_axis(style, range=[0, width], visible=False),
        yaxis=quiet_axis(style, range=[height, 0], visible=False),
    )  # fmt: skip
    return go.Figure(list(traces), layout)


def _heading(cloud: Cloud, left: int, width: int, style: Style) -> go.Scatter:
    beside = left + text_width(cloud.owner, HEADING_PIXELS) + 20
    fits = beside + text_width(cloud.note, SMALL_TEXT_PIXELS) <= left + width
    words: list[tuple[float, str, int, str, int]] = [(left, cloud.owner, HEADING_PIXELS, style.ink, 600)]
    if cloud.note and fits:
        words.append((beside, cloud.note, SMALL_TEXT_PIXELS, style.quiet_ink, 400))
    return go.Scatter(
        x=[word[0] for word in words], y=[text_point_y(HEADING_MIDDLE_PIXELS, word[2]) for word in words],
        text=[escape(word[1]) for word in words], mode="text", textposition="middle right", hoverinfo="skip",
        textfont={"size": [word[2] for word in words], "color": [word[3] for word in words],
                  "weight": [word[4] for word in words]}, cliponaxis=False,
    )  # fmt: skip


def _words(cloud: Cloud, box: CloudBox, largest_size: int, most: int, style: Style) -> go.Scatter:
    weights = {str(term): float(weight) for term, weight in cloud.weights.head(most).items()}
    sizes = sizes_that_fill(weights, box.width, box.height, largest=largest_size)
    words = lay_out(sizes, box.width, box.height)
    largest = max((word.size for word in words), default=SMALLEST_TEXT_PIXELS)
    return go.Scatter(
        x=[box.left + word.x for word in words], y=[box.top + word.y for word in words], mode="text",
        text=[escape(word.text) for word in words], textposition="middle center", cliponaxis=False,
        textfont={"size": [word.size for word in words],
                  "color": [_shade(word.size / largest, cloud.colour, style) for word in words]},
        customdata=[[mark_of(cloud.owner, word.text)] for word in words], name=escape(cloud.owner),
        hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip


def _shade(share_of_largest: float, colour: str, style: Style) -> str:
    step = sum(share_of_largest < bound for bound in SMALLER_THAN)
    return mixed(colour, style.ink, DARKNESS_STEPS[step])
