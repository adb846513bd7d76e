"""Names that must stay whole in a document: quoted, led by a number, or repeated. None is listed by hand."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from dashboard.extraction.repeated_phrases import repeated_phrases
from dashboard.extraction.token_rules import TokenRules, is_dictionary_word

QUOTED = re.compile(r"“([^“”]*)”|‘([^‘’]*)’|「([^「」]*)」|『([^『』]*)』|《([^《》]*)》|\"([^\"\n]*)\"")
INNER_QUOTED = re.compile(r"‘([^‘’]*)’")
NAME = re.compile(r"[\u3400-\u9fffA-Za-z0-9·+\-—]+")
HAN = re.compile(r"[\u3400-\u9fff]")
PAIRED_NUMERALS = re.compile(r"[一二两三四五六七八九十](?=([\u3400-\u9fff][一二两三四五六七八九十][\u3400-\u9fff]))")
QUOTED_NAME_CHARACTERS = 16
TITLE_CHARACTERS = 24
NUMBER_LED_NAME_TOKENS = range(2, 5)


def discover_names(
    text: str, tokens: Sequence[str], phrase_words: Mapping[str, int], rules: TokenRules
) -> frozenset[str]:
    """Return the names of a text that segmentation would take apart.

    ``tokens`` are those of the same text, ``phrase_words`` the counts of those that may be part of a phrase.
    """
    found = {name for name in quoted_names(text, rules) if not is_dictionary_word(name)}
    found.update(number_led_names(text, tokens, phrase_words, rules))
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


def number_led_names(
    text: str, tokens: Sequence[str], phrase_words: Container[str], rules: TokenRules
) -> Iterator[str]:
    """Yield names such as 15分钟生活服务圈: number, duration unit, then two to four phrase words."""
    units = [unit for unit in rules.duration_units if unit in text]
    for position in [position for position, token in enumerate(tokens) if token in units] if units else ():
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
    for match in PAIRED_NUMERALS.finditer("".join(tokens)):
        name = match[0] + match[1]
        halves = {name[:2], name[2:]}
        counts = not rules.measures.isdisjoint((name[1], name[3]))
        if len(halves) == 2 and not counts and halves.isdisjoint(rules.phrase_breaks):
            yield name
