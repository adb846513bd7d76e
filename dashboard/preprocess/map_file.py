"""The map over files: one file → the rows of the documents in it. Pure but for reading that file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from dashboard.garbage import look_for_garbage_rarely
from dashboard.preprocess.document_group import DocumentGroup
from dashboard.preprocess.failed_document import failed_document, program_error
from dashboard.preprocess.fingerprint import content_digest
from dashboard.preprocess.places import Documents
from dashboard.preprocess.rules import load_rules
from dashboard.reading.archives import UnreadSource, documents_in
from dashboard.reading.document import Document, Source
from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.limits import LIMITS, Limits
from dashboard.reading.read import read_document
from dashboard.tables.rows import RowsByTable


@dataclass(frozen=True, slots=True)
class MapJob:
    """What the map of every file of a run has in common. ``rules_version`` tells rules of one folder apart.

    ``made_by`` stands for all that decides the rows beside the documents (``part_folder.made_by``).
    """

    documents: Documents
    lexicon: Path
    default_year: int | None = None
    limits: Limits = LIMITS
    rules_version: str = ""
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class MappedFile:
    """The rows of a file, and the digest of the bytes they were made from, None where it was no longer there.

    ``was_read`` is False where the bytes could not be had and the digest stands for the reason.
    """

    path: str
    digest: str | None = None
    rows: RowsByTable = field(default_factory=dict)
    was_read: bool = True


def prepare_worker(lexicon: Path, rules_version: str = "") -> None:
    """Make this process one that does nothing but map documents: load the rules, let the garbage collector rest."""
    load_rules(lexicon, rules_version)
    look_for_garbage_rarely()


def map_file(
    file: str,
    job: MapJob,
    refused: tuple[tuple[str, str], ...] = (),
    on_document: Callable[[str], None] | None = None,
    group: DocumentGroup | None = None,
) -> MappedFile:
    """Return the rows of all documents of one file; what goes wrong with one becomes its problem, not the others'.

    ``refused`` are documents, (path, problem), that are not to be read again: they took a process with them.
    ``on_document`` is told what is begun, where there is more than one document: the path of each document of an
    archive before it is read, and that of the archive before more of it is unpacked. With a ``group`` the rows are
    there once that is finished. Raises OSError where the place of the documents cannot be reached.
    """
    path = job.documents.path_of(file)
    rows: RowsByTable = {}
    try:
        content = job.documents.read(file, job.limits)
    except FileNotFoundError:  # removed while others were read: as if it had never been there
        return MappedFile(path)
    except UnreadableDocument as error:
        rows["documents"] = [failed_document(path, str(error))]
        return MappedFile(path, content_digest(error), rows, was_read=False)
    own = group or document_group(job, one_by_one=True)
    for found in _documents(Source(path, content), job, dict(refused), on_document):
        own.add(found, rows)
    return MappedFile(path, content_digest(content), rows)


def document_group(job: MapJob, begun: Callable[[], None] | None = None, *, one_by_one: bool = False) -> DocumentGroup:
    """Return a group for documents of this run; see ``DocumentGroup``."""
    return DocumentGroup(partial(load_rules, job.lexicon, job.rules_version), begun, one_by_one=one_by_one)


def _documents(
    source: Source, job: MapJob, refused: dict[str, str], on_document: Callable[[str], None] | None
) -> Iterator[Document | RowsByTable]:
    """Yield each document of a file; the rows of one that cannot be read."""
    if source.path in refused:
        yield {"documents": [failed_document(source.path, refused[source.path], source.content)]}
        return
    try:
        for found in documents_in(source, job.limits):
            if on_document and found.path != source.path:
                on_document(found.path)
            if isinstance(found, UnreadSource):
                yield {"documents": [failed_document(found.path, found.problem)]}
            elif found.path in refused:
                yield {"documents": [failed_document(found.path, refused[found.path], found.content)]}
            else:
                yield _document(found, job)
            if on_document and found.path != source.path:
                on_document(source.path)
    except Exception as error:  # what an archive makes the program stumble over must not stop the run
        yield {"documents": [failed_document(source.path, program_error(error), source.content)]}


def _document(source: Source, job: MapJob) -> Document | RowsByTable:
    try:
        rules = load_rules(job.lexicon, job.rules_version)
        return read_document(source, rules.gazetteer, rules.reading, job.default_year)
    except UnreadableDocument as error:
        return {"documents": [failed_document(source.path, str(error), source.content)]}
    except Exception as error:  # one bad document must not stop the run
        return {"documents": [failed_document(source.path, program_error(error), source.content)]}
