"""The timeline: dated steps of the plan year on a month axis, one lane per 街道."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.chart import Chart
from dashboard.charts.empty import empty_chart, too_many
from dashboard.charts.evidence import SEPARATOR, evidence_of
from dashboard.charts.native import pixel_drawing
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
from dashboard.charts.timeline_foot import MOST_FOOT_ROWS, foot_labels
from dashboard.charts.timeline_lanes import Lane, plan_years, timeline_lanes
from dashboard.charts.timeline_layout import Span
from dashboard.charts.timeline_marks import Drawing, draw_lane
from dashboard.charts.timeline_months import months_by_unit
from dashboard.charts.timeline_pages import TimelinePage, timeline_pages
from dashboard.charts.timeline_rows import YearAxis, is_dated_anniversary, lane_height
from dashboard.charts.wording import (
    date_words,
    escape,
    join_names,
    plan_year,
    short_name,
    source_line,
    streets_in_order,
)
from dashboard.tables.areas import STREET
from dashboard.tables.once import once
from dashboard.tables.tables import Tables

KEY, NAME = "timeline", "时间轴"
DISTRICT = "区"
MOST_DESCRIBED = 12
LANE_LABEL_PIXELS = 320
MONTHS_PIXELS = 36
FOOT_ROW_PIXELS = 30
KEY_ROW_PIXELS = 32
SILENT_ROW_PIXELS = 40
MOST_STEPS_OF_AN_AREA = 200
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
    """Return one page (from 1) of the timeline of the plan years, of which the commonest comes first.

    Labels are measured for a figure ``width`` pixels wide; the figure may be lower than ``height`` but never higher.
    Where the 街道 of a year do not fit, those with most dated steps come first. ``today`` is drawn where it lies in
    the page's year. ``colours`` maps each 街道 to its colour. Tables without texts, and those of areas with very many
    steps, give numbers per month instead.
    """
    year = plan_year(tables)
    if year is None:
        return empty_chart(KEY, NAME, tables, "没有可画的时间轴：文章没有写明计划年份", style=style)
    if _is_crowded(tables):
        grid = months_by_unit(tables, year, key=KEY, name=NAME, style=style, width=width, height=height)
        return grid or empty_chart(KEY, NAME, tables, too_many(tables, "逐项画出"), style=style)
    pages = _pages(tables, width, height)
    if not pages:
        silent = timeline_lanes(tables, year)
        finding = timeline_finding(silent, year, tables.unit)
        return empty_chart(KEY, NAME, tables, finding, table=_table(silent, year, tables.unit), style=style)
    shown = pages[min(max(page, 1), len(pages)) - 1]
    colours = colours or street_colours(streets_in_order(tables), style)
    figure = _figure(shown, tables.unit, today, width, colours, style)
    year, lanes = shown.axis.year, shown.lanes
    return Chart(
        key=KEY,
        name=NAME,
        finding=timeline_finding(lanes, year, tables.unit, names_year=len(plan_years(tables)) > 1),
        subtitle=_subtitle(shown, tables.unit, [other.axis.year for other in pages]),
        source=source_line(tables),
        figure=figure,
        find_table=lambda: _table(lanes, year, tables.unit),
        find_evidence=partial(_evidence, tables, figure),
        description=_description(lanes, year, tables.unit),
        native=pixel_drawing(figure, width),
    )


def timeline_page_count(tables: Tables, *, width: int = CHART_WIDTH_PIXELS, height: int = CHART_HEIGHT_PIXELS) -> int:
    """Return how many pages the timeline has in figures of this size; one at least."""
    return 1 if _is_crowded(tables) else max(1, len(_pages(tables, width, height)))


@once
def _is_crowded(tables: Tables) -> bool:
    """Return whether the steps cannot be shown one by one: without their texts, or where an area has so many that all
    but a few would be left out."""
    if not tables.has_texts:
        return True
    return tables.unit != STREET and tables.milestones["street"].value_counts().max() > MOST_STEPS_OF_AN_AREA


@once
def _pages(tables: Tables, width: int, height: int) -> list[TimelinePage]:
    room = height - MONTHS_PIXELS - MOST_FOOT_ROWS * FOOT_ROW_PIXELS - KEY_ROW_PIXELS
    return timeline_pages(tables, Span(LANE_LABEL_PIXELS, width - RIGHT_MARGIN_PIXELS), room, SILENT_ROW_PIXELS)


def _subtitle(page: TimelinePage, unit: str, years: Sequence[int]) -> str:
    year, lanes = page.axis.year, page.lanes
    parts = [f"{year}年计划中写明日期的事项", f"{len(lanes)}个{unit}", f"{sum(lane.dated for lane in lanes):,}项有日期"]
    recurring, undated = sum(lane.recurring for lane in lanes), sum(lane.undated for lane in lanes)
    if recurring:
        parts[-1] += f"、{recurring:,}项只写频次"
    if undated:
        parts[-1] += f"，另有{undated:,}项未写日期"
    if page.pages > 1:
        drawn = len(page.drawn)
        parts.append(f"第{page.number}页，共{page.pages}页，按有日期的事项多少排列，本页{drawn}个{unit}")
    others = list(dict.fromkeys(str(other) for other in years if other != year))
    if others:
        parts.append(f"{'、'.join(others)}年另页")
    return " · ".join(parts)


def _figure(
    page: TimelinePage, unit: str, today: date | None, width: int, colours: Mapping[str, str], style: Style
) -> go.Figure:
    axis, lanes = page.axis, page.drawn
    density, placed = page.laid_out()
    drawing = Drawing(style, density)
    top = float(MONTHS_PIXELS)
    for one in placed:
        own = lane_height(one, density)
        draw_lane(drawing, one, top + density.gap / 2, own, axis, colours.get(one.lane.street, style.accent))
        top += own + density.gap
        drawing.line(Span(0, axis.plot.right), Span(top, top), style.line)
    if page.silent:
        _draw_silent(drawing, page.silent, unit, width, top + SILENT_ROW_PIXELS / 2)
        top += SILENT_ROW_PIXELS
        drawing.line(Span(0, axis.plot.right), Span(top, top), style.line)
    _draw_months(drawing, axis, top)
    foot = foot_labels(lanes, axis, today, unit)
    for label, row in foot:
        middle = top + (row + 0.5) * FOOT_ROW_PIXELS + 4
        drawing.line(Span(label.x, label.x), Span(MONTHS_PIXELS, middle), style.ink, 2, line={"dash": label.dash})
        drawing.text(
            label.span.left, middle, label.text, SMALL_TEXT_PIXELS, style.ink, mark=label.mark,
            hover=escape(label.text),
        )  # fmt: skip
    bottom = top + (max((row for _, row in foot), default=-1) + 1) * FOOT_ROW_PIXELS + KEY_ROW_PIXELS
    _draw_key(drawing, lanes, axis, bottom - KEY_ROW_PIXELS / 2)
    bottom = round(bottom)
    layout = base_layout(
        bottom, style, margin={"l": 0, "r": 0, "t": 0, "b": 0}, barmode="overlay", shapes=drawing.shapes,
        xaxis=quiet_axis(style, range=[0, width], visible=False),
        yaxis=quiet_axis(style, range=[bottom, 0], visible=False),
    )  # fmt: skip
    return go.Figure(list(drawing.traces()), layout)


def _draw_silent(drawing: Drawing, silent: Sequence[Lane], unit: str, width: int, middle: float) -> None:
    """Name the 街道 without a dated step in one line, as many as fit, and how many commitments they have."""
    targets = sum(lane.undated for lane in silent)
    rest = f"，{targets:,}项目标未写日期" if targets else ""
    names = [short_name(lane.street) for lane in silent]
    whose = (join_names(names, most, f"个{unit}") for most in range(len(names), 0, -1))
    texts = (f"没有写明日期的事项：{listed}{rest}" for listed in whose)
    shortest = f"{len(names)}个{unit}没有写明日期的事项"
    words = next((text for text in texts if text_width(text, SMALL_TEXT_PIXELS) <= width), shortest)
    drawing.text(0, middle, words, SMALL_TEXT_PIXELS, drawing.style.quiet_ink)


def _draw_months(drawing: Drawing, axis: YearAxis, bottom: float) -> None:
    for month in range(1, 13):
        span = axis.month(month)
        drawing.line(Span(span.left, span.left), Span(MONTHS_PIXELS, bottom), drawing.style.line)
        drawing.text(
            (span.left + span.right) / 2, MONTHS_PIXELS / 2, f"{month}月", TEXT_PIXELS, drawing.style.quiet_ink,
            anchor="center",
        )  # fmt: skip
    drawing.line(Span(axis.plot.right, axis.plot.right), Span(MONTHS_PIXELS, bottom), drawing.style.line)


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


def _table(lanes: Sequence[Lane], year: int, unit: str) -> pd.DataFrame:
    rows = [
        (lane.street, lane.district, step.label, step.due, date_words(step.start, step.end, plan_year=year))
        for lane in lanes
        for step in lane.steps
    ]
    undated = [lane for lane in lanes if lane.undated]
    rows += [(lane.street, lane.district, f"另有{lane.undated:,}项目标", "未写日期", "") for lane in undated]
    table = pd.DataFrame(rows, columns=[unit, DISTRICT, "事项", "原文日期", "时间"])
    return table if unit == STREET else table.drop(columns=DISTRICT)  # an area is a district, or has several


def _evidence(tables: Tables, figure: go.Figure, _: str | None = None) -> pd.DataFrame:
    """Return the milestones behind each drawn mark; a mark names the milestones it stands for."""
    drawn = {str(item[0]) for trace in figure.data if trace.customdata is not None for item in trace.customdata}
    parts = pd.DataFrame(
        [(mark, milestone) for mark in sorted(drawn) for milestone in mark.split(SEPARATOR)],
        columns=["mark", "milestone_id"],
    )
    rows = parts.merge(tables.milestones, on="milestone_id")
    return evidence_of(rows, rows["mark"])


def _description(lanes: Sequence[Lane], year: int, unit: str) -> str:
    dated = "；".join(f"{lane.street}{len(lane.steps)}项" for lane in lanes[:MOST_DESCRIBED])
    return f"{year}年1月至12月的时间轴，每个{unit}一行。有日期的事项：{dated}。"
