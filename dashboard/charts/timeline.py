"""The timeline: dated steps of the plan year on a month axis, one lane per 街道."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.chart import Chart
from dashboard.charts.empty import empty_chart
from dashboard.charts.evidence import SEPARATOR, evidence_of, mark_of
from dashboard.charts.style import (
    CHART_HEIGHT_PIXELS,
    CHART_WIDTH_PIXELS,
    LIGHT,
    SMALL_TEXT_PIXELS,
    TEXT_PIXELS,
    Style,
    base_layout,
    quiet_axis,
    street_colours,
)
from dashboard.charts.text_metrics import text_width
from dashboard.charts.timeline_finding import timeline_finding
from dashboard.charts.timeline_lanes import Lane, Step, timeline_lanes
from dashboard.charts.timeline_layout import Span, pack_rows
from dashboard.charts.timeline_marks import Drawing, draw_lane
from dashboard.charts.timeline_rows import YearAxis, fit_lanes, is_dated_anniversary, lane_height, lanes_that_fit
from dashboard.charts.wording import date_words, escape, plan_year, short_name, source_line, streets_in_order
from dashboard.tables.tables import Tables

KEY, NAME = "timeline", "时间轴"
MOST_LANES = 12
LANE_LABEL_PIXELS = 300
MONTHS_PIXELS = 36
FOOT_ROW_PIXELS = 30
KEY_ROW_PIXELS = 32
RIGHT_MARGIN_PIXELS = 16


def timeline(
    tables: Tables,
    *,
    today: date | None = None,
    page: int = 1,
    width: int = CHART_WIDTH_PIXELS,
    height: int = CHART_HEIGHT_PIXELS,
    colours: Mapping[str, str] | None = None,
    style: Style = LIGHT,
) -> Chart:
    """Return the timeline of the plan year.

    Labels are measured for a figure ``width`` pixels wide; the figure may be lower than ``height`` but never higher.
    Of more than ``MOST_LANES`` 街道, those with most dated steps come first and ``page`` (from 1) turns on.
    ``today`` is drawn where it lies in the plan year. ``colours`` maps each 街道 to its colour.
    """
    year = plan_year(tables)
    if year is None:
        return empty_chart(KEY, NAME, tables, "没有可画的时间轴：文章没有写明计划年份", style=style)
    lanes = timeline_lanes(tables, year)
    if not any(lane.steps for lane in lanes):
        return empty_chart(KEY, NAME, tables, timeline_finding(lanes, year), table=_table(lanes, year), style=style)
    shown = _page_of(lanes, page, height)
    colours = colours or street_colours(streets_in_order(tables), style)
    figure = _figure(shown, year, today, width, height, colours, style)
    return Chart(
        key=KEY,
        name=NAME,
        finding=timeline_finding(lanes, year),
        subtitle=_subtitle(lanes, shown, year),
        source=source_line(tables),
        figure=figure,
        table=_table(lanes, year),
        evidence=_evidence(tables, figure),
        description=_description(lanes, year),
    )


def lanes_per_page(height: int = CHART_HEIGHT_PIXELS) -> int:
    """Return how many 街道 one page of a timeline of this height holds."""
    return min(MOST_LANES, lanes_that_fit(height - MONTHS_PIXELS - 2 * FOOT_ROW_PIXELS - KEY_ROW_PIXELS))


def _page_of(lanes: Sequence[Lane], page: int, height: int) -> list[Lane]:
    per_page = lanes_per_page(height)
    if len(lanes) <= per_page:
        return list(lanes)
    ranked = sorted(lanes, key=lambda lane: (-sum(step.is_finer_than_year for step in lane.steps), -len(lane.steps)))
    pages = -(-len(ranked) // per_page)
    first = (min(max(page, 1), pages) - 1) * per_page
    return ranked[first : first + per_page]


def _subtitle(lanes: Sequence[Lane], shown: Sequence[Lane], year: int) -> str:
    parts = [f"{year}年计划中写明日期的事项", f"{len(lanes)}个街道", f"{sum(lane.dated for lane in lanes)}项有日期"]
    undated = sum(lane.undated for lane in lanes)
    if undated:
        parts[-1] += f"，另有{undated}项未写日期"
    if len(shown) < len(lanes):
        parts.append(f"按有日期的事项多少排列，显示其中{len(shown)}个街道")
    return " · ".join(parts)


def _figure(
    lanes: Sequence[Lane], year: int, today: date | None, width: int, height: int, colours: Mapping[str, str],
    style: Style,
) -> go.Figure:  # fmt: skip
    axis = YearAxis(year, Span(LANE_LABEL_PIXELS, width - RIGHT_MARGIN_PIXELS))
    foot = _foot_labels(lanes, axis, today)
    foot_rows = pack_rows([span for _, _, _, span, _ in foot])
    foot_height = (max(foot_rows, default=-1) + 1) * FOOT_ROW_PIXELS + KEY_ROW_PIXELS
    density, placed = fit_lanes(lanes, axis, height - MONTHS_PIXELS - foot_height)
    drawing = Drawing(style, density)
    top = float(MONTHS_PIXELS)
    for one in placed:
        own = lane_height(one, density)
        draw_lane(drawing, one, top + density.gap / 2, own, axis, colours.get(one.lane.street, style.accent))
        top += own + density.gap
        drawing.line(Span(0, axis.plot.right), Span(top, top), style.line)
    _draw_months(drawing, axis, top)
    for (text, x, mark, span, dash), row in zip(foot, foot_rows, strict=True):
        middle = top + (row + 0.5) * FOOT_ROW_PIXELS + 4
        drawing.line(Span(x, x), Span(MONTHS_PIXELS, middle), style.ink, 2, line={"dash": dash})
        drawing.text(span.left, middle, text, SMALL_TEXT_PIXELS, style.ink, mark=mark, hover=escape(text))
    bottom = top + foot_height
    _draw_key(drawing, lanes, axis, bottom - KEY_ROW_PIXELS / 2)
    layout = base_layout(
        round(bottom), style, margin={"l": 0, "r": 0, "t": 0, "b": 0}, barmode="overlay", shapes=drawing.shapes,
        xaxis=quiet_axis(style, range=[0, width], visible=False),
        yaxis=quiet_axis(style, range=[bottom, 0], visible=False),
    )  # fmt: skip
    return go.Figure(list(drawing.traces()), layout)


def _draw_months(drawing: Drawing, axis: YearAxis, bottom: float) -> None:
    for month in range(1, 13):
        span = axis.month(month)
        drawing.line(Span(span.left, span.left), Span(MONTHS_PIXELS, bottom), drawing.style.line)
        drawing.text(
            (span.left + span.right) / 2, MONTHS_PIXELS / 2, f"{month}月", TEXT_PIXELS, drawing.style.quiet_ink,
            anchor="center",
        )  # fmt: skip
    drawing.line(Span(axis.plot.right, axis.plot.right), Span(MONTHS_PIXELS, bottom), drawing.style.line)


def _foot_labels(
    lanes: Sequence[Lane], axis: YearAxis, today: date | None
) -> list[tuple[str, float, str | None, Span, str]]:
    """Return (text, x, mark, label span, dash) for each anniversary, one for all 街道 that share it, and for today."""
    labels: list[tuple[str, float, str | None, Span, str]] = []
    for steps in _anniversaries(lanes):
        day = steps[0].start
        assert day is not None
        text = f"{day.month}月{day.day}日 {'、'.join(dict.fromkeys(step.label for step in steps))}"
        streets = list(dict.fromkeys(step.street for step in steps))
        if len(streets) < len(lanes):
            text += f"（{short_name(streets[0])}）" if len(streets) == 1 else f"（{len(streets)}个街道）"
        x = axis.position(day, 0.5)
        mark = mark_of(*(step.milestone_id for step in steps))
        labels.append((text, x, mark, _foot_span(text, x, axis), "dash"))
    if today is not None and today.year == axis.year:
        x = axis.position(today, 0.5)
        text = f"今天 {today.month}月{today.day}日"
        labels.append((text, x, None, _foot_span(text, x, axis), "solid"))
    return sorted(labels, key=lambda label: label[1])


def _foot_span(text: str, x: float, axis: YearAxis) -> Span:
    width = text_width(text, SMALL_TEXT_PIXELS)
    left = x + 10 if x + 10 + width <= axis.plot.right else x - 10 - width
    return Span(left, left + width)


def _anniversaries(lanes: Sequence[Lane]) -> list[list[Step]]:
    """Return the one-day anniversaries, those of all 街道 on the same day together."""
    steps = [step for lane in lanes for step in lane.steps if is_dated_anniversary(step)]
    steps.sort(key=lambda step: step.start or date.min)
    return [list(same) for _, same in groupby(steps, key=lambda step: step.start)]


def _draw_key(drawing: Drawing, lanes: Sequence[Lane], axis: YearAxis, middle: float) -> None:
    steps = [step for lane in lanes for step in lane.steps if not is_dated_anniversary(step)]
    entries = {
        "◆ 截止日": any(step.kind == "deadline" and not step.whole_year for step in steps),
        "细线：原文所写的时间范围": any(step.kind == "deadline" and step.start != step.end for step in steps),
        "色条：全年或一段时间": any(step.kind in ("period", "anniversary") or step.whole_year for step in steps),
        "渐淡：没有写明起点或终点": any(step.start is None or step.end is None for step in steps),
        "圆点：定期开展": any(step.kind == "recurring" for step in steps),
    }
    words = "　".join(words for words, present in entries.items() if present)
    drawing.text(axis.plot.left, middle, words, SMALL_TEXT_PIXELS, drawing.style.quiet_ink)


def _table(lanes: Sequence[Lane], year: int) -> pd.DataFrame:
    rows = [
        (lane.street, lane.district, step.label, step.due, date_words(step.start, step.end, plan_year=year))
        for lane in lanes
        for step in lane.steps
    ]
    undated = [lane for lane in lanes if lane.undated]
    rows += [(lane.street, lane.district, f"另有{lane.undated}项目标", "未写日期", "") for lane in undated]
    return pd.DataFrame(rows, columns=["街道", "区", "事项", "原文日期", "时间"])


def _evidence(tables: Tables, figure: go.Figure) -> pd.DataFrame:
    """Return the milestones behind each drawn mark; a mark names the milestones it stands for."""
    drawn = {str(item[0]) for trace in figure.data if trace.customdata is not None for item in trace.customdata}
    parts = pd.DataFrame(
        [(mark, milestone) for mark in sorted(drawn) for milestone in mark.split(SEPARATOR)],
        columns=["mark", "milestone_id"],
    )
    rows = parts.merge(tables.milestones, on="milestone_id")
    return evidence_of(rows, rows["mark"])


def _description(lanes: Sequence[Lane], year: int) -> str:
    dated = "；".join(f"{lane.street}{len(lane.steps)}项" for lane in lanes[:MOST_LANES])
    return f"{year}年1月至12月的时间轴，每个街道一行。有日期的事项：{dated}。"
