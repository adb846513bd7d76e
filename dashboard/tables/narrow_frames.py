"""The tables of very many 街道 as frames of few columns: what can be counted, without the texts.

All columns that hold few different values, be they names, days or amounts, are categories of one to four bytes, lists
of words categories of tuples, commitments numbers. The index is the number of the row in its table, by which its texts
can be read. Tables are read a row group at a time: what is read is several times what is kept.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pandas.arrays import IntegerArray

from dashboard.tables.parquet_set import SEPARATOR, ParquetSet
from dashboard.tables.schemas import STORED

REPEATED: Mapping[str, Sequence[str]] = {
    "sentences": ("street", "part"),
    "theme_mentions": ("street", "theme", "term"),
    "term_mentions": ("street", "term"),
    "targets": ("street", "granularity", "value_min", "value_max", "due_from", "due_to"),
    "milestones": ("street", "kind", "granularity", "from_date", "to_date"),
    "dates": ("street",),
    "quantities": ("street", "unit"),
    "themes": ("street", "theme"),
    "themes_by_year": ("street", "theme"),
    "themes_by_area": ("level", "area", "theme"),
    "keywords": ("street", "term"),
    "keywords_by_year": ("street", "term"),
}
"""Columns that hold few values, by table."""

MEASURED = ("mentions", "sentences", "sentence_share", "per_1000_characters")
RANKED = ("count", "tf_idf", "keyness", "keyness_low", "keyness_high", "rank", "is_phrase")
OTHERS: Mapping[str, Sequence[str]] = {
    "milestones": ("whole_year",),
    "themes": MEASURED,
    "themes_by_year": ("year", *MEASURED),
    "themes_by_area": ("year", *MEASURED),
    "keywords": RANKED,
    "keywords_by_year": ("year", *RANKED),
}
LISTS: Mapping[str, Sequence[str]] = {"targets": ("themes", "beneficiaries"), "milestones": ("themes",)}
COMMITMENT = "commitment_id"
TARGETS = "targets"
WITH_COMMITMENTS = (TARGETS, "milestones")
MISSING = -1

Codes = NDArray[np.int32]


class NarrowFrames:
    """Makes the narrow frames of a set of tables."""

    def __init__(self, tables: ParquetSet) -> None:
        self._tables = tables
        self._commitments = _Commitments(tables)

    def frame(self, name: str) -> pd.DataFrame:
        """Return the frame of a table. Raises what ``ParquetSet`` does."""
        repeated, others, lists = REPEATED[name], OTHERS.get(name, ()), LISTS.get(name, ())
        kinds = {column: STORED[name].field(column).type for column in (*repeated, *lists)}
        few = {column: _FewValues(kind) for column, kind in kinds.items()}
        many: dict[str, list[pd.Series]] = {column: [] for column in others}
        as_words = [column for column, kind in kinds.items() if pa.types.is_string(kind)]
        for group in self._tables.groups(name, [*few, *many], as_words):
            for column, values in few.items():
                values.add(group.column(column).combine_chunks())
            for column, parts in many.items():
                parts.append(group.column(column).to_pandas())
        columns: dict[str, Any] = {column: values.categories() for column, values in few.items()}
        columns |= {column: _joined(parts) for column, parts in many.items()}
        if name in WITH_COMMITMENTS:
            columns[COMMITMENT] = self._commitments.numbers(name)
        return pd.DataFrame(columns)


class _Commitments:
    """Numbers commitments in the order in which targets come first, the same in all tables."""

    def __init__(self, tables: ParquetSet) -> None:
        self._tables = tables
        self._documents: dict[str, int] = {}
        self._rests: dict[Hashable, int] = {}
        self._of_targets: NDArray[np.int64] | None = None
        """What stands for each commitment that has a target (``_read``), by its number."""

    def numbers(self, name: str) -> IntegerArray:
        """Return the numbers of a table's rows, missing where a row belongs to no commitment."""
        if self._of_targets is None:
            read = self._read(TARGETS)
            codes, self._of_targets = pd.factorize(read)
            if name == TARGETS:
                return _integers(np.where(read == MISSING, MISSING, codes))
        read = self._read(name)
        own = pd.Index(self._of_targets).get_indexer(pd.Index(read))
        others = np.flatnonzero((own == MISSING) & (read != MISSING))  # a date of what is no target
        own[others] = len(self._of_targets) + pd.factorize(read[others])[0]
        return _integers(own)

    def _read(self, name: str) -> NDArray[np.int64]:
        """Return something for each row's commitment that no other has, -1 where it belongs to none.

        An id is that of its document and a short rest, of which there are few: to tell the ids themselves apart would
        take most of a second and a hundred megabytes.
        """
        if not self._documents:
            known = self._tables.columns("documents", ["document_id"]).column(0).to_pylist()
            self._documents = {document_id: place for place, document_id in enumerate(known)}
        found = [np.empty(0, np.int64)]
        for group in self._tables.groups(name, ["document_id", COMMITMENT], ["document_id"]):
            documents = group.column("document_id").combine_chunks()
            own = documents.dictionary.to_pylist()
            places = np.array([self._documents[document_id] for document_id in own], np.int64)
            width = len(own[0]) if own else 0
            rest = pc.utf8_slice_codeunits(group.column(COMMITMENT).combine_chunks(), start=width).dictionary_encode()
            rests = _codes_of(rest, self._rests).astype(np.int64)
            told = rests * len(self._documents) + places[documents.indices.to_numpy()]
            found.append(np.where(rests == MISSING, MISSING, told))
        return np.concatenate(found)


