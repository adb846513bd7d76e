"""Many terms found at once in a text, each for the groups (themes, beneficiaries) that list it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from dashboard.extraction.literal_search import Found, LiteralSearch

MILLION: Final = 1_000_000
"""Weights are summed in millionths, so that 0.7 + 0.2 + 0.1 reaches 1."""


@dataclass(slots=True, eq=False)
class Term:
    """A term of a group. It counts only where one of the words ``near`` stands in the same text, if there are any.

    Two terms are never equal: each stands for its own entry in the lexicon, and is hashed as fast as any object.
    """

    group: str
    text: str
    weight: float = 1.0
    near: tuple[str, ...] = ()
    millionths: int = field(init=False)

    def __post_init__(self) -> None:
        self.millionths = round(self.weight * MILLION)

    def counts_in(self, text: str) -> bool:
        """Whether a word that the term needs is there."""
        return not self.near or any(word in text for word in self.near)


class Lookalike(NamedTuple):
    """A word that only looks like a term of its group."""

    group: str
    text: str


TermMatch = tuple[Term, int, int]
"""A term, and where it starts and ends in the text that was searched (characters, end exclusive)."""


class TermMatcher:
    """Terms to find, and look-alikes: longer words that hide the terms of their group that lie within them.

    ``search`` finds every word; ``among`` judges what it finds.
    """

    def __init__(self, terms: tuple[Term, ...], lookalikes: tuple[Lookalike, ...] = ()) -> None:
        self.terms, self.lookalikes = terms, lookalikes
        # For each word to search: the terms that it is, and the groups whose terms it hides.
        words: dict[str, tuple[list[Term], list[str]]] = {}
        for term in terms:
            words.setdefault(term.text, ([], []))[0].append(term)
        for lookalike in lookalikes:
            words.setdefault(lookalike.text, ([], []))[1].append(lookalike.group)
        self.search = LiteralSearch(words)
        # Before those, the term that a word is where it is one and nothing else, at any place.
        self._meanings = [
            (own[0] if len(own) == 1 and not hidden and not own[0].near else None, own, hidden)
            for own, hidden in words.values()
        ]

    def __reduce__(self) -> tuple[type["TermMatcher"], tuple[tuple[Term, ...], tuple[Lookalike, ...]]]:
        """Return what makes it again in another process."""
        return TermMatcher, (self.terms, self.lookalikes)

    def find(self, text: str) -> list[TermMatch]:
        """Every term in the text, by start. A term inside a longer term, or inside its look-alike, is left out.

        A term of two groups comes once for each; two terms that only cross (家长, 长者 in 三家长者食堂) both come.
        """
        return self.among(self.search.find(text), text)

    def among(self, found: Sequence[Found], text: str) -> list[TermMatch]:
        """Return those of the words found that count as terms of a text, by the rules of ``find``."""
        matches: list[TermMatch] = []
        covered = 0
        hidden_to: dict[str, int] = {}
        meanings = self._meanings
        for pattern, start, end in found:
            if end <= covered:
                continue
            only, terms, hidden_groups = meanings[pattern]
            if only is not None and not hidden_to:  # most words
                matches.append((only, start, end))
                covered = end
                continue
            for term in terms:
                if (not hidden_to or end > hidden_to.get(term.group, 0)) and (not term.near or term.counts_in(text)):
                    matches.append((term, start, end))
                    covered = end
            for group in hidden_groups:
                hidden_to[group] = max(end, hidden_to.get(group, 0))
        return matches


def weights_by_group(matches: Sequence[TermMatch]) -> dict[str, float]:
    """The summed weights of each group's different terms, in order: a term repeated proves no more."""
    if len(matches) == 1:
        term = matches[0][0]
        return {term.group: term.weight}
    millionths: dict[str, int] = {}
    for term in {term: None for term, _, _ in matches}:
        millionths[term.group] = millionths.get(term.group, 0) + term.millionths
    return {group: weight / MILLION for group, weight in millionths.items()}
