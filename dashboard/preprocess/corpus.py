"""What is known of all documents together: a little of each document and article, and the counts of each part.

It grows with the number of documents: 100 MB for 41,352 of 1,250 characters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dashboard.preprocess.part import (
    ARTICLE,
    BODY_DIGEST,
    BODY_SENTENCES,
    TERM_COUNTS,
    TEXT_DIGEST,
    THEME_COUNTS,
    PartFile,
    zipped,
)
from dashboard.reading.township import Place

Integers = NDArray[np.int32]


class DocumentSummary(NamedTuple):
    """A document: the digest of its text (None where it has none), and what is said of it."""

    document_id: str
    path: str
    articles: int
    problem: str | None
    text_digest: bytes | None


class ArticleSummary(NamedTuple):
    """An article; ``body_digest`` stands for its body text, None where it has none, ``characters`` are those of it."""

    article_id: str
    document_id: str
    street: str
    district: str | None
    city: str | None
    province: str | None
    year: int | None
    characters: int
    body_sentences: int
    body_digest: bytes | None

    @property
    def place(self) -> Place:
        return Place(self.district, self.city, self.province)


@dataclass(frozen=True, slots=True)
class ThemeCounts:
    """Arrays of one length: per article (its number in the corpus) and theme (its place in the list of themes)."""

    article: Integers
    theme: Integers
    mentions: Integers
    sentences: Integers


@dataclass(frozen=True, slots=True)
class TermCounts:
    """Arrays of one length: per article (its number in the corpus) and term (its place in ``terms``).

    ``terms`` stand in the order of their code points.
    """

    article: Integers
    term: Integers
    count: Integers
    is_phrase: NDArray[np.bool_]
    terms: pa.StringArray


@dataclass(frozen=True, slots=True)
class Corpus:
    """All documents and articles in order; ``first_document`` and ``first_article`` say where those of a part begin,
    with one more for the end."""

    documents: Sequence[DocumentSummary]
    articles: Sequence[ArticleSummary]
    first_document: Sequence[int]
    first_article: Sequence[int]
    themes: ThemeCounts
    terms: TermCounts


OF_DOCUMENTS = ("document_id", "path", "articles", "problem", TEXT_DIGEST)
OF_ARTICLES = (
    "article_id", "document_id", "street", "district", "city", "province", "year", "characters", BODY_SENTENCES,
    BODY_DIGEST,
)  # fmt: skip
"""The columns of these tables that ``combined`` asks for."""


def excerpt(part: PartFile) -> bytes:
    """Return what ``combined`` asks for of a part, as a part of its own: a tenth of it or less, and no text."""
    return zipped({
        "documents": part.table("documents").select(OF_DOCUMENTS),
        "articles": part.table("articles").select(OF_ARTICLES),
        THEME_COUNTS: part.table(THEME_COUNTS),
        TERM_COUNTS: part.table(TERM_COUNTS),
    })


def combined(parts: Sequence[Path | IO[bytes]], theme_names: Sequence[str]) -> Corpus:
    """Return what is known of the documents of all parts, in their order. Raises OSError for one that is damaged."""
    documents: list[DocumentSummary] = []
    articles: list[ArticleSummary] = []
    first_document, first_article = [0], [0]
    themes: list[tuple[Integers, ...]] = []
    terms: list[tuple[Integers, ...]] = []
    term_columns: list[pa.DictionaryArray] = []
    names = pa.array(theme_names, pa.string())
    for file in parts:
        with PartFile(file) as part:
            counts = part.table(THEME_COUNTS)
            theme = pc.index_in(counts.column("theme"), names)
            numbers = map(_numbers, (theme, counts["mentions"], counts["sentences"]))
            themes.append((_moved(counts, len(articles)), *numbers))
            counts = part.table(TERM_COUNTS)
            terms.append((_moved(counts, len(articles)), *map(_numbers, (counts["count"], counts["is_phrase"]))))
            term_columns += counts.column("term").chunks
            documents += _documents(part.table("documents"))
            articles += _articles(part.table("articles"))
        first_document.append(len(documents))
        first_article.append(len(articles))
    return Corpus(
        documents, articles, first_document, first_article, ThemeCounts(*_together(themes, 4)),
        _term_counts(term_columns, *_together(terms, 3)),
    )  # fmt: skip


def _documents(table: pa.Table) -> Iterator[DocumentSummary]:
    return map(DocumentSummary, *(table.column(name).to_pylist() for name in OF_DOCUMENTS))


def _articles(table: pa.Table) -> Iterator[ArticleSummary]:
    return map(ArticleSummary, *(table.column(name).to_pylist() for name in OF_ARTICLES))


def _moved(counts: pa.Table, articles_before: int) -> Integers:
    """Return the articles of a part's counts by their numbers in the corpus."""
    return _numbers(counts.column(ARTICLE)) + np.int32(articles_before)


def _numbers(column: pa.ChunkedArray) -> Integers:
    """Return numbers as an array that does not hold the memory of the part they come from."""
    numbers: Integers = column.to_numpy().astype(np.int32)
    return numbers


def _together(counts: Sequence[tuple[Integers, ...]], columns: int) -> Iterator[Integers]:
    """Yield each column of the parts' counts as one array."""
    for column in range(columns):
        yield np.concatenate([np.empty(0, np.int32), *(of_part[column] for of_part in counts)])


def _term_counts(
    columns: Sequence[pa.DictionaryArray], article: Integers, count: Integers, phrase: Integers
) -> TermCounts:
    """Return the counts with their terms, which ``columns`` give part by part, in the order of code points."""
    unified = pa.chunked_array(columns, pa.dictionary(pa.int32(), pa.string())).unify_dictionaries()
    if not len(unified):
        return TermCounts(article, article, count, phrase.astype(bool), pa.array([], pa.string()))
    terms = unified.chunk(0).dictionary
    order = pc.sort_indices(terms)
    rank = np.empty(len(terms), np.int32)
    rank[order.to_numpy()] = np.arange(len(terms), dtype=np.int32)
    own = np.concatenate([chunk.indices.to_numpy() for chunk in unified.chunks])
    return TermCounts(article, rank[own], count, phrase.astype(bool), terms.take(order))
