"""Turns the rows of a sheet into lines."""

from collections.abc import Sequence

from dashboard.reading.line_collector import LineCollector


def add_rows(rows: Sequence[Sequence[str]], lines: LineCollector) -> None:
    """Add the rows of a table, all as long as the longest and without empty columns at either side.

    A row with nothing but its first cell is no data but a title or a note, and so a paragraph.
    """
    lines.begin_table()
    for row in _trimmed(rows):
        if any(row[1:]):
            lines.add_row(row)
        else:
            lines.add_paragraph(row[0])
    lines.end_table()


def _trimmed(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    filled = [row for row in rows if any(row)]
    first = min((next(at for at, cell in enumerate(row) if cell) for row in filled), default=0)
    last = max((len(row) - next(at for at, cell in enumerate(reversed(row)) if cell) for row in filled), default=0)
    return [[*row[first:last], *[""] * (last - max(len(row), first))] for row in filled]
