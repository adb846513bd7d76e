"""The reduce: the parts of all documents → every table, those that tally over documents included, piece by piece."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dashboard.extraction.keywords import load_background_idf
from dashboard.preprocess.corpus import Corpus, combined
from dashboard.preprocess.decisions import Decisions, PartDecisions, decided, finished
from dashboard.preprocess.keyword_tally import idf_of_terms, keyword_tables
from dashboard.preprocess.part import OF_ROWS, TALLIES, PartFile
from dashboard.preprocess.tallies import counted_articles, plan_years, theme_table, with_year
from dashboard.tables.store import NewSet

FEW_PARTS = 4
"""With no more than these a thread costs more than it saves."""

MOST_THREADS = 2
"""Each takes some 80 MB. The tallies take a third of the time, and one thread."""

OF_THEMES = frozenset({"themes", "themes_by_year"})
BY_YEAR = frozenset({"themes_by_year", "keywords_by_year"})

Pieces = Iterator[pa.Table]

_Work = tuple[str, Callable[[], Pieces]]
"""The name of a table, and what gives its pieces."""


def write_tables(parts: Sequence[Path], theme_names: Sequence[str], into: NewSet, threads: int = 1) -> None:
    """Write every table of the data contract from parts, which are in the order of the documents.

    Rows are held a part at a time, so that memory grows by what is known of each document alone (``Corpus``). Raises
    OSError where a part cannot be read or a table cannot be written.
    """
    with _memory_given_back():
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


@contextmanager
def _memory_given_back() -> Iterator[None]:
    """Let Arrow take memory from the system itself: its own store of memory keeps a hundred megabytes that are free."""
    own = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(own)


@dataclass(frozen=True, slots=True)
class Overview:
    """What is known of all documents, what that decides of each, and the themes in order. It holds no text."""

    corpus: Corpus
    decisions: Decisions
    theme_names: Sequence[str]


def overview_of(parts: Sequence[Path | IO[bytes]], theme_names: Sequence[str]) -> Overview:
    """Return the overview of parts, or of what was taken out of them (``excerpt``). Raises OSError."""
    corpus = combined(parts, theme_names)
    return Overview(corpus, decided(corpus), theme_names)


def background(overview: Overview) -> NDArray[np.float64]:
    """Return the background idf of each term of the corpus."""
    return idf_of_terms(overview.corpus.terms.terms, load_background_idf())


def tally(name: str, overview: Overview, idf: NDArray[np.float64], year: int | None = None) -> Pieces:
    """Return a table of ``TALLIES``; of one that goes year by year the rows of a plan year."""
    corpus = overview.corpus
    counted = counted_articles(corpus, overview.decisions, year)
    if name in OF_THEMES:
        pieces: Pieces = iter([theme_table(corpus, counted, overview.theme_names)])
    else:
        pieces = keyword_tables(corpus.terms, counted, idf)
    return pieces if year is None else with_year(pieces, year, name)


def years_of(name: str, overview: Overview) -> Sequence[int | None]:
    """Return the plan years of which a table of ``TALLIES`` tells one after the other: none by name where it tells of
    all at once."""
    return plan_years(overview.corpus, overview.decisions) if name in BY_YEAR else [None]


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
        return chain.from_iterable(tally(name, overview, idf, year) for year in years_of(name, overview))

    for name in TALLIES:
        yield name, lambda name=name: pieces(name)  # type: ignore[misc]
