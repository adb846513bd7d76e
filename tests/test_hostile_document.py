"""A document full of markup, formulas and commands: shown as text everywhere, an instruction nowhere."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import icalendar
import openpyxl
import pytest
from pptx import Presentation

from benchmarks.served_app import served
from dashboard.charts.catalogue import CHARTS
from dashboard.charts.sheet import sheet_chart
from dashboard.export.briefing_content import BriefingContent, briefing_content
from dashboard.export.calendar_file import calendar_file
from dashboard.export.csv_file import chart_csv
from dashboard.export.deck import deck_bytes
from dashboard.export.html_report import report_html
from dashboard.export.workbook import workbook_bytes
from dashboard.paths import PROJECT
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables.store import load_tables
from dashboard.tables.tables import Selection
from tests.watched_page import MILLISECONDS, PAGE_NAMES, Watched

TAG = '<img src=x onerror="window.hacked=1">'
SCRIPT = "</script><script>window.hacked=2</script>"
FORMULA = '=HYPERLINK("http://x.example","点我")'
MARKDOWN = "[点我](javascript:window.hacked=3) :red[红] $x^2$ **粗** `码`"
BIDI = "\u202e倒\u202c"
CALENDAR = "BEGIN:VEVENT"
FILE_NAME = "<img src=x onerror=window.hacked=4>&amp;计划.txt"

DOCUMENT = f"""〔古美路街道〕
{TAG}新古美
关键词：{TAG}
{FORMULA}古美路街道党工委书记 张三
2021年，我们将建设{TAG}养老服务中心2个，6月底前完成{MARKDOWN}改造1302户。
{FORMULA}
3月底前完成{SCRIPT}加装电梯30台，确保{BIDI}居民满意。
{CALENDAR}，12月底前推进<b>垃圾分类</b>覆盖100%的小区，+1+1，@SUM(1)。
新年祝福：{TAG}新年好！
〔打浦桥街道〕
{SCRIPT}
关键词：{MARKDOWN}
5月底前，完成旧区改造{TAG}第二轮征询，惠及居民1200户。
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder of documents and that of the tables made from them."""
    seeds, data = tmp_path_factory.mktemp("seeds"), tmp_path_factory.mktemp("data")
    (seeds / FILE_NAME).write_text(DOCUMENT, encoding="utf-8")
    assert not preprocess(seeds, data).failed
    return seeds, data


@pytest.fixture(scope="module")
def content(folders: tuple[Path, Path]) -> BriefingContent:
    found = briefing_content(load_tables(folders[1]))
    assert len(found.commitments) >= 4
    return found


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("key", [definition.key for definition in CHARTS])
def test_a_figure_holds_no_tag_and_no_formula_of_the_document(content: BriefingContent, key: str) -> None:
    figure = json.loads(sheet_chart(content.chosen, chart_key=key).figure.to_json())
    own = re.compile(r"</?(?:b|br|i|span|sub|sup|extra)(?: style=\"[^\"<>]*\")?/?>")
    for text in _texts(figure["data"]):
        left = own.sub("", text)
        assert "<img" not in left and "<script" not in left and "</script" not in left
        assert "$x^2$" not in left


def test_a_slide_holds_the_words_as_they_are_and_no_link(content: BriefingContent) -> None:
    words = []
    for slide in Presentation(BytesIO(deck_bytes(content))).slides:
        assert not [relation for relation in slide.part.rels.values() if relation.is_external]
        for shape in slide.shapes:
            if shape.has_text_frame:
                words.append(shape.text_frame.text)
            elif shape.has_table:
                words += [cell.text for row in shape.table.rows for cell in row.cells]
    assert any(TAG in text for text in words)


def test_no_cell_of_the_workbook_is_computed_or_linked(content: BriefingContent) -> None:
    made = workbook_bytes(content.chosen, content.charts, selection=Selection())
    book = openpyxl.load_workbook(BytesIO(made))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f" or (cell.hyperlink and cell.hyperlink.target)]
    assert any(isinstance(cell.value, str) and cell.value.startswith(FORMULA) for cell in cells)


def test_no_field_of_a_csv_file_begins_like_a_formula(content: BriefingContent) -> None:
    for chart in content.charts:
        for line in chart_csv(chart).decode("utf-8-sig").splitlines():
            assert not line.startswith(("=", "@", "+", '"=', '"@', '"+'))


def test_the_calendar_holds_the_milestones_and_no_event_of_the_document(content: BriefingContent) -> None:
    made = calendar_file(content.tables, content.chosen)
    events = icalendar.Calendar.from_ical(made.content).walk("VEVENT")
    assert len(events) == made.content.count(b"\r\nBEGIN:VEVENT\r\n") > 0
    assert len(events) <= len(content.chosen.milestones)


def test_the_report_keeps_the_words_out_of_its_markup(content: BriefingContent) -> None:
    report = report_html(content)
    scripts = len(re.findall(r"<script", report))
    assert SCRIPT not in report and TAG not in report
    assert scripts == len(re.findall(r"</script>", report))


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGE_NAMES)
def test_a_page_shows_it_as_text(browser: Any, hostile_app: str, name: str) -> None:
    watched = Watched(browser.new_page(viewport={"width": 1920, "height": 1080}), hostile_app)
    page = watched.open(name)
    for mark in page.locator(".js-plotly-plot .trace path, .js-plotly-plot .trace text").all()[:12]:
        mark.hover(force=True, timeout=MILLISECONDS)
    if (cited := page.locator(".cited")).count():
        cited.first.click()
        watched.settle()
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src=x]").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0
    assert watched.outside == []
    page.close()


@pytest.mark.browser
def test_the_text_stands_on_the_page_as_it_was_written(browser: Any, hostile_app: str) -> None:
    page = Watched(browser.new_page(viewport={"width": 1920, "height": 1080}), hostile_app).open("原文")
    shown = page.locator("article.text").inner_text()
    assert TAG in shown and MARKDOWN in shown
    page.close()


@pytest.mark.browser
def test_the_report_runs_nothing_of_it(browser: Any, content: BriefingContent, tmp_path: Path) -> None:
    file = tmp_path / "汇报.html"
    file.write_text(report_html(content), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=MILLISECONDS)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img[src=x]").count() == 0
    page.close()


@pytest.mark.browser
def test_a_picture_is_nothing_but_drawing(content: BriefingContent, tmp_path: Path) -> None:
    from dashboard.export.pictures import write_pictures

    for path in write_pictures(content.charts[:4], tmp_path):
        if path.suffix == ".svg":
            tags = {element.tag.rpartition("}")[2] for element in ElementTree.parse(path).iter()}
            assert not tags & {"script", "foreignObject", "a", "iframe"}


@pytest.fixture(scope="module")
def hostile_app(folders: tuple[Path, Path]) -> Iterator[str]:
    seeds, data = folders
    with served(PROJECT / "streamlit_app.py", PROJECT, {"JIEDAO_SEEDS": str(seeds), "JIEDAO_DATA": str(data)}) as app:
        yield app
