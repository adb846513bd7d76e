"""The one row of a document that gave no others, and why."""

import hashlib

from dashboard.reading.file_name import format_of
from dashboard.reading.read import ID_DIGITS
from dashboard.tables.rows import Row


def failed_document(path: str, problem: str, content: bytes | None = None, sha256: str | None = None) -> Row:
    """Return the ``documents`` row of a file that gave no other rows, by its content or the SHA-256 of that; without
    both it was not read."""
    document_id = hashlib.sha256(path.encode()).hexdigest()[:ID_DIGITS]
    if content is not None:
        sha256 = hashlib.sha256(content).hexdigest()
    encoding = year = year_source = characters = duplicate_of = None
    return (
        document_id, path, sha256, format_of(path), encoding, year, year_source, characters, 0, "failed", problem,
        duplicate_of,
    )


def program_error(error: Exception) -> str:
    """Return the problem of a document over which the program itself stumbled."""
    return f"程序出错（{type(error).__name__}: {error}）；请把这份文件交给开发者"
