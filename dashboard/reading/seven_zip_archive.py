"""Reads 7z archives in memory, through py7zr."""

import io
from collections.abc import Iterator, Sequence
from pathlib import PurePath

import py7zr
from py7zr.exceptions import PasswordRequired, UnsupportedCompressionMethodError
from py7zr.io import Py7zIO, WriterFactory

from dashboard.reading.archive_member import DAMAGED, LINK, Content, Member, OpenArchive
from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.limits import Limits
from dashboard.reading.zip_package import check_expansion

HELD_BYTES = 32_000_000
"""Members are unpacked in groups of so many bytes. A member of a solid archive can only be reached by unpacking all
before it: one by one would take the square of their number, all at once the memory of all."""

UNREADABLE = "文件已损坏，或不是它的扩展名所说的格式；请重新保存后再放入"
ENCRYPTED = "文件设有密码；请去掉密码后再放入"
UNSUPPORTED = "压缩包用了不常见的压缩方式；请用普通 .zip 或 .7z 重新压缩后再放入"


def open_seven_zip(content: bytes, limits: Limits) -> OpenArchive:
    """Return the members of a 7z archive; raises UnreadableDocument where it cannot be opened or passes limits."""
    with _opened(content) as archive:
        members = [
            Member(
                number, file.filename, file.uncompressed or 0,
                LINK if file.is_symlink or file.is_junction or file.is_socket else None,
            )
            for number, file in enumerate(archive.files)
            if not file.is_directory
        ]
    check_expansion([member.size for member in members], len(content), limits)

    def unpack(wanted: Sequence[Member]) -> Iterator[Content]:
        for group in _groups(wanted):
            found = _unpacked(content, group)
            while found:
                yield found.pop(0)

    return OpenArchive(members, unpack)


def _opened(content: bytes) -> py7zr.SevenZipFile:
    try:
        archive = py7zr.SevenZipFile(io.BytesIO(content))
        if archive.needs_password():
            raise UnreadableDocument(ENCRYPTED)
    except PasswordRequired as error:
        raise UnreadableDocument(ENCRYPTED) from error
    except UnsupportedCompressionMethodError as error:
        raise UnreadableDocument(UNSUPPORTED) from error
    except UnreadableDocument:
        raise
    except Exception as error:  # py7zr and its codecs have no common kind for bytes that are no archive
        raise UnreadableDocument(UNREADABLE) from error
    return archive


def _groups(members: Sequence[Member]) -> Iterator[list[Member]]:
    group: list[Member] = []
    for member in members:
        if group and sum(other.size for other in group) + member.size > HELD_BYTES:
            yield group
            group = []
        group.append(member)
    if group:
        yield group


def _unpacked(content: bytes, group: Sequence[Member]) -> list[Content]:
    """Return the bytes of members, in order; of an archive that breaks off those before the break."""
    kept = _Kept({str(member.number): member.size for member in group})
    problem = UnreadableDocument(DAMAGED)
    try:
        with _opened(content) as archive:
            for number, file in enumerate(archive.files.files_list):
                file["filename"] = str(number)  # its own name may be hostile, or that of another member too
            archive.extract(targets=list(kept.sizes), factory=kept)
    except UnsupportedCompressionMethodError:
        problem = UnreadableDocument(UNSUPPORTED)
    except Exception:  # of any kind, as above: what is missing then is named
        problem = UnreadableDocument(DAMAGED)
    return [problem if (whole := kept.whole(member)) is None else whole for member in group]


class _Kept(WriterFactory):
    """Keeps members in memory, by name, each up to the size that the archive gives it."""

    def __init__(self, sizes: dict[str, int]) -> None:
        self.sizes = sizes
        self._buffers: dict[str, _Buffer] = {}

    def create(self, filename: str) -> Py7zIO:
        name = PurePath(filename).name
        self._buffers[name] = _Buffer(self.sizes[name])
        return self._buffers[name]

    def whole(self, member: Member) -> bytes | None:
        """Return the member's bytes; None where they are not all there."""
        buffer = self._buffers.pop(str(member.number), None)
        return buffer.whole if buffer and buffer.whole is not None and len(buffer.whole) == member.size else None


class _Buffer(Py7zIO):
    """A member being unpacked; ``whole`` are its bytes once they are all there and their checksum was right."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._bytes = bytearray()
        self.whole: bytes | None = None

    def write(self, s: bytes | bytearray) -> int:
        if len(self._bytes) + len(s) > self._most:
            raise ValueError("more bytes than the archive says")
        self._bytes += s
        return len(s)

    def close(self) -> None:
        self.whole, self._bytes = bytes(self._bytes), bytearray()

    def read(self, size: int | None = None) -> bytes:
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0

    def flush(self) -> None:
        pass

    def size(self) -> int:
        return len(self._bytes)

    def seekable(self) -> bool:
        return False
