"""Reads a lexicon of grouped terms (themes.toml, beneficiaries.toml) and says where a mistake in it stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Never

from dashboard.extraction.term_matcher import Lookalike, Term, TermMatcher
from dashboard.lexicon.csv_file import LexiconError
from dashboard.lexicon.toml_file import read_toml

SETTINGS = ("threshold",)
GROUP_KEYS = ("lookalikes", "terms")
TERM_KEYS = ("weight", "near")


@dataclass(frozen=True)
class TermRules:
    """The groups in their order, their terms compiled for search, and the weight a group must reach in a sentence."""

    groups: tuple[str, ...]
    threshold: float
    matcher: TermMatcher


def load_term_rules(path: Path, groups_key: str) -> TermRules:
    """The rules in a TOML file whose key ``groups_key`` lists the groups in order.

    Raises LexiconError where the file cannot be read as such, with file, line and what is wrong.
    """
    return _TermFile(path, groups_key).rules()


class _TermFile:
    """One lexicon file: its parsed values, and its lines to point at."""

    def __init__(self, path: Path, groups_key: str) -> None:
        self.path = path
        self.groups_key = groups_key
        self.lines = path.read_text(encoding="utf-8").splitlines()
        self.values = read_toml(path)

    def rules(self) -> TermRules:
        groups = self._strings(self.values.get(self.groups_key), self.groups_key)
        if not groups:
            self._fail(1, f"needs a list `{self.groups_key}` with the names in their order")
        threshold = self._number(self.values.get("threshold", 1.0), "threshold")
        for name in self.values:
            if name not in (self.groups_key, *SETTINGS, *groups):
                self._fail(self._line(name), f"“{name}” is not among `{self.groups_key}`")
        terms: list[Term] = []
        lookalikes: list[Lookalike] = []
        for group in groups:
            section = self._section(group)
            words = self._strings(section.get("lookalikes", []), "lookalikes", group)
            lookalikes += [Lookalike(group, word) for word in words]
            terms += self._terms(group, section.get("terms", {}))
        return TermRules(groups, threshold, TermMatcher(tuple(terms), tuple(lookalikes)))

    def _section(self, group: str) -> Mapping[str, object]:
        section = self.values.get(group)
        if not isinstance(section, dict):
            self._fail(self._line(group), f'“{group}” needs a section ["{group}".terms]')
        for key in section:
            if key not in GROUP_KEYS:
                known = ", ".join(GROUP_KEYS)
                self._fail(self._line(key, group), f"unknown key “{key}” under “{group}”; known: {known}")
        return section

    def _terms(self, group: str, table: object) -> Iterator[Term]:
        if not isinstance(table, dict):
            self._fail(self._line("terms", group), f"`terms` of “{group}” must be a table: \"term\" = weight")
        for text, value in table.items():
            if not text:
                self._fail(self._line(text, group), f"an empty term under “{group}”")
            entry = value if isinstance(value, dict) else {"weight": value}
            for key in entry:
                if key not in TERM_KEYS:
                    known = ", ".join(TERM_KEYS)
                    self._fail(self._line(text, group), f"unknown key “{key}” of the term “{text}”; known: {known}")
            weight = self._number(entry.get("weight", 1.0), text, group)
            yield Term(group, text, weight, self._strings(entry.get("near", []), text, group))

    def _number(self, value: object, key: str, group: str | None = None) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._fail(self._line(key, group), f"the weight of “{key}” must be a number, not {value!r}")
        if not value > 0:
            self._fail(self._line(key, group), f"the weight of “{key}” must be above 0, not {value!r}")
        return float(value)

    def _strings(self, value: object, key: str, group: str | None = None) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self._fail(self._line(key, group), f"“{key}” must be a list of words, not {value!r}")
        for position, item in enumerate(value):
            if item in value[:position]:
                self._fail(self._line(item, group, last=True), f"“{item}” stands twice in “{key}”")
        return tuple(value)

    def _line(self, key: str, group: str | None = None, *, last: bool = False) -> int:
        """The number of the line where the key stands, looked for from the section of the group on; 1 if nowhere."""
        start = self._line(group) if group else 1
        word = re.compile(rf'(^|[\s\["{{.,]){re.escape(key)}["\s\].,=]')
        found = [n for n, line in enumerate(self.lines, 1) if n >= start and word.search(line.split("#")[0] + " ")]
        sections = [n for n in found if self.lines[n - 1].lstrip().startswith("[")]
        if group is None and sections:
            return sections[0]
        return (found[-1] if last else found[0]) if found else start

    def _fail(self, line: int, reason: str) -> Never:
        raise LexiconError(self.path, line, reason)
