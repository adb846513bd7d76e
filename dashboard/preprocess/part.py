"""A part: the rows of a batch of documents as Arrow tables, with all of them that the reduce has to know.

It is one zip file of Arrow streams, whose checksums tell damage. Rows know their article by its number within the
part, so that what is decided of an article can be done to them without looking at their texts.
"""

import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.tables.rows import Row, RowsByTable, places, table_of
from dashboard.tables.schemas import STORED, TOLD_BY_AREA

TALLIES = ("themes", "themes_by_year", "keywords", "keywords_by_year", *TOLD_BY_AREA.values())
"""Tables that are made from the counts of all parts; the map gives the rows of all the rest."""

OF_ROWS = tuple(name for name in STORED if name not in TALLIES)

ARTICLE = "article"
"""A column beside those of the table: the number of the row's article in the part, null where it has none."""
TEXT_DIGEST, BODY_DIGEST, BODY_SENTENCES = "text_digest", "body_digest", "body_sentences"
"""Columns beside those of ``documents`` (the first) and ``articles``; null where there is no text, no body."""

THEME_COUNTS, TERM_COUNTS = "theme_counts", "term_counts"
"""Per article and theme: ``mentions`` in its own words and ``sentences`` that have it. Per article and term: ``count``
and ``is_phrase``."""

COMPRESSION = "lz4"
SAME_DAY = (1980, 1, 1, 0, 0, 0)
"""Given as time of all that is in a part, for the same rows give the same bytes."""


def part_content(rows: Mapping[str, Sequence[Row]]) -> bytes:
    """Return the part of these rows, those of a batch's documents in order."""
    tables = _tables(rows)
    tables[THEME_COUNTS] = _theme_counts(tables["theme_mentions"])
    tables[TERM_COUNTS] = _term_counts(tables["term_mentions"])
    return zipped(tables)


