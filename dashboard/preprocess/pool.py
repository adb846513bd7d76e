"""Runs a function over many tasks in processes of its own, so that a task that crashes or hangs costs only itself."""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Work = Callable[[Task, Callable[[str], None]], Result]
"""Does a task. Its second argument is to be told the name of each part before the part is begun."""

TASKS_AHEAD = 4
"""Tasks that a process is given at a time while there are many: it need not wait for the next."""

MANY_TASKS = 16
"""Per process. With fewer left each process gets one at a time, so that none waits while another has several."""

SECONDS_TO_START = 120
LARGE_SHARE_OF_BLAME = "500"
"""Where memory runs out, Linux ends a process with this score before others: the worker, not the app."""

READY, BEGUN, DONE = "ready", "begun", "done"


@dataclass(frozen=True, slots=True)
class Lost:
    """A task whose process died, or was ended because it took too long. ``part`` is the one it had begun, if any."""

    part: str | None
    too_slow: bool
    exit_code: int | None


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: BaseProcess
    connection: Connection
    tasks: deque[tuple[int, Task]] = field(default_factory=deque)
    part: str | None = None
    is_ready: bool = False
    heard: float = field(default_factory=time.monotonic)

    def deadline(self, seconds: float) -> float:
        if not self.is_ready:
            return self.heard + SECONDS_TO_START
        return self.heard + seconds if self.tasks else float("inf")

    def end(self) -> None:
        """End the process and what it started."""
        if hasattr(os, "killpg") and self.process.pid:
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.connection.close()


class KeptProcesses:
    """Processes that stay when a run is over, for the next one with the same work. Several threads may run at once.

    One that has had nothing to do for ``seconds`` ends by itself, should there be no next run.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._idle: deque[_Worker[Any]] = deque()

    def take(self) -> list[_Worker[Any]]:
        """Return a process that is free, if there is any."""
        with contextlib.suppress(IndexError):
            while True:
                worker = self._idle.pop()
                if worker.process.is_alive():
                    return [worker]
                worker.end()
        return []

    def keep(self, worker: _Worker[Any]) -> None:
        self._idle.append(worker)

    def end(self) -> None:
        """End those that are free."""
        while self._idle:
            self._idle.pop().end()


def run(
    work: Work[Task, Result],
    tasks: Iterable[tuple[int, Task]],
    *,
    processes: int,
    seconds: float,
    prepare: Callable[[], None],
    on_part: Callable[[int, str], None] | None = None,
    kept: KeptProcesses | None = None,
) -> Iterator[tuple[int, Result | Lost]]:
    """Yield each task's number with its result, as they are done, or with how it was lost.

    ``seconds`` is the time for a part of a task (for the task, where it names no parts). ``work``, ``prepare`` (called
    first in each process), tasks and results are picklable. ``on_part`` is told in this process which part of which
    task (its number) is begun. ``kept`` gives and takes processes that do the same work. Raises RuntimeError where no
    process can be started.
    """
    waiting = deque(tasks)
    workers: list[_Worker[Task]] = kept.take() if kept else []
    try:
        while waiting or any(worker.tasks for worker in workers):
            busy = sum(bool(worker.tasks) for worker in workers)
            while len(workers) < min(processes, busy + len(waiting)):
                workers.append(_start(work, prepare, [worker.connection for worker in workers], kept))
            _hand_out(waiting, workers)
            first = min(worker.deadline(seconds) for worker in workers)
            heard = wait([worker.connection for worker in workers], max(first - time.monotonic(), 0))
            for worker in list(workers):
                if worker.connection in heard:
                    answer = _answer(worker, on_part)
                elif worker.deadline(seconds) <= time.monotonic():
                    answer = _lost(worker, too_slow=True)
                else:
                    continue
                if answer and isinstance(answer[1], Lost):
                    workers.remove(worker)
                    waiting.extendleft(reversed(worker.tasks))
                if answer:
                    yield answer
    finally:
        for worker in workers:
            if kept and worker.is_ready and not worker.tasks:
                kept.keep(worker)
            else:
                worker.end()


def _hand_out(waiting: deque[tuple[int, Task]], workers: list[_Worker[Task]]) -> None:
    for worker in workers:
        most = TASKS_AHEAD if len(waiting) >= MANY_TASKS * len(workers) else 1
        while waiting and len(worker.tasks) < most:
            if not worker.tasks:
                worker.heard = time.monotonic()
            with contextlib.suppress(OSError):  # it has died: the next answer tells
                worker.connection.send(waiting[0])
            worker.tasks.append(waiting.popleft())


def _answer(
    worker: _Worker[Task], on_part: Callable[[int, str], None] | None
) -> tuple[int, Any] | None:
    """Return what a worker has done, or its loss; None where it only says that it has begun something."""
    try:
        kind, content = worker.connection.recv()
    except (EOFError, OSError):
        return _lost(worker, too_slow=False)
    worker.heard = time.monotonic()
    if kind == READY:
        worker.is_ready = True
    elif kind == BEGUN:
        worker.part = content
        if on_part:
            on_part(worker.tasks[0][0], content)
    else:
        worker.part = None
        return worker.tasks.popleft()[0], content
    return None


def _lost(worker: _Worker[Task], *, too_slow: bool) -> tuple[int, Lost]:
    """End a worker and return the task it was at; the others are left to be handed out again."""
    worker.end()
    if not worker.is_ready or not worker.tasks:
        raise RuntimeError(f"a process for reading documents does not start (exit code {worker.process.exitcode})")
    return worker.tasks.popleft()[0], Lost(worker.part, too_slow, worker.process.exitcode)


def _start(
    work: Work[Task, Result], prepare: Callable[[], None], others: list[Connection], kept: KeptProcesses | None = None
) -> _Worker[Task]:
    """Start a process. It is forked where that is safe, which takes no time; else a new Python is started."""
    may_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    method = "fork" if may_fork and sys.platform == "linux" else "spawn"
    context: Any = multiprocessing.get_context(method)
    ours, theirs = context.Pipe()
    inherited = [*others, ours] if method == "fork" else []
    idle_seconds = kept.seconds if kept else None
    process = context.Process(target=_serve, args=(theirs, work, prepare, inherited, idle_seconds), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _serve(
    connection: Connection, work: Work[Any, Any], prepare: Callable[[], None], inherited: Iterable[Connection],
    idle_seconds: float | None,
) -> None:  # fmt: skip
    """Do the tasks that come, until the process that sends them is gone or none has come for a while."""
    for other in inherited:  # held open here, they would keep the other processes from seeing that ours is gone
        other.close()
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C is for the process that started this one, and all that this one starts ends with it
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(LARGE_SHARE_OF_BLAME)
    prepare()
    connection.send((READY, None))
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while connection.poll(idle_seconds):
            _, task = connection.recv()
            connection.send((DONE, work(task, lambda name: connection.send((BEGUN, name)))))
