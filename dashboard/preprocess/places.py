"""Where documents are and where parts go, as the processes that read and write them know it.

A folder of this machine (``LocalDocuments``, ``PartFolder``) or an address that several machines reach
(``cluster.remote_documents``, ``cluster.remote_parts``). All of them are picklable.
"""

from collections.abc import Collection
from typing import NamedTuple, Protocol

from dashboard.reading.limits import Limits

KNOWN_FILES = "known-files.json"
"""Stands among the parts: what a cluster knows of the documents (``cluster.known_files``)."""


class ListedFile(NamedTuple):
    """A file as a listing tells of it: its path in tables, its place, its bytes, and what changes whenever its content
    does (None where nothing that could be asked for does)."""

    path: str
    file: str
    size: int
    stamp: str | None


class Documents(Protocol):
    """A place with documents."""

    def listed(self) -> list[ListedFile]:
        """Return all that may be a document, in the order of the paths; raises FileNotFoundError where there is no such
        place."""

    def path_of(self, file: str) -> str:
        """Return a file's path as tables hold it."""

    def read(self, file: str, limits: Limits) -> bytes:
        """Return a file's bytes as they were at one moment.

        Raises FileNotFoundError where it is no longer there, UnreadableDocument where it cannot be had, OSError where
        the place itself cannot be reached.
        """


class Parts(Protocol):
    """A place for parts (see ``part_folder``)."""

    def write(self, name: str, content: bytes) -> None:
        """Write a part, all or nothing; raises OSError."""

    def read(self, name: str) -> bytes:
        """Return a part; raises OSError."""

    def names(self) -> set[str]:
        """Return the names of the parts that are there, whole or not."""

    def is_whole(self, name: str) -> bool:
        """Return whether a part that is there is not damaged."""

    def remove_others(self, names: Collection[str]) -> None:
        """Remove all but these parts and ``KNOWN_FILES``."""
