"""What the page 资料 shows in a real browser: names, controls, links, and nothing to change for visitors."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.charts.style import DARK, LIGHT
from dashboard.file_name_signs import shown_name
from dashboard.paths import SEEDS
from dashboard.preprocess.sources import path_of, seed_files
from tests.library_actions import INPUT, PAGE, TIANLIN, Served, press, tick, upload, wait_for_names, wait_until_read
from tests.test_browser import LOADED_FONTS, OTHER_FONTS, SMALL_PAGE_TEXT, SMALLEST_TEXT_PIXELS
from tests.test_theme import too_faint, wait_for_theme
from tests.watched_page import MILLISECONDS, Watched

pytestmark = pytest.mark.browser


def test_hostile_names_are_shown_as_text(watched: Watched, server: Served) -> None:
    names = {"<img src=x onerror=document.title='坏'>.txt", "=1+1.txt", "计划\u202etxt.exe.txt", "长" * 80 + ".txt"}
    for number, name in enumerate(sorted(names)):
        (server.seeds / name).write_text(TIANLIN + str(number), encoding="utf-8")
    stored = {path_of(server.seeds / name, server.seeds) for name in names}
    wait_for_names(watched, {"古美路计划.txt", "旧档/打浦桥计划.txt", *map(shown_name, stored)})
    assert "\u202e" not in watched.page.locator("body").inner_text()
    assert watched.page.locator(".document-row img").count() == 0
    assert "坏" not in watched.page.title()
    assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = watched.page.get_by_role("checkbox", name="选择＜img src＝x onerror＝document.title＝'坏'＞.txt")
    assert box.count() == 1


def test_a_row_leads_to_its_article_without_loading_anew(watched: Watched) -> None:
    loads: list[str] = []
    watched.page.on("load", lambda loaded: loads.append(loaded.url))
    watched.page.locator(".document-row a", has_text="打浦桥").click()
    watched.page.wait_for_selector("article.text", timeout=MILLISECONDS)
    watched.settle()
    assert "社区食堂" in watched.page.locator("article.text").inner_text()
    assert "article=" in watched.page.url
    assert loads == []
    address = watched.page.url
    watched.page.goto(address)
    watched.page.wait_for_selector("article.text", timeout=MILLISECONDS)
    watched.settle()
    assert "社区食堂" in watched.page.locator("article.text").inner_text()


@pytest.mark.parametrize("style", (LIGHT, DARK), ids=("light", "dark"))
def test_controls_can_be_read_and_stand_out(watched: Watched, tmp_path: Path, style: Any) -> None:
    watched.open(PAGE, "?look=dark" if style is DARK else "")
    page = watched.page
    upload(watched, tmp_path / "up", {"坏.txt": b"\x00\x01\xff" * 50, "古美路计划.txt": TIANLIN})
    wait_until_read(watched)
    tick(watched, "坏.txt", "移除所选1份")
    press(watched, "移除所选1份")
    wait_for_theme(page, style)
    assert too_faint(page) == []
    assert page.evaluate(SMALL_PAGE_TEXT, SMALLEST_TEXT_PIXELS) == []
    assert page.evaluate(OTHER_FONTS) == []
    assert sorted(page.evaluate(LOADED_FONTS)) == ["400", "700"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert watched.outside == []


@pytest.mark.parametrize(("width", "height"), ((390, 844), (1366, 768), (3840, 2160)))
def test_controls_fit_every_screen(browser: Any, server: Served, width: int, height: int) -> None:
    watched = Watched(browser.new_page(viewport={"width": width, "height": height}), server.address)
    page = watched.open(PAGE)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")
    assert page.locator('[data-testid="stFileUploaderDropzone"]').is_visible()
    page.close()


def test_without_the_variable_there_is_nothing_to_change_and_no_file_is_taken(
    browser: Any, app_address: str
) -> None:
    watched = Watched(browser.new_page(viewport={"width": 1920, "height": 1080}), app_address)
    page = watched.open(PAGE)
    assert page.locator(".document-row:not(.head)").count() == len(seed_files(SEEDS))
    assert page.locator(f'{INPUT}, .stCheckbox, .st-key-remove_ticked, .st-key-bin').count() == 0
    answer = page.request.put(
        f"{app_address}/_stcore/upload_file/x/y",
        multipart={"file": {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"}},
    )
    assert answer.status == 403
    page.close()
