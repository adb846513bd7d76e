"""Save tables as one atomic set of Parquet files and load them again."""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.tables import Tables

READY = ".ready"
"""A folder of this name holds a complete set of tables that has not been moved into place yet."""
MADE_FROM = b"made_from"
"""Key of a file's metadata: digests of what its table was made from, as JSON."""
LOOKS_AT_MOVING_SET, SECONDS_BETWEEN_LOOKS = 40, 0.05


class TablesMissingError(FileNotFoundError):
    """No complete set of tables stands in the folder."""


def save_tables(tables: Mapping[str, pa.Table], folder: Path, fingerprint: Mapping[str, str] | None = None) -> None:
    """Replace the tables in ``folder`` by these, all or none.

    The set is written and synced beside the old one and renamed to ``.ready`` in one step; only then are files
    moved. Whoever finds ``.ready`` after a crash finishes the move (``finish_interrupted_save``), so that a full
    disk or a crash leaves either the old set or the new one. ``fingerprint`` says what the tables were made from
    and is kept in each file's metadata. Raises ValueError for an unknown table and OSError where writing fails.
    """
    unknown = sorted(set(tables) - set(SCHEMAS))
    if unknown:
        raise ValueError(f"unknown tables {unknown}; dashboard/tables/schemas.py names the known ones")
    folder.mkdir(parents=True, exist_ok=True)
    finish_interrupted_save(folder)
    staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=folder))
    try:
        for name, table in tables.items():
            _write(table.cast(SCHEMAS[name]), staging / f"{name}.parquet", fingerprint or {})
        staging.replace(folder / READY)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    finish_interrupted_save(folder)


def _write(table: pa.Table, path: Path, fingerprint: Mapping[str, str]) -> None:
    metadata = {**(table.schema.metadata or {}), MADE_FROM: json.dumps(fingerprint, sort_keys=True).encode()}
    with path.open("wb") as file:
        pq.write_table(table.replace_schema_metadata(metadata), file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())


def finish_interrupted_save(folder: Path) -> None:
    """Move a complete set that an earlier save left in ``.ready`` into place.

    Several processes may do so at the same time (one that saves, others that read): each file is moved by one of them.
    """
    ready = folder / READY
    if not ready.is_dir():
        return
    for file in sorted(ready.glob("*.parquet")):
        with suppress(FileNotFoundError):
            file.replace(folder / file.name)
    with suppress(OSError):  # gone by now, or a further set has come
        ready.rmdir()


def load_tables(folder: Path) -> Tables:
    """Return all tables of ``folder`` as pandas frames. Raises TablesMissingError where one is not there."""
    return load_set(folder)[0]


def load_set(folder: Path) -> tuple[Tables, dict[str, str]]:
    """Return all tables of ``folder``, and what they were made from; never some of an old set and some of a new one.

    Where another process is just moving a new set into place, it waits for the last file. Raises TablesMissingError
    where a table is not there, or where the files go on belonging to different sets.
    """
    for _ in range(LOOKS_AT_MOVING_SET):
        finish_interrupted_save(folder)
        missing = [name for name in SCHEMAS if not (folder / f"{name}.parquet").is_file()]
        if missing:
            raise TablesMissingError(f"{folder}: no {', '.join(missing)}; run `python -m dashboard preprocess` first")
        read = {name: _read(folder / f"{name}.parquet") for name in SCHEMAS}
        origins = {(table.schema.metadata or {}).get(MADE_FROM, b"{}") for table in read.values()}
        if len(origins) == 1:
            made_from: dict[str, str] = json.loads(origins.pop())
            return Tables(**{name: table.to_pandas() for name, table in read.items()}), made_from
        time.sleep(SECONDS_BETWEEN_LOOKS)
    raise TablesMissingError(f"{folder}: tables of different runs; run `python -m dashboard preprocess --force`")


def _read(path: Path) -> pa.Table:
    """Return a table with its own metadata: by its path pyarrow would open the file twice, and it may be replaced."""
    with path.open("rb") as file:
        return pq.read_table(file)


def load_fingerprint(folder: Path) -> dict[str, str] | None:
    """Return what the tables in ``folder`` were made from; None where there is no complete set."""
    finish_interrupted_save(folder)
    if any(not (folder / f"{name}.parquet").is_file() for name in SCHEMAS):
        return None
    metadata = pq.read_schema(folder / "documents.parquet").metadata or {}
    made_from: dict[str, str] = json.loads(metadata.get(MADE_FROM, b"{}"))
    return made_from
