"""Parts at an address that fsspec opens."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from uuid import uuid4

from dashboard.preprocess.part import is_whole
from dashboard.preprocess.part_folder import ENDING
from dashboard.preprocess.places import KNOWN_FILES
from dashboard.tables.remote_files import is_object_store, listed_names, make_folder, opened


@dataclass(frozen=True, slots=True)
class RemoteParts:
    """Parts below an address (``places.Parts``)."""

    address: str

    def write(self, name: str, content: bytes) -> None:
        files, root = opened(self.address)
        place = f"{root}/{name}"
        if is_object_store(files):
            files.pipe_file(place, content)
            return
        make_folder(files, root)
        unfinished = f"{place}.{uuid4().hex}"
        try:
            files.pipe_file(unfinished, content)
            with suppress(FileNotFoundError):
                files.rm(place)  # some rename only to where nothing is
            files.mv(unfinished, place)
        except BaseException:
            with suppress(OSError):
                files.rm(unfinished)
            raise

    def read(self, name: str) -> bytes:
        files, root = opened(self.address)
        content: bytes = files.cat_file(f"{root}/{name}")
        return content

    def names(self) -> set[str]:
        return {name for name in listed_names(*opened(self.address)) if name.endswith(ENDING)}

    def is_whole(self, name: str) -> bool:
        files, _ = opened(self.address)
        if is_object_store(files):
            return True
        try:
            return is_whole(BytesIO(self.read(name)))
        except OSError:
            return False

    def remove_others(self, names: Collection[str]) -> None:
        files, root = opened(self.address)
        others = [name for name in listed_names(files, root) if name not in names and name != KNOWN_FILES]
        if others:
            with suppress(OSError):  # what cannot be removed stays, for the tables are whole without
                files.rm([f"{root}/{name}" for name in others])
