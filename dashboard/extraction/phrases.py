"""Names that must stay whole in a document: quoted, led by a number, or repeated. None is listed by hand."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping
from typing import Final

from dashboard.extraction.cut_text import CutText, places
from dashboard.extraction.repeated_phrases import repeated_phrases
from dashboard.extraction.token_rules import TokenRules, is_dictionary_word

QUOTED: Final = re.compile(r"“([^“”]*)”|‘([^‘’]*)’|「([^「」]*)」|『([^『』]*)』|《([^《》]*)》|\"([^\"\n]*)\"")
INNER_QUOTED: Final = re.compile(r"‘([^‘’]*)’")
NAME: Final = re.compile(r"[\u3400-\u9fffA-Za-z0-9·+\-—]+")
HAN: Final = re.compile(r"[\u3400-\u9fff]")
PAIRED_NUMERALS: Final = re.compile(
    r"[一二两三四五六七八九十](?=([\u3400-\u9fff][一二两三四五六七八九十][\u3400-\u9fff]))"
)
QUOTED_NAME_CHARACTERS: Final = 16
TITLE_CHARACTERS: Final = 24
NUMBER_LED_NAME_TOKENS: Final = range(2, 5)


def discover_names(text: CutText, phrase_words: Mapping[str, int], rules: TokenRules) -> frozenset[str]:
    """Return the names of a text that segmentation would take apart.

    ``phrase_words`` are the counts of those of its tokens that may be part of a phrase.
    """
    found = {name for name in quoted_names(text.text, rules) if not is_dictionary_word(name)}
    found.update(number_led_names(text, phrase_words, rules))
    found.update(paired_number_names(text.masked, rules))
    found.update(repeated_phrases(text, phrase_words, rules))
    return frozenset(found)


def quoted_names(text: str, rules: TokenRules) -> Iterator[str]:
    """Yield what stands in quotation marks or 《》 and reads as a name: short, no punctuation, nothing said."""
    for match in QUOTED.finditer(text):
        content = match[match.lastindex or 0]
        longest = TITLE_CHARACTERS if match[0].startswith("《") else QUOTED_NAME_CHARACTERS
        if _reads_as_name(content, longest, rules):
            yield content
        for inner in INNER_QUOTED.finditer(content) if "‘" in content else ():
            if _reads_as_name(inner[1], QUOTED_NAME_CHARACTERS, rules):
                yield inner[1]


def _reads_as_name(content: str, longest: int, rules: TokenRules) -> bool:
    return (
        2 <= len(content) <= longest
        and NAME.fullmatch(content) is not None
        and HAN.search(content) is not None
        and rules.said.search(content) is None
    )


def number_led_names(text: CutText, phrase_words: Container[str], rules: TokenRules) -> Iterator[str]:
    """Yield names such as 15分钟生活服务圈: number, duration unit, then two to four phrase words."""
    tokens, starts = text.tokens, text.starts
    for unit in rules.duration_units:
        for place in places(text.text, unit):
            position = bisect_left(starts, place)
            if position == 0 or starts[position] != place:
                continue
            if tokens[position] != unit or not tokens[position - 1].isdecimal():
                continue
            end = position + 1
            limit = min(len(tokens), end + NUMBER_LED_NAME_TOKENS.stop - 1)
            while end < limit and tokens[end] in phrase_words:
                end += 1
            if end - position - 1 in NUMBER_LED_NAME_TOKENS:
                yield "".join(tokens[position - 1:end])


def paired_number_names(text: str, rules: TokenRules) -> Iterator[str]:
    """Yield names such as 一老一小, 两旧一村: numeral, character, numeral, character, none of them a measure."""
    for match in PAIRED_NUMERALS.finditer(text):
        name = match[0] + match[1]
        halves = {name[:2], name[2:]}
        counts = not rules.measures.isdisjoint((name[1], name[3]))
        if len(halves) == 2 and not counts and halves.isdisjoint(rules.phrase_breaks):
            yield name
