"""The keywords of all 街道 from the counts of their articles, some 街道 at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from dashboard.extraction.keywords import TermTotals, ranked_terms, term_idf
from dashboard.preprocess.corpus import TermCounts
from dashboard.preprocess.tallies import CountedArticles
from dashboard.tables.schemas import STORED

ROWS_AT_A_TIME = 65_536
TERMS_AT_A_TIME = 20_000


def idf_of_terms(terms: pa.StringArray, idf: Mapping[str, float]) -> NDArray[np.float64]:
    """Return the background idf of each term (``term_idf``)."""
    found = np.empty(len(terms))
    for start in range(0, len(terms), TERMS_AT_A_TIME):
        some = terms.slice(start, TERMS_AT_A_TIME).to_pylist()
        known = term_idf(set(some), idf)
        found[start : start + len(some)] = [known[term] for term in some]
    return found


def keyword_tables(counts: TermCounts, counted: CountedArticles, idf: NDArray[np.float64]) -> Iterator[pa.Table]:
    """Yield the table ``keywords`` of the articles that count (see ``extraction.keywords.keyword_table``) in pieces,
    the 街道 in the order of ``counted``.

    ``idf`` holds a number for each of the counts' terms.
    """
    names = pa.array(counted.names, pa.string())
    street = counted.street[counts.article]
    rows = np.argsort(street, kind="stable")
    rows = rows[np.searchsorted(street[rows], 0) :]
    if not len(rows):
        return
    street = street[rows]
    mentions = np.bincount(counts.term[rows], counts.count[rows], len(idf))
    totals = TermTotals(mentions, idf, int(mentions.sum()), len(np.unique(street)))
    for start, end in _pieces(street):
        yield _ranked(_summed(counts, street[start:end], rows[start:end]), names, counts.terms, totals)


def _pieces(street: NDArray[np.int32]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of pieces with all rows of some 街道 each, of about ``ROWS_AT_A_TIME`` rows."""
    start = 0
    while start < len(street):
        last = street[min(start + ROWS_AT_A_TIME, len(street)) - 1]
        end = int(np.searchsorted(street, last, side="right"))
        yield start, end
        start = end


@dataclass(frozen=True, slots=True)
class _StreetTerms:
    """Arrays of one length: per 街道 (its place among the names) and term, sorted by both."""

    street: NDArray[np.int32]
    term: NDArray[np.int32]
    count: NDArray[np.int64]
    is_phrase: NDArray[np.bool_]


def _summed(counts: TermCounts, street: NDArray[np.int32], rows: NDArray[np.int64]) -> _StreetTerms:
    """Return some rows of the counts, those of all articles of some 街道, as those of the 街道 themselves."""
    order = np.lexsort((counts.term[rows], street))
    rows, street = rows[order], street[order]
    term = counts.term[rows]
    first = np.flatnonzero(np.r_[True, (street[1:] != street[:-1]) | (term[1:] != term[:-1])])
    return _StreetTerms(
        street[first], term[first], np.add.reduceat(counts.count[rows], first, dtype=np.int64),
        np.logical_or.reduceat(counts.is_phrase[rows], first),
    )  # fmt: skip


def _ranked(rows: _StreetTerms, names: pa.StringArray, terms: pa.StringArray, totals: TermTotals) -> pa.Table:
    ranked = ranked_terms(rows.street - rows.street[0], rows.term, rows.count, totals)
    at = ranked.order
    columns = {
        "street": names.take(pa.array(rows.street[at])), "term": terms.take(pa.array(rows.term[at])),
        "count": rows.count[at], "tf_idf": ranked.tf_idf, "keyness": _floats(ranked.keyness),
        "keyness_low": _floats(ranked.keyness_low), "keyness_high": _floats(ranked.keyness_high), "rank": ranked.rank,
        "is_phrase": rows.is_phrase[at],
    }  # fmt: skip
    return pa.table(columns, STORED["keywords"])


def _floats(numbers: NDArray[np.float64]) -> pa.Array:
    """Return numbers as a column, null where there is none."""
    return pa.array(numbers, from_pandas=True)
