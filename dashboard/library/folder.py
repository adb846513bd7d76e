"""The folder of documents as a place where one change happens at a time and no file is ever half there."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from dashboard.library.problems import ChangeRefusedError
from dashboard.preprocess.sources import listed_files

BIN = ".bin"
"""Folder of removed documents below the documents. Names that begin with a dot are no documents."""
LOCK = ".changes.lock"
STAGED_PREFIX = ".adding-"
SECONDS_TO_WAIT = 20
"""For another change to end; a large file takes a while to be written."""


@contextmanager
def one_change(seeds: Path) -> Iterator[None]:
    """Let no other session or server change the documents during the block; the folder is made where there is none.

    The lock ends with the process that holds it, however that ends. What a process left half written is swept away.
    """
    seeds.mkdir(parents=True, exist_ok=True)
    lock = FileLock(seeds / LOCK, timeout=SECONDS_TO_WAIT)
    try:
        lock.acquire()
    except Timeout as error:
        raise ChangeRefusedError("另一位同事正在改动资料；请稍后再试") from error
    try:
        for left in seeds.glob(f"{STAGED_PREFIX}*"):
            left.unlink(missing_ok=True)
        yield
    finally:
        lock.release()


def documents_on_disk(seeds: Path) -> dict[str, Path]:
    """Return every file among the documents by its path in ``documents``; nothing else can be changed by a path."""
    listed = listed_files(seeds) if seeds.is_dir() else []
    return {path: Path(file) for path, file in listed if is_file(Path(file))}


def is_file(path: Path) -> bool:
    """Return whether something is no folder; a link to one is a file that can be removed."""
    return path.is_symlink() or not path.is_dir()


def holder_of(path: str, files: Mapping[str, Path]) -> str | None:
    """Return the path of the file that holds a document: its own, or that of its archive; None where it is gone.

    ``files`` are the ``documents_on_disk``. A document in an archive has the archive's path before its own
    (包.zip/计划.txt).
    """
    while path not in files:
        path, slash, _ = path.rpartition("/")
        if not slash:
            return None
    return path


def document_file(path: str, files: Mapping[str, Path]) -> Path:
    """Return the file of a document by its path in ``documents``; raises ChangeRefusedError where there is none."""
    holder = holder_of(path, files)
    if holder is None:
        raise ChangeRefusedError(f"“{path}”已经不在资料里")
    if holder != path:
        raise ChangeRefusedError(f"“{path}”在压缩包“{holder}”里，不能单独移除；请移除压缩包")
    return files[holder]


def staged(seeds: Path, content: bytes) -> Path:
    """Return a hidden file that holds the content and is safely on the disk; raises OSError where it is full."""
    handle, name = tempfile.mkstemp(prefix=STAGED_PREFIX, dir=seeds)
    file = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        file.chmod(0o644)  # mkstemp lets nobody else read it, but another account may preprocess
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    return file


def move_in(source: Path, target: Path) -> None:
    """Move a file to a place where nothing stands. Raises FileExistsError where something does, which stays."""
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a file system without links
        if os.path.lexists(target):
            raise FileExistsError(f"{target} exists") from None
        source.rename(target)
    else:
        source.unlink()
    keep(target.parent)


def copy_in(source: Path, target: Path, seeds: Path) -> None:
    """Let a file stand at a second place too, where nothing stands: a link, or a copy where there are none."""
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        move_in(staged(seeds, source.read_bytes()), target)
    keep(target.parent)


def keep(folder: Path) -> None:
    """Write a folder's list of names to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
