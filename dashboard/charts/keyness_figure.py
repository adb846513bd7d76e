"""Distinctive words drawn: for each 街道 its words, a dot for their ratio to the others, a line for its interval."""

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.evidence import mark_of
from dashboard.charts.native import BarPanel, Panels, Series
from dashboard.charts.style import (
    HEADING_PIXELS,
    LINE_PIXELS,
    SMALL_TEXT_PIXELS,
    TEXT_PIXELS,
    Style,
    base_layout,
    quiet_axis,
)
from dashboard.charts.text_metrics import MIDDLE_SHIFT_EM, shortened, text_width
from dashboard.charts.wording import escape, number_words

LEAST_ROW_PIXELS, MOST_ROW_PIXELS = 46, 60
HEADING_ROOM_PIXELS = 60
AXIS_ROOM_PIXELS = 44
PANEL_GAP_PIXELS = 50
LONGEST_LABEL_PIXELS = 260
DOT_PIXELS = 18
RATIO_TICKS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000)
DECADE_TICKS = RATIO_TICKS[::2]
MOST_TICKS = 5


def keyness_rows_that_fit(height: int) -> int:
    """Return how many words a panel of a figure of this height has room for; one at least."""
    return max(1, _row_room(height) // LEAST_ROW_PIXELS)


def native_keyness(terms: Mapping[str, pd.DataFrame], colours: Mapping[str, str]) -> Panels:
    """Return the same for an office program: ratios exp(δ) with the ends of their intervals, hollow where unsure."""
    panels = tuple(
        BarPanel(
            categories=tuple(str(term) for term in own["term"]),
            series=(
                Series(
                    street,
                    _ratios(own["log_odds"]),
                    (colours[street],),
                    lows=_ratios(own["keyness_low"]),
                    highs=_ratios(own["keyness_high"]),
                    hollow=tuple(not sure for sure in _is_sure(own)),
                ),
            ),
            heading=street,
            number_format='General"倍"',
            as_dots=True,
            is_ratio=True,
        )
        for street, own in terms.items()
    )
    return Panels(panels, columns=len(panels))


def _ratios(log_odds: pd.Series) -> tuple[float, ...]:
    return tuple(exp(value) for value in log_odds)


def _is_sure(own: pd.DataFrame) -> list[bool]:
    """Return of each word whether its interval lies above one."""
    return [low > 0 for low in own["keyness_low"]]


def _row_room(height: int) -> int:
    return height - HEADING_ROOM_PIXELS - AXIS_ROOM_PIXELS


def keyness_figure(
    terms: Mapping[str, pd.DataFrame], colours: Mapping[str, str], *, width: int, height: int, style: Style
) -> go.Figure:
    """Return a panel for each 街道 of ``terms`` side by side, at most ``height`` pixels high.

    The frames have columns ``term``, ``count``, ``keyness``, ``keyness_low``, ``log_odds`` and ``keyness_high``.
    """
    rows = max(len(own) for own in terms.values())
    row = min(MOST_ROW_PIXELS, _row_room(height) / rows)
    height = round(HEADING_ROOM_PIXELS + rows * row + AXIS_ROOM_PIXELS)
    low = min(0.0, *(own["keyness_low"].min() for own in terms.values()))
    high = max(own["keyness_high"].max() for own in terms.values())
    pad = (high - low) * 0.04
    margin = {"l": 0, "r": 10, "t": 0, "b": AXIS_ROOM_PIXELS}
    layout, traces = base_layout(height, style, margin=margin, shapes=[], annotations=[]), list[go.Scatter]()
    labels = {
        street: [shortened(term, TEXT_PIXELS, LONGEST_LABEL_PIXELS) for term in own["term"]]
        for street, own in terms.items()
    }
    room = max(text_width(label, TEXT_PIXELS) for own in labels.values() for label in own) + 24
    each = (width - PANEL_GAP_PIXELS * (len(terms) - 1)) / len(terms)
    for number, (street, own) in enumerate(terms.items(), start=1):
        left = (number - 1) * (each + PANEL_GAP_PIXELS)
        domain = [(left + room) / width, min(1.0, (left + each) / width)]
        suffix = "" if number == 1 else str(number)
        _add_axes(layout, suffix, domain, (low - pad, high + pad), (rows, row), style)
        layout["shapes"] += _intervals(own, suffix, colours[street])
        traces += _traces(suffix, own, labels[street], colours[street], (low - pad, row), street, style)
        layout["annotations"].append({
            "x": left / width, "y": -1, "xref": "paper", "yref": f"y{suffix}", "xanchor": "left", "showarrow": False,
            "text": f"<b>{escape(street)}</b>", "font": {"size": HEADING_PIXELS, "color": style.ink},
        })  # fmt: skip
    return go.Figure(traces, layout)


def _add_axes(
    layout: dict[str, Any], suffix: str, domain: list[float], span: tuple[float, float], grid: tuple[int, float],
    style: Style,
) -> None:  # fmt: skip
    rows, row = grid
    ticks = [ratio for ratio in RATIO_TICKS if span[0] <= log(ratio) <= span[1]]
    if len(ticks) > MOST_TICKS:
        ticks = [ratio for ratio in ticks if ratio in DECADE_TICKS]
    head = HEADING_ROOM_PIXELS / row
    layout[f"xaxis{suffix}"] = quiet_axis(
        style, domain=domain, range=list(span), anchor=f"y{suffix}", tickvals=[log(ratio) for ratio in ticks],
        ticktext=[f"{number_words(ratio)}倍" for ratio in ticks],
        tickfont={"size": SMALL_TEXT_PIXELS, "color": style.quiet_ink},
    )  # fmt: skip
    layout[f"yaxis{suffix}"] = quiet_axis(
        style, range=[rows - 0.5, -0.5 - head], anchor=f"x{suffix}", showticklabels=False
    )
    layout["shapes"].append({
        "type": "line", "x0": 0, "x1": 0, "y0": -0.5, "y1": rows - 0.5, "xref": f"x{suffix}", "yref": f"y{suffix}",
        "layer": "below", "line": {"color": style.quiet_ink, "width": 1},
    })  # fmt: skip


def _intervals(own: pd.DataFrame, suffix: str, colour: str) -> list[dict[str, Any]]:
    return [
        {"type": "line", "x0": low, "x1": high, "y0": place, "y1": place, "xref": f"x{suffix}", "yref": f"y{suffix}",
         "layer": "below", "line": {"color": colour, "width": LINE_PIXELS}, "opacity": 0.5}
        for place, (low, high) in enumerate(zip(own["keyness_low"], own["keyness_high"], strict=True))
    ]  # fmt: skip


def _traces(
    suffix: str, own: pd.DataFrame, labels: Sequence[str], colour: str, corner: tuple[float, float], street: str,
    style: Style,
) -> list[go.Scatter]:  # fmt: skip
    """Return the dots of a panel and the words left of them; ``corner``: its left end, and the pixels of a row."""
    left, row_pixels = corner
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}", "cliponaxis": False}
    places = list(range(len(own)))
    marks = [[mark_of(street, term)] for term in own["term"]]
    hover = [
        f"{escape(row['term'])}<br>{row['count']}次，{exp(row['log_odds']):.1f}倍，z={row['keyness']:.1f}"
        for row in own.to_dict("records")
    ]
    dots = go.Scatter(
        x=own["log_odds"], y=places, mode="markers", customdata=marks, hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>", name=escape(street), **axes,
        marker={"size": DOT_PIXELS, "color": [colour if sure else style.paper for sure in _is_sure(own)], "opacity": 1,
                "line": {"width": LINE_PIXELS, "color": colour}},
    )  # fmt: skip
    shift = MIDDLE_SHIFT_EM * TEXT_PIXELS / row_pixels
    words = go.Scatter(
        x=[left] * len(own), y=[place + shift for place in places], mode="text", text=[escape(one) for one in labels],
        textposition="middle left", textfont={"size": TEXT_PIXELS, "color": style.ink}, customdata=marks,
        hovertext=hover, hovertemplate="%{hovertext}<extra></extra>", name=escape(street), **axes,
    )  # fmt: skip
    return [dots, words]
