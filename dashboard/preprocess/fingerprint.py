"""What tables were made from: the documents, the rules, the code that read them and the default year."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from dashboard.paths import LEXICON, PACKAGE
from dashboard.tables.store import load_fingerprint

CODE_FOLDERS = ("reading", "extraction", "preprocess", "tables")


def fingerprint(seeds: Path, default_year: int | None) -> dict[str, str]:
    """Return digests of all that decides the tables; equal where a run would give the same tables again."""
    files = seed_files(seeds)
    code = sorted(path for folder in CODE_FOLDERS for path in (PACKAGE / folder).rglob("*.py"))
    return {
        "documents": _digest((file.relative_to(seeds).as_posix(), file.read_bytes()) for file in files),
        "rules": _digest((path.name, path.read_bytes()) for path in sorted(LEXICON.iterdir()) if path.is_file()),
        "code": _digest((path.relative_to(PACKAGE).as_posix(), path.read_bytes()) for path in code),
        "default_year": str(default_year or ""),
    }


def is_current(seeds: Path, out: Path, default_year: int | None = None) -> bool:
    """Return whether the tables in ``out`` were made from these documents by these rules.

    It stands here and not beside ``preprocess``, so that asking loads nothing that reads documents.
    """
    return load_fingerprint(out) == fingerprint(seeds, default_year)


def quick_signature(seeds: Path) -> str:
    """Return a digest of the documents' names, sizes and times, cheap to ask often; it changes when a file does."""
    stats = [(file.relative_to(seeds).as_posix(), file.stat()) for file in seed_files(seeds)]
    return _digest((name, f"{stat.st_size} {stat.st_mtime_ns}".encode()) for name, stat in stats)


def seed_files(seeds: Path) -> list[Path]:
    """Return the documents below a folder in the order of their paths; names that begin with a dot are left out."""
    return sorted(
        path for path in seeds.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(seeds).parts)
    )


def _digest(named: Iterable[tuple[str, bytes]]) -> str:
    total = hashlib.sha256()
    for name, content in named:
        total.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return total.hexdigest()[:16]
