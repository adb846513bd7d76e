"""Rows that compare 街道: a bar for their likeness in themes, one for that in words, and what they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import plotly.graph_objects as go

from dashboard.charts.evidence import mark_of
from dashboard.charts.native import BarPanel, Panels, Series
from dashboard.charts.row_heights import row_height
from dashboard.charts.style import (
    CHART_HEIGHT_PIXELS,
    CHART_WIDTH_PIXELS,
    FONT_FAMILY,
    LABEL_PIXELS,
    LIGHT,
    TEXT_PIXELS,
    Style,
    base_layout,
    quiet_axis,
)
from dashboard.charts.text_metrics import shortened, text_width
from dashboard.charts.wording import escape

THEMES, WORDS = "主题", "用词"
SHARED = "共同的主题和用词"
TALLEST_ROW_PIXELS = 104
TWO_LINES_PIXELS = 68
"""Rows from this height write shared themes and shared words below each other."""
HEADER_PIXELS = 56
BAR_PIXELS_OF_ROW = 0.5
LABEL_GAP_PIXELS = 20
WIDEST_LABEL_SHARE = 0.25
BAR_DOMAINS = ((0.0, 0.28), (0.33, 0.61))
"""Where the bars of themes and of words stand, as shares of the width right of the labels."""
TEXT_LEFT = 0.66
FULL_SCALE = 1.2
"""The axis ends past the highest similarity, 1, so that a value stands beside its bar."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A row: its label, its mark without the measure, its 街道, both similarities (NaN: none) and what is shared."""

    label: str
    mark: str
    streets: tuple[str, ...]
    themes: float
    words: float
    shared_themes: tuple[str, ...]
    shared_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under a heading, which is empty where there is only one section."""

    heading: str
    rows: tuple[Compared, ...]


def similarity_rows(
    sections: Sequence[Section],
    *,
    width: int = CHART_WIDTH_PIXELS,
    height: int = CHART_HEIGHT_PIXELS,
    style: Style = LIGHT,
) -> go.Figure:
    """Return the figure, at most ``height`` pixels high. Marks: the row's mark|主题 and the row's mark|用词."""
    slots: list[str | Compared] = []
    for section in sections:
        slots += [section.heading] if section.heading else []
        slots += section.rows
    places = [(place, slot) for place, slot in enumerate(slots) if isinstance(slot, Compared)]
    each = row_height(height - HEADER_PIXELS, len(slots), TALLEST_ROW_PIXELS)
    widest = max(text_width(row.label, LABEL_PIXELS) for _, row in places)
    label_room = min(widest, width * WIDEST_LABEL_SHARE) + LABEL_GAP_PIXELS
    text_room = (width - label_room) * (1 - TEXT_LEFT)
    traces = [
        _bars(places, THEMES, "x", style), _bars(places, WORDS, "x2", style),
        _shared_texts(places, each >= TWO_LINES_PIXELS, text_room, style),
    ]  # fmt: skip
    return go.Figure(
        traces,
        base_layout(
            HEADER_PIXELS + int(each * len(slots)),
            style,
            margin={"l": round(label_room), "r": 0, "t": HEADER_PIXELS, "b": 0},
            xaxis=quiet_axis(style, visible=False, domain=BAR_DOMAINS[0], range=[0, FULL_SCALE]),
            xaxis2=quiet_axis(style, visible=False, domain=BAR_DOMAINS[1], range=[0, FULL_SCALE], anchor="y"),
            xaxis3=quiet_axis(style, visible=False, domain=[TEXT_LEFT, 1], range=[0, 1], anchor="y"),
            yaxis=_label_axis(places, len(slots), label_room, style),
            annotations=_headings(slots, label_room, style),
        ),
    )


def native_sections(sections: Sequence[Section], style: Style = LIGHT) -> Panels:
    """Return the rows for an office program: of each section a panel for the themes and one for the words."""
    panels = []
    for section in sections:
        for measure in (THEMES, WORDS):
            heading = f"{section.heading}：{measure}" if section.heading else f"{measure}相似度"
            panels.append(_native_panel(section, measure, heading, style))
    return Panels(tuple(panels), columns=2)


def _native_panel(section: Section, measure: str, heading: str, style: Style) -> BarPanel:
    values = [_value(row, measure) for row in section.rows]
    known = tuple(None if isnan(value) else value for value in values)
    shared = [(row.shared_themes if measure == THEMES else row.shared_words) for row in section.rows]
    return BarPanel(
        categories=tuple(row.label for row in section.rows),
        series=(Series(f"{measure}相似度", known, (_colour(measure, style),)),),
        heading=heading,
        number_format="0.00",
        highest=1.0,
        notes_heading=f"共同的{measure}",
        notes=tuple(_joined(names) or "无" for names in shared),
    )


def _colour(measure: str, style: Style) -> str:
    return style.accent if measure == THEMES else style.series[1]


def _bars(places: Sequence[tuple[int, Compared]], measure: str, axis: str, style: Style) -> go.Bar:
    known = [(place, row, value) for place, row in places if not isnan(value := _value(row, measure))]
    return go.Bar(
        orientation="h",
        x=[value for _, _, value in known],
        y=[place for place, _, _ in known],
        width=BAR_PIXELS_OF_ROW,
        marker={"color": _colour(measure, style), "line": {"width": 0}},
        text=[f"\u2002{value:.2f}" for _, _, value in known],
        textposition="outside",
        textangle=0,
        constraintext="none",
        cliponaxis=False,
        textfont={"family": FONT_FAMILY, "size": TEXT_PIXELS, "color": style.ink},
        selected={"textfont": {"color": style.ink}},
        customdata=[[mark_of(row.mark, measure)] for _, row, _ in known],
        hovertext=[escape(f"{row.label}：{measure}相似度{value:.2f}") for _, row, value in known],
        hoverinfo="text",
        xaxis=axis,
    )


def _value(row: Compared, measure: str) -> float:
    return row.themes if measure == THEMES else row.words


def _shared_texts(places: Sequence[tuple[int, Compared]], two_lines: bool, room: float, style: Style) -> go.Scatter:
    return go.Scatter(
        x=[0] * len(places),
        y=[place for place, _ in places],
        mode="text",
        text=[_shared_words(row, two_lines, room) for _, row in places],
        textposition="middle right",
        textfont={"family": FONT_FAMILY, "size": TEXT_PIXELS, "color": style.quiet_ink},
        selected={"textfont": {"color": style.quiet_ink}},
        hoverinfo="skip",
        cliponaxis=False,
        xaxis="x3",
    )


def _shared_words(row: Compared, two_lines: bool, room: float) -> str:
    parts = [_joined(row.shared_themes), _joined(row.shared_words)]
    if two_lines:
        return "<br>".join(escape(shortened(part, TEXT_PIXELS, room)) for part in parts if part) or "无"
    return escape(shortened("；".join(filter(None, parts)), TEXT_PIXELS, room)) or "无"


def _joined(names: Sequence[str]) -> str:
    return "、".join(names)


def _label_axis(places: Sequence[tuple[int, Compared]], slots: int, room: float, style: Style) -> dict[str, object]:
    return quiet_axis(
        style,
        range=[slots - 0.5, -0.5],
        tickvals=[place for place, _ in places],
        ticktext=[escape(shortened(row.label, LABEL_PIXELS, room - LABEL_GAP_PIXELS)) for _, row in places],
        ticklabelstandoff=LABEL_GAP_PIXELS // 2,
        tickfont={"family": FONT_FAMILY, "size": LABEL_PIXELS, "color": style.ink},
    )


def _headings(slots: Sequence[str | Compared], label_room: float, style: Style) -> list[dict[str, object]]:
    """Return the names of the measures above their bars, and those of the sections above their rows."""
    lefts = (BAR_DOMAINS[0][0], BAR_DOMAINS[1][0], TEXT_LEFT)
    tops = zip(lefts, (f"{THEMES}相似度", f"{WORDS}相似度", SHARED), strict=True)
    names = [
        {"text": words, "x": left, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom",
         "yshift": 8, "showarrow": False,
         "font": {"family": FONT_FAMILY, "size": TEXT_PIXELS, "color": style.quiet_ink}}
        for left, words in tops
    ]  # fmt: skip
    sections = [
        {"text": f"<b>{escape(slot)}</b>", "x": 0, "y": place, "xref": "paper", "yref": "y", "xanchor": "left",
         "yanchor": "middle", "xshift": -round(label_room), "showarrow": False,
         "font": {"family": FONT_FAMILY, "size": LABEL_PIXELS, "color": style.ink}}
        for place, slot in enumerate(slots) if isinstance(slot, str)
    ]  # fmt: skip
    return [*names, *sections]
