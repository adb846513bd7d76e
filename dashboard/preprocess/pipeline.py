"""Preprocess a folder of documents into tables: map each file, reduce, save."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from dashboard.paths import LEXICON
from dashboard.preprocess.fingerprint import documents_digest, is_current, program_fingerprint, rules_digest
from dashboard.preprocess.guarded_map import map_files
from dashboard.preprocess.map_file import MapJob, MappedFile
from dashboard.preprocess.reduce import reduce_rows
from dashboard.preprocess.rules import load_rules
from dashboard.preprocess.sources import path_of, seed_files
from dashboard.reading.limits import LIMITS, Limits
from dashboard.tables.folder_lock import Holder, folder_lock
from dashboard.tables.rows import Row
from dashboard.tables.store import load_fingerprint, load_tables, move_into_place, save_tables

Progress = Callable[[int, int, str], None]
"""Called with the files done, their total and the path of the one just done."""

Waiting = Callable[[Holder | None], None]
"""Called again and again while another process, the one named, makes the tables."""

PROGRAM = "python -m dashboard preprocess"


@dataclass(slots=True)
class Report:
    """What a run did: documents read, (path, problem) of those that failed, and of those that are another's double.

    ``was_current``: nothing to do.
    """

    documents: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    was_current: bool = False


def preprocess(
    seeds: Path, out: Path, *, default_year: int | None = None, workers: int | None = None, force: bool = False,
    on_progress: Progress | None = None, on_wait: Waiting | None = None, program: str = PROGRAM,
    limits: Limits = LIMITS,
) -> Report:  # fmt: skip
    """Write the tables of all documents below ``seeds`` to ``out``.

    A document that fails has its reason in the report and in ``documents.problem``; the others are written.
    ``workers``: processes, all cores by default. ``force`` works again where the tables are current. One process at a
    time works on ``out``: another waits and tells ``on_wait``, or raises FolderBusyError where that is None;
    ``program`` is what the others are told of this one. Raises FileNotFoundError where there is no folder of
    documents, ValueError for a mistake in the rules, OSError where writing fails (the old tables stay whole).
    """
    if not seeds.is_dir():
        raise FileNotFoundError(f"no folder {seeds}; put the documents there or name another with --seeds")
    if not force and is_current(seeds, out, default_year):
        return replace(_report(load_tables(out).documents), was_current=True)
    before = load_fingerprint(out)
    with folder_lock(out, program, on_wait):
        move_into_place(out)
        if not force and load_fingerprint(out) != before and is_current(seeds, out, default_year):
            # made in the meantime by another process
            return replace(_report(load_tables(out).documents), was_current=True)
        return _made(seeds, out, default_year, workers, on_progress, limits)


def _made(
    seeds: Path, out: Path, default_year: int | None, workers: int | None, on_progress: Progress | None, limits: Limits
) -> Report:
    # Digests are taken before the rules are read, and of the documents as they were read: where something changes in
    # between, the next run sees that the tables are not current.
    made_from = program_fingerprint(default_year)
    job = MapJob(seeds, LEXICON, default_year, limits, rules_digest(LEXICON))
    rules = load_rules(job.lexicon, job.rules_version)
    mapped = _mapped(seed_files(seeds), job, workers, on_progress)
    made_from["documents"] = documents_digest((file.path, file.digest) for file in mapped if file.digest is not None)
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for file in mapped:
        for table, of_table in file.rows.items():
            rows[table] += of_table
    tables = reduce_rows(rows, list(rules.themes.groups))
    save_tables(tables, out, made_from)
    return _report(tables["documents"].to_pandas())


def _mapped(
    files: Sequence[Path], job: MapJob, workers: int | None, on_progress: Progress | None
) -> list[MappedFile]:
    """Return what the map gives for each file, in their order."""
    found: dict[int, MappedFile] = {}
    for done, (number, mapped) in enumerate(map_files(files, job, workers), 1):
        found[number] = mapped
        if on_progress:
            on_progress(done, len(files), path_of(files[number], job.seeds))
    return [found[number] for number in range(len(files))]


def _report(documents: pd.DataFrame) -> Report:
    failed = documents[documents["status"] == "failed"]
    doubles = documents[documents["duplicate_of"].notna()]
    return Report(
        len(documents),
        list(zip(failed["path"], failed["problem"], strict=True)),
        list(zip(doubles["path"], doubles["problem"], strict=True)),
    )
