"""Save tables as one atomic set of Parquet files and load them again."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.tables import Tables

READY = ".ready"
"""A folder of this name holds a complete set of tables that has not been moved into place yet."""


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
    metadata = {**(table.schema.metadata or {}), b"made_from": json.dumps(fingerprint, sort_keys=True).encode()}
    with path.open("wb") as file:
        pq.write_table(table.replace_schema_metadata(metadata), file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())


def finish_interrupted_save(folder: Path) -> None:
    """Move a complete set that an earlier save left in ``.ready`` into place."""
    ready = folder / READY
    if not ready.is_dir():
        return
    for file in sorted(ready.glob("*.parquet")):
        file.replace(folder / file.name)
    shutil.rmtree(ready)


def load_tables(folder: Path) -> Tables:
    """Return all tables of ``folder`` as pandas frames. Raises TablesMissingError where one is not there."""
    finish_interrupted_save(folder)
    missing = [name for name in SCHEMAS if not (folder / f"{name}.parquet").is_file()]
    if missing:
        raise TablesMissingError(f"{folder}: no {', '.join(missing)}; run `python -m dashboard preprocess` first")
    return Tables(**{name: pq.read_table(folder / f"{name}.parquet").to_pandas() for name in SCHEMAS})


def load_fingerprint(folder: Path) -> dict[str, str] | None:
    """Return what the tables in ``folder`` were made from; None where there is no complete set."""
    finish_interrupted_save(folder)
    if any(not (folder / f"{name}.parquet").is_file() for name in SCHEMAS):
        return None
    metadata = pq.read_schema(folder / "documents.parquet").metadata or {}
    made_from: dict[str, str] = json.loads(metadata.get(b"made_from", b"{}"))
    return made_from
