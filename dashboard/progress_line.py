"""One line on the terminal that says how far a command is, how fast it is and how long it will take."""

import time
from collections.abc import Callable
from typing import TextIO

BAR_CELLS = 24
SECONDS_BETWEEN_LINES = 0.1
CLEAR_REST = "\x1b[K"
WRITING = "writing the tables"


class ProgressLine:
    """Shows documents done as a bar, with documents and characters per second and the time left.

    The speed is that since the first report, so that the time left does not jump; characters are known once the
    documents around have been read, and lag a little. ``clock`` gives seconds.
    """

    def __init__(self, terminal: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._terminal, self._clock = terminal, clock
        self._begin = clock()
        self._shown = float("-inf")
        self._characters = 0

    def add_characters(self, number: int) -> None:
        """Count characters of documents that have been read."""
        self._characters += number

    def show(self, done: int, total: int, path: str) -> None:
        """Show that so many documents of all are done; the line is written a few times a second at most."""
        now = self._clock()
        if done < total and now - self._shown < SECONDS_BETWEEN_LINES:
            return
        self._shown = now
        self._write(_line(done, total, self._characters, now - self._begin))
        if done == total:
            self._terminal.write(f"\n{WRITING} …")
            self._terminal.flush()

    def end(self) -> None:
        """Leave the terminal with an empty line to write to."""
        if self._shown > float("-inf"):
            self._write("")

    def _write(self, line: str) -> None:
        self._terminal.write(f"\r{line}{CLEAR_REST}")
        self._terminal.flush()


def _line(done: int, total: int, characters: int, seconds: float) -> str:
    filled = BAR_CELLS * done // total
    bar = "█" * filled + "░" * (BAR_CELLS - filled)
    if seconds <= 0:
        return f"{bar} {done:,}/{total:,}"
    speed = f"{done / seconds:,.0f} documents/s, {characters / seconds:,.0f} characters/s"
    if done == total:
        return f"{bar} {done:,}/{total:,}, {speed}, in {_time(seconds)}"
    return f"{bar} {done:,}/{total:,}, {speed}, {_time(seconds / done * (total - done))} left"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
