"""Parts at an address that fsspec opens."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import uuid4

import fsspec

from dashboard.preprocess.part import is_whole
from dashboard.preprocess.part_folder import ENDING
from dashboard.preprocess.places import KNOWN_FILES

WHOLE_OR_NOT = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "memory"})
"""Stores in which an object is there once all of it is, and not damaged; elsewhere it is written under another name
first, and read to see whether it is whole."""


@dataclass(frozen=True, slots=True)
class RemoteParts:
    """Parts below an address (``places.Parts``)."""

    address: str

    def write(self, name: str, content: bytes) -> None:
        files, root = self._opened()
        place = f"{root}/{name}"
        if self._whole_or_not(files):
            files.pipe_file(place, content)
            return
        files.makedirs(root, exist_ok=True)
        unfinished = f"{place}.{uuid4().hex}"
        try:
            files.pipe_file(unfinished, content)
            files.mv(unfinished, place)
        finally:
            with suppress(OSError):
                files.rm(unfinished)

    def read(self, name: str) -> bytes:
        files, root = self._opened()
        content: bytes = files.cat_file(f"{root}/{name}")
        return content

    def names(self) -> set[str]:
        return {name for name in self._names() if name.endswith(ENDING)}

    def is_whole(self, name: str) -> bool:
        files, _ = self._opened()
        if self._whole_or_not(files):
            return True
        try:
            return is_whole(BytesIO(self.read(name)))
        except OSError:
            return False

    def remove_others(self, names: Collection[str]) -> None:
        files, root = self._opened()
        others = [f"{root}/{name}" for name in self._names() if name not in names and name != KNOWN_FILES]
        if others:
            with suppress(OSError):  # what cannot be removed stays, for the tables are whole without
                files.rm(others)

    def _names(self) -> list[str]:
        files, root = self._opened()
        files.invalidate_cache()
        try:
            return [place.rpartition("/")[2] for place in files.ls(root, detail=False)]
        except FileNotFoundError:
            return []

    def _opened(self) -> tuple[Any, str]:
        files, root = fsspec.core.url_to_fs(self.address)
        return files, root.rstrip("/")

    @staticmethod
    def _whole_or_not(files: Any) -> bool:
        protocols = {files.protocol} if isinstance(files.protocol, str) else set(files.protocol)
        return bool(protocols & WHOLE_OR_NOT)
