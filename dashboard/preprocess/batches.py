"""Batches of files: what a process reads at a time, and what is read again together when one of them changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from dashboard.preprocess.sources import SeenFile

USUAL_FILES, MOST_FILES = 64, 128
MOST_BYTES = 2_000_000
"""Of a batch, unless one file alone is larger. So much text takes a few seconds and some hundred megabytes at most."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that stand one after the other in the order of paths. ``size`` is their bytes."""

    files: tuple[SeenFile, ...]

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(file.file for file in self.files)

    @property
    def documents(self) -> tuple[tuple[str, str], ...]:
        """Path in tables and digest of each file."""
        return tuple((file.path, file.digest) for file in self.files)

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


def batches_of(files: Sequence[SeenFile]) -> list[Batch]:
    """Return files, in order, in batches of similar size.

    A batch ends where the name of its last file says so, or where it would become too large. So a file that comes or
    goes changes the batches next to it, and none further on.
    """
    batches: list[Batch] = []
    open_files: list[SeenFile] = []
    size = 0
    for file in files:
        if open_files and (size + file.size > MOST_BYTES or len(open_files) >= MOST_FILES):
            batches.append(Batch(tuple(open_files)))
            open_files, size = [], 0
        open_files.append(file)
        size += file.size
        if crc32(file.path.encode("utf-8", "surrogatepass")) % USUAL_FILES == 0:
            batches.append(Batch(tuple(open_files)))
            open_files, size = [], 0
    return [*batches, Batch(tuple(open_files))] if open_files else batches
