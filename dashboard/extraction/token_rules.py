"""The rules by which text becomes terms: stop words and how names are told from running text."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import rjieba

from dashboard.extraction.literal_search import LiteralSearch
from dashboard.extraction.word_lists import read_word_list

STOP_WORDS_FILE = "stop_words.txt"
STOP_WORD_SECTIONS = ("function words", "plan verbs", "general nouns", "places")
NAME_RULES_FILE = "name_rules.txt"
NAME_RULE_SECTIONS = (
    "vocabulary", "duration units", "prefixes", "sentence particles", "counting characters", "bylines",
)

NUMERALS = "0-9０-９〇零一二两三四五六七八九十百千万亿几数"

NOTHING: Final = 0
PART: Final = 1
GUESS: Final = 2
TERM: Final = 3
REMEMBERED_WORDS = 65_536


@dataclass(frozen=True)
class TokenRules:
    """Stop words (see ``lexicon/stop_words.txt``) and how names are told (see ``lexicon/name_rules.txt``).

    ``stop_words`` are no keywords; the ``general_nouns`` among them may stand in a repeated phrase, the others, the
    ``phrase_breaks``, may not. What follows from these sets is made when first asked for, and once.
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

    def __getstate__(self) -> dict[str, object]:
        """Return the sets alone: what is made from them cannot be pickled."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def kinds(self) -> "TokenKinds":
        """What each token may become, told when it is first looked up."""
        return TokenKinds(self)

    def vocabulary_in(self, text: str) -> dict[str, list[int]]:
        """Return which words of the ``vocabulary`` a text holds, and where each starts."""
        search = self._vocabulary_search
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, start, _ in search.find(text):
            found[search.words[number]].append(start)
        return found

    @cached_property
    def _vocabulary_search(self) -> LiteralSearch:
        return LiteralSearch(self.vocabulary)

    @cached_property
    def said(self) -> re.Pattern[str]:
        """The pattern of a sentence particle: quoted text that holds one is something said."""
        return re.compile(_any_of(self.sentence_particles))

    @cached_property
    def byline(self) -> re.Pattern[str]:
        """The pattern of a heading that ends in a post and a name (■古美路街道党工委书记 张三; 记者：李四)."""
        posts = _any_of(self.bylines)
        name = r"[\u3400-\u9fff·]{2,4}\s*(?:[(（][^()（）]*[)）])?\s*$"
        return re.compile(rf"(?:(?:街道|镇|乡).*{posts}\s*|{posts}[\s:：]+){name}")

    @cached_property
    def measures(self) -> frozenset[str]:
        """The characters that count or measure."""
        return self.counting_characters.union(NUMERALS)


class TokenKinds:
    """What each token may become: NOTHING, a PART of a phrase, a term if it recurs (GUESS) or a TERM.

    Documents share most of their words: what is told of one is kept in ``known``, until too many are.
    """

    def __init__(self, rules: TokenRules) -> None:
        self.known: dict[str, int] = {}
        self._rules = rules
        self._word_pattern = _word_pattern(rules.counting_characters)

    def tell(self, token: str) -> int:
        """Return the kind of a token that is not known, and remember it."""
        if len(self.known) >= REMEMBERED_WORDS:
            self.known.clear()
        kind = self.known[token] = self._kind(token)
        return kind

    def _kind(self, token: str) -> int:
        if token in self._rules.phrase_breaks or not self._word_pattern.fullmatch(token):
            return NOTHING
        if len(token) == 1 or token in self._rules.stop_words:
            return PART
        return TERM if is_dictionary_word(token) else GUESS


def load_token_rules(lexicon_folder: Path) -> TokenRules:
    """Return the token rules of a lexicon folder. Raises ``LexiconError``, naming file and line."""
    stop = read_word_list(lexicon_folder / STOP_WORDS_FILE, STOP_WORD_SECTIONS, exclusive=True)
    names = read_word_list(lexicon_folder / NAME_RULES_FILE, NAME_RULE_SECTIONS)
    stop_words = frozenset().union(*stop.values())
    general_nouns = stop["general nouns"]
    hints = {name.replace(" ", "_"): words for name, words in names.items()}
    return TokenRules(stop_words, general_nouns, stop_words - general_nouns, **hints)


def _word_pattern(counting_characters: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of a Chinese or Latin word that is no number with or without measure word."""
    measures = "".join(sorted(map(re.escape, counting_characters)))
    number = rf"(?:第|百分之)?[{NUMERALS}]+(?:[多余来].*|[{measures}]?)$"
    return re.compile(rf"(?!{number})(?:[\u3400-\u9fff]+|[A-Za-z][A-Za-z0-9]+)")


def _any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of the words; none of none."""
    return rf"(?:{'|'.join(sorted(map(re.escape, words))) or '(?!)'})"


@lru_cache(maxsize=REMEMBERED_WORDS)
def is_dictionary_word(text: str) -> bool:
    """Return whether the segmenter knows the text as one word, rather than guesses it from its characters."""
    return rjieba.cut(text, hmm=False) == [text]
