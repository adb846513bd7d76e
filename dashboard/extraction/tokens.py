"""Terms of a document: the words and names that may become keywords, each where it stands."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import compress
from typing import Final

from dashboard.extraction.cut_text import CutText, cut, places
from dashboard.extraction.phrases import discover_names
from dashboard.extraction.token_rules import GUESS, TERM, TokenKinds, TokenRules
from dashboard.reading.document import Sentence

STREET_SUFFIX: Final = re.compile(r"(?:街道|镇|乡)$")
NAME_SUFFIX: Final = re.compile(r"(?:新村|路)$")
SHORTEST_NAME: Final = 2
_MAY_BE_TERM: Final = re.compile(b"[%c%c]" % (GUESS, TERM))

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
    words, single = words_in(text.tokens, rules.kinds)
    names = discover_names(text, words, rules)
    whole, covered = _whole(text, names, rules.vocabulary_in(text.text))
    terms = [(start, name) for start, name in whole if name not in own_names and name not in rules.stop_words]
    starts, tokens = text.starts, text.tokens
    terms += [(start, tokens[place]) for place in single if not covered[start := starts[place]]]
    terms.sort()
    return _placed(terms, counted, names, document_id)


def words_in(tokens: Sequence[str], kinds: TokenKinds) -> tuple[dict[str, int], list[int]]:
    """Return how often the tokens occur that may be part of a phrase, and the places of those that are terms by
    themselves.

    Part of a phrase may be words, but no ``phrase_breaks``; no words are punctuation, numbers and counts (三, 两次,
    第二轮, 万多平方米). Terms by themselves are those of two characters or more that are no stop words; one that
    no dictionary holds is the segmenter's guess and must recur.
    """
    told = bytes(map(kinds.__getitem__, tokens))  # a byte a token, to be filtered and searched at once
    words = Counter(compress(tokens, told))
    places = [found.start() for found in _MAY_BE_TERM.finditer(told)]
    return words, [place for place in places if told[place] == TERM or words[tokens[place]] > 1]


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


def _placed(
    terms: Iterable[_Term], sentences: Iterable[Sentence], names: Container[str], document_id: str
) -> list[TermMention]:
    """Return each term with the sentence it stands in; ``terms`` count from the sentences joined by line ends."""
    mentions: list[TermMention] = []
    following = iter(sentences)
    end, shift = -1, 0
    sentence_id = street = ""
    for start, term in terms:
        while start > end:
            sentence = next(following)
            shift, sentence_id, street = sentence.start - (end + 1), sentence.sentence_id, sentence.street or ""
            end += 1 + len(sentence.text)
        place = start + shift
        mentions.append((sentence_id, document_id, street, term, place, place + len(term), term in names))
    return mentions
