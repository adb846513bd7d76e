"""The next dated steps: what comes when, and who does it."""

from collections.abc import Hashable
from datetime import date
from typing import Any

import pandas as pd

from dashboard.charts.amounts_table import NO_DATE
from dashboard.charts.evidence import mark_of
from dashboard.charts.wording import date_words, is_missing, plan_year
from dashboard.tables.tables import Tables

STEP_COLUMNS = ("mark", "due_words", "street", "label", "kind", "sentence_id", "start", "end")


def next_steps(tables: Tables, *, today: date | None = None, most: int | None = None) -> pd.DataFrame:
    """Return the plan year's dated steps in the order in which they fall due, columns ``STEP_COLUMNS``.

    ``today`` inside the plan year leaves out what was due before it; outside it (or None) the whole year is shown.
    What has no end, or only the year itself, comes last. ``most`` keeps the first rows.
    """
    rows = tables.milestones[tables.milestones["kind"] != "recurring"]
    year = plan_year(tables)
    ends, begins = pd.to_datetime(rows["to_date"]).dt.year, pd.to_datetime(rows["from_date"]).dt.year
    rows = rows if year is None else rows[(ends == year) | (begins == year)]
    records = rows.to_dict("records")
    rows = rows.assign(
        mark=[mark_of("节点", row["milestone_id"]) for row in records],
        due_words=[_due_words(row, year) for row in records],
        vague=[bool(row["whole_year"]) or is_missing(row["to_date"]) for row in records],
        day=pd.to_datetime(rows["to_date"].fillna(rows["from_date"])),
    )
    if today is not None and today.year == year:
        rows = rows[rows["vague"] | (rows["day"] >= pd.Timestamp(today))]
    rows = rows.sort_values(["vague", "day"], kind="stable")
    rows = rows if most is None else rows.head(most)
    return rows[list(STEP_COLUMNS)].reset_index(drop=True)


def _due_words(row: dict[Hashable, Any], year: int | None) -> str:
    if row["whole_year"]:
        return "年内"
    return date_words(row["from_date"], row["to_date"], str(row["granularity"]), year) or NO_DATE
