"""What the pages hand over: the files that the command writes, and the numbers and pictures that are on the screen."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.charts.catalogue import CHARTS
from dashboard.export.briefing_content import BriefingContent, briefing_content
from dashboard.export.browser_search import MISSING, browser_found
from dashboard.export.pictures import picture_file
from dashboard.pages.export_buttons import FORMS
from dashboard.paths import PROJECT
from dashboard.tables.store import load_tables
from dashboard.tables.tables import Selection
from tests.watched_page import MILLISECONDS, Watched

STREET = "打浦桥街道"
KEYS = ("theme_bars", "commitment_kinds", "amounts")
CHOICE = f"?street={STREET}&show={','.join(KEYS)}"
HEAVY = ("kaleido", "choreographer", "pptx", "xlsxwriter", "icalendar")
"""What only the making of a file loads."""
SHOWN_VALUES = """drawn => document.querySelector(drawn).data
    .filter(trace => trace.type === 'bar' && !/^rgba\\(0, ?0, ?0, ?0/.test(trace.marker.color))
    .flatMap(trace => [...trace.x].map(Number))"""


@cache
def content_of(data: Path) -> BriefingContent:
    """Return what the command exports for the choice that the tests make on the page."""
    return briefing_content(load_tables(data), Selection(streets=(STREET,)), chart_keys=KEYS)


def slides(content: BriefingContent) -> bytes:
    from dashboard.export.deck import deck_bytes

    return deck_bytes(content)


def workbook(content: BriefingContent) -> bytes:
    from dashboard.export.workbook import workbook_bytes

    return workbook_bytes(content.chosen, content.charts, selection=Selection(streets=(STREET,)))


def report(content: BriefingContent) -> bytes:
    from dashboard.export.html_report import report_html

    return report_html(content).encode("utf-8")


def calendar(content: BriefingContent) -> bytes:
    from dashboard.export.calendar_file import calendar_file

    return calendar_file(content.tables, content.chosen).content


@pytest.fixture
def watched(browser: Any, app_address: str) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    yield Watched(page, app_address)
    page.close()


def pressed(watched: Watched, press: Callable[[], object]) -> tuple[str, bytes]:
    """Return name and content of the file that arrives after ``press``."""
    with watched.page.expect_download(timeout=MILLISECONDS) as arriving:
        press()
    return arriving.value.suggested_filename, Path(arriving.value.path()).read_bytes()


def taken(watched: Watched, place: str, kind: str) -> tuple[str, bytes]:
    """Return name and content of what the menu under a chart gives."""
    menu = watched.page.locator(f'details.take[data-place="{place}"]')
    menu.locator("summary").click()
    return pressed(watched, menu.locator(f'[data-kind="{kind}"]').click)


@pytest.mark.browser
def test_each_button_gives_the_file_that_the_command_writes(watched: Watched, seed_data: Path) -> None:
    page = watched.open("汇报", CHOICE)
    wanted = {"导出PPT": slides, "导出Excel": workbook, "导出网页": report, "日历": calendar}
    names = {}
    for button, made in wanted.items():
        name, content = pressed(watched, page.get_by_role("button", name=button, exact=True).click)
        assert content == made(content_of(seed_data)), name
        names[button] = name
        watched.settle()
    assert names == {
        "导出PPT": "街道展望2021年汇报.pptx", "导出Excel": "街道展望2021年数据.xlsx",
        "导出网页": "街道展望2021年汇报.html", "日历": "街道展望2021年时间节点.ics",
    }  # fmt: skip
    assert watched.errors == []
    assert watched.outside == []


@pytest.mark.browser
def test_pictures_of_the_chosen_charts_come_as_a_zip(watched: Watched, seed_data: Path) -> None:
    if browser_found() is None:
        pytest.skip(MISSING)
    page = watched.open("汇报", f"?street={STREET}&show={KEYS[0]}")
    name, packed = pressed(watched, page.get_by_role("button", name="图片", exact=True).click)
    chart = content_of(seed_data).charts[0]
    assert name == "街道展望2021年图片.zip"
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == [picture_file(chart), picture_file(chart, 1), picture_file(chart, 2)]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "page_key", "chart_key"),
    (("目标", "targets", "commitment_kinds"), ("主题对比", "theme_comparison", "text_length")),
)
def test_chart_on_the_page_data_sheet_of_the_slide_and_table_hold_the_same_numbers(
    watched: Watched, seed_data: Path, name: str, page_key: str, chart_key: str
) -> None:
    page = watched.open(name)
    drawn = f".st-key-drawn_{page_key}_{chart_key} .js-plotly-plot"
    page.wait_for_selector(f"{drawn} .main-svg", timeout=MILLISECONDS)
    on_screen = Counter(float(value) for value in page.evaluate(SHOWN_VALUES, drawn) if value)
    _, table = taken(watched, f"{page_key}/{chart_key}", "csv")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"))))
    numbers = [[float(cell) for cell in row if cell.replace(".", "", 1).isdigit()] for row in rows[1:]]
    in_table = Counter(number for row in numbers for number in row)

    content = briefing_content(load_tables(seed_data), chart_keys=[chart_key])
    in_sheet = Counter(value for value in data_sheet(slides(content)) if value)

    assert on_screen
    assert on_screen <= in_table
    assert on_screen <= in_sheet
    assert set(in_sheet - on_screen) <= {sum(row) for row in numbers}  # the totals, written beside the bars


def data_sheet(deck: bytes) -> list[float]:
    """Return the numbers of the workbook inside the first native chart of the deck."""
    from openpyxl import load_workbook
    from pptx import Presentation

    shapes = [shape for slide in Presentation(io.BytesIO(deck)).slides for shape in slide.shapes]
    charts = [shape.chart for shape in shapes if shape.has_chart]
    sheet = load_workbook(io.BytesIO(charts[0].part.chart_workbook.xlsx_part.blob)).worksheets[0]
    cells = (cell for row in sheet.iter_rows(min_row=2, min_col=2, values_only=True) for cell in row)
    return [float(cell) for cell in cells if isinstance(cell, int | float)]


@pytest.mark.browser
def test_chart_at_hand_comes_as_picture_and_data(watched: Watched) -> None:
    from PIL import Image

    page = watched.open("总览", f"?street={STREET}")
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=MILLISECONDS)
    finding, place = page.locator("h2").first.inner_text(), "overview/theme_heatmap"
    for kind, name, size in (
        ("png", "图-主题热力图-1920×1080.png", (1920, 1080)),
        ("clear", "图-主题热力图-透明底-3840×2160.png", (3840, 2160)),
    ):
        given, content = taken(watched, place, kind)
        picture = Image.open(io.BytesIO(content)).convert("RGBA")
        assert (given, picture.size) == (name, size)
        assert picture.getpixel((size[0] - 5, size[1] - 5))[3] == (0 if kind == "clear" else 255)
        title = picture.crop((0, 0, size[0], size[1] // 10))
        assert len(title.getcolors(size[0] * size[1])) > 10  # words, not a blank strip
    name, svg = taken(watched, place, "svg")
    assert name == "图-主题热力图.svg"
    assert 'width="1920"' in svg.decode()
    assert finding in svg.decode()
    _, written = taken(watched, place, "json")
    assert json.loads(written)["finding"] == finding
    assert watched.errors == []
    assert watched.outside == []


@pytest.mark.browser
def test_menus_answer_the_keyboard_and_are_on_no_paper_and_on_no_stage(watched: Watched) -> None:
    page = watched.open("目标")
    assert page.locator("details.take").count() == 3
    menu = page.locator("details.take").first
    menu.locator("summary").press("Enter")
    assert menu.locator("button").all_inner_texts()[-2:] == ["CSV 数据", "JSON 数据"]
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert menu.locator("button").first.is_hidden()
    page.emulate_media(media="print")
    assert page.locator("details.take").filter(visible=True).count() == 0
    page.emulate_media(media="screen")
    page.goto(f"{watched.address}/汇报?step={CHARTS[0].key}")
    page.wait_for_selector(".stage-counter:visible", timeout=MILLISECONDS)
    assert page.locator("details.take").count() == 0


def briefing_menu(seed_data: Path, monkeypatch: pytest.MonkeyPatch, browser: str) -> AppTest:
    monkeypatch.setenv("JIEDAO_DATA", str(seed_data))
    monkeypatch.setenv("BROWSER_PATH", browser)
    st.cache_resource.clear()  # whether there is a browser is kept for a minute
    app = AppTest.from_file(str(PROJECT / "streamlit_app.py"), default_timeout=60)
    app.run()
    return app.switch_page("dashboard/pages/briefing.py").run()


@pytest.mark.parametrize("has_browser", (True, False))
def test_button_of_pictures_says_what_is_missing(
    seed_data: Path, monkeypatch: pytest.MonkeyPatch, has_browser: bool
) -> None:
    menu = briefing_menu(seed_data, monkeypatch, sys.executable if has_browser else "/no/such/browser")
    buttons = {form.button: menu.button(key=f"export_{form.suffix}") for form in FORMS}
    assert [button for button, drawn in buttons.items() if drawn.disabled] == ([] if has_browser else ["图片"])
    assert any(MISSING in html.proto.body for html in menu.get("html")) == (not has_browser)


def test_a_browser_that_does_not_start_is_told(seed_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    menu = briefing_menu(seed_data, monkeypatch, "/bin/false")
    menu.button(key="export_zip").click().run()
    assert not menu.exception
    assert any("没有成功" in html.proto.body for html in menu.get("html"))


def test_pages_come_without_what_only_writes_files() -> None:
    modules = ", ".join(f"dashboard.pages.{path.stem}" for path in (PROJECT / "dashboard/pages").glob("[a-z]*.py"))
    code = f"import sys, {modules}; print([name for name in {HEAVY} if name in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=True, capture_output=True, text=True)
    assert printed.stdout.strip() == "[]"
