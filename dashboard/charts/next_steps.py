"""The next dated steps: what comes when, and who does it."""

from collections.abc import Hashable
from datetime import date
from typing import Any

import pandas as pd

from dashboard.charts.amounts_table import NO_DATE
from dashboard.charts.evidence import mark_of
from dashboard.charts.timeline_lanes import plan_years
from dashboard.charts.wording import date_words, is_missing
from dashboard.tables.tables import Tables

STEP_COLUMNS = ("mark", "due_words", "street", "label", "kind", "sentence_id", "start", "end")


def next_steps(tables: Tables, *, today: date | None = None, most: int | None = None) -> pd.DataFrame:
    """Return the plan years' dated steps in the order in which they fall due, columns ``STEP_COLUMNS``.

    ``today`` inside a plan year leaves out what was due before it; outside (or None) all steps are shown, those of
    the commonest plan year first. What has no end, or only a year itself, comes last. Dates name their year where
    there are plans of several. ``most`` keeps the first rows.
    """
    years = plan_years(tables)
    rows = tables.milestones[tables.milestones["kind"] != "recurring"]
    ends, begins = pd.to_datetime(rows["to_date"]).dt.year, pd.to_datetime(rows["from_date"]).dt.year
    rows = rows[ends.isin(years) | begins.isin(years)] if years else rows
    records = rows.to_dict("records")
    only_year = years[0] if len(years) == 1 else None
    rows = rows.assign(
        mark=[mark_of("节点", row["milestone_id"]) for row in records],
        due_words=[_due_words(row, only_year) for row in records],
        vague=[bool(row["whole_year"]) or is_missing(row["to_date"]) for row in records],
        day=pd.to_datetime(rows["to_date"].fillna(rows["from_date"])),
        other_year=False,
    )
    if today is not None and today.year in years:
        rows = rows[(rows["vague"] & (rows["day"].dt.year >= today.year)) | (rows["day"] >= pd.Timestamp(today))]
    elif years:
        rows = rows.assign(other_year=rows["day"].dt.year != years[0])
    rows = rows.sort_values(["other_year", "vague", "day"], kind="stable")
    rows = rows if most is None else rows.head(most)
    return rows[list(STEP_COLUMNS)].reset_index(drop=True)


def _due_words(row: dict[Hashable, Any], only_year: int | None) -> str:
    """Return when a step is due; the year is written unless it is the only one."""
    if row["whole_year"]:
        year = row["to_date"] if only_year is None and not is_missing(row["to_date"]) else None
        return "年内" if year is None else f"{year.year}年内"
    return date_words(row["from_date"], row["to_date"], str(row["granularity"]), only_year) or NO_DATE
