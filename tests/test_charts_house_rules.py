"""How every chart looks: it fits the stage, is read from the last row, and colour is never the only cue."""

from itertools import groupby, pairwise

import plotly.graph_objects as go
import pytest

from dashboard.charts.catalogue import ChartDefinition
from dashboard.charts.style import DARK, FEWEST_BARS_WITH_GRID, LIGHT, SMALLEST_TEXT_PIXELS, Style, contrast
from tests.drawn_charts import (
    OTHER_STAGES,
    STAGE,
    both_styles,
    drawn,
    every_chart,
    every_count,
    is_stacked,
    leaves_of,
    listed,
    measuring_bars,
    seen_bars,
    spec_of,
    walk,
)

MOST_LEGEND_ENTRIES = 6
LEAST_CONTRAST, LEAST_ADJACENT_CONTRAST = 4.5, 3.0
LARGE_TEXT_CONTRAST = 3.0
"""For words of a cloud and signs: https://www.w3.org/TR/WCAG21/#contrast-minimum, large text."""
ON_FILLS = ("#000000", "#FFFFFF")
"""Words that stand on a fill only, as ``text_colour_on`` gives them; test_charts_style.py measures those."""
COUNTS_ON_OTHER_STAGES = (1, 12, 107)


def assert_fits(figure: go.Figure, height: int) -> None:
    sizes = [float(str(size)) for size in leaves_of(figure, "font.size")]

    assert 0 < figure.layout.height <= height
    assert figure.layout.font.size >= SMALLEST_TEXT_PIXELS
    assert min(sizes) >= SMALLEST_TEXT_PIXELS


@every_chart
@every_count
def test_fits_the_stage_with_text_that_is_large_enough(definition: ChartDefinition, streets: int) -> None:
    assert_fits(drawn(definition, streets).figure, STAGE[1])


@every_chart
@pytest.mark.parametrize("stage", OTHER_STAGES, ids=lambda stage: "x".join(map(str, stage)))
@pytest.mark.parametrize("streets", COUNTS_ON_OTHER_STAGES)
def test_fits_other_stages(definition: ChartDefinition, streets: int, stage: tuple[int, int]) -> None:
    assert_fits(drawn(definition, streets, stage=stage).figure, stage[1])


@every_chart
@every_count
def test_labels_are_horizontal(definition: ChartDefinition, streets: int) -> None:
    assert all(angle == 0 for angle in leaves_of(drawn(definition, streets).figure, "tickangle", "textangle"))


@every_chart
@every_count
def test_names_of_series_are_few(definition: ChartDefinition, streets: int) -> None:
    layout = drawn(definition, streets).figure.layout
    signed = [note for note in layout.annotations if str(note.text).startswith("<span style='color:")]

    assert not layout.showlegend
    assert len(signed) <= MOST_LEGEND_ENTRIES


@every_chart
@every_count
def test_bars_start_from_zero(definition: ChartDefinition, streets: int) -> None:
    figure = drawn(definition, streets).figure

    for bar in measuring_bars(figure):
        name, values = ("xaxis", bar.x) if bar.orientation == "h" else ("yaxis", bar.y)
        low, _ = figure.layout[name + str(bar[name] or "x").lstrip("xy")].range
        assert low == 0
        assert min(values) >= 0


@every_chart
@every_count
def test_bars_are_sorted(definition: ChartDefinition, streets: int) -> None:
    """Each block of neighbouring bars runs from long to short; a second measure follows the order of the first."""
    figure = drawn(definition, streets).figure
    lengths: dict[str, dict[float, float]] = {}
    for bar in measuring_bars(figure):
        if bar.orientation != "h":
            continue  # upright bars stand for months, in their own order
        rows = lengths.setdefault(bar.yaxis or "y", {})
        first = not rows
        for place, length in zip(bar.y, bar.x, strict=True):
            if first or is_stacked(figure):
                rows[place] = rows.get(place, 0) + length

    for rows in lengths.values():
        for _, block in groupby(enumerate(sorted(rows)), key=lambda pair: pair[1] - pair[0]):
            block_lengths = [rows[place] for _, place in block]
            assert block_lengths == sorted(block_lengths, reverse=True)


