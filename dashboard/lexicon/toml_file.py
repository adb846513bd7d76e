"""Read a rule file in TOML; a mistake in it names its line."""

import re
import tomllib
from pathlib import Path
from typing import Any

from dashboard.lexicon.csv_file import LexiconError


def read_toml(path: Path) -> dict[str, Any]:
    """Return the values of a TOML file. Raises LexiconError with file and line for what is no TOML."""
    source = path.read_text(encoding="utf-8")
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        lines = source.splitlines()
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else len(lines)
        reason = re.sub(r"\s*\(at .*\)$", "", str(error))
        if reason == "Cannot overwrite a value":
            reason = f"stands a second time in its section: {lines[line - 1].strip()}"
        raise LexiconError(path, line, f"no valid TOML: {reason}") from error


def line_of_key(path: Path, key: str) -> int:
    """Return the line (from 1) on which a key stands; the first where it stands nowhere."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.split("=")[0].strip() == key:
            return number
    return 1
