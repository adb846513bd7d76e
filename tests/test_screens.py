"""Small and large screens: nothing runs over the edge, text keeps its share of the screen, marks can be clicked."""

from typing import Any

import pytest

from tests.watched_page import MILLISECONDS, PAGE_NAMES, OpenedOnce, Watched

pytestmark = pytest.mark.browser

SMALLEST_ON_PHONE_PIXELS = 12
SEEN_TEXT_SIZES = """() => [...document.querySelectorAll('.js-plotly-plot svg text')]
    .filter(text => text.textContent.trim() && text.getBoundingClientRect().width)
    .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"""

CUT_CHARTS = """() => [...document.querySelectorAll('[class*="st-key-drawn_"]')].map(drawn => {
    const room = drawn.querySelector('[data-testid="stElementContainer"]:has(.js-plotly-plot)').getBoundingClientRect();
    const figure = drawn.querySelector('.js-plotly-plot .main-svg').getBoundingClientRect();
    return [drawn.className, Math.round(figure.height), Math.round(room.height)];
}).filter(([_, figure, room]) => Math.abs(figure - room) > 2)"""


def opened(browser: Any, address: str, name: str, width: int, height: int) -> Watched:
    watched = Watched(browser.new_page(viewport={"width": width, "height": height}), address)
    watched.open(name)
    return watched


@pytest.mark.parametrize("name", PAGE_NAMES)
@pytest.mark.parametrize(
    ("width", "height", "least"), ((1366, 768, 14), (3840, 2160, 39.5), (390, 844, SMALLEST_ON_PHONE_PIXELS))
)
def test_page_fits_and_can_be_read(reshaped: OpenedOnce, name: str, width: int, height: int, least: float) -> None:
    watched = reshaped(name)
    page = watched.page
    page.set_viewport_size({"width": width, "height": height})
    watched.settle()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")
    assert page.evaluate(CUT_CHARTS) == []
    assert min(page.evaluate(SEEN_TEXT_SIZES), default=least) >= least


@pytest.mark.parametrize(("width", "height"), ((1366, 768), (3840, 2160)))
def test_mark_under_the_pointer_is_the_one_that_opens(browser: Any, app_address: str, width: int, height: int) -> None:
    page = opened(browser, app_address, "总览", width, height).page
    number = page.locator(".js-plotly-plot .trace.bars").last.locator("path").first.bounding_box()
    page.mouse.click(number["x"] + number["width"] * 0.9, number["y"] + number["height"] * 0.8)
    page.wait_for_selector(".st-key-evidence h2", timeout=MILLISECONDS)
    first = page.evaluate("""document.querySelector('.js-plotly-plot').data
        .filter(trace => trace.type === 'bar').at(-1).customdata[0][0]""")
    assert page.locator(".st-key-evidence h2").inner_text() == first.replace("|", " · ")
    page.close()
