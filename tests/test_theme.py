"""Light and dark in a real browser: the switch, the address, and every colour against what lies under it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from dashboard.charts.style import DARK, LIGHT, Style, contrast
from dashboard.pages.theme import page_colours
from tests.watched_page import MILLISECONDS, PAGE_NAMES, SCREEN, OpenedOnce, Watched

TEXT_CONTRAST, MARK_CONTRAST = 4.5, 3.0
CONTENT_PAGES = [name for name in PAGE_NAMES if name != "汇报"]
OWN_HINTS = {LIGHT.name: "", DARK.name: "?look=dark"}

COLOURS = (Path(__file__).parent / "contrasts.js").read_text(encoding="utf-8")
GROUND = "getComputedStyle(document.querySelector('[data-testid=\"stApp\"]')).backgroundColor"
PAPERS = """[...document.querySelectorAll('.js-plotly-plot .main-svg:first-child')]
    .map(svg => getComputedStyle(svg).backgroundColor)"""


def rgb(colour: str) -> str:
    """Return ``#RRGGBB`` as a browser writes it."""
    return f"rgb({int(colour[1:3], 16)}, {int(colour[3:5], 16)}, {int(colour[5:7], 16)})"


@pytest.fixture
def watched(browser: Any, app_address: str) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    yield Watched(page, app_address)
    page.close()


@pytest.fixture(scope="module")
def dark(browser: Any, app_address: str) -> Iterator[Watched]:
    """A window that goes from page to page in the dark."""
    watched = Watched(browser.new_page(viewport=SCREEN), app_address)
    watched.open(PAGE_NAMES[0], OWN_HINTS[DARK.name])
    yield watched
    watched.page.close()


def wait_for_theme(page: Any, style: Style) -> None:
    """Wait until Streamlit's own theme and all charts are of the style."""
    page.wait_for_function(f"{GROUND} === '{rgb(style.paper)}'", timeout=MILLISECONDS)
    page.wait_for_function(
        f"(papers => papers.every(paper => paper === '{rgb(style.paper)}'))({PAPERS})", timeout=MILLISECONDS
    )


def too_faint(page: Any) -> list[Any]:
    """Return the texts and marks of the page that stand out too little."""
    found = page.evaluate(COLOURS)
    assert len(found["texts"]) > 5
    faint = [text for text in found["texts"] if text[1] < TEXT_CONTRAST - 0.005]
    return [*faint, *(mark for mark in found["marks"] if mark[1] < MARK_CONTRAST - 0.005)]


both_themes = pytest.mark.parametrize("style", (LIGHT, DARK), ids=("light", "dark"))


@pytest.mark.browser
@both_themes
def test_a_page_has_its_ground_before_anything_of_streamlit_runs(
    browser: Any, app_address: str, style: Style
) -> None:
    page = browser.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(app_address + "/" + OWN_HINTS[style.name])
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (ground == rgb(DARK.paper)) == (style is DARK)
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (style is DARK)
    page.close()


@pytest.mark.browser
@both_themes
@pytest.mark.parametrize("name", CONTENT_PAGES)
def test_everything_stands_out_from_its_ground(
    opened_once: OpenedOnce, dark: Watched, name: str, style: Style
) -> None:
    watched = opened_once(name) if style is LIGHT else dark
    page = watched.page
    if style is DARK:
        page.get_by_test_id("stTopNavLink").nth(PAGE_NAMES.index(name)).click()
        page.wait_for_url(lambda address: name in unquote(address) or name == PAGE_NAMES[0])
        watched.settle()
        assert page.locator('[data-testid="stTopNavLink"][aria-current="page"]').inner_text() == name
    wait_for_theme(page, style)
    assert too_faint(page) == []
    assert watched.errors == []


@pytest.mark.browser
@both_themes
def test_drawer_and_lists_of_choices_stand_out(watched: Watched, style: Style) -> None:
    page = watched.open("总览", OWN_HINTS[style.name])
    wait_for_theme(page, style)
    page.locator("#cited-overview-step_0").click()
    page.wait_for_selector(".st-key-evidence blockquote", timeout=MILLISECONDS)
    page.locator(".st-key-choose_theme button").first.click()
    page.wait_for_selector('[data-testid="stPopoverBody"]', timeout=MILLISECONDS)
    watched.settle()
    assert too_faint(page) == []