@every_chart
@every_count
def test_few_bars_carry_their_values_and_need_no_grid(definition: ChartDefinition, streets: int) -> None:
    figure = drawn(definition, streets).figure
    for bar in measuring_bars(figure):
        if len(bar.x) >= FEWEST_BARS_WITH_GRID:
            continue
        value_axis = "xaxis" if bar.orientation == "h" else "yaxis"
        assert not figure.layout[value_axis + str(bar[value_axis] or "").lstrip("xy")].showgrid
        beside = [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "text"]
        assert all(listed(bar.text)) or any(set(bar.y) <= set(trace.y) for trace in beside)


@both_styles
@every_chart
@pytest.mark.parametrize("streets", (3, 107))
def test_neighbouring_fills_are_kept_apart(definition: ChartDefinition, streets: int, style: Style) -> None:
    """By a line of the paper's colour, by a gap, or else by their contrast."""
    figure = drawn(definition, streets, style=style).figure
    bars = [bar for bar in seen_bars(figure) if len(listed(bar.x))]
    if is_stacked(figure):
        for left, right in pairwise(bars):
            parted = all(bar.marker.line.color == style.paper and bar.marker.line.width >= 1 for bar in (left, right))
            assert parted or contrast(left.marker.color, right.marker.color) >= LEAST_ADJACENT_CONTRAST
        return
    for bar in bars:
        places = listed(bar.y if bar.orientation == "h" else bar.x)
        widths = (
            _per_point(bar.width, len(places)) if bar.width is not None else [1 - figure.layout.bargap] * len(places)
        )
        broadest = {
            place: max(width for at, width in zip(places, widths, strict=True) if at == place) for place in places
        }
        assert all(high - low > (broadest[low] + broadest[high]) / 2 for low, high in pairwise(sorted(broadest)))


@every_chart
@every_count
def test_stacked_series_are_told_apart_without_colour(definition: ChartDefinition, streets: int) -> None:
    figure = drawn(definition, streets).figure
    if not is_stacked(figure):
        return
    signs = [{text.split()[0] for text in bar.text if text} for bar in measuring_bars(figure)]

    assert all(not (one & other) for place, one in enumerate(signs) for other in signs[:place])
    assert all(text for bar in measuring_bars(figure) for text in bar.text)


@every_chart
@pytest.mark.parametrize("streets", (1, 3, 12, 107))
def test_points_of_different_colour_differ_in_shape_or_place(definition: ChartDefinition, streets: int) -> None:
    """Two colours of one shape on one line of the chart would be told apart by colour alone."""
    seen: dict[tuple[str, object], set[object]] = {}
    for trace in drawn(definition, streets).figure.data:
        if trace.type != "scatter" or trace.mode != "markers":
            continue
        count = len(trace.y)
        colours, symbols = (_per_point(values, count) for values in (trace.marker.color, trace.marker.symbol))
        labels = _per_point(trace.text, count)
        for place, colour, symbol, label in zip(trace.y, colours, symbols, labels, strict=True):
            seen.setdefault((str(symbol), (trace.xaxis, trace.yaxis, place, label)), set()).add(colour)

    assert all(len(colours) == 1 for colours in seen.values())


def _per_point(values: object, count: int) -> list[object]:
    found = listed(values)
    return found if len(found) == count and count > 1 else (found or [None]) * count


@every_chart
@pytest.mark.parametrize("streets", (0, 3, 107))
def test_text_stands_out_in_light_and_dark(definition: ChartDefinition, streets: int) -> None:
    for style, other in ((LIGHT, DARK), (DARK, LIGHT)):
        figure = drawn(definition, streets, style=style).figure
        axes = {str(colour) for colour in leaves_of(figure, "tickfont.color")}
        words = {str(colour) for path, colour in walk(spec_of(figure)) if path.endswith("textfont.color")}

        assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == style.paper
        assert other.ink not in axes | words
        assert all(contrast(colour, style.paper) >= LEAST_CONTRAST for colour in axes | {figure.layout.font.color})
        assert all(contrast(colour, style.paper) >= LARGE_TEXT_CONTRAST for colour in words - {style.paper, *ON_FILLS})
