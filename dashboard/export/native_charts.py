"""Panels of a chart as PowerPoint's own charts, with the words beside them, laid out in the room of a slide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, log10

from dashboard.charts.native import BarPanel, Beside, Panels
from dashboard.export.bar_chart import TOTAL, PlotRoom, bar_chart, totals_of
from dashboard.export.chart_xml import formatted
from dashboard.export.dot_chart import dot_chart
from dashboard.export.slide_look import SlideLook
from dashboard.export.slide_shapes import Box
from dashboard.export.slide_text import LEAST_POINTS, LINE_EM, SAFETY, shortened_to, text_points

GAP_POINTS = 22.0
"""Between panels, and between a chart and the words beside it."""
LABEL_GAP_POINTS = 12.0
MOST_LABEL_SHARE, LEAST_BAR_SHARE, BESIDE_SHARE = 0.48, 0.24, 0.24
LARGE_POINTS, LARGE_BAND_POINTS = 18.0, 40.0
"""Rows as high as this have room for larger text."""
TALLEST_BAND_POINTS, TALLEST_PANEL_BAND_POINTS = 72.0, 56.0
HEADING_EM, LEGEND_EM, AXIS_EM = 2.0, 1.9, 1.8
"""Room above the plot for heading and legend and below it for an axis, in sizes of the text."""
LEGEND_KEY_EM = 2.2
"""What the sign of a series and the gap behind its name take in a legend, in sizes of the text."""
RATIO_PAD = 1.15
NOTE_LINE_EM, NOTE_GAP_POINTS = LINE_EM, 8.0


@dataclass(frozen=True, slots=True)
class ChartPiece:
    """A chart with its workbook, for a box of the slide."""

    box: Box
    name: str
    chart: bytes
    book: bytes


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words, ``size`` points large."""

    text: str
    size: float = LEAST_POINTS
    is_strong: bool = False
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class WordsPiece:
    """Words beside a chart, a paragraph a line; ``anchor`` is t or ctr."""

    box: Box
    name: str
    lines: tuple[Line, ...]
    anchor: str = "t"


Piece = ChartPiece | WordsPiece


@dataclass(frozen=True, slots=True)
class Sizes:
    """What all panels share, in points: height of a row, text, rooms for labels, values and notes, and the axis."""

    band: float
    size: float
    labels: float
    end: float
    lowest: float
    highest: float


