"""What office programs draw as tables and shapes is what the figure shows: cells, shades, lines of text, pixels."""

import pytest

from dashboard.charts.cell_grid import CELL_HEIGHT
from dashboard.charts.native import PixelDrawing, ShadedTable, TextTable
from dashboard.charts.style import LIGHT, mixed
from tests.native_charts import drawn_or_skip, every_form, plain, same_texts, style_of, ticks


@every_form("theme_heatmap", "beneficiaries", "similarity")
def test_shaded_cells_are_those_of_the_figure(form: str) -> None:
    chart = drawn_or_skip(form, ShadedTable)
    assert isinstance(chart.native, ShadedTable)
    table, style = chart.native, style_of(form) or LIGHT
    _, bars, values, *notes = chart.figure.data
    shown = {
        (round(base + CELL_HEIGHT / 2), column): (colour, plain(text))
        for base, column, colour, text in zip(bars.base, bars.x, bars.marker.color, values.text, strict=True)
    }

    assert list(table.rows) == [label for _, label in ticks(chart.figure)]
    assert same_texts(chart.figure.layout.xaxis.ticktext, table.columns)
    assert {
        (row, column): (mixed(*style.heat, shade), table.texts[row][column])
        for row, line in enumerate(table.shades) for column, shade in enumerate(line) if shade is not None
    } == shown  # fmt: skip
    assert all((text == "") == (shade is None) for texts, line in zip(table.texts, table.shades, strict=True)
               for text, shade in zip(texts, line, strict=True))  # fmt: skip
    assert bool(table.notes) == bool(notes)
    for text, note in zip(notes[0].text if notes else (), table.notes, strict=True):
        assert plain(text).startswith(note.rstrip("…"))


@every_form("shared_terms")
def test_shades_stand_for_the_area_of_the_dots(form: str) -> None:
    chart = drawn_or_skip(form, ShadedTable)
    assert isinstance(chart.native, ShadedTable)
    table = chart.native
    columns, labels, dots, rates = chart.figure.data
    places = [(labels.y.index(min(labels.y, key=lambda at: abs(at - y))), columns.x.index(x))
              for x, y in zip(dots.x, dots.y, strict=True)]  # fmt: skip

    assert same_texts(labels.text, table.rows)
    assert same_texts(columns.text, table.columns)
    assert [table.texts[row][column] for row, column in places] == list(rates.text)
    assert sum(text != "" for line in table.texts for text in line) == len(places)
    largest = max(dots.marker.size)
    for (row, column), size in zip(places, dots.marker.size, strict=True):
        assert table.shades[row][column] == pytest.approx((size / largest) ** 2) or size == min(dots.marker.size)
    dashed = [number for number, shape in enumerate(chart.figure.layout.shapes) if shape.line.dash == "dash"]
    assert dashed == ([] if table.parted_at is None else [table.parted_at])
    assert ("虚线" in chart.subtitle) == bool(dashed)


@every_form("amounts")
def test_lines_of_text_are_those_of_the_figure(form: str) -> None:
    chart = drawn_or_skip(form, TextTable)
    assert isinstance(chart.native, TextTable)
    traces = [trace for trace in chart.figure.data if trace.type == "scatter"]
    width, left = chart.figure.layout.xaxis.range[1], 0.0
    notes = [plain(note.text) for note in chart.figure.layout.annotations]

    assert notes == [column.heading for column in chart.native.columns] + [chart.native.foot] * bool(chart.native.foot)
    assert sum(column.share for column in chart.native.columns) == pytest.approx(1)
    for trace, column in zip(traces, chart.native.columns, strict=True):
        assert same_texts(trace.text, column.texts)
        assert str(trace.text[0]).startswith("<b>") == column.is_strong
        assert list(trace.x) == pytest.approx([left * width] * len(column.texts))
        left += column.share


@every_form("timeline", "word_clouds", "word_cloud")
def test_the_axes_of_a_pixel_drawing_count_pixels_downwards(form: str) -> None:
    chart = drawn_or_skip(form, PixelDrawing)
    assert isinstance(chart.native, PixelDrawing)
    layout, size = chart.figure.layout, chart.native

    assert layout.height == size.height
    assert list(layout.xaxis.range) == [0, size.width] and list(layout.yaxis.range) == [size.height, 0]
    assert {layout.margin[side] for side in "lrtb"} == {0}
    assert not layout.annotations
    assert all((shape.xref or "x", shape.yref or "y") == ("x", "y") for shape in layout.shapes)
    for trace in chart.figure.data:
        ends = [float(at) for at in trace.x] if trace.type == "scatter" else [
            base + x for base, x in zip(trace.base, trace.x, strict=True)]  # fmt: skip
        assert all(0 <= at <= size.width for at in ends)
        assert all(0 <= at <= size.height for at in trace.y)
