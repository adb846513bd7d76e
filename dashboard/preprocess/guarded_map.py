"""Maps files so that none can stop the run: where one crashes its process or takes too long, the others go on."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from dashboard.preprocess.map_file import MapJob, MappedFile, map_file, prepare_worker
from dashboard.preprocess.pool import Lost, run
from dashboard.preprocess.sources import path_of
from dashboard.reading.file_name import format_of
from dashboard.reading.formats import READERS

LEAST_DOCUMENTS_PER_WORKER = 50
"""Below this a second process costs more to start than it saves."""

HARMLESS = frozenset(name for name, reader in READERS.items() if reader.endswith(":read_plain_text"))
"""Formats that are read without foreign code: few of these need no process of their own."""

MOST_LOST_IN_A_FILE = 3
"""An archive with more documents than this that crash or hang is not read any further."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A file to map: the documents in it not to be read, and the one that may have crashed a process."""

    file: Path
    refused: tuple[tuple[str, str], ...] = ()
    suspect: str | None = None


def map_files(files: Sequence[Path], job: MapJob, workers: int | None = None) -> Iterator[tuple[int, MappedFile]]:
    """Yield the rows of each file with its number, as they are done, from as many processes as pay.

    A document with which a process dies is tried once more alone, for where memory runs out it may be another's
    fault; one that takes longer than ``job.limits.seconds`` is not.
    """
    most = workers or os.cpu_count() or 1
    processes = min(most, max(len(files) // LEAST_DOCUMENTS_PER_WORKER, 1))
    if processes == 1 and all(format_of(file.name) in HARMLESS for file in files):
        yield from enumerate(map_file(file, job) for file in files)
        return
    tasks = {number: _Task(file) for number, file in enumerate(files)}
    pending = list(tasks)
    while pending:
        lost = []
        found = run(
            partial(_mapped, job=job), [(number, tasks[number]) for number in pending], processes=processes,
            seconds=job.limits.seconds, prepare=partial(prepare_worker, job.lexicon, job.rules_version),
        )  # fmt: skip
        for number, outcome in found:
            if not isinstance(outcome, Lost):
                yield number, outcome
                continue
            tasks[number] = _judged(tasks[number], outcome, job)
            lost.append(number)
        pending, processes = lost, 1


def _mapped(task: _Task, on_document: Callable[[str], None], job: MapJob) -> MappedFile:
    return map_file(task.file, job, task.refused, on_document)


def _judged(task: _Task, lost: Lost, job: MapJob) -> _Task:
    """Return what is to be tried next with a file whose process was lost."""
    own = path_of(task.file, job.seeds)
    at = lost.part or own
    if not lost.too_slow and task.suspect != at:
        return replace(task, suspect=at)
    if lost.too_slow:
        problem = f"读取超过 {job.limits.seconds} 秒，已停止；请拆成几份，或另存为别的格式再放入"
    else:
        problem = f"读取这份文件时程序崩溃（{_ending(lost.exit_code)}）；文件可能已损坏，请另存为别的格式再放入"
    refused = (*task.refused, (at, problem))
    if len(refused) > MOST_LOST_IN_A_FILE:
        many = f"里面有超过 {MOST_LOST_IN_A_FILE} 份文件读不了，没有再读；请解开后放入"
        refused = ((own, f"{many}。最后一份：{at}，{problem}"),)
    return _Task(task.file, refused)


def _ending(exit_code: int | None) -> str:
    return f"信号 {-exit_code}" if exit_code and exit_code < 0 else f"退出码 {exit_code}"