@pytest.mark.browser
@both_themes
def test_list_of_a_select_box_stands_out(watched: Watched, style: Style) -> None:
    page = watched.open("关键词", OWN_HINTS[style.name])
    wait_for_theme(page, style)
    page.locator(".st-key-word input").click()
    page.wait_for_selector('[role="option"]', timeout=MILLISECONDS)
    watched.settle()
    assert too_faint(page) == []


@pytest.mark.browser
@both_themes
def test_sentence_that_was_asked_for_stands_out(watched: Watched, style: Style) -> None:
    page = watched.open("总览", OWN_HINTS[style.name])
    page.locator("#cited-overview-step_0").click()
    page.locator(".st-key-evidence").get_by_text("看原文").first.click()
    page.wait_for_selector(".sentence.cited", timeout=MILLISECONDS)
    watched.settle()
    wait_for_theme(page, style)
    assert too_faint(page) == []


@pytest.mark.browser
def test_switch_turns_page_and_charts_without_loading_anew(watched: Watched) -> None:
    page = watched.open("总览", "?street=打浦桥街道")
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    page.locator(".st-key-look").get_by_text("暗", exact=True).click()
    wait_for_theme(page, DARK)
    watched.settle()
    assert "look=dark" in page.url
    assert "street=" in page.url
    page.locator(".st-key-look").get_by_text("明", exact=True).click()
    wait_for_theme(page, LIGHT)
    watched.settle()
    assert "look" not in page.url
    assert loads == []


@pytest.mark.browser
def test_dark_stays_on_the_next_page_and_after_loading_anew(watched: Watched) -> None:
    page = watched.open("总览", "?look=dark")
    page.get_by_test_id("stTopNavLink").nth(2).click()
    page.wait_for_selector(".commitment-row", timeout=MILLISECONDS)
    watched.settle()
    wait_for_theme(page, DARK)
    assert "look=dark" in page.url
    page.reload()
    page.wait_for_selector(".commitment-row", timeout=MILLISECONDS)
    watched.settle()
    wait_for_theme(page, DARK)


@pytest.mark.browser
@pytest.mark.parametrize("wished", ("light", "dark"))
def test_address_goes_before_the_wish_of_the_system(browser: Any, app_address: str, wished: str) -> None:
    page = browser.new_page(viewport={"width": 1920, "height": 1080}, color_scheme=wished)
    watched = Watched(page, app_address)
    wait_for_theme(watched.open("总览"), LIGHT)
    wait_for_theme(watched.open("总览", "?look=dark"), DARK)
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("stored", ("Light", "Dark"))
def test_theme_stored_by_another_app_of_the_host_gives_way(watched: Watched, stored: str) -> None:
    watched.page.goto(f"{watched.address}/_stcore/health")
    watched.page.evaluate(f"localStorage.setItem('stActiveTheme-/-v2', '\"{stored}\"')")
    for query, style in (("?look=dark", DARK), ("", LIGHT)):
        wait_for_theme(watched.open("总览", query), style)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "key", "choice", "other"), (("主题对比", "measure", "次数", 2), ("目标", "state", "有数量", 1))
)
def test_choice_of_a_page_outlasts_a_visit_to_another(
    watched: Watched, name: str, key: str, choice: str, other: int
) -> None:
    page = watched.open(name)
    page.locator(f".st-key-{key}").get_by_text(choice, exact=True).click()
    watched.settle()
    for position in (other, PAGE_NAMES.index(name)):
        page.get_by_test_id("stTopNavLink").nth(position).click()
        page.wait_for_timeout(500)
        watched.settle()
    assert page.locator(f'.st-key-{key} [data-selected="true"]').inner_text() == choice
    assert f"{key}=" in page.url
    page.reload()
    page.wait_for_selector(f".st-key-{key}", timeout=MILLISECONDS)
    watched.settle()
    assert page.locator(f'.st-key-{key} [data-selected="true"]').inner_text() == choice


@both_themes
def test_marked_words_can_be_read(style: Style) -> None:
    assert contrast(style.ink, style.cited) >= 7
    assert contrast(style.ink, style.heat[0]) >= 7
    assert contrast(style.cited_edge, style.paper) >= MARK_CONTRAST


@both_themes
def test_paper_takes_the_light_colours(style: Style) -> None:
    screen, paper = page_colours(style).split("@media print")
    assert f"--ink: {style.ink};" in screen
    assert f"--ink: {LIGHT.ink};" in paper
