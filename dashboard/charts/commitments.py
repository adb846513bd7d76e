"""Commitments, one row each: whether they state an amount and a date, for whom, and where they stand."""

import pandas as pd

from dashboard.tables.tables import Tables

BOTH, DATED, QUANTIFIED, NEITHER = "数量和日期都有", "只有日期", "只有数量", "都没有"
KINDS = (BOTH, DATED, QUANTIFIED, NEITHER)
"""What a commitment states, most binding first."""


def commitments(tables: Tables) -> pd.DataFrame:
    """Return a row per distinct commitment: ``commitment_id``, ``street``, ``quantified``, ``dated``, ``kind``.

    Quantified: one of its target rows has a bound; dated: one has a first or last day.
    """
    targets = tables.targets.dropna(subset=["street"])
    flags = targets.assign(
        quantified=targets[["value_min", "value_max"]].notna().any(axis=1),
        dated=targets[["due_from", "due_to"]].notna().any(axis=1),
    )
    rows = flags.groupby("commitment_id", sort=False).agg(
        street=("street", "first"), quantified=("quantified", "any"), dated=("dated", "any")
    )
    rows = rows.astype({"quantified": bool, "dated": bool}).reset_index()
    return rows.assign(kind=[_kind(*flags) for flags in zip(rows["quantified"], rows["dated"], strict=True)])


def _kind(quantified: bool, dated: bool) -> str:
    if quantified and dated:
        return BOTH
    if dated:
        return DATED
    return QUANTIFIED if quantified else NEITHER
