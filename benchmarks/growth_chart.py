"""The chart of README: how the seconds of preprocessing grow with the documents, from the figures that are kept."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.style import FONT_FAMILY, LABEL_PIXELS, LIGHT, LINE_PIXELS, MARKER_PIXELS, base_layout, grid_axis

WIDTH, HEIGHT = 1280, 620
LINES = (("first", "first run", LIGHT.accent), ("one changed", "one document changed", LIGHT.series[1]),
         ("unchanged", "nothing changed", LIGHT.quiet_ink))  # fmt: skip
SECONDS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
DOCUMENTS = (100, 1_000, 10_000, 41_352)


def growth_figure(figures: Sequence[Mapping[str, Any]]) -> go.Figure:
    """Return seconds against documents, both on logarithmic axes, a line for each kind of run with its name at its end.

    ``figures`` are those kept for the part ``scale``; the last one holds the fitted line, which is drawn dashed.
    """
    points = [one for one in figures if "documents" in one]
    fitted = next(one["fitted"] for one in figures if "fitted" in one)
    documents = [one["documents"] for one in points]
    traces = [_line(documents, [one["seconds"][key] for one in points], name, colour) for key, name, colour in LINES]
    steps = [100 * (documents[-1] / 100) ** (step / 40) for step in range(41)]
    guessed = [fitted["seconds_of_a_run"] + fitted["milliseconds_of_a_document"] / 1000 * step for step in steps]
    dashed = {"color": LIGHT.line, "dash": "dash", "width": 3}
    traces.insert(0, go.Scatter(x=steps, y=guessed, mode="lines", line=dashed))
    text = {"family": FONT_FAMILY, "size": LABEL_PIXELS, "color": LIGHT.ink}
    axis = {"type": "log", "tickfont": text}
    return go.Figure(traces, base_layout(
        HEIGHT, LIGHT, width=WIDTH, margin={"l": 90, "r": 330, "t": 60, "b": 70},
        xaxis=grid_axis(LIGHT, **axis, tickvals=DOCUMENTS, ticktext=[f"{number:,}" for number in DOCUMENTS]),
        yaxis=grid_axis(LIGHT, **axis, tickvals=SECONDS, ticktext=[f"{number:g} s" for number in SECONDS]),
        annotations=[{
            "text": "Seconds of <i>preprocess</i> by number of documents; dashed: "
            f"{fitted['seconds_of_a_run']:.1f} s + {fitted['milliseconds_of_a_document']:.1f} ms a document",
            "x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 14,
            "showarrow": False, "font": text,
        }],
    ))  # fmt: skip


def _line(documents: Sequence[int], seconds: Sequence[float], name: str, colour: str) -> go.Scatter:
    said = [""] * (len(seconds) - 1) + [f"  {name}, {seconds[-1]:.0f} s"]
    return go.Scatter(
        x=documents, y=seconds, mode="lines+markers+text", text=said, textposition="middle right", cliponaxis=False,
        line={"color": colour, "width": LINE_PIXELS}, marker={"color": colour, "size": MARKER_PIXELS},
        textfont={"family": FONT_FAMILY, "size": LABEL_PIXELS, "color": LIGHT.ink},
    )  # fmt: skip


def write_growth_chart(figures: Sequence[Mapping[str, Any]], file: Path) -> None:
    """Write the chart as a PNG; NoBrowserError where there is no browser to draw it."""
    from dashboard.export.picture_browser import picture_browser

    with picture_browser() as browser:
        file.write_bytes(browser.drawn(growth_figure(figures), "png"))
