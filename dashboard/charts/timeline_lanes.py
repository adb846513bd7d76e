"""What a timeline shows: the dated steps of each 街道 in one plan year, and how many commitments have no date."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard.charts.wording import as_date, is_missing
from dashboard.tables.tables import Tables


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone of the plan year; ``start`` or ``end`` is None where the date is open on that side."""

    milestone_id: str
    commitment_id: str | None
    street: str
    kind: str
    label: str
    due: str
    start: date | None
    end: date | None
    whole_year: bool

    @property
    def is_finer_than_year(self) -> bool:
        """Whether the step has an end inside the year: a deadline or a period, not just the plan year itself."""
        return self.kind in ("deadline", "period") and not self.whole_year and self.end is not None

    @property
    def text(self) -> str:
        """The due words and the phrase: 1月底 完成第一轮征询; the year itself is not repeated."""
        if (self.whole_year and self.end is not None) or not self.due or self.due in self.label:
            return self.label
        return f"{self.due} {self.label}"


@dataclass(frozen=True, slots=True)
class Lane:
    """The steps of one 街道, by date, and how many of its commitments have a date and how many have none.

    ``dated`` counts commitments, not steps: one date can reach several of them, and all of them count.
    """

    street: str
    district: str
    steps: tuple[Step, ...]
    dated: int
    undated: int


def timeline_lanes(tables: Tables, year: int) -> list[Lane]:
    """Return a lane for each 街道 in the order of the documents, those without any dated step included."""
    steps = _steps_by_street(tables.milestones, year)
    undated = undated_commitments(tables).groupby("street")["commitment_id"].nunique()
    dated = _dated_commitments(tables).groupby("street")["commitment_id"].nunique()
    articles = tables.articles.dropna(subset=["street"]).drop_duplicates("street")
    return [
        Lane(
            street, "" if pd.isna(district) else district, tuple(steps.get(street, ())),
            int(dated.get(street, 0)), int(undated.get(street, 0)),
        )
        for street, district in zip(articles["street"], articles["district"], strict=True)
    ]


def _dated_commitments(tables: Tables) -> pd.DataFrame:
    """Return 街道 and id of the commitments that have a date or a frequency, repeated as often as they stand."""
    targets = tables.targets[tables.targets["due_from"].notna() | tables.targets["due_to"].notna()]
    columns = ["street", "commitment_id"]
    return pd.concat([targets[columns], tables.milestones[columns]]).dropna()


def undated_commitments(tables: Tables) -> pd.DataFrame:
    """Return the rows of ``targets`` whose commitment has no date at all, its other rows included in the question."""
    targets = tables.targets.dropna(subset=["street"])
    has_date = targets["due_from"].notna() | targets["due_to"].notna()
    dated = set(targets.loc[has_date, "commitment_id"]) | set(tables.milestones["commitment_id"].dropna())
    return targets[~targets["commitment_id"].isin(dated)]


def _steps_by_street(milestones: pd.DataFrame, year: int) -> dict[str, list[Step]]:
    steps: dict[str, list[Step]] = {}
    for row in milestones.dropna(subset=["street"]).to_dict("records"):
        step = _step(row)
        if _touches(step, year):
            steps.setdefault(step.street, []).append(step)
    for own in steps.values():
        own.sort(key=lambda step: _reading_order(step, year))
    return steps


def _step(row: Mapping[Hashable, Any]) -> Step:
    return Step(
        milestone_id=row["milestone_id"],
        commitment_id=None if is_missing(row["commitment_id"]) else row["commitment_id"],
        street=row["street"],
        kind=row["kind"],
        label="" if is_missing(row["label"]) else row["label"],
        due="" if is_missing(row["due"]) else row["due"],
        start=as_date(row["from_date"]),
        end=as_date(row["to_date"]),
        whole_year=row["whole_year"] is True,
    )


def _touches(step: Step, year: int) -> bool:
    """Return whether a step is one of the year: an open start says nothing, so its end decides."""
    if step.start is None:
        return step.end is None or step.end.year == year
    return step.start.year <= year and (step.end is None or step.end.year >= year)


def _reading_order(step: Step, year: int) -> tuple[int, date, date]:
    rank = 0 if step.is_finer_than_year and step.kind == "deadline" else 1 if not step.whole_year else 2
    end = step.end or date(year, 12, 31)
    return rank, end, step.start or date(year, 1, 1)
