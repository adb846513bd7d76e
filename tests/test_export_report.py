"""The report on one page: whole without a network, every mark leads to its sentences, and text stays text."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.wording import short_name
from dashboard.export.briefing_content import BriefingContent, briefing_content
from dashboard.export.html_report import report_html
from dashboard.export.report_data import report_data
from tests.constructed_tables import constructed_tables

HOSTILE = "</script><script>window.hacked=1</script><!--<img src=x onerror='window.hacked=1'>\u2028&amp;"
"""Text that would end a script, begin a comment, load a picture, break a line of script or read as an entity."""
KEYS = ("theme_heatmap", "theme_bars", "amounts", "timeline")
MILLISECONDS = 30_000
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


@cache
def content_of(streets: int = 3, *, hostile: bool = False) -> BriefingContent:
    tables = constructed_tables(streets)
    if hostile:
        changed = {
            name: getattr(tables, name).assign(text=getattr(tables, name)["text"] + HOSTILE)
            for name in ("sentences", "targets")
        }
        documents = tables.documents.assign(path=tables.documents["path"].str.replace(".txt", f"{HOSTILE[:9]}.txt"))
        tables = replace(tables, documents=documents, **changed)
    return briefing_content(tables, chart_keys=KEYS)


def data_in(report: str) -> Any:
    found = DATA.search(report)
    assert found
    return json.loads(found[1])


def test_same_content_gives_the_same_report() -> None:
    assert report_html(content_of()) == report_html(content_of())


def test_report_says_all_that_the_briefing_says() -> None:
    content = content_of()
    report = report_html(content)

    for words in (content.summary, content.streets, content.coverage, content.source):
        assert words in report
    for chart in content.charts:
        assert f"<h2>{chart.finding}</h2>" in report
    for figure in content.figures:
        assert f"<b>{figure.value:,}</b>{figure.label}</button>" in report


def test_every_commitment_is_a_row_in_order() -> None:
    content = content_of()

    rows = re.findall(r'<tr data-row="\d+" tabindex="0"><td>(.*?)</td><td>(.*?)</td>', report_html(content))

    expected = content.commitments[["street", "text"]].itertuples(index=False)
    assert rows == [(short_name(street), text) for street, text in expected]


@pytest.mark.parametrize("streets", (0, 1, 3))
def test_every_mark_leads_to_the_words_of_its_evidence(streets: int) -> None:
    content = content_of(streets)
    data = report_data(content)
    sentences = content.tables.sentences.set_index("sentence_id")

    for chart, kept in zip(content.charts, data["charts"], strict=True):
        assert set(kept["evidence"]) == set(chart.evidence["mark"].astype(str))
        for mark, rows in chart.evidence.groupby("mark"):
            wanted = [
                (sentences.loc[row.sentence_id, "text"], None if pd.isna(row.start) else int(row.start) - start)
                for row in rows.itertuples()
                for start in [int(sentences.loc[row.sentence_id, "start"])]
            ]
            found = [
                (data["sentences"][place[0]][0], place[1] if len(place) > 1 else None)
                for place in kept["evidence"][str(mark)]
            ]
            assert found == wanted


def test_hostile_text_cannot_end_the_script_that_holds_it() -> None:
    report = report_html(content_of(hostile=True))
    body = report[: report.index('<script type="application/json"')]

    assert "<img" not in body and "<!--" not in body and "<script" not in body
    assert any(HOSTILE in text for text, _ in data_in(report)["sentences"])
    found = DATA.search(report)
    assert found and not set(found[1]) & set("<>&\u2028")


def test_report_names_nothing_to_load() -> None:
    report = report_html(content_of())
    assert "default-src 'none'" in report
    assert not re.search(r"<(link|img|iframe|script)[^>]+(src|href)=", report[: report.index("<script>")])


class Opened:
    """The report in a browser without a network."""

    def __init__(self, page: Any, path: Path) -> None:
        self.page, self.requests, self.errors = page, list[str](), list[str]()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-drawn]", timeout=MILLISECONDS)

    def click_a_cell(self) -> None:
        cells = self.page.locator("#chart-theme_heatmap .trace.bars").last.locator("path")
        box = cells.first.bounding_box()
        self.page.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.8)
        self.page.wait_for_selector("dialog[open] blockquote", timeout=MILLISECONDS)


@pytest.fixture(scope="module")
def offline(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """The report with hostile text, opened once for the tests that read it."""
    path = tmp_path_factory.mktemp("report") / "汇报.html"
    path.write_text(report_html(content_of(hostile=True)), "utf-8")
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, offline=True)
    yield Opened(context.new_page(), path)
    context.close()


@pytest.mark.browser
def test_charts_are_drawn_without_a_network_and_without_a_request(offline: Opened) -> None:
    assert offline.page.locator(".drawing .main-svg").count() >= len(KEYS)
    assert len(offline.requests) == 1
    assert offline.errors == []
    assert offline.page.evaluate("window.hacked") is None
    assert offline.page.evaluate("document.querySelectorAll('img').length") == 0


@pytest.mark.browser
def test_click_on_a_mark_opens_its_sentences(offline: Opened) -> None:
    offline.click_a_cell()
    page = offline.page
    texts = page.locator("dialog blockquote").all_text_contents()
    known = set(content_of(hostile=True).tables.sentences["text"])
    assert texts and set(texts) <= known
    assert page.locator("dialog mark").count() > 0
    assert "来源" not in page.locator("dialog h2").inner_text()
    assert " · " in page.locator("dialog h2").inner_text()
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog:not([open])", state="attached")
    assert page.evaluate("window.hacked") is None


@pytest.mark.browser
def test_search_leaves_the_rows_that_hold_every_word(offline: Opened) -> None:
    page, rows = offline.page, content_of(hostile=True).commitments
    wanted = short_name(rows["street"].iloc[0])
    page.fill("input", f"{wanted} 工作")
    shown = page.locator("tr[data-row]:visible").all_inner_texts()
    assert 0 < len(shown) < len(rows)
    assert all(wanted in text for text in shown)
    assert page.locator(".search span").first.inner_text() == f"{len(shown)}项"
    page.locator("tr[data-row]:visible").first.press("Enter")
    page.wait_for_selector("dialog[open] mark", timeout=MILLISECONDS)
    page.keyboard.press("Escape")
    page.fill("input", "")
    assert page.locator("tr[data-row]:visible").count() == len(rows)


@pytest.mark.browser
def test_a_cell_shows_what_a_commitment_does_not_state(offline: Opened) -> None:
    """An empty cell shows a dash, a filled one nothing but its own words."""
    shown = offline.page.evaluate(
        """() => [...document.querySelectorAll("tr[data-row] td")].map(
            cell => [cell.textContent, getComputedStyle(cell, "::before").content])"""
    )
    assert {mark for text, mark in shown if not text} == {'"—"'}
    assert {mark for text, mark in shown if text} == {"none"}


@pytest.mark.browser
@pytest.mark.parametrize("width", (390, 1366, 3840))
def test_report_fits_any_screen(offline: Opened, width: int) -> None:
    offline.page.set_viewport_size({"width": width, "height": 800})
    offline.page.wait_for_timeout(100)
    assert offline.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    offline.page.set_viewport_size({"width": 1920, "height": 1080})


@pytest.mark.browser
def test_paper_holds_each_chart_on_a_sheet_and_no_search(offline: Opened) -> None:
    offline.page.emulate_media(media="print")
    assert offline.page.locator(".search, nav, dialog").filter(visible=True).count() == 0
    heights = offline.page.evaluate(
        "[...document.querySelectorAll('section:not(.list)')].map(section => section.getBoundingClientRect().height)"
    )
    offline.page.emulate_media(media="screen")
    assert max(heights) < 190 / 25.4 * 96  # a sheet of A4 across, without its margins
