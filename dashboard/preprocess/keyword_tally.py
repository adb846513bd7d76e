"""The keywords of all 街道 from the counts of their articles, some 街道 at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dashboard.extraction.keywords import RankedTerms, TermTotals, ranked_terms, term_idf
from dashboard.preprocess.corpus import TermCounts
from dashboard.preprocess.tallies import NO_STREET, CountedArticles
from dashboard.tables.schemas import STORED

ROWS_AT_A_TIME = 200_000
TERMS_AT_A_TIME = 50_000


def idf_of_terms(terms: pa.StringArray, idf: Mapping[str, float]) -> NDArray[np.float64]:
    """Return the background idf of each term (``term_idf``)."""
    found = np.empty(len(terms))
    for start in range(0, len(terms), TERMS_AT_A_TIME):
        some = terms.slice(start, TERMS_AT_A_TIME).to_pylist()
        known = term_idf(set(some), idf)
        found[start : start + len(some)] = [known[term] for term in some]
    return found


@dataclass(frozen=True, slots=True)
class _StreetTerms:
    """Per 街道 (its number among ``names``, which are in the order of code points) and term, sorted by both."""

    street: NDArray[np.int32]
    term: NDArray[np.int32]
    count: NDArray[np.int64]
    is_phrase: NDArray[np.bool_]
    names: pa.StringArray


def keyword_tables(counts: TermCounts, counted: CountedArticles, idf: NDArray[np.float64]) -> Iterator[pa.Table]:
    """Yield the table ``keywords`` of the articles that count (see ``extraction.keywords.keyword_table``) in pieces.

    ``idf`` holds a number for each of the counts' terms.
    """
    rows = _summed(counts, counted)
    if not len(rows.count):
        return
    streets = len(np.unique(rows.street))
    totals = TermTotals(np.bincount(rows.term, rows.count, len(idf)), idf, int(rows.count.sum()), streets)
    for start, end in _pieces(rows.street):
        street, term, count = (column[start:end] for column in (rows.street, rows.term, rows.count))
        ranked = ranked_terms(street - street[0], term, count, totals)
        yield _table(rows, ranked, start, counts.terms)


def _summed(counts: TermCounts, counted: CountedArticles) -> _StreetTerms:
    """Return the counts of articles as those of their 街道."""
    names = pa.array(counted.names, pa.string())
    order = pc.sort_indices(names)
    rank = np.empty(len(names) + 1, np.int32)
    rank[order.to_numpy()] = np.arange(len(names), dtype=np.int32)
    rank[NO_STREET] = NO_STREET
    own = rank[counted.street][counts.article]
    counts_too = np.flatnonzero(own != NO_STREET)
    key = own[counts_too].astype(np.int64) * max(len(counts.terms), 1) + counts.term[counts_too]
    by_key = np.argsort(key, kind="stable")
    key, chosen = key[by_key], counts_too[by_key]
    first = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.empty(0, np.int64)
    if not len(first):
        none = np.empty(0, np.int32)
        return _StreetTerms(none, none, np.empty(0, np.int64), np.empty(0, bool), names.take(order))
    return _StreetTerms(
        own[chosen[first]], counts.term[chosen[first]], np.add.reduceat(counts.count[chosen], first, dtype=np.int64),
        np.logical_or.reduceat(counts.is_phrase[chosen], first), names.take(order),
    )  # fmt: skip


def _pieces(street: NDArray[np.int32]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of pieces with all rows of some 街道 each, of about ``ROWS_AT_A_TIME`` rows."""
    start = 0
    while start < len(street):
        last = street[min(start + ROWS_AT_A_TIME, len(street)) - 1]
        end = int(np.searchsorted(street, last, side="right"))
        yield start, end
        start = end


def _table(rows: _StreetTerms, ranked: RankedTerms, start: int, terms: pa.StringArray) -> pa.Table:
    at = ranked.order + start
    columns = {
        "street": rows.names.take(pa.array(rows.street[at])), "term": terms.take(pa.array(rows.term[at])),
        "count": rows.count[at], "tf_idf": ranked.tf_idf, "keyness": _floats(ranked.keyness),
        "keyness_low": _floats(ranked.keyness_low), "keyness_high": _floats(ranked.keyness_high), "rank": ranked.rank,
        "is_phrase": rows.is_phrase[at],
    }  # fmt: skip
    return pa.table(columns, STORED["keywords"])


def _floats(numbers: NDArray[np.float64]) -> pa.Array:
    """Return numbers as a column, null where there is none."""
    return pa.array(numbers, from_pandas=True)