class _FewValues:
    """A column of few values that is read piece by piece."""

    def __init__(self, kind: pa.DataType) -> None:
        self._kind = kind
        self._known: dict[Hashable, int] = {}
        self._codes: list[Codes] = []

    def add(self, column: pa.Array) -> None:
        if pa.types.is_list(self._kind):
            joined = pc.binary_join(column, SEPARATOR).dictionary_encode()
            self._codes.append(_codes_of(joined, self._known))
        else:
            encoded = column if isinstance(column, pa.DictionaryArray) else column.dictionary_encode()
            self._codes.append(_codes_of(encoded, self._known))

    def categories(self) -> pd.Categorical:
        codes = np.concatenate(self._codes) if self._codes else np.empty(0, np.int32)
        self._codes = []
        return pd.Categorical.from_codes(codes, self._values())  # takes the smallest integers that hold them

    def _values(self) -> pd.Index:
        values = list(self._known)
        if pa.types.is_list(self._kind):
            words = [tuple(str(text).split(SEPARATOR)) if text else () for text in values]
            return _index(pd.Series(words, dtype="object"))
        if pa.types.is_date(self._kind):
            return pd.DatetimeIndex(pd.Series(values, dtype="object"))
        return _index(pd.Series(values, dtype="str" if pa.types.is_string(self._kind) else None))


def _index(values: pd.Series) -> pd.Index:
    index: pd.Index = pd.Index(values, tupleize_cols=False)
    return index


def _codes_of(column: pa.DictionaryArray, known: dict[Hashable, int]) -> Codes:
    """Return the place of each value among the known ones, to which new ones are added."""
    own = [known.setdefault(value, len(known)) for value in column.dictionary.to_pylist()]
    places = np.array([*own, MISSING], np.int32)
    codes: Codes = places[column.indices.fill_null(MISSING).to_numpy(zero_copy_only=False)]
    return codes


def _joined(parts: Sequence[pd.Series]) -> Iterable[Any]:
    return pd.concat(parts, ignore_index=True) if parts else ()


def _integers(numbers: NDArray[np.int64]) -> IntegerArray:
    fits = len(numbers) <= np.iinfo(np.int32).max
    return IntegerArray(numbers.astype(np.int32 if fits else np.int64), numbers == MISSING)
