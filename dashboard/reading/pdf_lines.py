"""Puts the characters of a PDF's page together to lines in reading order, column by column."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from dashboard.reading.pdf_pages import Glyph

SAME_LINE = 0.4
"""Heights of a character within which two stand on one line; a raised or lowered figure stays with its word."""

COLUMN_GAP = 1.4
"""Widths of a character from which a gap can part columns."""

WORD_GAP = 0.22
CHINESE_GAP = 0.8
"""Widths of a character from which a gap without a blank stands for one, between Latin letters and beside Chinese."""

BLANK_GAP = 0.1
"""The same for a blank that the file has beside Chinese: some have blanks there that take no room."""

LEAST_ROWS = 3
"""Rows with a gap at one place from which it parts columns of text."""

LEAST_IN_COLUMN = 7
"""Characters that the lines of a column of text have in the middle; cells of a table without lines have fewer."""

LEAST_FILL = 0.6
"""How much of its column's width a line of text fills in the middle."""


@dataclass(slots=True)
class Piece:
    """A stretch of characters on one line without a wide gap; ``left`` and ``right`` bound the column it stands in."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    left: float = 0.0
    right: float = 0.0
    column: int = 0
    """0 for text over the whole page, else the number of the column's block on the page."""


Row = list[Piece]
"""The pieces of one line, from left to right."""


def rows_of(glyphs: Sequence[Glyph]) -> list[Row]:
    """Return the lines of a page from above, each in pieces parted by wide gaps."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.x0)):
        last = rows[-1] if rows else None
        if last and glyph.base - last[0].base <= SAME_LINE * max(glyph.size, last[0].size):
            last.append(glyph)
        else:
            rows.append([glyph])
    return [pieces for row in rows if (pieces := _pieces(row))]


def _pieces(row: list[Glyph]) -> Row:
    """Return the pieces of a line."""
    pieces: Row = []
    words: list[str] = []
    inside: list[Glyph] = []
    blank = False
    for glyph in sorted(row, key=lambda g: g.x0):
        if glyph.text.isspace():
            blank = True
            continue
        if inside:
            last = inside[-1]
            gap, size = glyph.x0 - last.x1, max(last.size, glyph.size)
            if glyph.text == last.text and glyph.x0 - last.x0 < 0.2 * size:
                continue  # printed twice, to look bold
            if gap > COLUMN_GAP * size:
                pieces.append(_piece(words, inside))
                words, inside = [], []
            elif gap > _least_gap(last.text, glyph.text, blank) * size:
                words.append(" ")
        words.append(glyph.text)
        inside.append(glyph)
        blank = False
    if inside:
        pieces.append(_piece(words, inside))
    return pieces


def _least_gap(left: str, right: str, blank: bool) -> float:
    """Return how wide, in characters, a gap must be to part words; ``blank`` tells that the file has a blank there."""
    is_latin = left.isascii() and right.isascii()
    if blank:
        return -1.0 if is_latin else BLANK_GAP
    return WORD_GAP if is_latin else CHINESE_GAP


def _piece(words: list[str], glyphs: list[Glyph]) -> Piece:
    sizes = [glyph.size for glyph in glyphs]
    bold = sum(glyph.bold for glyph in glyphs) * 2 > len(glyphs)
    size = max(set(sizes), key=sizes.count)
    base = median([glyph.base for glyph in glyphs if glyph.size == size])
    return Piece("".join(words), glyphs[0].x0, max(glyph.x1 for glyph in glyphs), base, size, bold)


def in_reading_order(rows: Sequence[Row]) -> list[Piece]:
    """Return the lines of a page in the order of reading; the pieces of a line that no columns part are joined.

    Rows that follow each other and are parted at one place by a gap are columns: the left one is read first. Where
    the pieces are short they are cells of a table without ruled lines, and stay on their line with tabs between.
    """
    lines: list[Piece] = []
    number = 0
    for gutter, band in _bands(list(rows)):
        if gutter is None:
            lines += _joined(band)
            continue
        sides = [[[p for p in row if (p.x0 < gutter) == left] for row in band] for left in (True, False)]
        for side in sides:
            number += 1
            column = in_reading_order([row for row in side if row])
            left, right = min(p.x0 for p in column), max(p.x1 for p in column)
            for piece in column:
                if piece.column == 0:
                    piece.left, piece.right, piece.column = left, right, number
            lines += column
    return lines


def _bands(rows: list[Row]) -> list[tuple[float | None, list[Row]]]:
    """Return the rows in runs: those that a gutter parts into two columns of text, and those between them."""
    gutter = _gutter(rows)
    if gutter is None:
        return [(None, rows)] if rows else []
    runs: list[tuple[bool, list[Row]]] = []
    for row in rows:
        crosses = any(piece.x0 < gutter < piece.x1 for piece in row)
        if runs and runs[-1][0] == crosses:
            runs[-1][1].append(row)
        else:
            runs.append((crosses, [row]))
    found: list[tuple[float | None, list[Row]]] = []
    for crosses, run in runs:
        if not crosses and _are_columns(run, gutter):
            found.append((gutter, run))
        else:
            found += [(None, run)] if len(run) == len(rows) else _bands(run)
    return found


def _gutter(rows: Sequence[Row]) -> float | None:
    """Return the place at which gaps part most rows, None where too few are parted at one place."""
    gaps = [(a.x1, b.x0) for row in rows for a, b in pairwise(row)]
    if len(gaps) < LEAST_ROWS:
        return None
    events = sorted([(start, 0, 1) for start, _ in gaps] + [(end, 1, -1) for _, end in gaps])
    most = open_gaps = 0
    place: float | None = None
    for (position, _, change), (following, _, _) in pairwise(events):
        open_gaps += change
        if open_gaps > most:
            most, place = open_gaps, (position + following) / 2
    return place if most >= LEAST_ROWS else None


def _are_columns(rows: Sequence[Row], gutter: float) -> bool:
    """Return whether rows beside a gutter are two columns of running text."""
    sides = [[p for row in rows for p in row if (p.x0 < gutter) == left] for left in (True, False)]
    for side in sides:
        if len(side) < LEAST_ROWS or median([len(p.text) for p in side]) < LEAST_IN_COLUMN:
            return False
        width = max(p.x1 for p in side) - min(p.x0 for p in side)
        if median([p.x1 - p.x0 for p in side]) < LEAST_FILL * width:
            return False
    return True


def _joined(rows: Sequence[Row]) -> list[Piece]:
    """Return one line for each row; rows in a run that have cells at the same places get tabs between them."""
    lines = []
    for i, row in enumerate(rows):
        if len(row) == 1:
            lines.append(row[0])
            continue
        beside = [*rows[max(0, i - 1) : i], *rows[i + 1 : i + 2]]
        mark = "\t" if any(_is_aligned(row, other) for other in beside) else " "
        text = mark.join(piece.text for piece in row)
        lines.append(Piece(text, row[0].x0, row[-1].x1, row[0].base, row[0].size, all(p.bold for p in row)))
    return lines


def _is_aligned(row: Row, other: Row) -> bool:
    """Return whether two rows have as many pieces, each beginning or ending where the other's does."""
    return len(row) == len(other) and all(
        min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.x0 + a.x1 - b.x0 - b.x1) / 2) <= a.size
        for a, b in zip(row, other, strict=True)
    )
