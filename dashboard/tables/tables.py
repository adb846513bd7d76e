"""The tables in memory, and the part of them that a viewer chose."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from dashboard.tables.areas import LEVELS, STREET, area_names, by_area, units_within
from dashboard.tables.plan_years import of_year
from dashboard.tables.schemas import SCHEMAS

THEMED = ("theme_mentions", "themes", "themes_by_year")
WITH_THEMES = ("targets", "milestones")
"""Tables whose rows are of one theme, and those whose rows may be of several."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a viewer chose to see; empty, and None for the plan year, means everything.

    ``streets`` are names of what is compared: of 街道, or with ``level`` (see ``areas.LEVELS``) of areas. ``area``
    is one area of any level, of which everything lies outside is left out.
    """

    streets: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    year: int | None = None
    area: str | None = None
    level: str | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """Every table of the data contract as a pandas frame; treat the frames as read-only.

    ``unit`` is what the names under ``street`` are: 街道, or 区县, 市 or 省 in tables told by area.
    """

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
    unit: ClassVar[str] = STREET

    def select(self, selection: Selection) -> "Tables":
        """Return the tables of the chosen 街道 or areas, themes and plan year.

        A 街道 filters every table that has one. A theme filters what has themes (mentions, tallies, targets,
        milestones); sentences and articles stay, since shares are counted against them. A year leaves the articles of
        that year and what stands in them; text outside articles and documents without one go by the document's year.
        Themes and keywords are then those tallied for that year, keyness against the 街道 of that year. With a level
        the areas take the place of the 街道, and keyness is against the other areas.
        """
        frames: Mapping[str, pd.DataFrame] = {name: getattr(self, name) for name in SCHEMAS}
        if selection.year is not None:
            frames = of_year(frames, selection.year)
        return chosen_tables(frames, selection)


def chosen_tables(frames: Mapping[str, pd.DataFrame], selection: Selection) -> Tables:
    """Return the chosen part of all the frames, which are those of the plan year already.

    ValueError for a level that there is not.
    """
    if selection.level is not None and selection.level not in LEVELS:
        raise ValueError(f"no level {selection.level!r}; there are {', '.join(LEVELS)}")
    units = list(selection.streets)
    if selection.area is not None:
        within = units_within(area_names(frames["articles"]), selection.level, selection.area)
        units = [unit for unit in within if not units or unit in units]
    is_part = bool(selection.streets) or selection.area is not None
    if selection.level is not None:
        frames = by_area(frames, selection.level)
    unit = LEVELS.get(selection.level or "", STREET)
    return ChosenTables.of(frames, tuple(units) if is_part else None, selection.themes, unit)


class ChosenTables(Tables):
    """What a viewer chose of the tables. Each frame is taken when it is first asked for: a page asks for half of them,
    and taking them is a good part of what a new choice costs."""

    __slots__ = ("_frames", "_themes", "_units", "unit")
    _frames: Mapping[str, pd.DataFrame]
    _units: tuple[str, ...] | None
    _themes: tuple[str, ...]
    unit: str  # type: ignore[misc]  # here each has its own

    @classmethod
    def of(
        cls, frames: Mapping[str, pd.DataFrame], units: tuple[str, ...] | None, themes: tuple[str, ...], unit: str
    ) -> "ChosenTables":
        """Return the rows of these units (None: of all, and of nobody) and themes (none: of all)."""
        chosen = cls.__new__(cls)
        for name, value in (("_frames", frames), ("_units", units), ("_themes", themes), ("unit", unit)):
            object.__setattr__(chosen, name, value)
        return chosen

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Take a frame; Python asks here for what is not there yet."""
        if name in ChosenTables.__slots__ or name not in self._frames:
            raise AttributeError(name)
        frame = _chosen(name, self._frames[name], self._units, self._themes)
        object.__setattr__(self, name, frame)
        return frame


def _chosen(
    name: str, frame: pd.DataFrame, units: tuple[str, ...] | None, wanted: tuple[str, ...]
) -> pd.DataFrame:
    if units is not None and "street" in frame:
        frame = frame[frame["street"].isin(units)]
    if wanted and name in THEMED:
        return frame[frame["theme"].isin(wanted)]
    if wanted and name in WITH_THEMES:
        has_one = [_any_of(themes, wanted) for themes in frame["themes"]]
        # Typed, since an empty list would choose no column instead of no row.
        return frame[pd.Series(has_one, index=frame.index, dtype=bool)]
    return frame


def _any_of(values: Collection[str], wanted: Collection[str]) -> bool:
    return any(value in wanted for value in values)
