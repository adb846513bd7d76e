"""Horizontal bars as a chart that PowerPoint draws itself."""

from dataclasses import dataclass

from dashboard.charts.native import BarPanel, Series
from dashboard.charts.style import text_colour_on
from dashboard.export.chart_book import BookColumn, chart_book
from dashboard.export.chart_xml import (
    CATEGORY_AXIS,
    NO_FILL,
    NO_LINE,
    VALUE_AXIS,
    chart_legend,
    chart_space,
    chart_title,
    data_labels,
    manual_layout,
    number,
    number_cells,
    series_name,
    shown_texts,
    word_cells,
)
from dashboard.export.east_asian import attribute
from dashboard.export.slide_look import SlideLook
from dashboard.export.slide_text import text_points

GAP_PERCENT, SERIES_GAP_PERCENT = 61, 45
"""Room between bars in percent of their height: bars fill 62 % of their row as on the screen."""
LABEL_GAP_POINTS = 8
TOTAL = "合计"
CATEGORY = "类别"


@dataclass(frozen=True, slots=True)
class PlotRoom:
    """The sizes of a chart in points: all of it, the room above the plot for heading and legend, and for labels.

    ``end`` is the room right of the plot, ``band`` the height of a category, ``size`` that of the text, ``lowest``
    and ``highest`` are the ends of the value axis. ``heading`` is the part of ``head`` for the heading, ``legend`` the
    width of the legend.
    """

    width: float
    height: float
    head: float
    labels: float
    end: float
    band: float
    size: float
    lowest: float
    highest: float
    heading: float = 0.0
    legend: float = 0.0

    @property
    def plot_width(self) -> float:
        return self.width - self.labels - self.end

    def legend_layout(self) -> str:
        """Return the place of the legend, between heading and plot."""
        height = max(self.head - self.heading - 4, 0)
        return manual_layout(0, self.heading / self.height, self.legend / self.width, height / self.height)

    def plot_layout(self, rows: int) -> str:
        """Return the place of the plot."""
        return manual_layout(
            self.labels / self.width, self.head / self.height, self.plot_width / self.width,
            rows * self.band / self.height, inner=True,
        )  # fmt: skip


def bar_chart(panel: BarPanel, room: PlotRoom, look: SlideLook, book_font: str) -> tuple[bytes, bytes]:
    """Return the chart and its workbook: the first category on top, bars from zero."""
    grouping, overlap, gap = ("stacked", 100, GAP_PERCENT) if panel.is_stacked else ("clustered", 0, SERIES_GAP_PERCENT)
    if len(panel.series) == 1:
        gap = GAP_PERCENT
    series = "".join(_series(panel, place, one, room, look) for place, one in enumerate(panel.series))
    if panel.totals:
        series += _totals(panel, room, look)
    plot = (
        f'{room.plot_layout(len(panel.categories))}<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>'
        f'<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/></c:barChart>'
        f"{_category_axis(room, look)}{_value_axis(panel, room, look)}"
    )
    title = chart_title(panel.heading, look, room.size + 2) if panel.heading else ""
    chart = chart_space(plot, look, title=title, legend=_legend(panel, room, look), size=room.size)
    return chart, chart_book(_columns(panel), book_font)


def totals_of(panel: BarPanel) -> tuple[float, ...]:
    """Return the length of each whole bar of stacked series."""
    return tuple(
        sum(value or 0.0 for value in column) for column in zip(*(one.values for one in panel.series), strict=True)
    )


def _columns(panel: BarPanel) -> list[BookColumn]:
    columns = [BookColumn(CATEGORY, panel.categories)]
    columns += [BookColumn(one.name, one.values, panel.number_format) for one in panel.series]
    if panel.totals:
        columns.append(BookColumn(TOTAL, totals_of(panel), panel.number_format))
    if panel.notes:
        columns.append(BookColumn(panel.notes_heading or "备注", panel.notes))
    return columns


def _series(panel: BarPanel, place: int, one: Series, room: PlotRoom, look: SlideLook) -> str:
    texts = shown_texts(one.values, one.texts, panel.number_format)
    position, colour = "outEnd", look.style.ink
    if panel.is_stacked:
        position, colour = "ctr", text_colour_on(look.colour_of(one.colours[0]), look.style)
        texts = [_inside(one, row, text, room) for row, text in enumerate(texts)]
    labels = data_labels(look, room.size, colour, position, panel.number_format, texts)
    return (
        f"<c:ser>{series_name(place, place + 1, one.name)}<c:spPr>{look.fill(one.colours[0])}{NO_LINE}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{_points(one, look)}{labels}'
        f"<c:cat>{word_cells(0, panel.categories)}</c:cat>"
        f"<c:val>{number_cells(place + 1, one.values, panel.number_format)}</c:val></c:ser>"
    )


def _inside(one: Series, place: int, text: str | None, room: PlotRoom) -> str | None:
    """Return the text of a part of a stacked bar, blank where the part is too short for it."""
    value = one.values[place] or 0.0
    words = text if text is not None else f"{value:,.0f}"
    length = value / room.highest * room.plot_width
    return text if value and text_points(words, room.size) + 4 <= length else ""


def _points(one: Series, look: SlideLook) -> str:
    """Return the bars that differ in colour from the first."""
    if len(set(one.colours)) < 2:
        return ""
    return "".join(
        f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{look.fill(colour)}{NO_LINE}</c:spPr></c:dPt>"
        for place, colour in enumerate(one.colours) if place < len(one.values) and colour != one.colours[0]
    )  # fmt: skip


def _totals(panel: BarPanel, room: PlotRoom, look: SlideLook) -> str:
    """Return an unseen series behind each bar that carries its total; the axis ends before it would."""
    place, values = len(panel.series), totals_of(panel)
    texts = shown_texts(values, panel.totals, panel.number_format)
    labels = data_labels(look, room.size, look.style.ink, "inBase", panel.number_format, texts)
    return (
        f"<c:ser>{series_name(place, place + 1, TOTAL)}<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{labels}<c:cat>{word_cells(0, panel.categories)}</c:cat>'
        f"<c:val>{number_cells(place + 1, values, panel.number_format)}</c:val></c:ser>"
    )


def _legend(panel: BarPanel, room: PlotRoom, look: SlideLook) -> str:
    if len(panel.series) < 2:
        return ""
    return chart_legend(look, room.size, [], room.legend_layout())


def _category_axis(room: PlotRoom, look: SlideLook) -> str:
    return (
        f'<c:catAx><c:axId val="{CATEGORY_AXIS}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{look.line(look.style.line, 1)}</c:spPr>'
        f"{look.chart_text(room.size, look.style.ink)}"
        f'<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="40"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(panel: BarPanel, room: PlotRoom, look: SlideLook) -> str:
    """Return the axis of values: from zero, unseen, for each bar carries its value."""
    return (
        f'<c:valAx><c:axId val="{VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{number(room.highest)}"/><c:min val="{number(room.lowest)}"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="b"/>'
        f'<c:numFmt formatCode="{attribute(panel.number_format)}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{CATEGORY_AXIS}"/><c:crosses val="max"/><c:crossBetween val="between"/></c:valAx>'
    )
