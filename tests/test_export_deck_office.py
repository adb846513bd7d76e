"""LibreOffice opens the slides: a page for each, with the words that stand on it."""

import re
import shutil
import subprocess
from typing import Any

import pytest

from dashboard.export.briefing_content import BriefingContent
from tests.deck_readings import charts_of, opened, seed_content, seed_deck

__all__ = ["seed_content", "seed_deck"]

SECONDS = 180


def command(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"no {name} found; install libreoffice-impress and poppler-utils")
    return found


@pytest.fixture(scope="module")
def pages(seed_deck: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The text of each page that LibreOffice makes of the slides, without spaces."""
    office, reader, folder = command("soffice"), command("pdftotext"), tmp_path_factory.mktemp("office")
    (folder / "a.pptx").write_bytes(seed_deck)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    convert = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.pptx")]
    subprocess.run(convert, check=True, capture_output=True, timeout=SECONDS)
    text = subprocess.run([reader, str(folder / "a.pdf"), "-"], check=True, capture_output=True, timeout=SECONDS).stdout
    return [squeezed(page) for page in text.decode().split("\f")[:-1]]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.office
def test_every_slide_is_a_page_with_its_title(pages: list[str], seed_deck: bytes) -> None:
    titles = [squeezed(slide.shapes.title.text_frame.text) for slide in opened(seed_deck).slides]
    assert len(pages) == len(titles)
    for title, page in zip(titles, pages, strict=True):
        assert title in page


@pytest.mark.office
def test_charts_show_their_categories(pages: list[str], seed_deck: bytes, seed_content: BriefingContent) -> None:
    shown: list[tuple[Any, str]] = [
        (chart, page) for slide, page in zip(opened(seed_deck).slides, pages, strict=True) for chart in charts_of(slide)
    ]
    assert shown
    for chart, page in shown:
        names = list(chart.plots[0].categories) or chart._chartSpace.xpath(".//c:ser[last()]//c:dLbl//a:t/text()")
        assert names
        for name in names:
            assert squeezed(str(name)).rstrip("…") in page


@pytest.mark.office
def test_nothing_is_drawn_without_a_glyph(pages: list[str]) -> None:
    assert not any(missing in page for page in pages for missing in "\ufffd□\x00")
