"""Words that tell promises from results, and verbs of what a plan does, with the searches made from them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from dashboard.extraction.clause_rules import ClauseRules, load_clause_rules
from dashboard.extraction.literal_search import Found, LiteralSearch
from dashboard.extraction.sentence_text import JoinedText
from dashboard.lexicon.csv_file import Row, read_rows

CUES: Final = ("will", "planned", "bare", "achieved", "review", "none", "label", "frame", "report")
ACTIONS: Final = ("finish", "start", "do", "change", "soft", "result", "none")


class Cue(NamedTuple):
    """A word and what it says, with the characters it must not stand beside."""

    word: str
    says: str
    not_after: frozenset[str]
    not_before: frozenset[str]


FoundCue = tuple[str, int, int]
"""What a cue says, and where it starts and ends in the text that was searched (characters, end exclusive)."""


class Verb(NamedTuple):
    """A word of action, its kind, and whether it is as often a noun (``actions.csv``)."""

    word: str
    kind: str
    may_be_noun: bool


@dataclass(slots=True, init=False)  # __init__ by hand: a generated one stays Python when modules are compiled
class Action:
    """The verb of a clause, its kind and where it stands in the sentence (characters, end exclusive)."""

    verb: str
    kind: str
    start: int
    end: int

    def __init__(self, verb: str, kind: str, start: int, end: int) -> None:
        self.verb, self.kind, self.start = verb, kind, start
        self.end = end


class CueSearch:
    """A search for cues, each judged by the characters beside it."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues = tuple(cues)
        self.search = LiteralSearch(cue.word for cue in self._cues)

    def __reduce__(self) -> tuple[type["CueSearch"], tuple[tuple[Cue, ...]]]:
        """Return what makes it again in another process."""
        return CueSearch, (self._cues,)

    def find(self, text: str) -> list[FoundCue]:
        """Return every cue in a text, by start."""
        return self._judged(self.search.find(text), text)

    def in_sentences(self, joined: JoinedText) -> Iterator[list[FoundCue]]:
        """Yield the cues of each sentence, at their places in the joined text."""
        for found in joined.places(self.search):
            yield self._judged(found, joined.written) if found else []

    def _judged(self, found: Iterable[Found], text: str) -> list[FoundCue]:
        cues = []
        for number, start, end in found:
            cue = self._cues[number]
            if text[end:end + 1] in cue.not_before or (start and text[start - 1] in cue.not_after):
                continue
            cues.append((cue.says, start, end))
        return cues


class CommitmentRules:
    """Cues (``report_cues`` mark a document, ``cues`` a sentence), words of action, and the words around a verb."""

    def __init__(self, cues: Sequence[Cue], verbs: Sequence[Verb], clauses: ClauseRules) -> None:
        self._all_cues = tuple(cues)
        self.cues = CueSearch(cue for cue in cues if cue.says != "report")
        self.report_cues = CueSearch(cue for cue in cues if cue.says == "report")
        self.clauses = clauses
        self.verbs = tuple(verbs)
        self.may_be_nouns = tuple([verb.word for verb in verbs if verb.may_be_noun])
        self.verb_search = LiteralSearch((verb.word for verb in verbs), apart=True)

    def __reduce__(self) -> tuple[type["CommitmentRules"], tuple[tuple[Cue, ...], tuple[Verb, ...], ClauseRules]]:
        """Return what makes them again in another process."""
        return CommitmentRules, (self._all_cues, self.verbs, self.clauses)

    def verbs_in(self, text: str) -> list[Found]:
        """Return the words of action in a text (their places in ``verbs``) from left to right, none overlapping, the
        longest at each place."""
        return self.verb_search.find(text)


def load_commitment_rules(lexicon: Path) -> CommitmentRules:
    """Return the commitment rules of a lexicon folder. Raises LexiconError with file and line."""
    cues: dict[str, Cue] = {}
    for row in read_rows(lexicon / "cues.csv", ("word", "says", "not_after", "not_before")):
        if row["word"] in cues:
            raise row.error(f"{row['word']} stands twice")
        cues[row["word"]] = _cue(row)
    verbs = _load_verbs(lexicon / "actions.csv")
    return CommitmentRules(list(cues.values()), verbs, load_clause_rules(lexicon / "clause_words.csv"))


def _load_verbs(path: Path) -> list[Verb]:
    verbs: dict[str, Verb] = {}
    for row in read_rows(path, ("verbs", "kind", "noun")):
        if row["kind"] not in ACTIONS:
            raise row.error(f"kind {row['kind']!r}; wanted one of {', '.join(ACTIONS)}")
        if row["noun"] not in ("", "yes"):
            raise row.error(f"noun {row['noun']!r}; wanted blank or yes")
        for word in row.words("verbs"):
            if word in verbs:
                raise row.error(f"{word} stands twice")
            verbs[word] = Verb(word, row["kind"], row["noun"] == "yes")
    return list(verbs.values())


def _cue(row: Row) -> Cue:
    if row["says"] not in CUES:
        raise row.error(f"says {row['says']!r}; wanted one of {', '.join(CUES)}")
    return Cue(row["word"], row["says"], frozenset(row["not_after"]), frozenset(row["not_before"]))
