"""The part of the tables that belongs to one plan year."""

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from dashboard.tables.lazy_frames import LazyFrames

TALLIED = {"themes": "themes_by_year", "keywords": "keywords_by_year"}
"""Tables that hold counts of all years → those that hold them year by year."""

RowsOfDocuments = Callable[[str, set[str]], pd.DataFrame]
"""Returns the rows of a table that stand in some documents, with ``sentence_id``, by the same index."""


def tallies_of_year(read: Callable[[str], pd.DataFrame], name: str, year: int | None) -> pd.DataFrame:
    """Return the rows of a plan year of the table of this name (a key of ``TALLIED``), with None those of all years;
    ``read`` returns a table."""
    if year is None:
        return read(name)
    by_year = read(TALLIED[name])
    return by_year[by_year["year"] == year]


def of_year(
    tables: Mapping[str, pd.DataFrame], year: int, rows_of: RowsOfDocuments | None = None
) -> LazyFrames:
    """Return every table with the rows of a plan year (see ``Tables.select``).

    Most documents are of one year throughout, and are taken or left whole; only in the others is each sentence asked:
    of the tables themselves, or with ``rows_of`` where these have no texts.
    """
    documents, articles = tables["documents"], tables["articles"]
    own_articles = articles[articles["year"] == year]
    own_documents = documents[documents["year"] == year]
    mixed = _mixed(documents, articles)
    whole = set(own_documents["document_id"]) - mixed
    rows_of = rows_of or (lambda name, wanted: tables[name][tables[name]["document_id"].isin(wanted)])

    def own_rows(name: str) -> pd.DataFrame:
        frame = tables[name]
        keep = frame["document_id"].isin(whole)
        if mixed:
            sentence_ids = _own_sentences(rows_of("sentences", mixed), own_articles, own_documents)
            asked = rows_of(name, mixed)
            keep |= frame.index.isin(asked.index[asked["sentence_id"].isin(sentence_ids)])
        return frame[keep]

    def tallied(name: str) -> pd.DataFrame:
        return tallies_of_year(tables.__getitem__, name, year).drop(columns="year").reset_index(drop=True)

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
    return LazyFrames(made, tables)


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
