"""Charts and key figures that count the same things say the same numbers, and their parts add up to the whole."""

import re
from typing import Any

from dashboard.charts.deadlines_per_month import deadlines_per_month
from dashboard.charts.key_figures import key_figures
from dashboard.charts.timeline import timeline
from tests.extraction_fixtures import seed_folder, seed_tables

__all__ = ["seed_folder", "seed_tables"]


def counted(words: str, text: str) -> int:
    found = re.search(rf"(\d+){words}", text)
    assert found, f"{words} in {text}"
    return int(found[1])


def test_the_timeline_counts_dated_commitments_as_the_key_figures_do(seed_tables: Any) -> None:
    figures = {figure.label: figure.value for figure in key_figures(seed_tables)}
    subtitle = timeline(seed_tables).subtitle
    dated, recurring, undated = (counted(words, subtitle) for words in ("项有日期", "项只写频次", "项未写日期"))
    assert dated == figures["项有日期"]
    assert dated + recurring + undated == figures["项目标"]


def test_deadlines_and_what_has_none_are_all_commitments(seed_tables: Any) -> None:
    chart = deadlines_per_month(seed_tables)
    without_end = counted("项只写起点", chart.subtitle) + counted("项只写频次", chart.subtitle)
    assert chart.table["项数"].sum() + without_end == key_figures(seed_tables)[0].value
