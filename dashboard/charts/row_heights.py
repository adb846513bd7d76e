"""How high the rows of a chart are, and how many of them fit into the height it is given."""

LEAST_ROW_PIXELS = 36
"""A row of 22 pixel text with some air; rows that would be lower are left out instead."""


SHARE_OF_A_ROW = 1 / 6
"""A few rows alone in a high figure may each take so much of it, so that they do not cling to its top."""


def rows_that_fit(room: float, least: float = LEAST_ROW_PIXELS) -> int:
    """Return how many rows of at least ``least`` pixels fit into ``room`` pixels; one where not even that does."""
    return max(int(room // least), 1)


def row_height(room: float, rows: int, tallest: float) -> float:
    """Return the height of each of so many rows: all the room, but no more than ``tallest`` pixels or a sixth of it."""
    return min(room / max(rows, 1), max(tallest, room * SHARE_OF_A_ROW))
