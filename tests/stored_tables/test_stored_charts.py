"""Charts of tables that stay in their files say what those of tables in memory say."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.charts import timeline as timeline_module
from dashboard.charts.catalogue import CHARTS, ChartDefinition
from dashboard.charts.chart import Chart
from dashboard.charts.key_figures import key_figures, summary
from dashboard.charts.next_steps import next_steps
from dashboard.charts.timeline import timeline, timeline_page_count
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables import stored_tables
from dashboard.tables.narrow_frames import NarrowFrames
from dashboard.tables.stored_tables import StoredTables
from dashboard.tables.tables import Selection, Tables
from tests.stored_documents import same

LISTS = ("timeline", "amounts")
"""Charts that list texts, and draw something else where there are too many."""
LEVELS = (Selection(level="district", area="徐汇区"), Selection(level="district", streets=("静安区",), year=2021),
          Selection(level="district"), Selection(level="district", year=2022),
          Selection(level="district", themes=("为老服务",)), Selection(level="district", streets=("徐汇区", "静安区")),
          Selection(), Selection(area="徐汇区"))  # fmt: skip


def said(chart: Chart) -> tuple[object, ...]:
    return chart.finding, chart.subtitle, chart.source, chart.description, chart.caution


@pytest.mark.parametrize("definition", [one for one in CHARTS if one.key not in LISTS], ids=lambda one: one.key)
@pytest.mark.parametrize("selection", LEVELS)
def test_charts_without_texts_say_the_same(
    counted: StoredTables, tables: Tables, selection: Selection, definition: ChartDefinition
) -> None:
    chosen, wanted = counted.select(selection), tables.select(selection)
    assert not chosen.has_texts
    chart, other = definition.draw(chosen), definition.draw(wanted)
    assert said(chart) == said(other)
    same(chart.table, other.table)
    same(chart.evidence, other.evidence)
    for mark in other.evidence["mark"].unique():
        same(chart.behind(mark), other.behind(mark))


@pytest.mark.parametrize("definition", CHARTS, ids=lambda definition: definition.key)
def test_what_stands_behind_a_mark_of_very_many_is_cut_off_and_read_once(
    counted: StoredTables, monkeypatch: pytest.MonkeyPatch, definition: ChartDefinition
) -> None:
    read: list[str] = []
    frame = NarrowFrames.frame
    monkeypatch.setattr(NarrowFrames, "frame", lambda frames, name: read.append(name) or frame(frames, name))
    chart = definition.draw(counted.select(Selection(level="district")))
    whole = chart.evidence
    monkeypatch.setattr(stored_tables, "MOST_PLACES", 3)
    for mark in whole["mark"].unique():
        read.clear()
        assert 0 < len(chart.behind(mark)) <= 9  # of three tables, three places each
        assert len(read) == len(set(read)), "a table that is read anew each time is read twice"
    assert set(chart.evidence["mark"]) <= set(whole["mark"])


@pytest.mark.parametrize("selection", LEVELS)
def test_figures_and_next_steps_without_texts_say_the_same(
    counted: StoredTables, tables: Tables, selection: Selection
) -> None:
    chosen, wanted = counted.select(selection), tables.select(selection)
    assert summary(chosen) == summary(wanted)
    for figure, other in zip(key_figures(chosen), key_figures(wanted), strict=True):
        assert (figure.value, figure.label) == (other.value, other.label)
        same(figure.evidence, other.evidence)
    for most in (1, 5, 50):
        for today in (None, date(2021, 2, 15), date(2022, 5, 1), date(2030, 1, 1)):
            found = next_steps(chosen, today=today, most=most)
            same(found, next_steps(wanted, today=today, most=most))
            assert len(found)


def chart_named(key: str, tables: Tables) -> Chart:
    return next(one for one in CHARTS if one.key == key).draw(tables)


def test_amounts_of_too_many_say_what_to_do(counted: StoredTables) -> None:
    chart = chart_named("amounts", counted.select(Selection(level="district")))
    assert "请在右上角选一个地区" in chart.finding


@pytest.mark.parametrize("selection", LEVELS)
def test_timeline_of_too_many_counts_by_month(counted: StoredTables, tables: Tables, selection: Selection) -> None:
    chart = chart_named("timeline", counted.select(selection))
    per_month = chart_named("deadlines_per_month", counted.select(selection)).table
    wanted = per_month[per_month["月份"].str.fullmatch(r"\d+月")].set_index("月份")["项数"]
    of_months = chart_named("deadlines_per_month", tables.select(selection))
    for month, count in wanted.items():
        own = chart.behind(f"合计|{month}")
        assert chart.table[month].sum() == count
        assert bool(len(own)) == bool(count)
        assert set(own["sentence_id"]) == set(of_months.behind(month)["sentence_id"])
    assert chart.table["合计"].sum() == chart.table.drop(columns=["合计", chart.table.columns[0]]).to_numpy().sum() > 0
    assert f"{int(chart.table['合计'].sum()):,}项写明到月份的事项" in chart.finding


def test_areas_with_very_many_steps_have_them_counted_by_month(
    counted: StoredTables, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline_module, "MOST_STEPS_OF_AN_AREA", 3)
    by_district = Selection(level="district")
    crowded, other = timeline(tables.select(by_district)), timeline(counted.select(by_district))
    assert (crowded.finding, crowded.subtitle) == (other.finding, other.subtitle)
    same(crowded.table, other.table)
    for mark in other.evidence["mark"].unique():
        same(crowded.behind(mark), other.behind(mark))
    assert timeline_page_count(tables.select(by_district)) == 1
    assert "截止日" in str(timeline(tables.select(Selection())).figure.data), "街道 are shown step by step"


def test_timeline_without_a_month_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_tables, "MOST_STREETS_OF_ROWS", -1)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "一.txt").write_text("打浦桥街道2021年工作计划\n全年签约12户。\n", encoding="utf-8")
    preprocess(tmp_path / "seeds", tmp_path / "out", workers=1)
    assert "不能逐项画出" in chart_named("timeline", StoredTables(tmp_path / "out").select(Selection())).finding
