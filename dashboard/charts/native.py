"""What a chart shows, told without pixels, so that an office program can draw it with its own means.

A chart's figure is drawn for the screen; a slide holds the same values as bars that PowerPoint draws itself, as a
shaded table, or as shapes. Values, order, labels and colours are those of the figure. Texts are plain and whole; only
where the figure fits words into a room are they fitted here too, measured at ``OFFICE_TEXT_PIXELS``.
"""

from dataclasses import dataclass

import plotly.graph_objects as go

OFFICE_TEXT_PIXELS = 28
"""Pixels of the sheet of 1920 × 1080 that 14 points, the least on a slide of 960 × 540 points, come to."""
LEFT_OUT = "…"
"""The category, without a value, that stands for those between a ranking's top and bottom."""
CIRCLE, DIAMOND = "circle", "diamond"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values over the categories of a panel; None where a category has none.

    ``colours`` has one colour for all values or one for each. ``texts`` are what stands at each value where that is
    not the number itself, empty where nothing does. ``lows`` and ``highs`` are the ends of an interval around each
    value. ``hollow`` says of each dot whether it is an outline in its colour (empty: none is); ``symbol`` is their
    form.
    """

    name: str
    values: tuple[float | None, ...]
    colours: tuple[str, ...]
    texts: tuple[str, ...] = ()
    lows: tuple[float, ...] = ()
    highs: tuple[float, ...] = ()
    hollow: tuple[bool, ...] = ()
    symbol: str = CIRCLE


@dataclass(frozen=True, slots=True)
class BarPanel:
    """Horizontal bars over categories, the first on top, from zero (from one where ``is_ratio``).

    ``number_format`` is Excel's, such as ``0%`` for shares that are kept as fractions, without < and &. Bars of
    several series stand one behind the other where ``is_stacked``, else one below the other. ``as_dots`` draws each
    value as a dot (a dot plot) with its interval as a line; ``is_linked`` joins the dots of a category by a line.
    ``is_ratio``: a logarithmic axis around one. ``highest`` is where the axis ends, None for the largest value there
    is. ``totals`` stand behind the end of each whole bar; ``notes`` are words in line with each category, right of all
    bars, under ``notes_heading``. A panel without categories is its heading alone.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    heading: str = ""
    number_format: str = "#,##0"
    is_stacked: bool = False
    as_dots: bool = False
    is_ratio: bool = False
    is_linked: bool = False
    highest: float | None = None
    totals: tuple[str, ...] = ()
    notes_heading: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """Words beside a chart: a heading and the lines under it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panels:
    """One panel of bars or several on a common scale, ``columns`` in a line; ``beside`` them words."""

    panels: tuple[BarPanel, ...]
    columns: int = 1
    has_common_scale: bool = True
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class ShadedTable:
    """A table of values, the deeper its cells the larger; an empty text is a cell with nothing in it.

    ``shades`` are from 0 (the palest that holds something) to 1, None for an empty cell. ``notes`` are a last column
    of words, one for each row. ``number_format`` is Excel's for the values behind the texts. ``foot`` is a quiet line
    below the table. A dashed line stands above the row ``parted_at``, None for no such line.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    shades: tuple[tuple[float | None, ...], ...]
    notes_heading: str = ""
    notes: tuple[str, ...] = ()
    number_format: str = "#,##0"
    foot: str = ""
    parted_at: int | None = None


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of a table of words; ``share`` of the width it takes, ``is_strong`` for bold, ``is_quiet`` for grey."""

    heading: str
    texts: tuple[str, ...]
    share: float
    is_strong: bool = False
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of words; ``foot`` is a quiet line below it."""

    columns: tuple[TextColumn, ...]
    foot: str = ""


@dataclass(frozen=True, slots=True)
class PixelDrawing:
    """A figure whose axes count ``width`` × ``height`` pixels, y downwards; each of its shapes is drawn by itself."""

    width: int
    height: int


def pixel_drawing(figure: go.Figure, width: int) -> PixelDrawing:
    """Return that the figure, ``width`` pixels wide and as high as its layout says, draws in pixels."""
    return PixelDrawing(width, int(figure.layout.height))


Native = Panels | ShadedTable | TextTable | PixelDrawing
