"""The overview's key figures, its one sentence, and the next dated steps."""

from dataclasses import replace
from datetime import date

import pyarrow as pa

from dashboard.charts.key_figures import key_figures, summary
from dashboard.charts.next_steps import STEP_COLUMNS, next_steps
from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.tables import Tables
from tests.constructed_tables import constructed_tables, tables_with_targets
from tests.test_charts_commitments import AMOUNT, DUE, NOTHING


def test_key_figures_count_commitments_and_lead_to_their_sentences() -> None:
    tables = tables_with_targets({"甲街道": [AMOUNT, DUE, NOTHING, {**AMOUNT, **DUE}]})
    figures = key_figures(tables)

    assert [(figure.value, figure.label) for figure in figures] == [
        (4, "项目标"), (2, "项有数量"), (2, "项有日期"), (1, "项未写数量和日期"),
    ]  # fmt: skip
    assert [len(figure.evidence) for figure in figures] == [4, 2, 2, 1]


def test_key_figures_of_nothing_are_zeros() -> None:
    assert [figure.value for figure in key_figures(constructed_tables(0))] == [0, 0, 0, 0]


def test_summary_counts_and_names_the_one_source() -> None:
    tables = tables_with_targets({"甲街道": [AMOUNT, DUE], "乙街道": [NOTHING]})

    assert summary(tables) == "两个街道提出3项目标，1项带数量、1项带日期，写明的都出自甲街道"


def test_summary_names_where_amounts_come_from_when_dates_come_from_several() -> None:
    tables = tables_with_targets({"甲街道": [AMOUNT, DUE], "乙街道": [DUE]})

    assert summary(tables) == "两个街道提出3项目标，1项带数量、2项带日期，数量都出自甲街道"


def test_summary_names_nobody_when_all_take_part() -> None:
    tables = tables_with_targets({"甲街道": [AMOUNT, DUE], "乙街道": [AMOUNT, DUE, NOTHING]})

    assert summary(tables) == "两个街道提出5项目标，2项带数量、2项带日期"


def test_summary_of_one_street_does_not_name_it_twice() -> None:
    assert summary(tables_with_targets({"甲街道": [AMOUNT]})) == "甲街道提出1项目标，全部带数量、没有一项带日期"


def test_summary_without_amounts_and_dates() -> None:
    assert summary(tables_with_targets({"甲街道": [NOTHING]})) == "甲街道提出1项目标，没有一项写明数量或日期"


def test_summary_without_commitments_or_articles() -> None:
    assert summary(constructed_tables(2, silent=True)) == "两个街道没有提出可识别的目标"
    assert summary(constructed_tables(0)) == "还没有可统计的街道文章"


def with_milestones(*rows: dict[str, object]) -> Tables:
    tables = constructed_tables(["甲街道"], silent=True)
    common = {"sentence_id": "d0-0-1", "street": "甲街道", "start": 0, "end": 5, "whole_year": False}
    filled = [{**common, "kind": "deadline", "milestone_id": str(place), **row} for place, row in enumerate(rows)]
    return replace(tables, milestones=pa.Table.from_pylist(filled, schema=SCHEMAS["milestones"]).to_pandas())


JANUARY = {"label": "一月", "from_date": date(2021, 1, 21), "to_date": date(2021, 1, 31), "granularity": "tenday"}
HALF = {"label": "上半年", "from_date": date(2021, 1, 1), "to_date": date(2021, 6, 30), "granularity": "half"}
YEAR = {"label": "全年", "from_date": date(2021, 1, 1), "to_date": date(2021, 12, 31), "granularity": "year",
        "whole_year": True}  # fmt: skip
OPEN = {"label": "开始", "from_date": date(2021, 3, 1), "to_date": None, "granularity": "month", "kind": "start"}


def test_steps_come_by_due_day_and_vague_ones_last() -> None:
    steps = next_steps(with_milestones(YEAR, OPEN, HALF, JANUARY))

    assert list(steps["label"]) == ["一月", "上半年", "开始", "全年"]
    assert list(steps["due_words"]) == ["1月底", "上半年", "3月起", "年内"]


def test_steps_due_before_today_are_left_out_inside_the_plan_year_only() -> None:
    tables = with_milestones(JANUARY, HALF, YEAR)

    assert list(next_steps(tables, today=date(2021, 3, 1))["label"]) == ["上半年", "全年"]
    assert list(next_steps(tables, today=date(2026, 3, 1))["label"]) == ["一月", "上半年", "全年"]


def test_a_step_due_today_is_still_to_come() -> None:
    assert list(next_steps(with_milestones(JANUARY), today=date(2021, 1, 31))["label"]) == ["一月"]


def test_frequencies_are_no_steps() -> None:
    assert next_steps(with_milestones({**YEAR, "kind": "recurring"})).empty


def test_most_keeps_the_first_and_nothing_keeps_its_columns() -> None:
    assert list(next_steps(with_milestones(HALF, JANUARY), most=1)["label"]) == ["一月"]
    assert tuple(next_steps(constructed_tables(0)).columns) == STEP_COLUMNS
