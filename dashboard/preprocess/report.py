"""What a run tells: while it goes on, when it is done, and when it was stopped."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pyarrow as pa

Progress = Callable[[int, int, str], None]
"""Called with the files read, how many are to be read (those of batches in which nothing changed are not) and the path
of the one just read."""

OF_DOCUMENTS = ("path", "status", "problem", "duplicate_of")
"""The columns of ``documents`` that ``report_of`` asks for."""


class StoppedError(KeyboardInterrupt):
    """The run was stopped by Ctrl-C; what was read until then is kept for the next run: ``kept`` of ``files``."""

    def __init__(self, kept: int, files: int) -> None:
        self.kept, self.files = kept, files
        super().__init__(f"stopped; {kept:,} of {files:,} files are read, the next run goes on from there")


@dataclass(slots=True)
class Report:
    """What a run did: documents in the tables, (path, problem) of those that failed, and of those that are another's
    double. ``files_read`` were read now, ``files_kept`` had not changed and were not.

    ``was_current``: nothing to do.
    """

    documents: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    files_read: int = 0
    files_kept: int = 0
    was_current: bool = False


def report_of(documents: pa.Table) -> Report:
    """Return the report of tables that are there, from their documents."""
    rows = list(zip(*(documents.column(name).to_pylist() for name in OF_DOCUMENTS), strict=True))
    return Report(
        len(rows),
        [(path, problem) for path, status, problem, _ in rows if status == "failed"],
        [(path, problem) for path, _, problem, original in rows if original is not None],
    )
