"""The reduce: the parts of all documents → every table, those that tally over documents included, piece by piece."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from dashboard.extraction.keywords import load_background_idf
from dashboard.preprocess.corpus import Corpus, combined
from dashboard.preprocess.decisions import Decisions, PartDecisions, decided, finished
from dashboard.preprocess.keyword_tally import idf_of_terms, keyword_tables
from dashboard.preprocess.part import OF_ROWS, TALLIES, PartFile
from dashboard.preprocess.tallies import (
    areas_of_streets,
    counted_articles,
    counted_by_area,
    in_order,
    plan_years,
    theme_table,
    with_columns,
)
from dashboard.tables.areas import LEVELS, areas_above
from dashboard.tables.arrow_memory import memory_given_back
from dashboard.tables.schemas import TOLD_BY_AREA
from dashboard.tables.store import NewSet

FEW_PARTS = 4
"""With no more than these a thread costs more than it saves."""

MOST_THREADS = 2
"""Each takes some 80 MB. The tallies take a third of the time, and one thread."""

OF_THEMES = frozenset({"themes", "themes_by_year", "themes_by_area"})
BY_YEAR = frozenset({"themes_by_year", "keywords_by_year"})
BY_AREA = frozenset(TOLD_BY_AREA.values())

Pieces = Iterator[pa.Table]

_Work = tuple[str, Callable[[], Pieces]]
"""The name of a table, and what gives its pieces."""


def write_tables(parts: Sequence[Path], theme_names: Sequence[str], into: NewSet, threads: int = 1) -> None:
    """Write every table of the data contract from parts, which are in the order of the documents.

    Rows are held a part at a time, so that memory grows by what is known of each document alone (``Corpus``). Raises
    OSError where a part cannot be read or a table cannot be written.
    """
    with memory_given_back():
        overview = overview_of(parts, theme_names)
        # Tallies hold numbers of all documents: they are made one after the other, and begun first.
        works = [list(_tallies(overview)), *([work] for work in _row_tables(parts, overview.decisions))]

        def write(work: Sequence[_Work]) -> None:
            for name, pieces in work:
                into.write(name, pieces())

        if threads == 1 or len(parts) <= FEW_PARTS:
            for work in works:
                write(work)
            return
        with ThreadPoolExecutor(min(threads, MOST_THREADS)) as pool:
            for done in [pool.submit(write, work) for work in works]:
                done.result()


@dataclass(frozen=True, slots=True)
class Overview:
    """What is known of all documents, what that decides of each, the themes in order, and the areas of every 街道
    (``area_names``). It holds no text."""

    corpus: Corpus
    decisions: Decisions
    theme_names: Sequence[str]
    areas: pd.DataFrame


def overview_of(parts: Sequence[Path | IO[bytes]], theme_names: Sequence[str]) -> Overview:
    """Return the overview of parts, or of what was taken out of them (``excerpt``). Raises OSError."""
    corpus = combined(parts, theme_names)
    decisions = decided(corpus)
    return Overview(corpus, decisions, theme_names, areas_of_streets(corpus, decisions))


def background(overview: Overview) -> NDArray[np.float64]:
    """Return the background idf of each term of the corpus."""
    return idf_of_terms(overview.corpus.terms.terms, load_background_idf())


class Slice(NamedTuple):
    """The rows of a tally that are made at once: of a plan year (None: of all), by 街道 or told by the areas of a
    level."""

    year: int | None = None
    level: str | None = None


def slices_of(name: str, overview: Overview) -> Sequence[Slice]:
    """Return the slices of which a table of ``TALLIES`` consists, one after the other."""
    if name not in BY_YEAR | BY_AREA:
        return [Slice()]
    years = plan_years(overview.corpus, overview.decisions)
    if name in BY_YEAR:
        return [Slice(year) for year in years]
    return [Slice(year, level) for level in LEVELS for year in (None, *years)]


def tally(name: str, overview: Overview, idf: NDArray[np.float64], of: Slice) -> Pieces:
    """Return a slice of a table of ``TALLIES``."""
    corpus = overview.corpus
    counted, areas = counted_articles(corpus, overview.decisions, of.year), overview.areas
    if of.level is not None:
        counted, areas = counted_by_area(counted, areas[of.level]), areas_above(areas, of.level)
    if name in OF_THEMES:
        pieces: Pieces = iter([theme_table(corpus, counted, overview.theme_names)])
    else:
        pieces = keyword_tables(corpus.terms, in_order(counted, areas), idf)
    year = pa.scalar(of.year, pa.int64())
    if name in BY_AREA:
        return with_columns(pieces, name, pa.scalar(of.level), year)
    return with_columns(pieces, name, year) if name in BY_YEAR else pieces


def _row_tables(parts: Sequence[Path], decisions: Decisions) -> Iterator[_Work]:
    """Yield the tables that hold the map's rows."""
    for name in OF_ROWS:
        yield name, lambda name=name: finished_rows(name, parts, decisions.parts)  # type: ignore[misc]


def finished_rows(name: str, parts: Iterable[Path | IO[bytes]], decisions: Sequence[PartDecisions]) -> Pieces:
    """Yield the rows of a table that holds the map's rows, part by part. Raises OSError."""
    for file, of_part in zip(parts, decisions, strict=True):
        with PartFile(file) as part:
            yield finished(name, part.table(name), of_part)


def _tallies(overview: Overview) -> Iterator[_Work]:
    """Yield the tables of tallies."""
    idf = background(overview)

    def pieces(name: str) -> Pieces:
        return chain.from_iterable(tally(name, overview, idf, one) for one in slices_of(name, overview))

    for name in TALLIES:
        yield name, lambda name=name: pieces(name)  # type: ignore[misc]
