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
    ids = targets["commitment_id"]
    rows = targets.loc[~ids.duplicated(), ["commitment_id", "street"]].reset_index(drop=True)
    quantified = rows["commitment_id"].isin(ids[targets["value_min"].notna() | targets["value_max"].notna()])
    dated = rows["commitment_id"].isin(ids[targets["due_from"].notna() | targets["due_to"].notna()])
    kinds = [_kind(*flags) for flags in zip(quantified, dated, strict=True)]
    return rows.assign(quantified=quantified.astype(bool), dated=dated.astype(bool), kind=kinds)


def _kind(quantified: bool, dated: bool) -> str:
    if quantified and dated:
        return BOTH
    if dated:
        return DATED
    return QUANTIFIED if quantified else NEITHER
