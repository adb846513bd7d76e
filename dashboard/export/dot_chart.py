"""Dots with their intervals as a scatter chart that PowerPoint draws itself: it has no dot plot of its own.

The rows count from the bottom, so that the first category stands on top; their names are the labels of an unseen
series at the left edge of the plot, the intervals are lines of a series of their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.charts.native import BarPanel, Series
from dashboard.charts.style import mixed
from dashboard.export.bar_chart import CATEGORY, PlotRoom
from dashboard.export.chart_book import BookColumn, chart_book
from dashboard.export.chart_xml import (
    CATEGORY_AXIS,
    NO_LINE,
    VALUE_AXIS,
    chart_legend,
    chart_space,
    chart_title,
    data_labels,
    number,
    number_cells,
    series_name,
    shown_texts,
)
from dashboard.export.east_asian import attribute
from dashboard.export.slide_look import SlideLook
from dashboard.export.slide_text import shortened_to

DOT_POINTS, EDGE_POINTS, INTERVAL_POINTS = 9, 1.75, 1.75
INTERVAL_OPACITY = 0.55
ROW, LINK, INTERVAL = "行", "连线", "区间"
RATIO_FORMAT = 'General"倍"'
HOLLOW_SHADE = 0.3
"""A hollow dot is filled this far from paper to its colour: LibreOffice draws no outline around a dot."""
NAME_GAP, NAME_GAP_POINTS = "\u2002", 10
NO_MARKER = '<c:marker><c:symbol val="none"/></c:marker>'


def dot_chart(panel: BarPanel, room: PlotRoom, look: SlideLook, book_font: str) -> tuple[bytes, bytes]:
    """Return the chart and its workbook."""
    rows = tuple(float(len(panel.categories) - place) for place in range(len(panel.categories)))
    columns = [BookColumn(CATEGORY, panel.categories), BookColumn(ROW, rows)]
    drawn: list[str] = []
    for segments in _segments(panel, room, look):
        drawn.append(_lines(len(drawn), segments, rows, columns))
    unseen = list(range(len(drawn)))
    for place in range(len(panel.series)):
        drawn.append(_dots(panel, place, len(drawn), rows, room, look, columns))
    # LibreOffice shows the labels of a series only where no series with more points follows it.
    unseen.append(len(drawn))
    drawn.append(_names(panel, len(drawn), rows, room, look, columns))
    plot = (
        f'{room.plot_layout(len(rows))}<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f'{"".join(drawn)}<c:axId val="{CATEGORY_AXIS}"/><c:axId val="{VALUE_AXIS}"/></c:scatterChart>'
        f"{_value_axis(panel, room, look)}{_row_axis(panel, len(rows), look)}"
    )
    title = chart_title(panel.heading, look, room.size + 2) if panel.heading else ""
    legend = ""
    if len(panel.series) > 1:
        legend = chart_legend(look, room.size, unseen, room.legend_layout())
    return chart_space(plot, look, title=title, legend=legend, size=room.size), chart_book(columns, book_font)


def _names(
    panel: BarPanel, number: int, rows: Sequence[float], room: PlotRoom, look: SlideLook, columns: list[BookColumn]
) -> str:
    """Return the unseen series whose labels are the categories."""
    edge, starts = len(columns), (room.lowest,) * len(rows)
    columns.append(BookColumn("左边", starts))
    names = [
        f"{shortened_to(name, room.size, room.labels - NAME_GAP_POINTS, 1)}{NAME_GAP}" for name in panel.categories
    ]
    labels = data_labels(look, room.size, look.style.ink, "l", "General", names)
    return (
        f"<c:ser>{series_name(number, 0, CATEGORY)}<c:spPr>{NO_LINE}</c:spPr>{NO_MARKER}{labels}"
        f"<c:xVal>{number_cells(edge, starts)}</c:xVal><c:yVal>{number_cells(1, rows)}</c:yVal>"
        '<c:smooth val="0"/></c:ser>'
    )


@dataclass(frozen=True, slots=True)
class Segments:
    """Horizontal lines, so many in each row, as pairs of ends; what the series is called and the look of the line."""

    name: str
    rows: tuple[tuple[tuple[float, float], ...], ...]
    line: str


def _segments(panel: BarPanel, room: PlotRoom, look: SlideLook) -> Iterator[Segments]:
    """Yield the intervals of each series, and the lines that join the dots of a category.

    They end where a dot begins: PowerPoint draws a later series above an earlier one, LibreOffice lines above dots.
    """
    for one in panel.series:
        if one.lows and one.highs:
            line = look.line(one.colours[0], INTERVAL_POINTS, opacity=INTERVAL_OPACITY)
            rows = tuple(
                ((low, _beside(value or 0.0, -1, panel, room)), (_beside(value or 0.0, 1, panel, room), high))
                for value, low, high in zip(one.values, one.lows, one.highs, strict=True)
            )
            yield Segments(f"{one.name}{INTERVAL}", rows, line)
    if panel.is_linked:
        both = zip(*(one.values for one in panel.series), strict=True)
        known = [[value for value in row if value is not None] or [0.0] for row in both]
        ends = (((_beside(min(row), 1, panel, room), _beside(max(row), -1, panel, room)),) for row in known)
        yield Segments(LINK, tuple(ends), look.line(look.style.line, 2 * INTERVAL_POINTS))


def _beside(value: float, side: int, panel: BarPanel, room: PlotRoom) -> float:
    """Return the value at the edge of a dot, left (-1) or right (1) of its middle."""
    share = side * (DOT_POINTS / 2 + EDGE_POINTS) / room.plot_width
    if panel.is_ratio:
        return float(value * (room.highest / room.lowest) ** share)
    return float(value + (room.highest - room.lowest) * share)


def _lines(number: int, segments: Segments, rows: Sequence[float], columns: list[BookColumn]) -> str:
    """Return a series of separate lines: start, end and a gap for each. Lines without length are left out.

    LibreOffice draws no error bars along the horizontal axis, so the lines are a series of their own.
    """
    lines = [(pair, row) for pairs, row in zip(segments.rows, rows, strict=True) for pair in pairs if pair[0] < pair[1]]
    across = tuple(x for (start, end), _ in lines for x in (start, end, end))
    down = tuple(y for _, row in lines for y in (row, row, None))
    column = len(columns)
    columns += [BookColumn(segments.name, across), BookColumn(f"{segments.name}{ROW}", down)]
    return (
        f"<c:ser>{series_name(number, column, segments.name)}<c:spPr>{segments.line}</c:spPr>{NO_MARKER}"
        f"<c:xVal>{number_cells(column, across)}</c:xVal><c:yVal>{number_cells(column + 1, down)}</c:yVal>"
        '<c:smooth val="0"/></c:ser>'
    )


def _dots(
    panel: BarPanel, place: int, number: int, rows: Sequence[float], room: PlotRoom, look: SlideLook,
    columns: list[BookColumn],
) -> str:  # fmt: skip
    one, column, labels = panel.series[place], len(columns), ""
    columns.append(BookColumn(one.name, one.values, panel.number_format))
    if one.texts:
        side = "r" if len(panel.series) == 1 or _leads(panel, place) else "l"
        texts = shown_texts(one.values, one.texts, panel.number_format)
        labels = data_labels(look, room.size, look.style.ink, side, panel.number_format, texts)
    return (
        f"<c:ser>{series_name(number, column, one.name)}<c:spPr>{NO_LINE}</c:spPr>{_marker(one, 0, look)}"
        f"{_points(one, look)}{labels}<c:xVal>{number_cells(column, one.values, panel.number_format)}</c:xVal>"
        f'<c:yVal>{number_cells(1, rows)}</c:yVal><c:smooth val="0"/></c:ser>'
    )


def _leads(panel: BarPanel, place: int) -> bool:
    """Return whether a series lies right of the others in most categories."""
    rows = list(zip(*(one.values for one in panel.series), strict=True))
    ahead = sum(row[place] == max(value for value in row if value is not None) for row in rows if any(row))
    return bool(ahead * 2 >= len(rows))


def _marker(one: Series, place: int, look: SlideLook) -> str:
    colour = one.colours[place % len(one.colours)]
    is_hollow = bool(one.hollow) and one.hollow[place]
    shown = mixed(look.style.paper, look.colour_of(colour), HOLLOW_SHADE) if is_hollow else colour
    fill = look.fill(shown)
    symbol = "diamond" if one.symbol == "diamond" else "circle"
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{DOT_POINTS}"/>'
        f"<c:spPr>{fill}{look.line(colour, EDGE_POINTS)}</c:spPr></c:marker>"
    )


def _points(one: Series, look: SlideLook) -> str:
    """Return the dots that look different from the first."""
    first = _marker(one, 0, look)
    return "".join(
        f'<c:dPt><c:idx val="{place}"/>{marker}<c:bubble3D val="0"/></c:dPt>'
        for place in range(len(one.values)) if (marker := _marker(one, place, look)) != first
    )  # fmt: skip


def _value_axis(panel: BarPanel, room: PlotRoom, look: SlideLook) -> str:
    base, form = ('<c:logBase val="10"/>', RATIO_FORMAT) if panel.is_ratio else ("", panel.number_format)
    is_seen = not all(one.texts for one in panel.series)
    grid = (
        ""
        if panel.is_ratio or not is_seen
        else f"<c:majorGridlines><c:spPr>{look.line(look.style.line, 0.75)}</c:spPr></c:majorGridlines>"
    )
    return (
        f'<c:valAx><c:axId val="{CATEGORY_AXIS}"/><c:scaling>{base}<c:orientation val="minMax"/>'
        f'<c:max val="{number(room.highest)}"/><c:min val="{number(room.lowest)}"/></c:scaling>'
        f'<c:delete val="{int(not is_seen)}"/>'
        f'<c:axPos val="b"/>{grid}<c:numFmt formatCode="{attribute(form)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{NO_LINE}</c:spPr>{look.chart_text(room.size, look.style.quiet_ink)}"
        f'<c:crossAx val="{VALUE_AXIS}"/><c:crosses val="min"/><c:crossBetween val="midCat"/></c:valAx>'
    )


def _row_axis(panel: BarPanel, rows: int, look: SlideLook) -> str:
    """Return the axis of rows, without labels: the line at one, or at the left edge."""
    crosses = '<c:crossesAt val="1"/>' if panel.is_ratio else '<c:crosses val="min"/>'
    line = look.line(look.style.quiet_ink if panel.is_ratio else look.style.line, 1)
    return (
        f'<c:valAx><c:axId val="{VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{number(rows + 0.5)}"/>'
        '<c:min val="0.5"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" '
        'sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        f'<c:spPr>{line}</c:spPr><c:crossAx val="{CATEGORY_AXIS}"/>{crosses}<c:crossBetween val="midCat"/></c:valAx>'
    )
