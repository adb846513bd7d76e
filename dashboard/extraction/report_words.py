"""Words of news reports (``lexicon/report.toml``) by which a sentence is told that says nothing itself."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dashboard.lexicon.csv_file import LexiconError
from dashboard.lexicon.toml_file import line_of_key, read_toml

_LISTS = ("says", "credits", "credit_roles", "credit_prefixes", "credit_ends", "answers")

_SPEAKER = re.compile("“?[^，；：“”]{1,30}”?[^，；：“”]{0,30}")
"""A speaker and what the sentence calls them, in quotes or not, up to the verb of saying."""

_BLANKS_AND_STOPS = " \u3000。，："


@dataclass(frozen=True)
class ReportWords:
    """Verbs of saying, words that begin or end a line about who wrote a report, and words that begin an answer."""

    says: tuple[str, ...]
    credits: tuple[str, ...]
    credit_roles: tuple[str, ...]
    credit_prefixes: tuple[str, ...]
    credit_ends: tuple[str, ...]
    answers: tuple[str, ...]

    def tells_nothing(self, text: str) -> bool:
        """Return whether a report's sentence only names a speaker, a writer or a source."""
        said = text.rstrip(_BLANKS_AND_STOPS)
        if said.endswith(self.says) and _SPEAKER.fullmatch(said):
            return True
        return said.endswith(self.credit_ends) or self._credit.match(text) is not None

    @cached_property
    def _credit(self) -> re.Pattern[str]:
        starts, roles, prefixes = (
            "|".join(map(re.escape, words)) for words in (self.credits, self.credit_roles, self.credit_prefixes)
        )
        return re.compile(f"\\s*[(（]?(?:{starts}|(?:{prefixes})?(?:{roles})[:： ])")


def load_report_words(path: Path) -> ReportWords:
    """Return the words of ``report.toml``. Raises LexiconError with file, line and what is wrong."""
    content = read_toml(path)
    for key in content:
        if key not in _LISTS:
            raise LexiconError(path, line_of_key(path, key), f"unknown list {key}; known: {', '.join(_LISTS)}")
    lists = {}
    for key in _LISTS:
        words = content.get(key)
        if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
            raise LexiconError(path, line_of_key(path, key), f"{key} needs a list of words")
        lists[key] = tuple(words)
    return ReportWords(**lists)
