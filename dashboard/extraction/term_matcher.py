"""Many terms found at once in a text, each for the groups (themes, beneficiaries) that list it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

WEIGHT_DECIMALS = 6  # sums are rounded to these, so that 0.7 + 0.3 reaches 1


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a group. It counts only where one of the words ``near`` stands in the same text, if there are any."""

    group: str
    text: str
    weight: float = 1.0
    near: tuple[str, ...] = ()

    def counts_in(self, text: str) -> bool:
        """Whether a word that the term needs is there."""
        return not self.near or any(word in text for word in self.near)


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A word that only looks like a term of its group."""

    group: str
    text: str


class TermMatch(NamedTuple):
    """A term at its place in the text that was searched (characters, end exclusive)."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True)
class TermMatcher:
    """Terms to find, and look-alikes: longer words that hide the terms of their group that lie within them.

    Picklable; the automaton is built at the first search.
    """

    terms: tuple[Term, ...]
    lookalikes: tuple[Lookalike, ...] = ()

    def __getstate__(self) -> dict[str, object]:
        """The fields alone: the automaton cannot be pickled."""
        return {"terms": self.terms, "lookalikes": self.lookalikes}

    @cached_property
    def _patterns(self) -> dict[str, tuple[list[Term], list[str]]]:
        """For each word to search: the terms that it is, and the groups whose terms it hides."""
        patterns: dict[str, tuple[list[Term], list[str]]] = {}
        for term in self.terms:
            patterns.setdefault(term.text, ([], []))[0].append(term)
        for lookalike in self.lookalikes:
            patterns.setdefault(lookalike.text, ([], []))[1].append(lookalike.group)
        return patterns

    @cached_property
    def _meanings(self) -> list[tuple[list[Term], list[str]]]:
        return list(self._patterns.values())

    @cached_property
    def automaton(self) -> AhoCorasick:
        """The compiled search for all words, overlapping ones too."""
        return AhoCorasick(list(self._patterns), matchkind=MatchKind.Standard)

    def find(self, text: str) -> list[TermMatch]:
        """Every term in the text, by start. A term inside a longer term, or inside its look-alike, is left out.

        A term of two groups comes once for each; two terms that only cross (家长, 长者 in 三家长者食堂) both come.
        """
        found = self.automaton.find_matches_as_indexes(text, overlapping=True)
        if len(found) > 1:
            found.sort(key=_by_start_longest_first)
        matches: list[TermMatch] = []
        covered = 0
        hidden_to: dict[str, int] = {}
        for pattern, start, end in found:
            if end <= covered:
                continue
            terms, hidden_groups = self._meanings[pattern]
            for term in terms:
                if end > hidden_to.get(term.group, 0) and (not term.near or term.counts_in(text)):
                    matches.append(TermMatch(term, start, end))
                    covered = end
            for group in hidden_groups:
                hidden_to[group] = max(end, hidden_to.get(group, 0))
        return matches


def _by_start_longest_first(found: tuple[int, int, int]) -> tuple[int, int]:
    _, start, end = found
    return start, -end


def weights_by_group(matches: Sequence[TermMatch]) -> dict[str, float]:
    """The summed weights of each group's different terms: a term repeated proves no more."""
    terms = {(match.term.group, match.term.text): match.term.weight for match in matches}
    weights: dict[str, float] = {}
    for (group, _), weight in terms.items():
        weights[group] = round(weights.get(group, 0.0) + weight, WEIGHT_DECIMALS)
    return weights
