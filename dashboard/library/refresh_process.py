"""``python -m dashboard.library.refresh_process SEEDS OUT``: preprocess, and tell another program how far it is.

A line of JSON per document (``done``, ``total``, ``path``) or, while another process makes the tables, ``waits_for``:
who does. A last one with ``problem``: null where the tables are current now, else why not.
"""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.library.problems import reason_of

if TYPE_CHECKING:
    from dashboard.tables.folder_lock import Holder

PROGRAM = "街道展望（后台整理）"
"""What another process is told that waits while this one makes the tables."""

NICENESS = 10
"""The server's answers go first."""
SMALLEST_GAP_SECONDS = 0.1
"""Between two lines, so that telling costs nothing beside reading."""


def main(seeds: Path, out: Path) -> int:
    """Preprocess and print the lines; return 0 where the tables are current now, else 1."""
    from time import monotonic

    from dashboard.preprocess.pipeline import preprocess

    if hasattr(os, "nice"):
        os.nice(NICENESS)
    told = 0.0

    def tell_progress(done: int, total: int, path: str) -> None:
        nonlocal told
        if done == total or monotonic() - told >= SMALLEST_GAP_SECONDS:
            told = monotonic()
            _tell(done=done, total=total, path=path)

    def tell_wait(holder: "Holder | None") -> None:
        _tell(waits_for=holder.in_chinese if holder else "另一个程序")

    try:
        preprocess(seeds, out, on_progress=tell_progress, on_wait=tell_wait, program=PROGRAM)
    except OSError as error:
        _tell(problem=reason_of(error))
        return 1
    except Exception as error:  # whatever it is, the page shall say it
        _tell(problem=str(error) or type(error).__name__)
        return 1
    _tell(problem=None)
    return 0


def _tell(**what: Any) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
