"""Save tables as one atomic set of Parquet files and load them again."""

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.tables.full_disk import full_disk_named
from dashboard.tables.partitions import UNFINISHED, FolderPartitions, table_files
from dashboard.tables.schemas import KEPT_TEXTS, SCHEMAS, STORED
from dashboard.tables.table_file import write_table
from dashboard.tables.tables import Tables

Read = TypeVar("Read")

READY = ".ready"
"""A folder of this name holds a complete set of tables that has not been moved into place yet."""

STAGING = ".staging-"
"""What the name of a folder begins with in which a set is being written."""

ASIDE = ".old-"
"""What the name of a table begins with that has been moved out of the way of a new one."""

MOST_LOADS = 200
SECONDS_BETWEEN_LOADS = 0.05
"""How often tables are loaded again that another process is moving into place."""


class TablesMissingError(FileNotFoundError):
    """No complete set of tables stands in the folder."""


class TablesChangedError(RuntimeError):
    """Another set of tables stands in the folder than the one that was being read."""


class NewSet:
    """A set of tables that is being written beside the one in place."""

    def __init__(self, folder: Path, metadata: Mapping[bytes, bytes]) -> None:
        self._folder, self._metadata = folder, metadata

    def write(self, name: str, pieces: Iterable[pa.Table]) -> None:
        """Write a table from pieces, which follow each other. Tables may be written at the same time, each by one
        thread. Raises ValueError for an unknown table and OSError where writing fails."""
        if name not in STORED:
            raise ValueError(f"unknown table {name!r}; dashboard/tables/schemas.py names the known ones")
        with full_disk_named(self._folder.parent):
            write_table(name, pieces, self._folder / f"{name}.parquet", self._metadata)

    def partitions(self) -> FolderPartitions:
        """Return where parts of tables go, for processes that write them instead of whole tables."""
        return FolderPartitions(self._folder, self._metadata)


@contextmanager
def new_set(folder: Path, fingerprint: Mapping[str, str] | None = None, mark: str = "") -> Iterator[NewSet]:
    """Replace the tables in ``folder`` by those that are written in the block, all or none.

    The set is written and synced beside the old one and renamed to ``.ready`` in one step; only then are files
    moved. Whoever finds ``.ready`` after a crash finishes the move (``finish_interrupted_save``), so that a full
    disk or a crash leaves either the old set or the new one. ``fingerprint`` says what the tables were made from
    and is kept in each file's metadata, with a mark that tells the set's files from those of another: ``mark``, which
    is never to stand for two sets that differ, or one that is like no other.
    Where other processes may save into the folder too, the caller holds its ``folder_lock``. Raises OSError where
    writing fails.
    """
    made_from = json.dumps(fingerprint or {}, sort_keys=True)
    metadata = {b"made_from": made_from.encode(), b"set": (mark or uuid4().hex).encode()}
    with full_disk_named(folder):
        folder.mkdir(parents=True, exist_ok=True)
        move_into_place(folder)
        for left_by_a_crash in (*folder.glob(f"{STAGING}*"), *folder.glob(f"{ASIDE}*")):
            _remove(left_by_a_crash)
        staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=folder))
        try:
            yield NewSet(staging, metadata)
            for table in filter(Path.is_dir, staging.iterdir()):
                for unfinished in table.glob(f"{UNFINISHED}*"):
                    _remove(unfinished)
                _sync(table)
            _sync(staging)
            staging.replace(folder / READY)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
        move_into_place(folder)


def save_tables(tables: Mapping[str, pa.Table], folder: Path, fingerprint: Mapping[str, str] | None = None) -> None:
    """Replace the tables in ``folder`` by these, all or none (see ``new_set``); raises ValueError for unknown ones."""
    unknown = sorted(set(tables) - set(STORED))
    if unknown:
        raise ValueError(f"unknown tables {unknown}; dashboard/tables/schemas.py names the known ones")
    with new_set(folder, fingerprint) as made:
        for name, table in tables.items():
            made.write(name, [table])


def _sync(folder: Path) -> None:
    """Bring a folder's list of files to the disk, where the system lets a folder be opened."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def finish_interrupted_save(folder: Path) -> None:
    """Move a complete set that an earlier save left in ``.ready`` into place, where nobody else is about to."""
    if (folder / READY).is_dir():
        from dashboard.tables.folder_lock import lock_if_free  # seldom needed, and slow to load

        with lock_if_free(folder) as is_ours:
            if is_ours:
                move_into_place(folder)


def move_into_place(folder: Path) -> None:
    """Move a complete set from ``.ready``; for who holds the folder's lock."""
    ready = folder / READY
    if not ready.is_dir():
        return
    for made in sorted(ready.glob("*.parquet")):
        _put(made, folder / made.name)
    _sync(folder)
    shutil.rmtree(ready)


