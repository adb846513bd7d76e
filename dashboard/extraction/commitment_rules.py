"""Words that tell promises from results, and verbs of what a plan does, with the patterns made from them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dashboard.lexicon.csv_file import LexiconError, Row, read_rows
from dashboard.lexicon.word_pattern import any_word, not_beside

CUES = ("will", "planned", "bare", "achieved", "none", "report")
ACTIONS = ("finish", "start", "do", "change", "soft", "result")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word and what it says, with the characters it must not stand beside."""

    word: str
    says: str
    not_after: str
    not_before: str


class CommitmentRules:
    """Cues, action verbs and those among them that are nouns as well. Patterns are compiled at first use."""

    def __init__(self, cues: tuple[Cue, ...], actions: dict[str, str], nouns: frozenset[str] = frozenset()) -> None:
        self.cues = cues
        self.actions = actions
        self.nouns = nouns

    @cached_property
    def cue_patterns(self) -> dict[str, re.Pattern[str]]:
        return {says: _any_cue(cue for cue in self.cues if cue.says == says) for says in CUES}

    @cached_property
    def action_pattern(self) -> re.Pattern[str]:
        return re.compile(any_word((verb, "") for verb in self.actions))

    def says(self, kind: str, text: str) -> bool:
        """Return whether a word of this kind stands in the text."""
        return bool(self.cue_patterns[kind].search(text))


def _any_cue(cues: Iterable[Cue]) -> re.Pattern[str]:
    return re.compile(any_word((cue.word, not_beside(cue.word, cue.not_after, cue.not_before)) for cue in cues))


def load_commitment_rules(lexicon: Path) -> CommitmentRules:
    """Return the commitment rules of a lexicon folder. Raises LexiconError with file and line."""
    cues: dict[str, Cue] = {}
    for row in read_rows(lexicon / "cues.csv", ("word", "says", "not_after", "not_before")):
        if row["word"] in cues:
            raise row.error(f"{row['word']} stands twice")
        cues[row["word"]] = _cue(row)
    path = lexicon / "actions.csv"
    actions: dict[str, str] = {}
    nouns: set[str] = set()
    for row in read_rows(path, ("verbs", "kind", "noun")):
        if row["kind"] not in ACTIONS:
            raise row.error(f"kind {row['kind']!r}; wanted one of {', '.join(ACTIONS)}")
        if row["noun"] not in ("", "yes"):
            raise row.error(f"noun {row['noun']!r}; wanted blank or yes")
        for verb in row.words("verbs"):
            if actions.get(verb, row["kind"]) != row["kind"]:
                raise LexiconError(path, row.line, f"{verb} is already of kind {actions[verb]}")
            actions[verb] = row["kind"]
            if row["noun"]:
                nouns.add(verb)
    return CommitmentRules(tuple(cues.values()), actions, frozenset(nouns))


def _cue(row: Row) -> Cue:
    if row["says"] not in CUES:
        raise row.error(f"says {row['says']!r}; wanted one of {', '.join(CUES)}")
    return Cue(row["word"], row["says"], row["not_after"], row["not_before"])
