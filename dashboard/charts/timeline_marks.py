"""The drawn parts of a timeline: Plotly traces and shapes for placed lanes, in pixels with y downwards."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.style import (
    HEADING_PIXELS,
    LINE_PIXELS,
    SMALL_TEXT_PIXELS,
    TEXT_PIXELS,
    THIN_LINE_PIXELS,
    Style,
    mixed,
)
from dashboard.charts.text_metrics import shortened, text_point_y, text_width
from dashboard.charts.timeline_layout import DIAMOND_PIXELS, Span, fading_opacities
from dashboard.charts.timeline_rows import Density, LaneRows, PlacedStep, YearAxis
from dashboard.charts.wording import date_words, escape, short_name

BAR_SHADE = 0.16
FADING_BAR_SHADE = 0.36
BAR_EDGE_PIXELS = 5
FADE_STEPS = 48
FADE_STEP_PIXELS = 8
"""No step is shorter: more of them cannot be told apart, and cost a shape each."""
DOT_PIXELS = 7
HALO_PIXELS = 3
NAME_WEIGHT, TEXT_WEIGHT = 600, 400


@dataclass
class Drawing:
    """What has been drawn so far; ``texts`` and ``bars`` are gathered into one trace each."""

    style: Style
    density: Density
    shapes: list[dict[str, Any]] = field(default_factory=list)
    bars: list[dict[str, Any]] = field(default_factory=list)
    points: list[dict[str, Any]] = field(default_factory=list)
    dots: list[tuple[float, float, str]] = field(default_factory=list)
    texts: list[dict[str, Any]] = field(default_factory=list)

    def line(self, x: Span, y: Span, colour: str, width: float = THIN_LINE_PIXELS, **more: Any) -> None:
        """Add a straight line under all marks."""
        self.shapes.append({
            "type": "line", "layer": "below", "x0": x.left, "x1": x.right, "y0": y.left, "y1": y.right,
            "line": {"color": colour, "width": width, **more.pop("line", {})}, **more,
        })  # fmt: skip

    def text(
        self, left: float, middle: float, text: str, size: int, colour: str, *, mark: str | None = None,
        hover: str = "", ground: str | None = None, anchor: str = "right", weight: int = TEXT_WEIGHT,
    ) -> None:  # fmt: skip
        """Add a line of text from ``left`` (or, with another anchor, around or up to it), its middle at ``middle``.

        ``text`` is plain, ``hover`` is escaped already.
        ``ground`` is the colour behind it, in which it is outlined; an empty string leaves the outline away.
        """
        self.texts.append({
            "x": left, "y": text_point_y(middle, size), "text": escape(text), "size": size, "color": colour,
            "mark": mark, "hover": hover, "anchor": anchor, "weight": weight,
            "shadow": halo(self.style.paper if ground is None else ground) if ground != "" else "none",
        })  # fmt: skip

    def traces(self) -> Iterator[go.Bar | go.Scatter]:
        """Yield the traces: bars, dots, diamonds, then texts on top."""
        if self.bars:
            yield _bar_trace(self.bars)
        if self.dots:
            yield _dot_trace(self.dots)
        if self.points:
            yield _point_trace(self.points, self.style)
        clickable = [text for text in self.texts if text["mark"] is not None]
        plain = [text for text in self.texts if text["mark"] is None]
        for texts, name in ((plain, "names"), (clickable, "labels")):
            if texts:
                yield _text_trace(texts, name)


def halo(colour: str) -> str:
    """Return the CSS shadow that outlines text in the colour of its ground, where a line passes behind it."""
    around = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1))
    return ", ".join(f"{x * HALO_PIXELS}px {y * HALO_PIXELS}px 1px {colour}" for x, y in around)


def draw_lane(drawing: Drawing, placed: LaneRows, top: float, height: float, axis: YearAxis, colour: str) -> None:
    """Add a lane's name, counts and rows."""
    _draw_lane_label(drawing, placed, top, axis.plot.left)
    if not placed.rows:
        middle = top + drawing.density.row / 2
        words = "只写明纪念日" if placed.lane.steps else "没有写明日期的事项"
        drawing.text(axis.plot.left + 14, middle, words, SMALL_TEXT_PIXELS, drawing.style.quiet_ink)
    for number, row in enumerate(placed.rows):
        middle = top + (number + 0.5) * drawing.density.row
        for step in row:
            _draw_step(drawing, step, middle, axis, colour)


