"""Preprocess a folder of documents into tables: map each batch that is new, reduce, save."""

import hashlib
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.paths import LEXICON
from dashboard.preprocess.batches import Batch, batches_of
from dashboard.preprocess.fingerprint import (
    documents_digest,
    fingerprint_of,
    program_fingerprint,
    quick_signature,
    rules_digest,
    seen_files,
)
from dashboard.preprocess.guarded_map import map_batches
from dashboard.preprocess.known_look import keep_look
from dashboard.preprocess.map_batch import MadePart
from dashboard.preprocess.map_file import MapJob
from dashboard.preprocess.part import is_whole
from dashboard.preprocess.part_folder import PARTS, PartFolder, made_by, part_name, remove_others
from dashboard.preprocess.places import Documents
from dashboard.preprocess.reduce import write_tables
from dashboard.preprocess.report import OF_DOCUMENTS, Progress, Report, StoppedError, report_of
from dashboard.preprocess.rules import load_rules
from dashboard.preprocess.sources import LocalDocuments, SeenFile
from dashboard.reading.limits import LIMITS, Limits
from dashboard.tables.folder_lock import Holder, folder_lock
from dashboard.tables.full_disk import full_disk_named
from dashboard.tables.store import load_columns, load_fingerprint, move_into_place, new_set

Waiting = Callable[[Holder | None], None]
"""Called again and again while another process, the one named, makes the tables."""

PROGRAM = "python -m dashboard preprocess"


@dataclass(frozen=True, slots=True)
class _Run:
    """What a run is asked for, and whom it tells."""

    seeds: Path
    out: Path
    default_year: int | None
    workers: int | None
    force: bool
    on_progress: Progress | None
    on_characters: Callable[[int], None] | None
    limits: Limits
    look: str
    looked_at: float


def preprocess(
    seeds: Path, out: Path, *, default_year: int | None = None, workers: int | None = None, force: bool = False,
    on_progress: Progress | None = None, on_characters: Callable[[int], None] | None = None,
    on_wait: Waiting | None = None, program: str = PROGRAM, limits: Limits = LIMITS,
) -> Report:  # fmt: skip
    """Write the tables of all documents below ``seeds`` to ``out``.

    Batches of documents that are as they were are not read again. A document that fails has its reason in the report
    and in ``documents.problem``; the others are written. ``workers``: processes, all cores by default. ``force`` reads
    everything again. ``on_characters`` is told the characters of each batch that is read. One process at a time works
    on ``out``: another waits and tells ``on_wait``, or raises FolderBusyError where that is None; ``program`` is what
    the others are told of this one. Raises FileNotFoundError where there is no folder of documents, ValueError for a
    mistake in the rules, OSError where writing fails (the old tables stay whole), StoppedError after Ctrl-C.
    """
    if not seeds.is_dir():
        raise FileNotFoundError(f"no folder {seeds}; put the documents there or name another with --seeds")
    looked_at, look = time.time(), quick_signature(seeds)
    run = _Run(seeds, out, default_year, workers, force, on_progress, on_characters, limits, look, looked_at)
    files = seen_files(seeds)
    if not force and load_fingerprint(out) == fingerprint_of(files, default_year):
        return replace(_report(out), was_current=True)
    has_waited = False

    def waiting(holder: Holder | None) -> None:
        nonlocal has_waited
        has_waited = True
        if on_wait:
            on_wait(holder)

    with folder_lock(out, program, waiting if on_wait else None):
        move_into_place(out)
        if has_waited:
            files = seen_files(seeds)
            if not force and load_fingerprint(out) == fingerprint_of(files, default_year):
                return replace(_report(out), was_current=True)  # made in the meantime by another process
        return _made(files, run)


def _made(files: list[SeenFile], run: _Run) -> Report:
    """Make the tables of these files; the list is empty afterwards."""
    # Digests are taken before the rules are read, and of the documents as they were read: where something changes in
    # between, the next run sees that the tables are not current.
    made_from = program_fingerprint(run.default_year)
    job = job_of(LocalDocuments(run.seeds), run.default_year, run.limits, made_from)
    rules = load_rules(job.lexicon, job.rules_version)
    folder = run.out / PARTS
    with full_disk_named(run.out):
        folder.mkdir(exist_ok=True)
    number = len(files)
    batches = batches_of(files)
    kept = {} if run.force else _kept(batches, job, folder)
    unread = sum(len(batches[place].files) for place in kept)
    made = _mapped(batches, kept, job, folder, run)
    made_from["documents"] = documents_digest(file for place in range(len(batches)) for file in made[place].files)
    parts = [made[place].name for place in range(len(batches))]
    del batches, kept, made
    files.clear()  # tables are written in the memory that the names of very many files took
    try:
        with new_set(run.out, made_from, mark_of(made_from, parts)) as new:
            threads = run.workers or os.cpu_count() or 1
            write_tables([folder / name for name in parts], list(rules.themes.groups), new, threads)
    except KeyboardInterrupt:
        raise StoppedError(number, number) from None
    remove_others(folder, set(parts))
    if run.default_year is None:  # it is servers that ask, and they have no other
        keep_look(run.seeds, run.out, run.look, run.looked_at)
    return replace(_report(run.out), files_read=number - unread, files_kept=unread)


def job_of(documents: Documents, default_year: int | None, limits: Limits, program: dict[str, str]) -> MapJob:
    """Return what the map is told of a run; ``program`` is the ``program_fingerprint``."""
    return MapJob(documents, LEXICON, default_year, limits, rules_digest(LEXICON), made_by(program, limits))


def _kept(batches: Sequence[Batch], job: MapJob, folder: Path) -> dict[int, MadePart]:
    """Return the parts that are there already, by the numbers of their batches."""
    kept = {}
    for number, batch in enumerate(batches):
        name = part_name(job.made_by, batch.documents)
        if is_whole(folder / name):
            kept[number] = MadePart(name, batch.documents, 0)
    return kept


def _mapped(
    batches: Sequence[Batch], kept: dict[int, MadePart], job: MapJob, folder: Path, run: _Run
) -> dict[int, MadePart]:
    """Return the parts of all batches by their numbers, those made anew that are not kept. Raises StoppedError."""
    asked = [number for number in range(len(batches)) if number not in kept]
    wanted = [batches[number] for number in asked]
    total = sum(len(batch.files) for batch in wanted)
    done = 0

    def tell(path: str) -> None:
        nonlocal done
        done += 1
        if run.on_progress:
            run.on_progress(done, total, path)

    found = dict(kept)
    try:
        for number, part in map_batches(wanted, job, PartFolder(folder), run.workers, tell):
            found[asked[number]] = part
            if run.on_characters:
                run.on_characters(part.characters)
    except KeyboardInterrupt:
        read = sum(len(batches[number].files) for number in found)
        raise StoppedError(read, sum(len(batch.files) for batch in batches)) from None
    return found


def mark_of(made_from: dict[str, str], parts: Sequence[str]) -> str:
    """Return what tells this set of tables from others: what it was made from, and from what that was read."""
    said = repr((sorted(made_from.items()), parts))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _report(out: Path) -> Report:
    return report_of(load_columns(out, "documents", OF_DOCUMENTS))
