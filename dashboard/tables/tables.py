"""The tables in memory, and the part of them that a viewer chose."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.tables.areas import LEVELS, STREET, Makers, area_names, by_area, units_within, with_whose
from dashboard.tables.chosen_rows import chosen_rows
from dashboard.tables.lazy_frames import LazyFrames, passing_of
from dashboard.tables.once import ToldFrom, once
from dashboard.tables.plan_years import of_year
from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.table_source import KeywordsOf, Result, Texts

MOST_STREETS_OF_ROWS = 600
"""Of tables in their files so many 街道 are held row by row at most, for one choice; their rows take some 60 MB."""

FEW_UNITS = 200
"""Of so many chosen units the keywords are read together: one by one the file would be opened again for each chart."""

COUNTED_TERMS = ["term", "count"]
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
    has_texts: ClassVar[bool] = True
    """Whether rows have their texts, or only what is counted (see ``narrow_frames``)."""
    told_from: ClassVar[ToldFrom | None] = None
    """What holds the same rows by 街道, where they are told by area and much is counted for both at once."""

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
        names = area_names(self.articles)
        if selection.level is not None:
            frames = told_by_area(frames, selection.level, names)
        return chosen_units(frames, selection, units_of(selection, names))

    def sentences_named(self, sentence_ids: Collection[str]) -> pd.DataFrame:
        """Return the rows of ``sentences`` with these ids, in the order of the documents."""
        return self.sentences[self.sentences["sentence_id"].isin(sentence_ids)]

    def rows_of_documents(self, name: str, documents: Collection[str]) -> pd.DataFrame:
        """Return the rows of the table of this name that stand in some documents, in their order."""
        frame: pd.DataFrame = getattr(self, name)
        return frame[frame["document_id"].isin(documents)]

    def first_sentences(self) -> pd.DataFrame:
        """Return ``document_id`` and ``sentence_id`` of the first sentence of each document that has one."""
        return self.sentences[["document_id", "sentence_id"]].drop_duplicates("document_id")

    def load_ahead(self) -> None:
        """Read what the first pages ask for: here all is read already."""

    def keywords_of(self, units: Collection[str]) -> pd.DataFrame:
        """Return the rows of ``keywords`` of some units."""
        return self.keywords[self.keywords["street"].isin(units)]

    def counted_terms(self) -> pd.DataFrame:
        """Return the columns ``term`` and ``count`` of ``keywords``."""
        return self.keywords[COUNTED_TERMS]

    def areas(self) -> pd.DataFrame:
        """Return the areas of the 街道 (``area_names``); ``areas_of`` keeps them."""
        return area_names(self.articles)

    def theme_names(self) -> list[str]:
        """Return the themes of the tables, in their order."""
        return list(dict.fromkeys(self.themes["theme"]))

    def stand_in(self, name: str, rows: pd.DataFrame, documents: Collection[str]) -> NDArray[np.bool_]:
        """Return of rows of the table of this name whether each stands in one of some documents."""
        return rows["document_id"].isin(documents).to_numpy(bool)

    def once(self, compute: "Callable[..., Result]", *given: Hashable) -> "Result":
        """Return what a function of a module makes of these tables and of what it is given besides; of chosen tables
        it is kept, for many ask for it.

        Nobody changes what is returned.
        """
        return compute(self, *given)

    def of_documents(self, compute: Callable[[pd.DataFrame], Result]) -> Result:
        """Return what a function of a module makes of ``documents``; it is kept where all choices have the same."""
        return compute(self.documents)

    def places(self, name: str, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the columns ``PLACE`` of rows of the table of this name, by the same index."""
        return rows[list(PLACE)]

    def with_texts(self, name: str, rows: pd.DataFrame) -> pd.DataFrame:
        """Return some rows of the table of this name with all its columns, by the same index; few at a time."""
        return rows


@once
def areas_of(tables: Tables) -> pd.DataFrame:
    """Return the areas of all 街道 of the tables (``area_names``)."""
    return tables.areas()


def told_by_area(
    frames: Mapping[str, pd.DataFrame], level: str, names: pd.DataFrame, tallied: Makers | None = None
) -> LazyFrames:
    """Return ``areas.by_area``; ValueError for a level that there is not."""
    if level not in names:
        raise ValueError(f"no level {level!r}; there are {', '.join(map(str, names))}")
    return by_area(frames, level, names, tallied)


def units_of(selection: Selection, names: pd.DataFrame) -> tuple[str, ...] | None:
    """Return the chosen units by name, None for all; ``names`` are the areas of all 街道."""
    if selection.area is None:
        return selection.streets or None
    return tuple(units_within(names, selection.level, selection.area, selection.streets))


def chosen_units(
    frames: Mapping[str, pd.DataFrame],
    selection: Selection,
    units: tuple[str, ...] | None,
    source: Texts | None = None,
    read_keywords: KeywordsOf | None = None,
    told_from: ToldFrom | None = None,
) -> "ChosenTables":
    """Return the chosen units and themes of frames, which are those of the plan year and told by the level already.

    ``units`` are those of ``units_of``; they, ``source``, ``read_keywords`` and ``told_from`` are those of
    ``ChosenTables``.
    """
    unit = LEVELS.get(selection.level or "", STREET)
    return ChosenTables(
        frames, units, selection.themes, unit, source, read_keywords, told_from, has_texts=source is None
    )  # fmt: skip


