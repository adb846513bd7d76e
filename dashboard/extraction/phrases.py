"""Names that must stay whole in a document: quoted, led by a number, or repeated. None is listed by hand."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import accumulate

from dashboard.extraction.repeated_phrases import repeated_phrases
from dashboard.extraction.token_rules import NUMERALS, TokenRules, dictionary_words

QUOTED = re.compile(r"“([^“”]*)”|‘([^‘’]*)’|「([^「」]*)」|『([^『』]*)』|《([^《》]*)》|\"([^\"\n]*)\"")
INNER_QUOTED = re.compile(r"‘([^‘’]*)’")
NAME = re.compile(r"[\u3400-\u9fffA-Za-z0-9·+\-—]+")
HAN = re.compile(r"[\u3400-\u9fff]")
PAIRED_NUMERALS = re.compile(r"[一二两三四五六七八九十](?=([\u3400-\u9fff][一二两三四五六七八九十][\u3400-\u9fff]))")
QUOTED_NAME_CHARACTERS = 16
TITLE_CHARACTERS = 24
NUMBER_LED_NAME_TOKENS = range(2, 5)


def discover_names(
    text: str, tokens: Sequence[str], words: Mapping[str, int], rules: TokenRules
) -> frozenset[str]:
    """Return the names of a text that segmentation would take apart.

    ``tokens`` are those of the same text, ``words`` the counts of those that are words (``rules.words``).
    """
    phrase_words = {word: count for word, count in words.items() if word not in rules.phrase_breaks}
    found = set(quoted_names(text, rules))
    found -= dictionary_words(found)
    found.update(number_led_names(tokens, phrase_words, rules))
    found.update(paired_number_names(tokens, rules))
    found.update(repeated_phrases(tokens, phrase_words, rules))
    return frozenset(found)


def quoted_names(text: str, rules: TokenRules) -> Iterator[str]:
    """Yield what stands in quotation marks or 《》 and reads as a name: short, no punctuation, nothing said."""
    for match in QUOTED.finditer(text):
        content = match[match.lastindex or 0]
        longest = TITLE_CHARACTERS if match[0].startswith("《") else QUOTED_NAME_CHARACTERS
        if _reads_as_name(content, longest, rules):
            yield content
        for inner in INNER_QUOTED.finditer(content):
            if _reads_as_name(inner[1], QUOTED_NAME_CHARACTERS, rules):
                yield inner[1]


def _reads_as_name(content: str, longest: int, rules: TokenRules) -> bool:
    return (
        2 <= len(content) <= longest
        and NAME.fullmatch(content) is not None
        and HAN.search(content) is not None
        and not any(particle in content for particle in rules.sentence_particles)
    )


def number_led_names(tokens: Sequence[str], phrase_words: Container[str], rules: TokenRules) -> Iterator[str]:
    """Yield names such as 15分钟生活服务圈: number, duration unit, then two to four phrase words."""
    units = rules.duration_units
    for position in [position for position, token in enumerate(tokens) if token in units]:
        if position == 0 or not tokens[position - 1].isdecimal():
            continue
        end = position + 1
        limit = min(len(tokens), end + NUMBER_LED_NAME_TOKENS.stop - 1)
        while end < limit and tokens[end] in phrase_words:
            end += 1
        if end - position - 1 in NUMBER_LED_NAME_TOKENS:
            yield "".join(tokens[position - 1:end])


def paired_number_names(tokens: Sequence[str], rules: TokenRules) -> Iterator[str]:
    """Yield names such as 一老一小, 两旧一村: numeral, character, numeral, character, none of them a measure."""
    found = list(PAIRED_NUMERALS.finditer("".join(tokens)))
    if not found:
        return
    boundaries = set(accumulate(map(len, tokens), initial=0))
    measures = rules.counting_characters.union(NUMERALS)
    for match in found:
        name = match[0] + match[1]
        halves = {name[:2], name[2:]}
        counts = not measures.isdisjoint((name[1], name[3]))
        if len(halves) == 1 or counts or not halves.isdisjoint(rules.phrase_breaks):
            continue
        if match.start() in boundaries and match.start() + len(name) in boundaries:
            yield name
