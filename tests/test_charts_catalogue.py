"""What holds for every chart: drawn from any number of 街道, legible, honest about its source, traceable, inert."""

import copy
import json
import re
from collections.abc import Iterator
from functools import cache

import plotly.graph_objects as go
import pytest

from dashboard.charts.catalogue import CHARTS, ChartDefinition, chart_named
from dashboard.charts.chart import Chart
from dashboard.charts.evidence import EVIDENCE_COLUMNS
from dashboard.charts.style import (
    CHART_HEIGHT_PIXELS,
    CHART_WIDTH_PIXELS,
    DARK,
    LIGHT,
    MESSAGE_PIXELS,
    SMALLEST_TEXT_PIXELS,
)
from dashboard.charts.text_metrics import text_width
from dashboard.tables.tables import Tables
from tests.constructed_tables import HOSTILE, constructed_tables, same_tables

TITLE_LINES = 2
TITLE_WIDTH_PIXELS = CHART_WIDTH_PIXELS - 2 * MESSAGE_PIXELS
"""A line may break two characters early, where a number or a mark of punctuation must not be parted."""
STREET_COUNTS = (0, 1, 3, 12, 107)
OWN_MARKUP = re.compile(r"</?(b|br|span|extra)( style='color:#[0-9A-Fa-f]{6}')?/?>")
"""The tags that charts put into their own texts."""

every_chart = pytest.mark.parametrize("definition", CHARTS, ids=lambda definition: definition.key)
every_count = pytest.mark.parametrize("streets", STREET_COUNTS)


@cache
def tables_of_count(streets: int) -> Tables:
    return constructed_tables(streets)


@cache
def drawn(definition: ChartDefinition, streets: int) -> Chart:
    """Return the chart of so many 街道, drawn once for all tests that only read it."""
    return definition.draw(tables_of_count(streets))


def spec_of(figure: go.Figure) -> dict[str, object]:
    spec: dict[str, object] = json.loads(figure.to_json())
    return spec


