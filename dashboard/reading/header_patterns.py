"""The patterns of an article's header lines and of its wish, made from the words of ``reading.toml``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.lexicon.word_pattern import any_word

HAN = "\u4e00-\u9fff"
OPENING, CLOSING = "〔【[［〖「『《〈（(", "〕】]］〗」』》〉）)"
NAME = rf"[{HAN}](?:[ \u3000]?[{HAN}]){{1,3}}(?:·[{HAN}]{{1,6}})?"
"""A person's name; short ones are often spaced out (李　明)."""


@dataclass(frozen=True)
class HeaderWords:
    """Words of an article's header lines and of its wish."""

    keyword_labels: tuple[str, ...]
    wish_labels: tuple[str, ...]
    author_labels: tuple[str, ...]
    bullets: tuple[str, ...]
    post_words: tuple[str, ...]
    post_starts: tuple[str, ...]


@dataclass(frozen=True)
class HeaderPatterns:
    """Compiled patterns, by what they read."""

    keyword: re.Pattern[str]
    wish: re.Pattern[str]
    labelled_author: re.Pattern[str]
    post_then_name: re.Pattern[str]
    post_joined_name: re.Pattern[str]
    several_authors: re.Pattern[str]
    post_and_name: re.Pattern[str]
    name_then_post: re.Pattern[str]
    bullet: re.Pattern[str]
    post_word: re.Pattern[str]
    opening_marks: frozenset[str]
    post_starts: tuple[str, ...]


def build_header_patterns(words: HeaderWords) -> HeaderPatterns:
    """Return the patterns for these words."""
    opening, closing = re.escape(OPENING), re.escape(CLOSING)
    bullets = "".join(map(re.escape, words.bullets))
    posts = rf"(?:{_any(words.post_words)})"
    post = rf"[^:：]{{0,40}}?{posts}"
    one = rf"[^\s\u3000:：]{{0,30}}?{posts}[\s\u3000]*[\s\u3000:：][\s\u3000]*{NAME}"
    return HeaderPatterns(
        keyword=re.compile(
            rf"[{opening}{bullets}\s“]*(?:{_any(words.keyword_labels)})\s*(?:[：:]\s*|[{closing}”]\s*[：:]?\s*)"
            rf"(?P<keyword>[^。；]{{1,30}}?)[\s{closing}]*$"
        ),
        wish=re.compile(
            rf"(?P<quote>[“‘「『\"]?)[{opening}{bullets}\s]*(?:{_any(words.wish_labels)})\s*"
            rf"(?:[{closing}]\s*[：:]?|[：:]|——?|$)[\s\u3000]*"
        ),
        labelled_author=re.compile(
            rf"(?:{_any(words.author_labels)}|文)\s*[：:/／丨|]\s*"
            rf"(?:(?P<post>[^\s\u3000]{{0,40}}?{posts})[\s\u3000]+)?(?P<name>{NAME})$"
        ),
        post_then_name=re.compile(rf"(?P<post>{post})[\s\u3000]*[:：\s\u3000][\s\u3000]*(?P<name>{NAME})$"),
        post_joined_name=re.compile(rf"(?P<post>[^:：\s]{{0,40}}{posts})(?P<name>[{HAN}]{{2,4}})$"),
        several_authors=re.compile(rf"{one}(?:[\s\u3000、，,]+{one})+"),
        post_and_name=re.compile(
            rf"(?P<post>[^\s\u3000:：、，,][^\s\u3000:：]{{0,30}}?{posts})[\s\u3000:：]+(?P<name>{NAME})(?=[\s\u3000、，,]|$)"
        ),
        name_then_post=re.compile(rf"(?P<name>{NAME})(?:[\s\u3000]*[（(，,][\s\u3000]*|[\s\u3000]+)(?P<post>[^（(]{{0,40}}{posts})[）)]?$"),
        bullet=re.compile(rf"[{bullets}][\s\u3000]*"),
        post_word=re.compile(any_word((word, "") for word in words.post_words)),
        opening_marks=frozenset("".join(words.bullets) + OPENING),
        post_starts=words.post_starts,
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
