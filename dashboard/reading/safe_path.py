"""Paths of documents made harmless to store, print and show, whatever names a disk or an archive gives."""

import re
import unicodedata
from collections.abc import Iterable

UNPRINTABLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Unicode categories: control and format characters (bidi overrides among them), unassigned and private ones, halves
of surrogate pairs (how Python holds bytes of a name that are no UTF-8), line and paragraph separators."""

LONGEST_PATH = 400
"""Characters of a member's path; of a longer one the beginning and the end are kept, which has the ending."""

NO_DOCUMENTS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
"""Files and folders that systems leave beside documents, in small letters."""

DRIVE = re.compile(r"^[A-Za-z]:")
LOCK_FILE = "~$"
"""What the lock files of Word and WPS begin with."""


def is_no_document(parts: Iterable[str]) -> bool:
    """Return whether a path (its folders and its name) is one that programs leave there: hidden, a lock file …"""
    return any(part.startswith((".", LOCK_FILE)) or part.lower() in NO_DOCUMENTS for part in parts)


def shown_path(parts: Iterable[str]) -> str:
    r"""Return a path on the disk as it is stored and shown: with ``/``, unprintable characters written \u202e.

    Different paths stay different, for a backslash in a name is written so too.
    """
    return "/".join(_written(part.replace("\\", "\\u005c")) for part in parts)


def member_parts(name: str) -> list[str]:
    r"""Return the folders and the name of an archive's member; ``/`` and ``\`` part them.

    What would lead out of a folder (``..``, the root, a drive) and what names nothing is left out.
    """
    parts = [_written(part).strip() for part in DRIVE.sub("", name).replace("\\", "/").split("/")]
    return [part for part in parts if part.strip(". ")]


def shortened(path: str) -> str:
    """Return the path, its middle left out where it is too long."""
    if len(path) <= LONGEST_PATH:
        return path
    half = LONGEST_PATH // 2
    return f"{path[:half]}…{path[1 - half:]}"


def _written(part: str) -> str:
    if part.isprintable():
        return part
    return "".join(
        f"\\u{ord(character):04x}" if unicodedata.category(character) in UNPRINTABLE else character
        for character in part
    )
