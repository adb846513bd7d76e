"""What is known of all documents together: a little of each document and article, and the counts of each part.

It grows with the number of documents, by some hundred bytes for each and thirteen for each term that an article uses.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

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
)

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
    year: int | None
    characters: int
    body_sentences: int
    body_digest: bytes | None


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


def combined(parts: Sequence[Path], theme_names: Sequence[str]) -> Corpus:
    """Return what is known of the documents of all parts, in their order. Raises OSError for one that is damaged."""
    documents: list[DocumentSummary] = []
    articles: list[ArticleSummary] = []
    first_document, first_article = [0], [0]
    themes: list[pa.Table] = []
    terms: list[pa.Table] = []
    for file in parts:
        with PartFile(file) as part:
            themes.append(_moved(part.table(THEME_COUNTS), len(articles)))
            terms.append(_moved(part.table(TERM_COUNTS), len(articles)))
            documents += _documents(part.table("documents"))
            articles += _articles(part.table("articles"))
        first_document.append(len(documents))
        first_article.append(len(articles))
    return Corpus(
        documents, articles, first_document, first_article, _theme_counts(themes, theme_names), _term_counts(terms)
    )


def _documents(table: pa.Table) -> Iterator[DocumentSummary]:
    columns = ("document_id", "path", "articles", "problem", TEXT_DIGEST)
    return map(DocumentSummary, *(table.column(name).to_pylist() for name in columns))


def _articles(table: pa.Table) -> Iterator[ArticleSummary]:
    columns = (
        "article_id", "document_id", "street", "district", "year", "characters", BODY_SENTENCES, BODY_DIGEST,
    )  # fmt: skip
    return map(ArticleSummary, *(table.column(name).to_pylist() for name in columns))


def _moved(counts: pa.Table, articles_before: int) -> pa.Table:
    """Return counts of a part with the articles' numbers in the corpus."""
    moved = counts.column(ARTICLE).to_numpy() + np.int32(articles_before)
    return counts.set_column(0, ARTICLE, pa.array(moved, pa.int32()))


def _theme_counts(counts: Sequence[pa.Table], theme_names: Sequence[str]) -> ThemeCounts:
    if not counts:
        return ThemeCounts(*(np.empty(0, np.int32),) * 4)
    together = pa.concat_tables(counts)
    place = pc.index_in(together.column("theme"), pa.array(theme_names, pa.string()))
    numbers = [_numbers(together.column(name)) for name in (ARTICLE, "mentions", "sentences")]
    return ThemeCounts(numbers[0], _numbers(place), numbers[1], numbers[2])


def _term_counts(counts: Sequence[pa.Table]) -> TermCounts:
    if not any(map(len, counts)):
        none = np.empty(0, np.int32)
        return TermCounts(none, none, none, np.empty(0, bool), pa.array([], pa.string()))
    together = pa.concat_tables(counts)
    unified = together.column("term").unify_dictionaries()
    terms = unified.chunk(0).dictionary
    order = pc.sort_indices(terms)
    rank = np.empty(len(terms), np.int32)
    rank[order.to_numpy()] = np.arange(len(terms), dtype=np.int32)
    own = np.concatenate([chunk.indices.to_numpy() for chunk in unified.chunks])
    return TermCounts(
        _numbers(together.column(ARTICLE)), rank[own], _numbers(together.column("count")),
        together.column("is_phrase").to_numpy(), terms.take(order),
    )  # fmt: skip


def _numbers(column: pa.ChunkedArray) -> Integers:
    numbers: Integers = column.to_numpy().astype(np.int32, copy=False)
    return numbers
