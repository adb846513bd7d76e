"""The rules by which text becomes terms: stop words and how names are told from running text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import rjieba

from dashboard.extraction.word_lists import read_word_list

STOP_WORDS_FILE = "stop_words.txt"
STOP_WORD_SECTIONS = ("function words", "plan verbs", "general nouns", "places")
NAME_RULES_FILE = "name_rules.txt"
NAME_RULE_SECTIONS = (
    "vocabulary", "duration units", "prefixes", "sentence particles", "counting characters", "bylines",
)

NUMERALS = "0-9０-９〇零一二两三四五六七八九十百千万亿几数"


@dataclass(frozen=True, slots=True)
class TokenRules:
    """Stop words (see ``lexicon/stop_words.txt``) and how names are told (see ``lexicon/name_rules.txt``).

    ``stop_words`` are no keywords; the ``general_nouns`` among them may stand in a repeated phrase, the others, the
    ``phrase_breaks``, may not.
    """

    stop_words: frozenset[str]
    general_nouns: frozenset[str]
    phrase_breaks: frozenset[str]
    vocabulary: frozenset[str]
    duration_units: frozenset[str]
    prefixes: frozenset[str]
    sentence_particles: frozenset[str]
    counting_characters: frozenset[str]
    bylines: frozenset[str]
    word_pattern: re.Pattern[str]

    def words(self, tokens: Iterable[str]) -> set[str]:
        """Return the distinct tokens that are words: no punctuation, number or count (三, 两次, 第二轮, 万多平方米).

        All are searched in one pass, a line each: hundreds of single matches take three times as long.
        """
        return set(self.word_pattern.findall("\n".join(set(tokens))))


def load_token_rules(lexicon_folder: Path) -> TokenRules:
    """Return the token rules of a lexicon folder. Raises ``LexiconError``, naming file and line."""
    stop = read_word_list(lexicon_folder / STOP_WORDS_FILE, STOP_WORD_SECTIONS, exclusive=True)
    names = read_word_list(lexicon_folder / NAME_RULES_FILE, NAME_RULE_SECTIONS)
    stop_words = frozenset().union(*stop.values())
    general_nouns = stop["general nouns"]
    hints = {name.replace(" ", "_"): words for name, words in names.items()}
    pattern = _word_pattern(names["counting characters"])
    return TokenRules(stop_words, general_nouns, stop_words - general_nouns, word_pattern=pattern, **hints)


def _word_pattern(counting_characters: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of a line that is a Chinese or Latin word, and no number with or without measure word."""
    measures = "".join(sorted(map(re.escape, counting_characters)))
    number = rf"(?:第|百分之)?[{NUMERALS}]+(?:[多余来].*|[{measures}]?)$"
    return re.compile(rf"^(?!{number})(?:[\u3400-\u9fff]+|[A-Za-z][A-Za-z0-9]+)$", re.MULTILINE)


def dictionary_words(texts: Iterable[str]) -> set[str]:
    """Return which of the texts the segmenter knows as one word, rather than guesses from their characters."""
    texts = set(texts)
    return texts.intersection(rjieba.cut("\n".join(texts), hmm=False))
