"""The folder of documents is looked at now and then, and nobody waits for a look that takes long."""

import threading
import time
from pathlib import Path

import pytest

from dashboard.pages import folder_look
from dashboard.pages.folder_look import FolderLook

SECONDS = 10.0
FOLDER = Path("seeds")


class Looks:
    """Counts looks; each takes as long as it is told, and sees what it is told."""

    def __init__(self) -> None:
        self.number = 0
        self.seconds = 0.0
        self.sees = "first"
        self.may_end = threading.Event()
        self.may_end.set()
        self.error: OSError | None = None

    def __call__(self, folder: Path) -> str:
        self.number += 1
        sees = self.sees
        time.sleep(self.seconds)
        self.may_end.wait(SECONDS)
        if self.error:
            raise self.error
        return sees


@pytest.fixture
def slow(at_once: None, monkeypatch: pytest.MonkeyPatch) -> tuple[FolderLook, Looks]:
    """A folder that takes long to look at, looked at once."""
    monkeypatch.setattr(folder_look, "SLOW_SECONDS", 0.01)
    looks = Looks()
    looks.seconds = 0.05
    look = FolderLook(FOLDER, looks)
    assert look.now() == "first"
    return look, looks


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every look be due again at once."""
    monkeypatch.setattr(folder_look, "SECONDS_BETWEEN_LOOKS", 0.0)
    monkeypatch.setattr(folder_look, "SHARE_OF_TIME", float("inf"))


def wait_until_seen(look: FolderLook, wanted: str) -> None:
    until = time.monotonic() + SECONDS
    while look.now() != wanted:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_one_look_serves_for_some_seconds() -> None:
    looks = Looks()
    look = FolderLook(FOLDER, looks)
    assert look.now() == look.now() == "first"
    assert looks.number == 1


@pytest.mark.usefixtures("at_once")
def test_a_quick_look_is_taken_by_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_look, "SLOW_SECONDS", SECONDS)
    looks = Looks()
    look = FolderLook(FOLDER, looks)
    assert look.now() == "first"
    looks.sees = "second"
    assert look.now() == "second"


def test_nobody_waits_for_a_slow_look_but_the_first(slow: tuple[FolderLook, Looks]) -> None:
    look, looks = slow
    looks.sees = "second"
    looks.may_end.clear()
    assert look.now() == "first"
    assert look.now() == "first"
    assert looks.number == 2  # one look beside the pages, however many ask
    looks.may_end.set()
    wait_until_seen(look, "second")


def test_what_changed_after_a_look_began_is_seen(
    slow: tuple[FolderLook, Looks], monkeypatch: pytest.MonkeyPatch
) -> None:
    look, looks = slow
    looks.may_end.clear()
    looks.sees = "old"
    look.now()  # a look begins
    looks.sees = "new"
    look.forget()
    looks.may_end.set()
    assert look.now() == "new"
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and thread.daemon:
            thread.join(0.3)
    monkeypatch.setattr(folder_look, "SECONDS_BETWEEN_LOOKS", SECONDS)
    assert look.now() != "old"


def test_a_look_that_fails_beside_fails_for_the_next_who_asks(slow: tuple[FolderLook, Looks]) -> None:
    look, looks = slow
    looks.error = PermissionError("no")
    until = time.monotonic() + SECONDS
    with pytest.raises(PermissionError):
        while time.monotonic() < until:
            look.now()
            time.sleep(0.01)
