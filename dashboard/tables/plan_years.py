"""The part of the tables that belongs to one plan year."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.tables.lazy_frames import LazyFrames, passing_of

TALLIED = {"themes": "themes_by_year", "keywords": "keywords_by_year"}
"""Tables that hold counts of all years → those that hold them year by year."""


class Places(Protocol):
    """Knows where rows stand that have no texts of their own."""

    def stand_in(self, name: str, rows: pd.DataFrame, documents: Collection[str]) -> NDArray[np.bool_]:
        """Return of rows of the table of this name whether each stands in one of some documents."""

    def rows_with_places(self, name: str, documents: Collection[str]) -> pd.DataFrame:
        """Return the rows of a table that stand in some documents, with ``sentence_id``, by the same index."""


@dataclass(frozen=True, slots=True)
class OwnPlaces:
    """Places of rows that have their texts."""

    tables: Mapping[str, pd.DataFrame]

    def stand_in(self, name: str, rows: pd.DataFrame, documents: Collection[str]) -> NDArray[np.bool_]:
        return rows["document_id"].isin(documents).to_numpy(bool)

    def rows_with_places(self, name: str, documents: Collection[str]) -> pd.DataFrame:
        return self.tables[name][self.stand_in(name, self.tables[name], documents)]


def of_year(tables: Mapping[str, pd.DataFrame], year: int, places: Places | None = None) -> LazyFrames:
    """Return every table with the rows of a plan year (see ``Tables.select``).

    Most documents are of one year throughout, and are taken or left whole; only in the others is each sentence asked.
    ``places`` knows where the rows stand; without, the tables themselves do.
    """
    documents, articles = tables["documents"], tables["articles"]
    own_articles = articles[articles["year"] == year]
    own_documents = documents[documents["year"] == year]
    mixed = _mixed(documents, articles)
    whole = set(own_documents["document_id"]) - mixed
    places = places or OwnPlaces(tables)

    def own_rows(name: str) -> pd.DataFrame:
        frame = tables[name]
        keep = places.stand_in(name, frame, whole)
        if mixed:
            sentence_ids = _own_sentences(places.rows_with_places("sentences", mixed), own_articles, own_documents)
            asked = places.rows_with_places(name, mixed)
            keep = keep | frame.index.isin(asked.index[asked["sentence_id"].isin(sentence_ids)])
        return frame[keep]

    def tallied(name: str) -> pd.DataFrame:
        by_year = tables[TALLIED[name]]
        return by_year[by_year["year"] == year].drop(columns="year").reset_index(drop=True)

    made: dict[str, Callable[[], pd.DataFrame]] = {}
    for name in tables:
        if name in TALLIED:
            made[name] = partial(tallied, name)
        elif name in TALLIED.values():
            made[name] = partial(_rows_of_year, tables, name, year)
        else:
            made[name] = partial(own_rows, name)
    holds_article = documents["document_id"].isin(own_articles["document_id"])
    made["articles"] = lambda: own_articles
    made["documents"] = lambda: documents[holds_article | (documents["year"] == year)]
    return LazyFrames(made, tables, passing_of(tables))


def _rows_of_year(tables: Mapping[str, pd.DataFrame], name: str, year: int) -> pd.DataFrame:
    frame = tables[name]
    return frame[frame["year"] == year]


def _mixed(documents: pd.DataFrame, articles: pd.DataFrame) -> set[str]:
    """Return the documents that hold an article of another year than their own."""
    years = dict(zip(documents["document_id"], documents["year"], strict=True))
    differs = articles["year"].notna() & articles["year"].ne(articles["document_id"].map(years))
    return set(articles.loc[differs, "document_id"])


def _own_sentences(asked: pd.DataFrame, own_articles: pd.DataFrame, own_documents: pd.DataFrame) -> set[str]:
    """Return of the sentences of mixed documents those of the year: those of its articles, and those of none in a
    document of the year."""
    in_article = asked["article_id"].isin(own_articles["article_id"])
    in_none = asked["article_id"].isna() & asked["document_id"].isin(own_documents["document_id"])
    return set(asked.loc[in_article | in_none, "sentence_id"])
