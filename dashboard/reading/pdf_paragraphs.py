"""Joins the lines of a PDF to paragraphs and tells its headings by their size and weight."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from dashboard.reading.header import LONGEST_TITLE
from dashboard.reading.pdf_lines import Piece
from dashboard.reading.text_join import join_words
from dashboard.reading.titles import NO_TITLE_ENDS, numbering_level

INDENT = 1.4
"""Characters by which the first line of a paragraph is set in, at least."""

SHORT = 1.9
"""Characters by which a paragraph's last line is shorter than its column, at least."""

WIDE_GAP = 1.45
"""Times the usual distance of lines from which a gap parts paragraphs."""

TITLE_GAP = 2.5
"""Times the size of the letters of a title up to which its lines are apart."""

OTHER_SIZE = 0.6
"""Points by which the letters of two styles differ."""

MOST_HEADINGS = 0.35
"""Share of the characters above which bold or large letters are no headings."""

SENTENCE_END = ("。", "；", "！", "？", "：", ".", ";", "!", "?", ":", "”", "）")
FIRST_WORD = re.compile(r"[0-9A-Za-z%.,/-]+|.[，。；：、！？”）》]*")
OPENS_ALONE = ("〔", "【", "[", "［", "■", "●", "◆", "▲", "★", "•", "-", "“新年")
"""Marks that open a line of their own."""


