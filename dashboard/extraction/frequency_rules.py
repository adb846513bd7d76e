"""Frequencies that are what is promised (``lexicon/frequency.toml``): 月月有展览."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.lexicon.csv_file import LexiconError
from dashboard.lexicon.toml_file import line_of_key, read_toml


@dataclass(frozen=True, slots=True)
class FrequencyRules:
    """Verbs after which a frequency is what is promised, and the unit it then has."""

    provides: tuple[str, ...]
    unit: str


def load_frequency_rules(path: Path) -> FrequencyRules:
    """Return the rules of ``frequency.toml``. Raises LexiconError with file and line."""
    content = read_toml(path)
    provides, unit = content.get("provides"), content.get("unit")
    if not isinstance(provides, list) or not all(isinstance(verb, str) and verb for verb in provides):
        raise LexiconError(path, line_of_key(path, "provides"), "provides needs a list of verbs")
    if not isinstance(unit, str) or not unit:
        raise LexiconError(path, line_of_key(path, "unit"), "unit needs a word")
    return FrequencyRules(tuple(provides), unit)
