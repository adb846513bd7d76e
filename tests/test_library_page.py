"""The page 资料 in a real browser: adding, failing, removing, undoing, while others go on working."""

import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from benchmarks.served_app import served
from dashboard.charts.style import DARK, LIGHT
from dashboard.file_name_signs import shown_name
from dashboard.pages.library_adding import BYTES_OF_AN_UNIT
from dashboard.paths import PROJECT, SEEDS
from dashboard.preprocess.sources import path_of, seed_files
from tests.extraction_fixtures import write_documents
from tests.test_browser import LOADED_FONTS, OTHER_FONTS, SMALL_PAGE_TEXT, SMALLEST_TEXT_PIXELS
from tests.test_theme import too_faint, wait_for_theme
from tests.watched_page import MILLISECONDS, Watched

pytestmark = pytest.mark.browser

PAGE = "资料"
GUMEI = "古美路街道2021年工作计划\n6月底前新增托位120个。\n"
DAPU = "打浦桥街道2021年工作计划\n三季度建成社区食堂2家，服务老年人。\n"
TIANLIN = "田林街道2021年工作计划\n9月底前完成旧住房综合修缮300户。\n"
MANY = 300
"""Documents that take longer to read than another page takes to answer."""
MOST_MEBIBYTES = 2
"""Of a file that is uploaded here."""
INPUT = '[data-testid="stFileUploaderDropzoneInput"]'
WORK = '.st-key-work [data-testid="stProgress"], .st-key-work_failed'


@dataclass
class Served:
    """A server for editing and its folder of documents."""

    address: str
    seeds: Path

    def names(self) -> set[str]:
        return {file.relative_to(self.seeds).as_posix() for file in seed_files(self.seeds)}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("library")
    (folder / "seeds").mkdir()
    variables = {
        "JIEDAO_SEEDS": str(folder / "seeds"), "JIEDAO_DATA": str(folder / "data"), "JIEDAO_EDIT": "1",
        "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": str(MOST_MEBIBYTES),
    }  # fmt: skip
    with served(PROJECT / "streamlit_app.py", PROJECT, variables) as address:
        yield Served(address, folder / "seeds")


@pytest.fixture
def server(running: Served) -> Served:
    """The server with two plans as its documents."""
    for entry in running.seeds.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    write_documents(running.seeds, {"古美路计划.txt": GUMEI, "旧档/打浦桥计划.txt": DAPU})
    return running


@pytest.fixture
def watched(browser: Any, server: Served) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    opened = Watched(page, server.address)
    opened.open(PAGE)
    wait_for_names(opened, {"古美路计划.txt", "旧档/打浦桥计划.txt"})
    yield opened
    page.close()


def listed(page: Any) -> set[str]:
    return {name.inner_text() for name in page.locator(".document-row:not(.head):not(.gone) .name").all()}


def wait_for_names(watched: Watched, names: set[str]) -> None:
    """Wait until the list shows these names; the server looks at its folder every few seconds."""
    for _ in range(30):
        watched.page.wait_for_timeout(700)
        if watched.page.locator(WORK).count() == 0 and listed(watched.page) == names:
            watched.settle()
            return
        if watched.page.locator(WORK).count() == 0:
            watched.page.reload()
            watched.page.wait_for_selector("h1.message", timeout=MILLISECONDS)
    assert listed(watched.page) == names


def upload(watched: Watched, folder: Path, files: dict[str, str | bytes]) -> None:
    """Choose these files in the uploader, and wait until their results stand there."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    watched.page.locator(INPUT).set_input_files([folder / name for name in files])
    shown = f"document.querySelectorAll('.result').length === {len(files)}"
    watched.page.wait_for_function(shown, timeout=MILLISECONDS)


def wait_until_read(watched: Watched) -> None:
    watched.page.wait_for_function("!/正在整理/.test(document.body.innerText)", timeout=MILLISECONDS)
    watched.settle()


def shows(watched: Watched, headline: str, names: set[str] | None = None) -> bool:
    """Wait, without loading anew, until the page has this headline and lists these names; whether it came to that.

    Between the end of the work and the page with its tables the server draws, and the browser has nothing to wait for.
    """
    for _ in range(MILLISECONDS // 200):
        if watched.page.locator("h1.message").inner_text() == headline and names in (None, listed(watched.page)):
            watched.settle()
            return True
        watched.page.wait_for_timeout(200)
    return False


def results(page: Any) -> dict[str, str]:
    found = {}
    for line in page.locator(".result").all():
        name, _, words = line.inner_text().partition("\u3000")
        found[name] = words.strip()
    return found


def press(watched: Watched, name: str) -> None:
    watched.page.get_by_role("button", name=name, exact=True).first.click()
    watched.settle()


def tick(watched: Watched, name: str, button: str) -> None:
    """Tick the box of a document, and wait until the button says so."""
    box = watched.page.get_by_role("checkbox", name=f"选择{name}", exact=True)
    watched.page.locator(".stCheckbox").filter(has=box).first.click()
    watched.page.get_by_role("button", name=button, exact=True).wait_for(timeout=MILLISECONDS)
    watched.settle()


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
