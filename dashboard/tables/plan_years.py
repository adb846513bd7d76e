"""The part of the tables that belongs to one plan year."""

from collections.abc import Mapping

import pandas as pd

TALLIED = {"themes": "themes_by_year", "keywords": "keywords_by_year"}
"""Tables that hold counts of all years → those that hold them year by year."""


def of_year(tables: Mapping[str, pd.DataFrame], year: int) -> dict[str, pd.DataFrame]:
    """Return every table with the rows of a plan year (see ``Tables.select``).

    Most documents are of one year throughout, and are taken or left whole; only in the others is each sentence asked.
    """
    documents, articles = tables["documents"], tables["articles"]
    own_articles = articles[articles["year"] == year]
    own_documents = documents[documents["year"] == year]
    mixed = _mixed(documents, articles)
    whole = set(own_documents["document_id"]) - mixed
    sentence_ids = _own_sentences(tables["sentences"], mixed, own_articles, own_documents)
    holds_article = documents["document_id"].isin(own_articles["document_id"])
    chosen = {"articles": own_articles, "documents": documents[holds_article | (documents["year"] == year)]}
    for name, frame in tables.items():
        if name in TALLIED:
            by_year = tables[TALLIED[name]]
            chosen[name] = by_year[by_year["year"] == year].drop(columns="year").reset_index(drop=True)
        elif name in TALLIED.values():
            chosen[name] = frame[frame["year"] == year]
        elif name not in chosen:
            keep = frame["document_id"].isin(whole)
            if mixed:
                keep |= frame["sentence_id"].isin(sentence_ids)
            chosen[name] = frame[keep]
    return chosen


def _mixed(documents: pd.DataFrame, articles: pd.DataFrame) -> set[str]:
    """Return the documents that hold an article of another year than their own."""
    years = dict(zip(documents["document_id"], documents["year"], strict=True))
    differs = articles["year"].notna() & articles["year"].ne(articles["document_id"].map(years))
    return set(articles.loc[differs, "document_id"])


def _own_sentences(
    sentences: pd.DataFrame, mixed: set[str], own_articles: pd.DataFrame, own_documents: pd.DataFrame
) -> set[str]:
    """Return the sentences of mixed documents that are of the year: those of its articles, and those of none in a
    document of the year."""
    if not mixed:
        return set()
    asked = sentences[sentences["document_id"].isin(mixed)]
    in_article = asked["article_id"].isin(own_articles["article_id"])
    in_none = asked["article_id"].isna() & asked["document_id"].isin(own_documents["document_id"])
    return set(asked.loc[in_article | in_none, "sentence_id"])
