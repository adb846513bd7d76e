"""Sets of tables at an address of an object store, which cannot rename: each stands whole under a name of its own, and
one small object says which set counts.

    tables.json              names the set, what it was made from, and the files of each table in the order of rows
    set-MARK/TABLE.parquet/  the parts of a table
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.tables.partitions import ENDING, PART, part_file
from dashboard.tables.remote_files import listed_names, make_folder, opened
from dashboard.tables.schemas import STORED
from dashboard.tables.store import TablesMissingError
from dashboard.tables.table_file import write_rows

CURRENT = "tables.json"
SET = "set-"


@dataclass(frozen=True, slots=True)
class RemotePartitions:
    """Parts of the tables of a set at an address (``partitions.Partitions``). An object is there once all of it is."""

    address: str
    metadata: Mapping[bytes, bytes]

    def write(self, name: str, number: int, pieces: Iterable[pa.Table]) -> None:
        files, root = opened(self.address)
        place = f"{root}/{part_file(name, number)}"
        make_folder(files, place.rpartition("/")[0])
        with files.open(place, "wb") as file:
            write_rows(name, pieces, file, self.metadata)


@dataclass(frozen=True, slots=True)
class RemoteSet:
    """The set that counts: ``tables`` names the files of each table below the address, in the order of its rows."""

    made_from: dict[str, str]
    tables: dict[str, list[str]]


def current_set(address: str) -> RemoteSet | None:
    """Return the set that counts at an address; None where there is none. Raises OSError."""
    files, root = opened(address)
    files.invalidate_cache()
    try:
        said = json.loads(files.cat_file(f"{root}/{CURRENT}"))
        return RemoteSet(dict(said["made_from"]), {name: list(said["tables"][name]) for name in STORED})
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def remote_columns(address: str, name: str, columns: Sequence[str]) -> pa.Table:
    """Return some columns of one table of the set that counts; raises TablesMissingError where there is no set."""
    found = current_set(address)
    if found is None:
        raise TablesMissingError(f"{address}: no tables; run `python -m dashboard preprocess --engine dask` first")
    files, root = opened(address)
    parts = []
    for file in found.tables[name]:
        with files.open(f"{root}/{file}", "rb") as part:
            parts.append(pq.read_table(part, columns=list(columns)))
    return pa.concat_tables(parts)


@contextmanager
def new_remote_set(address: str, fingerprint: Mapping[str, str], mark: str) -> Iterator[RemotePartitions]:
    """Replace the set at an address by the one whose parts are written in the block, all or nothing.

    ``mark`` names the set and is never to stand for two that differ. The set of before stays for who is reading it, the
    ones before that are removed. Raises OSError.
    """
    files, root = opened(address)
    own = f"{SET}{mark}"
    metadata = {b"made_from": json.dumps(dict(fingerprint), sort_keys=True).encode(), b"set": mark.encode()}
    before = current_set(address)
    if before is None or own not in _sets_of(before):
        _remove(files, f"{root}/{own}")  # of a run that was stopped
    yield RemotePartitions(f"{address.rstrip('/')}/{own}", metadata)
    tables = {name: _parts(files, root, own, name) for name in STORED}
    missing = [name for name, parts in tables.items() if not parts]
    if missing:
        raise FileNotFoundError(f"{address}: no parts of {', '.join(missing)} were written")
    said = {"set": own, "made_from": dict(fingerprint), "tables": tables}
    files.pipe_file(f"{root}/{CURRENT}", json.dumps(said, ensure_ascii=False, indent=1).encode())
    keep = {own} | (_sets_of(before) if before else set())
    for name in listed_names(files, root):
        if name.startswith(SET) and name not in keep:
            with suppress(OSError):  # the tables are whole without
                _remove(files, f"{root}/{name}")


def _sets_of(found: RemoteSet) -> set[str]:
    return {file.partition("/")[0] for parts in found.tables.values() for file in parts}


def _parts(files: Any, root: str, own: str, name: str) -> list[str]:
    names = sorted(listed_names(files, f"{root}/{own}/{name}{ENDING}"))
    return [f"{own}/{name}{ENDING}/{part}" for part in names if part.startswith(PART)]


def _remove(files: Any, place: str) -> None:
    with suppress(FileNotFoundError):
        files.rm(place, recursive=True)
