"""What a timeline shows: the dated steps of each 街道 in one plan year, and how many commitments have no date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard.charts.counting import is_among
from dashboard.charts.wording import as_date, is_missing, plan_year
from dashboard.tables.once import once, once_for_all_levels
from dashboard.tables.tables import Tables

RECURRING = "recurring"
COUNTED = ("street", "commitment_id", "due_from", "due_to")
"""The columns of very many targets without a date that are kept."""
OF_STEPS = (
    "milestone_id", "commitment_id", "street", "kind", "label", "due", "from_date", "to_date", "whole_year",
)  # fmt: skip
"""The columns of milestones that make a step."""


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
    year: int

    @property
    def is_finer_than_year(self) -> bool:
        """Whether the step ends inside the year: a deadline or a period, not just the year itself or several years."""
        if self.kind not in ("deadline", "period") or self.whole_year or self.end is None or self.end.year != self.year:
            return False
        year_end = self.end == date(self.year, 12, 31)
        return not (year_end and self.start is not None and self.start <= date(self.year, 1, 1))

    @property
    def text(self) -> str:
        """The due words and the phrase: 1月底 完成第一轮征询; the year itself is not repeated."""
        if (self.whole_year and self.end is not None) or not self.due or self.due in self.label:
            return self.label
        return f"{self.due} {self.label}"


@dataclass(frozen=True, slots=True)
class Lane:
    """The steps of one 街道, by date, and how many of its commitments have a date, a frequency alone, or neither.

    They are counts of commitments, not of steps: one date can reach several of them, and all of them count.
    """

    street: str
    district: str
    steps: tuple[Step, ...]
    dated: int
    recurring: int
    undated: int


@once
def plan_years(tables: Tables) -> list[int]:
    """Return the plan years of the articles: the one that most have, then the others in order."""
    commonest = plan_year(tables)
    others = sorted({int(year) for year in tables.articles["year"].dropna()} - {commonest})
    return others if commonest is None else [commonest, *others]


@once
def timeline_lanes(tables: Tables, year: int) -> list[Lane]:
    """Return a lane for each 街道 with an article or a dated step of the year, in the order of the documents."""
    steps = _steps_by_street(tables, year)
    undated = of_year(undated_commitments(tables), tables, year).groupby("street")["commitment_id"].nunique()
    dated, recurring = _dated_commitments(tables, steps, year)
    articles = tables.articles.dropna(subset=["street"])
    own = set(articles.loc[articles["year"].isna() | (articles["year"] == year), "street"]) | set(steps)
    articles = articles[articles["street"].isin(own)].drop_duplicates("street")
    return [
        Lane(
            street,
            "" if pd.isna(district) else district,
            tuple(steps.get(street, ())),
            int(dated.get(street, 0)),
            int(recurring.get(street, 0)),
            int(undated.get(street, 0)),
        )
        for street, district in zip(articles["street"], articles["district"], strict=True)
    ]


def of_year(targets: pd.DataFrame, tables: Tables, year: int) -> pd.DataFrame:
    """Return the rows of ``targets`` whose article is a plan of the year, or names no year."""
    if not tables.has_texts:
        documents = tables.documents
        others = documents.loc[documents["year"].notna() & (documents["year"] != year), "document_id"]
        return targets[~tables.stand_in("targets", targets, set(others))] if len(others) else targets
    years = tables.articles.drop_duplicates("article_id").set_index("article_id")["year"]
    own = targets["article_id"].map(years).astype("float64")
    return targets[own.isna() | (own == year)]


def _dated_commitments(tables: Tables, steps: Mapping[str, list[Step]], year: int) -> tuple[pd.Series, pd.Series]:
    """Return how many of the year's commitments have a date, by 街道, and how many have a frequency alone."""
    targets = tables.targets[tables.targets["due_from"].notna() | tables.targets["due_to"].notna()]
    columns = ["street", "commitment_id", "has_date"]
    drawn = [(step.street, step.commitment_id, step.kind != RECURRING) for own in steps.values() for step in own]
    told = of_year(targets, tables, year).assign(has_date=True)[columns]
    every = pd.concat([told, pd.DataFrame(drawn, columns=columns)]).dropna().astype({"has_date": bool})
    has_date = every.groupby(["street", "commitment_id"])["has_date"].any()
    return has_date.groupby("street").sum(), (~has_date).groupby("street").sum()


@once_for_all_levels
def undated_commitments(tables: Tables) -> pd.DataFrame:
    """Return the rows of ``targets`` whose commitment has no date at all, its other rows included in the question."""
    targets = tables.targets if tables.has_texts else tables.targets[list(COUNTED)]
    targets = targets.dropna(subset=["street"])
    has_date = targets["due_from"].notna() | targets["due_to"].notna()
    dated = pd.concat([targets.loc[has_date, "commitment_id"], tables.milestones["commitment_id"].dropna()])
    return targets[~is_among(targets["commitment_id"], dated)]


def _steps_by_street(tables: Tables, year: int) -> dict[str, list[Step]]:
    steps: dict[str, list[Step]] = {}
    milestones = tables.milestones.dropna(subset=["street"])
    plans = _years_of(milestones, tables).fillna(year).astype(int).tolist()
    columns = (milestones[name].tolist() for name in OF_STEPS)  # row by row pandas takes three times as long
    for plan, *cells in zip(plans, *columns, strict=True):
        step = _step(cells, year)
        if _touches(step, year, plan):
            steps.setdefault(step.street, []).append(step)
    for own in steps.values():
        own.sort(key=lambda step: _reading_order(step, year))
    return steps


def _years_of(milestones: pd.DataFrame, tables: Tables) -> pd.Series:
    """Return the plan year of the article in which each milestone stands, missing where it names none."""
    years = tables.articles.drop_duplicates("article_id").set_index("article_id")["year"]
    articles = tables.sentences.drop_duplicates("sentence_id").set_index("sentence_id")["article_id"]
    return milestones["sentence_id"].map(articles).map(years)


def _step(cells: Sequence[Any], year: int) -> Step:
    """Return the step of a row with the columns ``OF_STEPS``."""
    milestone_id, commitment_id, street, kind, label, due, begins, ends, whole_year = cells
    return Step(
        milestone_id=milestone_id,
        commitment_id=None if is_missing(commitment_id) else commitment_id,
        street=street,
        kind=kind,
        label="" if is_missing(label) else label,
        due="" if is_missing(due) else due,
        start=as_date(begins),
        end=as_date(ends),
        whole_year=whole_year is True,
        year=year,
    )


def _touches(step: Step, year: int, plan: int) -> bool:
    """Return whether a step is one of the year.

    An open start says nothing, so the end decides; an open end shows in the year it starts and in the plan's own
    year; what has neither belongs to the plan's year.
    """
    if step.start is None:
        return plan == year if step.end is None else step.end.year == year
    if step.end is None:
        return step.start.year == year or (plan == year and step.start.year < year)
    return step.start.year <= year <= step.end.year


def _reading_order(step: Step, year: int) -> tuple[int, date, date]:
    rank = 0 if step.is_finer_than_year and step.kind == "deadline" else 1 if not step.whole_year else 2
    end = step.end or date(year, 12, 31)
    return rank, end, step.start or date(year, 1, 1)
