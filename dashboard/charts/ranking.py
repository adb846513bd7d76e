"""Which of many are shown, and who leads: rankings that say so when they tie."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd

from dashboard.charts.row_heights import rows_that_fit

Item = TypeVar("Item")

MOST_ROWS = 16
"""Rows of 街道 that one chart has room for."""

VALUES = "values"


@dataclass(frozen=True, slots=True)
class Shown:
    """The part of a sorted list that is drawn: its top, its bottom, and how many between are left out."""

    top: tuple[str, ...]
    bottom: tuple[str, ...]
    left_out: int

    @property
    def names(self) -> tuple[str, ...]:
        """Everything drawn, best first."""
        return self.top + self.bottom

    @property
    def gap_after(self) -> int:
        """After so many names something is left out; 0 where nothing is."""
        return len(self.top) if self.left_out else 0

    def with_gap(self, items: Sequence[Item], gap: Item) -> list[Item]:
        """Return what belongs to the names, with ``gap`` where some are left out."""
        return [*items[: len(self.top)], *([gap] * (self.left_out > 0)), *items[len(self.top) :]]

    @property
    def note(self) -> str:
        """Words for the subtitle; empty where nothing is left out."""
        if not self.left_out:
            return ""
        return f"前{len(self.top)}名和后{len(self.bottom)}名，中间{self.left_out:,}个未列"


def most_rows(room: float) -> int:
    """Return how many rows to draw into ``room`` pixels: one slot is kept for the … between top and bottom."""
    return max(min(MOST_ROWS, rows_that_fit(room) - 1), 2)


def top_and_bottom(best_first: Sequence[str], most: int = MOST_ROWS) -> Shown:
    """Return the whole list where it fits, else its top and bottom halves, the first name of each kept in order."""
    if len(best_first) <= most:
        return Shown(tuple(best_first), (), 0)
    bottom = most // 2
    top = most - bottom
    return Shown(tuple(best_first[:top]), tuple(best_first[-bottom:]), len(best_first) - most)


def leaders(values: pd.Series) -> list[str]:
    """Return the labels that share the largest value; none where nothing is above zero."""
    return leaders_of_columns(values.to_frame(VALUES))[VALUES]


def leaders_of_columns(table: pd.DataFrame) -> dict[str, list[str]]:
    """Return the leaders (``leaders``) of every column, which are numbers, by its name; of all columns at once, for
    hundreds of areas."""
    values = table.to_numpy()
    if not len(values):
        return {str(column): [] for column in table.columns}
    most = np.nanmax(values, axis=0, initial=0)
    leads = (values == most) & (most > 0)
    labels = np.asarray(table.index)
    return {
        str(column): [str(labels[row]) for row in np.flatnonzero(leads[:, place])]
        for place, column in enumerate(table.columns)
    }


def sole_leader(values: pd.Series) -> str | None:
    """Return the one label with the largest value; None for ties and where nothing is above zero."""
    found = leaders(values)
    return found[0] if len(found) == 1 else None
