"""Every commitment as a row of words: for the list on a page and for the tables that are exported."""

from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np
import pandas as pd

from dashboard.charts.commitments import commitments, rows_of_commitments
from dashboard.charts.wording import is_missing
from dashboard.tables.once import once
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


@once
def commitment_places(tables: Tables) -> pd.DataFrame:
    """Return a row per commitment: its place in the text, its words as written, and which of ``WANTED`` it is.

    Tables without texts give none.
    """
    if not tables.has_texts:
        nothing = pd.DataFrame(columns=["commitment_id", *PLACE, *WANTED])
        return nothing.astype({"text": "str", **dict.fromkeys(WANTED, bool)})
    kinds = commitments(tables)
    first = tables.targets.drop_duplicates("commitment_id").set_index("commitment_id")[list(PLACE)]
    stated, dated = kinds["quantified"].to_numpy(bool), kinds["dated"].to_numpy(bool)
    wanted = dict(zip(WANTED, (np.ones(len(kinds), bool), stated, dated, ~(stated | dated)), strict=True))
    rows: pd.DataFrame = first.loc[kinds["commitment_id"]].reset_index().assign(**wanted)
    return rows.astype({"text": "str"})


def with_words(rows: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Return rows of ``commitment_places`` with the words of each column of ``LISTED``: those of all its targets."""
    own = rows_of_commitments(tables, rows["commitment_id"]) if len(rows) else rows.iloc[:0]
    targets: dict[str, list[dict[Hashable, Any]]] = {}
    for row in own.reindex(columns=["commitment_id", *LISTED.values()]).to_dict("records"):
        targets.setdefault(row["commitment_id"], []).append(row)
    words = {
        name: pd.Series(
            [_listed(row[column] for row in targets[one]) for one in rows["commitment_id"]], rows.index, dtype="object"
        )
        for name, column in LISTED.items()
    }
    return rows.assign(**words)[[*PLACE, "commitment_id", *LISTED, *WANTED]]


def commitment_rows(tables: Tables) -> pd.DataFrame:
    """Return ``commitment_places`` of all commitments with their words."""
    return with_words(commitment_places(tables), tables)


def _listed(cells: Iterable[Any]) -> str:
    """Return the words of cells, which hold one or several, each once."""
    words = [word for cell in cells for word in ([cell] if isinstance(cell, str) or is_missing(cell) else cell)]
    return "、".join(dict.fromkeys(str(word) for word in words if not is_missing(word)))
