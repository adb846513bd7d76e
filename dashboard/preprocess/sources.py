"""The files below a folder of documents, and their bytes as they are at one moment."""

import errno
import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.preprocess.places import ListedFile
from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.formats import check_size
from dashboard.reading.limits import LIMITS, Limits
from dashboard.reading.safe_path import is_no_document, shown_path

MOST_READINGS = 5
SECONDS_BETWEEN_READINGS = 0.2
"""A file that is written while it is read is read again after so long, so many times in all."""

NO_PERMISSION = "没有读取权限"
NO_FILE = "不是普通文件（管道、套接字或设备）"
REASONS = {
    errno.EACCES: NO_PERMISSION, errno.EPERM: NO_PERMISSION, errno.EIO: "磁盘读取出错", errno.ENXIO: NO_FILE,
}  # fmt: skip
OPENING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Opening a pipe this way never waits for its writer."""


SETTLED_NANOSECONDS = 100_000_000
"""A file changed less than this before it was listed may change once more within one tick of the disk's clock."""


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file as it was found: its path in tables, where it is, its bytes and their digest, empty where not known."""

    path: str
    file: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class LocalDocuments:
    """The documents below a folder (``places.Documents``)."""

    folder: Path

    def listed(self) -> list[ListedFile]:
        if not self.folder.is_dir():
            raise FileNotFoundError(f"no folder {self.folder}; put the documents there or name another with --seeds")
        now = time.time_ns()
        return [ListedFile(path, file, *_size_and_stamp(file, now)) for path, file in listed_files(self.folder)]

    def path_of(self, file: str) -> str:
        return path_of(Path(file), self.folder)

    def read(self, file: str, limits: Limits) -> bytes:
        return read_file(Path(file), self.folder, limits)


def _size_and_stamp(file: str, now: int) -> tuple[int, str | None]:
    """Return a file's bytes and what changes with its content, also where somebody set its time back."""
    try:
        own, found = os.lstat(file), Path(file).stat()
    except OSError:  # gone, or a link that leads nowhere: for reading it to say
        return 0, None
    if now - max(own.st_ctime_ns, found.st_ctime_ns) < SETTLED_NANOSECONDS:
        return found.st_size, None
    known = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, own.st_ctime_ns, own.st_ino)
    return found.st_size, " ".join(map(str, known))


def seed_files(seeds: Path) -> list[Path]:
    """Return the files of ``listed_files``."""
    return [Path(file) for _, file in listed_files(seeds)]


def found_files(seeds: Path) -> Iterator[str]:
    """Yield where the files of ``listed_files`` stand on the disk, in any order."""
    return (file for _, file in _entries(os.fspath(seeds), ()))


def listed_files(seeds: Path) -> list[tuple[str, str]]:
    """Return all that may be a document below a folder, in the order of the paths: (path in tables, file on the disk).

    That is everything but folders and what programs leave there (``is_no_document``). A link to a folder and a folder
    that cannot be listed are among it, for ``read_file`` to name: nothing is passed over silently.
    """
    return [(shown_path(parts), file) for parts, file in sorted(_entries(os.fspath(seeds), ()))]


def _entries(folder: str, parts: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield parts of the path below the seeds and the path itself; links are never followed, so that none loops."""
    try:
        with os.scandir(folder) as listed:
            entries = list(listed)
    except OSError:
        yield parts, folder
        return
    for entry in entries:
        own = (*parts, entry.name)
        if is_no_document((entry.name,)):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path, own)
        else:
            yield own, entry.path


def path_of(file: Path, seeds: Path) -> str:
    """Return a file's path below the seeds as tables hold it (``documents.path``)."""
    return shown_path(file.relative_to(seeds).parts)


def read_file(file: Path, seeds: Path, limits: Limits = LIMITS) -> bytes:
    """Return the bytes of a file as they were at one moment.

    A file that changes while it is read is read again. Raises FileNotFoundError where it is no longer there and
    UnreadableDocument where it cannot be had: no permission, too large, a pipe, a link that leads nowhere, out of the
    folder or to a folder.
    """
    try:
        if file.is_symlink():
            _check_link(file, seeds)
        for reading in range(MOST_READINGS):
            if reading:
                time.sleep(SECONDS_BETWEEN_READINGS)
            content = _read_once(file, limits)
            if content is not None:
                return content
    except FileNotFoundError:
        raise
    except OSError as error:
        raise UnreadableDocument(f"读不出文件：{REASONS.get(error.errno or 0, error.strerror)}") from error
    raise UnreadableDocument("文件正在被改写，一直没有写完；请写完后再试")


def _check_link(file: Path, seeds: Path) -> None:
    try:
        target = file.resolve(strict=True)
    except FileNotFoundError as error:
        raise UnreadableDocument("链接指向的文件不存在；请放入文件本身") from error
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, for Python below 3.13
        raise UnreadableDocument("链接绕成了圈；请放入文件本身") from error
    if not target.is_relative_to(seeds.resolve()):
        raise UnreadableDocument("链接指向文件夹以外，没有读取；请放入文件本身")
    if target.is_dir():
        raise UnreadableDocument("链接指向另一个文件夹，没有读取；请放入文件夹本身")


def _read_once(file: Path, limits: Limits) -> bytes | None:
    """Return the bytes; None where the file changed in the meantime."""
    descriptor = os.open(file, OPENING)
    try:
        before = os.fstat(descriptor)
        if stat.S_ISDIR(before.st_mode):
            raise UnreadableDocument("文件夹打不开，里面的文件没有读取；请检查权限")
        if not stat.S_ISREG(before.st_mode):
            raise UnreadableDocument(f"{NO_FILE}，没有读取")
        check_size(before.st_size, limits)
        with os.fdopen(descriptor, "rb", closefd=False) as opened:
            content = opened.read(before.st_size + 1)
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    unchanged = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return content if unchanged and len(content) == before.st_size else None
