"""What all documents decide of each: which do not count, what their 街道 are called; and a part's rows so written."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.preprocess.corpus import Corpus
from dashboard.preprocess.duplicates import ToldDocument, doubles_in, told_documents
from dashboard.preprocess.namesakes import names_of
from dashboard.preprocess.part import ARTICLE
from dashboard.tables.schemas import STORED

OF_A_STREET = ("articles", "targets", "milestones", "term_mentions")
"""Tables that hold nothing but what a 街道 says."""


@dataclass(frozen=True, slots=True)
class PartDecisions:
    """What is to be done to the rows of a part.

    ``doubles`` are ids of documents of which the ``documents`` row alone stays; ``freed`` are numbers (in the part) of
    articles whose text is nobody's; ``names`` are other names of articles' 街道 by their numbers; ``told`` is what
    ``documents`` rows say, by id.
    """

    doubles: frozenset[str]
    freed: frozenset[int]
    names: dict[int, str]
    told: dict[str, ToldDocument]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Of every article in order whether it counts and the name of its 街道; and what is to be done to each part."""

    counted: Sequence[bool]
    names: Sequence[str]
    parts: Sequence[PartDecisions]


def decided(corpus: Corpus) -> Decisions:
    """Return what the documents together decide."""
    documents, articles = corpus.documents, corpus.articles
    doubles = doubles_in(documents, articles)
    counted = [
        article.document_id not in doubles.documents and article.article_id not in doubles.articles
        for article in articles
    ]
    names = names_of(articles, counted=counted)
    told = told_documents(documents, articles, doubles)
    parts = []
    for part in range(len(corpus.first_document) - 1):
        own = range(corpus.first_document[part], corpus.first_document[part + 1])
        ids = {documents[number].document_id for number in own} if told else set()
        first, end = corpus.first_article[part], corpus.first_article[part + 1]
        parts.append(PartDecisions(
            frozenset(ids & doubles.documents.keys()),
            frozenset(n - first for n in range(first, end) if articles[n].article_id in doubles.articles),
            {n - first: names[n] for n in range(first, end) if names[n] != articles[n].street},
            {document_id: told[document_id] for document_id in ids & told.keys()},
        ))  # fmt: skip
    return Decisions(counted, names, parts)


def finished(name: str, table: pa.Table, decisions: PartDecisions) -> pa.Table:
    """Return a part's rows of a table (as ``part_content`` has them) as they stand in the tables."""
    if name == "documents":
        return _told(table.select(STORED[name].names), decisions.told)
    if decisions.doubles:
        double = pc.is_in(table.column("document_id"), pa.array(sorted(decisions.doubles), pa.string()))
        table = table.filter(pc.invert(double))
    if ARTICLE in table.column_names:
        table = _with_names(_freed(name, table, decisions.freed), decisions.names)
    return table.select(STORED[name].names)


def _freed(name: str, table: pa.Table, freed: frozenset[int]) -> pa.Table:
    """Return the rows with what stands in these articles as nobody's, and without it where nobody's text has none."""
    if not freed:
        return table
    is_freed = pc.is_in(table.column(ARTICLE), pa.array(sorted(freed), pa.int32()))
    if name in OF_A_STREET:
        return table.filter(pc.invert(is_freed))
    nothing = pa.scalar(None, pa.string())
    for column in {"street", "article_id"} & set(table.column_names):
        at = table.column_names.index(column)
        table = table.set_column(at, column, pc.if_else(is_freed, nothing, table.column(column)))
    return table


def _with_names(table: pa.Table, names: dict[int, str]) -> pa.Table:
    """Return the rows with the names of 街道 that are others than the documents'."""
    if not names or not len(table):
        return table
    of_article = pa.array([names.get(number) for number in range(max(names) + 1)], pa.string())
    article, street = table.column(ARTICLE).combine_chunks(), table.column("street").combine_chunks()
    listed = pc.if_else(pc.less(article, len(of_article)), article, pa.scalar(None, pa.int32()))
    renamed = pc.if_else(street.is_valid(), of_article.take(listed), None)  # nobody's text stays nobody's
    return table.set_column(table.column_names.index("street"), "street", pc.coalesce(renamed, street))


def _told(documents: pa.Table, told: dict[str, ToldDocument]) -> pa.Table:
    """Return the ``documents`` rows with what is said of them."""
    if not told:
        return documents
    rows = documents.to_pylist()
    for row in rows:
        if (said := told.get(row["document_id"])) is not None:
            row |= {"articles": said.articles, "problem": said.problem, "duplicate_of": said.duplicate_of}
    return pa.Table.from_pylist(rows, documents.schema)
