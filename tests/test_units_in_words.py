"""What is compared is called by its noun: tables told by district say 区县 wherever those of 街道 say 街道."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.charts.catalogue import CHARTS, ChartDefinition, chart_named
from dashboard.charts.chart import Chart
from dashboard.charts.commitment_rows import column_names
from dashboard.charts.key_figures import summary
from dashboard.charts.theme_bars import theme_bars
from dashboard.charts.theme_profile import theme_profile
from dashboard.charts.timeline import DISTRICT
from dashboard.charts.wording import coverage, source_line
from dashboard.export.briefing_content import TITLE, BriefingContent, briefing_content, named_streets
from dashboard.export.calendar_file import calendar_file
from dashboard.export.deck import deck_bytes
from dashboard.export.html_report import report_html
from dashboard.export.workbook import workbook_bytes
from dashboard.paths import PROJECT
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables.areas import OWN_STREET
from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.store import load_tables
from dashboard.tables.tables import Selection, Tables
from tests.constructed_tables import constructed_tables, tables_with_shares
from tests.deck_readings import opened as opened_deck
from tests.drawn_charts import every_chart, every_count, marks_of, spec_of
from tests.opened_workbook import all_text, opened

STREET = "街道"
NO_ARTICLE = "还没有可统计的街道文章"
"""Speaks of what the documents hold, articles of 街道, whatever is compared."""
SECONDS = 60
NARROW_PIXELS = 360
PAGES = ("overview", "theme_comparison", "targets", "keywords", "timeline", "briefing")
SAID = {
    "徐汇区": {"天平路街道": "3月底前新建助餐点2个。走访困难老人。", "田林街道": "6月底前加装电梯12台。加强垃圾分类。"},
    "静安区": {"江宁路街道": "建设社区食堂1家，服务老人。", "曹家渡街道": "上半年修缮旧房3万平方米。推进垃圾分类。"},
    "黄浦区": {"打浦桥街道": "1月底前完成第一轮意见征询。推进旧改签约。"},
    "长宁区": {"华阳路街道": "9月底前开放托育点1个。推进家门口就业。"},
    "普陀区": {"曹杨新村街道": "年内建成口袋公园3处。推进环浜整治。"},
    "虹口区": {"四川北路街道": "全年举办音乐会12场。推进商圈更新。"},
    "杨浦区": {"五角场街道": "10月底前建成创业服务站1个。推进楼组自治。"},
    "闵行区": {"古美路街道": "全年开展健身活动20场。推进党群服务站建设。"},
}
"""What 街道 say, by their districts. Each district has something without a date."""


class ByDistrict(Tables):
    """The same rows, whose names are those of districts."""

    unit: ClassVar[str] = "区县"


class ByProvince(Tables):
    """The same rows, whose names are those of provinces."""

    unit: ClassVar[str] = "省"


@cache
def rows_of(units: int, *, alike: bool = False) -> Tables:
    """Return tables in which nobody's name says what kind of unit it is; alike ones all say the same."""
    names = [name.removesuffix(STREET) for name in constructed_tables(units).articles["street"]]
    return constructed_tables(names, equal=alike)


@cache
def odd_rows(case: str) -> Tables:
    """Return tables with something else to say: who ties, who is silent, what is unsure."""
    if case == "alike":
        rows = rows_of(12, alike=True)
        return replace(rows, keywords=rows.keywords.assign(keyness_low=-1.0))
    if case == "one theme":
        return rows_of(12).select(Selection(themes=("党建引领",)))
    if case == "unsure":  # one word is ahead of all, but none is sure
        rows = rows_of(12)
        ahead = rows.keywords["keyness"] + (rows.keywords.index == 0)
        return replace(rows, keywords=rows.keywords.assign(keyness=ahead, keyness_low=-1.0))
    units, speaking = {"two of three": (3, 2), "three of twelve": (12, 3), "two of many": (107, 2)}[case]
    return speaking_alone(rows_of(units, alike=units == 3), speaking)


def speaking_alone(rows: Tables, units: int) -> Tables:
    """Return the tables with nothing from others than the first units."""
    speaking = list(rows.articles["street"])[:units]
    frames = {name: getattr(rows, name) for name in ("theme_mentions", "targets", "milestones")}
    kept = {name: frame[frame["street"].isin(speaking)] for name, frame in frames.items()}
    is_said = rows.themes["street"].isin(speaking)
    counts = ["mentions", "sentences", "sentence_share", "per_1000_characters"]
    return replace(rows, **kept, themes=rows.themes.assign(**{name: rows.themes[name] * is_said for name in counts}))


