"""Themes of sentences, each with the words that show it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from dashboard.extraction.term_file import TermRules, load_term_rules
from dashboard.extraction.term_matcher import weights_by_group
from dashboard.reading.document import Sentence

ThemeRules = TermRules

PASSING_SHARE = 0.25  # of the heaviest theme's weight: a theme below it is only mentioned in passing
ALONE_SHARE = 0.5  # of the threshold: enough for the heaviest theme where no theme reaches the threshold
CARRIED_THEMES = 2  # a line with more themes than this announces what follows; none of them holds for all of it
POINT_CHARACTERS = 24  # a longer point (一是…) says something itself and opens nothing
OPENER_CHARACTERS = 10  # the same for a first sentence of a paragraph that is no numbered point (还有一老一小。)
TOPIC_CHARACTERS = 20  # a shorter sentence (一位居民说。) names a speaker or a reporter
TOPIC_SENTENCES = 4  # with a theme, at least, for a text to have a topic
TOPIC_SHARE = 0.7  # of the sentences with a theme
POINT = re.compile(r"\s*([一二三四五六七八九十]+是|第[一二三四五六七八九十]+[个,，、]|其[一二三四五六]|[(（]?[0-9一二三四五六七八九十]+[)）、.．])")


class ThemeMention(NamedTuple):
    """A term that shows a sentence's theme. ``start`` and ``end`` count characters of the document's text.

    ``carried`` tells that the term stands outside the sentence: in a heading it stands under, or in a sentence
    before it that sets the topic.
    """

    sentence_id: str
    theme: str
    term: str
    start: int
    end: int
    carried: bool = False


def load_themes(path: Path) -> ThemeRules:
    """The theme rules in a TOML file; raises LexiconError with file, line and what is wrong."""
    return load_term_rules(path, "themes")


def find_themes(sentences: Sequence[Sentence], rules: ThemeRules) -> list[ThemeMention]:
    """The theme mentions of one document's sentences, sentence by sentence. A wish has none.

    A sentence without a theme of its own takes that of the line it stands under: the short sentence that opens its
    paragraph or its point (二是居住条件的优化。), else its innermost heading that has a theme, else the topic of a
    text without headings.
    """
    own = {s.ordinal: _own_mentions(s, rules) for s in sentences if s.part != "wish"}
    openers = _openers(sentences, own)
    topics = _topics(sentences, own)
    mentions: list[ThemeMention] = []
    for sentence in sentences:
        if sentence.part == "wish":
            continue
        found = own[sentence.ordinal]
        if not found and sentence.part == "body":
            above = [openers.get(sentence.ordinal), *reversed(sentence.headings), topics.get(sentence.ordinal)]
            found = _carried(sentence, [own.get(ordinal, []) for ordinal in above if ordinal is not None])
        mentions += found
    return mentions


def _own_mentions(sentence: Sentence, rules: ThemeRules) -> list[ThemeMention]:
    matches = rules.matcher.find(sentence.text)
    if not matches:
        return []
    themes = _themes_that_count(weights_by_group(matches), rules.threshold)
    return [
        ThemeMention(sentence.sentence_id, m.term.group, m.term.text, sentence.start + m.start, sentence.start + m.end)
        for m in matches
        if m.term.group in themes
    ]


def _themes_that_count(weights: dict[str, float], threshold: float) -> list[str]:
    """The themes that reach the threshold; where none does, the one theme that outweighs all others."""
    top = max(weights.values())
    if top >= threshold:
        enough = max(threshold, top * PASSING_SHARE)
        return [theme for theme, weight in weights.items() if weight >= enough]
    heaviest = [theme for theme, weight in weights.items() if weight == top]
    return heaviest if len(heaviest) == 1 and top >= threshold * ALONE_SHARE else []


def _carried(sentence: Sentence, above: Sequence[Sequence[ThemeMention]]) -> list[ThemeMention]:
    """The themes of the nearest line above that has any, at their first term there; none if it has too many."""
    for mentions in above:
        if mentions:
            first = {mention.theme: mention for mention in reversed(mentions)}
            if len(first) > CARRIED_THEMES:
                return []
            return [m._replace(sentence_id=sentence.sentence_id, carried=True) for m in reversed(first.values())]
    return []


def _openers(sentences: Sequence[Sentence], own: Mapping[int, Sequence[ThemeMention]]) -> dict[int, int]:
    """For a sentence's ordinal, the ordinal of the short sentence that opens its paragraph or its point."""
    openers: dict[int, int] = {}
    opener: int | None = None
    paragraph: int | None = None
    for sentence in sentences:
        point = POINT.match(sentence.text) is not None
        if point or sentence.paragraph != paragraph:
            short = len(sentence.text) <= (POINT_CHARACTERS if point else OPENER_CHARACTERS)
            opener = sentence.ordinal if short and own.get(sentence.ordinal) else None
            paragraph = sentence.paragraph
        elif opener is not None:
            openers[sentence.ordinal] = opener
    return openers


def _topics(sentences: Sequence[Sentence], own: Mapping[int, Sequence[ThemeMention]]) -> dict[int, int]:
    """For a sentence's ordinal, the ordinal of the nearest sentence before it with the topic of their text.

    A text is a run of sentences of one article under no heading. It has a topic where one theme is in most of
    the sentences that have any, as in a news report; a plan, which goes from theme to theme, has none.
    """
    topics: dict[int, int] = {}
    for _, run in groupby((s for s in sentences if s.part == "body"), key=lambda s: (s.article_id, s.headings)):
        text = list(run)
        topic = _topic([{m.theme for m in own[s.ordinal]} for s in text])
        last: int | None = None
        for sentence in text:
            if any(m.theme == topic for m in own[sentence.ordinal]):
                last = sentence.ordinal
            elif last is not None and len(sentence.text) >= TOPIC_CHARACTERS:
                topics[sentence.ordinal] = last
    return topics


def _topic(themes_of_sentences: Sequence[set[str]]) -> str | None:
    """The theme in most of the sentences that have any; None where no theme is."""
    themed = [themes for themes in themes_of_sentences if themes]
    counts = Counter(theme for themes in themed for theme in themes)
    if len(themed) < TOPIC_SENTENCES:
        return None
    theme, sentences = counts.most_common(1)[0]
    return theme if sentences >= TOPIC_SHARE * len(themed) else None
