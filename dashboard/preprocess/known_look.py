"""Remembers for which look of the documents tables were seen to be current, so that a server that starts again need
not read every document to know.

The look (``quick_signature``) is that of names, sizes and times. What the documents hold decides; a look is only kept
where no file was changed so shortly before that another change might show the same time.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

from dashboard.preprocess.fingerprint import program_fingerprint
from dashboard.preprocess.sources import found_files
from dashboard.tables.store import load_fingerprint

KNOWN_LOOK = ".known-look.json"
SECONDS_OF_DOUBT = 3.0
"""Times of files are coarse on some disks (FAT: two seconds)."""


def is_known_look(out: Path, look: str, default_year: int | None = None) -> bool:
    """Return whether the tables in ``out`` are known to be current for documents of this look, by today's program."""
    try:
        known = json.loads((out / KNOWN_LOOK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    made_from = load_fingerprint(out)
    return (
        made_from is not None and known == {"look": look, "made_from": made_from}
        and program_fingerprint(default_year).items() <= made_from.items()
    )  # fmt: skip


def keep_look(seeds: Path, out: Path, look: str, seen_at: float) -> None:
    """Keep the look that the documents had before the tables were found, or made, to be current.

    ``seen_at`` is when it was taken at the earliest, in seconds since 1970. Nothing is kept where a file had just been
    changed then, or where the folder cannot be written to.
    """
    made_from = load_fingerprint(out)
    if made_from is None or seen_at - _newest(seeds) < SECONDS_OF_DOUBT:
        return
    with suppress(OSError):  # a note that is not written to its end says nothing
        (out / KNOWN_LOOK).write_text(json.dumps({"look": look, "made_from": made_from}), encoding="utf-8")


def _newest(seeds: Path) -> float:
    """Return when the file changed last was changed, in seconds since 1970."""
    newest = 0.0
    for file in found_files(seeds):
        with suppress(OSError):
            newest = max(newest, os.lstat(file).st_mtime)
    return newest
