"""What a worker of the cluster needs to map documents: a process in which documents are read, which may die without
harm, and the same program as the command that asks."""

import multiprocessing
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from distributed import Worker, WorkerPlugin, get_worker

from dashboard.paths import LEXICON
from dashboard.preprocess.batches import Batch
from dashboard.preprocess.fingerprint import program_fingerprint
from dashboard.preprocess.guarded_map import map_one
from dashboard.preprocess.map_batch import MadePart
from dashboard.preprocess.map_file import MapJob
from dashboard.preprocess.part_folder import surroundings
from dashboard.preprocess.places import Parts
from dashboard.preprocess.pool import KeptProcesses
from dashboard.reading.office.soffice import soffice_found

Result = TypeVar("Result")

SECONDS_IDLE = 600.0
"""A process that reads documents ends after so long without any: a command may end without telling its workers."""

NAMES = {"code": "the program", "rules": "the words and rules (dashboard/lexicon)"}


class OtherProgramError(ValueError):
    """A worker would read documents otherwise than this program."""


def program() -> dict[str, str]:
    """Return all that decides what is read in a document beside what a run is told, by name."""
    found = program_fingerprint(None) | surroundings()
    found["LibreOffice"] = "there" if soffice_found() else "not there"
    return found


def differences(wanted: Mapping[str, str]) -> list[str]:
    """Return what of this process's program is not as wanted, in words."""
    own = program()
    return [
        NAMES.get(name, f"{name} ({own.get(name) or 'not there'} instead of {value or 'none'})")
        for name, value in wanted.items() if own.get(name) != value
    ]


class Reader(WorkerPlugin):  # type: ignore[misc]
    """Stands ready on each worker, those that come later too, as long as a run lasts."""

    def __init__(self, run: str, job: MapJob, parts: Parts, wanted: Mapping[str, str]) -> None:
        self.name = run
        self.job, self.parts = job, parts
        self._wanted = wanted

    def setup(self, worker: Worker) -> None:
        self._differences = differences(self._wanted)
        self._processes = KeptProcesses(SECONDS_IDLE)
        self.job = replace(self.job, lexicon=LEXICON)
        # dask's nanny makes its worker a daemon, which Python lets have no processes of its own. Ours end when the
        # worker does, for they see that it is gone.
        multiprocessing.current_process().daemon = False

    def teardown(self, worker: Worker) -> None:
        self._processes.end()

    def check(self, worker: str) -> None:
        if self._differences:
            raise OtherProgramError(another_program({worker: self._differences}))

    def mapped(self, batch: Batch) -> MadePart:
        return map_one(batch, self.job, self.parts, self._processes)


def another_program(found: Mapping[str, list[str]]) -> str:
    """Return the message for workers (by address) of which something differs."""
    said = "; ".join(f"{worker}: {', '.join(names)}" for worker, names in sorted(found.items()))
    return f"the cluster's workers have another program than this one. Install the same on all. Different on {said}"


def map_here(run: str, batch: Batch) -> MadePart:
    """Write the part of a batch, in this worker of the run of this name, and return it."""
    return _reader(run).mapped(batch)


def checked(run: str, work: Callable[..., Result], *arguments: Any) -> Result:
    """Return what ``work`` gives; raises OtherProgramError in a worker whose program is not that of the run."""
    _reader(run)
    return work(*arguments)


def _reader(run: str) -> Reader:
    worker = get_worker()
    reader: Reader = worker.plugins[run]
    reader.check(worker.address)
    return reader
