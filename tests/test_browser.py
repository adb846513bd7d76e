"""The app in a real browser at 1920×1080: what an AppTest cannot see."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote

import pytest

from tests.watched_page import MILLISECONDS, PAGE_NAMES, OpenedOnce, Watched

pytestmark = pytest.mark.browser

SMALLEST_TEXT_PIXELS = 20
WITHOUT_CHARTS = ("原文", "资料")

SMALL_CHART_TEXT = """least => [...document.querySelectorAll('.js-plotly-plot svg text')]
    .filter(text => text.textContent.trim() && text.getBoundingClientRect().width > 0)
    .filter(text => parseFloat(getComputedStyle(text).fontSize) < least).map(text => text.textContent)"""
SMALL_PAGE_TEXT = """least => [...document.querySelectorAll('[data-testid="stApp"] *')]
    .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && /[\\u4e00-\\u9fff]/.test(node.data)))
    .filter(element => element.getClientRects().length && parseFloat(getComputedStyle(element).fontSize) < least)
    .map(element => [getComputedStyle(element).fontSize, element.textContent.slice(0, 30)])"""
OTHER_FONTS = """() => [...document.querySelectorAll('[data-testid="stApp"] *')]
    .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && /[\\u4e00-\\u9fff]/.test(node.data)))
    .filter(element => !/^.?Noto Sans SC/.test(getComputedStyle(element).fontFamily))
    .map(element => [getComputedStyle(element).fontFamily, element.textContent.slice(0, 30)])"""
LOADED_FONTS = """() => [...document.fonts]
    .filter(font => font.status === 'loaded' && font.family.includes('Noto Sans SC')).map(font => font.weight)"""


@pytest.fixture
def watched(browser: Any, app_address: str) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    yield Watched(page, app_address)
    page.close()


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_page_opens_without_a_fault(opened_once: OpenedOnce, name: str) -> None:
    watched = opened_once(name)
    page = watched.page
    assert page.locator('[data-testid="stException"]').count() == 0
    assert watched.errors == []
    assert watched.outside == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_all_text_can_be_read_from_afar(opened_once: OpenedOnce, name: str) -> None:
    page = opened_once(name).page
    assert page.evaluate(SMALL_CHART_TEXT, SMALLEST_TEXT_PIXELS) == []
    assert page.evaluate(SMALL_PAGE_TEXT, SMALLEST_TEXT_PIXELS) == []


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_chinese_is_drawn_in_the_web_font(opened_once: OpenedOnce, name: str) -> None:
    page = opened_once(name).page
    assert page.evaluate(OTHER_FONTS) == []
    assert sorted(page.evaluate(LOADED_FONTS)) == ["400", "700"]


def test_cell_of_the_heat_map_opens_its_sentences(watched: Watched) -> None:
    page = watched.open("总览")
    cell = page.locator(".js-plotly-plot .trace.bars").last.locator("path").first.bounding_box()
    page.mouse.click(cell["x"] + cell["width"] / 2, cell["y"] + cell["height"] / 2)
    page.wait_for_selector(".st-key-evidence blockquote", timeout=MILLISECONDS)
    assert page.locator(".st-key-evidence .cited-words").count() > 0
    watched.settle()
    page.keyboard.press("Escape")
    page.wait_for_selector(".st-key-evidence", state="detached", timeout=MILLISECONDS)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_text_that_opens_sentences_is_chosen_with_the_keyboard_too(watched: Watched, key: str) -> None:
    page = watched.open("总览")
    page.wait_for_selector('[class*="st-key-unseen_cited"] i', state="attached", timeout=MILLISECONDS)
    page.locator("#cited-overview-figure_1").focus()
    page.keyboard.press(key)
    page.wait_for_selector(".st-key-evidence blockquote", timeout=MILLISECONDS)
    assert watched.errors == []


def test_sentence_leads_to_its_place_in_the_article(watched: Watched) -> None:
    page = watched.open("总览")
    page.locator("#cited-overview-step_0").click()
    quoted = page.locator(".st-key-evidence blockquote").first.inner_text()
    page.locator(".st-key-evidence").get_by_text("看原文").first.click()
    page.wait_for_selector(".sentence.cited", timeout=MILLISECONDS)
    watched.settle()
    cited = page.locator(".sentence.cited")
    assert cited.inner_text() == quoted
    top = cited.bounding_box()["y"]
    assert 0 < top < 1080


def test_filter_lives_in_the_address_and_on_every_page(watched: Watched) -> None:
    page = watched.open("总览", "?street=" + quote("打浦桥街道"))
    page.get_by_test_id("stTopNavLink").nth(2).click()
    page.wait_for_selector(".commitment-row", timeout=MILLISECONDS)
    watched.settle()
    assert "street=打浦桥街道" in unquote(page.url)
    page.reload()
    page.wait_for_selector(".commitment-row", timeout=MILLISECONDS)
    watched.settle()
    streets = {row.inner_text() for row in page.locator(".commitment-row:not(.head) > :first-child").all()}
    assert streets == {"打浦桥"}


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_page_fits_a_small_screen(watched: Watched, name: str) -> None:
    watched.page.set_viewport_size({"width": 1366, "height": 768})
    page = watched.open(name)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
