"""Documents below an address that fsspec opens (s3://, hdfs:// …)."""

import time
from dataclasses import dataclass
from typing import Any

import fsspec

from dashboard.preprocess.places import ListedFile
from dashboard.preprocess.sources import NO_PERMISSION
from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.formats import check_size
from dashboard.reading.limits import Limits
from dashboard.reading.safe_path import is_no_document, shown_path

STAMPS = ("ETag", "etag", "md5Hash", "content_md5", "checksum", "LastModified", "last_modified", "updated", "mtime",
          "modified", "created")  # fmt: skip
"""What stores call that which changes with an object's content, the surest first."""

READINGS, SECONDS_BETWEEN_READINGS = 3, 1.0
"""How often an object is asked for when the store does not answer; stores' own libraries try again too."""


@dataclass(frozen=True, slots=True)
class RemoteDocuments:
    """The documents below an address (``places.Documents``)."""

    address: str

    def listed(self) -> list[ListedFile]:
        files, root = self._opened()
        files.invalidate_cache()
        found = files.find(root, detail=True)
        if not found:
            raise FileNotFoundError(f"nothing at {self.address}; put the documents there or name another with --seeds")
        if root in found:
            raise NotADirectoryError(f"{self.address} is a file; name what it lies in with --seeds")
        named = sorted((self._parts(file), file, info) for file, info in found.items() if not file.endswith("/"))
        return [
            ListedFile(shown_path(parts), file, int(info.get("size") or 0), _stamp(info))
            for parts, file, info in named if not is_no_document(parts)
        ]

    def path_of(self, file: str) -> str:
        return shown_path(self._parts(file))

    def read(self, file: str, limits: Limits) -> bytes:
        files, _ = self._opened()
        for reading in range(1, READINGS + 1):
            try:
                check_size(int(files.info(file)["size"] or 0), limits)
                content: bytes = files.cat_file(file)
                return content
            except FileNotFoundError:
                raise
            except PermissionError as error:
                raise UnreadableDocument(f"读不出文件：{NO_PERMISSION}") from error
            except OSError:
                if reading == READINGS:
                    raise
                time.sleep(SECONDS_BETWEEN_READINGS)
        raise AssertionError("unreachable")

    def _opened(self) -> tuple[Any, str]:
        files, root = fsspec.core.url_to_fs(self.address)
        return files, root.rstrip("/")

    def _parts(self, file: str) -> tuple[str, ...]:
        _, root = self._opened()
        return tuple(file.removeprefix(f"{root}/").split("/"))


def _stamp(info: dict[str, Any]) -> str | None:
    return next((f"{name} {info[name]}" for name in STAMPS if info.get(name)), None)
