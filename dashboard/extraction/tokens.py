"""Terms of a document: the words and names that may become keywords, each where it stands."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence, Set
from functools import lru_cache, partial
from itertools import accumulate, chain, starmap
from typing import NamedTuple

import rjieba

from dashboard.extraction.phrases import discover_names
from dashboard.extraction.token_rules import TokenRules
from dashboard.reading.document import Sentence

STREET_SUFFIX = re.compile(r"(?:街道|镇|乡)$")
NAME_SUFFIX = re.compile(r"(?:新村|路)$")
SHORTEST_NAME = 2
MASK = "\ue000"  # stands for one character of a 街道's own name: no word of any dictionary holds it

_Term = tuple[int, int, str, bool]  # start and end in the joined sentences, term, is_phrase


class TermMention(NamedTuple):
    """A term where it stands. Offsets are the document's; ``is_phrase``: a name that was discovered whole."""

    sentence_id: str
    street: str
    term: str
    start: int
    end: int
    is_phrase: bool


def term_mentions(sentences: Sequence[Sentence], rules: TokenRules) -> list[TermMention]:
    """Return the terms of one document's sentences, in order; only those of a 街道, without the authors' lines."""
    counted = [
        sentence for sentence in sentences
        if sentence.street and not (sentence.part == "heading" and rules.byline.search(sentence.text))
    ]
    if not counted:
        return []
    text = "\n".join([sentence.text for sentence in counted])
    own_names = street_names({sentence.street for sentence in counted if sentence.street})
    tokens = rjieba.cut(_masked(text, own_names))
    starts = list(accumulate(map(len, tokens), initial=0))
    words = rules.phrase_words(tokens)
    names = discover_names(text, tokens, words, rules)
    whole = _whole(text, set(starts), names | rules.vocabulary_in(text))
    terms = [
        (start, end, name, name in names) for start, end in whole
        if (name := text[start:end]) not in own_names and name not in rules.stop_words
    ]
    terms += _outside(whole, zip(starts, tokens, strict=False), rules.single_terms(words))
    return _placed(sorted(terms), counted)


def street_names(streets: Iterable[str]) -> frozenset[str]:
    """Return the names by which 街道 call themselves: 曹杨新村街道, 曹杨新村, 曹杨. They are no keywords."""
    return frozenset().union(*map(_names_of, set(streets)))


@lru_cache(maxsize=1024)
def _names_of(street: str) -> frozenset[str]:
    short = STREET_SUFFIX.sub("", street)
    names = (street, short, NAME_SUFFIX.sub("", short))
    return frozenset(name for name in names if len(name) >= SHORTEST_NAME)


def _masked(text: str, names: Iterable[str]) -> str:
    """Return the text with each name overwritten by as many MASK characters, so that no word runs into it."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, MASK * len(name))
    return text


def _whole(text: str, boundaries: Container[int], names: Iterable[str]) -> list[tuple[int, int]]:
    """Return where names stand from token boundary to token boundary, in order and none overlapping.

    Where two overlap the longer one stands, then the one that the text holds more often, then the one further left.
    """
    found: dict[str, list[int]] = {}
    for name in names:
        size, starts = len(name), []
        start = text.find(name)
        while start >= 0:
            if start in boundaries and start + size in boundaries:
                starts.append(start)
            start = text.find(name, start + 1)
        found[name] = starts
    taken = bytearray(len(text))
    whole: list[tuple[int, int]] = []
    for size, _, start in sorted([(-len(name), -len(starts), at) for name, starts in found.items() for at in starts]):
        end = start - size
        if not (taken[start] or taken[end - 1]):  # nothing shorter is taken that could lie between these two
            taken[start:end] = b"\1" * -size
            whole.append((start, end))
    whole.sort()
    return whole


def _outside(
    whole: Iterable[tuple[int, int]], tokens: Iterable[tuple[int, str]], single: Set[str]
) -> list[_Term]:
    """Return the tokens among ``single`` (with their starts) that stand outside the names in ``whole``."""
    covered = set(chain.from_iterable(starmap(range, whole)))
    return [
        (start, start + len(token), token, False)
        for start, token in tokens if token in single and start not in covered
    ]


def _placed(terms: Sequence[_Term], sentences: Iterable[Sentence]) -> list[TermMention]:
    """Return each term with the sentence it stands in; ``terms`` count from the sentences joined by line ends."""
    mention = partial(tuple.__new__, TermMention)  # the class's own constructor is Python code and twice as slow
    mentions: list[TermMention] = []
    first = begin = 0
    for sentence in sentences:
        limit = begin + len(sentence.text)
        last = bisect_left(terms, (limit,), first)
        if first < last:
            shift, sentence_id, street = sentence.start - begin, sentence.sentence_id, sentence.street
            mentions += [
                mention((sentence_id, street, term, start + shift, end + shift, is_phrase))
                for start, end, term, is_phrase in terms[first:last]
            ]
        first, begin = last, limit + 1
    return mentions
