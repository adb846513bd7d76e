"""Adding documents on the page 资料 in a real browser, while others go on working."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from dashboard.pages.library_adding import BYTES_OF_AN_UNIT
from tests.extraction_fixtures import write_documents
from tests.library_actions import (
    GUMEI,
    MOST_MEBIBYTES,
    PAGE,
    TIANLIN,
    WORK,
    Served,
    listed,
    press,
    results,
    shows,
    tick,
    upload,
    wait_until_read,
)
from tests.watched_page import MILLISECONDS, Watched

pytestmark = pytest.mark.browser


MANY = 300
"""Documents that take longer to read than another page takes to answer."""


def test_good_failing_and_refused_files_each_have_their_result(
    watched: Watched, server: Served, tmp_path: Path
) -> None:
    files = {"田林计划.txt": TIANLIN, "坏.txt": b"\x00\x01\xff" * 50, "古美路计划.txt": GUMEI, "照片.jpg": b"\xff\xd8"}
    upload(watched, tmp_path / "up", files)
    wait_until_read(watched)
    found = results(watched.page)
    assert found["田林计划.txt"] == "1篇文章（田林），2句，2个日期"
    assert "解码" in found["坏.txt"]
    assert found["古美路计划.txt"] == "已在资料中，内容相同，没有再存"
    assert "还不能读取 .jpg" in found["照片.jpg"]
    assert server.names() == {"古美路计划.txt", "旧档/打浦桥计划.txt", "田林计划.txt", "坏.txt"}
    assert shows(watched, "4份文件，1份未能读取", server.names())
    assert watched.page.locator(".document-row:not(.head) .name").first.inner_text() == "坏.txt"
    assert watched.errors == []
    watched.page.locator(".st-key-remove_result_1 button").click()
    watched.settle()
    press(watched, "确认移除")
    wait_until_read(watched)
    assert "坏.txt" not in server.names()
    assert results(watched.page)["坏.txt"] == "已不在资料中"
    assert shows(watched, "3份文件，都已读取")


def test_a_file_that_is_dropped_is_added(watched: Watched, server: Served) -> None:
    transfer = watched.page.evaluate_handle(
        """text => { const data = new DataTransfer();
        data.items.add(new File([text], '拖放.txt', {type: 'text/plain'})); return data; }""", TIANLIN,
    )  # fmt: skip
    watched.page.dispatch_event('[data-testid="stFileUploaderDropzone"]', "drop", {"dataTransfer": transfer})
    watched.page.wait_for_selector(".result", timeout=MILLISECONDS)
    wait_until_read(watched)
    assert "拖放.txt" in server.names()


def test_the_same_name_with_other_content_is_asked_about(watched: Watched, server: Served, tmp_path: Path) -> None:
    upload(watched, tmp_path / "up", {"古美路计划.txt": TIANLIN})
    assert "同名文件，内容不同" in results(watched.page)["古美路计划.txt"]
    assert (server.seeds / "古美路计划.txt").read_text("utf-8") == GUMEI
    press(watched, "替换原来的")
    wait_until_read(watched)
    assert (server.seeds / "古美路计划.txt").read_text("utf-8") == TIANLIN
    assert results(watched.page)["古美路计划.txt"].startswith("1篇文章（田林）")
    press(watched, "撤销")
    wait_until_read(watched)
    assert (server.seeds / "古美路计划.txt").read_text("utf-8") == GUMEI
    watched.page.get_by_text("已换成别的内容").wait_for(timeout=MILLISECONDS)
    upload(watched, tmp_path / "up", {"古美路计划.txt": TIANLIN})
    press(watched, "两份都留")
    wait_until_read(watched)
    assert (server.seeds / "古美路计划.txt").read_text("utf-8") == GUMEI
    assert (server.seeds / "古美路计划 (2).txt").read_text("utf-8") == TIANLIN


def test_a_file_that_is_too_large_is_named_beside_those_that_came(
    watched: Watched, server: Served, tmp_path: Path
) -> None:
    sent: list[str] = []

    def note_names(socket: Any) -> None:
        socket.on("framesent", lambda frame: sent.append("name") if b"refused" in frame else None)

    watched.page.on("request", lambda request: sent.append("file") if request.method == "PUT" else None)
    watched.page.on("websocket", note_names)
    watched.open(PAGE)
    watched.page.wait_for_selector(".st-key-unseen_large_files i", state="attached", timeout=MILLISECONDS)
    upload(watched, tmp_path / "up", {"大.txt": b"x" * (MOST_MEBIBYTES + 1) * BYTES_OF_AN_UNIT, "田林.txt": TIANLIN})
    wait_until_read(watched)
    found = results(watched.page)
    assert "文件有 3 MB，最多 2 MB" in found["大.txt"]
    assert found["田林.txt"].startswith("1篇文章（田林）")
    assert watched.page.locator(".result").count() == 2
    assert "大.txt" not in server.names()
    assert sent[0] == "file", "a message before it makes Streamlit forget where the file is to go"


def test_an_archive_is_added_and_removed_as_a_whole(watched: Watched, server: Served, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("里面/田林计划.txt", TIANLIN)
        archive.writestr("里面/坏.txt", b"\x00\x01\xff" * 50)
    upload(watched, tmp_path / "up", {"资料包.zip": packed.getvalue()})
    wait_until_read(watched)
    found = results(watched.page)["资料包.zip"]
    assert found.startswith("1篇文章（田林）")
    assert "解码" in found
    assert "资料包.zip/里面/坏.txt" in listed(watched.page)
    tick(watched, "资料包.zip", "移除所选1份")
    press(watched, "移除所选1份")
    assert "资料包.zip（压缩包，连同里面的全部文件）" in watched.page.locator(".st-key-question").inner_text()
    press(watched, "确认移除")
    wait_until_read(watched)
    assert server.names() == {"古美路计划.txt", "旧档/打浦桥计划.txt"}
    assert shows(watched, "2份文件，都已读取", server.names())


def test_pages_of_others_go_on_while_tables_are_made(
    watched: Watched, server: Served, browser: Any, tmp_path: Path
) -> None:
    other = Watched(browser.new_page(viewport={"width": 1920, "height": 1080}), server.address)
    other.open("目标")
    many = {f"田林计划{number}.txt": TIANLIN * 40 + f"第{number}份。" for number in range(MANY)}
    write_documents(server.seeds, many)
    upload(watched, tmp_path / "up", {"新.txt": TIANLIN})
    watched.page.wait_for_selector(WORK, timeout=MILLISECONDS)
    other.page.get_by_text("有数量", exact=True).click()
    other.page.wait_for_timeout(300)
    other.page.wait_for_selector('[data-test-script-state="notRunning"]', timeout=MILLISECONDS)
    assert watched.page.locator(WORK).count() == 1
    assert "2个街道" in other.page.locator(".st-key-filters").inner_text()
    assert other.page.locator('[data-testid="stException"]').count() == 0
    wait_until_read(watched)
    assert shows(watched, f"{MANY + 3}份文件，都已读取")
    other.page.get_by_text("有日期", exact=True).click()
    other.page.wait_for_function("document.querySelector('.st-key-filters').innerText.includes('3个街道')")
    assert other.errors == []
    other.page.close()
