"""Lets one process at a time make the tables of a folder, and tells the others which one that is."""

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from dashboard.tables.full_disk import full_disk_named

LOCK = ".lock"
"""Held by the operating system's own means: it is free again when the process ends, however it ends."""

HOLDER = ".lock-holder.json"
"""Says who holds the lock; means nothing while nobody does. A file of its own, for Windows lets no other process read
a locked one."""

SECONDS_BETWEEN_TRIES = 0.5


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock: what program, its process, the machine, and since when (local time, to the second)."""

    program: str
    process: int
    host: str
    since: str

    @property
    def in_english(self) -> str:
        return f"{self.program} (process {self.process} on {self.host}, since {self.since})"

    @property
    def in_chinese(self) -> str:
        return f"{self.program}（进程 {self.process}，{self.host}，自 {self.since}）"


class FolderBusyError(OSError):
    """Another process makes the tables of the folder; ``holder`` says which, None where it has not said yet."""

    def __init__(self, folder: Path | str, holder: Holder | None) -> None:
        self.holder = holder
        who = holder.in_english if holder else "another process"
        super().__init__(f"{folder}: {who} is making the tables there; try again when it is done")


@contextmanager
def folder_lock(
    folder: Path, program: str, on_wait: Callable[[Holder | None], None] | None = None
) -> Iterator[None]:
    """Hold the lock of a folder, which is made where there is none.

    Where another process holds it: with ``on_wait`` wait and tell it again and again who does, without raise
    FolderBusyError. Raises OSError where the folder cannot be written to.
    """
    lock = FileLock(folder / LOCK)
    while True:
        try:
            with full_disk_named(folder):
                folder.mkdir(parents=True, exist_ok=True)
                lock.acquire(blocking=False)
            break
        except Timeout:
            holder = _holder(folder)
            if on_wait is None:
                raise FolderBusyError(folder, holder) from None
            on_wait(holder)
            time.sleep(SECONDS_BETWEEN_TRIES)
    try:
        with full_disk_named(folder):
            _say_who(folder, program)
        yield
    finally:
        with suppress(OSError):
            (folder / HOLDER).unlink()
        lock.release()


@contextmanager
def lock_if_free(folder: Path) -> Iterator[bool]:
    """Hold the lock of a folder for a moment, and say True; say False where somebody else holds it."""
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _say_who(folder: Path, program: str) -> None:
    holder = Holder(program, os.getpid(), socket.gethostname(), datetime.now().isoformat(" ", "seconds"))
    (folder / HOLDER).write_text(json.dumps(asdict(holder), ensure_ascii=False), encoding="utf-8")


def _holder(folder: Path) -> Holder | None:
    try:
        said = json.loads((folder / HOLDER).read_text(encoding="utf-8"))
        return Holder(*(said[field.name] for field in fields(Holder)))
    except (OSError, ValueError, KeyError, TypeError):  # taken just now, and not written yet
        return None
