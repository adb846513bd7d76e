"""A mark that is clicked leaves the words of all marks as readable as they were."""

import json
from pathlib import Path
from typing import Any

import plotly
import pytest

from dashboard.charts.catalogue import chart_named
from tests.drawn_charts import drawn

pytestmark = pytest.mark.browser

MILLISECONDS = 60_000
WORDS = """() => [...document.querySelectorAll('.js-plotly-plot .cartesianlayer text')].map(text => {
    const style = getComputedStyle(text);
    return [text.textContent, style.fill, style.fillOpacity, style.opacity]; })"""
SELECTED = "() => [...document.querySelectorAll('.js-plotly-plot')].some(plot => plot.data.some(t => t.selectedpoints))"


def click_first_bar(page: Any, bars: Any) -> None:
    box = bars.locator("path").first.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_values_of_the_heat_map_keep_their_colours_while_the_sentences_open(browser: Any, app_address: str) -> None:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(app_address)
    page.wait_for_selector(".js-plotly-plot .cartesianlayer text", timeout=MILLISECONDS)
    page.wait_for_selector('[data-test-script-state="notRunning"]', timeout=MILLISECONDS)
    before = page.evaluate(WORDS)
    click_first_bar(page, page.locator(".js-plotly-plot .trace.bars").last)
    page.wait_for_selector(".st-key-evidence blockquote", timeout=MILLISECONDS)
    page.wait_for_timeout(500)

    assert len({fill for _, fill, _, _ in before}) > 1  # paper on dark cells, ink on pale ones
    assert page.evaluate(SELECTED)
    assert page.evaluate(WORDS) == before
    page.close()


@pytest.mark.parametrize(
    "key", ("theme_heatmap", "theme_bars", "commitment_kinds", "beneficiaries", "text_length", "similarity")
)
def test_words_are_not_faded_by_a_click(browser: Any, key: str) -> None:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.set_content("<div id='figure'></div>")
    page.add_script_tag(path=str(Path(plotly.__file__).parent / "package_data" / "plotly.min.js"))
    figure = drawn(chart_named(key), 3).figure
    page.evaluate(
        "figure => Plotly.newPlot('figure', figure.data, {...figure.layout, width: 1800, clickmode: 'event+select'})",
        json.loads(figure.to_json()),
    )
    before = page.evaluate(WORDS)
    click_first_bar(page, page.locator(".trace.bars").last)
    page.wait_for_function(SELECTED, timeout=MILLISECONDS)
    page.wait_for_timeout(100)

    assert before
    assert page.evaluate(WORDS) == before
    page.close()
