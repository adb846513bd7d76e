"""A document's and a sentence's text with half-width digits, as patterns read it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Protocol

from dashboard.extraction.literal_search import Found, LiteralSearch
from dashboard.extraction.numerals import half_width
from dashboard.reading.document import Sentence

BETWEEN_SENTENCES: Final = "\n"
"""No sentence holds it and no pattern takes it in, so that nothing found reaches from one sentence into the next; it
parts the cells of a table's row as well."""

BETWEEN_CELLS: Final = "\t"


class Placed(Protocol):
    """Anything that stands in a document from ``start`` to ``end``."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(slots=True, init=False)  # __init__ by hand: a generated one stays Python when modules are compiled
class SentenceText:
    """A sentence inside a text from ``start`` to ``end``; ``offset`` leads from there to its place in the document."""

    sentence: Sentence
    text: str
    start: int
    end: int
    offset: int

    def __init__(self, sentence: Sentence, text: str, start: int, end: int, offset: int) -> None:
        self.sentence, self.text, self.start = sentence, text, start
        self.end, self.offset = end, offset

    def written(self, start: int, end: int) -> str:
        """Return the words between two offsets of the document, as the document writes them."""
        begin = self.sentence.start
        return self.sentence.text[start - begin:end - begin]

    def between(self, left: Placed, right: Placed) -> str:
        return self.text[left.end - self.offset:right.start - self.offset]


@dataclass(slots=True)
class JoinedText:
    """The text of all sentences in one piece, to be searched at once; ``starts`` says where each begins in it,
    and where one more would. ``written`` is the same as the document writes it, tabs between cells included.
    ``numbers`` gives by its id which of them a sentence is."""

    text: str
    written: str
    starts: list[int]
    numbers: dict[str, int]

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> "JoinedText":
        texts = [sentence.text for sentence in sentences]
        starts = list(accumulate((len(text) + len(BETWEEN_SENTENCES) for text in texts), initial=0))
        numbers = {sentence.sentence_id: number for number, sentence in enumerate(sentences)}
        written = BETWEEN_SENTENCES.join(texts)
        text = half_width(written)
        if BETWEEN_CELLS in text:
            text = text.replace(BETWEEN_CELLS, BETWEEN_SENTENCES)
        return cls(text, written, starts, numbers)

    def places(self, search: LiteralSearch) -> list[list[Found]]:
        """Return every place of every word of a search by sentence, in characters of the text, as ``find`` does."""
        found = search.find(self.written)
        parts: list[list[Found]] = []
        last, number = 0, len(found)
        for end in self.starts[1:]:
            first = last
            while last < number and found[last][1] < end:
                last += 1
            parts.append(found[first:last])
        return parts

    def of_sentence(self, number: int, sentence: Sentence) -> SentenceText:
        start = self.starts[number]
        return SentenceText(sentence, self.text, start, start + len(sentence.text), sentence.start - start)

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


class WordsInSentences:
    """The words that a search finds in each sentence of a joined text; found in all at once, when first asked for."""

    __slots__ = ("_found", "_joined", "_search")

    def __init__(self, search: LiteralSearch, joined: JoinedText) -> None:
        self._search, self._joined = search, joined
        self._found: list[list[Found]] | None = None

    def of(self, number: int) -> list[Found]:
        """Return the words of a sentence, given by its number, at their places in the joined text."""
        if self._found is None:
            self._found = self._joined.places(self._search)
        return self._found[number]
