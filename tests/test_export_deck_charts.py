"""Charts and tables on slides hold the numbers, words, order and colours of what the chart says it shows."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION

from dashboard.charts.chart import Chart
from dashboard.charts.native import BarPanel, Panels, PixelDrawing, Series, ShadedTable, TextTable
from dashboard.charts.style import LIGHT, mixed
from dashboard.export.briefing_content import BriefingContent
from dashboard.export.chart_xml import formatted, shown_texts
from dashboard.export.deck import deck_bytes
from dashboard.export.east_asian import Fonts
from dashboard.export.native_charts import ChartPiece, chart_pieces
from dashboard.export.slide_look import SlideLook
from dashboard.export.slide_shapes import Box
from tests.deck_readings import charts_of, opened, seed_content, seed_deck, tables_of, texts_of
from tests.test_export_deck import chart_slides, small

__all__ = ["seed_content", "seed_deck"]

LOOK = SlideLook(LIGHT, Fonts("微软雅黑", "微软雅黑"), Fonts("微软雅黑", "微软雅黑"))
ROOM = Box(36, 138, 888, 352)


def of_form(form: type, deck: bytes, content: BriefingContent) -> list[tuple[Chart, Any]]:
    found = [(chart, slide) for chart, slide in chart_slides(deck, content) if isinstance(chart.native, form)]
    assert found
    return found


def bar_panels(deck: bytes, content: BriefingContent, *, dots: bool) -> list[tuple[BarPanel, Any]]:
    """Return panels of bars or of dots with their charts."""
    return [
        (panel, chart)
        for one, slide in of_form(Panels, deck, content)
        for panel, chart in zip([p for p in one.native.panels if p.categories], charts_of(slide), strict=True)
        if panel.as_dots == dots
    ]  # fmt: skip


def sheet_of(chart: Any) -> dict[str, list[Any]]:
    """Return the columns of a chart's data sheet by heading, empty cells at the end left out."""
    book = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return {column[0]: list(column[1:]) for column in book.worksheets[0].iter_cols(values_only=True)}


def colour_of(element: Any) -> str:
    return "#" + element.xpath("./c:spPr/a:solidFill/a:srgbClr/@val")[0]


def test_bars_hold_the_values_in_order_and_begin_at_zero(seed_deck: bytes, seed_content: BriefingContent) -> None:
    for panel, chart in bar_panels(seed_deck, seed_content, dots=False):
        plot = chart.plots[0]
        assert list(plot.categories) == list(panel.categories)
        assert [series.name for series in plot.series][: len(panel.series)] == [one.name for one in panel.series]
        for one, series in zip(panel.series, plot.series, strict=False):
            assert series.values == pytest.approx(one.values)
        assert chart.category_axis.reverse_order
        assert chart.value_axis.minimum_scale == 0
        assert chart.value_axis.maximum_scale >= max(value or 0 for one in panel.series for value in one.values)
        assert plot.gap_width <= 100


def test_bars_have_the_colours_of_the_screen(seed_deck: bytes, seed_content: BriefingContent) -> None:
    for panel, chart in bar_panels(seed_deck, seed_content, dots=False):
        for one, series in zip(panel.series, chart.plots[0].series, strict=False):
            own = {int(point.xpath("./c:idx/@val")[0]): colour_of(point) for point in series._element.findall(
                ".//{*}dPt")}  # fmt: skip
            whole = colour_of(series._element)
            wanted = one.colours if len(one.colours) > 1 else one.colours * len(one.values)
            assert [own.get(place, whole) for place in range(len(one.values))] == list(wanted)


def test_the_data_sheet_holds_what_the_chart_shows(seed_deck: bytes, seed_content: BriefingContent) -> None:
    for dots in (False, True):
        for panel, chart in bar_panels(seed_deck, seed_content, dots=dots):
            sheet, rows = sheet_of(chart), len(panel.categories)
            assert sheet["类别"][:rows] == list(panel.categories)
            for one in panel.series:
                assert sheet[one.name][:rows] == pytest.approx(one.values)


def test_whole_bars_carry_their_totals(seed_deck: bytes, seed_content: BriefingContent) -> None:
    chart = next(slide for one, slide in of_form(Panels, seed_deck, seed_content) if one.key == "commitment_kinds")
    native = next(one.native for one in seed_content.charts if one.key == "commitment_kinds")
    series = charts_of(chart)[0].plots[0].series[-1]
    labels = series._element.xpath(".//c:dLbl//a:t/text()")
    assert labels == list(native.panels[0].totals)
    assert charts_of(chart)[0].plots[0].overlap == 100


