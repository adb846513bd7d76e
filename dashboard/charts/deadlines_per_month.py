"""Deadlines per month of the plan year, and what has no month beside them."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.chart import Chart
from dashboard.charts.empty import empty_chart
from dashboard.charts.evidence import evidence_of, joined_evidence
from dashboard.charts.style import LABEL_PIXELS, LIGHT, NUMBER_PIXELS, TEXT_PIXELS, Style, base_layout, quiet_axis
from dashboard.charts.timeline_lanes import undated_commitments
from dashboard.charts.wording import coverage, plan_year, source_line
from dashboard.tables.tables import Tables

KEY, NAME = "deadlines_per_month", "每月时限"
HEIGHT_PIXELS = 620
MONTHS = tuple(f"{month}月" for month in range(1, 13))
WHOLE_YEAR, UNDATED = "只写全年", "未写日期"
MOST_PEAKS = 4
LEAST_TOP = 4
"""The axis reaches this far at least, so that a single deadline does not fill the chart."""
SIDE_PLACE, SIDE_ROOM_BARS = 12.1, 1.7
"""Where the numbers without a month begin and how much room they have, in bars."""


def deadlines_per_month(tables: Tables, *, style: Style = LIGHT) -> Chart:
    """Return a bar for each month: the deadlines and ends of periods that fall in it.

    Beside them, as numbers, what is dated with the year alone and the commitments without a date. Marks: 1月,
    只写全年, 未写日期.
    """
    year = plan_year(tables)
    rows = _rows(tables, year)
    counts = {bar: _count(rows, bar) for bar in (*MONTHS, WHOLE_YEAR, UNDATED)}
    if not any(counts.values()):
        return empty_chart(KEY, NAME, tables, "没有可统计时限的目标", table=_table(counts), style=style)
    return Chart(
        key=KEY,
        name=NAME,
        finding=_finding(counts),
        subtitle=f"按写明的截止日或时段的最后一天归入月份，单位：项；{coverage(tables)}",
        source=source_line(tables),
        figure=_figure(counts, style),
        table=_table(counts),
        evidence=joined_evidence(*(evidence_of(part, part["bar"]) for part in rows)),
        description="，".join(f"{bar}{count}项" for bar, count in counts.items() if count),
    )


def _rows(tables: Tables, year: int | None) -> list[pd.DataFrame]:
    """Return milestones, dated and undated targets, each row with the ``bar`` it counts in and what to count by.

    A date that reaches several commitments makes one milestone; the others count by their own due date.
    """
    ends = tables.milestones[tables.milestones["kind"].isin(["deadline", "period"])].dropna(subset=["street"])
    to_date = pd.to_datetime(ends["to_date"])
    whole_year = ends["whole_year"].fillna(False).astype(bool)
    inside = whole_year | (to_date.dt.year == year)
    bar = to_date.dt.month.map(lambda month: f"{month:.0f}月").where(~whole_year, WHOLE_YEAR)
    dated = ends.assign(bar=bar, counted=ends["milestone_id"])[inside]
    due = pd.to_datetime(tables.targets["due_to"])
    reached = tables.targets.assign(
        bar=due.dt.month.map(lambda month: f"{month:.0f}月").where(tables.targets["granularity"] != "year", WHOLE_YEAR),
        counted=tables.targets["commitment_id"],
    )[(due.dt.year == year) & ~tables.targets["commitment_id"].isin(tables.milestones["commitment_id"])]
    undated = undated_commitments(tables)
    return [dated, reached.dropna(subset=["street"]), undated.assign(bar=UNDATED, counted=undated["commitment_id"])]


def _count(rows: list[pd.DataFrame], bar: str) -> int:
    return sum(int(part.loc[part["bar"] == bar, "counted"].nunique()) for part in rows)


def _finding(counts: Mapping[str, int]) -> str:
    months = {month: counts[month] for month in MONTHS}
    dated, most = sum(months.values()), max(months.values())
    rest = [f"{counts[bar]}项{bar}" for bar in (WHOLE_YEAR, UNDATED) if counts[bar]]
    beside = f"，另有{'、'.join(rest)}" if rest else ""
    if not dated:
        return f"没有写明到月份的时限{beside}"
    peaks = [month for month, count in months.items() if count == most]
    if dated == 1:
        return f"写明到月份的时限只有1项，在{peaks[0]}{beside}"
    if len(peaks) == 1:
        return f"{dated}项写明到月份的时限中，{peaks[0]}最多，{most}项{beside}"
    evenly = len(peaks) <= MOST_PEAKS and len(peaks) * most == dated
    where = f"分布在{'、'.join(peaks)}，各{most}项" if evenly else "没有集中在哪个月"
    return f"{dated}项写明到月份的时限{where}{beside}"


def _figure(counts: Mapping[str, int], style: Style) -> go.Figure:
    top = max(LEAST_TOP, *(counts[month] for month in MONTHS))
    right = SIDE_PLACE + SIDE_ROOM_BARS
    return go.Figure(
        [_bars(counts, style), *_side_numbers(counts, top, style)],
        base_layout(
            HEIGHT_PIXELS, style, margin={"l": 10, "r": 10, "t": 40, "b": 50},
            xaxis=quiet_axis(style, range=[-0.6, right], tickvals=list(range(12)), ticktext=list(MONTHS)),
            yaxis=quiet_axis(style, range=[0, top * 1.08], visible=False),
            shapes=[{"type": "line", "x0": -0.5, "x1": 11.5, "y0": 0, "y1": 0, "line": {"color": style.line}}],
        ),
    )  # fmt: skip


def _bars(counts: Mapping[str, int], style: Style) -> go.Bar:
    values = [counts[month] for month in MONTHS]
    return go.Bar(
        x=list(range(12)), y=values, width=0.68, customdata=[[month] for month in MONTHS],
        marker={"color": style.accent}, text=[str(value) if value else "" for value in values],
        textposition="outside", textfont={"size": LABEL_PIXELS, "color": style.ink}, cliponaxis=False,
        hovertemplate="%{customdata[0]} %{y}项<extra></extra>",
    )  # fmt: skip


def _side_numbers(counts: Mapping[str, int], top: float, style: Style) -> list[go.Scatter]:
    """Return the numbers that belong to no month, large, with their words under them."""
    bars = [bar for bar in (WHOLE_YEAR, UNDATED) if counts[bar]]
    heights = [top * (0.8 - 0.45 * number) for number in range(len(bars))]
    common = {
        "x": [SIDE_PLACE] * len(bars), "mode": "text", "textposition": "middle right", "cliponaxis": False,
        "customdata": [[bar] for bar in bars], "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip
    numbers, words = [f"{counts[bar]:,}" for bar in bars], [f"项{bar}" for bar in bars]
    return [
        go.Scatter(y=heights, text=numbers, textfont={"size": NUMBER_PIXELS, "color": style.ink}, **common),
        go.Scatter(
            y=[height - top * 0.12 for height in heights], text=words,
            textfont={"size": TEXT_PIXELS, "color": style.quiet_ink}, **common,
        ),
    ]  # fmt: skip


def _table(counts: Mapping[str, int]) -> pd.DataFrame:
    return pd.DataFrame(list(counts.items()), columns=["月份", "项数"])
