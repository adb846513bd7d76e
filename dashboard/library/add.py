"""Adding a document: checked, written whole or not at all, never in place of another without being told to."""

import hashlib
import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from dashboard.library.bin import BinItem, keep_in_bin, move_to_free_place
from dashboard.library.file_names import safe_file_name
from dashboard.library.folder import keep, one_change, staged
from dashboard.library.problems import ChangeRefusedError, problems_told
from dashboard.reading.archives import ARCHIVES
from dashboard.reading.file_name import format_of
from dashboard.reading.formats import READERS
from dashboard.reading.limits import LIMITS, MEGABYTE
from dashboard.reading.safe_path import LOCK_FILE


class OnClash(Enum):
    """What to do where another document has the same name."""

    ASK = "ask"
    REPLACE = "replace"
    KEEP_BOTH = "keep both"


class Outcome(Enum):
    """What became of a file that was to be added."""

    ADDED = "added"
    REPLACED = "replaced"
    THERE_ALREADY = "there already"
    """A document of this name has the same content; nothing was written."""
    CLASH = "clash"
    """A document of this name has other content; nothing was written."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a file: the path of its document, the digest of its bytes, and what it replaced."""

    outcome: Outcome
    path: str
    sha256: str
    replaced: BinItem | None = None


def accepted_endings() -> tuple[str, ...]:
    """Return the endings of file names that can be added, without dot."""
    return tuple(dict.fromkeys((*READERS, *ARCHIVES)))


def add_document(seeds: Path, name: str, content: bytes, on_clash: OnClash = OnClash.ASK) -> Added:
    """Write a file among the documents under its name made safe, and say what became of it.

    Whether it can be read is not asked here: it is kept, and preprocessing says what is wrong with it. A crash at any
    moment leaves the documents as they were or as they are to be. Raises ChangeRefusedError for an ending that is not
    accepted, for a file that is too large, and where it cannot be written.
    """
    kept = safe_file_name(name)
    _check(kept, len(content))
    sha256 = hashlib.sha256(content).hexdigest()
    target = seeds / kept
    with problems_told("没有存下"), one_change(seeds):
        is_taken = os.path.lexists(target)
        if is_taken and target.is_file() and _holds(target, content):
            return Added(Outcome.THERE_ALREADY, kept, sha256)
        if is_taken and on_clash is OnClash.ASK:
            return Added(Outcome.CLASH, kept, sha256)
        file = staged(seeds, content)
        if is_taken and on_clash is OnClash.REPLACE and target.is_file():
            replaced = keep_in_bin(seeds, kept)
            file.replace(target)
            keep(seeds)
            return Added(Outcome.REPLACED, kept, sha256, replaced)
        return Added(Outcome.ADDED, move_to_free_place(file, target).name, sha256)


def _check(name: str, size: int) -> None:
    if name.startswith(LOCK_FILE):
        raise ChangeRefusedError("没有存下：这是 Word 或 WPS 打开文件时的临时文件；请添加文件本身")
    ending = format_of(name)
    if ending not in accepted_endings():
        written = f" .{ending} 文件" if ending else "没有扩展名的文件"
        known = " ".join(f".{known}" for known in accepted_endings())
        raise ChangeRefusedError(f"没有存下：还不能读取{written}；可以添加 {known}")
    if size > LIMITS.file_bytes:
        raise ChangeRefusedError(too_large(size, LIMITS.file_bytes))


def too_large(size: int, most: int) -> str:
    """Return why a file of so many bytes is not taken."""
    return f"没有存下：文件有 {size // MEGABYTE:,} MB，最多 {most // MEGABYTE:,} MB；请拆成几份"


def _holds(file: Path, content: bytes) -> bool:
    return file.stat().st_size == len(content) and file.read_bytes() == content
