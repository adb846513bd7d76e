"""The sentences behind what is shown, as they are quoted: text, 街道, document and article."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from dashboard.charts.wording import is_missing
from dashboard.reading.file_name import stem_of
from dashboard.tables.table_source import TableSource

MOST_QUOTES = 24
"""More sentences than anyone reads out; the pages show all."""
QUOTED = ("sentence_id", "text", "start", "street", "document_id", "article_id")
"""Columns of ``sentences`` that a quote is made of."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with the name of its document (《人民城市基层管理者细说2021》), and the words of it that count.

    ``start`` is the sentence's offset in the document; ``places`` are start and end of the words, as offsets of the
    document too. ``street`` and ``article`` (a title) are blank where there is none.
    """

    sentence_id: str
    text: str
    start: int
    street: str
    document: str
    article: str
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """The first sentences in the order of the documents, and how many there are in all."""

    shown: tuple[Quote, ...]
    total: int

    @property
    def left_out(self) -> int:
        return self.total - len(self.shown)


def document_names(tables: TableSource, documents: Iterable[str]) -> dict[str, str]:
    """Return the names of these documents by their ids, as a source line has them: 《人民城市基层管理者细说2021》."""
    known = tables.documents.loc[tables.documents["document_id"].isin(list(documents)), ["document_id", "path"]]
    return {document_id: f"《{stem_of(path)}》" for document_id, path in known.itertuples(index=False)}


def quotes_of(tables: TableSource, evidence: pd.DataFrame | None, most: int = MOST_QUOTES) -> Quotes:
    """Return the sentences that ``evidence`` names (columns of ``Chart.evidence``), the first ``most`` of them."""
    if evidence is None or evidence.empty:
        return Quotes((), 0)
    sentences = tables.sentences_named(evidence["sentence_id"].unique())[list(QUOTED)]
    return Quotes(tuple(_quotes(tables, sentences.head(most), evidence)), len(sentences))


def _quotes(tables: TableSource, quoted: pd.DataFrame, evidence: pd.DataFrame) -> Iterator[Quote]:
    documents, places = document_names(tables, quoted["document_id"].unique()), _places(quoted, evidence)
    articles = tables.articles[tables.articles["article_id"].isin(quoted["article_id"].dropna().unique())]
    titles = dict(zip(articles["article_id"], articles["title"], strict=True))
    for row in quoted.to_dict("records"):
        yield Quote(
            row["sentence_id"], row["text"], int(row["start"]), _words(row["street"]),
            documents.get(row["document_id"], ""), _words(titles.get(row["article_id"])),
            tuple(places.get(row["sentence_id"], ())),
        )  # fmt: skip


def _places(quoted: pd.DataFrame, evidence: pd.DataFrame) -> dict[str, list[tuple[int, int]]]:
    """Return the words that count, by sentence."""
    shown = set(quoted["sentence_id"])
    places: dict[str, list[tuple[int, int]]] = {}
    for sentence_id, start, end in zip(evidence["sentence_id"], evidence["start"], evidence["end"], strict=True):
        if sentence_id in shown and not is_missing(start):
            places.setdefault(sentence_id, []).append((int(start), int(end)))
    return places


def _words(cell: object) -> str:
    return "" if is_missing(cell) else str(cell)
