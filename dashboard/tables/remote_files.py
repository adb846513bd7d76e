"""File systems at addresses that fsspec opens, and what may be asked of them."""

from typing import Any

import fsspec

OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "memory"})
"""Protocols of stores in which an object is there once all of it is, and never damaged. They have no folders and cannot
rename."""


def opened(address: str) -> tuple[Any, str]:
    """Return the file system of an address and the path there, without ``/`` at its end."""
    files, root = fsspec.core.url_to_fs(address)
    return files, root.rstrip("/")


def protocols(files: Any) -> frozenset[str]:
    """Return the names of a file system's protocol."""
    return frozenset({files.protocol} if isinstance(files.protocol, str) else files.protocol)


def is_object_store(files: Any) -> bool:
    return bool(protocols(files) & OBJECT_STORES)


def make_folder(files: Any, folder: str) -> None:
    """Make a folder where the file system has such things."""
    if not is_object_store(files):
        files.makedirs(folder, exist_ok=True)


def listed_names(files: Any, folder: str) -> list[str]:
    """Return the names of what is in a folder now; none where there is no such folder."""
    files.invalidate_cache()
    try:
        return [path.rstrip("/").rpartition("/")[2] for path in files.ls(folder, detail=False)]
    except FileNotFoundError:
        return []
