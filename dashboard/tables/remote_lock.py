"""Keeps two commands from making tables at the same address, as far as an object store can.

A small object says who works there and is written anew again and again; one that has not been for a while is of a
command that ended without a word. Two that begin within the same second can both pass: what they write is the same
where their documents are, and each reader still finds one whole set.
"""

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import uuid4

from dashboard.tables.folder_lock import FolderBusyError, Holder
from dashboard.tables.remote_files import make_folder, opened

LOCK = ".running.json"
SECONDS_BETWEEN_WRITES = 20.0
SECONDS_UNTIL_FORGOTTEN = 90.0


@contextmanager
def remote_lock(address: str, program: str) -> Iterator[None]:
    """Hold the lock of an address; raises FolderBusyError where another command works there."""
    files, root = opened(address)
    place = f"{root}/{LOCK}"
    holder = Holder(program, os.getpid(), socket.gethostname(), datetime.now().isoformat(" ", "seconds"))
    own = uuid4().hex
    other = _said(files, place)
    if other and time.time() - other["at"] < SECONDS_UNTIL_FORGOTTEN:
        raise FolderBusyError(address, Holder(**other["holder"]))

    def say() -> None:
        files.pipe_file(place, json.dumps({"holder": asdict(holder), "at": time.time(), "own": own}).encode())

    make_folder(files, root)
    say()
    over = threading.Event()

    def say_again() -> None:
        while not over.wait(SECONDS_BETWEEN_WRITES):
            with suppress(OSError):
                say()

    heart = threading.Thread(target=say_again, name="remote lock", daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()
        if (_said(files, place) or {}).get("own") == own:
            with suppress(OSError):
                files.rm(place)


def _said(files: Any, place: str) -> dict[str, Any] | None:
    """Return what the object says, None where there is none or it cannot be understood."""
    try:
        said = json.loads(files.cat_file(place))
        return {"holder": dict(said["holder"]), "at": float(said["at"]), "own": str(said["own"])}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