def _draw_lane_label(drawing: Drawing, placed: LaneRows, top: float, width: float) -> None:
    lane, style = placed.lane, drawing.style
    size = TEXT_PIXELS if drawing.density.two_lines else HEADING_PIXELS
    room = width - 20
    counts = [f"{lane.undated:,}项未写日期"] if lane.undated else []
    if placed.folded:
        counts.append(f"{len(placed.folded):,}项未画出")
    counts_text = _as_room_permits("，".join(counts), room)
    if drawing.density.two_lines:
        first, second = top + drawing.density.row / 2, top + drawing.density.row * 1.5
        drawing.text(0, first, shortened(lane.street, size, room), size, style.ink, weight=NAME_WEIGHT)
        left = text_width(lane.street, size) + 14
        if left + text_width(lane.district, SMALL_TEXT_PIXELS) <= room:
            drawing.text(left, first, lane.district, SMALL_TEXT_PIXELS, style.quiet_ink)
        drawing.text(0, second, counts_text, SMALL_TEXT_PIXELS, style.quiet_ink)
        return
    drawing.text(0, top + 22, shortened(lane.street, size, room), size, style.ink, weight=NAME_WEIGHT)
    for line, words in enumerate(filter(None, (lane.district, counts_text))):
        drawing.text(0, top + 58 + 31 * line, words, SMALL_TEXT_PIXELS, style.quiet_ink)


def _as_room_permits(counts: str, room: float) -> str:
    """Return the counts in words that fit, for a number must not be cut off."""
    if not counts:
        return ""
    briefer = counts.replace("未写日期", "无日期").replace("未画出", "未画")
    fitting = (text for text in (f"另有{counts}", counts) if text_width(text, SMALL_TEXT_PIXELS) <= room)
    return next(fitting, shortened(briefer, SMALL_TEXT_PIXELS, room))


def _draw_step(drawing: Drawing, step: PlacedStep, middle: float, axis: YearAxis, colour: str) -> None:
    style, hover = drawing.style, _hover(step, axis.year)
    ground = None
    if step.bar is not None:
        if step.label.overlaps(step.bar):
            # No one colour lies behind the label in a fading bar.
            ground = "" if step.fades_in or step.fades_out else mixed(style.paper, colour, BAR_SHADE)
        _draw_bar(drawing, step, middle, colour, hover)
    if step.line is not None:
        _draw_line(drawing, step.line, middle, colour, fades_in=step.fades_in)
    if step.point is not None:
        drawing.points.append({"x": step.point, "y": middle, "color": colour, "mark": step.mark, "hover": hover})
    if step.recurs:
        for month in range(1, 13):
            span = axis.month(month)
            if (span.left + span.right) / 2 > step.label.right + DIAMOND_PIXELS:
                drawing.dots.append(((span.left + span.right) / 2, middle, colour))
    drawing.text(
        step.label.left, middle, step.text, drawing.density.text, style.ink, mark=step.mark, hover=hover, ground=ground
    )


def _draw_line(drawing: Drawing, line: Span, middle: float, colour: str, *, fades_in: bool) -> None:
    pale = mixed(drawing.style.paper, colour, 0.45)
    if not fades_in:
        drawing.line(line, Span(middle, middle), pale, LINE_PIXELS)
        return
    for part, opacity in _fading(line, 1.0, from_left=False):
        drawing.line(part, Span(middle, middle), pale, LINE_PIXELS, opacity=opacity)


def _draw_bar(drawing: Drawing, step: PlacedStep, middle: float, colour: str, hover: str) -> None:
    assert step.bar is not None
    fades = step.fades_in or step.fades_out
    parts = _bar_parts(step.bar, fades_in=step.fades_in, fades_out=step.fades_out)
    for part, opacity in parts:
        drawing.bars.append({
            "base": part.left, "x": part.right - part.left, "y": middle, "width": drawing.density.bar, "color": colour,
            "opacity": (FADING_BAR_SHADE if fades else BAR_SHADE) * opacity, "mark": step.mark, "hover": hover,
        })  # fmt: skip
    if not step.fades_in:
        drawing.bars.append({
            "base": step.bar.left, "x": BAR_EDGE_PIXELS, "y": middle, "width": drawing.density.bar, "color": colour,
            "opacity": 1.0, "mark": step.mark, "hover": hover,
        })  # fmt: skip


