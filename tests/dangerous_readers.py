"""Readers that end their process, hang or eat time, as a crash in foreign code does; tests put them in ``READERS``."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest

from dashboard.reading import formats
from dashboard.reading.document_text import DocumentText
from dashboard.reading.limits import Limits

READERS = MappingProxyType({
    **formats.READERS,
    "crash": "tests.dangerous_readers:crash",
    "hang": "tests.dangerous_readers:hang",
    "once": "tests.dangerous_readers:crash_once",
    "slow": "tests.dangerous_readers:take_a_while",
    "plain": "tests.dangerous_readers:read",
})


@contextmanager
def dangerous_readers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let files with the endings above be read; processes that are forked meanwhile know them too."""
    with monkeypatch.context() as patch:
        patch.setattr(formats, "READERS", READERS)
        yield


def read(content: bytes, limits: Limits) -> DocumentText:
    return DocumentText(content.decode())


def crash(content: bytes, limits: Limits) -> DocumentText:
    os.kill(os.getpid(), signal.SIGKILL)


def crash_once(content: bytes, limits: Limits) -> DocumentText:
    """Crash at the first reading of a file whose first line names another file, which is then made."""
    mark = Path(content.decode().splitlines()[-1])
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return read(content, limits)


def hang(content: bytes, limits: Limits) -> DocumentText:
    while True:
        time.sleep(1)


def take_a_while(content: bytes, limits: Limits) -> DocumentText:
    time.sleep(0.4)
    return read(content, limits)
