"""Tables that follow the documents: preprocessing in a process beside the server, one at a time.

The pages show the tables there are until the new set is whole.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryFile
from threading import Condition, Thread
from typing import IO, Any

from dashboard.library.problems import ChangeRefusedError
from dashboard.paths import PROJECT

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 5.0, 300.0
"""Before a run that failed is tried again; each further pause is twice as long."""
LONGEST_REASON = 300
"""Characters of what a process that broke down said last."""


@dataclass(frozen=True, slots=True)
class RefreshState:
    """What is going on. ``problem`` says why the last run failed, blank where it did not; it is tried again.

    ``path`` is the document read last, ``done`` and ``total`` count documents; ``total`` 0 means not known yet.
    ``waits_for`` names another process that makes the tables just now.
    """

    is_running: bool = False
    done: int = 0
    total: int = 0
    path: str = ""
    problem: str = ""
    waits_for: str = ""

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing runs and nothing is to be tried again."""
        return not (self.is_running or self.problem)


class TablesRefresh:
    """Makes the tables of one folder of documents anew whenever it is asked to; used by all sessions at once."""

    def __init__(self, seeds: Path, data: Path, *, first_pause_seconds: float = FIRST_PAUSE_SECONDS) -> None:
        self._seeds, self._data = seeds.absolute(), data.absolute()
        self._first_pause_seconds = first_pause_seconds
        self._changed = Condition()
        self._wanted: str | None = None
        self._made: str | None = None
        self._works = self._hurries = False
        self._state = RefreshState()

    @property
    def state(self) -> RefreshState:
        """What is going on now."""
        return self._state

    def has_made(self, signature: str) -> bool:
        """Return whether the tables were made from documents that look like this."""
        with self._changed:
            return self._made == signature

    def ask(self, signature: str) -> None:
        """Have the tables made for the documents that look like ``signature`` (``quick_signature``).

        Does nothing where that is done or being done; where another run is going on, one more follows it.
        """
        with self._changed:
            if signature == (self._wanted if self._works else self._made):
                return
            self._wanted = signature
            if self._works:
                self._changed.notify_all()
                return
            self._works, self._state = True, RefreshState(is_running=True)
            Thread(target=self._work, name="tables-refresh", daemon=True).start()

    def try_again(self) -> None:
        """End the pause after a run that failed."""
        with self._changed:
            self._hurries = True
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is going on; return False where that took longer."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._works, seconds)

    def _work(self) -> None:
        pause = self._first_pause_seconds
        while True:
            with self._changed:
                signature = self._wanted
                self._state = replace(self._state, is_running=True, done=0, total=0, path="")
            problem = self._problem_of_run()
            with self._changed:
                if problem:
                    self._state = RefreshState(problem=problem)
                    self._hurries = False
                    self._pause(signature, pause)
                    pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
                    continue
                self._made, pause = signature, self._first_pause_seconds
                if self._wanted == signature:  # else it is at rest for no moment: a page that saw it so stayed as it is
                    self._state, self._works = RefreshState(), False
                    self._changed.notify_all()
                    return

    def _pause(self, signature: str | None, seconds: float) -> None:
        self._changed.wait_for(lambda: self._hurries or self._wanted != signature, seconds)

    def _problem_of_run(self) -> str:
        def show(**told: Any) -> None:
            self._state = RefreshState(is_running=True, **told)

        try:
            run_preprocess(self._seeds, self._data, show)
        except ChangeRefusedError as error:
            return str(error)
        except OSError as error:  # no more processes, no memory for one
            return f"整理没有开始：{error.strerror or error}"
        return ""


def run_preprocess(
    seeds: Path, data: Path, on_progress: Callable[..., None], command: Sequence[str] = ()
) -> None:
    """Preprocess in a process of its own, and wait for it. Raises ChangeRefusedError with the reason of a failure.

    ``on_progress`` is called with ``done``, ``total`` and ``path``, or with ``waits_for``, as in RefreshState.
    ``command`` runs in place of the process that preprocesses.
    """
    words = command or (sys.executable, "-m", "dashboard.library.refresh_process", str(seeds), str(data))
    with TemporaryFile() as errors, subprocess.Popen(
        words, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True,
        encoding="utf-8", errors="replace",
    ) as process:  # fmt: skip
        assert process.stdout is not None
        problem = _problem_told(process.stdout, on_progress)
        code = process.wait()
        if problem is None:
            problem = f"整理的进程中断了（{_end_words(code)}）{_last_line(errors)}"
    if problem:
        raise ChangeRefusedError(problem)


def _problem_told(lines: IO[str], on_progress: Callable[..., None]) -> str | None:
    """Pass the progress on; return the problem that the process tells at its end, "" for none, None for no end."""
    for line in lines:
        try:
            told = json.loads(line)
            if "problem" in told:
                return str(told["problem"] or "")
            if "waits_for" in told:
                on_progress(waits_for=str(told["waits_for"]))
            else:
                on_progress(done=int(told["done"]), total=int(told["total"]), path=str(told["path"]))
        except (ValueError, KeyError, TypeError):
            continue  # a library printed something
    return None


def _end_words(code: int) -> str:
    return f"被信号 {-code} 结束" if code < 0 else f"退出码 {code}"


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = errors.read().decode("utf-8", "replace").strip().splitlines()
    return f"：{lines[-1][:LONGEST_REASON]}" if lines else ""
