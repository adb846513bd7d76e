"""The folder of parts beside the tables: what was read stays there, so that the next run reads only what changed.

A part's name says what it was made from: the documents in it by path and content, the rules, the program. It is right
wherever it is found, and nothing else needs to be kept.
"""

import hashlib
import platform
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from uuid import uuid4

from dashboard.preprocess.part import is_whole
from dashboard.preprocess.places import KNOWN_FILES
from dashboard.reading.limits import Limits
from dashboard.reading.office.soffice import soffice_found
from dashboard.tables.full_disk import full_disk_named

PARTS = ".parts"
ENDING = ".part"
LIBRARIES = (
    "rjieba", "ahocorasick-rs", "lunar-python", "pyarrow", "python-docx", "openpyxl", "olefile", "lxml", "pypdfium2",
    "py7zr",
)  # fmt: skip
"""Whatever has a say in what is read and how a part is written: with another version documents are read again."""
NAME_DIGITS = 32


def made_by(program: dict[str, str], limits: Limits) -> str:
    """Return a digest of all that decides a part beside its documents: rules, code and default year (``program``,
    see ``program_fingerprint``), the libraries, Python, LibreOffice where there is one, and the limits."""
    said = [sorted(program.items()), sorted(surroundings().items()), limits, soffice_found()]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def surroundings() -> dict[str, str]:
    """Return the versions of what has a say beside the program, by their names; "" for what is not there."""
    python = {"Python": ".".join(platform.python_version_tuple()[:2])}
    return python | {name: _version(name) for name in LIBRARIES}


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def part_name(program: str, documents: Iterable[tuple[str, str]], lost: Iterable[tuple[str, str]] = ()) -> str:
    """Return the name of the part that these documents, (path, digest of content) in order, give.

    ``lost`` are documents that took their process with them, and why: another time they may be read, so that the name
    of such a part is one that no later run looks for.
    """
    total = hashlib.sha256(program.encode())
    for path, digest in documents:
        total.update(path.encode() + b"\0" + digest.encode() + b"\n")
    lost = tuple(lost)
    if lost:
        total.update(repr(lost).encode())
    return f"{total.hexdigest()[:NAME_DIGITS]}{'-lost' if lost else ''}{ENDING}"


def write_part(folder: Path, name: str, content: bytes) -> None:
    """Write a part, all or nothing; it is not brought to the disk at once, for damage is seen and read anew.

    Raises OSError.
    """
    unfinished = folder / f"{name}.{uuid4().hex}"
    try:
        with full_disk_named(folder):
            unfinished.write_bytes(content)
            unfinished.replace(folder / name)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True)
class PartFolder:
    """A folder of this machine with parts (``places.Parts``)."""

    folder: Path

    def write(self, name: str, content: bytes) -> None:
        write_part(self.folder, name, content)

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def names(self) -> set[str]:
        return {file.name for file in self.folder.glob(f"*{ENDING}")}

    def is_whole(self, name: str) -> bool:
        return is_whole(self.folder / name)

    def remove_others(self, names: Collection[str]) -> None:
        remove_others(self.folder, names)


def remove_others(folder: Path, names: Collection[str]) -> None:
    """Remove all but the parts of these names and ``KNOWN_FILES``; what cannot be removed stays, for the tables are
    whole without."""
    for file in folder.iterdir():
        if file.name not in names and file.name != KNOWN_FILES:
            with suppress(OSError):
                file.unlink()
