"""What falls due in the months of the plan year: dated steps, and commitments that a date of another one reaches."""

import numpy as np
import pandas as pd

from dashboard.charts.counting import days, is_among
from dashboard.charts.wording import plan_year
from dashboard.tables.once import once_for_all_levels
from dashboard.tables.tables import Tables

MONTHS = tuple(f"{month}月" for month in range(1, 13))
WHOLE_YEAR = "只写全年"
TABLES_OF_ROWS = ("milestones", "targets")
"""Of which tables the parts of ``due_rows`` are."""


def due_rows(tables: Tables) -> list[pd.DataFrame]:
    """Return rows of milestones and of targets that end in the plan year, each with the ``bar`` it belongs to, a month
    or ``WHOLE_YEAR``, and with what to count by (``counted``).

    A date that reaches several commitments makes one milestone; the others count by their own due date.
    """
    return [_dated(tables), _reached(tables)]


@once_for_all_levels
def _dated(tables: Tables) -> pd.DataFrame:
    ends = tables.milestones[tables.milestones["kind"].isin(["deadline", "period"])].dropna(subset=["street"])
    to_date = days(ends["to_date"])
    bar = _bar(to_date, ends["whole_year"].fillna(False).astype(bool))
    own: pd.DataFrame = ends.assign(bar=bar, counted=ends.index)[to_date.dt.year == plan_year(tables)]
    return own


@once_for_all_levels
def _reached(tables: Tables) -> pd.DataFrame:
    due = days(tables.targets["due_to"])
    has_milestone = is_among(tables.targets["commitment_id"], tables.milestones["commitment_id"])
    is_own = (due.dt.year == plan_year(tables)) & ~has_milestone
    targets = tables.targets[is_own]
    bar = _bar(due[is_own], targets["granularity"] == "year")
    reached: pd.DataFrame = targets.assign(bar=bar, counted=targets["commitment_id"]).dropna(subset=["street"])
    return reached


def _bar(days: pd.Series, is_whole_year: pd.Series) -> "pd.Categorical[str]":
    """Return the bar of each day: its month, or that of what has no more than the year."""
    month = days.dt.month.fillna(0).to_numpy(int) - 1
    places = np.where(is_whole_year.fillna(False).to_numpy(bool), len(MONTHS), month)
    return pd.Categorical.from_codes(places, pd.Index([*MONTHS, WHOLE_YEAR]))
