"""How every chart looks: font, sizes in pixels, colours, and the layout that all figures share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FONT_FAMILY = '"Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif'

SCREEN_WIDTH_PIXELS = 1920
CHART_WIDTH_PIXELS = 1800
"""Width that a chart may count on: a 1920 pixel screen without the page's margins."""
CHART_HEIGHT_PIXELS = 780
"""Height left on a 1080 pixel screen between the page's title and the source line."""

SMALLEST_TEXT_PIXELS = 20
SMALL_TEXT_PIXELS = 20
TEXT_PIXELS = 22
LABEL_PIXELS = 24
HEADING_PIXELS = 28
MESSAGE_PIXELS = 44
NUMBER_PIXELS = 56

THIN_LINE_PIXELS = 1
LINE_PIXELS = 3
MARKER_PIXELS = 22

READABLE_CONTRAST = 4.5
"""Of text with its ground (WCAG 2.1, level AA)."""

FEWEST_BARS_WITH_GRID = 10
"""Fewer bars than this carry their values and need no grid."""
MOST_DIRECT_LABELS = 3
"""Up to so many series are labelled where they are drawn, without a legend."""


@dataclass(frozen=True, slots=True)
class Style:
    """The colours of one theme.

    ``series`` are told apart under deuteranopia and protanopia and stand at 3:1 or more to ``paper``. ``heat`` runs
    from the palest to the strongest shade of one hue; ``empty`` is a cell without a value. ``kinds`` are four
    shades in the order of what a commitment states: amount and date, date only, amount only, neither. ``cited`` lies
    under words that were asked for, ``cited_edge`` around them.
    """

    name: str
    paper: str
    ink: str
    quiet_ink: str
    line: str
    empty: str
    accent: str
    heat: tuple[str, str]
    series: tuple[str, ...]
    kinds: tuple[str, str, str, str]
    cited: str
    cited_edge: str


LIGHT = Style(
    name="light",
    paper="#FFFFFF",
    ink="#16212E",
    quiet_ink="#566373",
    line="#DFE4EA",
    empty="#F6F7F9",
    accent="#1F4E8C",
    heat=("#DDE6F1", "#1F4E8C"),
    series=("#1F4E8C", "#C24E19", "#1A8069", "#5F8FDB", "#4A2E12", "#C24F9A"),
    kinds=("#12305A", "#3E74B8", "#C24E19", "#8A94A1"),
    cited="#FFF0B8",
    cited_edge="#A87B00",
)

DARK = Style(
    name="dark",
    paper="#10161D",
    ink="#F2F5F8",
    quiet_ink="#B3BECA",
    line="#2E3945",
    empty="#19212A",
    accent="#7FB2F0",
    heat=("#22364F", "#8FBDF5"),
    series=("#7FB2F0", "#F28C52", "#4CC2A0", "#8473FF", "#EAD94C", "#D3FDB4"),
    kinds=("#CFE3FB", "#6FA6EA", "#F28C52", "#74808E"),
    cited="#4A3D0B",
    cited_edge="#E0B62E",
)


def street_colours(all_streets: Sequence[str], style: Style = LIGHT) -> dict[str, str]:
    """Return a colour for each 街道 of all the documents.

    Give every 街道 there is, in the order of the documents, not the filtered ones: so a 街道 keeps its colour
    whatever is chosen. Past the palette's end the colours come round again; names always stand beside them.
    """
    distinct = list(dict.fromkeys(all_streets))
    return {street: style.series[place % len(style.series)] for place, street in enumerate(distinct)}


def bar_colours(
    streets: Sequence[str], colours: Mapping[str, str] | None = None, style: Style = LIGHT
) -> dict[str, str]:
    """Return a bar colour for each 街道: its own, or the accent for all where there are more than own colours."""
    if len(streets) > len(style.series):
        return dict.fromkeys(streets, style.accent)
    own = colours or street_colours(streets, style)
    return {street: own.get(street, style.accent) for street in streets}


_AS_THEY_WERE = {"unselected": {"marker": {"opacity": 1}}}
_AXIS = {"automargin": True, "title": {"standoff": 15}}
TEMPLATE: dict[str, Any] = {
    "data": {"bar": [_AS_THEY_WERE], "scatter": [_AS_THEY_WERE]},
    "layout": {"autotypenumbers": "strict", "xaxis": _AXIS, "yaxis": _AXIS},
}
"""What all figures leave to Plotly: marks that were not clicked stay as they are (it would fade them to a fifth).

Without a template of its own a figure carries the one Plotly brings, which is longer than most of our figures.
"""


def base_layout(height: int = CHART_HEIGHT_PIXELS, style: Style = LIGHT, **changes: Any) -> dict[str, Any]:
    """Return the layout arguments that all figures share; ``changes`` replace or add some.

    The width is left to the place the figure is shown in. There is no title: page, briefing and slide render
    ``Chart.finding`` themselves.
    """
    layout: dict[str, Any] = {
        "template": TEMPLATE,
        "height": height,
        "autosize": True,
        "paper_bgcolor": style.paper,
        "plot_bgcolor": style.paper,
        "font": {"family": FONT_FAMILY, "size": TEXT_PIXELS, "color": style.ink},
        "margin": {"l": 20, "r": 20, "t": 20, "b": 20},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "font": {"family": FONT_FAMILY, "size": SMALL_TEXT_PIXELS, "color": style.ink},
            "bgcolor": style.paper,
            "bordercolor": style.line,
            "align": "left",
        },
        "xaxis": quiet_axis(style),
        "yaxis": quiet_axis(style),
    }
    return {**layout, **changes}


def quiet_axis(style: Style = LIGHT, **changes: Any) -> dict[str, Any]:
    """Return an axis without grid, line or zero line, whose labels are horizontal and cannot be zoomed."""
    axis: dict[str, Any] = {
        "showgrid": False,
        "showline": False,
        "zeroline": False,
        "ticks": "",
        "tickangle": 0,
        "tickfont": {"family": FONT_FAMILY, "size": TEXT_PIXELS, "color": style.ink},
        "fixedrange": True,
    }
    return {**axis, **changes}


def grid_axis(style: Style = LIGHT, **changes: Any) -> dict[str, Any]:
    """Return a quiet axis with thin grid lines, for charts with too many marks to carry their values."""
    return quiet_axis(
        style, **{"showgrid": True, "gridcolor": style.line, "gridwidth": THIN_LINE_PIXELS, **changes}
    )


def mixed(low: str, high: str, share: float) -> str:
    """Return the colour (``#RRGGBB``) that lies ``share`` (0 to 1) of the way from ``low`` to ``high``."""
    channels = (
        round(start + (end - start) * min(max(share, 0.0), 1.0))
        for start, end in zip(_channels(low), _channels(high), strict=True)
    )
    return "#" + "".join(f"{channel:02X}" for channel in channels)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours (1 to 21).

    https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio
    """
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_colour_on(background: str, style: Style = LIGHT) -> str:
    """Return ink or paper, whichever reads better on the background; black or white where neither reads well."""
    better = max((style.ink, style.paper), key=lambda colour: contrast(colour, background))
    if contrast(better, background) >= READABLE_CONTRAST:
        return better
    return max(("#000000", "#FFFFFF"), key=lambda colour: contrast(colour, background))


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
