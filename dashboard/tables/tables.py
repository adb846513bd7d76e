"""The tables in memory, and the part of them that a viewer chose."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Protocol

import numpy as np
import pandas as pd

from dashboard.tables.areas import LEVELS, STREET, area_names, by_area, units_within
from dashboard.tables.lazy_frames import LazyFrames
from dashboard.tables.plan_years import of_year
from dashboard.tables.schemas import SCHEMAS

THEMED = ("theme_mentions", "themes", "themes_by_year")
WITH_THEMES = ("targets", "milestones")
"""Tables whose rows are of one theme, and those whose rows may be of several."""

PLACE = ("sentence_id", "start", "end")
"""Columns that say where a row stands in the text."""


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
        the areas take the place of the 街道, and keyness is against the other areas. ValueError for a level that there
        is not.
        """
        frames: Mapping[str, pd.DataFrame] = {str(name): getattr(self, name) for name in SCHEMAS}
        if selection.year is not None:
            frames = of_year(frames, selection.year)
        if selection.level is None and selection.area is None:
            return ChosenTables(frames, selection.streets or None, selection.themes)
        return told_by_area(frames, selection, area_names(self.articles))

    def sentences_named(self, sentence_ids: Collection[str]) -> pd.DataFrame:
        """Return the rows of ``sentences`` with these ids, in the order of the documents."""
        return self.sentences[self.sentences["sentence_id"].isin(sentence_ids)]

    def places(self, name: str, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the columns ``PLACE`` of rows of the table of this name, by the same index."""
        return rows[list(PLACE)]


def told_by_area(
    frames: Mapping[str, pd.DataFrame], selection: Selection, names: pd.DataFrame, source: "Places | None" = None
) -> "ChosenTables":
    """Return the chosen part of frames, those of the plan year already, with ``names`` as the areas of all 街道."""
    if selection.level is not None and selection.level not in names:
        raise ValueError(f"no level {selection.level!r}; there are {', '.join(map(str, names))}")
    units = selection.streets or None
    if selection.area is not None:
        within = units_within(names, selection.level, selection.area)
        units = tuple(unit for unit in within if units is None or unit in units)
    if selection.level is not None:
        frames = by_area(frames, selection.level, names)
    return ChosenTables(frames, units, selection.themes, LEVELS.get(selection.level or "", STREET), source)


class Places(Protocol):
    """Reads the places in the text of rows that were counted without them (see ``Tables.places``)."""

    def places(self, name: str, rows: pd.DataFrame) -> pd.DataFrame: ...


class ChosenTables(Tables):
    """What a viewer chose of the tables. Each frame is taken when it is first asked for: a page asks for half of them,
    and taking them is a good part of what a new choice costs."""

    __slots__ = ("__weakref__", "_frames", "_source", "unit")
    _frames: LazyFrames
    _source: "Places | None"
    unit: str  # type: ignore[misc]  # here each has its own

    def __init__(
        self,
        frames: Mapping[str, pd.DataFrame],
        units: tuple[str, ...] | None,
        themes: tuple[str, ...] = (),
        unit: str = STREET,
        source: Places | None = None,
    ) -> None:
        """Take the rows of these units (None: of all, and of nobody) and themes (none: of all).

        ``source`` is asked for the places of rows where the frames have none.
        """
        own = LazyFrames({name: partial(_chosen_of, frames, name, units, themes) for name in frames}, frames)
        for name, value in (("_frames", own), ("_source", source), ("unit", unit)):
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Return a frame; Python asks here for what is no attribute of its own."""
        if name in ChosenTables.__slots__ or name not in self._frames:
            raise AttributeError(name)
        frame: pd.DataFrame = self._frames[name]
        return frame

    def forget(self) -> None:
        """Keep no frame any longer: whoever asks has it taken again."""
        self._frames.forget()

    def places(self, name: str, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the columns ``PLACE`` of rows of the table of this name, by the same index."""
        return rows[list(PLACE)] if self._source is None else self._source.places(name, rows)


def _chosen_of(
    frames: Mapping[str, pd.DataFrame], name: str, units: tuple[str, ...] | None, themes: tuple[str, ...]
) -> pd.DataFrame:
    return _chosen(name, frames[name], units, themes)


def _chosen(
    name: str, frame: pd.DataFrame, units: tuple[str, ...] | None, wanted: tuple[str, ...]
) -> pd.DataFrame:
    if units is not None and "street" in frame:
        frame = frame[frame["street"].isin(units)]
    if wanted and name in THEMED:
        return frame[frame["theme"].isin(wanted)]
    if wanted and name in WITH_THEMES:
        return frame[_has_any(frame["themes"], wanted)]
    return frame


def _has_any(themes: pd.Series, wanted: tuple[str, ...]) -> pd.Series:
    """Return whether each list of themes holds one that is wanted. Typed, since an empty list would choose no column
    instead of no row."""
    if isinstance(themes.dtype, pd.CategoricalDtype):
        of_lists = np.array([*(_any_of(names, wanted) for names in themes.cat.categories), False])
        return pd.Series(of_lists[themes.cat.codes], index=themes.index, dtype=bool)
    return pd.Series([_any_of(names, wanted) for names in themes], index=themes.index, dtype=bool)


def _any_of(values: Collection[str], wanted: Collection[str]) -> bool:
    return any(value in wanted for value in values)
