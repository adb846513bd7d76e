"""Tallies over all documents, from the counts of articles: themes per 街道, as a whole and year by year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from dashboard.preprocess.corpus import Corpus, ThemeCounts
from dashboard.preprocess.decisions import Decisions
from dashboard.tables.areas import LEVELS, area_names
from dashboard.tables.schemas import STORED

PER_CHARACTERS = 1000
NO_STREET = -1


@dataclass(frozen=True, slots=True)
class CountedArticles:
    """The articles that count, of all years or of one.

    ``street`` is, for every article of the corpus, the number of its 街道 in ``names``, or NO_STREET where it does not
    count. ``names`` are in the order of the documents, or in that of ``in_order``.
    """

    street: NDArray[np.int32]
    names: Sequence[str]


def counted_articles(corpus: Corpus, decisions: Decisions, year: int | None = None) -> CountedArticles:
    """Return the articles that count, of a plan year where one is given."""
    numbers: dict[str, int] = {}
    street = np.full(len(corpus.articles), NO_STREET, np.int32)
    rows = zip(corpus.articles, decisions.counted, decisions.names, strict=True)
    for number, (article, counts, name) in enumerate(rows):
        if counts and (year is None or article.year == year):
            street[number] = numbers.setdefault(name, len(numbers))
    return CountedArticles(street, list(numbers))


def counted_by_area(counted: CountedArticles, area_of: pd.Series) -> CountedArticles:
    """Return the same articles, told by the areas of their 街道 (an area by name) instead."""
    of_street, areas = pd.factorize(area_of.reindex(list(counted.names)))
    return CountedArticles(np.append(of_street, NO_STREET).astype(np.int32)[counted.street], list(map(str, areas)))


def in_order(counted: CountedArticles, areas: pd.DataFrame) -> CountedArticles:
    """Return the same articles with the names beside their neighbours: who reads the rows of a city then finds them
    side by side. ``areas`` are those that each name lies in (``area_names`` or ``areas_above``)."""
    names = list(counted.names)
    keys = areas.loc[names].reset_index(drop=True).assign(name=names)
    broadest_first = [level for level in [*LEVELS][::-1] if level in areas]
    order = keys.sort_values([*broadest_first, "name"]).index.to_numpy()
    number = np.full(len(order) + 1, NO_STREET, np.int32)  # the last is that of articles that do not count
    number[order] = np.arange(len(order), dtype=np.int32)
    return CountedArticles(number[counted.street], [counted.names[place] for place in order])


def areas_of_streets(corpus: Corpus, decisions: Decisions) -> pd.DataFrame:
    """Return the areas of every 街道 of the articles that count (``area_names``)."""
    articles = zip(corpus.articles, decisions.counted, decisions.names, strict=True)
    rows = [(name, *article.place) for article, counts, name in articles if counts]
    return area_names(pd.DataFrame(rows, columns=["street", *LEVELS], dtype="object"))


def plan_years(corpus: Corpus, decisions: Decisions) -> list[int]:
    """Return the years of the articles that count, in order."""
    articles = zip(corpus.articles, decisions.counted, strict=True)
    return sorted({article.year for article, counts in articles if counts and article.year is not None})


def theme_table(corpus: Corpus, counted: CountedArticles, theme_names: Sequence[str]) -> pa.Table:
    """Return one row per 街道 × theme, zeros included, 街道 in the order of the documents, themes in that of the file.

    ``mentions`` counts terms found in the 街道's body sentences, ``sentences`` the body sentences with the theme
    (those included that only carry it from the heading above), ``sentence_share`` their share of its body sentences,
    ``per_1000_characters`` the mentions per 1,000 characters of its body text.
    """
    streets = len(counted.names)
    mentions, sentences = _summed(corpus.themes, counted.street, streets, len(theme_names))
    body = _of_streets([article.body_sentences for article in corpus.articles], counted.street, streets)
    characters = _of_streets([article.characters for article in corpus.articles], counted.street, streets)
    each = len(theme_names)
    columns: Mapping[str, object] = {
        "street": pa.array(counted.names, pa.string()).take(np.repeat(np.arange(streets), each)),
        "theme": pa.array(list(theme_names), pa.string()).take(np.tile(np.arange(each), streets)),
        "mentions": mentions,
        "sentences": sentences,
        "sentence_share": _share(sentences, np.repeat(body, each)),
        "per_1000_characters": _share(PER_CHARACTERS * mentions, np.repeat(characters, each)),
    }
    return pa.table(columns, STORED["themes"])


def _summed(
    counts: ThemeCounts, street: NDArray[np.int32], streets: int, themes: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return mentions and sentences per 街道 and theme, theme after theme."""
    own = street[counts.article]
    counts_too = own != NO_STREET
    place = own[counts_too].astype(np.int64) * themes + counts.theme[counts_too]
    return tuple(  # type: ignore[return-value]
        np.bincount(place, number[counts_too], streets * themes).astype(np.int64)
        for number in (counts.mentions, counts.sentences)
    )


def _of_streets(numbers: Sequence[int], street: NDArray[np.int32], streets: int) -> NDArray[np.int64]:
    counts = street != NO_STREET
    return np.bincount(street[counts], np.array(numbers, np.int64)[counts], streets).astype(np.int64)


def _share(part: NDArray[np.int64], whole: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return part / whole, 0 where there is no whole."""
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)


def with_columns(tables: Iterator[pa.Table], name: str, *first: pa.Scalar) -> Iterator[pa.Table]:
    """Yield tables with these values in all rows of their first columns, in the schema of the table of this name."""
    for table in tables:
        repeated = [pa.repeat(value, len(table)) for value in first]
        yield pa.table([*repeated, *table.columns], STORED[name])
