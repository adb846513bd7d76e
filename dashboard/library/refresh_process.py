"""``python -m dashboard.library.refresh_process SEEDS OUT``: preprocess, and tell another program how far it is.

A line of JSON per document (``done``, ``total``, ``path``), and a last one with ``problem``: null where the tables are
current now, else why not.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from dashboard.library.problems import reason_of

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

    try:
        preprocess(seeds, out, on_progress=tell_progress)
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