def told(tables: Tables, kind: type[Tables]) -> Tables:
    return kind(**{name: getattr(tables, name) for name in SCHEMAS})


def strings_in(value: Any) -> Iterator[str]:
    """Yield every text in a chart or a part of one, column names and marks included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, go.Figure):
        yield from strings_in(spec_of(value))
    elif isinstance(value, pd.DataFrame):
        yield from strings_in([list(value.columns), value.to_numpy().tolist()])
    elif isinstance(value, dict):
        yield from strings_in(list(value.items()))
    elif isinstance(value, list | tuple | np.ndarray):
        for part in value:
            yield from strings_in(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings_in(getattr(value, field.name))


def texts_of(chart: Chart) -> list[str]:
    return [*strings_in(chart), *strings_in(chart.evidence)]


def with_noun(text: str, unit: str) -> str:
    """Return a text about 街道 as one about ``unit``; what it says of articles stays."""
    return NO_ARTICLE.join(part.replace(STREET, unit) for part in text.split(NO_ARTICLE))


def counts_streets(text: str) -> bool:
    """Return whether a text calls what is compared 街道, which is not how many of them the areas have."""
    return STREET in re.sub(r"个区县、[\d,]+个街道、", "", text.replace(TITLE, ""))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of ten 街道 in eight districts; no file is named after a 街道."""
    folder = tmp_path_factory.mktemp("units")
    for district, said in SAID.items():
        (folder / "seeds" / district).mkdir(parents=True)
        for number, (street, sentences) in enumerate(said.items(), 1):
            text = f"{street}2021年工作计划\n\n{sentences}\n"
            (folder / "seeds" / district / f"{district}之{number}.txt").write_text(text, encoding="utf-8")
    preprocess(folder / "seeds", folder / "out", workers=1)
    return folder / "out"


@pytest.fixture(scope="module")
def content(data: Path) -> BriefingContent:
    return briefing_content(load_tables(data), Selection(level="district"))


def assert_only_the_noun_differs(definition: ChartDefinition, rows: Tables, **room: int) -> None:
    of_streets = definition.draw(told(rows, Tables), **room)
    of_districts = definition.draw(told(rows, ByDistrict), **room)
    if definition.key == "timeline":
        of_streets = replace(of_streets, find_table=partial(of_streets.table.drop, columns=DISTRICT, errors="ignore"))
    assert texts_of(of_districts) == [with_noun(text, "区县") for text in texts_of(of_streets)]


@every_chart
@every_count
def test_chart_says_of_districts_what_it_says_of_streets(definition: ChartDefinition, streets: int) -> None:
    assert_only_the_noun_differs(definition, rows_of(streets))


@every_chart
@pytest.mark.parametrize("case", ["alike", "one theme", "unsure", "two of three", "three of twelve", "two of many"])
def test_chart_of_an_odd_case_says_the_same_of_districts(definition: ChartDefinition, case: str) -> None:
    assert_only_the_noun_differs(definition, odd_rows(case))


def test_narrow_timeline_counts_the_silent_districts() -> None:
    assert_only_the_noun_differs(chart_named("timeline"), odd_rows("two of many"), width=NARROW_PIXELS)


@every_chart
@every_count
def test_chart_of_provinces_says_nothing_of_streets(definition: ChartDefinition, streets: int) -> None:
    texts = texts_of(definition.draw(told(rows_of(streets), ByProvince)))
    assert [text for text in texts if STREET in text.replace(NO_ARTICLE, "")] == []


@pytest.mark.parametrize(("units", "words"), [(1, "东一路提出"), (3, "三个区县提出"), (12, "12个区县提出")])
def test_summary_counts_districts(units: int, words: str) -> None:
    assert summary(told(rows_of(units), ByDistrict)).startswith(words)
    assert summary(rows_of(units)).startswith(words.replace("区县", STREET))


def test_source_and_cover_count_districts() -> None:
    tables = told(rows_of(107), ByDistrict)
    assert source_line(tables).endswith("东一路、西一路、南一路等107个区县")
    assert named_streets(tables).endswith("等107个区县")


def test_coverage_counts_the_streets_of_districts_where_it_is_known() -> None:
    tables = told(rows_of(3), ByDistrict)
    assert coverage(tables) == "3个区县、3篇文章、3,150字，2021年"
    articles = pd.concat([tables.articles] * 2, ignore_index=True).assign(**{OWN_STREET: [*"甲乙丙丁", *"甲乙"]})
    assert coverage(replace(tables, articles=articles)) == "3个区县、4个街道、6篇文章、6,300字，2021年"


