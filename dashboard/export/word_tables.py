"""Tables of words, whose rows are as high as their words need, split over slides where they do not fit on one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from dashboard.charts.native import TextColumn
from dashboard.export.native_tables import PADDING_POINTS, Cell, Grid, table_frame
from dashboard.export.slide_look import SlideLook
from dashboard.export.slide_shapes import Box, Placeholder
from dashboard.export.slide_text import LEAST_POINTS, line_count, shortened_to, text_start

LINE_EM = 1.29
TALLEST_ROW_EM = 2.9
CUTS = (3, 2, 1)
"""Lines that long texts are cut to, tried in turn."""
MOST_CELL_LINES = 12
"""A longer cell goes on in the next row, so that a row always fits on a slide."""
STEPS_OF_BALANCING = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """How a table of words is set: the size of its text and the room a row has besides its lines, in points."""

    size: float = LEAST_POINTS
    padding: float = 5.0

    @property
    def line(self) -> float:
        """The distance of lines in points."""
        return self.size * LINE_EM


BODY, LARGER, TIGHT = Setting(), (Setting(18, 10), Setting(16, 8)), Setting(padding=1.0)


@dataclass(frozen=True, slots=True)
class TablePage:
    """The rows of a table that stand on one slide, from ``first`` (counted from 0), with their heights in points."""

    first: int
    heights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table as it is set: its columns, whose texts may be cut, and its rows by slide."""

    columns: tuple[TextColumn, ...]
    setting: Setting
    pages: tuple[TablePage, ...]


def paged_table(columns: Sequence[TextColumn], room: Box) -> WordTable:
    """Return the table with every word, over as many slides as it takes, each about equally full."""
    columns = _with_short_rows(columns, room.width)
    return WordTable(tuple(columns), BODY, tuple(_pages(columns, room, BODY)))


def fitted_table(columns: Sequence[TextColumn], room: Box) -> WordTable:
    """Return the table on one slide if it can be: as large as it fits, else with long texts cut."""
    lines = _lines(columns, room.width, BODY)
    for larger in (*LARGER, BODY):
        table = WordTable(tuple(columns), larger, tuple(_pages(columns, room, larger)))
        if len(table.pages) <= 1 and _lines(columns, room.width, larger) == lines:
            return table
    for most in CUTS:
        cut = _cut(columns, room.width, most)
        table = WordTable(tuple(cut), TIGHT, tuple(_pages(cut, room, TIGHT)))
        if len(table.pages) <= 1:
            break
    return table


def word_table(
    number: int, name: str, table: WordTable, page: TablePage, room: Box, look: SlideLook, *,
    placeholder: Placeholder | None = None, description: str = "",
) -> str:  # fmt: skip
    """Return the table of one page, the header on top."""
    style, setting, widths = look.style, table.setting, _widths(table.columns, room.width)
    heavy, light = look.line(style.quiet_ink, 1, tag="a:lnB"), look.line(style.line, 0.75, tag="a:lnB")
    header = _header_height(table.columns, widths, setting)
    rows = [[Cell(column.heading, setting.size, style.quiet_ink, below=heavy) for column in table.columns]]
    for row in range(page.first, page.first + len(page.heights)):
        rows.append([
            Cell(
                column.texts[row], setting.size, style.quiet_ink if column.is_quiet else style.ink, column.is_strong,
                below=light,
            )
            for column in table.columns
        ])  # fmt: skip
    heights = _spread(page.heights, room.height - header, setting)
    grid = Grid(widths, (header, *heights), setting.line)
    return table_frame(number, name, room, grid, rows, look, placeholder=placeholder, description=description)


def _widths(columns: Sequence[TextColumn], width: float) -> tuple[float, ...]:
    """Return the width in points of each column, by its share of all shares."""
    whole = sum(column.share for column in columns)
    return tuple(width * column.share / whole for column in columns)


def _spread(heights: Sequence[float], room: float, setting: Setting) -> tuple[float, ...]:
    """Return rows of one height where that has room for the highest of them."""
    each = min(room / len(heights), setting.size * TALLEST_ROW_EM)
    return (each,) * len(heights) if max(heights) <= each else tuple(heights)


def _pages(columns: Sequence[TextColumn], room: Box, setting: Setting) -> list[TablePage]:
    widths = _widths(columns, room.width)
    most = room.height - _header_height(columns, widths, setting)
    heights = [_row_height(texts, widths, setting) for texts in zip(*(column.texts for column in columns), strict=True)]
    pages = _filled(heights, most)
    least = sum(heights) / max(len(pages), 1)
    for _ in range(STEPS_OF_BALANCING if len(pages) > 1 else 0):
        middle = (least + most) / 2
        if len(tried := _filled(heights, middle)) == len(pages):
            pages, most = tried, middle
        else:
            least = middle
    return pages


def _filled(heights: Sequence[float], most: float) -> list[TablePage]:
    """Return pages as full as ``most`` points of rows allow; a row that is higher stands alone."""
    pages: list[TablePage] = []
    first, used = 0, 0.0
    for row, height in enumerate(heights):
        if row > first and used + height > most:
            pages.append(TablePage(first, tuple(heights[first:row])))
            first, used = row, 0.0
        used += height
    return [*pages, TablePage(first, tuple(heights[first:]))] if heights else []


def _cut(columns: Sequence[TextColumn], width: float, most: int) -> list[TextColumn]:
    """Return the columns with every text in ``most`` lines at most, those that are longer cut."""
    return [
        replace(
            column,
            texts=tuple(shortened_to(text, LEAST_POINTS, own - 2 * PADDING_POINTS, most) for text in column.texts),
        )
        for column, own in zip(columns, _widths(columns, width), strict=True)
    ]


def _with_short_rows(columns: Sequence[TextColumn], width: float) -> list[TextColumn]:
    """Return the columns with cells of more than ``MOST_CELL_LINES`` lines going on in rows of their own."""
    widths = [own - 2 * PADDING_POINTS for own in _widths(columns, width)]
    rows: list[tuple[str, ...]] = []
    for texts in zip(*(column.texts for column in columns), strict=True):
        parts = [_parts(text, own) for text, own in zip(texts, widths, strict=True)]
        rows += zip_longest(*parts, fillvalue="")
    texts_by_column = list(zip(*rows, strict=True)) or [()] * len(columns)
    return [replace(column, texts=tuple(texts)) for column, texts in zip(columns, texts_by_column, strict=True)]


def _parts(text: str, width: float) -> list[str]:
    parts = [text]
    while line_count(parts[-1], LEAST_POINTS, width) > MOST_CELL_LINES:
        start = text_start(parts[-1], LEAST_POINTS, width, MOST_CELL_LINES)
        parts[-1:] = [parts[-1][:start], parts[-1][start:]]
    return parts


def _header_height(columns: Sequence[TextColumn], widths: Sequence[float], setting: Setting) -> float:
    return _row_height([column.heading for column in columns], widths, setting)


def _row_height(texts: Sequence[str], widths: Sequence[float], setting: Setting) -> float:
    return _row_lines(texts, widths, setting) * setting.line + setting.padding


def _row_lines(texts: Sequence[str], widths: Sequence[float], setting: Setting) -> int:
    return max(
        line_count(text, setting.size, width - 2 * PADDING_POINTS) for text, width in zip(texts, widths, strict=True)
    )


def _lines(columns: Sequence[TextColumn], width: float, setting: Setting) -> int:
    """Return how many lines all rows take together."""
    widths = _widths(columns, width)
    return sum(_row_lines(texts, widths, setting) for texts in zip(*(column.texts for column in columns), strict=True))
