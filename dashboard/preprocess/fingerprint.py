"""What tables were made from: the documents, the rules, the code that read them and the default year."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dashboard.paths import LEXICON, PACKAGE
from dashboard.preprocess.sources import SeenFile, found_files, listed_files, read_file
from dashboard.reading.document_text import UnreadableDocument
from dashboard.tables.store import load_fingerprint

CODE_FOLDERS = ("reading", "extraction", "preprocess", "tables")


def fingerprint(seeds: Path, default_year: int | None) -> dict[str, str]:
    """Return digests of all that decides the tables; equal where a run would give the same tables again."""
    return fingerprint_of(seen_files(seeds), default_year)


def fingerprint_of(files: Iterable[SeenFile], default_year: int | None) -> dict[str, str]:
    """Return the fingerprint of tables made from these files."""
    documents = documents_digest((file.path, file.digest) for file in files)
    return {"documents": documents, **program_fingerprint(default_year)}


def seen_files(seeds: Path) -> list[SeenFile]:
    """Return the files below a folder of documents as they are now; their bytes are read, for only these decide."""
    return list(_seen(seeds))


def program_fingerprint(default_year: int | None) -> dict[str, str]:
    """Return digests of what decides the tables beside the documents."""
    code = sorted(path for folder in CODE_FOLDERS for path in (PACKAGE / folder).rglob("*.py"))
    return {
        "rules": rules_digest(LEXICON),
        "code": _digest((path.relative_to(PACKAGE).as_posix(), path.read_bytes()) for path in code),
        "default_year": str(default_year or ""),
    }


def rules_digest(lexicon: Path) -> str:
    """Return a digest of a folder of rules."""
    return _digest((path.name, path.read_bytes()) for path in sorted(lexicon.iterdir()) if path.is_file())


def documents_digest(documents: Iterable[tuple[str, str]]) -> str:
    """Return a digest of documents from the path and the digest of each (``content_digest``), in order."""
    return _digest((path, content.encode()) for path, content in documents)


def content_digest(content: bytes | UnreadableDocument) -> str:
    """Return what stands for a file's bytes, or for the reason why they could not be had."""
    return hashlib.sha256(str(content).encode() if isinstance(content, UnreadableDocument) else content).hexdigest()


def _seen(seeds: Path) -> Iterator[SeenFile]:
    for path, file in listed_files(seeds):
        try:
            content = read_file(Path(file), seeds)
            yield SeenFile(path, file, len(content), content_digest(content))
        except FileNotFoundError:
            continue
        except UnreadableDocument as error:
            yield SeenFile(path, file, 0, content_digest(error))


def is_current(seeds: Path, out: Path, default_year: int | None = None) -> bool:
    """Return whether the tables in ``out`` were made from these documents by these rules.

    It stands here and not beside ``preprocess``, so that asking loads nothing that reads documents.
    """
    return load_fingerprint(out) == fingerprint(seeds, default_year)


def quick_signature(seeds: Path) -> str:
    """Return a digest of the documents' names, sizes and times, cheap to ask often; it changes when a file does."""
    root = len(os.fspath(seeds))  # the same folder has the same look by whatever path it is named
    looks = sorted(f"{file[root:]}\0{_look(file)}" for file in found_files(seeds))
    return hashlib.sha256("\0\0".join(looks).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _look(file: str) -> str:
    try:
        stat = os.lstat(file)
    except FileNotFoundError:  # removed just now
        return ""
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_mode}"


def _digest(named: Iterable[tuple[str, bytes]]) -> str:
    total = hashlib.sha256()
    for name, content in named:
        total.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return total.hexdigest()[:16]
