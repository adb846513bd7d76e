"""Names of files that are added: what a browser sends, made safe."""

import re
import unicodedata

from dashboard.file_name_signs import FORBIDDEN, RESERVED, WITHOUT_NAME, is_unknown, is_unseen

LONGEST_BYTES = 200
"""In UTF-8. File systems allow 255; the rest is for a number and for the names of the bin."""
LONGEST_ENDING_BYTES = 20
"""An ending that is longer is part of the name."""


def safe_file_name(name: str) -> str:
    """Return the name under which a file is kept: no path, not hidden, no sign that a file system refuses.

    Control and format characters (those that turn the direction of writing included) are left out, names of Windows
    devices get a ``_`` before them, and what is too long loses the end of its stem, never its ending.
    """
    kept = _made_safe(name)
    while (again := _made_safe(kept)) != kept:  # where an end is cut off, another dot can be the last
        kept = again
    return kept


def _made_safe(name: str) -> str:
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join("_" if is_unknown(sign) else sign for sign in last if sign.isspace() or not is_unseen(sign))
    shown = " ".join(unicodedata.normalize("NFC", seen).split())
    stem, dot, ending = FORBIDDEN.sub("_", shown).rstrip(". ").rpartition(".")
    ending = ending.strip(" ")
    if not dot or not ending or len(ending.encode()) > LONGEST_ENDING_BYTES:
        stem, ending = f"{stem}{dot}{ending}", ""
    ending = f".{ending}" if ending else ""
    stem = stem.strip(". ") or WITHOUT_NAME
    stem = f"_{stem}" if RESERVED.match(f"{stem}.") else stem
    return _cut(stem, LONGEST_BYTES - len(ending.encode())).rstrip(". ") + ending


def numbered(name: str, number: int) -> str:
    """Return the name with a number before its ending: 计划.txt → 计划 (2).txt."""
    stem, dot, ending = name.rpartition(".")
    return f"{stem} ({number}).{ending}" if dot and stem else f"{name} ({number})"


def _cut(text: str, most_bytes: int) -> str:
    return text.encode()[:most_bytes].decode(errors="ignore")
