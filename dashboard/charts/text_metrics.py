"""How much room a text takes in the dashboard's font, and where Plotly puts it."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

MOST_TEXTS_KEPT = 20_000
REFERENCE_PIXELS = 100
"""Size at which the font is measured; its widths grow in proportion."""

BASELINE_BELOW_POINT_EM = 0.25
"""Plotly puts the baseline of a one-line ``middle`` text this far below its point (plotly.js, ``textPosition`` in
``src/components/drawing``: ``0.75 - 1 / 2`` of the font size)."""

IDEOGRAPH_MIDDLE_ABOVE_BASELINE_EM = 0.38
"""The middle of a Chinese character: halfway between Noto Sans SC's 0.88 em above and 0.12 em below the baseline."""

MIDDLE_SHIFT_EM = IDEOGRAPH_MIDDLE_ABOVE_BASELINE_EM - BASELINE_BELOW_POINT_EM
"""How far below the wanted middle a text's point has to lie for Chinese characters to stand in that middle."""


@cache
def _reference_font() -> "FreeTypeFont":
    # Pillow and the font are loaded when the first text is measured, so that importing a chart stays fast.
    from PIL import ImageFont
    from pylopdf_fonts_zh_cn import sans_path

    return ImageFont.truetype(str(sans_path()), REFERENCE_PIXELS, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(MOST_TEXTS_KEPT)
def _reference_width(text: str) -> float:
    return sum(map(_advance, text))


@cache
def _advance(sign: str) -> float:
    # The font kerns by GPOS alone, which Pillow's basic layout leaves aside: a text is as wide as its signs together.
    # Measuring each once takes a twenty-fifth of measuring every text.
    return _reference_font().getlength(sign)


class InkBox(NamedTuple):
    """The pixels that a text's strokes fill, y downwards."""

    left: float
    top: float
    right: float
    bottom: float


@lru_cache(MOST_TEXTS_KEPT)
def _reference_ink(text: str) -> InkBox:
    return InkBox(*_reference_font().getbbox(text, anchor="ls"))


def ink_box(text: str, size: float) -> InkBox:
    """Return the box of a line of text at ``size`` pixels that begins at x 0 on the baseline y 0."""
    return InkBox(*(edge * size / REFERENCE_PIXELS for edge in _reference_ink(text)))


def text_width(text: str, size: float) -> float:
    """Return the width in pixels of one line of text at ``size`` pixels."""
    return _reference_width(text) * size / REFERENCE_PIXELS


def text_point_y(middle: float, size: float) -> float:
    """Return the y (pixels, downwards) of a Plotly text whose Chinese characters shall stand around ``middle``."""
    return middle + MIDDLE_SHIFT_EM * size


def shortened(text: str, size: float, width: float) -> str:
    """Return the text, cut with an ellipsis where it is wider than ``width`` pixels."""
    if text_width(text, size) <= width:
        return text
    kept = len(text)
    while kept and text_width(text[:kept] + "…", size) > width:
        kept -= 1
    return text[:kept] + "…"
