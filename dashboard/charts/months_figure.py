"""A year month by month: a bar and the first items of each month, and beside them numbers that have no month."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.native import OFFICE_TEXT_PIXELS, BarPanel, Beside, Panels, Series
from dashboard.charts.style import (
    LABEL_PIXELS,
    NUMBER_PIXELS,
    SMALL_TEXT_PIXELS,
    TEXT_PIXELS,
    THIN_LINE_PIXELS,
    Style,
    base_layout,
    quiet_axis,
)
from dashboard.charts.text_metrics import shortened, text_point_y, text_width
from dashboard.charts.wording import escape

MOST_LINE_PIXELS = 72
MONTH_PIXELS = 80
BAR_SHARE = 0.15
"""Share of the width that the longest bar takes."""
COUNT_ROOM_PIXELS = 70
SIDE_SHARE = 0.24
SIDE_GAP_PIXELS = 50
SIDE_LINE_PIXELS = 38
LEAST_LARGEST = 4
"""The longest bar stands for this many at least, so that a single item does not fill the chart."""
BETWEEN_ITEMS = "　"
NUMBER_ROOM_PIXELS = 120
NARROWEST_EM = 0.2
"""No character of a text is narrower, in parts of its size."""


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month: its name, which is also its mark, how many items fall in it, and their words, first due first."""

    mark: str
    count: int
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideNumber:
    """A number without a month: its mark, the number, what it counts, and the words of its items."""

    mark: str
    count: int
    words: str
    items: tuple[str, ...]


def months_figure(
    lines: Sequence[MonthLine], side: Sequence[SideNumber], *, width: int, height: int, style: Style
) -> go.Figure:
    """Return the figure, at most ``height`` pixels high; as many items stand in a line as fit into it."""
    line = min(MOST_LINE_PIXELS, height / len(lines))
    bottom = line * len(lines)
    right = _right_of_lines(side, width)
    largest = _largest(lines)
    middles = [(number + 0.5) * line for number in range(len(lines))]
    items_left = _left_of_items(width)
    counted = [(one, middle) for one, middle in zip(lines, middles, strict=True) if one.count]
    traces = [
        _bars(counted, width * BAR_SHARE / largest, line, style),
        _text(
            [(0.0, middle, one.mark) for one, middle in zip(lines, middles, strict=True)], TEXT_PIXELS,
            style.quiet_ink,
        ),
        _text(
            [(MONTH_PIXELS + width * BAR_SHARE / largest * one.count + 12, middle, f"{one.count:,}")
             for one, middle in counted], LABEL_PIXELS, style.ink, [one.mark for one, _ in counted],
        ),
        _text(
            [(items_left, middle, _in_line(one, right - items_left, TEXT_PIXELS)) for one, middle in counted],
            TEXT_PIXELS, style.ink, [one.mark for one, _ in counted],
        ),
        *_side_traces(side, right + SIDE_GAP_PIXELS, width, bottom, style),
    ]  # fmt: skip
    return go.Figure(
        traces,
        base_layout(
            round(bottom), style, margin={"l": 0, "r": 0, "t": 0, "b": 0}, barmode="overlay",
            xaxis=quiet_axis(style, range=[0, width], visible=False),
            yaxis=quiet_axis(style, range=[bottom, 0], visible=False),
            shapes=[_rule(right, number * line, style) for number in range(1, len(lines))],
        ),
    )  # fmt: skip


def native_months(
    lines: Sequence[MonthLine], side: Sequence[SideNumber], *, width: int, height: int, style: Style
) -> Panels:
    """Return the same for an office program: as many items as the figure has room for in its larger text."""
    room = _right_of_lines(side, width) - _left_of_items(width)
    panel = BarPanel(
        categories=tuple(one.mark for one in lines),
        series=(Series("项数", tuple(float(one.count) for one in lines), (style.accent,)),),
        number_format="#,##0;;",  # a month without any stays bare
        highest=float(_largest(lines)),
        notes=tuple(_in_line(one, room, OFFICE_TEXT_PIXELS) for one in lines),
    )
    bottom = min(MOST_LINE_PIXELS * len(lines), height)
    most = _most_side_items(bottom / max(1, len(side)))
    return Panels(
        (panel,), beside=tuple(Beside(f"{one.count:,}{one.words}", tuple(_side_items(one, most))) for one in side)
    )


def _right_of_lines(side: Sequence[SideNumber], width: int) -> float:
    return width * (1 - SIDE_SHARE) - SIDE_GAP_PIXELS if side else width


