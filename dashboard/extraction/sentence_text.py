"""A document's and a sentence's text with half-width digits, as patterns read it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

from dashboard.extraction.numerals import half_width
from dashboard.reading.document import Sentence

BETWEEN_SENTENCES = "\n"
"""No sentence holds it and no pattern takes it in, so that nothing found reaches from one sentence into the next."""


class Placed(Protocol):
    """Anything that stands in a document from ``start`` to ``end``."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class SentenceText(NamedTuple):
    """The text of a sentence; ``offset`` is where the sentence stands in the document."""

    sentence: Sentence
    text: str
    offset: int

    def written(self, start: int, end: int) -> str:
        """Return the words between two offsets of the document, as the document writes them."""
        return self.sentence.text[start - self.offset:end - self.offset]

    def between(self, left: Placed, right: Placed) -> str:
        return self.text[left.end - self.offset:right.start - self.offset]


class JoinedText(NamedTuple):
    """The text of all sentences in one piece, to be searched at once; ``starts`` says where each begins in it,
    and where one more would."""

    text: str
    starts: list[int]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> "JoinedText":
        texts = [sentence.text for sentence in sentences]
        starts = list(accumulate((len(text) + len(BETWEEN_SENTENCES) for text in texts), initial=0))
        return cls(half_width(BETWEEN_SENTENCES.join(texts)), starts)

    def by_sentence(self, positions: Iterable[int]) -> dict[int, list[int]]:
        """Return positions in order by the number of their sentence, counted from where that begins."""
        found: dict[int, list[int]] = {}
        number, end = -1, 0
        for position in positions:
            if position >= end:
                number = bisect_right(self.starts, position) - 1
                start, end = self.starts[number], self.starts[number + 1]
                found[number] = here = []
            here.append(position - start)
        return found

    def of_sentence(self, number: int, sentence: Sentence) -> SentenceText:
        start = self.starts[number]
        return SentenceText(sentence, self.text[start:start + len(sentence.text)], sentence.start)

    def number_at(self, position: int) -> int:
        """Return the number of the sentence that holds a position."""
        return bisect_right(self.starts, position) - 1

    def placed(self, spans: Iterable[tuple[int, int]], sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
        """Yield where spans of the document stand in this text; each lies in one of the sentences."""
        offsets = [sentence.start for sentence in sentences]
        for start, end in spans:
            number = bisect_right(offsets, start) - 1
            moved = self.starts[number] - offsets[number]
            yield start + moved, end + moved
