"""Write a file whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_file(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Put the content (or its parts, one by one) into the file, which appears or is replaced in one step.

    A crash or a full disk leaves what was there before. The folder is made where there is none. Raises OSError where
    it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".staging-", dir=path.parent))
    try:
        with (staging / path.name).open("wb") as file:
            for part in [content] if isinstance(content, bytes) else content:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        (staging / path.name).replace(path)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
