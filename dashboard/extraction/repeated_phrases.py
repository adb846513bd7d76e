"""Phrases of several tokens that recur in a document, hold together and stand free (旧区改造, 儿童友好社区)."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, combinations

from dashboard.extraction.token_rules import TokenRules

PHRASE_TOKENS = 6
PHRASE_CHARACTERS = 14
LEAST_COUNT = 2
TOKENS_PER_EXTRA_COUNT = 50_000
LEAST_COHESION = 0.35
LEAST_BOUNDARY_ENTROPY_NATS = 0.6
BREAK = ""
"""Stands for every token that is no phrase word, and for the ends of the text."""

Gram = tuple[str, ...]


def repeated_phrases(tokens: Sequence[str], phrase_words: Mapping[str, int], rules: TokenRules) -> set[str]:
    """Return the phrases of 2 to 6 ``phrase_words`` (with their counts) that recur, hold together and stand free.

    A phrase is kept when

    - it occurs at least twice (in very long texts more often);
    - its tokens attract each other: the normalised pointwise mutual information ln(p(ab) / p(a)p(b)) / -ln p(ab)
      (Bouma 2009) of its first token with the rest, and of the rest with its last token, is at least 0.35;
    - what stands to its left and right varies: branching entropy (Jin & Tanaka-Ishii 2006), in which every
      punctuation mark, function word, plan verb or number is a neighbour of its own;
    - it occurs somewhere outside the longer phrases that are kept (as nested candidates of the C-value are judged,
      Frantzi, Ananiadou & Mima 2000).
    """
    words = (BREAK, *[token if token in phrase_words else BREAK for token in tokens], BREAK)
    within: set[tuple[int, int]] = set()  # start and end of all that lies in the longer phrases that are kept
    phrases: set[str] = set()
    for grams in reversed(list(_cohesive(words, phrase_words))):
        found = [
            (start, start + len(gram), gram) for gram, starts in grams.items()
            if _is_phrase(gram, rules) and _stands_free(gram, starts, words) for start in starts
        ]
        apart = {gram for start, end, gram in found if (start, end) not in within}
        phrases.update(map("".join, apart))
        for start, end, gram in found:
            if gram in apart:
                within.update(combinations(range(start, end + 1), 2))
    return phrases


def _cohesive(words: Gram, word_counts: Mapping[str, int]) -> Iterator[dict[Gram, list[int]]]:
    """Yield the n-grams that recur and hold together with where each starts, for n = 2, 3 … as long as any recurs.

    Each is grown from two overlapping n-grams that recur themselves.
    """
    number = sum(word_counts.values())
    least = LEAST_COUNT + number // TOKENS_PER_EXTRA_COUNT
    frequent = {word for word, count in word_counts.items() if count >= least}
    counts: dict[Gram, int] = {(word,): word_counts[word] for word in frequent}
    starts = [position for position, word in enumerate(words) if word in frequent]
    for size in range(2, PHRASE_TOKENS + 1):
        recurring = {gram: at for gram, at in _grown(starts, size, words).items() if len(at) >= least}
        if not recurring:
            return
        counts |= {gram: len(at) for gram, at in recurring.items()}
        yield {gram: at for gram, at in recurring.items() if _cohesion(gram, counts, number) >= LEAST_COHESION}
        starts = sorted(chain.from_iterable(recurring.values()))


def _grown(starts: Collection[int], size: int, words: Gram) -> dict[Gram, list[int]]:
    """Return where the n-grams of a size start, given the starts of those that are one token shorter."""
    shorter = set(starts)
    grown: defaultdict[Gram, list[int]] = defaultdict(list)
    for start in starts:
        if start + 1 in shorter:
            grown[words[start:start + size]].append(start)
    return grown


def _cohesion(gram: Gram, counts: Mapping[Gram, int], words: int) -> float:
    """Return ln(p(ab) / p(a)p(b)) / -ln p(ab) for the weaker of first token + rest and rest + last token."""
    together = counts[gram]
    if together == words:
        return 1.0
    apart = max(counts[gram[:-1]] * counts[gram[-1:]], counts[gram[:1]] * counts[gram[1:]])
    return math.log(together * words / apart) / -math.log(together / words)


def _stands_free(gram: Gram, starts: Sequence[int], words: Gram) -> bool:
    """Return whether the neighbours of an n-gram vary on both sides; ``words`` begin and end with BREAK."""
    return all(
        _branching_entropy([words[start + side] for start in starts]) >= LEAST_BOUNDARY_ENTROPY_NATS
        for side in (-1, len(gram))
    )


def _branching_entropy(neighbours: Sequence[str]) -> float:
    """Return the entropy of an n-gram's neighbours in nats; each BREAK is one of its own."""
    counts: defaultdict[str, int] = defaultdict(int)
    for neighbour in neighbours:
        if neighbour != BREAK:  # each of them counts once, and 1 · ln 1 is nothing
            counts[neighbour] += 1
    repeated = sum(count * math.log(count) for count in counts.values())
    return math.log(len(neighbours)) - repeated / len(neighbours)


def _is_phrase(words: Gram, rules: TokenRules) -> bool:
    """Return whether the tokens make a name: not all general nouns, no broken word in front, not too long."""
    return (
        sum(map(len, words)) <= PHRASE_CHARACTERS
        and (len(words[0]) > 1 or words[0] in rules.prefixes)
        and any(word not in rules.general_nouns and len(word) > 1 for word in words)
    )
