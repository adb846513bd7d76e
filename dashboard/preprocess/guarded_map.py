"""Maps files so that none can stop the run: where one crashes its process or takes too long, the others go on."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dashboard.preprocess.batches import Batch
from dashboard.preprocess.map_batch import TOGETHER, MadePart, map_into
from dashboard.preprocess.map_file import MapJob, prepare_worker
from dashboard.preprocess.places import Parts
from dashboard.preprocess.pool import KeptProcesses, Lost, run
from dashboard.reading.file_name import format_of
from dashboard.reading.formats import READERS

LEAST_DOCUMENTS_PER_WORKER = 50
"""Below this a second process costs more to start than it saves."""

HARMLESS = frozenset(name for name, reader in READERS.items() if reader.endswith(":read_plain_text"))
"""Formats that are read without foreign code: few of these need no process of their own."""

MOST_LOST_IN_A_FILE = 3
"""An archive with more documents than this that crash or hang is not read any further."""

OnFile = Callable[[str], None]
"""Told the path of each file that is done, once."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A batch to map: the documents of each file not to be read, and the one that may have crashed a process.

    ``one_by_one``: a process was lost while it worked on several together, so that which of them is to blame must be
    seen.
    """

    batch: Batch
    refused: tuple[tuple[tuple[str, str], ...], ...]
    suspect: str | None = None
    one_by_one: bool = False


def map_batches(
    batches: Sequence[Batch], job: MapJob, parts: Parts, workers: int | None = None, on_file: OnFile | None = None
) -> Iterator[tuple[int, MadePart]]:
    """Yield the part of each batch with its number, as they are written to their place, from as many processes as pay.

    Large ones are begun first, so that all processes end at about the same time. A document with which a process dies
    is tried once more, with nothing beside it in other processes, for where memory runs out it may be another's fault;
    one that takes longer than ``job.limits.seconds`` is not. Raises OSError where a part cannot be written.
    """
    most = workers or os.cpu_count() or 1
    files = [file for batch in batches for file in batch.files]
    processes = min(most, max(len(files) // LEAST_DOCUMENTS_PER_WORKER, 1), max(len(batches), 1))
    progress = _Progress(batches, on_file)
    if processes == 1 and all(format_of(file.path) in HARMLESS for file in files):
        for number, batch in enumerate(batches):
            yield number, _written(map_into(batch.places, job, parts, (), partial(progress.begun, number)))
        return
    yield from _guarded(batches, job, parts, processes, progress, None)


def map_one(batch: Batch, job: MapJob, parts: Parts, kept: KeptProcesses) -> MadePart:
    """Write the part of a batch and return it; as ``map_batches`` does, in a process that is kept for the next one."""
    [(_, made)] = _guarded([batch], job, parts, 1, _Progress([batch], None), kept)
    return made


def _guarded(
    batches: Sequence[Batch], job: MapJob, parts: Parts, processes: int, progress: "_Progress",
    kept: KeptProcesses | None,
) -> Iterator[tuple[int, MadePart]]:  # fmt: skip
    tasks = {number: _Task(batch, ((),) * len(batch.files)) for number, batch in enumerate(batches)}
    pending = sorted(tasks, key=lambda number: -tasks[number].batch.size)
    while pending:
        lost = []
        found = run(
            partial(_mapped, job=job, parts=parts), [(number, tasks[number]) for number in pending],
            processes=processes, seconds=job.limits.seconds, on_part=progress.heard, kept=kept,
            prepare=partial(prepare_worker, job.lexicon, job.rules_version),
        )  # fmt: skip
        for number, outcome in found:
            if not isinstance(outcome, Lost):
                yield number, _written(outcome)
                continue
            tasks[number] = _judged(tasks[number], outcome, job)
            lost.append(number)
        pending, processes = lost, 1


def _mapped(task: _Task, on_part: Callable[[str], None], job: MapJob, parts: Parts) -> MadePart:
    return map_into(
        task.batch.places, job, parts, task.refused, lambda number, path: on_part(_told(number, path)),
        one_by_one=task.one_by_one,
    )


def _written(made: MadePart) -> MadePart:
    if made.problem:
        raise made.problem
    return made


def _told(number: int, path: str) -> str:
    """Return a file's number in its batch and the path of a document in it as one text; ``_heard`` reads it."""
    return f"{number} {path}"


def _heard(told: str) -> tuple[int, str]:
    number, _, path = told.partition(" ")
    return int(number), path


class _Progress:
    """Tells of each file of the batches once that it is done, whatever is tried again."""

    def __init__(self, batches: Sequence[Batch], on_file: OnFile | None) -> None:
        self._batches, self._on_file = batches, on_file
        self._done = [0] * len(batches)

    def begun(self, batch: int, file: int, path: str) -> None:
        if self._on_file:
            for number in range(self._done[batch], file):
                self._on_file(self._batches[batch].files[number].path)
        self._done[batch] = max(self._done[batch], file)

    def heard(self, batch: int, told: str) -> None:
        self.begun(batch, *_heard(told))


def _judged(task: _Task, lost: Lost, job: MapJob) -> _Task:
    """Return what is to be tried next with a batch whose process was lost."""
    number, member = _heard(lost.part or "0 ")
    if member == TOGETHER:
        return replace(task, one_by_one=True)
    if number >= len(task.batch.files):  # all were read: what fails is making the part
        if task.suspect == lost.part:
            raise RuntimeError(f"a process ends while it puts rows together (exit code {lost.exit_code}); no memory?")
        return replace(task, suspect=lost.part)
    own = task.batch.files[number].path
    at = member or own
    if not lost.too_slow and task.suspect != at:
        return replace(task, suspect=at)
    if lost.too_slow:
        problem = f"读取超过 {job.limits.seconds} 秒，已停止；请拆成几份，或另存为别的格式再放入"
    else:
        problem = f"读取这份文件时程序崩溃（{_ending(lost.exit_code)}）；文件可能已损坏，请另存为别的格式再放入"
    refused = (*task.refused[number], (at, problem))
    if len(refused) > MOST_LOST_IN_A_FILE:
        many = f"里面有超过 {MOST_LOST_IN_A_FILE} 份文件读不了，没有再读；请解开后放入"
        refused = ((own, f"{many}。最后一份：{at}，{problem}"),)
    every = (*task.refused[:number], refused, *task.refused[number + 1 :])
    return replace(task, refused=every, suspect=None)


def _ending(exit_code: int | None) -> str:
    return f"信号 {-exit_code}" if exit_code and exit_code < 0 else f"退出码 {exit_code}"
