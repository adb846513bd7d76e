"""Documents mapped together, stage by stage: all are read, then all searched, then all put into rows.

What a stage works with (code, dictionaries, automata) is then near at hand from one document to the next; document by
document, each stage would push that of the others out of the processor's caches. The rows are the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboard.preprocess.document_rows import Extraction
from dashboard.preprocess.failed_document import failed_document, program_error
from dashboard.preprocess.rules import Rules
from dashboard.reading.document import Document
from dashboard.tables.rows import RowsByTable

MOST_DOCUMENTS, MOST_CHARACTERS = 64, 200_000
"""Of a group, unless one document alone is longer: more would gain nothing, and takes memory."""

Made = Document | Extraction | RowsByTable


@dataclass(slots=True)
class _Waiting:
    """A document and what the last stage made of it: in the end its rows, to be added to those of its file."""

    made: Made
    of_file: RowsByTable

    def go_through(self, stage: Callable[[Any], Made]) -> None:
        """Take the next stage; one bad document must not stop the run."""
        before = self.made
        if isinstance(before, dict):
            return
        try:
            self.made = stage(before)
        except Exception as error:
            document = before if isinstance(before, Document) else before.document
            problem = program_error(error)
            self.made = {"documents": [failed_document(document.path, problem, sha256=document.sha256)]}


class DocumentGroup:
    """Takes documents as they are read; what is not yet in rows is there once ``finish`` has been called.

    ``begun`` is told when what waits is worked on. With ``one_by_one`` nothing waits: each document is put into rows as
    soon as it is added.
    """

    def __init__(
        self, rules: Callable[[], Rules], begun: Callable[[], None] | None = None, *, one_by_one: bool = False
    ) -> None:
        self._rules, self._begun = rules, begun
        self._most = 1 if one_by_one else MOST_DOCUMENTS
        self._waiting: list[_Waiting] = []
        self._characters = 0

    def add(self, document: Document | RowsByTable, of_file: RowsByTable) -> None:
        """Take a document, or its rows where there are some already; they are added to those of its file in order."""
        self._waiting.append(_Waiting(document, of_file))
        if isinstance(document, Document):
            self._characters += len(document.text)
        if len(self._waiting) >= self._most or self._characters >= MOST_CHARACTERS:
            self.finish()

    def finish(self) -> None:
        """Add the rows of all documents that wait to those of their files."""
        waiting, self._waiting, self._characters = self._waiting, [], 0
        if waiting and self._begun:
            self._begun()
        # Themes and terms are stages of their own, for they have the largest dictionaries.
        stages: tuple[Callable[[Any], Made], ...] = (
            self._extraction, Extraction.with_themes, Extraction.with_terms, Extraction.rows,
        )
        for stage in stages:
            for each in waiting:
                each.go_through(stage)
        for each in waiting:
            rows = each.made
            assert isinstance(rows, dict)
            for table, of_table in rows.items():
                each.of_file.setdefault(table, []).extend(of_table)

    def _extraction(self, document: Document) -> Extraction:
        return Extraction(document, self._rules())
