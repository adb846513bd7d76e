"""Deadlines per month: what counts where, and ties in the title."""

from datetime import date

from constructed_tables import constructed_tables, tables_of

from dashboard.charts.deadlines_per_month import deadlines_per_month
from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.tables import Tables


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


def test_every_mark_has_evidence() -> None:
    chart = deadlines_per_month(constructed_tables(12))
    drawn = {
        mark
        for trace in chart.figure.data
        for (mark,), value in zip(trace.customdata, trace.text, strict=True)
        if value
    }
    assert drawn == set(chart.evidence["mark"])