def _bar_parts(bar: Span, *, fades_in: bool, fades_out: bool) -> list[tuple[Span, float]]:
    if fades_in and fades_out:
        middle = (bar.left + bar.right) / 2
        return _fading(Span(bar.left, middle), 1.0, from_left=False) + _fading(Span(middle, bar.right), 1.0)
    if fades_in or fades_out:
        return _fading(bar, 1.0, from_left=fades_out)
    return [(bar, 1.0)]


def _fading(span: Span, opacity: float, *, from_left: bool = True) -> list[tuple[Span, float]]:
    """Return parts of the span whose opacity falls to the right, or with ``from_left`` False rises."""
    steps = min(max(round((span.right - span.left) / FADE_STEP_PIXELS), 1), FADE_STEPS)
    edges = [round(span.left + (span.right - span.left) * step / steps) for step in range(steps + 1)]
    opacities = fading_opacities(opacity, steps)
    if not from_left:
        opacities.reverse()
    return [(Span(left, right), one) for left, right, one in zip(edges, edges[1:], opacities, strict=False)]


def _hover(step: PlacedStep, year: int) -> str:
    """Return the lines shown over a mark, ready for Plotly: the 街道, then each step with its date as written."""
    lines = [short_name(step.steps[0].street)]
    for one in step.steps:
        when = one.due or date_words(one.start, one.end, plan_year=year)
        lines.append(f"{when} {one.label}".strip())
    return "<br>".join(escape(line) for line in lines)


def _bar_trace(bars: Sequence[Mapping[str, Any]]) -> go.Bar:
    return go.Bar(
        orientation="h", name="bars", base=[bar["base"] for bar in bars], x=[bar["x"] for bar in bars],
        y=[bar["y"] for bar in bars], width=[bar["width"] for bar in bars], customdata=[[bar["mark"]] for bar in bars],
        marker={"color": [bar["color"] for bar in bars], "opacity": [bar["opacity"] for bar in bars],
                "line": {"width": 0}},
        hovertext=[bar["hover"] for bar in bars], hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _dot_trace(dots: Sequence[tuple[float, float, str]]) -> go.Scatter:
    return go.Scatter(
        x=[x for x, _, _ in dots], y=[y for _, y, _ in dots], mode="markers", hoverinfo="skip", name="recurring",
        marker={"size": DOT_PIXELS, "color": [colour for _, _, colour in dots]},
    )  # fmt: skip


def _point_trace(points: Sequence[Mapping[str, Any]], style: Style) -> go.Scatter:
    return go.Scatter(
        x=[point["x"] for point in points], y=[point["y"] for point in points], mode="markers", name="deadlines",
        customdata=[[point["mark"]] for point in points], cliponaxis=False,
        marker={"symbol": "diamond", "size": DIAMOND_PIXELS, "color": [point["color"] for point in points],
                "opacity": 1, "line": {"width": 2, "color": style.paper}},
        hovertext=[point["hover"] for point in points], hovertemplate="%{hovertext}<extra></extra>",
    )  # fmt: skip


def _text_trace(texts: Sequence[Mapping[str, Any]], name: str) -> go.Scatter:
    clickable = texts[0]["mark"] is not None
    return go.Scatter(
        x=[text["x"] for text in texts], y=[text["y"] for text in texts], mode="text", name=name, cliponaxis=False,
        text=[text["text"] for text in texts], textposition=[f"middle {text['anchor']}" for text in texts],
        textfont={"size": [text["size"] for text in texts], "color": [text["color"] for text in texts],
                  "shadow": [text["shadow"] for text in texts], "weight": [text["weight"] for text in texts]},
        customdata=[[text["mark"]] for text in texts] if clickable else None,
        hovertext=[text["hover"] for text in texts] if clickable else None,
        hovertemplate="%{hovertext}<extra></extra>" if clickable else None,
        hoverinfo=None if clickable else "skip",
    )  # fmt: skip
