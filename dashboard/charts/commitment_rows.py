"""Every commitment as a row of words: for the list on a page and for the tables that are exported."""

from collections.abc import Hashable, Iterable
from typing import Any

import pandas as pd

from dashboard.charts.commitments import commitments
from dashboard.charts.wording import is_missing
from dashboard.tables.tables import Tables

WANTED = ("全部", "有数量", "有日期", "未写数量和日期")
"""What the list can be narrowed to; each is a column of truth values."""

PLACE = ("sentence_id", "start", "end", "street", "text")
"""Columns that all target rows of a commitment share."""
LISTED = {"amounts": "quantity", "due": "due", "groups": "beneficiaries", "themes": "themes"}
"""Columns of words, and the columns of ``targets`` whose cells they list."""


def column_names(unit: str) -> tuple[str, ...]:
    """Return what the columns of a list of commitments are called; ``unit`` is what the first one names."""
    return (unit, "目标", "数量", "期限", "惠及", "主题")


def commitment_rows(tables: Tables) -> pd.DataFrame:
    """Return a row per commitment: the words of each column, its place in the text, and which of ``WANTED`` it is.

    Tables without texts give none.
    """
    targets: dict[str, list[dict[Hashable, Any]]] = {}
    if not tables.has_texts:
        return _as_frame([])
    for row in tables.targets[["commitment_id", *PLACE, *LISTED.values()]].to_dict("records"):
        targets.setdefault(row["commitment_id"], []).append(row)
    records = []
    for kind in commitments(tables).to_dict("records"):
        rows = targets[kind["commitment_id"]]
        records.append({
            **{name: rows[0][name] for name in PLACE},
            "commitment_id": kind["commitment_id"],
            **{name: _listed(row[column] for row in rows) for name, column in LISTED.items()},
            WANTED[0]: True,
            WANTED[1]: kind["quantified"],
            WANTED[2]: kind["dated"],
            WANTED[3]: not (kind["quantified"] or kind["dated"]),
        })  # fmt: skip
    return _as_frame(records)


def _as_frame(records: list[dict[str, Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(records, columns=[*PLACE, "commitment_id", *LISTED, *WANTED])
    return frame.astype({"text": "str", **dict.fromkeys(WANTED, bool)})


def _listed(cells: Iterable[Any]) -> str:
    """Return the words of cells, which hold one or several, each once."""
    words = [word for cell in cells for word in ([cell] if isinstance(cell, str) or is_missing(cell) else cell)]
    return "、".join(dict.fromkeys(str(word) for word in words if not is_missing(word)))
