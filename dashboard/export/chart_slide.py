"""A chart of the briefing on a slide: PowerPoint's own chart, a table, shapes, or words where it is empty."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from dashboard.charts.catalogue import CHARTS, chart_named
from dashboard.charts.chart import Chart
from dashboard.charts.native import Panels, PixelDrawing, ShadedTable, TextTable
from dashboard.charts.sheet import CHART_HEIGHT_PIXELS, CHART_WIDTH_PIXELS
from dashboard.charts.style import SMALLEST_TEXT_PIXELS, Style
from dashboard.charts.timeline import KEY as TIMELINE
from dashboard.charts.timeline import timeline_page_count
from dashboard.export.native_charts import chart_pieces
from dashboard.export.native_tables import shaded_table
from dashboard.export.pixel_shapes import pixel_shapes
from dashboard.export.slide_frame import Place
from dashboard.export.slide_shapes import Box
from dashboard.export.slide_text import LEAST_POINTS, LINE_EM, shortened_to
from dashboard.export.slide_writer import Slide
from dashboard.export.word_tables import TablePage, WordTable, fitted_table, word_table
from dashboard.tables.tables import Tables

POINTS_PER_PIXEL = LEAST_POINTS / SMALLEST_TEXT_PIXELS
"""A figure in pixels is drawn for the room of a slide so that its smallest text has the least size of a slide."""
FOOT_POINTS = LEAST_POINTS * LINE_EM + 4


def drawn_for(chart: Chart, chosen: Tables, room: Box, style: Style, today: date | None) -> list[Chart]:
    """Return a chart drawn in pixels again, for the room of a slide and in its colours; other charts as they are.

    A timeline that takes more pages here than on the screen comes as so many charts, which show what one does there.
    """
    if not isinstance(chart.native, PixelDrawing) or chart.key not in [definition.key for definition in CHARTS]:
        return [chart]
    draw, width, height = chart_named(chart.key).draw, _pixels(room.width), _pixels(room.height)
    if chart.key != TIMELINE:
        return [draw(chosen, width=width, height=height, style=style)]
    here = timeline_page_count(chosen, width=width, height=height)
    there = timeline_page_count(chosen, width=CHART_WIDTH_PIXELS, height=CHART_HEIGHT_PIXELS)
    return [
        draw(chosen, width=width, height=height, style=style, today=today, page=page)
        for page in range(1, -(-here // there) + 1)
    ]


def _pixels(points: float) -> int:
    return int(points / POINTS_PER_PIXEL)


def chart_slides(chart: Chart, room: Box, font: str) -> list[Callable[[Slide], None]]:
    """Return what fills the room of each slide that the chart takes: one, or more for a table that is too long.

    ``font`` is that of the data sheets.
    """
    native = chart.native
    if not isinstance(native, TextTable):
        return [partial(_add, chart=chart, font=font)]
    own = room.part(bottom=FOOT_POINTS) if native.foot else room
    table = fitted_table(native.columns, own)
    return [partial(_add_word_table, chart=chart, foot=native.foot, table=table, page=page) for page in table.pages]


def _add(slide: Slide, *, chart: Chart, font: str) -> None:
    native, words = chart.native, chart.description or chart.name
    if isinstance(native, Panels):
        slide.add_pieces(chart_pieces(native, slide.room, slide.look, font), words)
    elif isinstance(native, ShadedTable):
        room = _without_foot(slide, native.foot)
        number = slide.numbers.next()
        slide.add(
            shaded_table(number, chart.name, native, room, slide.look, placeholder=slide.placeholder, description=words)
        )
    elif isinstance(native, PixelDrawing):
        # It was drawn in the colours of the slide already.
        look = replace(slide.look, replaced={})
        slide.add(pixel_shapes(slide.numbers, chart.name, chart.figure, native, slide.room, look, description=words))
    else:
        slide.add_message(f"{chart.name}：{chart.finding}")


def _add_word_table(slide: Slide, *, chart: Chart, foot: str, table: WordTable, page: TablePage) -> None:
    room = _without_foot(slide, foot)
    slide.add(
        word_table(
            slide.numbers.next(), chart.name, table, page, room, slide.look, placeholder=slide.placeholder,
            description=chart.description,
        )
    )  # fmt: skip


def _without_foot(slide: Slide, foot: str) -> Box:
    """Return the room above a quiet line, which is added."""
    if not foot:
        return slide.room
    line = slide.room.part(top=slide.room.height - FOOT_POINTS)
    slide.add_box("注", shortened_to(foot, LEAST_POINTS, line.width, 1), Place(line))
    return slide.room.part(bottom=FOOT_POINTS)
