"""The briefing in a real browser: keys, address, notes, sizes, and nothing on the screen but the step."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from dashboard.charts.catalogue import CHARTS
from tests.extraction_fixtures import seed_folder, seed_tables

__all__ = ["seed_folder", "seed_tables"]
pytestmark = pytest.mark.browser

MILLISECONDS = 60_000
KEYS = [definition.key for definition in CHARTS]
LAST = len(KEYS) + 2
LEAST_GAP_PIXELS = 48
"""Between the two columns of the menu: the buttons of one must not seem to belong to the boxes of the other."""
"""Pages of the whole briefing: cover, charts, closing page."""

COUNTER = "[...document.querySelectorAll('.stage-counter')].map(counter => counter.innerText).join('')"
"""The counter of the step that is to be seen: the text of its unseen neighbours is blank to the browser."""

NEIGHBOUR_DRAWN = f".st-key-stage_{KEYS[1]} .js-plotly-plot .main-svg"

OUTSIDE_THE_SHEET = """() => {
    const sheet = document.querySelector('.st-key-stage').getBoundingClientRect();
    return [...document.querySelectorAll('.st-key-stage h1, .st-key-stage p, .st-key-stage span, .st-key-stage text')]
        .filter(element => element.textContent.trim() && element.checkVisibility({visibilityProperty: true}))
        .map(element => [element.textContent, element.getBoundingClientRect()])
        .filter(([_, box]) => box.left < sheet.left - 1 || box.right > sheet.right + 1
            || box.top < sheet.top - 1 || box.bottom > sheet.bottom + 1)
        .map(([text]) => text);
}"""


HEAD_IS_WHOLE = "[...document.querySelectorAll('.stage-head')].every(head => head.scrollHeight <= head.clientHeight)"


class Briefing:
    """A browser page on a step of the briefing."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, f"{address}/{quote('汇报')}"

    def open(self, query: str = "?step=cover") -> "Briefing":
        self.page.goto(self.address + query)
        shown = ".stage-counter:visible" if "step=" in query else "h1.message"
        self.page.wait_for_selector(shown, timeout=MILLISECONDS)
        self.page.wait_for_function("window.__stage?.detach !== undefined || !location.search.includes('step=')")
        return self

    def press(self, *keys: str) -> "Briefing":
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def is_on(self, number: int, of: int = LAST) -> None:
        """Wait until the counter says so."""
        self.page.wait_for_function(
            f"wanted => {COUNTER} === wanted", arg=f"{number} / {of}", timeout=MILLISECONDS
        )

    def address_comes_to_say(self, key: str, value: str) -> None:
        """Wait for the server, which writes the address after the browser has turned to the step."""
        self.page.wait_for_function(
            "([key, value]) => new URLSearchParams(location.search).get(key) === value", arg=[key, value],
            timeout=MILLISECONDS,
        )  # fmt: skip

    def address_says(self, key: str) -> str | None:
        return parse_qs(urlsplit(self.page.url).query).get(key, [None])[0]


@pytest.fixture
def briefing(browser: Any, app_address: str) -> Iterator[Briefing]:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    yield Briefing(page, app_address)
    page.close()


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        (["ArrowRight"], 2), (["Space"], 2), (["PageDown"], 2), (["End"], LAST), (["End", "ArrowRight"], LAST),
        (["End", "ArrowLeft"], LAST - 1), (["ArrowRight", "PageDown", "PageUp"], 2), (["End", "Home"], 1),
        (["ArrowLeft"], 1), (["ArrowRight"] * 6, 7),
    ],
    ids=["right", "space", "page-down", "end", "not-past-the-end", "left", "page-up", "home", "not-before-the-cover",
         "faster-than-the-server"],
)  # fmt: skip
def test_keys_move_through_the_steps(briefing: Briefing, keys: list[str], number: int) -> None:
    briefing.open().press(*keys).is_on(number)
    briefing.page.wait_for_timeout(300)  # nothing comes after
    briefing.is_on(number)


def test_the_next_step_shows_before_the_server_answers(briefing: Briefing) -> None:
    page = briefing.open(f"?step={KEYS[0]}").page
    page.wait_for_selector(NEIGHBOUR_DRAWN, state="attached", timeout=MILLISECONDS)
    seen_at_once = page.evaluate(
        "() => { window.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight'})); return " + COUNTER + "; }"
    )
    assert seen_at_once == f"3 / {LAST}"
    briefing.address_comes_to_say("step", KEYS[1])
    briefing.is_on(3)


def test_each_step_has_an_address(briefing: Briefing) -> None:
    briefing.open(f"?step={KEYS[2]}").is_on(4)
    briefing.press("ArrowRight").is_on(5)
    briefing.address_comes_to_say("step", KEYS[3])
    briefing.page.reload()
    briefing.is_on(5)


