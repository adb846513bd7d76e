"""A sentence's text with half-width digits, addressed by offsets of the document."""

from dataclasses import dataclass
from typing import Protocol

from dashboard.extraction.numerals import half_width
from dashboard.reading.document import Sentence


class Placed(Protocol):
    """Anything that stands in a document from ``start`` to ``end``."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class SentenceText:
    """The text of a sentence as patterns read it; ``offset`` is where the sentence stands in the document."""

    sentence: Sentence
    text: str
    offset: int

    @classmethod
    def of(cls, sentence: Sentence) -> "SentenceText":
        return cls(sentence, half_width(sentence.text), sentence.start)

    def written(self, start: int, end: int) -> str:
        """Return the words between two offsets of the document, as the document writes them."""
        return self.sentence.text[start - self.offset:end - self.offset]

    def before(self, placed: Placed) -> str:
        return self.text[:placed.start - self.offset]

    def after(self, placed: Placed) -> str:
        return self.text[placed.end - self.offset:]

    def between(self, left: Placed, right: Placed) -> str:
        return self.text[left.end - self.offset:right.start - self.offset]
