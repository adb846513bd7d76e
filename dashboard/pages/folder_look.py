"""What the folder of documents looks like, asked on every run of a page and looked at now and then."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock, Thread

from dashboard.preprocess.fingerprint import quick_signature

SECONDS_BETWEEN_LOOKS = 5.0
SLOW_SECONDS = 0.05
"""A look that takes longer, at tens of thousands of files, is taken beside the pages instead of letting one wait."""
SHARE_OF_TIME = 0.05
"""Of all time goes into looking at most."""


class FolderLook:
    """The look of a folder (``quick_signature``), at most some seconds old. Where a look takes long the last one is
    returned at once, and whoever asks after it is taken gets the new one."""

    def __init__(self, folder: Path, look: Callable[[Path], str] = quick_signature) -> None:
        self._folder, self._look = folder, look
        self._lock = Lock()
        self._last: str | None = None
        self._took = self._until = 0.0
        self._forgotten = 0
        self._is_looking = False

    def now(self) -> str:
        """Return what the folder looks like. Raises OSError where it cannot be looked at."""
        with self._lock:
            is_due = time.monotonic() >= self._until
            if self._last is None or (is_due and self._took <= SLOW_SECONDS):
                return self._kept(*self._timed())
            if is_due and not self._is_looking:
                self._is_looking = True
                Thread(target=self._look_beside, args=(self._forgotten,), daemon=True).start()
            return self._last

    def forget(self) -> None:
        """Let the next who asks have a new look, however long it takes."""
        with self._lock:
            self._last = None
            self._forgotten += 1

    def _timed(self) -> tuple[str, float]:
        begin = time.monotonic()
        return self._look(self._folder), time.monotonic() - begin

    def _kept(self, found: str, took: float) -> str:
        self._last, self._took = found, took
        self._until = time.monotonic() + max(SECONDS_BETWEEN_LOOKS, took / SHARE_OF_TIME)
        return found

    def _look_beside(self, forgotten: int) -> None:
        seen: tuple[str, float] | None
        try:
            seen = self._timed()
        except OSError:
            seen = None
        with self._lock:
            self._is_looking = False
            if self._forgotten != forgotten:  # somebody wants a look that began later
                return
            if seen is None:
                self._last = None  # whoever asks next looks and says what is wrong
            else:
                self._kept(*seen)
