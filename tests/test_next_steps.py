"""The next dated steps where there are plans of several years."""

from dataclasses import replace
from datetime import date

from dashboard.charts.next_steps import next_steps
from dashboard.tables.tables import Tables
from tests.constructed_tables import constructed_tables
from tests.test_charts_key_figures import HALF, JANUARY, YEAR, with_milestones

NEXT_MARCH = {"label": "次年三月", "from_date": date(2022, 3, 1), "to_date": date(2022, 3, 31), "granularity": "month"}
NEXT_YEAR = {"label": "次年全年", "from_date": date(2022, 1, 1), "to_date": date(2022, 12, 31), "granularity": "year",
             "whole_year": True}  # fmt: skip


def _two_years(*rows: dict[str, object]) -> Tables:
    """Return tables of two plans of 2021 and one of 2022 with these milestones."""
    articles = constructed_tables(3, silent=True).articles.assign(year=[2021, 2021, 2022])
    return replace(with_milestones(*rows), articles=articles)


def test_steps_of_every_plan_year_are_shown_with_their_year() -> None:
    steps = next_steps(_two_years(NEXT_YEAR, NEXT_MARCH, YEAR, JANUARY))
    assert list(steps["due_words"]) == ["2021年1月底", "2021年内", "2022年3月", "2022年内"]


def test_today_in_one_plan_year_goes_on_into_the_next() -> None:
    steps = next_steps(_two_years(JANUARY, HALF, YEAR, NEXT_MARCH), today=date(2021, 3, 1))
    assert list(steps["label"]) == ["上半年", "次年三月", "全年"]


def test_a_whole_year_that_is_over_is_no_step_to_come() -> None:
    steps = next_steps(_two_years(YEAR, NEXT_YEAR), today=date(2022, 2, 1))
    assert list(steps["label"]) == ["次年全年"]
