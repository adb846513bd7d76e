"""Deadlines per month: what counts where, and ties in the title."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from dashboard.charts.deadlines_per_month import deadlines_per_month
from dashboard.charts.months_figure import MonthLine, months_figure
from dashboard.charts.style import LIGHT
from dashboard.charts.text_metrics import text_width
from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.tables import Tables
from tests.constructed_tables import constructed_tables, tables_of


def _tables(ends: list[date], *, whole_year: int = 0, undated: int = 0) -> Tables:
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in SCHEMAS}
    rows["articles"].append({
        "article_id": "a", "document_id": "d", "street": "甲街道", "year": 2021, "characters": 1000
    })  # fmt: skip
    days = [(end, False) for end in ends] + [(date(2021, 12, 31), True)] * whole_year
    for number, (end, whole) in enumerate(days):
        rows["milestones"].append({
            "milestone_id": f"m{number}", "commitment_id": f"c{number}", "sentence_id": f"s{number}",
            "street": "甲街道", "label": "完成", "start": 0, "end": 2, "to_date": end, "kind": "deadline",
            "whole_year": whole, "themes": [],
        })  # fmt: skip
    for number in range(undated):
        for amount in range(2):
            rows["targets"].append({
                "target_id": f"t{number}-{amount}", "commitment_id": f"u{number}", "sentence_id": f"u{number}",
                "street": "甲街道", "start": 0, "end": 2, "themes": [], "beneficiaries": [],
            })  # fmt: skip
    return tables_of(rows)


def test_the_fullest_month_is_named_and_what_has_no_month_counted() -> None:
    chart = deadlines_per_month(_tables(
        [date(2021, 5, 31), date(2021, 5, 1), date(2021, 1, 31)], whole_year=2, undated=4
    ))  # fmt: skip
    assert chart.finding == "3项写明到月份的时限中，5月最多，2项，另有2项只写全年、4项未写日期"
    assert chart.table.set_index("月份")["项数"]["5月"] == 2


def test_a_tie_names_all_its_months() -> None:
    chart = deadlines_per_month(_tables([date(2021, 1, 31), date(2021, 5, 31)]))
    assert chart.finding == "2项写明到月份的时限分布在1月、5月，各1项"


def test_without_any_month_the_title_says_so() -> None:
    chart = deadlines_per_month(_tables([], undated=1))
    assert chart.finding == "没有写明到月份的时限，另有1项未写日期"


def test_deadlines_of_another_year_are_left_out() -> None:
    chart = deadlines_per_month(_tables([date(2022, 5, 31), date(2021, 6, 30)]))
    assert chart.finding == "写明到月份的时限只有1项，在6月"


def test_peaks_that_tie_are_all_named() -> None:
    chart = deadlines_per_month(_tables(
        [date(2021, 1, 31), date(2021, 1, 5), date(2021, 5, 31), date(2021, 5, 2), date(2021, 7, 1)]
    ))  # fmt: skip
    assert chart.finding == "5项写明到月份的时限中，1月、5月最多，各2项"


def test_deadlines_of_one_month_are_not_called_the_most() -> None:
    assert deadlines_per_month(_tables([date(2021, 6, 1), date(2021, 6, 30)])).finding == (
        "2项写明到月份的时限都在6月"
    )


def test_evenly_spread_deadlines_name_no_month() -> None:
    chart = deadlines_per_month(_tables([date(2021, month, 1) for month in range(1, 13)]))
    assert chart.finding == "12项写明到月份的时限没有集中在哪个月"


def test_without_any_commitment_the_chart_says_so() -> None:
    assert deadlines_per_month(_tables([])).finding == "没有可统计时限的目标"
    assert deadlines_per_month(constructed_tables(0)).finding == "还没有可统计的街道文章"


def test_a_month_names_its_items_with_their_street_and_counts_the_rest() -> None:
    chart = deadlines_per_month(constructed_tables(12))
    months = [text for trace in chart.figure.data for text in trace.text or () if "项工作（" in text]
    assert months[0].startswith("完成第0项工作（东一路）　") and months[0].endswith("　另有4项")


def test_many_are_written_in_thousands() -> None:
    figure = months_figure([MonthLine("1月", 41_264, ())], [], width=1760, height=600, style=LIGHT)
    assert "41,264" in [text for trace in figure.data for text in trace.text or ()]


def test_all_twelve_months_stand_below_each_other() -> None:
    chart = deadlines_per_month(_tables([date(2021, 5, 31)]))
    names = next(trace for trace in chart.figure.data if trace.text is not None and trace.text[0] == "1月")
    assert list(names.text) == [f"{month}月" for month in range(1, 13)]
    assert list(names.y) == sorted(names.y)


@pytest.mark.parametrize(("width", "height"), [(1720, 700), (1800, 780), (1800, 1000)])
def test_it_fits_the_stage(width: int, height: int) -> None:
    figure = deadlines_per_month(constructed_tables(107), width=width, height=height).figure
    assert 0.8 * height <= figure.layout.height <= height
    for trace in figure.data:
        if trace.type == "scatter":
            for x, text in zip(trace.x, trace.text, strict=True):
                assert x + text_width(text, trace.textfont.size) <= width


def test_undated_commitments_of_another_years_plan_are_left_out() -> None:
    tables = _tables([date(2021, 5, 31)], undated=2)
    other = {"article_id": "b", "document_id": "e", "street": "甲街道", "year": 2020, "characters": 1000}
    articles = pd.concat([tables.articles, tables.articles.assign(**other)], ignore_index=True)
    articles = pd.concat([articles, tables.articles.assign(article_id="c")], ignore_index=True)
    chart = deadlines_per_month(
        replace(tables, articles=articles, targets=tables.targets.assign(article_id=["a", "a", "b", "b"]))
    )
    assert chart.table.set_index("月份")["项数"]["未写日期"] == 1
    assert "只计2021年，另有2020年的计划" in chart.subtitle


def test_every_mark_has_evidence() -> None:
    chart = deadlines_per_month(constructed_tables(12))
    drawn = {mark for trace in chart.figure.data if trace.customdata is not None for (mark,) in trace.customdata}
    assert drawn == set(chart.evidence["mark"])
