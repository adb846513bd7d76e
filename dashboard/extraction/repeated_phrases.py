"""Phrases of several tokens that recur in a document, hold together and stand free (旧区改造, 儿童友好社区)."""

import math
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Final

from dashboard.extraction.cut_text import CutText
from dashboard.extraction.token_rules import TokenRules

PHRASE_TOKENS: Final = 6
PHRASE_CHARACTERS: Final = 14
LEAST_COUNT: Final = 2
TOKENS_PER_EXTRA_COUNT: Final = 50_000
LEAST_COHESION: Final = 0.35
LEAST_BOUNDARY_ENTROPY_NATS: Final = 0.6
FEW: Final = 3
"""Of so many neighbours two that differ are enough: 0.64 nats where the third is like one of them."""
ENOUGH_BREAKS: Final = 1 - math.exp(-LEAST_BOUNDARY_ENTROPY_NATS)
"""Share of neighbours that are each one of their own from which on they vary enough, whatever the others are: no
other makes up more than exp(-h) of them, and the entropy is never less than that of the commonest alone, h."""
BREAK: Final = "\0"
"""Stands for every token that is no recurring phrase word, and for the ends of the text."""

Starts = list[int]
"""Where an n-gram starts: positions in the coded text, ascending."""


def repeated_phrases(text: CutText, phrase_words: Mapping[str, int], rules: TokenRules) -> set[str]:
    """Return a text's phrases of 2 to 6 ``phrase_words`` (with their counts) that recur, hold together and stand free.

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
    code_of = [codes.get(word, BREAK) for word in text.types]
    coded = f"{BREAK}{''.join([code_of[number] for number in text.type_of])}{BREAK}"
    number = sum(phrase_words.values())
    grams, standing_free = _recurring_grams(coded, LEAST_COUNT + number // TOKENS_PER_EXTRA_COUNT)
    longer: list[str] = []  # the n-grams of more than two tokens that are kept
    phrases: set[str] = set()
    for gram in reversed(standing_free):
        words = [recurring[ord(code) - 1] for code in gram]
        if not _is_phrase(words, rules) or _cohesion(gram, words, grams, phrase_words, number) < LEAST_COHESION:
            continue
        around = [kept for kept in longer if gram in kept]
        if not (around and _within(around, gram, grams).issuperset(grams[gram])):
            phrases.add("".join(words))
            if len(gram) > 2:
                longer.append(gram)
    return phrases


def _recurring_grams(coded: str, least: int) -> tuple[dict[str, Starts], list[str]]:
    """Return the n-grams that occur ``least`` times and hold no BREAK, with their starts; and those of them whose
    neighbours vary on both sides. Both have the shortest first; ``coded`` begins and ends with BREAK.

    What follows an n-gram tells both whether it varies there and which n-grams, longer by a token, may recur.
    """
    grams: dict[str, Starts] = {}
    standing_free: list[str] = []
    before = BREAK + coded
    grown = _pairs(coded)
    for size in range(2, PHRASE_TOKENS + 1):
        recurring = {gram: starts for gram, starts in grown.items() if len(starts) >= least}
        grams |= recurring
        grown = {}
        after = coded[size:]
        for gram, starts in recurring.items():
            at_starts = itemgetter(*starts)
            following = at_starts(after)
            first = following[0]
            if following.count(first) == len(following) and first != BREAK:
                grown[gram + first] = starts  # most of them: it never stands without that token
                continue
            if len(starts) > 2:  # of two that are followed by different tokens nothing longer recurs
                for start, code in zip(starts, following, strict=True):
                    if code != BREAK:
                        grown.setdefault(gram + code, []).append(start)
            if _vary(following) and _vary(at_starts(before)):
                standing_free.append(gram)
    return grams, standing_free


def _pairs(coded: str) -> dict[str, Starts]:
    """Return every pair of tokens that holds no BREAK, with its starts."""
    pairs: dict[str, Starts] = {}
    start = 0
    for run in coded.split(BREAK):  # most are empty, for most tokens do not recur
        for offset in range(len(run) - 1):
            pairs.setdefault(run[offset:offset + 2], []).append(start + offset)
        start += len(run) + 1
    return pairs


def _cohesion(
    gram: str, words: Sequence[str], grams: Mapping[str, Starts], counts: Mapping[str, int], number: int
) -> float:
    """Return ln(p(ab) / p(a)p(b)) / -ln p(ab) for the weaker of first token + rest and rest + last token.

    ``counts`` are those of the words, ``number`` their sum.
    """
    together, first, last = len(grams[gram]), counts[words[0]], counts[words[-1]]
    if together == number:
        return 1.0
    apart = max(len(grams[gram[:-1]]) * last, first * len(grams[gram[1:]])) if len(gram) > 2 else first * last
    return math.log(together * number / apart) / -math.log(together / number)


def _vary(neighbours: Sequence[str]) -> bool:
    """Return whether the entropy of an n-gram's neighbours is high enough; each BREAK is one of its own."""
    number = len(neighbours)
    if neighbours.count(neighbours[0]) == number:
        return neighbours[0] == BREAK
    if number <= FEW:
        return True
    if neighbours.count(BREAK) >= ENOUGH_BREAKS * number:
        return True
    distinct = dict.fromkeys(neighbours)
    distinct.pop(BREAK, None)
    # a neighbour that does not recur adds nothing: 1 · ln 1
    repeated = sum([count * math.log(count) for count in map(neighbours.count, distinct)])
    return math.log(number) - repeated / number >= LEAST_BOUNDARY_ENTROPY_NATS


def _within(around: Iterable[str], gram: str, grams: Mapping[str, Starts]) -> set[int]:
    """Return where an n-gram starts inside longer ones."""
    return {
        start + offset for longer in around for offset in range(len(longer)) if longer.startswith(gram, offset)
        for start in grams[longer]
    }


def _is_phrase(words: Sequence[str], rules: TokenRules) -> bool:
    """Return whether the tokens make a name: not all general nouns, no broken word in front, not too long."""
    return (
        (len(words[0]) > 1 or words[0] in rules.prefixes)
        and sum(map(len, words)) <= PHRASE_CHARACTERS
        and not rules.general_nouns.issuperset([word for word in words if len(word) > 1])
    )
