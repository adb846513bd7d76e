"""What the server has ready when the first viewer comes: the first chart, and in the browser the code that draws it."""

import asyncio
import os
import time
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.charts.theme_heatmap import theme_heatmap
from dashboard.pages import overview, server_start, start_up
from dashboard.pages.first_page import compute_first_page
from dashboard.pages.start_up import known_tables
from dashboard.pages.view import _answer
from dashboard.paths import PROJECT, SEEDS
from dashboard.preprocess.fingerprint import quick_signature
from dashboard.preprocess.known_look import SECONDS_OF_DOUBT, keep_look
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables.stored_tables import StoredTables
from tests.watched_page import OpenedOnce

SECONDS = 60.0
CHART_CODE = "PlotlyChart"


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Documents and their tables, which are known to be current."""
    seeds, data = tmp_path / "seeds", tmp_path / "data"
    seeds.mkdir()
    (seeds / "文章.txt").write_bytes(next(SEEDS.glob("*.txt")).read_bytes())
    before = time.time() - 10 * SECONDS_OF_DOUBT
    os.utime(seeds / "文章.txt", (before, before))
    preprocess(seeds, data)
    keep_look(seeds, data, quick_signature(seeds), time.time())
    monkeypatch.setenv("JIEDAO_SEEDS", str(seeds))
    monkeypatch.setenv("JIEDAO_DATA", str(data))
    st.cache_resource.clear()
    _answer.cache_clear()
    return seeds, data


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the chart is made with whenever it is made anew."""
    made: list[dict[str, Any]] = []

    @wraps(theme_heatmap)
    def noted(*tables: Any, **options: Any) -> Any:
        made.append(options)
        return theme_heatmap(*tables, **options)

    monkeypatch.setattr(overview, "theme_heatmap", noted)
    return made


@pytest.mark.usefixtures("folders")
def test_the_first_viewer_finds_the_first_chart_computed(drawn: list[dict[str, Any]]) -> None:
    compute_first_page()
    assert len(drawn) == 1
    app = AppTest.from_file(str(PROJECT / "streamlit_app.py"), default_timeout=SECONDS).run()
    assert not app.exception
    assert len(drawn) == 1


@pytest.mark.usefixtures("folders")
def test_what_the_next_pages_ask_for_is_read_after_the_first_chart(
    drawn: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Event()
    charts_before: list[int] = []

    def noted(tables: StoredTables) -> None:
        charts_before.append(len(drawn))
        read.set()

    monkeypatch.setattr(start_up, "MOST_ARTICLES_IN_MEMORY", 0)
    monkeypatch.setattr(StoredTables, "load_ahead", noted)
    compute_first_page()
    assert read.wait(start_up.SECONDS_BEFORE_LOADING_AHEAD / 2)
    assert charts_before[0] == len(drawn) == 1


def test_nothing_is_computed_of_documents_that_changed(
    folders: tuple[Path, Path], drawn: list[dict[str, Any]]
) -> None:
    assert known_tables() is not None
    st.cache_resource.clear()
    (folders[0] / "另一篇.txt").write_text("【天平路街道】\n建成口袋公园2座。", encoding="utf-8")
    assert known_tables() is None
    compute_first_page()
    assert drawn == []


def test_a_server_without_tables_starts_and_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, drawn: list[dict[str, Any]]
) -> None:
    monkeypatch.setenv("JIEDAO_SEEDS", str(tmp_path / "missing"))
    monkeypatch.setenv("JIEDAO_DATA", str(tmp_path / "none"))
    compute_first_page()
    assert drawn == []


def test_what_goes_wrong_ahead_stops_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    reached = []

    def fails() -> None:
        raise OSError("disk gone")

    async def collects() -> None:
        reached.append("collects")

    monkeypatch.setattr("dashboard.pages.first_page.compute_first_page", fails)
    monkeypatch.setattr(server_start, "collect_between_answers", collects)
    with ThreadPoolExecutor(1) as pool:  # where browser tests ran before, this thread already has a running loop
        pool.submit(lambda: asyncio.run(server_start._compute_and_collect())).result()
    assert reached == ["collects"]


@pytest.mark.parametrize(("page", "is_loaded"), [("总览", True), ("资料", False), ("原文", False)])
def test_the_code_that_draws_charts_is_loaded_where_there_are_some(
    opened_once: OpenedOnce, page: str, is_loaded: bool
) -> None:
    names = opened_once(page).page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert any(CHART_CODE in name for name in names) == is_loaded


def test_the_code_is_asked_for_before_there_is_a_chart(opened_once: OpenedOnce) -> None:
    page = opened_once("总览").page
    script = next(text for text in page.locator("head script").all_text_contents() if CHART_CODE in text)
    assert "CHART_CODE" not in script
    assert "WITHOUT_CHARTS" not in script
    by = page.evaluate(f"performance.getEntriesByType('resource').find(entry => entry.name.includes('{CHART_CODE}'))"
                       ".initiatorType")
    assert by == "script"  # by the page itself; the front end would have it by a link
