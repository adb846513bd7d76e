"""Commitments, one row each: whether they state an amount and a date, for whom, and where they stand."""

import numpy as np
import pandas as pd

from dashboard.charts.counting import is_among, numbered
from dashboard.tables.once import once_for_all_levels
from dashboard.tables.tables import Tables

BOTH, DATED, QUANTIFIED, NEITHER = "数量和日期都有", "只有日期", "只有数量", "都没有"
KINDS = (BOTH, DATED, QUANTIFIED, NEITHER)
"""What a commitment states, most binding first."""
KIND_OF = np.array([[KINDS.index(NEITHER), KINDS.index(QUANTIFIED)], [KINDS.index(DATED), KINDS.index(BOTH)]])
"""The kind by whether there is a date and an amount."""
ASKED = ("commitment_id", "street", "value_min", "value_max", "due_from", "due_to")
"""The columns of targets that tell it."""


@once_for_all_levels
def commitments(tables: Tables) -> pd.DataFrame:
    """Return a row per distinct commitment: ``commitment_id``, ``street``, ``quantified``, ``dated``, ``kind``.

    Quantified: one of its target rows has a bound; dated: one has a first or last day. Treat it as read-only.
    """
    columns = {name: tables.targets[name] for name in ASKED}
    own = np.flatnonzero(columns["street"].notna().to_numpy())
    number, ids = numbered(columns["commitment_id"].iloc[own])
    has_amount, has_day = (
        (columns[one].notna().to_numpy() | columns[other].notna().to_numpy())[own]
        for one, other in (("value_min", "value_max"), ("due_from", "due_to"))
    )
    quantified, dated = (np.bincount(number[has], minlength=len(ids)) > 0 for has in (has_amount, has_day))
    first = np.zeros(len(ids), np.int64)
    first[number[::-1]] = np.arange(len(number))[::-1]
    street = columns["street"].iloc[own[first]].reset_index(drop=True)
    kinds = pd.Categorical.from_codes(KIND_OF[dated.astype(int), quantified.astype(int)], pd.Index(KINDS))
    rows = {"commitment_id": ids, "street": street, "quantified": quantified, "dated": dated, "kind": kinds}
    return pd.DataFrame(rows)


def rows_of_commitments(tables: Tables, wanted: pd.Series) -> pd.DataFrame:
    """Return the rows of ``targets`` that belong to these commitments."""
    return tables.targets[is_among(tables.targets["commitment_id"], wanted)]