def _left_of_items(width: int) -> float:
    return MONTH_PIXELS + width * BAR_SHARE + COUNT_ROOM_PIXELS


def _largest(lines: Sequence[MonthLine]) -> int:
    return max(LEAST_LARGEST, *(one.count for one in lines))


def _bars(counted: Sequence[tuple[MonthLine, float]], unit: float, line: float, style: Style) -> go.Bar:
    return go.Bar(
        orientation="h", base=[MONTH_PIXELS] * len(counted), x=[one.count * unit for one, _ in counted],
        y=[middle for _, middle in counted], width=min(36.0, line * 0.62), name="months",
        marker={"color": style.accent, "line": {"width": 0}}, customdata=[[one.mark] for one, _ in counted],
        hovertext=[_hover(f"{one.mark} {one.count:,}项", one.items) for one, _ in counted],
        hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _text(
    places: Sequence[tuple[float, float, str]], size: int, colour: str, marks: Sequence[str] | None = None
) -> go.Scatter:
    """Return texts that begin at x with their middle at y; with ``marks`` they can be clicked."""
    clicked: dict[str, Any] = {"hoverinfo": "skip"}
    if marks is not None:
        clicked = {"customdata": [[mark] for mark in marks], "hovertemplate": "%{text}<extra></extra>"}
    return go.Scatter(
        x=[x for x, _, _ in places], y=[text_point_y(middle, size) for _, middle, _ in places], mode="text",
        text=[escape(text) for _, _, text in places], textposition="middle right", cliponaxis=False,
        textfont={"size": size, "color": colour}, **clicked,
    )  # fmt: skip


def _in_line(line: MonthLine, room: float, size: int) -> str:
    """Return the first items that fit into ``room`` pixels at this size, and how many are left out."""
    items = line.items
    characters = accumulate(len(item) + len(BETWEEN_ITEMS) for item in items)
    most = sum(count * NARROWEST_EM * size <= room + size for count in characters)  # more cannot fit; measuring is slow
    for shown in range(most, 0, -1):
        words = BETWEEN_ITEMS.join(items[:shown]) + _rest(line.count - shown)
        if text_width(words, size) <= room:
            return words
    if not items:
        return ""
    rest = _rest(line.count - 1)
    return shortened(items[0], size, room - text_width(rest, size)) + rest


def _rest(left_out: int) -> str:
    return f"{BETWEEN_ITEMS}另有{left_out:,}项" if left_out else ""


def _side_traces(
    side: Sequence[SideNumber], left: float, right: float, bottom: float, style: Style
) -> list[go.Scatter]:
    """Return each number, large, with its words and first items under it; they share out the height."""
    traces: list[go.Scatter] = []
    room = bottom / max(1, len(side))
    for number, one in enumerate(side):
        top = number * room
        items = _side_items(one, _most_side_items(room))
        texts = [shortened(item, SMALL_TEXT_PIXELS, right - left) for item in items]
        marks = [one.mark]
        beside = left + text_width(f"{one.count:,}", NUMBER_PIXELS) + 12
        traces.append(_text([(left, top + 46, f"{one.count:,}")], NUMBER_PIXELS, style.ink, marks))
        traces.append(_text([(beside, top + 56, one.words)], LABEL_PIXELS, style.ink, marks))
        lines = [(left, top + NUMBER_ROOM_PIXELS + SIDE_LINE_PIXELS * line, text) for line, text in enumerate(texts)]
        traces.append(_text(lines, SMALL_TEXT_PIXELS, style.quiet_ink, marks * len(lines)))
    return traces


def _most_side_items(room: float) -> int:
    return max(0, int((room - NUMBER_ROOM_PIXELS - 20) // SIDE_LINE_PIXELS))


def _side_items(one: SideNumber, most: int) -> list[str]:
    """Return the number's first items, of more than ``most`` the last of them how many are left out."""
    items = list(one.items[:most])
    if len(one.items) > most > 0:
        items[-1] = f"另有{one.count - most + 1}项"
    return items


def _hover(heading: str, items: Sequence[str]) -> str:
    shown = list(items[:8]) + ([f"另有{len(items) - 8}项"] if len(items) > 8 else [])
    return "<br>".join(escape(text) for text in (heading, *shown))


def _rule(right: float, y: float, style: Style) -> dict[str, Any]:
    return {
        "type": "line", "x0": 0, "x1": right, "y0": y, "y1": y, "layer": "below",
        "line": {"color": style.line, "width": THIN_LINE_PIXELS},
    }  # fmt: skip
