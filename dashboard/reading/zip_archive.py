"""Reads ZIP archives: the names of their members in any encoding, and their bytes."""

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from dashboard.reading.archive_member import DAMAGED, LINK, Content, Member, OpenArchive
from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.limits import Limits
from dashboard.reading.zip_package import open_zip

UTF8_NAME = 0x800
"""Bit of a member's flags: the name is UTF-8. Without it Python takes it for cp437."""

UNICODE_PATH = 0x7075
"""Kind of the extra field that holds the name in UTF-8, behind a version (1 byte) and a checksum of the other name."""

OLD_NAMES = ("utf-8", "gb18030")
"""What names without the flag are written in: by macOS and Linux, by Windows in China."""

DAMAGES = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, LookupError, MemoryError,
    struct.error,
)


def open_zip_archive(content: bytes, limits: Limits) -> OpenArchive:
    """Return the members of a ZIP archive; raises UnreadableDocument where it cannot be opened or passes limits."""
    archive = open_zip(content, limits)
    infos = archive.infolist()
    names = _names(infos)
    members = [
        Member(number, names[number], info.file_size, LINK if _is_link(info) else None)
        for number, info in enumerate(infos)
        if not names[number].endswith(("/", "\\"))
    ]

    def unpack(wanted: Sequence[Member]) -> Iterator[Content]:
        for member in wanted:
            yield _unpacked(archive, infos[member.number])

    return OpenArchive(members, unpack)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Content:
    try:
        return archive.read(info)
    except (NotImplementedError, RuntimeError):  # Deflate64 of large files, and what only other programs write
        return UnreadableDocument("压缩包里的这份文件用了不常见的压缩方式；请用普通 .zip 重新压缩后再放入")
    except DAMAGES:
        return UnreadableDocument(DAMAGED)


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


def _names(infos: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the members' names, by number; those that say no encoding are read alike, for one program wrote them."""
    raw = {
        number: info.orig_filename.encode("cp437")
        for number, info in enumerate(infos)
        if not info.flag_bits & UTF8_NAME and not info.orig_filename.isascii()
    }
    encoding = _encoding(b"\n".join(raw.values()))
    return [
        _extra_name(info) or (raw[number].decode(encoding, "replace") if number in raw else info.orig_filename)
        for number, info in enumerate(infos)
    ]


def _encoding(names: bytes) -> str:
    """Return the encoding of names: the first in which they can be read and are Chinese, else the first possible."""
    possible = []
    for encoding in OLD_NAMES:
        try:
            text = names.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any("\u3400" <= character <= "\u9fff" for character in text):
            return encoding
        possible.append(encoding)
    return possible[0] if possible else "cp437"


def _extra_name(info: zipfile.ZipInfo) -> str | None:
    """Return the name that an extra field gives in UTF-8 (as WinRAR and Info-ZIP write it), None where none does."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4:4 + size], extra[4 + size:]
        if kind == UNICODE_PATH and len(field) > 5 and field[0] == 1 and not info.flag_bits & UTF8_NAME:
            written = info.orig_filename.encode("cp437")
            if struct.unpack_from("<L", field, 1)[0] == zlib.crc32(written):
                return field[5:].decode("utf-8", "replace")
    return None
