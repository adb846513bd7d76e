"""Preprocess a folder of documents into tables: map each document, reduce, save."""

import gc
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow as pa

from dashboard.extraction.keywords import keyword_table, load_background_idf
from dashboard.paths import LEXICON
from dashboard.preprocess.document_rows import document_rows, failed_document
from dashboard.preprocess.fingerprint import fingerprint, seed_files
from dashboard.preprocess.namesakes import tell_namesakes_apart
from dashboard.preprocess.rules import load_rules
from dashboard.preprocess.tallies import theme_table
from dashboard.reading.document import Source
from dashboard.reading.read import load_source
from dashboard.tables.rows import Row, RowsByTable, table_of
from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.store import load_fingerprint, load_tables, save_tables

Progress = Callable[[int, int, str], None]
"""Called with the documents done, their total and the path of the one just done."""

RARE_COLLECTION = (200_000, 20, 100)
"""How many new objects a worker makes before it looks for garbage, and how much more rarely for old garbage."""

LEAST_DOCUMENTS_PER_WORKER = 50
"""Below this a second process costs more to start than it saves."""


@dataclass(slots=True)
class Report:
    """What a run did: documents read, and (path, problem) of those that failed. ``was_current``: nothing to do."""

    documents: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    was_current: bool = False


def preprocess(
    seeds: Path, out: Path, *, default_year: int | None = None, workers: int | None = None, force: bool = False,
    on_progress: Progress | None = None,
) -> Report:
    """Write the tables of all documents below ``seeds`` to ``out``.

    A document that fails has its reason in the report and in ``documents.problem``; the others are written.
    ``workers``: processes, all cores by default. ``force`` works again where the tables are current.
    Raises FileNotFoundError where there is no such folder, OSError where writing fails (the old tables stay whole).
    """
    if not seeds.is_dir():
        raise FileNotFoundError(f"no folder {seeds}; put the documents there or name another with --seeds")
    made_from = fingerprint(seeds, default_year)
    if not force and load_fingerprint(out) == made_from:
        return replace(_report(load_tables(out).documents), was_current=True)
    files = seed_files(seeds)
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for done, found in enumerate(_mapped(files, seeds, default_year, workers), 1):
        for table, of_table in found.items():
            rows[table] += of_table
        if on_progress:
            on_progress(done, len(files), files[done - 1].relative_to(seeds).as_posix())
    tables = reduce_rows(rows)
    save_tables(tables, out, made_from)
    return _report(tables["documents"].to_pandas())


def _report(documents: pd.DataFrame) -> Report:
    failed = documents[documents["status"] == "failed"]
    return Report(len(documents), list(zip(failed["path"], failed["problem"], strict=True)))


def _mapped(
    files: Sequence[Path], seeds: Path, default_year: int | None, workers: int | None
) -> Iterator[RowsByTable]:
    """Return the rows of each file in order, from as many processes as pay."""
    work = partial(map_file, seeds=seeds, lexicon=LEXICON, default_year=default_year)
    processes = min(workers or os.cpu_count() or 1, len(files) // LEAST_DOCUMENTS_PER_WORKER)
    if processes <= 1:
        yield from map(work, files)
        return
    with ProcessPoolExecutor(processes, initializer=prepare_worker, initargs=(LEXICON,)) as pool:
        yield from pool.map(work, files, chunksize=8)


def prepare_worker(lexicon: Path) -> None:
    """Make this process one that does nothing but map documents: load the rules, let the garbage collector rest.

    Rows are very many small objects without cycles; looking through them again and again took a sixth of the time.
    """
    load_rules(lexicon)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARE_COLLECTION)


def map_file(file: Path, *, seeds: Path, lexicon: Path, default_year: int | None) -> RowsByTable:
    """Return the rows of one file; whatever goes wrong with it becomes its problem, never that of the others."""
    try:
        source = load_source(seeds, file)
    except OSError as error:
        source = Source(file.relative_to(seeds).as_posix(), b"")
        return {"documents": [failed_document(source, f"读不出文件：{error.strerror}")]}
    try:
        return document_rows(source, load_rules(lexicon), default_year)
    except Exception as error:  # one bad document must not stop the run
        problem = f"程序出错（{type(error).__name__}: {error}）；请把这份文件交给开发者"
        return {"documents": [failed_document(source, problem)]}


def reduce_rows(rows: Mapping[str, Iterable[Row]]) -> dict[str, pa.Table]:
    """Return every table of the data contract from the rows of all documents."""
    rows = tell_namesakes_apart(rows)
    tables = {name: table_of(name, rows.get(name, ())) for name in SCHEMAS if name not in ("themes", "keywords")}
    frames = {name: tables[name].to_pandas() for name in ("articles", "sentences", "theme_mentions", "term_mentions")}
    themes = theme_table(
        frames["articles"], frames["sentences"], frames["theme_mentions"], load_rules(LEXICON).themes.groups
    )
    keywords = keyword_table(frames["term_mentions"][["street", "term", "is_phrase"]], load_background_idf())
    for name, frame in (("themes", themes), ("keywords", keywords)):
        tables[name] = pa.Table.from_pandas(frame[SCHEMAS[name].names], schema=SCHEMAS[name], preserve_index=False)
    return tables
