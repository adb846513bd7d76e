"""Pages on paper: A4, light, every chart whole."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dashboard.charts.style import DARK, LIGHT, contrast
from dashboard.pages.theme import PRINTED_FROM_DARK
from tests.test_browser import WITHOUT_CHARTS
from tests.watched_page import PAGE_NAMES, OpenedOnce, Watched

CONTENT_PAGES = [name for name in PAGE_NAMES if name != "汇报"]
LONG_SIDE_POINTS, SHORT_SIDE_POINTS = 842, 595
MARGIN_POINTS = 28
HIDDEN = '[data-testid="stHeader"], .st-key-filters, button, input, summary, .st-key-evidence'
CHARTS = """[...document.querySelectorAll('.js-plotly-plot')]
    .map(plot => [...plot.querySelectorAll('svg text')].map(text => text.textContent))"""


@pytest.fixture
def watched(browser: Any, app_address: str) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    yield Watched(page, app_address)
    page.close()


def printed(page: Any, path: Path) -> Path:
    """Write the page as a PDF and return where it is."""
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    return path


def poppler(tool: str, *arguments: object) -> str:
    """Return what the tool of poppler-utils prints."""
    if shutil.which(tool) is None:
        pytest.skip(f"no {tool}; `apt-get install -y poppler-utils`")
    return subprocess.run([tool, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def words_of_pages(path: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """Return for each sheet its words and their boxes (left, top, right, bottom; points)."""
    sheets = poppler("pdftotext", "-bbox", path, "-").split("<page ")[1:]
    word = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
    return [[(found[4], *map(float, found[:4])) for found in word.findall(sheet)] for sheet in sheets]


@pytest.fixture(scope="module")
def paper(reshaped: OpenedOnce, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The PDF of a page, printed once."""
    folder = tmp_path_factory.mktemp("paper")

    @cache
    def of(name: str) -> Path:
        return printed(reshaped(name).page, folder / f"{name}.pdf")

    return of


@pytest.mark.browser
@pytest.mark.parametrize("name", CONTENT_PAGES)
def test_page_prints_to_a4_with_nothing_over_the_edge(paper: Callable[[str], Path], name: str) -> None:
    path = paper(name)
    width, height = re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", poppler("pdfinfo", path))[0]
    assert float(width) == pytest.approx(LONG_SIDE_POINTS, abs=1)
    assert float(height) == pytest.approx(SHORT_SIDE_POINTS, abs=1)
    sheets = words_of_pages(path)
    assert all(sheets)
    assert [
        word for sheet in sheets for word in sheet if word[1] < 0 or word[3] > LONG_SIDE_POINTS - MARGIN_POINTS + 2
    ] == []


@pytest.mark.browser
@pytest.mark.parametrize("name", [name for name in CONTENT_PAGES if name not in WITHOUT_CHARTS])
def test_each_chart_stands_whole_on_one_sheet(
    reshaped: OpenedOnce, paper: Callable[[str], Path], name: str
) -> None:
    charts = reshaped(name).page.evaluate(CHARTS)
    assert charts
    sheets = ["".join(word[0] for word in sheet) for sheet in words_of_pages(paper(name))]
    for texts in charts:
        longest = sorted(set(texts), key=len, reverse=True)[:12]
        assert any(all(_letters(text) in _letters(sheet) for text in longest) for sheet in sheets), longest


def _letters(text: str) -> str:
    """Return the Chinese characters of the text, which a PDF keeps in their order."""
    return "".join(re.findall(r"[一-鿿]", text))


@pytest.mark.browser
@pytest.mark.parametrize("name", CONTENT_PAGES)
def test_paper_carries_no_bars_filters_or_buttons(reshaped: OpenedOnce, name: str) -> None:
    page = reshaped(name).page
    page.emulate_media(media="print")
    visible = [
        item.evaluate("e => e.outerHTML.slice(0, 200)") for item in page.locator(HIDDEN).all() if item.is_visible()
    ]
    page.emulate_media(media="screen")
    assert visible == []


@pytest.mark.browser
def test_paper_is_white_though_the_screen_is_dark(watched: Watched, tmp_path: Path) -> None:
    page = watched.open("主题对比", "?look=dark")
    path = printed(page, tmp_path / "page.pdf")
    poppler("pdftoppm", "-r", 40, "-png", "-f", 1, "-l", 1, path, tmp_path / "sheet")
    from PIL import Image

    sheet = Image.open(next(tmp_path.glob("sheet*.png"))).convert("L")
    shades = sheet.histogram()
    assert sum(shades[250:]) / sum(shades) > 0.75
    assert sheet.getpixel((2, 2)) == 255


@pytest.mark.browser
@pytest.mark.parametrize("size", ((1366, 768), (1920, 1080), (3840, 2160)))
def test_chart_fills_the_width_of_the_paper_from_any_screen(
    watched: Watched, size: tuple[int, int], tmp_path: Path
) -> None:
    watched.page.set_viewport_size({"width": size[0], "height": size[1]})
    page = watched.open("时间轴")
    page.wait_for_selector(".js-plotly-plot .main-svg")
    page.wait_for_timeout(1500)
    sheet = words_of_pages(printed(page, tmp_path / "page.pdf"))[0]
    december = next(word for word in sheet if word[0].endswith("12月"))
    assert LONG_SIDE_POINTS * 0.85 < december[3] < LONG_SIDE_POINTS - MARGIN_POINTS + 2


def on_paper(colour: str) -> str:
    """Return a colour as PRINTED_FROM_DARK turns it (https://www.w3.org/TR/filter-effects-1/#huerotateEquivalent)."""
    assert PRINTED_FROM_DARK.startswith("invert(1) hue-rotate(180deg) brightness(")
    brightness = float(PRINTED_FROM_DARK.rsplit("(", 1)[1].rstrip(")"))
    channels = [255 - int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    weights = (0.213, 0.715, 0.072)
    grey = 2 * sum(weight * channel for weight, channel in zip(weights, channels, strict=True))
    turned = (min(max(grey - channel, 0), 255) * brightness for channel in channels)
    return "#" + "".join(f"{min(round(channel), 255):02X}" for channel in turned)


def test_dark_figures_turn_into_readable_ones_on_white_paper() -> None:
    assert contrast(on_paper(DARK.paper), LIGHT.paper) < 1.05
    assert contrast(on_paper(DARK.ink), on_paper(DARK.paper)) >= 7
    assert contrast(on_paper(DARK.quiet_ink), on_paper(DARK.paper)) >= 4.5
    assert all(contrast(on_paper(colour), LIGHT.paper) >= 3 for colour in (*DARK.series, *DARK.kinds, DARK.accent))
