"""Says of a full disk where it is full and what to do."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def full_disk_named(folder: Path) -> Iterator[None]:
    """Raise an OSError that names the folder where there is no space to write; what else goes wrong stays as it is."""
    try:
        yield
    except OSError as error:
        if error.errno not in NO_SPACE:
            raise
        advice = "make room there and try again; the tables of before are whole"
        raise OSError(error.errno, f"{error.strerror} for the tables ({advice})", str(folder)) from error
