"""Every commitment as a row of words: for the list on a page and for the tables that are exported."""

from typing import Any

import pandas as pd

from dashboard.charts.commitments import commitments
from dashboard.charts.wording import is_missing
from dashboard.tables.tables import Tables

WANTED = ("全部", "有数量", "有日期", "未写数量和日期")
"""What the list can be narrowed to; each is a column of truth values."""


def commitment_rows(tables: Tables) -> pd.DataFrame:
    """Return a row per commitment: the words of each column, its place in the text, and which of ``WANTED`` it is."""
    kinds = commitments(tables).set_index("commitment_id")
    records: list[dict[str, Any]] = []
    for commitment_id, targets in tables.targets.groupby("commitment_id", sort=False):
        if commitment_id not in kinds.index:
            continue
        first, kind = targets.iloc[0], kinds.loc[commitment_id]
        records.append({
            **{name: first[name] for name in ("sentence_id", "start", "end", "street", "text")},
            "commitment_id": commitment_id,
            "amounts": _listed(targets["quantity"]),
            "due": _listed(targets["due"]),
            "groups": _listed(name for names in targets["beneficiaries"] for name in names),
            "themes": _listed(name for names in targets["themes"] for name in names),
            WANTED[0]: True,
            WANTED[1]: bool(kind["quantified"]),
            WANTED[2]: bool(kind["dated"]),
            WANTED[3]: not (kind["quantified"] or kind["dated"]),
        })  # fmt: skip
    columns = ["sentence_id", "start", "end", "street", "text", "commitment_id", "amounts", "due", "groups", "themes"]
    frame = pd.DataFrame(records, columns=[*columns, *WANTED])
    return frame.astype({"text": "str", **dict.fromkeys(WANTED, bool)})


def _listed(values: Any) -> str:
    return "、".join(dict.fromkeys(str(value) for value in values if not is_missing(value)))
