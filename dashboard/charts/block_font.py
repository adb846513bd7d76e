"""A font in which every sign is a full block as wide as in the dashboard's font.

What places words by their ink, as ``wordcloud`` does, with this font places them by the boxes that hold their ink: no
small word comes to stand between the strokes of a large one. Such a font is also opened in a thirtieth of the time.
"""

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from dashboard.charts.text_metrics import ink_box, text_width

if TYPE_CHECKING:
    from fontTools.misc.psCharStrings import T2CharString

BLOCK_ABOVE_BASELINE_EM, BLOCK_BELOW_BASELINE_EM = 0.86, 0.10
"""Between these lies the ink of 99 of 100 Chinese characters of Noto Sans SC, and of every Latin letter's top."""
UNITS_PER_EM = 1000
NARROW_SIGNS = range(0x21, 0x7F)
"""Signs of ASCII have widths of their own; every other sign is as wide as a Chinese character."""


class BlockFont:
    """The font as a file that can be read again and again; ``wordcloud`` opens it for every word."""

    def read(self) -> bytes:
        """Return the whole file."""
        return _font_file()


@cache
def _font_file() -> bytes:
    # wordcloud brings fontTools along; only whoever draws a cloud loads it, and makes the font once in a process.
    from fontTools.fontBuilder import FontBuilder

    signs = {f"u{code:04X}": chr(code) for code in NARROW_SIGNS}
    widths = {".notdef": UNITS_PER_EM} | {name: round(text_width(sign, UNITS_PER_EM)) for name, sign in signs.items()}
    below = {name: max(BLOCK_BELOW_BASELINE_EM, ink_box(sign, 1).bottom) for name, sign in signs.items()}
    glyphs = {name: _block(width, below.get(name, BLOCK_BELOW_BASELINE_EM)) for name, width in widths.items()}
    ascent, descent = round(BLOCK_ABOVE_BASELINE_EM * UNITS_PER_EM), -round(max(below.values()) * UNITS_PER_EM)
    # Of outlines after PostScript: those after TrueType without instructions are hinted by analysing their shapes.
    font = FontBuilder(UNITS_PER_EM, isTTF=False)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap({ord(sign): name for name, sign in signs.items()})
    font.setupCFF("Blocks", {}, glyphs, {})
    font.setupHorizontalMetrics({name: (width, 0) for name, width in widths.items()})
    font.setupHorizontalHeader(ascent=ascent, descent=descent)
    font.setupNameTable({"familyName": "Blocks", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=ascent, sTypoDescender=descent, usWinAscent=ascent, usWinDescent=-descent)
    font.setupPost()
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def _block(width: int, below_em: float) -> "T2CharString":
    from fontTools.pens.t2CharStringPen import T2CharStringPen

    top, bottom = round(BLOCK_ABOVE_BASELINE_EM * UNITS_PER_EM), -round(below_em * UNITS_PER_EM)
    pen = T2CharStringPen(width, None)
    pen.moveTo((0, bottom))
    for corner in ((0, top), (width, top), (width, bottom)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.getCharString()
