"""A text in tokens, each where it starts."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import rjieba

MASK: Final = "\ue000"  # stands for one character of a 街道's own name: no word of any dictionary holds it


@dataclass(slots=True)
class CutText:
    """A text and its tokens; ``starts`` says where each begins, and where one more would.

    ``types`` are the tokens that differ, as they first come, and ``type_of`` gives for each token the place of its
    own among them: what holds for a type is told once. ``masked`` is the text as the segmenter saw it: some names in
    it are overwritten by as many MASK characters.
    """

    text: str
    masked: str
    tokens: list[str]
    types: list[str]
    type_of: list[int]
    starts: list[int]

    def is_whole(self, start: int, end: int) -> bool:
        """Return whether a stretch of the text begins and ends where tokens do."""
        starts = self.starts
        place = bisect_left(starts, start)
        if starts[place] != start:
            return False
        while starts[place] < end:  # a few tokens: quicker than to look for the end among all
            place += 1
        return starts[place] == end


def cut(text: str, names: Iterable[str] = ()) -> CutText:
    """Return the text in tokens. The ``names`` are hidden from the segmenter, so that no word runs into them."""
    masked = text
    for name in sorted(names, key=len, reverse=True):
        masked = masked.replace(name, MASK * len(name))
    tokens: list[str] = rjieba.cut(masked)
    numbers: dict[str, int] = {}
    type_of: list[int] = []
    starts, end = [0], 0
    for token in tokens:
        type_of.append(numbers.setdefault(token, len(numbers)))
        end += len(token)
        starts.append(end)
    return CutText(text, masked, tokens, list(numbers), type_of, starts)


def places(text: str, word: str) -> list[int]:
    """Return every place where a word starts in a text, those included that overlap."""
    found = []
    start = text.find(word)
    while start >= 0:
        found.append(start)
        start = text.find(word, start + 1)
    return found
