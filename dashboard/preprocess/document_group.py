"""Documents mapped together, stage by stage: all are read, then all searched, then all put into rows.

What a stage works with (code, dictionaries, automata) is then near at hand from one document to the next; document by
document, each stage would push that of the others out of the processor's caches. The rows are the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.preprocess.document_rows import Extraction
from dashboard.preprocess.failed_document import failed_document, program_error
from dashboard.preprocess.rules import Rules
from dashboard.reading.document import Document
from dashboard.tables.rows import RowsByTable

MOST_DOCUMENTS, MOST_CHARACTERS = 64, 200_000
"""Of a group, unless one document alone is longer: more would gain nothing, and takes memory."""


@dataclass(slots=True)
class _Waiting:
    """A document, or the rows of one that is done, with the rows of its file, to which its own are to be added.

    ``announce`` tells that the document is worked on again: should the process die, it is the one to blame.
    """

    document: Document | RowsByTable
    of_file: RowsByTable
    announce: Callable[[], None] | None


class DocumentGroup:
    """Takes documents as they are read; what is not yet in rows is there once ``finish`` has been called."""

    def __init__(self, rules: Callable[[], Rules]) -> None:
        self._rules = rules
        self._waiting: list[_Waiting] = []
        self._characters = 0

    def add(
        self, document: Document | RowsByTable, of_file: RowsByTable, announce: Callable[[], None] | None = None
    ) -> None:
        """Take a document, or its rows where there are some already; they are added to those of its file in order."""
        self._waiting.append(_Waiting(document, of_file, announce))
        if isinstance(document, Document):
            self._characters += len(document.text)
        if len(self._waiting) >= MOST_DOCUMENTS or self._characters >= MOST_CHARACTERS:
            self.finish()

    def finish(self) -> None:
        """Add the rows of all documents that wait to those of their files."""
        waiting, self._waiting, self._characters = self._waiting, [], 0
        searched = [_searched(each, self._rules) for each in waiting]
        for each, extraction in zip(waiting, searched, strict=True):
            rows = _rows(each, extraction) if isinstance(extraction, Extraction) else extraction
            for table, of_table in rows.items():
                each.of_file.setdefault(table, []).extend(of_table)


def _searched(waiting: _Waiting, rules: Callable[[], Rules]) -> Extraction | RowsByTable:
    document = waiting.document
    if not isinstance(document, Document):
        return document
    if waiting.announce:
        waiting.announce()
    try:
        return Extraction(document, rules())
    except Exception as error:  # one bad document must not stop the run
        return {"documents": [failed_document(document.path, program_error(error), sha256=document.sha256)]}


def _rows(waiting: _Waiting, extraction: Extraction) -> RowsByTable:
    if waiting.announce:
        waiting.announce()
    try:
        return extraction.rows()
    except Exception as error:
        document = extraction.document
        return {"documents": [failed_document(document.path, program_error(error), sha256=document.sha256)]}
