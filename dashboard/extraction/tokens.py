"""Terms of a document: the words and names that may become keywords, each where it stands."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from functools import lru_cache
from typing import Final

from dashboard.extraction.cut_text import CutText, cut, places
from dashboard.extraction.phrases import discover_names
from dashboard.extraction.token_rules import GUESS, NOTHING, TERM, TokenKinds, TokenRules
from dashboard.reading.document import Sentence

STREET_SUFFIX: Final = re.compile(r"(?:街道|镇|乡)$")
NAME_SUFFIX: Final = re.compile(r"(?:新村|路)$")
SHORTEST_NAME: Final = 2
UNKNOWN: Final = -1
"""Stands for the kind of a token that has not been told yet."""

TermMention = tuple[str, str, str, str, int, int, bool]
"""A term where it stands: sentence_id, document_id, street, term, start and end in the document, and whether it is a
phrase, a name that was discovered whole. A plain tuple in the order of the table's columns: there is one for every few
characters of a document."""

_Term = tuple[int, str]
"""Where a term starts in the joined sentences, and the term."""


def term_mentions(sentences: Sequence[Sentence], rules: TokenRules, document_id: str) -> list[TermMention]:
    """Return the terms of one document's sentences, in order; only those of a 街道, without the authors' lines."""
    counted = [
        sentence for sentence in sentences
        if sentence.street and not (sentence.part == "heading" and rules.byline.search(sentence.text))
    ]
    if not counted:
        return []
    own_names = street_names({sentence.street for sentence in counted if sentence.street})
    text = cut("\n".join([sentence.text for sentence in counted]), own_names)
    words, single = words_in(text, rules.kinds)
    names = discover_names(text, words, rules)
    whole, covered = _whole(text, names, rules.vocabulary_in(text.text))
    whole = [term for term in whole if term[1] not in own_names and term[1] not in rules.stop_words]
    whole.sort()
    return _placed(text, single, covered, whole, _Mentions(counted, names, document_id))


def words_in(text: CutText, kinds: TokenKinds) -> tuple[dict[str, int], list[int]]:
    """Return how often the tokens occur that may be part of a phrase, and the places among the tokens of those that
    are terms by themselves.

    Part of a phrase may be words, but no ``phrase_breaks``; no words are punctuation, numbers and counts (三, 两次,
    第二轮, 万多平方米). Terms by themselves are those of two characters or more that are no stop words; one that
    no dictionary holds is the segmenter's guess and must recur.
    """
    counts = [0] * len(text.types)
    for number in text.type_of:
        counts[number] = counts[number] + 1  # += takes twice the time where it is compiled
    known = kinds.known
    words: dict[str, int] = {}
    alone: list[bool] = []
    for word, count in zip(text.types, counts, strict=True):
        kind = known.get(word, UNKNOWN)
        if kind == UNKNOWN:
            kind = kinds.tell(word)
        if kind != NOTHING:
            words[word] = count
        alone.append(kind == TERM or (kind == GUESS and count > 1))
    return words, [place for place, number in enumerate(text.type_of) if alone[number]]


def street_names(streets: Iterable[str]) -> frozenset[str]:
    """Return the names by which 街道 call themselves: 曹杨新村街道, 曹杨新村, 曹杨. They are no keywords."""
    return frozenset().union(*map(_names_of, set(streets)))


@lru_cache(maxsize=1024)
def _names_of(street: str) -> frozenset[str]:
    short = STREET_SUFFIX.sub("", street)
    names = (street, short, NAME_SUFFIX.sub("", short))
    return frozenset(name for name in names if len(name) >= SHORTEST_NAME)


def _whole(
    text: CutText, names: Set[str], vocabulary: Mapping[str, Iterable[int]]
) -> tuple[list[_Term], bytearray]:
    """Return the names and the words of the vocabulary (with their starts) that stand from token boundary to token
    boundary, none overlapping; and for each character of the text whether one of them covers it.

    Where two overlap the longer one stands, then the one that the text holds more often, then the one further left.
    """
    found: list[tuple[int, int, int]] = []
    for name in names | vocabulary.keys():
        size = len(name)
        starts = [
            start for start in vocabulary.get(name) or places(text.text, name) if text.is_whole(start, start + size)
        ]
        found += [(-size, -len(starts), start) for start in starts]
    found.sort()
    covered = bytearray(len(text.text))
    whole: list[_Term] = []
    for size, _, start in found:
        end = start - size
        if not (covered[start] or covered[end - 1]):  # nothing shorter is taken that could lie between these two
            covered[start:end] = b"\1" * -size
            whole.append((start, text.text[start:end]))
    return whole, covered


class _Mentions:
    """The mentions of terms, each in the sentence it stands in; they are added from left to right."""

    def __init__(self, sentences: Iterable[Sentence], names: Container[str], document_id: str) -> None:
        self.found: list[TermMention] = []
        self._following = iter(sentences)
        self._names, self._document_id = names, document_id
        self._sentence_id = self._street = ""
        self._end, self._shift = -1, 0

    def add(self, start: int, term: str) -> None:
        """Add a term that starts at a place of the sentences joined by line ends."""
        while start > self._end:
            sentence = next(self._following)
            self._shift = sentence.start - (self._end + 1)
            self._sentence_id, self._street = sentence.sentence_id, sentence.street or ""
            self._end += 1 + len(sentence.text)
        place = start + self._shift
        self.found.append((
            self._sentence_id, self._document_id, self._street, term, place, place + len(term), term in self._names,
        ))  # fmt: skip


def _placed(
    text: CutText, single: Sequence[int], covered: bytearray, whole: Sequence[_Term], mentions: _Mentions
) -> list[TermMention]:
    """Return the mentions of the tokens at the places ``single``, where nothing ``covered`` them, and of what is
    ``whole``, in their order."""
    tokens, starts = text.tokens, text.starts
    upcoming, number = 0, len(whole)
    for place in single:
        start = starts[place]
        if covered[start]:
            continue
        while upcoming < number and whole[upcoming][0] < start:
            before, name = whole[upcoming]
            mentions.add(before, name)
            upcoming += 1
        mentions.add(start, tokens[place])
    for before, name in whole[upcoming:]:
        mentions.add(before, name)
    return mentions.found
