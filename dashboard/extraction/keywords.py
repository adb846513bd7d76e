"""Keywords: which terms a 街道 uses more than the others do, and how sure that is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import rjieba
from numpy.typing import NDArray

KEYWORD_COLUMNS = ["street", "term", "count", "tf_idf", "keyness", "keyness_low", "keyness_high", "rank", "is_phrase"]
SHARED_TERM_COLUMNS = ["term", "streets", "count", "tf_idf", "is_phrase"]
PRIOR_TOKENS = 500.0
Z_OF_95_PERCENT = 1.96

Floats = NDArray[np.float64]
Integers = NDArray[np.signedinteger[Any]]


def load_background_idf() -> dict[str, float]:
    """Return term → inverse document frequency of general Chinese (natural log), the table that jieba carries.

    The file is read without importing jieba, whose dictionary takes most of a second. Raises ``FileNotFoundError``.
    """
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("no jieba, whose analyse/idf.txt is needed: pip install -r requirements.txt")
    words = Path(spec.origin).with_name("analyse").joinpath("idf.txt").read_text(encoding="utf-8").split()
    return dict(zip(words[::2], map(float, words[1::2]), strict=True))


def keyword_table(mentions: pd.DataFrame, idf: Mapping[str, float]) -> pd.DataFrame:
    """Return one row per 街道 × term it uses (KEYWORD_COLUMNS), each 街道's best first.

    ``mentions`` holds a row per mention with ``street``, ``term`` and ``is_phrase``.

    - ``tf_idf``: the term's share of the 街道's mentions × its background idf (see ``term_idf``).
    - ``keyness``: z = δ / sd(δ), where δ is the log-odds ratio of the term in this 街道 against all others with an
      informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, eq. 15–22): α_w = 500 · w's share of all mentions.
    - ``keyness_low``, ``keyness_high``: the 95 % interval δ ± 1.96 sd(δ), of δ itself and not of z.
    - ``rank``: by keyness, then tf_idf, count and the term's code points. With a single 街道 there is nothing to
      compare with: keyness and its interval are null and tf_idf decides.
    """
    if mentions.empty:
        return _empty_table()
    table = (
        mentions.groupby(["street", "term"], sort=True, observed=True)["is_phrase"].agg(count="size", is_phrase="any")
        .reset_index()
    )
    street, _ = pd.factorize(table["street"])
    term, terms = pd.factorize(table["term"], sort=True)
    count = table["count"].to_numpy()
    ranked = ranked_terms(street, term, count, TermTotals.of(term, count, list(terms), street.max() + 1, idf))
    table = table.iloc[ranked.order].reset_index(drop=True)
    for name in ("tf_idf", "keyness", "keyness_low", "keyness_high", "rank"):
        table[name] = getattr(ranked, name)
    return table[KEYWORD_COLUMNS]


@dataclass(frozen=True, slots=True)
class TermTotals:
    """What is known of each term in all 街道: its mentions and its idf; the mentions of all terms, and how many 街道
    there are."""

    mentions: Floats | Integers
    idf: Floats
    total: int
    streets: int

    @classmethod
    def of(
        cls, term: Integers, count: Integers, terms: Sequence[str], streets: int, idf: Mapping[str, float]
    ) -> "TermTotals":
        """Return the totals of counts of terms, given by their places in ``terms``, in so many 街道."""
        mentions = np.bincount(term, count, len(terms))
        known = term_idf(set(terms), idf)
        return cls(mentions, np.array([known[one] for one in terms], float), int(count.sum()), streets)


@dataclass(frozen=True, slots=True)
class RankedTerms:
    """The terms of 街道, each 街道's best first: ``order`` leads to the counts, the rest stands in that order."""

    order: NDArray[np.int64]
    tf_idf: Floats
    keyness: Floats
    keyness_low: Floats
    keyness_high: Floats
    rank: NDArray[np.int64]


