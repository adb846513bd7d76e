"""``python -m tests.killed_change SEEDS NUMBER WHAT …``: change documents, and kill this process at its NUMBERth step.

A step is anything that changes or opens a file (Python's audit events), or writes it to the disk. Without a step of
that number the change is done and the process ends with 0.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

STEPS = ("open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate")


def kill_at(number: int, folder: Path) -> None:
    """Let this process end without warning just before its step of this number in the folder."""
    steps = 0
    sync = os.fsync

    def count() -> None:
        nonlocal steps
        steps += 1
        if steps == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event in STEPS and str(folder) in str(arguments[0]):
            count()

    def counted_sync(handle: int) -> None:
        count()
        sync(handle)
        count()

    os.fsync = counted_sync  # type: ignore[assignment]
    sys.addaudithook(hear)


def main(seeds: Path, number: int, what: str, *names: str) -> None:
    """Do ``what`` with the documents of these names."""
    from dashboard.library.add import OnClash, add_document
    from dashboard.library.bin import bin_items, delete_old, remove_documents, restore

    keys = [item.key for item in bin_items(seeds)]
    kill_at(number, seeds)
    if what in ("ask", "replace", "keep both"):
        add_document(seeds, names[0], names[1].encode(), OnClash(what))
    elif what == "remove":
        remove_documents(seeds, names)
    elif what == "empty":
        delete_old(seeds, days=-1)
    else:
        for key in keys:
            restore(seeds, key, instead=what == "restore instead")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
