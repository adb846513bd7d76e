"""What a viewer does on the page 资料, and what stands there afterwards."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.preprocess.sources import seed_files
from tests.watched_page import MILLISECONDS, Watched

PAGE = "资料"
GUMEI = "古美路街道2021年工作计划\n6月底前新增托位120个。\n"
DAPU = "打浦桥街道2021年工作计划\n三季度建成社区食堂2家，服务老年人。\n"
TIANLIN = "田林街道2021年工作计划\n9月底前完成旧住房综合修缮300户。\n"
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
