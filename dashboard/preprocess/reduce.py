"""The reduce: the parts of all documents → every table, those that tally over documents included, piece by piece."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import pyarrow as pa

from dashboard.extraction.keywords import load_background_idf
from dashboard.preprocess.corpus import Corpus, combined
from dashboard.preprocess.decisions import Decisions, PartDecisions, decided, finished
from dashboard.preprocess.keyword_tally import idf_of_terms, keyword_tables
from dashboard.preprocess.part import OF_ROWS, PartFile
from dashboard.preprocess.tallies import counted_articles, plan_years, theme_table, with_year
from dashboard.tables.store import NewSet

FEW_PARTS = 4
"""With no more than these a thread costs more than it saves."""

MOST_THREADS = 2
"""Each takes some 80 MB. The tallies take a third of the time, and one thread."""

Pieces = Iterator[pa.Table]

_Work = tuple[str, Callable[[], Pieces]]
"""The name of a table, and what gives its pieces."""


def write_tables(parts: Sequence[Path], theme_names: Sequence[str], into: NewSet, threads: int = 1) -> None:
    """Write every table of the data contract from parts, which are in the order of the documents.

    Rows are held a part at a time, so that memory grows by what is known of each document alone (``Corpus``). Raises
    OSError where a part cannot be read or a table cannot be written.
    """
    with _memory_given_back():
        corpus = combined(parts, theme_names)
        decisions = decided(corpus)
        # Tallies hold numbers of all documents: they are made one after the other, and begun first.
        works = [list(_tallies(corpus, decisions, theme_names)), *([work] for work in _row_tables(parts, decisions))]

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


def _row_tables(parts: Sequence[Path], decisions: Decisions) -> Iterator[_Work]:
    """Yield the tables that hold the map's rows."""
    for name in OF_ROWS:
        yield name, lambda name=name: _finished(name, parts, decisions.parts)  # type: ignore[misc]


def _finished(name: str, parts: Sequence[Path], decisions: Sequence[PartDecisions]) -> Pieces:
    for file, of_part in zip(parts, decisions, strict=True):
        with PartFile(file) as part:
            yield finished(name, part.table(name), of_part)


def _tallies(corpus: Corpus, decisions: Decisions, theme_names: Sequence[str]) -> Iterator[_Work]:
    """Yield the tables of tallies."""
    whole = counted_articles(corpus, decisions)
    idf = idf_of_terms(corpus.terms.terms, load_background_idf())
    years = plan_years(corpus, decisions)

    def themes(year: int | None = None) -> Pieces:
        counted = whole if year is None else counted_articles(corpus, decisions, year)
        yield theme_table(corpus, counted, theme_names)

    def keywords(year: int | None = None) -> Pieces:
        counted = whole if year is None else counted_articles(corpus, decisions, year)
        return keyword_tables(corpus.terms, counted, idf)

    def by_year(name: str, tally: Callable[[int], Pieces]) -> Pieces:
        return chain.from_iterable(with_year(tally(year), year, name) for year in years)

    yield "themes", themes
    yield "themes_by_year", lambda: by_year("themes_by_year", themes)
    yield "keywords", keywords
    yield "keywords_by_year", lambda: by_year("keywords_by_year", keywords)