def walk(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield every leaf of a figure with its path."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from walk(part, f"{path}.{name}")
    elif isinstance(value, list):
        for part in value:
            yield from walk(part, path)
    else:
        yield path, value


def without_template(figure: go.Figure) -> dict[str, object]:
    spec = copy.deepcopy(spec_of(figure))
    spec["layout"].pop("template", None)  # type: ignore[attr-defined]
    return spec


def marks_of(figure: go.Figure) -> set[str]:
    rows = [row for trace in figure.data for row in (trace.customdata if trace.customdata is not None else ())]
    return {str(row[0]) for row in rows if row is not None and len(row) and row[0] is not None}


def drawn_texts(figure: go.Figure) -> list[str]:
    names = (".text", ".hovertext", ".ticktext", ".name", ".texttemplate", ".hovertemplate")
    return [leaf for path, leaf in walk(without_template(figure)) if path.endswith(names) and isinstance(leaf, str)]


def templates_of(figure: go.Figure) -> list[str]:
    leaves = walk(without_template(figure))
    return [leaf for path, leaf in leaves if path.endswith("template") and isinstance(leaf, str)]


@every_chart
@every_count
def test_says_what_it_shows(definition: ChartDefinition, streets: int) -> None:
    chart = drawn(definition, streets)

    assert (chart.key, chart.name) == (definition.key, definition.name)
    assert 0 < text_width(chart.finding, MESSAGE_PIXELS) <= TITLE_LINES * TITLE_WIDTH_PIXELS
    assert chart.subtitle and chart.description
    assert chart.source.startswith("来源：")


@every_chart
@every_count
def test_every_text_is_large_enough(definition: ChartDefinition, streets: int) -> None:
    figure = drawn(definition, streets).figure
    sizes = [leaf for path, leaf in walk(without_template(figure)) if path.endswith("font.size")]

    assert figure.layout.font.size >= SMALLEST_TEXT_PIXELS
    assert all(float(str(size)) >= SMALLEST_TEXT_PIXELS for size in sizes)


@every_chart
@every_count
def test_fits_the_screen(definition: ChartDefinition, streets: int) -> None:
    figure = drawn(definition, streets).figure

    assert 0 < figure.layout.height <= CHART_HEIGHT_PIXELS + 60


@every_chart
@every_count
def test_labels_are_horizontal_and_legends_short(definition: ChartDefinition, streets: int) -> None:
    figure = drawn(definition, streets).figure
    angles = [leaf for path, leaf in walk(without_template(figure)) if path.endswith(("tickangle", "textangle"))]

    assert all(angle == 0 for angle in angles)
    assert not figure.layout.showlegend or len(figure.data) <= 8


@every_chart
@every_count
def test_every_mark_leads_to_a_sentence(definition: ChartDefinition, streets: int) -> None:
    tables, chart = tables_of_count(streets), drawn(definition, streets)

    assert list(chart.evidence.columns) == list(EVIDENCE_COLUMNS)
    assert set(chart.evidence["sentence_id"]) <= set(tables.sentences["sentence_id"])
    assert marks_of(chart.figure) - shown_zeros(chart) <= set(chart.evidence["mark"])


def shown_zeros(chart: Chart) -> set[str]:
    """Return the marks drawn with the value nought: nothing stands behind them."""
    zeros: set[str] = set()
    for trace in chart.figure.data:
        if trace.customdata is None or not (trace.type == "bar" or trace.mode == "markers"):
            continue
        values = trace.y if trace.type == "bar" and trace.orientation != "h" else trace.x
        zeros |= {str(row[0]) for row, value in zip(trace.customdata, values, strict=True) if value == 0}
    return zeros


@every_chart
def test_a_full_chart_can_be_clicked(definition: ChartDefinition) -> None:
    assert marks_of(drawn(definition, 3).figure)


@every_chart
@every_count
def test_tables_stay_as_they_are(definition: ChartDefinition, streets: int) -> None:
    drawn(definition, streets)

    assert same_tables(tables_of_count(streets), constructed_tables(streets))


@every_chart
@pytest.mark.parametrize("streets", (0, 3))
def test_without_themes_and_targets_it_says_what_is_missing(definition: ChartDefinition, streets: int) -> None:
    chart = definition.draw(constructed_tables(streets, silent=True))

    assert re.search("没有|还没|都是|相近|尚无", chart.finding)
    assert drawn_texts(chart.figure)


@every_chart
def test_text_from_documents_is_never_markup(definition: ChartDefinition) -> None:
    names = [f"{HOSTILE}甲街道", "<a href=x>乙街道", "丙</i>街道"]
    chart = definition.draw(constructed_tables(names, hostile=True))
    texts = [OWN_MARKUP.sub("", text) for text in drawn_texts(chart.figure)]

    assert not [text for text in texts if re.search(r"[<>$]|&(?!lt;|gt;|amp;|#36;)", text)]
    assert not [text for text in templates_of(chart.figure) if re.search("[甲乙丙]|copy", text)]


@every_chart
def test_is_drawn_with_ties(definition: ChartDefinition) -> None:
    chart = definition.draw(constructed_tables(3, equal=True))

    assert 0 < text_width(chart.finding, MESSAGE_PIXELS) <= TITLE_LINES * TITLE_WIDTH_PIXELS


@every_chart
def test_follows_the_dark_style(definition: ChartDefinition) -> None:
    figure = definition.draw(constructed_tables(3), style=DARK).figure

    assert figure.layout.paper_bgcolor == DARK.paper
    assert LIGHT.ink not in {leaf for _, leaf in walk(without_template(figure))}


def test_keys_are_distinct() -> None:
    assert len({definition.key for definition in CHARTS}) == len(CHARTS)


def test_an_unknown_key_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="theme_heatmap"):
        chart_named("nothing")
