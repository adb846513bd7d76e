"""Themes of sentences, each with the words that show it."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.extraction.sentence_text import JoinedText
from dashboard.extraction.term_matcher import TermMatch, TermMatcher, weights_by_group
from dashboard.extraction.theme_openers import find_openers
from dashboard.extraction.theme_rules import ThemeRules
from dashboard.extraction.theme_topics import Report, Weights, find_reports, runs_on
from dashboard.reading.document import Sentence

PASSING_SHARE: Final = 0.25  # of the heaviest theme's weight: a theme below it is only mentioned in passing
ALONE_SHARE: Final = 0.5  # of the threshold: enough for the heaviest theme where no theme reaches the threshold
ASIDE_WEIGHT: Final = 1.5  # thresholds: what a theme needs in a text that has other topics
CARRIED_THEMES: Final = 2  # a line with more themes than this announces what follows; none of them holds for all of it
TELLING_CHARACTERS: Final = 20  # a shorter sentence of a report (居民们都很高兴。) tells too little to take its topic
CARRIED_TOPIC_SENTENCES: Final = 3  # with a report's topic, at least, for it to carry
CARRIED_TOPIC_SHARE: Final = 0.5  # of the report's sentences that tell something


@dataclass(slots=True, init=False)  # __init__ by hand: a generated one stays Python when modules are compiled
class ThemeMention:
    """A term that shows a sentence's theme. ``start`` and ``end`` count characters of the document's text.

    ``carried`` tells that the term stands outside the sentence: in a heading it stands under, or in a sentence
    before it that sets the topic.
    """

    sentence_id: str
    theme: str
    term: str
    start: int
    end: int
    carried: bool

    def __init__(self, sentence_id: str, theme: str, term: str, start: int, end: int, carried: bool = False) -> None:
        self.sentence_id, self.theme, self.term = sentence_id, theme, term
        self.start, self.end, self.carried = start, end, carried


Mentions = Mapping[int, list[ThemeMention]]
"""The mentions of each sentence that has any, by its ordinal."""


def find_themes(
    sentences: Sequence[Sentence], rules: ThemeRules, joined: JoinedText | None = None
) -> list[ThemeMention]:
    """The theme mentions of one document's sentences, sentence by sentence. A wish has none.

    How much evidence a sentence needs for a theme depends on the text around it. A sentence without a theme of its
    own takes that of the line it stands under: the short sentence that opens its paragraph or its point
    (二是居住条件的优化。), else its innermost heading that has a theme, else the topic of a text without headings.
    ``joined`` is the sentences' text where it has been joined before.
    """
    joined = joined or JoinedText.of(sentences)
    searched = [s for s in sentences if s.part != "wish"]
    tells_nothing = rules.report_words.tells_nothing
    untold = {s.ordinal for s in searched if tells_nothing(s.text)} if runs_on(searched) else set()
    matches = _matches(sentences, untold, rules.matcher, joined)
    weights = {ordinal: weights_by_group(found) for ordinal, found in matches.items()}
    reports = find_reports(searched, weights, rules.threshold)
    report_of = {s.ordinal: report for report in reports for s in report.sentences}
    own: dict[int, list[ThemeMention]] = {}
    for sentence, start in zip(sentences, joined.starts, strict=False):
        ordinal = sentence.ordinal
        if ordinal in matches:
            themes = _themes_that_count(weights[ordinal], rules.threshold, report_of.get(ordinal))
            if themes:
                own[ordinal] = _own_mentions(sentence.sentence_id, matches[ordinal], themes, sentence.start - start)
    topic = {ordinal: found for report in reports for ordinal, found in _topic_mentions(report, own, untold).items()}
    return _with_carried(searched, own, topic)


def _matches(
    sentences: Sequence[Sentence], untold: Container[int], matcher: TermMatcher, joined: JoinedText
) -> dict[int, list[TermMatch]]:
    """The terms of each sentence that has any, by its ordinal, at their places in the joined text; a wish has none."""
    matches: dict[int, list[TermMatch]] = {}
    for sentence, found in zip(sentences, joined.places(matcher.search), strict=True):
        if found and sentence.part != "wish" and sentence.ordinal not in untold:
            terms = matcher.among(found, sentence.text)
            if terms:
                matches[sentence.ordinal] = terms
    return matches


def _with_carried(sentences: Sequence[Sentence], own: Mentions, topic: Mentions) -> list[ThemeMention]:
    """The mentions of all sentences: their own, else those of the nearest line above that has any."""
    openers = find_openers(sentences, own)
    mentions: list[ThemeMention] = []
    for sentence in sentences:
        ordinal = sentence.ordinal
        if ordinal in own:
            mentions += own[ordinal]
        elif sentence.part == "body":
            opener = openers.get(ordinal)
            lines = sentence.headings[::-1] if opener is None else (opener, *sentence.headings[::-1])
            above = next((own[line] for line in lines if line in own), None) or topic.get(ordinal)
            if above:
                mentions += _carried(sentence, above)
    return mentions


def _own_mentions(
    sentence_id: str, matches: Sequence[TermMatch], themes: Container[str], moved: int
) -> list[ThemeMention]:
    """The matches of these themes as mentions; ``moved`` leads from where they were found into the document."""
    return [
        ThemeMention(sentence_id, term.group, term.text, start + moved, end + moved)
        for term, start, end in matches if term.group in themes
    ]


def _themes_that_count(weights: Weights, threshold: float, report: Report | None) -> list[str]:
    """The themes that the sentence is about.

    They are those that reach the threshold, which is higher for what is no topic of a text that has topics; where
    none does, the one theme that outweighs all others, in prose only if the text shows it elsewhere too.
    """
    if len(weights) == 1 and report is None:
        return [theme for theme, weight in weights.items() if weight >= threshold * ALONE_SHARE]
    top = max(weights.values())
    topics = report.topics if report else frozenset()
    enough = max(threshold, top * PASSING_SHARE)
    aside = max(threshold * ASIDE_WEIGHT, enough) if topics else enough
    found = [theme for theme, weight in weights.items() if weight >= (enough if theme in topics else aside)]
    if found:
        return found
    candidates = [t for t, w in weights.items() if w >= threshold * ALONE_SHARE and _may_stand_alone(t, report)]
    most = max((weights[t] for t in candidates), default=0.0)
    heaviest = [t for t in candidates if weights[t] == most]
    return heaviest if len(heaviest) == 1 else []


def _may_stand_alone(theme: str, report: Report | None) -> bool:
    if report is None:
        return True
    return theme in (report.topics or report.shown)


def _carried(sentence: Sentence, above: Sequence[ThemeMention]) -> list[ThemeMention]:
    """The themes of a line above, at their first term there; none if it has too many."""
    first = {mention.theme: mention for mention in reversed(above)}
    if len(first) > CARRIED_THEMES:
        return []
    return [
        ThemeMention(sentence.sentence_id, m.theme, m.term, m.start, m.end, True) for m in reversed(first.values())
    ]


def _topic_mentions(report: Report, own: Mentions, untold: set[int]) -> dict[int, list[ThemeMention]]:
    """For a sentence's ordinal, the mentions of the report's topic in the nearest sentence before it that has any.

    None where no theme is in most sentences; ``untold`` are the sentences that only name a speaker or a source.
    """
    carried: dict[int, list[ThemeMention]] = {}
    telling = {s.ordinal for s in report.sentences if len(s.text) >= TELLING_CHARACTERS} - untold
    judged = [s.ordinal for s in report.sentences if s.ordinal in telling or s.ordinal in own]
    topic = _carried_topic([dict.fromkeys(m.theme for m in own.get(ordinal, ())) for ordinal in judged])
    if topic is None:
        return carried
    last: list[ThemeMention] = []
    for sentence in report.sentences:
        here = [m for m in own.get(sentence.ordinal, ()) if m.theme == topic]
        if not here and last and sentence.ordinal in telling:
            carried[sentence.ordinal] = last
        last = here or last
    return carried


def _carried_topic(themes_of_sentences: Sequence[Iterable[str]]) -> str | None:
    """The theme in most of the sentences, of two in as many the one named first; None where no theme is in most."""
    counts = Counter(theme for themes in themes_of_sentences for theme in themes)
    theme, sentences = counts.most_common(1)[0] if counts else (None, 0)
    enough = max(CARRIED_TOPIC_SENTENCES, CARRIED_TOPIC_SHARE * len(themes_of_sentences))
    return theme if sentences >= enough else None
