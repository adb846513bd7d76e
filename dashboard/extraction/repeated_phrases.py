"""Phrases of several tokens that recur in a document, hold together and stand free (旧区改造, 儿童友好社区)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.extraction.token_rules import TokenRules

PHRASE_TOKENS = 6
PHRASE_CHARACTERS = 14
LEAST_COUNT = 2
TOKENS_PER_EXTRA_COUNT = 50_000
LEAST_COHESION = 0.35
LEAST_BOUNDARY_ENTROPY_NATS = 0.6
BREAK = -1

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Grams:
    """The n-grams of one length that recur: which one starts at each token (or BREAK), and one value per n-gram."""

    size: int
    at: Integers
    counts: Integers
    cohesion: Floats


def repeated_phrases(tokens: Sequence[str], phrase_words: set[str], rules: TokenRules) -> set[str]:
    """Return the phrases of 2 to 6 ``phrase_words`` that recur, hold together and stand free.

    A phrase is kept when

    - it occurs at least twice (in very long texts more often);
    - its tokens attract each other: the normalised pointwise mutual information ln(p(ab) / p(a)p(b)) / -ln p(ab)
      (Bouma 2009) of its first token with the rest, and of the rest with its last token, is at least 0.35;
    - what stands to its left and right varies: branching entropy (Jin & Tanaka-Ishii 2006), in which every
      punctuation mark, function word, plan verb or number is a neighbour of its own;
    - it occurs somewhere outside the longer phrases that are kept (as nested candidates of the C-value are judged,
      Frantzi, Ananiadou & Mima 2000).
    """
    ids = _token_ids(tokens, phrase_words)
    reach = np.zeros(len(tokens), dtype=np.int64)  # where the kept phrases that start at or before a token end
    phrases: set[str] = set()
    for grams in reversed(list(_recurring(ids))):
        starts = _free_starts(grams, ids)
        accepted = np.array([start for start in starts if _is_phrase(tokens[start:start + grams.size], rules)], int)
        if not accepted.size:
            continue
        apart = accepted[reach[accepted] < accepted + grams.size]
        phrases.update("".join(tokens[start:start + grams.size]) for start in apart)
        stands_apart = np.zeros(len(grams.counts), dtype=bool)
        stands_apart[grams.at[apart]] = True
        kept = accepted[stands_apart[grams.at[accepted]]]
        reach[kept] = np.maximum(reach[kept], kept + grams.size)
        reach = np.maximum.accumulate(reach)
    return phrases


def _token_ids(tokens: Sequence[str], phrase_words: set[str]) -> Integers:
    """Return a number per distinct phrase word, BREAK for every other token."""
    numbers = {word: number for number, word in enumerate(sorted(phrase_words))}
    return np.fromiter((numbers.get(token, BREAK) for token in tokens), dtype=np.int64, count=len(tokens))


def _recurring(ids: Integers) -> Iterator[_Grams]:
    """Yield the recurring n-grams, n = 2, 3 …; each is grown from two overlapping n-grams that recur themselves."""
    is_word = ids != BREAK
    words = int(is_word.sum())
    least = LEAST_COUNT + words // TOKENS_PER_EXTRA_COUNT
    word_counts = np.bincount(ids[is_word], minlength=int(ids.max(initial=0)) + 1)
    shorter = _Grams(1, ids, word_counts, np.zeros(len(word_counts)))
    for size in range(2, PHRASE_TOKENS + 1):
        starts = np.flatnonzero((shorter.at[:-1] != BREAK) & (shorter.at[1:] != BREAK))
        pairs = shorter.at[starts] * len(shorter.counts) + shorter.at[starts + 1]
        _, first, gram, counts = np.unique(pairs, return_index=True, return_inverse=True, return_counts=True)
        frequent = counts >= least
        if not frequent.any():
            return
        renumbered = np.where(frequent, np.cumsum(frequent) - 1, BREAK)
        at = np.full(len(ids), BREAK, dtype=np.int64)
        at[starts] = renumbered[gram]
        counts, example = counts[frequent], starts[first[frequent]]
        head, tail = shorter.counts[shorter.at[example]], shorter.counts[shorter.at[example + 1]]
        begin, end = word_counts[ids[example]], word_counts[ids[example + size - 1]]
        cohesion = _normalised_information(counts, np.maximum(head * end, begin * tail), words)
        shorter = _Grams(size, at, counts, cohesion)
        yield shorter


def _normalised_information(together: Integers, apart: Integers, words: int) -> Floats:
    """Return ln(p(ab) / p(a)p(b)) / -ln p(ab), from the counts of ab and the product of those of a and b."""
    probability = together / words
    information = np.log(together * words / apart)
    return np.where(together < words, information / -np.log(np.minimum(probability, 0.999999)), 1.0)


def _free_starts(grams: _Grams, ids: Integers) -> Integers:
    """Return where the cohesive n-grams start whose neighbours on both sides vary."""
    starts = np.flatnonzero(grams.at != BREAK)
    starts = starts[grams.cohesion[grams.at[starts]] >= LEAST_COHESION]
    gram = grams.at[starts]
    padded = np.concatenate([[BREAK], ids, [BREAK]])
    freedom = np.minimum(
        _branching_entropy(gram, padded[starts], len(grams.counts)),
        _branching_entropy(gram, padded[starts + grams.size + 1], len(grams.counts)),
    )
    return starts[freedom[gram] >= LEAST_BOUNDARY_ENTROPY_NATS]


def _branching_entropy(gram: Integers, neighbour: Integers, number: int) -> Floats:
    """Return, for each of ``number`` n-grams, the entropy of its neighbours in nats; each BREAK is one of its own."""
    alone = neighbour == BREAK
    neighbour = np.where(alone, neighbour.max(initial=0) + 1 + np.arange(len(neighbour)), neighbour)
    width = int(neighbour.max(initial=0)) + 1
    pairs, counts = np.unique(gram * width + neighbour, return_counts=True)
    owner = pairs // width
    share = counts / np.bincount(gram, minlength=number)[owner]
    entropy: Floats = np.bincount(owner, weights=-share * np.log(share), minlength=number).astype(np.float64)
    return entropy


def _is_phrase(words: Sequence[str], rules: TokenRules) -> bool:
    """Return whether the tokens make a name: not all general nouns, no broken word in front, not too long."""
    return (
        sum(map(len, words)) <= PHRASE_CHARACTERS
        and (len(words[0]) > 1 or words[0] in rules.prefixes)
        and any(word not in rules.general_nouns and len(word) > 1 for word in words)
    )
