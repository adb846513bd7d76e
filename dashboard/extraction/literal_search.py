"""Many literal words found at once in a text, in one pass."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
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

    def find(self, text: str) -> list[Found]:
        """Return every place of every word in a text, overlapping ones too: by start, the longest first."""
        found = self._all.find_matches_as_indexes(text, overlapping=True)
        if len(found) > 1:  # they come by their end: turned round, those of one start have the longest first
            found.reverse()
            found.sort(key=_START)
        return found


class SharedSearch:
    """Several searches made in one pass over a text, which costs little more than one of them."""

    def __init__(self, searches: Iterable[LiteralSearch]) -> None:
        self._searches = tuple(searches)
        owned = [(number, own) for number, search in enumerate(self._searches) for own in range(len(search.words))]
        self._owned = tuple(owned)
        self._all = LiteralSearch(word for search in self._searches for word in search.words)

    def find(self, text: str) -> dict[LiteralSearch, list[Found]]:
        """Return what each of the searches finds in a text."""
        found: list[list[Found]] = [[] for _ in self._searches]
        add = [of_search.append for of_search in found]
        for word, start, end in self._all.find(text):
            number, own = self._owned[word]
            add[number]((own, start, end))
        return dict(zip(self._searches, found, strict=True))


def apart(found: Iterable[Found]) -> list[Found]:
    """Return the words from left to right, none overlapping, the longest at each place, of all that ``find`` found."""
    chosen = []
    position = 0
    for place in found:
        if place[1] >= position:
            chosen.append(place)
            position = place[2]
    return chosen


def by_part(found: list[Found], starts: Iterable[int]) -> list[list[Found]]:
    """Return what was found in a text for each of its parts, by where each begins and where one more would."""
    begins = [start for _, start, _ in found]
    firsts = [bisect_left(begins, start) for start in starts]
    return [found[first:last] for first, last in pairwise(firsts)]
