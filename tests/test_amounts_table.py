"""The table of amounts: which lines come first, which fit, and what is said of the others."""

from datetime import date

import pytest

from dashboard.charts.amounts_table import amounts_pages, amounts_table
from dashboard.charts.chart import Chart
from dashboard.charts.text_lines import lines_that_fit
from dashboard.charts.text_metrics import text_width
from tests.constructed_tables import constructed_tables, tables_with_targets

AMOUNT = {"value_min": 30.0, "value_max": 30.0, "unit": "户", "quantity": "30户"}


def _due(year: int, month: int) -> dict[str, object]:
    return {"due_from": date(year, month, 1), "due_to": date(year, month, 28), "granularity": "day"}


def _foot(chart: Chart) -> str:
    headings = {"街道", "事项", "数量", "期限"}
    return "".join(note.text for note in chart.figure.layout.annotations if note.text not in headings)


def test_the_plan_year_comes_first_then_other_years_then_what_has_no_date() -> None:
    rows = [{**AMOUNT, **due, "text": text} for text, due in (
        ("未写", {}), ("上年", _due(2020, 3)), ("年末", _due(2021, 12)), ("年初", _due(2021, 2)),
    )]  # fmt: skip
    chart = amounts_table(tables_with_targets({"甲街道": rows}))
    assert list(chart.table["事项"]) == ["年初", "年末", "上年", "未写"]
    assert "2021年到期的在前，再按期限远近排列" in chart.subtitle


@pytest.mark.parametrize("height", [700, 780, 1000])
def test_the_lines_that_fit_are_drawn_and_the_others_counted(height: int) -> None:
    chart = amounts_table(tables_with_targets({"甲街道": [AMOUNT] * 50}), height=height)
    drawn = len(chart.figure.data[0].customdata)
    assert drawn == lines_that_fit(height)
    assert _foot(chart) == f"另有{50 - drawn}项未列出"
    assert chart.figure.layout.height <= height


def test_pages_turn_through_all_lines_once() -> None:
    tables = tables_with_targets({"甲街道": [AMOUNT] * 40})
    pages = [amounts_table(tables, page=page + 1) for page in range(amounts_pages(tables))]
    marks = [mark for chart in pages for (mark,) in chart.figure.data[0].customdata]
    assert len(pages) == -(-40 // lines_that_fit())
    assert sorted(marks) == sorted(f"目标|t0-{number}" for number in range(40))
    assert _foot(pages[1]) == f"第{lines_that_fit() + 1}—{2 * lines_that_fit()}项，共40项"


def test_all_lines_on_one_page_leave_no_foot() -> None:
    assert _foot(amounts_table(tables_with_targets({"甲街道": [AMOUNT]}))) == ""


@pytest.mark.parametrize("width", [1720, 1800])
def test_columns_do_not_run_into_each_other(width: int) -> None:
    long = {**AMOUNT, "text": "完成" + "综合为老服务中心改造" * 9, "quantity": "约三百二十户" * 9}
    figure = amounts_table(tables_with_targets({"甲街道": [long, {**AMOUNT, **_due(2021, 2)}]}), width=width).figure
    columns = [trace for trace in figure.data if trace.type == "scatter"]
    starts = [trace.x[0] for trace in columns] + [width]
    for trace, following in zip(columns, starts[1:], strict=True):
        assert all(
            trace.x[0] + text_width(text.removeprefix("<b>").removesuffix("</b>"), trace.textfont.size) < following
            for text in trace.text
        )


def test_without_amounts_the_chart_says_so() -> None:
    assert amounts_table(tables_with_targets({"甲街道": [{}]})).finding == "没有一项目标写明数量"
    assert amounts_table(constructed_tables(0)).finding == "还没有可统计的街道文章"


def test_every_line_has_evidence() -> None:
    chart = amounts_table(constructed_tables(107), page=3)
    assert {mark for (mark,) in chart.figure.data[0].customdata} <= set(chart.evidence["mark"])