def chart_pieces(panels: Panels, room: Box, look: SlideLook, font: str) -> list[Piece]:
    """Return the charts and words for ``room``; ``font`` is that of the data sheets."""
    pieces: list[Piece] = []
    if panels.beside:
        width = room.width * BESIDE_SHARE
        pieces += _beside(panels.beside, room.part(left=room.width - width))
        room = room.part(right=width + GAP_POINTS)
    lines = -(-len(panels.panels) // panels.columns)
    width = (room.width - GAP_POINTS * (panels.columns - 1)) / panels.columns
    height = (room.height - GAP_POINTS / 2 * (lines - 1)) / lines
    shared = _sizes(panels.panels, width, height)
    for place, panel in enumerate(panels.panels):
        line, column = divmod(place, panels.columns)
        box = Box(room.left + column * (width + GAP_POINTS), room.top + line * (height + GAP_POINTS / 2), width, height)
        own = shared if panels.has_common_scale else _sizes([panel], width, height)
        pieces += _panel(panel, box, own, look, font)
    return pieces


def _panel(panel: BarPanel, box: Box, sizes: Sizes, look: SlideLook, font: str) -> Iterator[Piece]:
    if not panel.categories:
        yield WordsPiece(box, "标题", (Line(panel.heading, sizes.size + 2, is_strong=True),))
        return
    notes, above = _notes_width(panel, box.width, sizes.labels), _above(panel)
    rows, head, foot = len(panel.categories), _head(panel, sizes.size, box.width - notes), _foot(panel, sizes.size)
    height = min(head + rows * sizes.band + foot, box.height - above)
    own = Box(box.left, box.top + above, box.width - notes, height)
    room = PlotRoom(
        own.width, own.height, head, sizes.labels, sizes.end, (height - head - foot) / rows, sizes.size, sizes.lowest,
        sizes.highest, 0.0 if panel.notes else _heading_room(panel, sizes.size),
        min(_legend_width(panel, sizes.size), own.width),
    )  # fmt: skip
    shown = panel
    if notes:
        yield from _notes(panel, box, own.width + NOTE_GAP_POINTS, room)
        shown = replace(shown, heading="")
    chart, book = (dot_chart if panel.as_dots else bar_chart)(shown, room, look, font)
    yield ChartPiece(own, panel.heading or "图表", chart, book)


def _notes_width(panel: BarPanel, width: float, labels: float) -> float:
    """Return the room for the words right of all bars: what they need, as long as it leaves room for bars."""
    if not any(panel.notes):
        return 0.0
    wanted = max(text_points(words, LEAST_POINTS) for words in (*panel.notes, panel.notes_heading)) / SAFETY
    return min(wanted + 2 * NOTE_GAP_POINTS, width - labels - LEAST_BAR_SHARE * width)


def _notes(panel: BarPanel, box: Box, left: float, room: PlotRoom) -> Iterator[Piece]:
    """Return a text box in line with each category, and above them the heading and what the notes tell.

    Where one line has no room for both, the notes go without their heading.
    """
    notes, above = box.part(left=left), _above(panel)
    fits = text_points(panel.heading, LEAST_POINTS) <= left
    if panel.heading:
        own = Box(box.left, box.top, left if fits else box.width, above)
        words = shortened_to(panel.heading, LEAST_POINTS, own.width, 1)
        yield WordsPiece(own, "标题", (Line(words, is_strong=True),))
    if panel.notes_heading and fits:
        heading = Box(notes.left, box.top, notes.width, above)
        yield WordsPiece(heading, "备注", (Line(panel.notes_heading, is_quiet=True),))
    most = max(1, int(room.band // (LEAST_POINTS * NOTE_LINE_EM)))
    for place, note in enumerate(panel.notes):
        if note:
            words = shortened_to(note, LEAST_POINTS, notes.width, most)
            own = Box(notes.left, box.top + above + room.head + place * room.band, notes.width, room.band)
            yield WordsPiece(own, "备注", (Line(words),), anchor="ctr")


def _beside(all_words: Sequence[Beside], room: Box) -> Iterator[Piece]:
    """Return the words beside a chart; they share out the height."""
    height = room.height / len(all_words)
    for place, words in enumerate(all_words):
        box = Box(room.left, room.top + place * height, room.width, height - GAP_POINTS / 2)
        most = max(0, int((box.height - LARGE_POINTS * NOTE_LINE_EM) // (LEAST_POINTS * NOTE_LINE_EM)))
        heading = Line(shortened_to(words.heading, LARGE_POINTS, box.width, 1), LARGE_POINTS, is_strong=True)
        lines = (Line(shortened_to(line, LEAST_POINTS, box.width, 1), is_quiet=True) for line in words.lines[:most])
        yield WordsPiece(box, words.heading, (heading, *lines))


def _heading_room(panel: BarPanel, size: float) -> float:
    return size * HEADING_EM if panel.heading else 0.0


def _above(panel: BarPanel) -> float:
    """Return the room for the headings of a panel with notes, which stand above its chart and not in it."""
    return LEAST_POINTS * HEADING_EM if panel.notes and (panel.heading or panel.notes_heading) else 0.0


def _head(panel: BarPanel, size: float, width: float) -> float:
    """Return the room above the plot in a chart: for its heading and its legend."""
    legend = ceil(_legend_width(panel, size) / width) * size * LEGEND_EM
    return max((0.0 if panel.notes else _heading_room(panel, size)) + legend, 2.0)


def _legend_width(panel: BarPanel, size: float) -> float:
    """Return the width in points of a legend in one line; none for a single series."""
    names = [one.name for one in panel.series] + ([TOTAL] if panel.totals else [])
    return sum(text_points(name, size) + LEGEND_KEY_EM * size for name in names) if len(panel.series) > 1 else 0.0


def _foot(panel: BarPanel, size: float) -> float:
    """Return the room below the plot: that of the axis of dots without their own values."""
    return size * AXIS_EM if has_axis(panel) else 2.0


def has_axis(panel: BarPanel) -> bool:
    """Return whether the axis of values is seen."""
    return panel.as_dots and not all(one.texts for one in panel.series)


def _sizes(panels: Sequence[BarPanel], width: float, height: float) -> Sizes:
    """Return the sizes that hold for all of these panels, each in ``width`` × ``height`` points."""
    drawn = [panel for panel in panels if panel.categories]
    if not drawn:
        return Sizes(0, LEAST_POINTS, 0, 0, 0, 1)
    tallest = TALLEST_BAND_POINTS if len(panels) == 1 else TALLEST_PANEL_BAND_POINTS
    band, size = 0.0, LARGE_POINTS
    for size in (LARGE_POINTS, float(LEAST_POINTS)):
        bands = (
            (height - _above(one) - _head(one, size, width) - _foot(one, size)) / len(one.categories) for one in drawn
        )
        band = min(tallest, *bands)
        if band >= LARGE_BAND_POINTS and len(panels) == 1:
            break
    widest = max(text_points(name, size) for one in drawn for name in one.categories) / SAFETY + LABEL_GAP_POINTS
    labels = min(widest, width * MOST_LABEL_SHARE)
    lowest, highest = _ends(drawn)
    return Sizes(band, size, labels, _room_for_values(drawn, size), lowest, highest)


def _ends(panels: Sequence[BarPanel]) -> tuple[float, float]:
    """Return where the axis of values begins and ends: at zero for bars, about one for ratios."""
    if panels[0].is_ratio:
        values = [end for one in panels for s in one.series for end in (*s.values, *s.lows, *s.highs) if end]
        return 10.0 ** floor(log10(min(1.0, *values) * 1.0001)), max(1.0, *values) * RATIO_PAD
    lengths = [one.highest or 0.0 for one in panels]
    for one in panels:
        lengths += (
            totals_of(one) if one.is_stacked else [end or 0.0 for s in one.series for end in (*s.values, *s.highs)]
        )
    return 0.0, float(max(lengths)) or 1.0


def _room_for_values(panels: Sequence[BarPanel], size: float) -> float:
    """Return the room for the texts behind the ends of bars, in points."""
    texts = [text for one in panels for text in one.totals]
    for one in panels:
        for series in () if one.is_stacked else one.series:
            texts += series.texts
            if not series.texts and not one.as_dots:
                texts += [formatted(value, one.number_format) or f"{value:,.1f}" for value in series.values if value]
    return max((text_points(text, size) for text in texts), default=0.0) + LABEL_GAP_POINTS