def test_dots_stand_at_their_values_and_lines_reach_the_ends_of_the_interval() -> None:
    one = Series("古美路", (2.0, 0.5), (LIGHT.accent,), lows=(1.2, 0.1), highs=(4.0, 1.5), hollow=(False, True))
    panel = BarPanel(("品质", "健康"), (one,), "古美路街道", as_dots=True, is_ratio=True)
    chart = opened_piece(panel)
    assert chart.chart_type in (XL_CHART_TYPE.XY_SCATTER, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS)
    lines, dots, names = chart.plots[0].series
    across = [float(value) for value in lines._element.xpath("./c:xVal//c:v/text()")]
    assert (across[0], across[4], across[6], across[-1]) == (1.2, 4.0, 0.1, 1.5)
    assert list(lines.values) == [2, 2, None, 2, 2, None, 1, 1, None, 1, 1, None]
    assert [float(value) for value in dots._element.xpath("./c:xVal//c:v/text()")] == [2.0, 0.5]
    assert list(dots.values) == [2, 1]
    assert [text.strip("\u2002") for text in names._element.xpath(".//c:dLbl//a:t/text()")] == ["品质", "健康"]
    hollow = dots._element.xpath("./c:dPt/c:marker/c:spPr/a:solidFill/a:srgbClr/@val")
    assert hollow == [mixed(LIGHT.paper, LIGHT.accent, 0.3).removeprefix("#")]
    axis = chart.category_axis
    assert axis._element.xpath("./c:scaling/c:logBase/@val") == ["10"]
    assert axis.minimum_scale == 0.1
    assert chart.value_axis.tick_label_position == XL_TICK_LABEL_POSITION.NONE


def opened_piece(panel: BarPanel) -> Any:
    """Return the chart of one panel, opened by python-pptx."""
    from pptx.opc.constants import CONTENT_TYPE
    from pptx.opc.packuri import PackURI
    from pptx.parts.chart import ChartPart

    piece = next(one for one in chart_pieces(Panels((panel,)), ROOM, LOOK, "微软雅黑") if isinstance(one, ChartPiece))
    return ChartPart.load(PackURI("/ppt/charts/chart1.xml"), CONTENT_TYPE.DML_CHART, None, piece.chart).chart


def test_linked_dots_are_joined_by_a_line(seed_deck: bytes, seed_content: BriefingContent) -> None:
    panel, chart = next(one for one in bar_panels(seed_deck, seed_content, dots=True) if one[0].is_linked)
    names = [series.name for series in chart.plots[0].series]
    assert names == ["连线", *(one.name for one in panel.series), "类别"]
    assert chart.has_legend
    assert chart._chartSpace.xpath(".//c:legendEntry/c:idx/@val") == ["0", str(len(names) - 1)]


def test_panels_of_a_common_scale_have_one_axis(seed_deck: bytes, seed_content: BriefingContent) -> None:
    slide = next(slide for one, slide in of_form(Panels, seed_deck, seed_content) if one.key == "theme_bars")
    assert len({chart.value_axis.maximum_scale for chart in charts_of(slide)}) == 1
    frames = [shape for shape in slide.shapes if shape.has_chart]
    assert {frame.top for frame in frames} == {frames[0].top}
    assert all(abs(frame.width - frames[0].width) <= 1 for frame in frames)


def test_words_beside_bars_and_headings_stand_on_the_slide(seed_deck: bytes, seed_content: BriefingContent) -> None:
    for one, slide in of_form(Panels, seed_deck, seed_content):
        said = "\n".join([*texts_of(slide), *(chart.chart_title.text_frame.text for chart in charts_of(slide)
                                              if chart.has_title)])  # fmt: skip
        for panel in one.native.panels:
            assert panel.heading in said
            assert all(note.rstrip("…")[:4] in said for note in panel.notes)
        for words in one.native.beside:
            assert words.heading in said


def test_a_single_chart_fills_the_content_placeholder(seed_deck: bytes, seed_content: BriefingContent) -> None:
    for _, slide in of_form(Panels, seed_deck, seed_content):
        frames = [shape for shape in slide.shapes if shape.has_chart]
        assert frames[0].is_placeholder
        assert not any(frame.is_placeholder for frame in frames[1:])


