"""Commitments, one row each: whether they state an amount and a date, for whom, and where they stand."""

import pandas as pd

from dashboard.charts.wording import is_missing
from dashboard.tables.tables import Tables

BOTH, DATED, QUANTIFIED, NEITHER = "数量和日期都有", "只有日期", "只有数量", "都没有"
KINDS = (BOTH, DATED, QUANTIFIED, NEITHER)
"""What a commitment states, most binding first."""
ASKED = ("commitment_id", "street", "value_min", "value_max", "due_from", "due_to")
"""The columns of targets that tell it."""


def commitments(tables: Tables) -> pd.DataFrame:
    """Return a row per distinct commitment: ``commitment_id``, ``street``, ``quantified``, ``dated``, ``kind``.

    Quantified: one of its target rows has a bound; dated: one has a first or last day.
    """
    streets: dict[str, str] = {}
    quantified, dated = set(), set()
    columns = (tables.targets[name] for name in ASKED)
    for commitment, street, least, most, first, last in zip(*columns, strict=True):
        if is_missing(street):
            continue
        streets.setdefault(commitment, street)
        if not (is_missing(least) and is_missing(most)):
            quantified.add(commitment)
        if not (is_missing(first) and is_missing(last)):
            dated.add(commitment)
    rows = pd.DataFrame({"commitment_id": streets.keys(), "street": streets.values()}, dtype="str")
    return rows.assign(
        quantified=pd.Series([commitment in quantified for commitment in streets], dtype=bool),
        dated=pd.Series([commitment in dated for commitment in streets], dtype=bool),
        kind=[_kind(commitment in quantified, commitment in dated) for commitment in streets],
    )


def _kind(quantified: bool, dated: bool) -> str:
    if quantified and dated:
        return BOTH
    if dated:
        return DATED
    return QUANTIFIED if quantified else NEITHER
