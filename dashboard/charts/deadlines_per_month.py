"""Deadlines per month of the plan year: how many, which ones, and beside them what has no month."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd

from dashboard.charts.amounts_table import what_words
from dashboard.charts.chart import Chart
from dashboard.charts.counting import days, distinct_in, is_among
from dashboard.charts.deadline_rows import MONTHS, TABLES_OF_ROWS, WHOLE_YEAR, due_rows
from dashboard.charts.empty import empty_chart
from dashboard.charts.evidence import joined_evidence, marked_evidence
from dashboard.charts.months_figure import MonthLine, SideNumber, months_figure, native_months
from dashboard.charts.style import CHART_HEIGHT_PIXELS, CHART_WIDTH_PIXELS, LIGHT, Style
from dashboard.charts.timeline_lanes import RECURRING, of_year, plan_years, undated_commitments
from dashboard.charts.wording import coverage, plan_year, short_name, source_line
from dashboard.tables.once import once_for_all_levels
from dashboard.tables.tables import Tables

KEY, NAME = "deadlines_per_month", "每月时限"
UNDATED = "未写日期"
BARS = (*MONTHS, WHOLE_YEAR, UNDATED)
ONLY_BEGINNING, ONLY_FREQUENCY = "只写起点", "只写频次"
MOST_PEAKS = 4


def deadlines_per_month(
    tables: Tables,
    *,
    width: int = CHART_WIDTH_PIXELS,
    height: int = CHART_HEIGHT_PIXELS,
    style: Style = LIGHT,
) -> Chart:
    """Return a line for each month: a bar for the deadlines and ends of periods that fall in it, and the first ones.

    Beside them, as numbers, what is dated with the year alone and the commitments without a date. It covers the plan
    year of most articles. ``width`` × ``height`` are pixels. Marks: 1月, 只写全年, 未写日期.
    """
    year = plan_year(tables)
    counts = _counts(tables)
    if not any(counts.values()):
        return empty_chart(KEY, NAME, tables, "没有可统计时限的目标", table=_table(counts), style=style)
    items = _items(_rows(tables)) if tables.has_texts else dict.fromkeys(BARS, ())
    lines = [MonthLine(month, counts[month], items[month]) for month in MONTHS]
    side = [
        SideNumber(bar, counts[bar], f"项{bar}", items[bar])
        for bar in (WHOLE_YEAR, UNDATED)
        if counts[bar]
    ]
    return Chart(
        key=KEY,
        name=NAME,
        finding=_finding(counts),
        subtitle=_subtitle(tables, year, _without_end(tables)),
        source=source_line(tables),
        figure=months_figure(lines, side, width=width, height=height, style=style),
        find_table=lambda: _table(counts),
        find_evidence=partial(_evidence, tables),
        description="，".join(f"{bar}{count:,}项" for bar, count in counts.items() if count),
        native=native_months(lines, side, width=width, height=height, style=style),
    )


def _subtitle(tables: Tables, year: int | None, without_end: Mapping[str, int]) -> str:
    others = [str(other) for other in plan_years(tables) if other != year]
    only = f"只计{year}年，另有{'、'.join(others)}年的计划；" if others else ""
    listed = "、".join(f"{count:,}项{words}" for words, count in without_end.items() if count)
    beside = f"；{listed}的不计" if listed else ""
    return f"按写明的截止日或时段的最后一天归入月份，单位：项{beside}；{only}{coverage(tables)}"


@once_for_all_levels
def _without_end(tables: Tables) -> dict[str, int]:
    """Return how many of the year's commitments belong to no bar: their date has no end, or is a frequency alone."""
    counted = pd.concat([part["commitment_id"] for part in _rows(tables)]).dropna()
    others = tables.milestones.dropna(subset=["street", "commitment_id"])
    others = others[~is_among(others["commitment_id"], counted) & others["to_date"].isna()]
    recurring = others["kind"] == RECURRING
    begins = days(others["from_date"]).dt.year == plan_year(tables)
    return {
        ONLY_BEGINNING: int(others.loc[begins & ~recurring, "commitment_id"].nunique()),
        ONLY_FREQUENCY: int(others.loc[recurring, "commitment_id"].nunique()),
    }


