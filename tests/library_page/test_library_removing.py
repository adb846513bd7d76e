"""Removing documents on the page 资料 in a real browser, and their coming back."""

import pytest

from tests.library_actions import PAGE, Served, press, shows, tick, wait_until_read
from tests.watched_page import MILLISECONDS, Watched

pytestmark = pytest.mark.browser


def test_documents_are_removed_after_a_question_and_come_back(watched: Watched, server: Served) -> None:
    page = watched.page
    assert page.locator(".st-key-remove_ticked button").is_disabled()
    tick(watched, "古美路计划.txt", "移除所选1份")
    tick(watched, "旧档/打浦桥计划.txt", "移除所选2份")
    press(watched, "移除所选2份")
    question = page.locator(".st-key-question")
    assert "移除2份文件？" in question.inner_text()
    assert "旧档/打浦桥计划.txt" in question.inner_text()
    page.keyboard.press("Escape")
    page.wait_for_selector(".st-key-question", state="detached", timeout=MILLISECONDS)
    watched.settle()
    assert len(server.names()) == 2
    press(watched, "移除所选2份")
    press(watched, "确认移除")
    assert server.names() == set()
    wait_until_read(watched)
    assert shows(watched, "还没有资料")
    press(watched, "撤销")
    wait_until_read(watched)
    assert server.names() == {"古美路计划.txt", "旧档/打浦桥计划.txt"}
    assert shows(watched, "2份文件，都已读取", server.names())
    assert watched.errors == []


def test_no_second_box_is_drawn_where_one_is_ticked(watched: Watched) -> None:
    # Tables that come in this very moment draw the whole list anew: then it is looked at again.
    assert 3 in (most_boxes_while_ticking(watched) for _ in range(3))  # two documents, and the page's own
    checked = [box.is_checked() for box in watched.page.locator(".stCheckbox input").all()]
    assert checked == [False, False, True]


def most_boxes_while_ticking(watched: Watched) -> int:
    """Tick one box, all of them and the first again; return how many boxes there were at once at most."""
    watched.open(PAGE)
    watched.page.evaluate("""() => {
        window.mostBoxes = 0;
        new MutationObserver(() => {
            window.mostBoxes = Math.max(window.mostBoxes, document.querySelectorAll('.stCheckbox').length);
        }).observe(document.body, {subtree: true, childList: true, attributes: true});
    }""")
    tick(watched, "古美路计划.txt", "移除所选1份")
    tick(watched, "本页全部文件", "移除所选2份")
    tick(watched, "古美路计划.txt", "移除所选1份")
    return int(watched.page.evaluate("window.mostBoxes"))


def test_a_document_comes_back_from_the_bin_after_the_notice_is_gone(watched: Watched, server: Served) -> None:
    page = watched.page
    tick(watched, "本页全部文件", "移除所选2份")
    press(watched, "移除所选2份")
    press(watched, "确认移除")
    page.reload()
    page.wait_for_selector(".st-key-bin", timeout=MILLISECONDS)
    wait_until_read(watched)
    page.locator(".st-key-bin summary").click()
    page.locator('[class*="st-key-bin_"]').filter(has_text="古美路计划.txt").get_by_text("恢复").click()
    watched.settle()
    assert server.names() == {"古美路计划.txt"}