def test_shaded_tables_hold_texts_and_shades(seed_deck: bytes, seed_content: BriefingContent) -> None:
    for one, slide in of_form(ShadedTable, seed_deck, seed_content):
        native = one.native
        table = next(shape.table for shape in slide.shapes if shape.has_table)
        columns, rows = len(native.columns), [[cell.text for cell in row.cells] for row in table.rows]
        assert rows[0][1 : columns + 1] == list(native.columns)
        assert [row[0] for row in rows[1:]] == list(native.rows)
        assert [row[1 : columns + 1] for row in rows[1:]] == [list(texts) for texts in native.texts]
        for row, shades in enumerate(native.shades, 1):
            grounds = [str(table.cell(row, column).fill.fore_color.rgb) for column in range(1, columns + 1)]
            wanted = [LIGHT.empty if shade is None else mixed(*LIGHT.heat, shade) for shade in shades]
            assert grounds == [colour.removeprefix("#") for colour in wanted]


def test_word_tables_hold_their_texts(seed_deck: bytes, seed_content: BriefingContent) -> None:
    for one, slide in of_form(TextTable, seed_deck, seed_content):
        header, *rows = tables_of(slide)[0]
        assert header == [column.heading for column in one.native.columns]
        for column, texts in zip(one.native.columns, zip(*rows, strict=True), strict=True):
            assert [text.rstrip("…") for text in texts] == [
                text[: len(shown.rstrip("…"))] for text, shown in zip(column.texts, texts, strict=True)
            ]


def test_pixel_drawings_are_groups_with_the_words_of_the_figure(
    seed_deck: bytes, seed_content: BriefingContent
) -> None:
    for one, slide in of_form(PixelDrawing, seed_deck, seed_content):
        group = next(shape for shape in slide.shapes if shape.shape_type == 6)
        texts = [shape.text_frame.text for shape in group.shapes if shape.has_text_frame and shape.text_frame.text]
        clicked = {mark[0] for trace in one.figure.data if trace.customdata is not None for mark in trace.customdata}
        assert len(texts) >= len(clicked) * 0.8
        for shape in group.shapes:
            assert group.left - 1 <= shape.left
            assert shape.left + shape.width <= group.left + group.width + 1
            assert group.top - 1 <= shape.top


def test_the_timeline_has_diamonds_bars_and_months(seed_deck: bytes, seed_content: BriefingContent) -> None:
    slide = next(slide for one, slide in chart_slides(seed_deck, seed_content) if one.key == "timeline")
    group = next(shape for shape in slide.shapes if shape.shape_type == 6)
    kinds = [kind for shape in group.shapes for kind in shape._element.xpath("./p:spPr/a:prstGeom/@prst")]
    assert kinds.count("diamond") == 3
    assert {"rect", "line", "ellipse"} <= set(kinds)
    words = [shape.text_frame.text for shape in group.shapes if shape.has_text_frame]
    assert {f"{month}月" for month in range(1, 13)} <= set(words)
    assert group._element.xpath(".//a:gradFill")


def test_a_timeline_that_needs_more_slides_than_screens_gets_them() -> None:
    content = small(8, keys=("timeline",))
    titles = [slide.shapes.title.text_frame.text for slide in opened(deck_bytes(content)).slides]
    shown = titles.count(content.charts[0].finding)
    assert shown >= 2
    subtitles = [texts_of(slide)[1] for slide in list(opened(deck_bytes(content)).slides)[1 : 1 + shown]]
    assert [f"第{number}页" in words for number, words in enumerate(subtitles, 1)] == [True] * shown


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.125, "0%", "13%"), (0.335, "0.0%", "33.5%"), (1234.0, "#,##0", "1,234"), (0.625, "0.00", "0.63"),
        (2.5, "0", "3"), (-0.2, "0", "0"), (-2.0, "#,##0", "-2"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_excel_writes_them(value: float, number_format: str, text: str) -> None:
    assert formatted(value, number_format) == text


def test_a_label_is_the_number_itself_where_its_text_says_no_more() -> None:
    assert shown_texts((0.33, 0.2, None, 0.1), ("33%", "约20%", "", ""), "0%") == [None, "约20%", "", ""]
    assert shown_texts((1.0, None), (), "0%") == [None, ""]
    assert formatted(1.0, '[=0]0;"＜1"') is None
