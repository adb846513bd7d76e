"""Word clouds in a browser: the ink of no two words meets, whatever the stage."""

import base64
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from plotly.offline import get_plotlyjs

from dashboard.charts.chart import Chart
from dashboard.charts.style import SMALLEST_TEXT_PIXELS
from dashboard.charts.word_cloud import word_cloud, word_clouds
from dashboard.paths import STATIC
from dashboard.tables.store import load_tables
from tests.drawn_charts import OTHER_STAGES, STAGE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

INK = """() => Plotly.newPlot('chart', figure.data, figure.layout).then(() => {
  const pen = document.createElement('canvas').getContext('2d');
  const frame = document.querySelector('.main-svg').getBoundingClientRect();
  return [...document.querySelectorAll('#chart text')].filter(node => node.textContent.trim()).map(node => {
    const font = getComputedStyle(node);
    pen.font = `${font.fontWeight} ${font.fontSize} ${font.fontFamily}`;
    const ink = pen.measureText(node.textContent);
    const start = node.getStartPositionOfChar(0).matrixTransform(node.getScreenCTM());
    const x = start.x - frame.left, y = start.y - frame.top;
    return {text: node.textContent, size: parseFloat(font.fontSize), left: x - ink.actualBoundingBoxLeft,
            right: x + ink.actualBoundingBoxRight, top: y - ink.actualBoundingBoxAscent,
            bottom: y + ink.actualBoundingBoxDescent};
  });
})"""


@pytest.fixture(scope="module")
def page(browser: "Browser") -> "Page":
    font = base64.b64encode((STATIC / "NotoSansSC-Regular.woff2").read_bytes()).decode()
    opened = browser.new_page(viewport={"width": 1920, "height": 1080})
    opened.set_content(
        f"<style>@font-face {{font-family: 'Noto Sans SC'; src: url(data:font/woff2;base64,{font})}}"
        "body {margin: 0}</style><div id='chart'></div>"
    )
    opened.add_script_tag(content=get_plotlyjs())
    opened.evaluate("document.fonts.load('22px \"Noto Sans SC\"', '中')")
    return opened


def ink_of(page: "Page", chart: Chart, width: int) -> list[dict[str, float]]:
    figure = chart.figure.update_layout(width=width).to_json()
    page.evaluate(f"() => {{ window.figure = {figure} }}")
    words: list[dict[str, float]] = page.evaluate(INK)
    return words


@pytest.mark.parametrize(("width", "height"), [STAGE, *OTHER_STAGES])
@pytest.mark.parametrize("which", ["each", "shared", "one"])
def test_no_ink_meets_and_all_stays_inside(page: "Page", seed_data: Path, which: str, width: int, height: int) -> None:
    tables = load_tables(seed_data)
    draw = {
        "each": lambda: word_clouds(tables, width=width, height=height),
        "shared": lambda: word_cloud(tables, width=width, height=height),
        "one": lambda: word_cloud(tables, str(tables.articles["street"].iloc[0]), width=width, height=height),
    }[which]
    words = ink_of(page, draw(), width)
    assert len(words) > 5
    for word in words:
        assert word["size"] >= SMALLEST_TEXT_PIXELS
        assert word["left"] >= 0 and word["right"] <= width and word["top"] >= 0 and word["bottom"] <= height
    for one, other in combinations(words, 2):
        sideways = one["right"] <= other["left"] or other["right"] <= one["left"]
        assert sideways or one["bottom"] <= other["top"] or other["bottom"] <= one["top"], (one, other)