def _put(made: Path, place: Path) -> None:
    """Put a table in the place of the one there. A folder takes no place in one step: the one there is moved aside."""
    if not (place.is_dir() or (made.is_dir() and place.exists())):
        made.replace(place)
        return
    aside = place.with_name(f"{ASIDE}{place.name}")
    _remove(aside)
    place.replace(aside)
    made.replace(place)
    _remove(aside)


def _remove(place: Path) -> None:
    """Remove a file or a folder with all in it; what cannot be removed stays."""
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        with suppress(OSError):
            place.unlink()


def load_tables(folder: Path) -> Tables:
    """Return all tables of ``folder`` as pandas frames, all of one set even while another is moved into place.

    Raises TablesMissingError where one is not there.
    """
    return load_set(folder)[0]


def load_set(folder: Path) -> tuple[Tables, dict[str, str]]:
    """Return the tables of ``load_tables``, and what that very set was made from (``load_fingerprint``)."""
    for _ in range(MOST_LOADS):
        found = _when_in_place(folder, lambda: _read_tables(folder))
        if found and len({_set_of(part) for parts in found.values() for part in parts}) == 1:
            made_from = _made_from(found["documents"][0].schema)
            return Tables(**{name: pa.concat_tables(parts).to_pandas() for name, parts in found.items()}), made_from
        time.sleep(SECONDS_BETWEEN_LOADS)
    raise TablesMissingError(f"{folder}: files of different sets; run `python -m dashboard preprocess --force`")


def articles_in(folder: Path) -> int:
    """Return how many articles the tables in ``folder`` hold, told by the feet of their files; 0 where there are
    none."""
    finish_interrupted_save(folder)

    def counted() -> int:
        return sum(int(pq.read_metadata(file).num_rows) for file in table_files(folder, "articles"))

    return _when_in_place(folder, counted)


def _read_tables(folder: Path) -> dict[str, list[pa.Table]] | None:
    """Return the parts of each table (one where it is one file), None where their number changed meanwhile."""
    missing = _missing(folder)
    if missing:
        raise TablesMissingError(f"{folder}: no {', '.join(missing)}; run `python -m dashboard preprocess` first")
    files = {name: table_files(folder, name) for name in SCHEMAS}
    found = {name: [_read(file) for file in of_table] for name, of_table in files.items()}
    return found if files == {name: table_files(folder, name) for name in SCHEMAS} else None


def _when_in_place(folder: Path, read: Callable[[], Read]) -> Read:
    """Return what is read of the tables; where that fails because some are being moved, it is tried again."""
    for _ in range(MOST_LOADS):
        finish_interrupted_save(folder)
        try:
            return read()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            # A table in a folder is not there for a moment while another takes its place.
            if not (folder / READY).is_dir() and _missing(folder):
                raise
        time.sleep(SECONDS_BETWEEN_LOADS)
    return read()


def _set_of(table: pa.Table) -> bytes:
    """Return the mark of the set that a table belongs to."""
    return bytes((table.schema.metadata or {}).get(b"set", b""))


def _missing(folder: Path) -> list[str]:
    return [name for name in STORED if not table_files(folder, name)]


def _files(folder: Path, name: str) -> list[Path]:
    """Return the files of a table; raises TablesMissingError where there is none."""
    files = table_files(folder, name)
    if not files:
        raise TablesMissingError(f"{folder}: no {name}; run `python -m dashboard preprocess` first")
    return files


def load_columns(folder: Path, name: str, columns: Sequence[str]) -> pa.Table:
    """Return some columns of one table; raises TablesMissingError where it is not there."""
    return _when_in_place(folder, lambda: pq.read_table(_files(folder, name), columns=list(columns)))


def load_text(folder: Path, document_id: str) -> str | None:
    """Return the whole text of a document, which all offsets count; None where there is no such document."""
    asked = [("document_id", "=", document_id)]
    try:
        found = _when_in_place(folder, lambda: pq.read_table(_files(folder, KEPT_TEXTS), filters=asked))
    except TablesMissingError:
        return None
    texts = found.column("text").to_pylist()
    return str(texts[0]) if texts else None


def _read(path: Path) -> pa.Table:
    """Return a table with its own metadata: by its path pyarrow would open the file twice, and it may be replaced."""
    with path.open("rb") as file:
        return pq.read_table(file)


def load_fingerprint(folder: Path) -> dict[str, str] | None:
    """Return what the tables in ``folder`` were made from; None where there is no complete set."""
    finish_interrupted_save(folder)
    if _missing(folder):
        return None
    return _when_in_place(folder, lambda: _made_from(pq.read_schema(_files(folder, "documents")[0])))


def _made_from(schema: pa.Schema) -> dict[str, str]:
    made_from: dict[str, str] = json.loads((schema.metadata or {}).get(b"made_from", b"{}"))
    return made_from
