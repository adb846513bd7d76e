"""Takes a PDF file apart with PDFium: each page's characters, ruled lines and pictures with their places.

Places count points from the page's left and upper edge, as the page is read: a page that is written along its height
is turned first. PDFium is native code: this module is only used in a process of its own.
"""

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import degrees
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.limits import Limits

TILTED = 3
"""Degrees off the page's own direction from which a character belongs to a watermark."""

MOST_SEGMENTS = 2_000
"""Segments of a path up to which it can be the lines of a table; a drawing has more."""

MOST_OBJECTS = 50_000
"""Objects of a page that are looked at for ruled lines."""

THIN = 1.5
"""Points by which a ruled line may lean."""

SHORTEST_RULE = 4
"""Points of the shortest line that can part cells."""

HYPHEN_AT_END = "\x02"
"""What PDFium gives for a hyphen at the end of a line."""

BOLD = 600
"""Weight of a font from which it is bold."""

BOLD_NAMES = ("bold", "black", "heavy", "heiti", "simhei", "黑体", "hei-")


class Glyph(NamedTuple):
    """A character: its box, its line's height (``base``, from above), the size and weight of its font."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool


class Rule(NamedTuple):
    """A ruled line, level (``y0`` = ``y1``) or upright (``x0`` = ``x1``)."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Page:
    """What stands on a page. ``unmapped`` counts the characters of which the file does not say what they are."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    unmapped: int = 0
    has_picture: bool = False


def read_pages(content: bytes, limits: Limits) -> Iterator[Page]:
    """Yield the pages of a PDF file in order; raises UnreadableDocument for one that cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableDocument("PDF 设有密码；请去掉密码后再放入") from error
        raise UnreadableDocument("PDF 已损坏，或不是 PDF；请用原来的软件另存一份再放入") from error
    if len(document) == 0:
        raise UnreadableDocument("PDF 里没有页面，文件可能已损坏；请用原来的软件另存一份再放入")
    if len(document) > limits.pages:
        raise UnreadableDocument(f"PDF 有 {len(document):,} 页，最多 {limits.pages:,} 页；请拆成几份再放入")
    characters = 0
    for number in range(len(document)):
        try:
            page = _read_page(document[number])
        except pypdfium2.PdfiumError:
            page = Page(0, 0, has_picture=False)
        characters += len(page.glyphs)
        if characters > limits.text_characters:
            raise UnreadableDocument(f"PDF 的文字超过 {limits.text_characters:,} 字；请拆成几份再放入")
        yield page


def _read_page(source: pypdfium2.PdfPage) -> Page:
    text = source.get_textpage()
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(source, box)
    count = text.count_chars()
    angles = [round(degrees(raw.FPDFText_GetCharAngle(text, i))) % 360 for i in range(count)]
    main = _main_direction(angles)
    turned = _Turn(main, box.left, box.bottom, box.right - box.left, box.top - box.bottom)
    page = Page(*turned.size)
    fonts: dict[int, bool] = {}
    for i in range(count):
        if raw.FPDFText_IsGenerated(text, i) == 1 or min((angles[i] - main) % 360, (main - angles[i]) % 360) > TILTED:
            continue
        character = chr(raw.FPDFText_GetUnicode(text, i)).replace(HYPHEN_AT_END, "-")
        if raw.FPDFText_HasUnicodeMapError(text, i) == 1 or character in "\0\ufffd\ufffe\uffff":
            page.unmapped += 1
            continue
        page.glyphs.append(_glyph(text, i, character, turned, fonts))
    page.glyphs = _upright(page.glyphs, page)
    page.rules, page.has_picture = _rules_and_pictures(source, turned)
    text.close()
    source.close()
    return page


def _main_direction(angles: list[int]) -> int:
    """Return the quarter turn in which most characters of a page stand."""
    quarters = Counter(round(angle / 90) * 90 % 360 for angle in angles if min(angle % 90, -angle % 90) <= TILTED)
    return quarters.most_common(1)[0][0] if quarters else 0


