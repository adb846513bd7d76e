"""How much a term says about a 街道: what sizes the words of a cloud and picks the words of a chart."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.charts.counting import crossed_sums

PHRASE_WEIGHT = 1.5
"""A phrase (美乐汇) counts this many times a plain word of the same figures: it is said seldom and stands for much,
while keyness and tf-idf both reward what is said often."""
OWN_NAME_WEIGHT = 1.5
"""So does, once more, what the 街道 calls its keyword and what bears its name (曹杨眼)."""
NAME_STEM_CHARACTERS = 2
"""The first characters of a 街道's name, by which its own things are called."""


def distinctive_weights(keywords: pd.DataFrame, own_words: Collection[str] = ()) -> pd.Series:
    """Return the weight (0 to 1) of each term of one 街道, heaviest first, without those it does not stand out by.

    Keyness against the other 街道 and tf-idf against general Chinese count half each, both as a share of the
    街道's largest; where there is no other 街道 keyness is null or zero and tf-idf alone decides. ``own_words`` are
    the keywords that the 街道 states itself. A term that is part of a heavier one is left out.
    """
    # In arrays: the terms of one 街道 are few, and pandas takes ten times as long over so few.
    z = keywords["keyness"].to_numpy(float, na_value=np.nan)
    keyness, rarity = _share_of_largest(z), _share_of_largest(keywords["tf_idf"].to_numpy(float, na_value=np.nan))
    weight = (keyness + rarity) / 2 if keyness.any() else rarity
    terms = np.asarray(keywords["term"], dtype="object")
    stems = [street[:NAME_STEM_CHARACTERS] for street in keywords["street"]]
    own = [term in own_words or stem in term for stem, term in zip(stems, terms, strict=True)]
    weight[z < 0] = 0.0
    weight[keywords["is_phrase"].eq(True).to_numpy()] *= PHRASE_WEIGHT
    weight[np.array(own, dtype=bool)] *= OWN_NAME_WEIGHT
    weight = _share_of_largest(weight)
    heaviest_first = np.argsort(-weight, kind="stable")[: np.count_nonzero(weight)]
    kept = _without_parts(terms[heaviest_first].tolist())
    found = heaviest_first[kept]
    return pd.Series(weight[found], index=pd.Index(terms[found], dtype="str", name="term"), name="weight")


def _without_parts(terms: Sequence[str]) -> list[int]:
    """Return the places of the terms that are no part of an earlier one, nor an earlier one itself."""
    kept: list[int] = []
    earlier = ""
    for place, term in enumerate(terms):
        if term not in earlier:
            kept.append(place)
            earlier += f"{term}\n"  # one text to search: there may be thousands of terms
    return kept


def term_usage(keywords: pd.DataFrame, characters: pd.Series) -> pd.DataFrame:
    """Return for each term how many 街道 use it (``streets``), and the mean over all of ``characters`` of the uses per
    1,000 characters (``rate``). ``characters`` gives each 街道's length; ``keywords`` has a row per 街道 and term."""
    known = keywords[keywords["street"].isin(characters.index) & (keywords["count"] > 0)]
    length = known["street"].astype("object").map(characters.clip(lower=1)).astype(float)
    rates = known.assign(rate=known["count"] / length * 1000 / max(len(characters), 1))
    grouped = rates.groupby("term", sort=False, observed=True)["rate"]
    # Sums that differ only in the order of their parts are to stay equal.
    return pd.DataFrame({"streets": grouped.size(), "rate": grouped.sum().round(12)})


def shared_weights(usage: pd.DataFrame, least: int) -> pd.Series:
    """Return the weight (0 to 1) of each term that ``least`` 街道 or more use, heaviest first: its rate."""
    shared = usage.loc[usage["streets"] >= least, "rate"]
    weights = pd.Series(_share_of_largest(shared.to_numpy(float)), index=shared.index, name=shared.name)
    return weights.sort_values(ascending=False, kind="stable")


def term_rates(keywords: pd.DataFrame, characters: pd.Series) -> pd.DataFrame:
    """Return uses per 1,000 characters, one row a term and one column a 街道 of ``characters``, in its order."""
    counts = crossed_sums(keywords["term"], keywords["street"], keywords["count"], list(characters.index))
    return counts.div(characters.clip(lower=1), axis=1) * 1000


def street_characters(articles: pd.DataFrame) -> pd.Series:
    """Return the length of each 街道's articles in characters, in the order of the documents."""
    return articles.dropna(subset=["street"]).groupby("street", sort=False)["characters"].sum()


def _share_of_largest(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return each value as a share of the largest; 0 for what is negative or missing."""
    positive = np.where(values > 0, values, 0.0)
    largest = positive.max(initial=0.0)
    return positive / largest if largest > 0 else positive
