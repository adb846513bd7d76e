"""Tables in many files: a folder with a table's name holds its parts, which processes on several machines write.

Readers of Parquet take such a folder for one table. Its rows stand in the order of the parts' names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import pyarrow as pa

from dashboard.tables.table_file import write_table

ENDING = ".parquet"
PART = "part-"
UNFINISHED = "."
"""What the name of a file begins with that is being written; readers of Parquet pass such files over."""


class Partitions(Protocol):
    """Where the parts of a set of tables go; picklable."""

    def write(self, name: str, number: int, pieces: Iterable[pa.Table]) -> None:
        """Write a part of the table of this name, whole or not at all to the eye of a reader; raises OSError.

        Written twice, even at the same time, it is there once: the same pieces give the same bytes.
        """


def part_file(name: str, number: int) -> str:
    """Return the place of a part of a table within its set."""
    return f"{name}{ENDING}/{PART}{number:05}{ENDING}"


@dataclass(frozen=True, slots=True)
class FolderPartitions:
    """Parts in a folder of this machine, or one that all machines see under the same path."""

    folder: Path
    metadata: Mapping[bytes, bytes]

    def write(self, name: str, number: int, pieces: Iterable[pa.Table]) -> None:
        place = self.folder / part_file(name, number)
        place.parent.mkdir(exist_ok=True)
        unfinished = place.with_name(f"{UNFINISHED}{place.name}.{uuid4().hex}")
        try:
            write_table(name, pieces, unfinished, self.metadata)
            unfinished.replace(place)
        finally:
            unfinished.unlink(missing_ok=True)


def table_files(folder: Path, name: str) -> list[Path]:
    """Return the files that hold a table, in the order of its rows: one, or those in the folder of its name; none where
    it is not there."""
    place = folder / f"{name}{ENDING}"
    if place.is_dir():
        return sorted(place.glob(f"{PART}*{ENDING}"))
    return [place] if place.is_file() else []