@dataclass(slots=True)
class Line:
    """A line of the text's flow: a piece of a page, or rows of a table. ``page`` numbers the page, with its width."""

    page: int
    width: float
    piece: Piece | None = None
    rows: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Paragraph:
    """A paragraph by its words, and the piece that shows its style; None for a row of a table."""

    text: str
    style: Piece | None = None
    centred: bool = False


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Return the paragraphs and rows of tables in the order of reading."""
    flow = _Flow(lines)
    found: list[Paragraph] = []
    last: Line | None = None
    table_head = ""
    for line in lines:
        piece = line.piece
        if piece is None:
            continues = last is not None and last.piece is None and last.page < line.page
            rows = line.rows[1:] if continues and line.rows[0] == table_head else line.rows
            table_head = table_head if continues else line.rows[0]
            if continues and rows and _is_rest_of_row(found[-1].text, rows[0]):
                cells = zip(found[-1].text.split("\t"), rows[0].split("\t"), strict=True)
                found[-1].text = "\t".join(join_words(above, rest) for above, rest in cells)
                rows = rows[1:]
            found += [Paragraph(row) for row in rows]
        elif last is not None and last.piece is not None and found and not flow.opens(last, line):
            found[-1].text = join_words(found[-1].text, piece.text)
        else:
            found.append(Paragraph(piece.text, piece, flow.is_centred(line)))
        last = line
    return found


def _is_rest_of_row(row: str, following: str) -> bool:
    """Return whether the first row on a page goes on with the last one before: its last cells have no more to say.

    A cell merged over several rows leaves the first cells empty instead.
    """
    above, below = row.split("\t"), following.split("\t")
    return len(above) == len(below) and not below[-1] and bool(above[-1]) and all(
        not rest or (cell and not cell.endswith(SENTENCE_END)) for cell, rest in zip(above, below, strict=True)
    )


class _Flow:
    """The measures by which the lines of a document are joined."""

    def __init__(self, lines: Sequence[Line]) -> None:
        pieces = [line.piece for line in lines if line.piece is not None]
        self.body = _commonest_size(pieces)
        self._edges: dict[int, tuple[float, float]] = {}
        for width in {round(line.width) for line in lines}:
            own = [
                line.piece for line in lines
                if line.piece is not None and round(line.width) == width and line.piece.column == 0
                and abs(line.piece.size - self.body) <= OTHER_SIZE
            ]
            if own:
                lefts, rights = sorted(p.x0 for p in own), sorted(p.x1 for p in own)
                self._edges[width] = (lefts[len(lefts) // 20], rights[-1 - len(rights) // 20])
        steps = [
            b.piece.base - a.piece.base for a, b in pairwise(lines)
            if a.piece and b.piece and a.page == b.page and 0 < b.piece.base - a.piece.base < 4 * self.body
        ]
        self.step = median(steps) if steps else 2 * self.body

    def edges(self, line: Line) -> tuple[float, float]:
        """Return the left and right edge of the column a line stands in."""
        piece = line.piece
        assert piece is not None
        if piece.column:
            return piece.left, piece.right
        return self._edges.get(round(line.width), (piece.x0, piece.x1))

    def is_centred(self, line: Line) -> bool:
        piece = line.piece
        assert piece is not None
        left, right = self.edges(line)
        before, after = piece.x0 - left, right - piece.x1
        return abs(before - after) < 2 * piece.size and min(before, after) > piece.size

    def opens(self, last: Line, line: Line) -> bool:
        """Return whether a line opens a paragraph, and does not go on with the one before."""
        before, piece = last.piece, line.piece
        assert before is not None and piece is not None
        if "\t" in before.text or "\t" in piece.text or piece.text.startswith(OPENS_ALONE):
            return True
        if abs(before.size - piece.size) > OTHER_SIZE or self._is_label(before) != self._is_label(piece):
            return True
        gap = piece.base - before.base if last.page == line.page and before.column == piece.column else 0.0
        if piece.size > self.body + OTHER_SIZE and self.is_centred(last) and self.is_centred(line):
            return gap > TITLE_GAP * piece.size or numbering_level(piece.text) is not None
        if gap > WIDE_GAP * max(self.step, before.size):
            return True
        left, _ = self.edges(line)
        room = self.edges(last)[1] - before.x1
        first = FIRST_WORD.match(piece.text)
        if room > max(SHORT * piece.size, _width(first.group() if first else "", piece.size) + 0.5 * piece.size):
            return True
        if not before.text.endswith(SENTENCE_END):
            return False
        return piece.x0 - left > INDENT * piece.size or numbering_level(piece.text) is not None

    def _is_label(self, piece: Piece) -> bool:
        """Return whether a short line is bold: it stands for itself, while a bold phrase can end a line of text."""
        return piece.bold and len(piece.text) <= LONGEST_TITLE


def _width(text: str, size: float) -> float:
    return sum(size * (0.55 if character.isascii() else 1.0) for character in text)


def _commonest_size(pieces: Sequence[Piece]) -> float:
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[round(piece.size, 1)] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def headings(found: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """Yield (number of the paragraph, level) of those that are headings by their look.

    Numbered headings show their level themselves and are left out, and with them those that are no larger.
    """
    styled = [(i, p, p.style) for i, p in enumerate(found) if p.style is not None]
    body = _commonest_size([style for _, _, style in styled])
    is_bold_body = sum(len(p.text) * (1 if style.bold else -1) for _, p, style in styled) > 0
    marked = [
        (i, p, _rank(style)) for i, p, style in styled
        if (style.size > body + OTHER_SIZE or (style.bold and not is_bold_body and style.size > body - OTHER_SIZE))
        and len(p.text) <= LONGEST_TITLE and not p.text.endswith(NO_TITLE_ENDS)
    ]
    if sum(len(p.text) for _, p, _ in marked) > MOST_HEADINGS * sum(len(p.text) for _, p, _ in styled):
        return
    numbered = [rank for _, p, rank in marked if numbering_level(p.text) is not None]
    least = max(numbered, default=(0.0, False))
    clear = [(i, p, rank) for i, p, rank in marked if rank > least and numbering_level(p.text) is None]
    if not clear:
        return
    ranks = sorted({rank for _, _, rank in clear}, reverse=True)
    first, title, largest = clear[0]
    has_title = first <= 2 and largest == ranks[0] and title.centred
    for i, _, rank in clear:
        level = ranks.index(rank) + (0 if has_title else 1)
        yield i, min(level, 6)


def _rank(style: Piece) -> tuple[float, bool]:
    return round(style.size * 2) / 2, style.bold
