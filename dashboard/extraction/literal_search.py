"""Many literal words found at once in a text, in one pass."""

from collections.abc import Iterable
from functools import cached_property
from operator import itemgetter

from ahocorasick_rs import AhoCorasick, MatchKind

_START = itemgetter(1)

Found = tuple[int, int, int]
"""Which word (its place in the list), and where it starts and ends (characters, end exclusive)."""


class LiteralSearch:
    """A search for words. Picklable; the automaton (Aho & Corasick 1975) is built at the first search."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)

    def __getstate__(self) -> dict[str, object]:
        """Return the words alone: the automaton cannot be pickled."""
        return {"words": self.words}

    @cached_property
    def _all(self) -> AhoCorasick:
        return AhoCorasick(self.words, matchkind=MatchKind.Standard)

    @cached_property
    def _longest(self) -> AhoCorasick:
        return AhoCorasick(self.words, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[Found]:
        """Return every place of every word, overlapping ones too: by start, the longest first."""
        found = self._all.find_matches_as_indexes(text, overlapping=True)
        if len(found) > 1:  # they come by their end: turned round, those of one start have the longest first
            found.reverse()
            found.sort(key=_START)
        return found

    def find_apart(self, text: str) -> list[Found]:
        """Return words from left to right, none overlapping, the longest at each place."""
        return self._longest.find_matches_as_indexes(text)
