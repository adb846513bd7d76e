"""The tables of very many 街道, which stay in their files: what is wanted is read, and shared by all viewers.

Of few 街道 all rows are read, as ``Tables`` has them. Of many, by area, rows are counted from narrow frames, themes and
keywords are those tallied for areas, and places in the text are read when a sentence is asked for.
"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from pathlib import Path
from threading import RLock
from typing import Any
from weakref import ReferenceType, ref

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.tables.area_tallies import AreaTallies
from dashboard.tables.areas import area_names, levels_that_tell_apart, told_frame, units_within
from dashboard.tables.arrow_memory import memory_given_back
from dashboard.tables.lazy_frames import LazyFrames, passing_of
from dashboard.tables.narrow_frames import NarrowFrames
from dashboard.tables.once import ToldFrom
from dashboard.tables.parquet_set import ParquetSet, as_frame
from dashboard.tables.plan_years import TALLIED, of_year
from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.store import TablesChangedError
from dashboard.tables.table_source import Result
from dashboard.tables.tables import (
    MOST_STREETS_OF_ROWS,
    PLACE,
    ChosenTables,
    Selection,
    chosen_units,
    told_by_area,
    units_of,
)

MOST_STREETS_KEPT = 2_000
"""Of all choices together; those made longest ago are read again when they are wanted."""

MOST_LEVELS_KEPT = 4
"""Of plan years and levels the frames told by them."""
MOST_PLACES = 20_000

WHOLE = ("documents", "articles")
"""Tables of a row per document or article, which are held whole."""
COUNTED = tuple(name for name in SCHEMAS if name not in WHOLE)
"""Tables of which there are narrow frames."""
FIRST_WANTED = ("targets", "milestones", "theme_mentions", "sentences")
ASKED_SELDOM = ("term_mentions", "dates", "quantities")
"""Tables whose narrow frames are read when they are asked for, and not kept: for the places of one word."""
BY_STREET = (*TALLIED, *TALLIED.values())


class StoredTables:
    """The tables of a folder. Raises what ``ParquetSet`` does, when it is made and whenever something is read."""

    def __init__(self, folder: Path) -> None:
        self._files = ParquetSet(folder)
        frames = NarrowFrames(self._files)
        self._narrow = LazyFrames(
            {name: partial(self._read_narrow, frames, name) for name in COUNTED}, passing=ASKED_SELDOM
        )
        self._areas = AreaTallies(self._files, self._one_at_a_time)
        self._made_of_documents: dict[Callable[[pd.DataFrame], Any], Any] = {}
        self._kept: OrderedDict[int, tuple[ReferenceType[ChosenTables], int]] = OrderedDict()
        self._wholes: dict[int | None, ChosenTables] = {}
        self._told: OrderedDict[tuple[int | None, str | None], LazyFrames] = OrderedDict()
        self._lock = RLock()
        self._reading = RLock()

    def _read_narrow(self, frames: NarrowFrames, name: str) -> pd.DataFrame:
        with self._one_at_a_time():
            return frames.frame(name)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """Let one viewer read at a time: what is read takes some memory while it is turned into a frame."""
        with self._reading, memory_given_back():
            yield

    @property
    def made_from(self) -> dict[str, str]:
        """What this very set was made from (``load_fingerprint``)."""
        return self._files.made_from

    @cached_property
    def documents(self) -> pd.DataFrame:
        """The whole table."""
        return as_frame(self._files.table("documents"))

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The whole table."""
        return as_frame(self._files.table("articles"))

    def of_documents(self, compute: Callable[[pd.DataFrame], Result]) -> Result:
        """Return what a function of a module makes of ``documents``, computed once."""
        if compute not in self._made_of_documents:
            self._made_of_documents[compute] = compute(self.documents)
        result: Result = self._made_of_documents[compute]
        return result

    @cached_property
    def _area_names(self) -> pd.DataFrame:
        return area_names(self.articles)

    def areas(self) -> pd.DataFrame:
        """Return the areas of all 街道 (``area_names``)."""
        return self._area_names

    def theme_names(self) -> list[str]:
        """Return the themes, in the order of the tables."""
        return self._areas.theme_names()

    def select(self, selection: Selection) -> ChosenTables:
        """Return what ``Tables.select`` does; of more than ``MOST_STREETS_OF_ROWS`` 街道 the rows have no texts."""
        if selection.level is None:
            streets = units_within(self._area_names, None, selection.area, selection.streets)
            if len(streets) <= MOST_STREETS_OF_ROWS:
                return self._kept_while_wanted(self._rows_of(streets, selection), len(streets))
        if selection == Selection(year=selection.year):
            return self._whole(selection.year)
        units = units_of(selection, self._area_names)
        frames, read_keywords, told_from = self._counted(selection.year, selection.level), None, None
        if selection.level is not None:
            read_keywords = partial(self._areas.keywords, selection.level, selection.year)
            if units is not None:
                frames = self._with_own_keywords(frames, selection, units)
            elif not selection.themes:
                tell = partial(told_frame, area_of=self._area_names[selection.level])
                told_from = ToldFrom(self._whole(selection.year), tell)
        chosen = chosen_units(frames, selection, units, self, read_keywords, told_from)
        return self._kept_while_wanted(chosen, MOST_STREETS_OF_ROWS)

    def _whole(self, year: int | None) -> ChosenTables:
        """Return all 街道 of a plan year, one object for all who ask: what is counted of it is counted once."""
        with self._lock:
            if year not in self._wholes:
                frames = self._counted(year, None)
                self._wholes[year] = chosen_units(frames, Selection(year=year), None, self)
            return self._wholes[year]

    def _with_own_keywords(self, counted: LazyFrames, selection: Selection, units: Sequence[str]) -> LazyFrames:
        """Return the counted frames with the keywords of the chosen areas alone: those of all take longer to read."""
        makers = {name: partial(counted.__getitem__, name) for name in counted}
        makers["keywords"] = partial(self._areas.keywords, str(selection.level), selection.year, units)
        return LazyFrames(makers, passing=passing_of(counted))

    def _counted(self, year: int | None, level: str | None) -> LazyFrames:
        """Return the narrow frames of a plan year told by a level: the same for all choices of units and themes."""
        with self._lock:
            if (year, level) not in self._told:
                makers = {name: partial(self._narrow.__getitem__, name) for name in COUNTED}
                makers |= {name: partial(getattr, self, name) for name in WHOLE}
                frames = LazyFrames(makers, passing=ASKED_SELDOM)
                if year is not None:
                    frames = of_year(frames, year, self)
                if level is not None:
                    frames = told_by_area(frames, level, self._area_names, self._areas.makers(level, year))
                self._told[year, level] = frames
                while len(self._told) > MOST_LEVELS_KEPT:
                    self._told.popitem(last=False)
            self._told.move_to_end((year, level))
            return self._told[year, level]

    def _rows_of(self, streets: list[str], selection: Selection) -> ChosenTables:
        own = self.articles[self.articles["street"].isin(streets)]
        documents = set(own["document_id"])
        frames = LazyFrames({
            **{name: partial(self.rows_of_documents, name, documents) for name in COUNTED if name not in BY_STREET},
            **{name: partial(self.rows_of_streets, name, streets) for name in BY_STREET},
            "documents": lambda: self.documents,
            "articles": lambda: self.articles[self.articles["document_id"].isin(documents)],
        })  # fmt: skip
        chosen = of_year(frames, selection.year) if selection.year is not None else frames
        return ChosenTables(chosen, tuple(streets), selection.themes, source=self)

    def rows_of_documents(self, name: str, documents: Collection[str]) -> pd.DataFrame:
        """Return the rows of the table of this name that stand in some documents, in their order."""
        with self._one_at_a_time():
            return as_frame(self._files.rows_of(name, "document_id", documents))

    def rows_of_streets(self, name: str, streets: Collection[str]) -> pd.DataFrame:
        """Return the rows of the table of this name that are of some 街道."""
        with self._one_at_a_time():
            return as_frame(self._files.rows_of(name, "street", streets))

    def stand_in(self, name: str, rows: pd.DataFrame, documents: Collection[str]) -> NDArray[np.bool_]:
        """Return of rows of the narrow frame of this name whether each stands in one of some documents."""
        numbers = self._files.stretches(name, "document_id").of(documents)
        return np.isin(rows.index.to_numpy(), numbers, assume_unique=True)

    def rows_with_places(self, name: str, documents: Collection[str]) -> pd.DataFrame:
        """Return the rows of a table that stand in some documents with their sentences (of ``sentences`` with their
        articles and documents), by the index of the narrow frame."""
        numbers = self._files.stretches(name, "document_id").of(documents)
        columns = ["sentence_id", *(["article_id", "document_id"] if name == "sentences" else [])]
        return as_frame(self._files.rows(name, numbers, columns)).set_index(numbers)

    def _kept_while_wanted(self, chosen: ChosenTables, streets: int) -> ChosenTables:
        """Keep the rows of this choice, and forget those of the oldest where there are too many."""
        with self._lock:
            self._kept[id(chosen)] = (ref(chosen), streets)
            while sum(own for _, own in self._kept.values()) > MOST_STREETS_KEPT and len(self._kept) > 1:
                _, (oldest, _) = self._kept.popitem(last=False)
                if (forgotten := oldest()) is not None:
                    forgotten.forget()
        return chosen

    def load_ahead(self) -> None:
        """Read what the first pages ask for, in their order, so that who comes first waits less."""
        with suppress(TablesChangedError):
            for name in FIRST_WANTED:
                self._narrow[name]
                self._files.stretches(name, "document_id")
            for name in BY_STREET:
                self._files.stretches(name, "street")
            self._areas.stretches()
            for level in reversed(levels_that_tell_apart(self._area_names)):
                if self._area_names[level].nunique() <= MOST_STREETS_OF_ROWS:
                    for name in TALLIED:
                        self._counted(None, level)[name]

    def sentences_named(self, sentence_ids: Collection[str]) -> pd.DataFrame:
        """Return the rows of ``sentences`` with these ids, in the order of the documents."""
        documents = {sentence_id.rpartition("-")[0] for sentence_id in sentence_ids}
        rows = self.rows_of_documents("sentences", documents)
        return rows[rows["sentence_id"].isin(sentence_ids)]

    def first_sentences(self) -> pd.DataFrame:
        """Return ``document_id`` and ``sentence_id`` of the first sentence of each document that has one."""
        first = self._files.stretches("sentences", "document_id").first
        return as_frame(self._files.rows("sentences", first, ["document_id", "sentence_id"]))

    def places(self, name: str, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the columns ``PLACE`` of rows of the narrow frame of this name, by the same index: of the first
        ``MOST_PLACES``, for nobody reads more."""
        return self._read(name, rows.head(MOST_PLACES), PLACE)

    def with_texts(self, name: str, rows: pd.DataFrame) -> pd.DataFrame:
        """Return rows of the narrow frame of this name with all columns of the table, by the same index."""
        return self._read(name, rows, None)

    def _read(self, name: str, rows: pd.DataFrame, columns: Sequence[str] | None) -> pd.DataFrame:
        numbers = np.unique(rows.index.to_numpy())
        with self._one_at_a_time():
            return as_frame(self._files.rows(name, numbers, columns)).set_index(numbers).loc[rows.index]