class _Turn:
    """Turns places of the file (from the lower left corner) into places of the page as it is read."""

    def __init__(self, angle: int, left: float, bottom: float, width: float, height: float) -> None:
        self.angle, self.left, self.bottom, self.width, self.height = angle, left, bottom, width, height
        self.size = (height, width) if angle in (90, 270) else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        if self.angle == 90:  # written upwards or, as PDFium counts, a quarter turn
            return self.height - y, self.width - x
        if self.angle == 180:
            return self.width - x, y
        if self.angle == 270:
            return y, x
        return x, self.height - y


def _glyph(text: pypdfium2.PdfTextPage, i: int, character: str, turned: _Turn, fonts: dict[int, bool]) -> Glyph:
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetLooseCharBox(text, i, box)
    raw.FPDFText_GetCharOrigin(text, i, x, y)
    first, last = turned.point(box.left, box.bottom), turned.point(box.right, box.top)
    size = raw.FPDFText_GetFontSize(text, i) or 1.0
    scale = max(abs(last[1] - first[1]), 1.0)
    size = size if size > 3 else scale  # a font of one point that a matrix enlarges
    place = turned.point(x.value, y.value)
    return Glyph(character, min(first[0], last[0]), max(first[0], last[0]), place[1], size, _is_bold(text, i, fonts))


def _is_bold(text: pypdfium2.PdfTextPage, i: int, fonts: dict[int, bool]) -> bool:
    holder = raw.FPDFText_GetTextObject(text, i)
    font = raw.FPDFTextObj_GetFont(holder) if holder else None
    if not font:
        return False
    key = ctypes.addressof(font.contents)
    if key not in fonts:
        name = ctypes.create_string_buffer(200)
        raw.FPDFFont_GetBaseFontName(font, name, 200)
        written = name.value.decode("utf-8", "replace").lower()
        fonts[key] = raw.FPDFFont_GetWeight(font) >= BOLD or any(word in written for word in BOLD_NAMES)
    return fonts[key]


def _upright(glyphs: list[Glyph], page: Page) -> list[Glyph]:
    """Return the characters of a page; one written from top to bottom is turned so that its lines lie level."""
    down = sum(
        abs(b.x0 - a.x0) < a.size * 0.3 and 0.5 * a.size < b.base - a.base < 2 * a.size
        for a, b in pairwise(glyphs)
    )
    if len(glyphs) < 10 or down < 0.7 * len(glyphs):
        return glyphs
    page.width, page.height = page.height, page.width
    return [
        Glyph(g.text, g.base - g.size, g.base, page.height - g.x0, g.size, g.bold) for g in glyphs
    ]


def _rules_and_pictures(source: pypdfium2.PdfPage, turned: _Turn) -> tuple[list[Rule], bool]:
    rules: list[Rule] = []
    has_picture = False
    for i in range(min(raw.FPDFPage_CountObjects(source), MOST_OBJECTS)):
        item = raw.FPDFPage_GetObject(source, i)
        kind = raw.FPDFPageObj_GetType(item)
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            has_picture = has_picture or kind == raw.FPDF_PAGEOBJ_IMAGE or raw.FPDFFormObj_CountObjects(item) > 0
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            rules += _rules_of(item, turned)
    return rules, has_picture


def _rules_of(path: object, turned: _Turn) -> Iterator[Rule]:
    """Yield the level and upright lines of a path."""
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    count = raw.FPDFPath_CountSegments(path)
    if count > MOST_SEGMENTS or not raw.FPDFPageObj_GetMatrix(path, matrix):
        return
    start = last = (0.0, 0.0)
    for i in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        place = turned.point(
            matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        )
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            start = place
        else:
            yield from _rule(last, place)
        last = place
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _rule(last, start)
            last = start


def _rule(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rule]:
    wide, high = abs(a[0] - b[0]), abs(a[1] - b[1])
    if high <= THIN and wide >= SHORTEST_RULE:
        yield Rule(min(a[0], b[0]), a[1], max(a[0], b[0]), a[1])
    elif wide <= THIN and high >= SHORTEST_RULE:
        yield Rule(a[0], min(a[1], b[1]), a[0], max(a[1], b[1]))