class ChosenTables(Tables):
    """What a viewer chose of the tables. Each frame is taken when it is first asked for: a page asks for half of them,
    and taking them is a good part of what a new choice costs."""

    __slots__ = (
        "__weakref__", "_computed", "_frames", "_read_keywords", "_source", "_units", "has_texts", "told_from", "unit",
    )  # fmt: skip
    _frames: LazyFrames
    _computed: dict[tuple[Hashable, ...], Any]
    _source: Texts | None
    _read_keywords: KeywordsOf | None
    _units: tuple[str, ...] | None
    unit: str  # type: ignore[misc]  # here each has its own
    has_texts: bool  # type: ignore[misc]
    told_from: ToldFrom | None  # type: ignore[misc]

    def __init__(
        self,
        frames: Mapping[str, pd.DataFrame],
        units: tuple[str, ...] | None,
        themes: tuple[str, ...] = (),
        unit: str = STREET,
        source: Texts | None = None,
        read_keywords: KeywordsOf | None = None,
        told_from: ToldFrom | None = None,
        *,
        has_texts: bool = True,
    ) -> None:
        """Take the rows of these units (None: of all, and of nobody) and themes (none: of all).

        ``source`` is asked for what the frames do not have: for the texts where they are without (``has_texts``), and
        for documents that they leave out. ``read_keywords`` returns those of some units. ``told_from`` has the same
        rows, units and themes.
        """
        own_frames = frames if has_texts else None  # those that are counted belong to all viewers
        chosen = {name: partial(_chosen_of, frames, name, units, themes) for name in frames}
        own = LazyFrames(chosen, own_frames, passing_of(frames))
        for name, value in (
            ("_frames", own), ("_computed", {}), ("_source", source), ("unit", unit), ("has_texts", has_texts),
            ("_read_keywords", read_keywords), ("_units", units), ("told_from", told_from),
        ):  # fmt: skip
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Return a frame; Python asks here for what is no attribute of its own."""
        if name in ChosenTables.__slots__ or name not in self._frames:
            raise AttributeError(name)
        frame: pd.DataFrame = self._frames[name]
        return frame

    def once(self, compute: "Callable[..., Result]", *given: Hashable) -> "Result":
        """Return what a function of a module makes of these tables, computed once for what it is given."""
        asked = (compute, *given)
        if asked not in self._computed:
            self._computed[asked] = compute(self, *given)
        result: Result = self._computed[asked]
        return result

    def of_documents(self, compute: Callable[[pd.DataFrame], Result]) -> Result:
        """Return what a function of a module makes of ``documents``, computed once for all who have the whole table."""
        if self._source is not None and self.documents is self._source.documents:
            return self._source.of_documents(compute)
        return super().of_documents(compute)

    def forget(self) -> None:
        """Keep nothing any longer: whoever asks has it taken again."""
        self._computed.clear()
        self._frames.forget()

    def places(self, name: str, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the columns ``PLACE`` of rows of the table of this name, by the same index."""
        if self._source is None or self.has_texts:
            return rows[list(PLACE)]
        return self._source.places(name, rows)

    def with_texts(self, name: str, rows: pd.DataFrame) -> pd.DataFrame:
        """Return some rows of the table of this name with all its columns, by the same index; few at a time."""
        if self._source is None or self.has_texts:
            return rows
        whole = self._source.with_texts(name, rows)
        whole = whole if self.unit == STREET else with_whose(whole)
        return whole.assign(street=rows["street"].astype("str"))

    def keywords_of(self, units: Collection[str]) -> pd.DataFrame:
        """Return the rows of ``keywords`` of some units, by themselves where those of many would have to be read."""
        if self._read_keywords is None or self._has_keywords:
            return super().keywords_of(units)
        return self._read_keywords([unit for unit in units if self._units is None or unit in self._units])

    def counted_terms(self) -> pd.DataFrame:
        """Return the columns ``term`` and ``count`` of ``keywords``, by themselves where they are not read yet."""
        if self._read_keywords is None or self._has_keywords:
            return super().counted_terms()
        return self._read_keywords(self._units, COUNTED_TERMS)

    @property
    def _has_keywords(self) -> bool:
        """Whether the frame of keywords is there, or is that of few units and soon read."""
        is_of_few = self._units is not None and len(self._units) <= FEW_UNITS
        return is_of_few or self._frames.is_made("keywords")

    def areas(self) -> pd.DataFrame:
        """Return the areas of the 街道; of all 街道 in files they are known already."""
        is_whole = self._source is not None and self.articles is self._source.articles
        return self._source.areas() if self._source is not None and is_whole else super().areas()

    def theme_names(self) -> list[str]:
        """Return the themes of the tables, in their order; of those in files without reading what they tally."""
        return super().theme_names() if self._source is None or self.has_texts else self._source.theme_names()

    def stand_in(self, name: str, rows: pd.DataFrame, documents: Collection[str]) -> NDArray[np.bool_]:
        """Return of rows of the table of this name whether each stands in one of some documents."""
        if self._source is None or self.has_texts:
            return super().stand_in(name, rows, documents)
        return self._source.stand_in(name, rows, documents)

    def first_sentences(self) -> pd.DataFrame:
        """Return ``document_id`` and ``sentence_id`` of the first sentence of each document that has one."""
        return super().first_sentences() if self._source is None else self._source.first_sentences()


def _chosen_of(
    frames: Mapping[str, pd.DataFrame], name: str, units: tuple[str, ...] | None, themes: tuple[str, ...]
) -> pd.DataFrame:
    return chosen_rows(name, frames[name], units, themes)
