"""How alike 街道 are: cosine similarity of what they speak of and of the words they use, pairs and groups."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.charts.counting import crossed_sums
from dashboard.charts.theme_measures import MEASURES, theme_table
from dashboard.tables.tables import Tables

FEWEST_FEATURES = 2
"""With a single theme every two vectors point the same way, so their cosine says nothing."""
SHOWN_DECIMALS = 2
"""Similarities are compared as they are shown, so that a title never ranks what reads the same."""
PAIR_COLUMNS = ("first", "second", "themes", "words")


@dataclass(frozen=True, slots=True)
class Likeness:
    """One measure of likeness: a vector per 街道 (features × 街道) and the similarity of each two (null: no vector)."""

    vectors: pd.DataFrame
    similarity: pd.DataFrame

    def shared(self, streets: Sequence[str], most: int) -> list[str]:
        """Return the features that add most to the similarity of these 街道, strongest first; all of them have it."""
        place = {name: number for number, name in enumerate(self.vectors.columns)}
        values = self.vectors.to_numpy(float)[:, [place[street] for street in streets]]
        common = np.flatnonzero((values > 0).all(axis=1))
        # The logarithm keeps the product of a hundred small shares from vanishing.
        order = np.argsort(-np.log(values[common]).sum(axis=1), kind="stable")[:most]
        return [str(name) for name in self.vectors.index[common[order]]]

    def least_within(self, streets: Sequence[str]) -> float:
        """Return the lowest similarity of any two of these 街道."""
        within = self.similarity.loc[list(streets), list(streets)].to_numpy(float)
        return float(within[np.triu_indices(len(streets), k=1)].min().round(SHOWN_DECIMALS))


def theme_likeness(tables: Tables, streets: Sequence[str]) -> Likeness:
    """Return the likeness in themes: each 街道 is the vector of its themes' shares of sentences."""
    return _likeness(theme_table(tables, MEASURES["sentence_share"]).reindex(columns=list(streets), fill_value=0.0))


def word_likeness(tables: Tables, streets: Sequence[str]) -> Likeness:
    """Return the likeness in words: each 街道 is the vector of its terms' tf-idf."""
    keywords = tables.keywords
    return _likeness(crossed_sums(keywords["term"], keywords["street"], keywords["tf_idf"], streets))


def _likeness(vectors: pd.DataFrame) -> Likeness:
    return Likeness(vectors, cosine_similarity(vectors))


def cosine_similarity(vectors: pd.DataFrame) -> pd.DataFrame:
    """Return the cosine of the angle between each two columns, null where one of them is all zeros.

    sim(a, b) = a · b / (|a| |b|): Manning, Raghavan & Schütze (2008), Introduction to Information Retrieval, eq. 6.10.
    Of vectors that are nowhere negative it lies between 0 (nothing in common) and 1 (the same proportions).
    """
    values = vectors.to_numpy(float)
    lengths = np.linalg.norm(values, axis=0)
    lengths[lengths == 0] = np.nan
    cosine = np.clip(values.T @ values / np.outer(lengths, lengths), 0.0, 1.0)
    if len(vectors) < FEWEST_FEATURES:
        cosine = np.full_like(cosine, np.nan)
    return pd.DataFrame(cosine, index=vectors.columns, columns=vectors.columns)


def pairs_of(themes: Likeness, words: Likeness) -> pd.DataFrame:
    """Return a row per two 街道 (PAIR_COLUMNS), most alike first; those that neither measure can compare are left out.

    They go by themes, where those cannot be compared at all by words. ``first`` stands before ``second`` in the
    documents.
    """
    places = np.triu_indices(len(themes.similarity), k=1)
    names = themes.similarity.columns.to_numpy()
    pairs = pd.DataFrame({
        "first": names[places[0]], "second": names[places[1]],
        "themes": themes.similarity.to_numpy()[places].round(SHOWN_DECIMALS),
        "words": words.similarity.to_numpy()[places].round(SHOWN_DECIMALS),
    }, columns=list(PAIR_COLUMNS)).dropna(subset=["themes", "words"], how="all")  # fmt: skip
    return pairs.sort_values(["themes", "words"], ascending=False, kind="stable", ignore_index=True)


def leading_measure(pairs: pd.DataFrame) -> str:
    """Return the column that ranks the pairs: ``themes``, or ``words`` where no two 街道 can be compared by themes."""
    return "themes" if pairs["themes"].notna().any() else "words"


def alike_groups(similarity: pd.DataFrame, least: float) -> list[list[str]]:
    """Return groups of three or more 街道 of which any two are at least so similar, largest first.

    Complete-link clustering: the two groups whose least similar members are most similar are merged, as long as
    these reach ``least`` (Manning, Raghavan & Schütze 2008, section 17.2).
    """
    groups = [[str(name)] for name in similarity.columns]
    links = similarity.fillna(0.0).to_numpy(float).copy()
    np.fill_diagonal(links, -1.0)
    while len(groups) > 1:
        one, other = sorted(np.unravel_index(int(links.argmax()), links.shape))
        if links[one, other] < least:
            break
        links[one] = links[:, one] = np.minimum(links[one], links[other])
        links[one, one] = -1.0
        links = np.delete(np.delete(links, other, axis=0), other, axis=1)
        groups[one] += groups.pop(int(other))
    return sorted((group for group in groups if len(group) > 2), key=len, reverse=True)


def chained(similarity: pd.DataFrame) -> list[str]:
    """Return the 街道 so that alike ones stand together: from one of the most alike pair always on to the nearest."""
    left = [str(name) for name in similarity.columns]
    known = similarity.fillna(0.0).to_numpy(float).copy()
    np.fill_diagonal(known, -1.0)
    order = [left.pop(int(np.unravel_index(int(known.argmax()), known.shape)[0]))]
    while left:
        nearest = similarity.loc[order[-1], left].fillna(0.0).idxmax()
        order.append(left.pop(left.index(str(nearest))))
    return order
