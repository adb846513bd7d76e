"""What office programs draw as bars and dots is what the figure shows: values, order, labels, colours and gaps."""

from dataclasses import asdict
from math import exp, log

import pytest

from dashboard.charts.bar_rows import VALUE_GAP
from dashboard.charts.chart import Chart
from dashboard.charts.commitment_kinds import SHORT_KINDS, SIGNS
from dashboard.charts.native import LEFT_OUT, BarPanel, Panels, PixelDrawing, ShadedTable, TextTable
from tests.drawn_charts import measuring_bars, walk
from tests.native_charts import (
    DRAWINGS,
    bars_of,
    drawn_or_skip,
    every_form,
    is_same_text,
    native_bars_of,
    plain,
    same_texts,
    ticks,
)

FORMS = {
    "theme_heatmap": (ShadedTable,),
    "beneficiaries": (ShadedTable,),
    "similarity": (Panels, ShadedTable),
    "shared_terms": (Panels, ShadedTable),
    "amounts": (TextTable,),
    "timeline": (PixelDrawing,),
    "word_clouds": (PixelDrawing,),
    "word_cloud": (PixelDrawing,),
}
"""What each chart is for an office program; bars or dots where nothing is said here."""


def panels_of(chart: Chart) -> tuple[BarPanel, ...]:
    assert isinstance(chart.native, Panels)
    return chart.native.panels


@every_form()
def test_there_is_something_to_draw_wherever_something_is_shown(form: str) -> None:
    chart = DRAWINGS[form]()

    assert (chart.native is not None) == bool(chart.figure.data)


@every_form()
def test_each_chart_has_its_form(form: str) -> None:
    native = DRAWINGS[form]().native

    assert native is None or type(native) in FORMS.get(form.split("-")[0], (Panels,))


@every_form()
def test_every_row_is_complete_and_its_texts_are_plain(form: str) -> None:
    chart = DRAWINGS[form]()
    if chart.native is None:
        pytest.skip("empty")
    texts = [leaf for _, leaf in walk(asdict(chart.native)) if isinstance(leaf, str)]

    assert not [text for text in texts if any(markup in text for markup in ("&lt;", "&amp;", "&#36;", "<b>", "<br>"))]
    for panel in panels_of(chart) if isinstance(chart.native, Panels) else ():
        for row in (*(one.values for one in panel.series), panel.notes, panel.totals):
            assert len(row) in (0, len(panel.categories))
        for series in panel.series:
            assert len(series.colours) in (1, len(series.values))
            for more in (series.texts, series.lows, series.highs, series.hollow):
                assert len(more) in (0, len(series.values))


@every_form()
def test_formats_can_stand_in_xml_as_they_are(form: str) -> None:
    native = DRAWINGS[form]().native
    formats = [leaf for path, leaf in walk(asdict(native)) if path.endswith("number_format")] if native else []

    assert not [one for one in formats if set("<&") & set(str(one))]


@every_form("theme_bars", "text_length", "similarity", "shared_terms")
def test_bars_are_those_of_the_figure(form: str) -> None:
    chart = drawn_or_skip(form, Panels)
    panels, traces = panels_of(chart), measuring_bars(chart.figure)
    if form.startswith("similarity"):  # in the figure one trace for all sections
        traces = [trace for trace in chart.figure.data if trace.type == "bar"]
        wanted = [[row for panel in panels[side::2] for row in native_bars_of(panel)] for side in (0, 1)]
    else:
        wanted = [native_bars_of(panel) for panel in panels if panel.categories]

    for trace, rows in zip(traces, wanted, strict=True):
        shown = bars_of(chart.figure, trace)
        assert [row[1:] for row in shown] == [row[1:] for row in rows]
        assert all(is_same_text(one[0], other[0]) for one, other in zip(shown, rows, strict=True))


@every_form("theme_bars", "text_length", "commitment_kinds")
def test_what_is_left_out_is_marked_where_the_figure_marks_it(form: str) -> None:
    chart = drawn_or_skip(form, Panels)
    filled = [panel for panel in panels_of(chart) if panel.categories]
    axes = [trace.yaxis or "y" for trace in measuring_bars(chart.figure)]

    for panel, axis in zip(filled, dict.fromkeys(axes), strict=True):
        assert [label for _, label in ticks(chart.figure, axis)] == list(panel.categories)
        gap = panel.categories.index(LEFT_OUT) if LEFT_OUT in panel.categories else None
        assert gap is None or all(series.values[gap] is None for series in panel.series)


@pytest.mark.parametrize("form", ("theme_bars-one-theme-of-many", "text_length-107", "commitment_kinds-107"))
def test_a_long_ranking_has_a_gap(form: str) -> None:
    assert LEFT_OUT in panels_of(DRAWINGS[form]())[0].categories


