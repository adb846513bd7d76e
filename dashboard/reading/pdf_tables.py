"""Finds tables by their ruled lines on a PDF's page and gives their rows."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.reading.pdf_lines import rows_of
from dashboard.reading.pdf_pages import Glyph, Rule
from dashboard.reading.text_join import join_words

NEAR = 3.0
"""Points within which two ruled lines are one, and within which a line reaches another."""

MOST_LINES = 400
"""Different ruled lines of a table; a drawing with more is none."""


@dataclass(slots=True)
class Table:
    """A table's place on the page, from ``top`` to ``bottom``, and its rows, cells with tabs between them."""

    top: float
    bottom: float
    rows: list[str]


def find_tables(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> tuple[list[Table], list[Glyph]]:
    """Return the tables of a page and the characters outside them. A frame around text is no table."""
    tables, outside = [], list(glyphs)
    for group in _groups(rules):
        grid = _Grid(group)
        if grid.is_table():
            inside = [glyph for glyph in outside if grid.holds(glyph)]
            rows = grid.rows(inside)
            if rows:
                tables.append(Table(grid.ys[0], grid.ys[-1], rows))
                outside = [glyph for glyph in outside if not grid.holds(glyph)]
    return tables, outside


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Return the ruled lines in groups of those that touch each other."""
    rules = list({Rule(*(round(value, 1) for value in rule)) for rule in rules})
    if len(rules) > MOST_LINES * MOST_LINES:
        return []
    groups: list[tuple[list[float], list[Rule]]] = []
    for rule in sorted(rules, key=lambda r: (r.y0, r.x0)):
        touched = [group for group in groups if _touches(group[0], rule)]
        box, members = [rule.x0, rule.y0, rule.x1, rule.y1], [rule]
        for other, others in touched:
            box = [min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3])]
            members = others + members if len(others) > len(members) else members + others
        groups = [group for group in groups if not any(group is one for one in touched)]
        groups.append((box, members))
    return [members for _, members in groups if len(members) > 3]


def _touches(box: Sequence[float], rule: Rule) -> bool:
    return (
        box[0] - NEAR <= rule.x1 and rule.x0 <= box[2] + NEAR and box[1] - NEAR <= rule.y1 and rule.y0 <= box[3] + NEAR
    )


class _Grid:
    """The cells between ruled lines that touch each other."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        level = [rule for rule in rules if rule.y0 == rule.y1]
        upright = [rule for rule in rules if rule.x0 == rule.x1]
        self.xs, self.ys = _places(rule.x0 for rule in upright), _places(rule.y0 for rule in level)
        self._level: defaultdict[int, list[Rule]] = defaultdict(list)
        self._upright: defaultdict[int, list[Rule]] = defaultdict(list)
        for rule in level:
            self._level[_nearest(self.ys, rule.y0)].append(rule)
        for rule in upright:
            self._upright[_nearest(self.xs, rule.x0)].append(rule)

    def is_table(self) -> bool:
        columns, rows = len(self.xs) - 1, len(self.ys) - 1
        return columns > 1 and rows >= 1 and max(columns, rows) <= MOST_LINES

    def holds(self, glyph: Glyph) -> bool:
        middle = (glyph.x0 + glyph.x1) / 2
        height = glyph.base - glyph.size / 3
        return self.xs[0] <= middle <= self.xs[-1] and self.ys[0] <= height <= self.ys[-1]

    def rows(self, glyphs: Sequence[Glyph]) -> list[str]:
        """Return the rows with text; the text of a merged cell stands in its first row and column."""
        whole = self._merged()
        cells: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
        for glyph in glyphs:
            row = min(max(bisect_right(self.ys, glyph.base - glyph.size / 3) - 1, 0), len(self.ys) - 2)
            column = min(max(bisect_right(self.xs, (glyph.x0 + glyph.x1) / 2) - 1, 0), len(self.xs) - 2)
            cells[whole[row, column]].append(glyph)
        rows = [
            [_text(cells.get((row, column), ())) for column in range(len(self.xs) - 1)]
            for row in range(len(self.ys) - 1)
        ]
        return ["\t".join(row) for row in rows if any(row)]

    def _merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Return for each cell of the grid the first cell of the merged cell that it belongs to."""
        first: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                middle_x = (self.xs[column] + self.xs[column + 1]) / 2
                middle_y = (self.ys[row] + self.ys[row + 1]) / 2
                first[row, column] = (row, column)
                if column and not any(r.y0 - NEAR <= middle_y <= r.y1 + NEAR for r in self._upright[column]):
                    first[row, column] = first[row, column - 1]
                elif row and not any(r.x0 - NEAR <= middle_x <= r.x1 + NEAR for r in self._level[row]):
                    first[row, column] = first[row - 1, column]
        return first


def _text(glyphs: Iterable[Glyph]) -> str:
    """Return the text of a cell on one line."""
    words = ""
    for row in rows_of(list(glyphs)):
        words = join_words(words, " ".join(piece.text for piece in row))
    return words


def _places(values: Iterable[float]) -> list[float]:
    """Return the different places, in order."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > NEAR:
            places.append(value)
    return places


def _nearest(places: Sequence[float], value: float) -> int:
    return min(range(len(places)), key=lambda i: abs(places[i] - value))
