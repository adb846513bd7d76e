"""Documents below an address that fsspec opens (s3://, hdfs:// …)."""

from dataclasses import dataclass
from typing import Any

from dashboard.preprocess.places import ListedFile
from dashboard.preprocess.sources import NO_PERMISSION
from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.formats import check_size
from dashboard.reading.limits import Limits
from dashboard.reading.safe_path import is_no_document, shown_path
from dashboard.tables.remote_files import opened

STAMPS = ("ETag", "etag", "md5Hash", "content_md5", "checksum", "LastModified", "last_modified", "updated", "mtime",
          "modified", "created")  # fmt: skip
"""What stores call that which changes with an object's content, the surest first."""


@dataclass(frozen=True, slots=True)
class RemoteDocuments:
    """The documents below an address (``places.Documents``)."""

    address: str

    def listed(self) -> list[ListedFile]:
        files, root = opened(self.address)
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
        files, _ = opened(self.address)
        files.invalidate_cache()
        try:
            check_size(int(files.info(file)["size"] or 0), limits)
            content: bytes = files.cat_file(file)
        except PermissionError as error:
            raise UnreadableDocument(f"读不出文件：{NO_PERMISSION}") from error
        return content

    def _parts(self, file: str) -> tuple[str, ...]:
        _, root = opened(self.address)
        return tuple(file.removeprefix(f"{root}/").split("/"))


def _stamp(info: dict[str, Any]) -> str | None:
    return next((f"{name} {info[name]}" for name in STAMPS if info.get(name)), None)
