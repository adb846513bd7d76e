"""A set of tables in its files, of which columns and rows are read as they are wanted.

No file stays open: another set may be moved into place at any time, which Windows refuses for an open file. What is
read afterwards would not fit what was read before, so every reading looks at the mark of the set.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from dashboard.tables.partitions import table_files
from dashboard.tables.schemas import STORED
from dashboard.tables.store import TablesChangedError, TablesMissingError, finish_interrupted_save

Rows = NDArray[np.int64]


def as_frame(table: pa.Table) -> pd.DataFrame:
    """Return a table as a frame."""
    frame: pd.DataFrame = table.to_pandas(split_blocks=True)
    return frame


SEPARATOR = "\x1f"
"""Stands between several values in one text, be they of columns or of a list; no word holds a control character."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """Where the rows of documents, or of 街道, stand in a table: stretch by stretch whose it is, its first row and the
    end."""

    whose: pa.StringArray
    first: Rows
    end: Rows

    def of(self, names: Collection[str]) -> Rows:
        """Return the numbers of the rows of some documents or 街道, in order. Where the stretches are those of several
        columns, names are their values (null: nothing) with ``SEPARATOR`` between them."""
        wanted = pc.is_in(self.whose, pa.array(list(names), pa.string())).to_numpy(zero_copy_only=False)
        stretches = [np.arange(first, end) for first, end in zip(self.first[wanted], self.end[wanted], strict=True)]
        return np.concatenate(stretches) if stretches else np.empty(0, np.int64)


def _beginnings(group: pa.Table) -> Rows:
    """Return the rows that differ from the row before in some column, the first among them."""
    begins = np.zeros(len(group), np.bool_)
    begins[:1] = True
    for column in group.columns:
        values = column.combine_chunks()
        codes = (values.indices if pa.types.is_dictionary(values.type) else values).fill_null(-1).to_numpy()
        begins[1:] |= codes[1:] != codes[:-1]
    return np.flatnonzero(begins)


def _keys(rows: pa.Table) -> pa.StringArray:
    """Return the values of each row with ``SEPARATOR`` between them."""
    texts = [column.combine_chunks().cast(pa.string()) for column in rows.columns]
    joined: pa.StringArray = pc.binary_join_element_wise(
        *texts, SEPARATOR, null_handling="replace", null_replacement=""
    )
    return joined


def _joined(whose: Sequence[pa.StringArray], firsts: Sequence[Rows], end: int) -> Stretches:
    """Return the stretches of all row groups, those joined that go on from one group to the next."""
    if not whose:
        return Stretches(pa.array([], pa.string()), np.empty(0, np.int64), np.empty(0, np.int64))
    names, first = pa.concat_arrays(whose), np.concatenate(firsts)
    begins = pc.not_equal(names.slice(1), names.slice(0, len(names) - 1)).to_numpy(zero_copy_only=False)
    own = np.flatnonzero(np.r_[True, begins])
    first = first[own]
    return Stretches(names.take(pa.array(own)), first, np.r_[first[1:], end])


class ParquetSet:
    """The tables of a folder, each a Parquet file or a folder of such files in the order of their names.

    ``made_from`` is what the set was made from (``load_fingerprint``). Raises TablesMissingError where there is no
    complete set; every method raises TablesChangedError once another set
    stands there, and OSError where a file cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        finish_interrupted_save(folder)
        self._files = {name: table_files(folder, name) for name in STORED}
        missing = [name for name, files in self._files.items() if not files]
        if missing:
            raise TablesMissingError(f"{folder}: no {', '.join(missing)}; run `python -m dashboard preprocess` first")
        self._mark: bytes | None = None
        with self._opened(self._files["documents"][0]) as (_, opened):
            metadata = opened.schema_arrow.metadata or {}
        self._mark = metadata.get(b"set", b"")
        self.made_from: dict[str, str] = json.loads(metadata.get(b"made_from", b"{}"))
        self._stretches: dict[tuple[str, ...], Stretches] = {}

    @contextmanager
    def _opened(self, file: Path, repeated: Sequence[str] = ()) -> Iterator[tuple[pa.OSFile, pq.ParquetFile]]:
        try:
            with pa.OSFile(str(file)) as content:
                opened = pq.ParquetFile(content, read_dictionary=list(repeated))
                mark = (opened.schema_arrow.metadata or {}).get(b"set", b"")
                if self._mark is not None and mark != self._mark:
                    raise TablesChangedError(f"{file} belongs to another set of tables")
                yield content, opened
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
            raise TablesChangedError(f"{file} is gone") from error

    def table(self, name: str) -> pa.Table:
        """Return a whole table."""
        return self.columns(name, STORED[name].names)

    def columns(self, name: str, columns: Sequence[str]) -> pa.Table:
        """Return some columns of a whole table."""
        parts = []
        for file in self._files[name]:
            with self._opened(file) as (_, opened):
                parts.append(opened.read(columns=list(columns)))
        return pa.concat_tables(parts).combine_chunks()

    def groups(self, name: str, columns: Sequence[str], repeated: Sequence[str] = ()) -> Iterator[pa.Table]:
        """Yield some columns of a whole table, a row group at a time; those of ``repeated`` hold few texts and come as
        dictionaries, each group with its own."""
        for file in self._files[name]:
            with self._opened(file, repeated) as (_, opened):
                for group in range(opened.metadata.num_row_groups):
                    yield opened.read_row_group(group, columns=list(columns), use_threads=False)

    def rows(self, name: str, numbers: Rows, columns: Sequence[str] | None = None) -> pa.Table:
        """Return the rows of these numbers, which ascend; only the row groups that hold one are read."""
        parts = [STORED[name].empty_table() if columns is None else STORED[name].empty_table().select(list(columns))]
        before = 0
        for file in self._files[name]:
            with self._opened(file) as (_, opened):
                for group in range(opened.metadata.num_row_groups):
                    length = opened.metadata.row_group(group).num_rows
                    low, high = np.searchsorted(numbers, (before, before + length))
                    if low < high:
                        read = opened.read_row_group(group, columns=None if columns is None else list(columns))
                        # Copied, for a slice would hold the memory of the whole group as long as it lives.
                        parts.append(read.take(pa.array(numbers[low:high] - before)))
                    before += length
        return pa.concat_tables([part.replace_schema_metadata() for part in parts])

    def rows_where(self, name: str, condition: pc.Expression, columns: Sequence[str] | None = None) -> pa.Table:
        """Return the rows that meet a condition; row groups whose bounds exclude it are not read."""
        columns = STORED[name].names if columns is None else list(columns)
        parts = [STORED[name].empty_table().select(columns)]
        for file in self._files[name]:
            with self._opened(file) as (content, _):
                parts.append(pq.read_table(content, columns=columns, filters=condition))
        return pa.concat_tables([part.replace_schema_metadata() for part in parts])

    def stretches(self, name: str, *columns: str) -> Stretches:
        """Return where the rows stand that have the same in some columns, looked up once."""
        if (name, *columns) not in self._stretches:
            texts = [column for column in columns if pa.types.is_string(STORED[name].field(column).type)]
            whose, firsts, before = [], [], 0
            for group in self.groups(name, columns, texts):
                first = _beginnings(group)
                whose.append(_keys(group.take(pa.array(first))))
                firsts.append(first + before)
                before += len(group)
            self._stretches[name, *columns] = _joined(whose, firsts, before)
        return self._stretches[name, *columns]

    def rows_of(self, name: str, column: str, names: Collection[str]) -> pa.Table:
        """Return the rows of documents or 街道 of these names in the order of the table."""
        return self.rows(name, self.stretches(name, column).of(names))
