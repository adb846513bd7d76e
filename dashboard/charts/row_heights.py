"""How high the rows of a chart are, and how many of them fit into the height it is given."""

LEAST_ROW_PIXELS = 36
"""A row of 22 pixel text with some air; rows that would be lower are left out instead."""


def rows_that_fit(room: float, least: float = LEAST_ROW_PIXELS) -> int:
    """Return how many rows of at least ``least`` pixels fit into ``room`` pixels; one where not even that does."""
    return max(int(room // least), 1)


def row_height(room: float, rows: int, tallest: float) -> float:
    """Return the height of each of so many rows: all the room, but no more than ``tallest`` pixels each."""
    return min(room / max(rows, 1), tallest)