def test_the_way_back_in_the_browser_leads_to_the_step_before(briefing: Briefing) -> None:
    briefing.open().press("ArrowRight").address_comes_to_say("step", KEYS[0])
    briefing.press("ArrowRight").is_on(3)
    briefing.address_comes_to_say("step", KEYS[1])
    briefing.page.go_back()
    briefing.is_on(2)
    briefing.press("ArrowRight").is_on(3)


def test_the_address_chooses_and_orders_the_charts(briefing: Briefing) -> None:
    briefing.open(f"?step=cover&show={KEYS[4]},{KEYS[0]}").is_on(1, of=4)
    briefing.press("ArrowRight").is_on(2, of=4)
    briefing.address_comes_to_say("step", KEYS[4])


def test_escape_leads_back_to_the_menu(briefing: Briefing) -> None:
    briefing.open(f"?step={KEYS[1]}&show={KEYS[1]},{KEYS[0]}").press("Escape")
    briefing.page.wait_for_selector("text=开始汇报", timeout=MILLISECONDS)
    assert briefing.address_says("step") is None
    assert briefing.address_says("show") == f"{KEYS[1]},{KEYS[0]}"
    assert briefing.page.locator(".st-key-stage").count() == 0


def test_the_menu_writes_choice_and_order_into_the_address(briefing: Briefing) -> None:
    page = briefing.open("").page
    left, right = (page.locator(f".st-key-choice_{key}").bounding_box() for key in (KEYS[0], KEYS[-1]))
    assert right["x"] - (left["x"] + left["width"]) > LEAST_GAP_PIXELS
    page.get_by_role("button", name="下移").first.click()
    page.wait_for_function("location.search.includes('show=')")
    assert briefing.address_says("show") == ",".join([KEYS[1], KEYS[0], *KEYS[2:]])
    page.locator(f".st-key-choice_{KEYS[0]} label").first.click()
    page.wait_for_function(f"!location.search.includes('{KEYS[0]}')")
    page.get_by_role("button", name="开始汇报").click()
    briefing.is_on(1, of=LAST - 1)


def test_boxes_that_are_clicked_one_right_after_the_other_all_count(briefing: Briefing) -> None:
    page = briefing.open("").page
    page.evaluate("""keys => keys.forEach(key => document.querySelector(`.st-key-choice_${key} input`).click())""",
                  [KEYS[0], KEYS[2], KEYS[3]])  # fmt: skip
    left = ",".join(key for key in KEYS if key not in (KEYS[0], KEYS[2], KEYS[3]))
    briefing.address_comes_to_say("show", left)
    page.get_by_role("button", name="开始汇报").click()
    briefing.is_on(1, of=LAST - 3)


def test_notes_quote_the_sentences_behind_the_step(briefing: Briefing, seed_tables: Any) -> None:
    page = briefing.open(f"?step={KEYS[0]}").press("n").page
    page.wait_for_selector(".stage-notes blockquote", timeout=MILLISECONDS)
    quotes = page.locator(".stage-notes blockquote:visible").all_inner_texts()
    assert quotes and set(quotes) <= set(seed_tables.sentences["text"])
    assert page.locator(".stage-notes .cited-words").count() > 0
    briefing.press("n")
    page.wait_for_selector(".stage-notes", state="detached", timeout=MILLISECONDS)


def test_nothing_but_the_step_is_on_the_screen(briefing: Briefing) -> None:
    page = briefing.open(f"?step={KEYS[0]}").page
    assert page.locator('[data-testid="stHeader"]').is_hidden()
    assert page.locator(".st-key-filters").is_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('.st-key-stage')).cursor") == "none"
    page.mouse.move(500, 500)
    page.mouse.move(600, 520)
    assert page.evaluate("getComputedStyle(document.querySelector('.st-key-stage')).cursor") != "none"
    corners = page.evaluate(
        "[[5, 5], [innerWidth - 5, 5], [5, innerHeight - 5], [innerWidth - 5, innerHeight - 5]]"
        ".map(([x, y]) => document.elementFromPoint(x, y).closest('.st-key-stage') !== null)"
    )
    assert corners == [True] * 4


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (3840, 2160), (1280, 1024)])
def test_every_step_fits_every_screen(briefing: Briefing, width: int, height: int) -> None:
    briefing.page.set_viewport_size({"width": width, "height": height})
    briefing.open()
    for number in range(1, LAST + 1):
        briefing.is_on(number)
        if 1 < number < LAST:
            key = KEYS[number - 2]
            briefing.page.wait_for_selector(f".st-key-stage_{key} .js-plotly-plot .main-svg", timeout=MILLISECONDS)
        assert briefing.page.evaluate(OUTSIDE_THE_SHEET) == [], f"step {number}"
        assert briefing.page.evaluate(HEAD_IS_WHOLE), f"step {number}"
        sheet = briefing.page.locator(".st-key-stage").bounding_box()
        assert sheet["x"] >= -1 and sheet["y"] >= -1
        assert sheet["x"] + sheet["width"] <= width + 1 and sheet["y"] + sheet["height"] <= height + 1
        briefing.press("ArrowRight")
