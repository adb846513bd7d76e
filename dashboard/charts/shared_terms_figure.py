"""Shared and unique words drawn: as a matrix of dots, 词 × 街道, or as bars of how many 街道 use a word."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.evidence import mark_of
from dashboard.charts.native import BarPanel, Panels, Series, ShadedTable
from dashboard.charts.style import SMALL_TEXT_PIXELS, TEXT_PIXELS, Style, base_layout, quiet_axis
from dashboard.charts.text_metrics import MIDDLE_SHIFT_EM, shortened, text_width
from dashboard.charts.wording import escape, short_name

LEAST_ROW_PIXELS, MOST_ROW_PIXELS = 36, 56
LEAST_BAR_ROW_PIXELS = 42
HEAD_PIXELS = 56
LARGEST_DOT_PIXELS = 40
SMALLEST_DOT_PIXELS = 8
LONGEST_LABEL_PIXELS = 300
LONGEST_COLUMN_PIXELS = 420


def terms_that_fit(height: int, *, as_bars: bool) -> int:
    """Return how many words a figure of this height has room for; one at least."""
    return max(1, (height - HEAD_PIXELS) // (LEAST_BAR_ROW_PIXELS if as_bars else LEAST_ROW_PIXELS))


def native_terms(shown: pd.DataFrame) -> ShadedTable:
    """Return the matrix for an office program: a shade stands for what the area of a dot does."""
    rates = [[float(rate) for rate in row] for row in shown.to_numpy()]
    largest = max(rate for row in rates for rate in row)
    return ShadedTable(
        rows=tuple(str(term) for term in shown.index),
        columns=tuple(short_name(str(street)) for street in shown.columns),
        texts=tuple(tuple(_rate_words(rate) if rate else "" for rate in row) for row in rates),
        shades=tuple(tuple(rate / largest if rate else None for rate in row) for row in rates),
        number_format="0.0",
        parted_at=parted_at(shown),
    )


def native_users(users: pd.Series, *, streets: int, unit: str, style: Style) -> Panels:
    """Return the bars for an office program."""
    counts = Series(f"{unit}个数", tuple(float(count) for count in users), (style.accent,))
    categories = tuple(str(term) for term in users.index)
    return Panels((BarPanel(categories, (counts,), number_format='#,##0"个"', highest=float(streets)),))


def _rate_words(rate: float) -> str:
    return f"{rate:.1f}"


def terms_figure(shown: pd.DataFrame, *, width: int, height: int, style: Style) -> go.Figure:
    """Return the matrix of rates (uses per 1,000 characters), words × 街道; the words of one 街道 only come last."""
    row = min(MOST_ROW_PIXELS, (height - HEAD_PIXELS) / len(shown))
    labels = [shortened(str(term), TEXT_PIXELS, LONGEST_LABEL_PIXELS) for term in shown.index]
    label_room = max(text_width(label, TEXT_PIXELS) for label in labels) + 30
    column = min(LONGEST_COLUMN_PIXELS, (width - label_room) / shown.shape[1])
    bottom = HEAD_PIXELS + row * len(shown)
    centres = [label_room + column * (number + 0.5) for number in range(shown.shape[1])]
    rows = [HEAD_PIXELS + row * (number + 0.5) for number in range(len(shown))]
    tops = [middle - row / 2 for middle in rows]
    names = _column_names(list(shown.columns), column)
    return go.Figure(
        [
            _texts(centres, [HEAD_PIXELS / 2] * len(centres), names, "center", style),
            _texts([0] * len(rows), rows, labels, "right", style),
            *_dots(shown, centres, rows, min(LARGEST_DOT_PIXELS, row - 6), style),
        ],
        base_layout(
            round(bottom), style, margin={"l": 0, "r": 0, "t": 0, "b": 0},
            xaxis=quiet_axis(style, range=[0, width], visible=False),
            yaxis=quiet_axis(style, range=[bottom, 0], visible=False),
            shapes=_grid(tops, parted_at(shown), label_room + column * shown.shape[1], style),
        ),
    )  # fmt: skip


def _column_names(streets: Sequence[str], column: float) -> list[str]:
    return [shortened(short_name(street), TEXT_PIXELS, column - 8) for street in streets]


def parted_at(shown: pd.DataFrame) -> int | None:
    """Return the first row that only one 街道 uses; None where all rows or none are of that kind."""
    shared = int(((shown > 0).sum(axis=1) > 1).sum())
    return shared if 0 < shared < len(shown) else None


def _grid(tops: Sequence[float], border: int | None, right: float, style: Style) -> list[dict[str, Any]]:
    return [
        {"type": "line", "x0": 0, "x1": right, "y0": top, "y1": top, "layer": "below",
         "line": {"color": style.ink if number == border else style.line, "width": 2 if number == border else 1,
                  "dash": "dash" if number == border else "solid"}}
        for number, top in enumerate(tops)
    ]  # fmt: skip


def _texts(
    xs: Sequence[float], middles: Sequence[float], texts: Sequence[str], anchor: str, style: Style
) -> go.Scatter:
    return go.Scatter(
        x=list(xs), y=[middle + MIDDLE_SHIFT_EM * TEXT_PIXELS for middle in middles], mode="text",
        text=[escape(text) for text in texts], textposition=f"middle {anchor}", hoverinfo="skip", cliponaxis=False,
        textfont={"size": TEXT_PIXELS, "color": style.ink},
    )  # fmt: skip


def _dots(
    shown: pd.DataFrame, centres: Sequence[float], rows: Sequence[float], largest_dot: float, style: Style
) -> list[go.Scatter]:
    """Return a dot for each rate, its area the rate, and the rates written beside them."""
    rates = shown.to_numpy(dtype=float)
    largest = rates.max()
    cells = [
        (centres[column], rows[row], float(rates[row, column]), mark_of(shown.columns[column], str(shown.index[row])))
        for row in range(len(shown))
        for column in range(shown.shape[1])
        if rates[row, column] > 0
    ]
    sizes = [max(SMALLEST_DOT_PIXELS, largest_dot * (rate / largest) ** 0.5) for _, _, rate, _ in cells]
    common = {
        "customdata": [[mark] for *_, mark in cells], "cliponaxis": False,
        "hovertext": [f"{escape(mark)}：每千字{rate:.1f}次" for _, _, rate, mark in cells],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip
    dots = go.Scatter(
        x=[x for x, *_ in cells], y=[y for _, y, *_ in cells], mode="markers", **common,
        marker={"size": sizes, "color": style.accent, "opacity": 1, "line": {"width": 0}},
    )  # fmt: skip
    words = go.Scatter(
        x=[x + largest_dot / 2 + 8 for x, *_ in cells], mode="text", **common, textposition="middle right",
        y=[y + MIDDLE_SHIFT_EM * SMALL_TEXT_PIXELS for _, y, *_ in cells],
        text=[_rate_words(rate) for _, _, rate, _ in cells],
        textfont={"size": SMALL_TEXT_PIXELS, "color": style.quiet_ink},
    )  # fmt: skip
    return [dots, words]


def users_figure(users: pd.Series, *, streets: int, height: int, style: Style) -> go.Figure:
    """Return bars of how many of so many 街道 use each word."""
    labels = [escape(shortened(str(term), TEXT_PIXELS, LONGEST_LABEL_PIXELS)) + "  " for term in users.index]
    places = list(range(len(users)))
    return go.Figure(
        go.Bar(
            orientation="h", x=list(users), y=places, width=0.7, marker={"color": style.accent},
            customdata=[[str(term)] for term in users.index], text=[f" {count}个" for count in users],
            textposition="outside", textfont={"size": TEXT_PIXELS}, cliponaxis=False,
            hovertemplate="%{text}<extra></extra>",
        ),
        base_layout(
            min(height, MOST_ROW_PIXELS * len(users) + 20), style, margin={"l": 20, "r": 90, "t": 10, "b": 10},
            xaxis=quiet_axis(style, range=[0, streets], visible=False),
            yaxis=quiet_axis(style, range=[len(users) - 0.5, -0.5], tickvals=places, ticktext=labels, automargin=True),
        ),
    )  # fmt: skip
