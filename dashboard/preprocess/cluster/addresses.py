"""From an address on the command line to the places it names: a folder (``/srv/plans``, ``file:///srv/plans``) or
whatever else fsspec opens."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from dashboard.preprocess.cluster.remote_documents import RemoteDocuments
from dashboard.preprocess.cluster.remote_parts import RemoteParts
from dashboard.preprocess.part_folder import PARTS, PartFolder
from dashboard.preprocess.places import Documents, Parts
from dashboard.preprocess.sources import LocalDocuments
from dashboard.tables.folder_lock import folder_lock
from dashboard.tables.full_disk import full_disk_named
from dashboard.tables.partitions import Partitions
from dashboard.tables.remote_files import opened, protocols
from dashboard.tables.remote_lock import remote_lock
from dashboard.tables.remote_set import current_set, new_remote_set, remote_columns
from dashboard.tables.store import load_columns, load_fingerprint, move_into_place, new_set

LOCAL = frozenset({"file", "local"})


class TablePlace(Protocol):
    """Where a set of tables goes, and its parts beside it."""

    @property
    def parts(self) -> Parts: ...

    def lock(self, program: str) -> AbstractContextManager[None]:
        """Keep others from making tables there; raises FolderBusyError where somebody does."""

    def fingerprint(self) -> dict[str, str] | None:
        """Return what the tables there were made from; None where there are none."""

    def columns(self, name: str, columns: Sequence[str]) -> pa.Table:
        """Return some columns of a table."""

    def new_set(self, made_from: Mapping[str, str], mark: str) -> AbstractContextManager[Partitions]:
        """Replace the tables by those that are written in the block, all or none."""


@dataclass(frozen=True, slots=True)
class LocalTables:
    """A folder that all workers see under the same path."""

    folder: Path

    @property
    def parts(self) -> PartFolder:
        return PartFolder(self.folder / PARTS)

    @contextmanager
    def lock(self, program: str) -> Iterator[None]:
        with folder_lock(self.folder, program):
            move_into_place(self.folder)
            with full_disk_named(self.folder):
                self.parts.folder.mkdir(exist_ok=True)
            yield

    def fingerprint(self) -> dict[str, str] | None:
        return load_fingerprint(self.folder)

    def columns(self, name: str, columns: Sequence[str]) -> pa.Table:
        return load_columns(self.folder, name, columns)

    @contextmanager
    def new_set(self, made_from: Mapping[str, str], mark: str) -> Iterator[Partitions]:
        with new_set(self.folder, made_from, mark) as made:
            yield made.partitions()


@dataclass(frozen=True, slots=True)
class RemoteTables:
    """An address of an object store."""

    address: str

    @property
    def parts(self) -> RemoteParts:
        return RemoteParts(f"{self.address}/{PARTS}")

    def lock(self, program: str) -> AbstractContextManager[None]:
        return remote_lock(self.address, program)

    def fingerprint(self) -> dict[str, str] | None:
        found = current_set(self.address)
        return found.made_from if found else None

    def columns(self, name: str, columns: Sequence[str]) -> pa.Table:
        return remote_columns(self.address, name, columns)

    def new_set(self, made_from: Mapping[str, str], mark: str) -> AbstractContextManager[Partitions]:
        return new_remote_set(self.address, made_from, mark)


def documents_at(address: str) -> Documents:
    """Return the documents at an address; raises ValueError for one that fsspec does not know or that needs a library
    that is not there."""
    folder = _local_folder(address)
    return RemoteDocuments(address) if folder is None else LocalDocuments(folder)


def tables_at(address: str) -> TablePlace:
    """Return the tables at an address; raises as ``documents_at`` does."""
    folder = _local_folder(address)
    return RemoteTables(address.rstrip("/")) if folder is None else LocalTables(folder)


def _local_folder(address: str) -> Path | None:
    """Return the folder of an address on this machine, None for one elsewhere."""
    try:
        files, path = opened(address)
    except ImportError as error:
        raise ValueError(f"{address}: {error}") from error
    except OSError as error:  # Hadoop's own names every place where it looked for itself
        raise OSError(f"{address}: {str(error).splitlines()[0]}") from error
    return Path(path or "/") if protocols(files) & LOCAL else None