def _rows(tables: Tables) -> list[pd.DataFrame]:
    """Return milestones, dated and undated targets, each row with the ``bar`` it counts in and what to count by."""
    return [*due_rows(tables), _undated(tables)]


@once_for_all_levels
def _undated(tables: Tables) -> pd.DataFrame:
    year = plan_year(tables)
    undated = undated_commitments(tables)
    undated = undated if year is None else of_year(undated, tables, year)
    no_day = pd.Categorical.from_codes(np.zeros(len(undated), np.int8), pd.Index([UNDATED]))
    return undated.assign(bar=no_day, counted=undated["commitment_id"])


@once_for_all_levels
def _counts(tables: Tables) -> dict[str, int]:
    """Return for each bar how many count in it."""
    of_parts = [distinct_in(BARS, part["bar"], part["counted"]) for part in _rows(tables)]
    return {bar: sum(counts[bar] for counts in of_parts) for bar in BARS}


def _finding(counts: Mapping[str, int]) -> str:
    months = {month: counts[month] for month in MONTHS}
    dated, most = sum(months.values()), max(months.values())
    rest = [f"{counts[bar]:,}项{bar}" for bar in (WHOLE_YEAR, UNDATED) if counts[bar]]
    beside = f"，另有{'、'.join(rest)}" if rest else ""
    if not dated:
        return f"没有写明到月份的时限{beside}"
    peaks = [month for month, count in months.items() if count == most]
    if dated == 1:
        return f"写明到月份的时限只有1项，在{peaks[0]}{beside}"
    if len(peaks) * most == dated and len(peaks) <= MOST_PEAKS:
        return f"{dated:,}项写明到月份的时限{_spread(peaks, most)}{beside}"
    if len(peaks) <= MOST_PEAKS:
        each = "，各" if len(peaks) > 1 else "，"
        return f"{dated:,}项写明到月份的时限中，{'、'.join(peaks)}最多{each}{most:,}项{beside}"
    return f"{dated:,}项写明到月份的时限没有集中在哪个月{beside}"


def _spread(peaks: Sequence[str], each: int) -> str:
    if len(peaks) == 1:
        return f"都在{peaks[0]}"
    return f"分布在{'、'.join(peaks)}，各{each:,}项"


def _items(rows: Sequence[pd.DataFrame]) -> dict[str, tuple[str, ...]]:
    """Return by bar what counts in it, in the order in which it falls due: 完成第一轮征询（打浦桥）."""
    every = pd.concat([_with_words(part) for part in rows], ignore_index=True)
    ordered = every[every["words"] != ""].sort_values("day", kind="stable", na_position="last")
    of_bars = ordered.drop_duplicates(["bar", "words"]).groupby("bar", sort=False, observed=True)["words"]
    found = {str(bar): tuple(words) for bar, words in of_bars}
    return {bar: found.get(bar, ()) for bar in BARS}


def _with_words(part: pd.DataFrame) -> pd.DataFrame:
    """Return ``bar``, ``day`` and ``words`` of what counts, each once; what has no label has no words."""
    own = part.drop_duplicates(["bar", "counted"])
    is_step = "milestone_id" in own
    label = own["label"].fillna("").astype("str") if is_step else what_words(own)
    whose = own["street"].map({street: f"（{short_name(street)}）" for street in own["street"].unique()})
    words = (label + whose.astype("str")).where(label != "", "")
    day = days(own["to_date" if is_step else "due_to"])
    return pd.DataFrame({"bar": own["bar"].astype("str"), "day": day, "words": words})


def _table(counts: Mapping[str, int]) -> pd.DataFrame:
    return pd.DataFrame(list(counts.items()), columns=["月份", "项数"])


def _evidence(tables: Tables, mark: str | None = None) -> pd.DataFrame:
    parts = zip((*TABLES_OF_ROWS, "targets"), _rows(tables), strict=True)
    return joined_evidence(*(marked_evidence(tables, name, part, mark, "bar") for name, part in parts))
