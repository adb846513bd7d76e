"""The tables in memory, and the part of them that a viewer chose."""

from collections.abc import Collection
from dataclasses import dataclass, fields

import pandas as pd

from dashboard.tables.plan_years import of_year

THEMED = ("theme_mentions", "themes", "themes_by_year")
WITH_THEMES = ("targets", "milestones")
"""Tables whose rows are of one theme, and those whose rows may be of several."""


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
        frames: dict[str, pd.DataFrame] = {field.name: getattr(self, field.name) for field in fields(self)}
        if selection.year is not None:
            frames = of_year(frames, selection.year)
        return ChosenTables.of(frames, selection)


class ChosenTables(Tables):
    """What a viewer chose of the tables. Each frame is taken when it is first asked for: a page asks for half of them,
    and taking them is a good part of what a new choice costs."""

    __slots__ = ("_frames", "_selection")
    _frames: dict[str, pd.DataFrame]
    _selection: Selection

    @classmethod
    def of(cls, frames: dict[str, pd.DataFrame], selection: Selection) -> "ChosenTables":
        """Return the chosen part of all the frames, which are those of the plan year already."""
        chosen = cls.__new__(cls)
        object.__setattr__(chosen, "_frames", frames)
        object.__setattr__(chosen, "_selection", selection)
        return chosen

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Take a frame; Python asks here for what is not there yet."""
        if name in ChosenTables.__slots__ or name not in self._frames:
            raise AttributeError(name)
        frame = _chosen(name, self._frames[name], self._selection)
        object.__setattr__(self, name, frame)
        return frame


def _chosen(name: str, frame: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    if selection.streets and "street" in frame:
        frame = frame[frame["street"].isin(selection.streets)]
    if selection.themes and name in THEMED:
        return frame[frame["theme"].isin(selection.themes)]
    if selection.themes and name in WITH_THEMES:
        wanted = [_any_of(themes, selection.themes) for themes in frame["themes"]]
        # Typed, since an empty list would choose no column instead of no row.
        return frame[pd.Series(wanted, index=frame.index, dtype=bool)]
    return frame


def _any_of(values: Collection[str], wanted: Collection[str]) -> bool:
    return any(value in wanted for value in values)
