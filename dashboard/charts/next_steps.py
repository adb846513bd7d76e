"""The next dated steps: what comes when, and who does it."""

from collections.abc import Hashable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.charts.amounts_table import NO_DATE
from dashboard.charts.evidence import mark_of
from dashboard.charts.timeline_lanes import plan_years
from dashboard.charts.wording import as_date, date_words, is_missing
from dashboard.tables.tables import Tables

STEP_COLUMNS = ("mark", "due_words", "street", "label", "kind", "sentence_id", "start", "end")
NEVER = 10_000_000
"""Days since 1970, later than any."""
NO_YEAR = 0
EPOCH = date(1970, 1, 1)
ASKED = ("milestone_id", "from_date", "to_date", "granularity", "whole_year", *STEP_COLUMNS[2:])
"""The columns of milestones that tell them."""


def next_steps(tables: Tables, *, today: date | None = None, most: int | None = None) -> pd.DataFrame:
    """Return the plan years' dated steps in the order in which they fall due, columns ``STEP_COLUMNS``.

    ``today`` inside a plan year leaves out what was due before it; outside (or None) all steps are shown, those of
    the commonest plan year first. What has no end, or only a year itself, comes last. Dates name their year where
    there are plans of several. ``most`` keeps the first rows.
    """
    years = plan_years(tables)
    from_today = today if today is not None and today.year in years else None
    steps = tables.milestones if most is None or tables.has_texts else _earliest(tables, years, from_today, most)
    steps = steps[list(ASKED)]
    columns = (steps[name] for name in ("kind", "from_date", "to_date", "whole_year"))
    order = []
    for place, (kind, begins, ends, whole_year) in enumerate(zip(*columns, strict=True)):
        first, last = as_date(begins), as_date(ends)
        day, is_vague = last or first, bool(whole_year) or last is None
        if kind == "recurring" or (years and not any(end and end.year in years for end in (first, last))):
            continue
        if from_today is not None and not _is_ahead(day, from_today, is_vague=is_vague):
            continue
        is_of_other_year = bool(years) and from_today is None and (day is None or day.year != years[0])
        order.append((is_of_other_year, is_vague, day is None, day or date.max, place))
    rows = steps.iloc[[place for *_, place in sorted(order)[:most]]]
    records = rows.to_dict("records")
    only_year = years[0] if len(years) == 1 else None
    rows = rows.assign(
        mark=[mark_of("节点", row["milestone_id"]) for row in records],
        due_words=[_due_words(row, only_year) for row in records],
    )
    return rows[list(STEP_COLUMNS)].reset_index(drop=True)


def _earliest(tables: Tables, years: list[int], from_today: date | None, most: int) -> pd.DataFrame:
    """Return the steps, with their texts, that come first of very many: those with a day, then the vague ones."""
    steps = tables.milestones
    (last, last_year), (first, first_year) = (_numbers_of(steps[name]) for name in ("to_date", "from_date"))
    has_no_end = last == NEVER
    day, year = np.where(has_no_end, first, last), np.where(has_no_end, first_year, last_year)
    is_vague = steps["whole_year"].to_numpy(bool) | has_no_end
    own = (steps["kind"] != "recurring").to_numpy(bool)
    if years:
        own = own & (np.isin(last_year, years) | np.isin(first_year, years))
    if from_today is not None:
        today = (from_today - EPOCH).days
        own = own & (((day >= today) & (day != NEVER)) | (is_vague & (year >= from_today.year)))
    of_other_year = year != years[0] if years and from_today is None else np.zeros(len(steps), bool)
    places = np.flatnonzero(own)
    rank = of_other_year[places].astype(np.int64) * 2 + is_vague[places]
    order = rank * 2 * NEVER + day[places]
    if len(order) > most:  # to sort all of very many takes longer than to find where the first ones end
        is_near = order <= np.partition(order, most - 1)[most - 1]
        places, order = places[is_near], order[is_near]
    kept = places[np.argsort(order, kind="stable")[:most]]
    return tables.with_texts("milestones", steps.iloc[np.sort(kept)])


def _numbers_of(dates: pd.Series) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the days since 1970 of a column of dates and their years; of a missing one NEVER and NO_YEAR."""
    column = dates.astype("category").cat
    known = pd.DatetimeIndex(column.categories)
    numbers = np.append((known - pd.Timestamp(EPOCH)).days, NEVER)
    return numbers[column.codes], np.append(known.year, NO_YEAR)[column.codes]


def _is_ahead(day: date | None, today: date, *, is_vague: bool) -> bool:
    """Return whether a step is still to come; one without a day of its own is until its year is over."""
    return day is not None and (day >= today or (is_vague and day.year >= today.year))


def _due_words(row: dict[Hashable, Any], only_year: int | None) -> str:
    """Return when a step is due; the year is written unless it is the only one."""
    if row["whole_year"]:
        year = row["to_date"] if only_year is None and not is_missing(row["to_date"]) else None
        return "年内" if year is None else f"{year.year}年内"
    return date_words(row["from_date"], row["to_date"], str(row["granularity"]), only_year) or NO_DATE
