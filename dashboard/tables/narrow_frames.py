"""The tables of very many 街道 as frames of few columns: what can be counted, without the texts.

Names and other words that come again and again are categories, lists of words categories of tuples, commitments
numbers, days ``datetime64``. The index is the number of the row in its table, by which its texts can be read.
"""

from collections.abc import Mapping, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.arrays import IntegerArray

from dashboard.tables.parquet_set import ParquetSet, as_frame

REPEATED: Mapping[str, Sequence[str]] = {
    "sentences": ("document_id", "street", "part"),
    "theme_mentions": ("document_id", "street", "theme", "term"),
    "term_mentions": ("document_id", "street", "term"),
    "targets": ("document_id", "street", "granularity"),
    "milestones": ("document_id", "street", "kind", "granularity"),
    "dates": ("document_id", "street"),
    "quantities": ("document_id", "street", "unit"),
    "themes": ("street", "theme"),
    "themes_by_year": ("street", "theme"),
    "keywords": ("street", "term"),
    "keywords_by_year": ("street", "term"),
}
"""Columns that hold few words, by table."""

OTHERS: Mapping[str, Sequence[str]] = {
    "targets": ("value_min", "value_max", "due_from", "due_to"),
    "milestones": ("from_date", "to_date", "whole_year"),
    "themes": ("mentions", "sentences", "sentence_share", "per_1000_characters"),
    "themes_by_year": ("year", "mentions", "sentences", "sentence_share", "per_1000_characters"),
    "keywords": ("count", "tf_idf", "keyness", "keyness_low", "keyness_high", "rank", "is_phrase"),
    "keywords_by_year": ("year", "count", "tf_idf", "keyness", "keyness_low", "keyness_high", "rank", "is_phrase"),
}
LISTS: Mapping[str, Sequence[str]] = {"targets": ("themes", "beneficiaries"), "milestones": ("themes",)}
COMMITMENT = "commitment_id"
WITH_COMMITMENTS = ("targets", "milestones")
BETWEEN = "\x1f"
"""Stands between the words of a list while it is told from others; no word holds a control character."""


def narrow_frame(tables: ParquetSet, name: str) -> pd.DataFrame:
    """Return the frame of a table. Raises what ``ParquetSet.columns`` does."""
    repeated, others = REPEATED[name], OTHERS.get(name, ())
    table = tables.columns(name, [*repeated, *others], repeated)
    frame = as_frame(table, with_days=True)
    for column in LISTS.get(name, ()):
        frame[column] = _as_tuples(tables.columns(name, [column]).column(0))
    if name in WITH_COMMITMENTS:
        frame[COMMITMENT] = _commitment_numbers(tables, name)
    return frame


def _as_tuples(column: pa.ChunkedArray) -> pd.Categorical:
    """Return a column of lists as categories; few lists differ."""
    joined = pc.binary_join(column.combine_chunks(), BETWEEN).dictionary_encode()
    words = [tuple(text.split(BETWEEN)) if text else () for text in joined.dictionary.to_pylist()]
    categories = pd.Index(pd.Series(words, dtype="object"), tupleize_cols=False)
    return pd.Categorical.from_codes(joined.indices.fill_null(-1).to_numpy(), categories)


def _commitment_numbers(tables: ParquetSet, name: str) -> IntegerArray:
    """Return a number for each commitment, the same in all tables, missing where a row belongs to none.

    An id is that of its document and a short rest, of which there are few: numbering the ids themselves would take
    most of a second and a hundred megabytes.
    """
    known = tables.columns("documents", ["document_id"]).column(0).combine_chunks()
    parts = {table: _parted(tables, table, known) for table in WITH_COMMITMENTS}
    rests = pa.chunked_array([rest.dictionary for _, rest in parts.values()]).unique()
    document, rest = parts[name]
    of_rest = pc.index_in(rest.dictionary, rests).take(rest.indices)
    numbers = pc.add(pc.multiply(document.cast(pa.int64()), len(rests)), of_rest.cast(pa.int64()))
    missing = numbers.is_null().to_numpy(zero_copy_only=False)
    return IntegerArray(numbers.fill_null(0).to_numpy().copy(), missing)


def _parted(tables: ParquetSet, name: str, known: pa.StringArray) -> tuple[pa.Int32Array, pa.DictionaryArray]:
    """Return the number of each row's document, and what its commitment's id has behind that of the document."""
    columns = tables.columns(name, ["document_id", COMMITMENT], ["document_id"])
    document = columns.column(0).combine_chunks()
    width = len(known[0].as_py()) if len(known) else 0
    rest = pc.utf8_slice_codeunits(columns.column(1).combine_chunks(), start=width).dictionary_encode()
    return pc.index_in(document.dictionary, known).take(document.indices), rest
