"""What holds for every chart: drawn from any number of 街道, legible, honest about its source, traceable, inert."""

import re

import pytest

from dashboard.charts.catalogue import CHARTS, ChartDefinition, chart_named
from dashboard.charts.chart import Chart
from dashboard.charts.evidence import EVIDENCE_COLUMNS
from dashboard.charts.style import CHART_WIDTH_PIXELS, MESSAGE_PIXELS
from dashboard.charts.text_metrics import text_width
from dashboard.charts.wording import escape
from tests.constructed_tables import HOSTILE, constructed_tables, same_tables
from tests.drawn_charts import drawn, drawn_texts, every_chart, every_count, leaves_of, marks_of, tables_of_count

TITLE_LINES = 2
TITLE_WIDTH_PIXELS = CHART_WIDTH_PIXELS - 2 * MESSAGE_PIXELS
"""A line may break two characters early, where a number or a mark of punctuation must not be parted."""
OWN_MARKUP = re.compile(r"</?(b|br|span|extra)( style='color:#[0-9A-Fa-f]{6}')?/?>")
"""The tags that charts put into their own texts."""
MACHINE_DATE = re.compile(r"\d{4}-\d{1,2}(-\d{1,2})?(?!\d)|\d{1,2}/\d{1,2}/\d{2,4}|\d{4}/\d{1,2}/\d{1,2}")


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
def test_an_empty_chart_shows_what_is_missing_instead_of_a_blank_frame(definition: ChartDefinition) -> None:
    chart = drawn(definition, 0)

    assert escape(chart.finding) in drawn_texts(chart.figure)
    assert chart.evidence.empty


@every_chart
@every_count
def test_dates_read_as_chinese_dates(definition: ChartDefinition, streets: int) -> None:
    chart = drawn(definition, streets)
    said = [chart.finding, chart.subtitle, chart.source, chart.description, chart.caution or ""]
    columns = [str(column) for column in chart.table.columns]

    assert not [text for text in (*said, *columns, *drawn_texts(chart.figure)) if MACHINE_DATE.search(text)]


def test_a_machine_date_would_be_noticed() -> None:
    assert [bool(MACHINE_DATE.search(text)) for text in ("2021-05-31", "2021/5/31", "2019—2021年", "5月31日")] == [
        True, True, False, False,
    ]  # fmt: skip


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
    assert not [text for text in leaves_of(chart.figure, "template") if re.search("[甲乙丙]|copy", str(text))]


@every_chart
def test_is_drawn_with_ties(definition: ChartDefinition) -> None:
    chart = definition.draw(constructed_tables(3, equal=True))

    assert 0 < text_width(chart.finding, MESSAGE_PIXELS) <= TITLE_LINES * TITLE_WIDTH_PIXELS


def test_keys_are_distinct() -> None:
    assert len({definition.key for definition in CHARTS}) == len(CHARTS)


def test_an_unknown_key_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="theme_heatmap"):
        chart_named("nothing")