def zipped(tables: Mapping[str, pa.Table]) -> bytes:
    """Return tables as one zip of Arrow streams."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as part:
        for name, table in tables.items():
            part.writestr(zipfile.ZipInfo(name, SAME_DAY), _stream(table))
    return content.getvalue()


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression=COMPRESSION, use_threads=False)
    with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def gathered(found: Sequence[RowsByTable]) -> RowsByTable:
    """Return the rows of several files, in order, as those of one."""
    together: RowsByTable = {}
    for rows in found:
        for name, of_table in rows.items():
            together.setdefault(name, []).extend(of_table)
    return together


def _tables(rows: Mapping[str, Sequence[Row]]) -> dict[str, pa.Table]:
    articles, sentences = rows.get("articles", ()), rows.get("sentences", ())
    tables = {name: table_of(name, rows.get(name, ())) for name in OF_ROWS if "sentence_id" not in places(name)}
    numbers = pa.array(range(len(articles)), pa.int32())
    tables["articles"] = _with_bodies(tables["articles"].append_column(ARTICLE, numbers), sentences)
    tables["documents"] = _with_digests(tables["documents"], rows.get("texts", ()))
    number_of = {article_id: number for number, article_id in enumerate(tables["articles"]["article_id"].to_pylist())}
    at = places("sentences")["article_id"]
    articles_of = pa.array([number_of.get(row[at]) for row in sentences], pa.int32())
    tables["sentences"] = table_of("sentences", sentences).append_column(ARTICLE, articles_of)
    of_sentence = _OfSentence(tables["sentences"])
    return {name: tables[name] if name in tables else of_sentence.table(name, rows.get(name, ())) for name in OF_ROWS}


class _OfSentence:
    """Makes tables whose rows belong each to a sentence, and have its document, 街道 and article.

    These columns are taken from those of the sentences, which costs a fifth of making them from the rows again.
    """

    def __init__(self, sentences: pa.Table) -> None:
        shared = ("sentence_id", "document_id", "street", "article_id", ARTICLE)
        self._columns = {name: sentences.column(name).combine_chunks() for name in shared}
        self._place_of = {id_: place for place, id_ in enumerate(sentences.column("sentence_id").to_pylist())}

    def table(self, name: str, rows: Sequence[Row]) -> pa.Table:
        at = places(name)["sentence_id"]
        of_rows = pa.array([self._place_of[row[at]] for row in rows], pa.int32())
        known = {column: cells.take(of_rows) for column, cells in self._columns.items()}
        return table_of(name, rows, known).append_column(ARTICLE, known[ARTICLE])


def _with_digests(documents: pa.Table, texts: Sequence[Row]) -> pa.Table:
    digests = {document_id: text_digest(text) for document_id, text in texts}
    of_documents = [digests.get(document_id) for document_id in documents.column("document_id").to_pylist()]
    return documents.append_column(TEXT_DIGEST, pa.array(of_documents, pa.binary()))


def _with_bodies(articles: pa.Table, sentences: Sequence[Row]) -> pa.Table:
    place = places("sentences")
    id_at, part_at, text_at = place["article_id"], place["part"], place["text"]
    bodies: dict[Any, list[str]] = {}
    for row in sentences:
        if row[id_at] and row[part_at] == "body":
            bodies.setdefault(row[id_at], []).append(row[text_at])
    own = [bodies.get(article_id) for article_id in articles.column("article_id").to_pylist()]
    digests = [text_digest("".join(body)) if body else None for body in own]
    return articles.append_column(BODY_DIGEST, pa.array(digests, pa.binary())).append_column(
        BODY_SENTENCES, pa.array([len(body or ()) for body in own], pa.int32())
    )


def text_digest(text: str) -> bytes:
    """Return what tells a text from others, white space left out."""
    return hashlib.sha256("".join(text.split()).encode()).digest()


def _theme_counts(mentions: pa.Table) -> pa.Table:
    """Return ``mentions`` and ``sentences`` per article and theme."""
    counted = mentions.select([ARTICLE, "theme", "sentence_id", "carried"]).filter(mentions.column(ARTICLE).is_valid())
    own = pc.invert(counted.column("carried")).cast(pa.int32())
    counts = counted.append_column("own", own).group_by([ARTICLE, "theme"], use_threads=False).aggregate([
        ("own", "sum"), ("sentence_id", "count_distinct"),
    ])  # fmt: skip
    sums = counts.column("own_sum").cast(pa.int32()), counts.column("sentence_id_count_distinct").cast(pa.int32())
    columns = [counts.column(ARTICLE), counts.column("theme"), *sums]
    return pa.table(columns, [ARTICLE, "theme", "mentions", "sentences"]).combine_chunks()


def _term_counts(mentions: pa.Table) -> pa.Table:
    """Return ``count`` and ``is_phrase`` per article and term; the terms are a dictionary's."""
    counted = mentions.select([ARTICLE, "term", "is_phrase"]).filter(mentions.column(ARTICLE).is_valid())
    counts = counted.group_by([ARTICLE, "term"], use_threads=False).aggregate([
        ([], "count_all"), ("is_phrase", "any"),
    ])  # fmt: skip
    terms = counts.column("term").combine_chunks().dictionary_encode()
    count = counts.column("count_all").cast(pa.int32())
    columns = [counts.column(ARTICLE), terms, count, counts.column("is_phrase_any")]
    return pa.table(columns, [ARTICLE, "term", "count", "is_phrase"]).combine_chunks()


class PartFile:
    """A part on the disk or in memory, opened for reading. Raises OSError where it cannot be read."""

    def __init__(self, file: Path | IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file)

    def __enter__(self) -> "PartFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def table(self, name: str) -> pa.Table:
        """Return the rows of a table, with the columns beside those of its schema."""
        return pa.ipc.open_stream(self._zip.read(name)).read_all()


def is_whole(file: Path | IO[bytes]) -> bool:
    """Return whether a part is there and not damaged."""
    try:
        with zipfile.ZipFile(file) as part:
            return part.testzip() is None and set(part.namelist()) == {*OF_ROWS, THEME_COUNTS, TERM_COUNTS}
    except (OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile):
        return False
