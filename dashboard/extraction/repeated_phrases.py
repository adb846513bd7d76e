"""Phrases of several tokens that recur in a document, hold together and stand free (旧区改造, 儿童友好社区)."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

from dashboard.extraction.token_rules import TokenRules

PHRASE_TOKENS = 6
PHRASE_CHARACTERS = 14
LEAST_COUNT = 2
TOKENS_PER_EXTRA_COUNT = 50_000
LEAST_COHESION = 0.35
LEAST_BOUNDARY_ENTROPY_NATS = 0.6
BREAK = "\0"
"""Stands for every token that is no recurring phrase word, and for the ends of the text."""
PAIR = re.compile(f"[^{BREAK}](?=[^{BREAK}])")

Starts = list[int]
"""Where an n-gram starts: positions in the coded text, ascending."""


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

    The text is searched as a string of one character per token: an n-gram is then a slice, quick to cut and compare.
    """
    recurring = [word for word, count in phrase_words.items() if count >= LEAST_COUNT]
    codes = {word: chr(code) for code, word in enumerate(recurring, start=ord(BREAK) + 1)}
    coded = f"{BREAK}{''.join(map(codes.get, tokens, repeat(BREAK)))}{BREAK}"
    number = sum(phrase_words.values())
    grams = _recurring_grams(coded, LEAST_COUNT + number // TOKENS_PER_EXTRA_COUNT)
    counts = {code: phrase_words[word] for word, code in codes.items()}
    counts |= {gram: len(starts) for gram, starts in grams.items()}
    longer: list[str] = []  # the n-grams of more than two tokens that are kept
    phrases: set[str] = set()
    for gram in reversed(_standing_free(grams, coded)):
        words = [recurring[ord(code) - 1] for code in gram]
        if not _is_phrase(words, rules) or _cohesion(gram, counts, number) < LEAST_COHESION:
            continue
        around = [kept for kept in longer if gram in kept]
        if not (around and _within(around, gram, grams).issuperset(grams[gram])):
            phrases.add("".join(words))
            if len(gram) > 2:
                longer.append(gram)
    return phrases


def _recurring_grams(coded: str, least: int) -> dict[str, Starts]:
    """Return the n-grams that occur ``least`` times and hold no BREAK, with their starts, the shortest first.

    Each is grown from two overlapping n-grams that recur themselves.
    """
    grams: dict[str, Starts] = {}
    starts = [pair.start() for pair in PAIR.finditer(coded)]
    for size in range(2, PHRASE_TOKENS + 1):
        grown: dict[str, Starts] = {}
        for start in starts:
            gram = coded[start:start + size]
            if gram in grown:
                grown[gram].append(start)
            else:
                grown[gram] = [start]
        recurring = {gram: found for gram, found in grown.items() if len(found) >= least}
        if not recurring:
            break
        grams |= recurring
        shorter = set().union(*recurring.values())
        starts = [start for start in sorted(shorter) if start + 1 in shorter]
    return grams


def _cohesion(gram: str, counts: Mapping[str, int], words: int) -> float:
    """Return ln(p(ab) / p(a)p(b)) / -ln p(ab) for the weaker of first token + rest and rest + last token."""
    together = counts[gram]
    if together == words:
        return 1.0
    apart = max(counts[gram[:-1]] * counts[gram[-1]], counts[gram[0]] * counts[gram[1:]])
    return math.log(together * words / apart) / -math.log(together / words)


def _standing_free(grams: Mapping[str, Starts], coded: str) -> list[str]:
    """Return the n-grams whose neighbours vary on both sides; ``coded`` begins and ends with BREAK.

    None does that always has the same neighbour: one longer by a token then occurs as often. Where such a longer one
    would be known, no more need be asked of an n-gram that occurs twice: it has two neighbours that differ.
    """
    enclosed = {
        part for gram, starts in grams.items() if len(gram) > 2
        for part in (gram[1:], gram[:-1]) if len(grams[part]) == len(starts)
    }
    return [
        gram for gram, starts in grams.items()
        if gram not in enclosed and (
            (len(starts) == 2 and len(gram) < PHRASE_TOKENS)
            or all(_vary([coded[start + side] for start in starts]) for side in (-1, len(gram)))
        )
    ]


def _vary(neighbours: list[str]) -> bool:
    """Return whether the entropy of an n-gram's neighbours is high enough; each BREAK is one of its own."""
    distinct = dict.fromkeys(neighbours)
    if len(distinct) == len(neighbours):  # two are enough: ln 2 nats
        return True
    distinct.pop(BREAK, None)
    # a neighbour that does not recur adds nothing: 1 · ln 1
    repeated = sum([count * math.log(count) for count in map(neighbours.count, distinct)])
    return math.log(len(neighbours)) - repeated / len(neighbours) >= LEAST_BOUNDARY_ENTROPY_NATS


def _within(around: Iterable[str], gram: str, grams: Mapping[str, Starts]) -> set[int]:
    """Return where an n-gram starts inside longer ones."""
    return {
        start + offset for longer in around for offset in range(len(longer)) if longer.startswith(gram, offset)
        for start in grams[longer]
    }


def _is_phrase(words: Sequence[str], rules: TokenRules) -> bool:
    """Return whether the tokens make a name: not all general nouns, no broken word in front, not too long."""
    return (
        len("".join(words)) <= PHRASE_CHARACTERS
        and (len(words[0]) > 1 or words[0] in rules.prefixes)
        and not rules.general_nouns.issuperset([word for word in words if len(word) > 1])
    )
