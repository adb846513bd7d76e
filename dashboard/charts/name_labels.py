"""The names of a chart's series, each behind its sign, in one line above the plot: a legend that is read first."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.style import FONT_FAMILY, LABEL_PIXELS, LIGHT, Style
from dashboard.charts.text_metrics import text_width
from dashboard.charts.wording import escape

GAP_PIXELS = 44
ABOVE_PLOT_PIXELS = 10
NAME_LINE_PIXELS = 56
"""Margin that the line needs above the plot."""


@dataclass(frozen=True, slots=True)
class NameLabel:
    """A series: its sign (■ ● ◇), the sign's colour and the name."""

    sign: str
    colour: str
    name: str


def name_line(labels: Sequence[NameLabel], style: Style = LIGHT) -> list[dict[str, object]]:
    """Return the annotations of the line, from the plot's left edge to the right."""
    annotations: list[dict[str, object]] = []
    shift = 0.0
    for label in labels:
        annotations.append({
            "text": f"<span style='color:{label.colour}'>{label.sign}</span> {escape(label.name)}",
            "x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom",
            "xshift": round(shift), "yshift": ABOVE_PLOT_PIXELS, "showarrow": False,
            "font": {"family": FONT_FAMILY, "size": LABEL_PIXELS, "color": style.ink},
        })  # fmt: skip
        shift += text_width(f"{label.sign} {label.name}", LABEL_PIXELS) + GAP_PIXELS
    return annotations