def test_bars_of_text_carry_the_words_of_the_figure() -> None:
    chart = DRAWINGS["text_length-3"]()

    assert [VALUE_GAP + text for text in panels_of(chart)[0].series[0].texts] == list(chart.figure.data[0].text)


@every_form("commitment_kinds")
def test_segments_and_totals_are_those_of_the_figure(form: str) -> None:
    chart = drawn_or_skip(form, Panels)
    (panel,) = panels_of(chart)
    *bars, totals = chart.figure.data
    filled = [trace for trace in bars if len(trace.x)]

    assert [trace.name for trace in filled] == [series.name for series in panel.series]
    for number, trace in enumerate(filled):
        own = [row for row in native_bars_of(panel, number) if row[1]]
        assert bars_of(chart.figure, trace) == own
        series = panel.series[number]
        words = [text for text, value in zip(series.texts, series.values, strict=True) if value]
        for text, shown, (_, value, _) in zip(words, trace.text, own, strict=True):
            kept = ("", SIGNS[series.name], f"{SIGNS[series.name]} {value}", f"{SHORT_KINDS[series.name]} {value}")
            assert text in kept[: kept.index(shown) + 1]  # its text is larger, so no more of it fits
    assert [text for text in panel.totals if text] == [plain(text) for text in totals.text]


@every_form("theme_profile")
def test_dots_are_those_of_the_figure(form: str) -> None:
    chart = drawn_or_skip(form, Panels)
    (panel,) = panels_of(chart)
    dots = [trace for trace in chart.figure.data if trace.mode == "markers"][::-1]

    assert list(panel.categories) == [label for _, label in ticks(chart.figure)]
    assert panel.as_dots and panel.is_linked == (len(dots) == 2)
    for trace, series in zip(dots, panel.series, strict=True):
        assert [row[0].split("|")[0] for row in trace.customdata] == [series.name] * len(panel.categories)
        assert tuple(trace.x) == series.values
        assert (trace.marker.line.color, trace.marker.symbol) == (series.colours[0], series.symbol)
        assert series.hollow == (trace.marker.color != trace.marker.line.color,) * len(series.values)


@every_form("keyness")
def test_ratios_and_intervals_are_those_of_the_figure(form: str) -> None:
    chart = drawn_or_skip(form, Panels)
    traces = list(chart.figure.data)
    intervals = [(shape.x0, shape.x1) for shape in chart.figure.layout.shapes if shape.opacity]
    panels = panels_of(chart)

    for panel, dots, labels in zip(panels, traces[::2], traces[1::2], strict=True):
        (series,) = panel.series
        assert panel.is_ratio and panel.heading == series.name
        assert same_texts(labels.text, panel.categories)
        assert series.values == pytest.approx([exp(delta) for delta in dots.x])
        assert series.hollow == tuple(fill != dots.marker.line.color for fill in dots.marker.color)
        assert series.colours == (dots.marker.line.color,)
    ends = [ends for panel in panels for ends in zip(panel.series[0].lows, panel.series[0].highs, strict=True)]
    assert [(pytest.approx(low), pytest.approx(high)) for low, high in intervals] == [
        (log(low), log(high)) for low, high in ends
    ]


@every_form("deadlines_per_month")
def test_months_and_what_stands_beside_them_are_those_of_the_figure(form: str) -> None:
    chart = drawn_or_skip(form, Panels)
    (panel,) = panels_of(chart)
    bars, names, counts, items, *side = chart.figure.data
    own = [row for row in native_bars_of(panel) if row[1]]

    assert list(panel.categories) == list(names.text)
    assert [(row[0], int(row[1])) for row in own] == [
        (mark[0], int(text)) for mark, text in zip(counts.customdata, counts.text, strict=True)
    ]
    assert {bars.marker.color} == {row[2] for row in own} or not own
    assert len({round(x / row[1], 6) for x, row in zip(bars.x, own, strict=True)}) <= 1
    notes = [note for note, value in zip(panel.notes, panel.series[0].values, strict=True) if value]
    for shown, note in zip(items.text, notes, strict=True):
        first, other = plain(shown).split("　")[0], note.split("　")[0]
        assert is_same_text(other, first) or is_same_text(first, other)
    beside = chart.native.beside if isinstance(chart.native, Panels) else ()
    assert [one.heading for one in beside] == [
        plain(number.text[0]) + plain(words.text[0]) for number, words in zip(side[::3], side[1::3], strict=True)
    ]
    for one, lines in zip(beside, side[2::3], strict=True):
        assert same_texts(lines.text, one.lines)
