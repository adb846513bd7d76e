"""The tables in memory, and the part of them that a viewer chose."""

from collections.abc import Collection
from dataclasses import dataclass, fields, replace

import pandas as pd

from dashboard.tables.plan_years import of_year


@dataclass(frozen=True, slots=True)
class Selection:
    """What a viewer chose to see; empty, and None for the plan year, means everything."""

    streets: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of the data contract as a pandas frame; treat the frames as read-only."""

    documents: pd.DataFrame
    articles: pd.DataFrame
    sentences: pd.DataFrame
    theme_mentions: pd.DataFrame
    themes: pd.DataFrame
    themes_by_year: pd.DataFrame
    dates: pd.DataFrame
    quantities: pd.DataFrame
    targets: pd.DataFrame
    milestones: pd.DataFrame
    keywords: pd.DataFrame
    keywords_by_year: pd.DataFrame
    term_mentions: pd.DataFrame

    def select(self, selection: Selection) -> "Tables":
        """Return the tables of the chosen 街道, themes and plan year.

        A 街道 filters every table that has one. A theme filters what has themes (mentions, tallies, targets,
        milestones); sentences and articles stay, since shares are counted against them. A year leaves the articles of
        that year and what stands in them; text outside articles and documents without one go by the document's year.
        Themes and keywords are then those tallied for that year, keyness against the 街道 of that year.
        """
        chosen: dict[str, pd.DataFrame] = {field.name: getattr(self, field.name) for field in fields(self)}
        if selection.year is not None:
            chosen = of_year(chosen, selection.year)
        if selection.streets:
            for name, frame in chosen.items():
                if "street" in frame:
                    chosen[name] = frame[frame["street"].isin(selection.streets)]
        if selection.themes:
            for name in ("theme_mentions", "themes", "themes_by_year"):
                chosen[name] = chosen[name][chosen[name]["theme"].isin(selection.themes)]
            for name in ("targets", "milestones"):
                frame = chosen[name]
                wanted = [_any_of(themes, selection.themes) for themes in frame["themes"]]
                # Typed, since an empty list would choose no column instead of no row.
                chosen[name] = frame[pd.Series(wanted, index=frame.index, dtype=bool)]
        return replace(self, **chosen)


def _any_of(values: Collection[str], wanted: Collection[str]) -> bool:
    return any(value in wanted for value in values)