def ranked_terms(street: Integers, term: Integers, count: Integers, totals: TermTotals) -> RankedTerms:
    """Return the terms of some 街道, all of each, best first (see ``keyword_table``).

    Each row of the arrays is a 街道 (a number from 0), a term (its place in a list in the order of code points) and
    its mentions there.
    """
    of_street = np.bincount(street, count)[street].astype(np.float64)
    tf_idf = count / of_street * totals.idf[term]
    if totals.streets > 1:
        here, of_term = count.astype(np.float64), totals.mentions[term].astype(np.float64)
        delta, deviation = _log_odds_ratio(here, of_street, of_term, totals.total)
        keyness = delta / deviation
        low, high = delta - Z_OF_95_PERCENT * deviation, delta + Z_OF_95_PERCENT * deviation
    else:
        keyness = low = high = np.full(len(count), np.nan)
    order = np.lexsort((term, -count, -tf_idf, -keyness, street))
    first = np.searchsorted(street[order], street[order])
    rank = np.arange(len(order)) - first + 1
    return RankedTerms(order, tf_idf[order], keyness[order], low[order], high[order], rank)


def _log_odds_ratio(count: Floats, of_street: Floats, of_term: Floats, total: int) -> tuple[Floats, Floats]:
    """Return δ and its standard deviation per 街道 × term, against the mentions of all other 街道."""
    prior = PRIOR_TOKENS * of_term / total
    here, elsewhere = count + prior, of_term - count + prior
    others_here = of_street + PRIOR_TOKENS - here
    others_elsewhere = total - of_street + PRIOR_TOKENS - elsewhere
    # Where all mentions are of one term there are no others, here or elsewhere, and nothing differs.
    alone = (others_here <= 0) | (others_elsewhere <= 0)
    others_here, others_elsewhere = np.where(alone, here, others_here), np.where(alone, elsewhere, others_elsewhere)
    delta = np.log(here / others_here) - np.log(elsewhere / others_elsewhere)
    return delta, np.sqrt(1 / here + 1 / elsewhere)


def term_idf(terms: Collection[str], idf: Mapping[str, float]) -> dict[str, float]:
    """Return term → background idf.

    A term that the table lacks gets one from its tokens: it is at least as rare as the rarest of them (the largest
    idf) and, were they independent, as rare as all together (the sum); the mean of these two bounds is taken. A
    token that the table lacks has the table's median, as in jieba.
    """
    median = float(np.median(np.fromiter(idf.values(), float))) if idf else 1.0
    found = {term: idf[term] for term in terms if term in idf}
    unknown = [term for term in terms if term not in idf]
    largest, total = dict.fromkeys(unknown, 0.0), dict.fromkeys(unknown, 0.0)
    remaining = iter(unknown)
    term = next(remaining, "")
    for token in rjieba.cut("\n".join(unknown)):
        if token == "\n":
            term = next(remaining)
            continue
        value = idf.get(token, median)
        largest[term] = max(largest[term], value)
        total[term] += value
    return found | {term: (largest[term] + total[term]) / 2 for term in unknown}


def shared_terms(keywords: pd.DataFrame) -> pd.DataFrame:
    """Return one row per term of two or more 街道 (SHARED_TERM_COLUMNS): most 街道 first, then highest tf_idf.

    ``streets`` counts the 街道, ``count`` the mentions of all of them, ``tf_idf`` is the mean over these 街道.
    """
    shared = keywords.groupby("term", sort=True).agg(
        streets=("street", "nunique"), count=("count", "sum"), tf_idf=("tf_idf", "mean"), is_phrase=("is_phrase", "any")
    )
    shared = shared[shared["streets"] > 1].reset_index()
    order = ["streets", "tf_idf", "count", "term"]
    return shared.sort_values(order, ascending=[False, False, False, True], ignore_index=True)[SHARED_TERM_COLUMNS]


def _empty_table() -> pd.DataFrame:
    types = {"street": "str", "term": "str", "count": "int64", "rank": "int64", "is_phrase": "bool"}
    return pd.DataFrame({name: pd.Series(dtype=types.get(name, "float64")) for name in KEYWORD_COLUMNS})
