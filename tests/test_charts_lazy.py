"""What is seldom asked for is looked up late, and once; a figure carries nothing it does not need."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from dashboard.charts.catalogue import CHARTS
from dashboard.charts.sheet import sheet_chart
from dashboard.charts.style import TEMPLATE
from dashboard.tables.tables import Tables
from tests.constructed_tables import constructed_tables


@pytest.fixture(scope="module")
def tables() -> Tables:
    return constructed_tables(3)


@pytest.mark.parametrize("key", [definition.key for definition in CHARTS])
def test_the_evidence_of_a_chart_is_looked_up_once(tables: Tables, key: str) -> None:
    chart = sheet_chart(tables, chart_key=key)
    found = []
    watched = replace(chart, find_evidence=lambda mark: found.append(1) or chart.find_evidence(mark))
    assert not found
    assert watched.evidence is watched.evidence
    assert found == [1]


@pytest.mark.parametrize("streets", [3, 14])
@pytest.mark.parametrize("key", [definition.key for definition in CHARTS])
def test_what_is_behind_one_mark_is_looked_up_alone(key: str, streets: int) -> None:
    chart = sheet_chart(constructed_tables(streets), chart_key=key)
    for mark, rows in chart.evidence.groupby("mark", sort=False):
        pd.testing.assert_frame_equal(chart.behind(str(mark)).reset_index(drop=True), rows.reset_index(drop=True))
    assert not chart.evidence.empty
    assert chart.behind("没有的|标记").empty
    assert chart.behind(None).empty


@pytest.mark.parametrize("key", [definition.key for definition in CHARTS])
def test_a_figure_carries_the_template_of_the_house_and_no_other(tables: Tables, key: str) -> None:
    layout = json.loads(sheet_chart(tables, chart_key=key).figure.to_json())["layout"]
    assert set(layout["template"]["data"]) <= {*TEMPLATE["data"], "scatter"}
    assert len(json.dumps(layout["template"])) < 1000
