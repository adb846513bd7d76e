"""The folder of documents as a place where one change happens at a time and no file is ever half there."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from dashboard.library.problems import ChangeRefusedError

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


def document_file(seeds: Path, path: str) -> Path:
    """Return the file of a document by its path in ``documents``; raises ChangeRefusedError where it names none.

    Only what lies below ``seeds`` and is no hidden file is a document, whatever the path says.
    """
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or "\0" in path or any(part.startswith(".") for part in parts):
        raise ChangeRefusedError(f"“{path}”不是资料里的文件")
    file = seeds.joinpath(*parts)
    for holder in file.parents:
        if holder != seeds and seeds in holder.parents and holder.is_file():
            raise ChangeRefusedError(f"“{path}”在压缩包“{holder.name}”里，不能单独移除；请移除压缩包")
    if not file.parent.resolve().is_relative_to(seeds.resolve()):
        raise ChangeRefusedError(f"“{path}”不是资料里的文件")
    if file.is_dir() or not os.path.lexists(file):
        raise ChangeRefusedError(f"“{path}”已经不在资料里")
    return file


def holder_of(seeds: Path, path: str) -> str | None:
    """Return the path of the file that holds a document: its own, or its archive's; None where it is gone."""
    pure = PurePosixPath(path)
    for candidate in (pure, *pure.parents):
        if candidate.parts and seeds.joinpath(candidate).is_file():
            return candidate.as_posix()
    return None


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