def test_finding_counts_districts() -> None:
    themes = ["为老服务"] * 5 + ["医疗健康", "文化体育"]
    shares = {name: {theme: 0.3, "旧改住房": 0.1} for name, theme in zip("甲乙丙丁戊己庚", themes, strict=True)}
    tables = told(tables_with_shares(shares), ByDistrict)
    finding = {definition.key: definition.draw(tables).finding for definition in CHARTS}
    assert finding["theme_heatmap"] == "七个区县中有五个最重为老服务"
    assert finding["theme_profile"].startswith("与其他区县相比，甲")


@pytest.mark.parametrize(("draw", "name"), [(theme_bars, "各区县平均"), (theme_profile, "其他区县平均")])
def test_mark_of_the_average_leads_to_sentences(draw: Callable[[Tables], Chart], name: str) -> None:
    tables = told(rows_of(107), ByDistrict)
    chart = draw(tables)
    drawn = {mark for mark in marks_of(chart.figure) if mark.startswith(name)}
    spoken = {f"{name}|{theme}" for theme in tables.theme_mentions["theme"]}
    assert drawn & spoken
    assert drawn & spoken <= set(chart.evidence["mark"])


def test_briefing_tells_districts(content: BriefingContent) -> None:
    assert content.summary.startswith("八个区县提出")
    assert content.streets.endswith("等8个区县")
    assert content.coverage.startswith("8个区县、")
    assert content.source.endswith("等8个区县")


def test_slides_tell_districts(content: BriefingContent) -> None:
    texts = []
    for slide in opened_deck(deck_bytes(content)).slides:
        texts += [node.text for node in slide.element.iter("{*}t")]
        for shape in slide.shapes:
            if shape.has_chart:
                texts += [node.text for node in shape.chart.part._element.iter("{*}t", "{*}v")]
    assert "区县" in texts  # heads the tables of the appendix
    assert [text for text in texts if counts_streets(text or "")] == []


def test_web_page_tells_districts(content: BriefingContent) -> None:
    report = re.sub(r"<script.*?</script>|<style.*?</style>", "", report_html(content), flags=re.DOTALL)
    assert '<th scope="col">区县</th>' in report
    assert not counts_streets(report)


def test_workbook_tells_districts(content: BriefingContent) -> None:
    selection = Selection(level="district", area="徐汇区", streets=("徐汇区",))
    book = opened(workbook_bytes(content.chosen, content.charts, selection=selection))
    guide = all_text(book.worksheets[0])
    assert "按区县合计：“区县”一列是街道所在的区县，含义里按街道计的数在此按区县计" in guide
    assert {"只含徐汇区的街道", "只含这些区县：徐汇区"} <= set(guide)
    for sheet in book.worksheets[1:]:
        words = all_text(sheet) if sheet.title.startswith("图-") else [str(cell.value) for cell in sheet[1]]
        assert [text for text in words if counts_streets(text)] == [], sheet.title


def test_workbook_of_streets_speaks_of_streets(data: Path) -> None:
    guide = all_text(opened(workbook_bytes(load_tables(data))).worksheets[0])
    assert "街道全称" in guide
    assert not any("区县" in text for text in guide)


def test_calendar_is_named_after_what_is_told(content: BriefingContent, data: Path) -> None:
    tables = load_tables(data)
    assert "X-WR-CALNAME:区县时间节点" in calendar_file(tables, content.chosen).content.decode()
    assert "X-WR-CALNAME:街道时间节点" in calendar_file(tables, tables).content.decode()


def test_list_of_commitments_is_headed_by_the_noun() -> None:
    assert column_names("市")[0] == "市"


@pytest.mark.parametrize("page", PAGES)
def test_page_tells_districts(page: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEDAO_SEEDS", str(data.parent / "seeds"))
    monkeypatch.setenv("JIEDAO_DATA", str(data))
    app = AppTest.from_file(str(PROJECT / "streamlit_app.py"), default_timeout=SECONDS)
    app.query_params["level"] = "district"
    app.query_params["step"] = "cover"  # of the briefing; other pages have none
    app.run()
    app.switch_page(f"dashboard/pages/{page}.py").run()
    assert not app.exception
    shown = [re.sub(r"<style.*?</style>", "", element.proto.body, flags=re.DOTALL) for element in app.get("html")]
    shown += [box.label + "".join(box.options) for box in app.selectbox if box.key == "profile"]
    assert any("区县" in text for text in shown)
    assert [text for text in shown if counts_streets(text)] == []
