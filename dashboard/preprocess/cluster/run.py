"""Preprocess documents at an address into tables at another on a cluster: the local engine's map and reduce as tasks.

The command that asks holds names and numbers, no text and no rows.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from uuid import uuid4

from distributed import Client

from dashboard.preprocess.cluster.addresses import TablePlace, documents_at, tables_at
from dashboard.preprocess.cluster.cluster_map import ClusterMap
from dashboard.preprocess.cluster.cluster_reduce import write_partitions
from dashboard.preprocess.cluster.connection import ClusterError, connected
from dashboard.preprocess.cluster.known_files import digest_of, load_known
from dashboard.preprocess.cluster.tasks import Tasks
from dashboard.preprocess.cluster.workers import OtherProgramError, Reader, another_program, differences, program
from dashboard.preprocess.fingerprint import documents_digest, program_fingerprint
from dashboard.preprocess.map_file import MapJob
from dashboard.preprocess.pipeline import PROGRAM, job_of, mark_of
from dashboard.preprocess.places import Documents, Parts
from dashboard.preprocess.report import OF_DOCUMENTS, Progress, Report, StoppedError, report_of
from dashboard.preprocess.rules import load_rules
from dashboard.preprocess.sources import SeenFile
from dashboard.reading.limits import LIMITS, Limits


@dataclass(frozen=True, slots=True)
class _Run:
    """What a run is asked for, and whom it tells."""

    documents: Documents
    tables: TablePlace
    default_year: int | None
    force: bool
    on_progress: Progress | None
    on_characters: Callable[[int], None] | None
    limits: Limits


def preprocess_on_cluster(
    seeds: str, out: str, *, scheduler: str | None = None, default_year: int | None = None, workers: int | None = None,
    force: bool = False, on_progress: Progress | None = None, on_characters: Callable[[int], None] | None = None,
    limits: Limits = LIMITS,
) -> Report:  # fmt: skip
    """Write the tables of all documents at the address ``seeds`` to the address ``out``; see ``pipeline.preprocess``.

    The rows are the local engine's. A table is a folder of files; where ``out`` is no folder that the workers see under
    the same path, see ``tables.remote_set``. ``scheduler`` is the address of a running one; without, so many
    ``workers`` are started here for this run. A file is known to be as it was by what a listing tells of it. Raises
    ClusterError where there is no cluster or it fails, OtherProgramError where its workers have another program,
    ValueError where an address needs a library that is not there, and what ``pipeline.preprocess`` raises.
    """
    documents, tables = documents_at(seeds), tables_at(out)
    run = _Run(documents, tables, default_year, force, on_progress, on_characters, limits)
    known = load_known(tables.parts, repr(documents))
    files = [(listed, digest_of(listed, known)) for listed in documents.listed()]
    seen = [SeenFile(listed.path, listed.file, listed.size, digest) for listed, digest in files]
    if not force and all(file.digest for file in seen):
        now = documents_digest((file.path, file.digest) for file in seen)
        if tables.fingerprint() == {"documents": now, **program_fingerprint(default_year)}:
            return replace(_report(run), was_current=True)
    with connected(scheduler, workers) as client, tables.lock(PROGRAM):
        return _made(client, ClusterMap(repr(documents), [listed for listed, _ in files], seen), run)


def _made(client: Client, work: ClusterMap, run: _Run) -> Report:
    made_from = program_fingerprint(run.default_year)
    job = job_of(run.documents, run.default_year, run.limits, made_from)
    theme_names = list(load_rules(job.lexicon, job.rules_version).themes.groups)
    parts = run.tables.parts
    with _readers(client, job, parts) as tasks:
        kept = {} if run.force else work.kept(tasks, job, parts)
        made = work.mapped(tasks, parts, kept, run.on_progress, run.on_characters)
        made_from["documents"] = documents_digest(file for part in made for file in part.files)
        if not run.force and made_from == run.tables.fingerprint():
            return replace(_report(run), was_current=True, files_kept=len(work.files))
        names = [part.name for part in made]
        try:
            with run.tables.new_set(made_from, mark_of(made_from, names)) as into:
                write_partitions(tasks, parts, names, theme_names, into)
        except KeyboardInterrupt:
            raise StoppedError(len(work.files), len(work.files)) from None
    parts.remove_others(set(names))
    unread = sum(len(work.batches[number].files) for number in kept)
    return replace(_report(run), files_read=len(work.files) - unread, files_kept=unread)


@contextmanager
def _readers(client: Client, job: MapJob, parts: Parts) -> Iterator[Tasks]:
    """Let the workers be ready to read documents, those that come later too. Raises OtherProgramError."""
    wanted, name = program(), f"jiedao-{uuid4().hex}"
    try:
        client.run_on_scheduler(differences, {})  # it takes tasks apart, so that it has to load the program too
        found = {worker: said for worker, said in client.run(differences, wanted).items() if said}
    except Exception as error:  # dask wraps what a worker raises that cannot load a module
        raise ClusterError(f"the cluster cannot load this program ({error}); install it on all its machines") from error
    if found:
        raise OtherProgramError(another_program(found))
    client.register_plugin(Reader(name, job, parts, wanted))
    tasks = Tasks(client, name)
    try:
        yield tasks
    finally:
        tasks.cancel()
        with suppress(Exception):  # the cluster may be gone
            client.unregister_worker_plugin(name)


def _report(run: _Run) -> Report:
    return report_of(run.tables.columns("documents", OF_DOCUMENTS))
