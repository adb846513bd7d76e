"""Archives made in memory, usual ones and such as only malice or an old program writes."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Mapping

import py7zr

from dashboard.reading.archives import UnreadSource, documents_in
from dashboard.reading.document import Source
from dashboard.reading.limits import LIMITS, Limits

UTF8_NAME = 0x800


class RawName(zipfile.ZipInfo):
    """A member whose name is written as these bytes, with or without the mark of UTF-8."""

    __slots__ = ("is_utf8", "raw")

    def __init__(self, raw: bytes, *, is_utf8: bool = False) -> None:
        super().__init__("x")
        self.raw, self.is_utf8 = raw, is_utf8

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - zipfile's
        return self.raw, self.flag_bits | UTF8_NAME if self.is_utf8 else self.flag_bits & ~UTF8_NAME


def zipped(
    members: Mapping[str, str | bytes] | Iterable[tuple[str | zipfile.ZipInfo, str | bytes]],
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """Return a ZIP archive; several members may have the same name."""
    written = io.BytesIO()
    items = members.items() if isinstance(members, Mapping) else members
    with warnings.catch_warnings(), zipfile.ZipFile(written, "w", method) as archive:
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, content in items:
            archive.writestr(name, content)
    return written.getvalue()


def named_in(encoding: str, *names: str) -> bytes:
    """Return a ZIP archive as a program writes it that does not say in which encoding its names are."""
    return zipped((RawName(name.encode(encoding)), name) for name in names)


def with_unicode_path(name: str, old_name: bytes) -> zipfile.ZipInfo:
    """Return a member with its name in UTF-8 in an extra field, as WinRAR writes it."""
    member = RawName(old_name)
    field = struct.pack("<BL", 1, zlib.crc32(old_name)) + name.encode()
    member.extra = struct.pack("<HH", 0x7075, len(field)) + field
    return member


def seven_zipped(
    members: Mapping[str, str | bytes], password: str | None = None, *, hide_names: bool = False,
    filters: list[dict[str, int]] | None = None,
) -> bytes:  # fmt: skip
    written = io.BytesIO()
    with py7zr.SevenZipFile(
        written, "w", password=password, header_encryption=hide_names, filters=filters
    ) as archive:
        for name, content in members.items():
            archive.writestr(content, "placeholder")
            archive.files.files_list[-1]["filename"] = name  # py7zr refuses to write hostile names itself
    return written.getvalue()


def found_in(content: bytes, path: str = "包.zip", limits: Limits = LIMITS) -> dict[str, bytes | str]:
    """Return by path the content of each document in an archive, or the problem of what cannot be read."""
    found = list(documents_in(Source(path, content), limits))
    assert len({item.path for item in found}) == len(found), "two documents of one path"
    return {item.path: item.problem if isinstance(item, UnreadSource) else item.content for item in found}


def problem_of(content: bytes, path: str = "包.zip", limits: Limits = LIMITS) -> str:
    """Return why an archive as a whole cannot be read."""
    [(where, problem)] = found_in(content, path, limits).items()
    assert where == path
    assert isinstance(problem, str)
    return problem
