"""What a reader makes of a file's bytes: its text, and what only the file format tells about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


class UnreadableDocument(ValueError):  # noqa: N818 - says what the document is
    """A document cannot be read; the message (Chinese, for the screen) says what was found and what to do."""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The text of a document, one paragraph or table row to a line (``\\n``); cells of a row have a tab between them.

    ``encoding`` is that of a text file, "" where the format says it itself. ``headings`` gives, for lines that the
    format marks as headings, where the line (without blanks around it) begins in ``text`` → the level, 1 for the
    outermost and 0 for the title. ``remarks`` are what a reader should know of a document that could be read
    (Chinese): pages without text, parts left out.
    """

    text: str
    encoding: str = ""
    headings: Mapping[int, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
