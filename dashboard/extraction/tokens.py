"""Terms of a document: the words and names that may become keywords, each where it stands."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate
from typing import NamedTuple

import rjieba
from ahocorasick_rs import AhoCorasick, Implementation

from dashboard.extraction.phrases import discover_names
from dashboard.extraction.token_rules import TokenRules, dictionary_words
from dashboard.reading.document import Sentence

STREET_SUFFIX = re.compile(r"(?:街道|镇|乡)$")
NAME_SUFFIX = re.compile(r"(?:新村|路)$")
SHORTEST_NAME = 2
MASK = "\ue000"  # stands for one character of a 街道's own name: no word of any dictionary holds it
QUICKLY_BUILT = Implementation.NoncontiguousNFA
"""Names are searched once, in the document that they come from: building the search costs more than searching."""

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
    byline = byline_pattern(rules)
    counted = [
        sentence for sentence in sentences
        if sentence.street and not (sentence.part == "heading" and byline.search(sentence.text))
    ]
    if not counted:
        return []
    text = "\n".join(sentence.text for sentence in counted)
    own_names = street_names(sentence.street for sentence in counted if sentence.street)
    tokens = rjieba.cut(_masked(text, own_names))
    counts = Counter(tokens)
    words = {word: counts[word] for word in rules.words(counts)}
    names = discover_names(text, tokens, words, rules)
    whole = _whole(text, tokens, names | rules.vocabulary)
    not_kept = own_names | rules.stop_words
    terms = [
        (start, end, name, name in names) for start, end in whole if (name := text[start:end]) not in not_kept
    ]
    terms += _outside(whole, tokens, _single_terms(words, rules))
    return list(_placed(sorted(terms), counted))


def byline_pattern(rules: TokenRules) -> re.Pattern[str]:
    """Return the pattern of a heading that ends in a post and a name (■古美路街道党工委书记 张三; 记者：李四)."""
    posts = "|".join(sorted(map(re.escape, rules.bylines)))
    name = r"[\u3400-\u9fff·]{2,4}\s*(?:[(（][^()（）]*[)）])?\s*$"
    return re.compile(rf"(?:(?:街道|镇|乡).*(?:{posts})\s*|(?:{posts})[\s:：]+){name}")


def street_names(streets: Iterable[str]) -> frozenset[str]:
    """Return the names by which 街道 call themselves: 曹杨新村街道, 曹杨新村, 曹杨. They are no keywords."""
    names: set[str] = set()
    for street in set(streets):
        short = STREET_SUFFIX.sub("", street)
        names.update(name for name in (street, short, NAME_SUFFIX.sub("", short)) if len(name) >= SHORTEST_NAME)
    return frozenset(names)


def _masked(text: str, names: Iterable[str]) -> str:
    """Return the text with each name overwritten by as many MASK characters, so that no word runs into it."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, MASK * len(name))
    return text


def _outside(whole: Iterable[tuple[int, int]], tokens: Sequence[str], single: Set[str]) -> list[_Term]:
    """Return the tokens among ``single`` that stand outside the names in ``whole``."""
    is_covered = bytearray(sum(map(len, tokens)))
    for start, end in whole:
        is_covered[start:end] = b"\1" * (end - start)
    return [
        (start, start + len(token), token, False)
        for start, token in zip(accumulate(map(len, tokens), initial=0), tokens, strict=False)
        if token in single and not is_covered[start]
    ]


def _single_terms(words: Mapping[str, int], rules: TokenRules) -> set[str]:
    """Return the words (with their counts) that are terms by themselves: two characters or more, no stop words.

    A word that no dictionary holds is the segmenter's guess; it must recur.
    """
    terms = {word for word in words if len(word) > 1 and word not in rules.stop_words}
    once = {word for word in terms if words[word] == 1}
    return terms - once | dictionary_words(once)


def _whole(text: str, tokens: Sequence[str], names: Iterable[str]) -> list[tuple[int, int]]:
    """Return where names stand from token boundary to token boundary, in order and none overlapping.

    Where two overlap the longer one stands, then the one that the text holds more often, then the one further left.
    """
    listed = sorted(name for name in names if name in text)
    if not listed:
        return []
    boundaries = set(accumulate(map(len, tokens), initial=0))
    matches = [
        (name, start, end)
        for name, start, end in AhoCorasick(listed, implementation=QUICKLY_BUILT).find_matches_as_indexes(
            text, overlapping=True
        )
        if start in boundaries and end in boundaries
    ]
    counts = Counter(name for name, _, _ in matches)
    matches.sort(key=lambda match: (match[1] - match[2], -counts[match[0]], match[1]))
    taken = bytearray(len(text))
    whole: list[tuple[int, int]] = []
    for _, start, end in matches:
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            whole.append((start, end))
    return sorted(whole)


def _placed(terms: Iterable[_Term], sentences: Sequence[Sentence]) -> Iterator[TermMention]:
    """Yield each term with the sentence it stands in; ``terms`` count from the sentences joined by line ends."""
    remaining = iter(sentences)
    shift = limit = -1
    for start, end, term, is_phrase in terms:
        while start >= limit:
            sentence = next(remaining)
            begin, limit = limit + 1, limit + 1 + len(sentence.text)
            shift = sentence.start - begin
        yield TermMention(sentence.sentence_id, sentence.street or "", term, start + shift, end + shift, is_phrase)
