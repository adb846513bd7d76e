"""What a text without headings is about as a whole: the themes that the evidence of its sentences adds up to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from dashboard.reading.document import Sentence

REPORT_HEADINGS: Final = 1  # a report runs on under a title at most; a plan has headings over its parts
REPORT_SENTENCES: Final = 5  # in an article, at least, for one sentence to be judged by the others
SENTENCE_CAP: Final = 2.0  # thresholds that one sentence can add to its report's evidence for a theme
TOPIC_EVIDENCE: Final = 3.0  # thresholds of evidence, at least, for a theme to be the topic of a report
TOPIC_SHARE: Final = 0.3  # of the report's evidence for all themes
SECOND_TOPIC_SHARE: Final = 0.7  # of the topic's evidence: a theme with so much is a topic too

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Report:
    """The body sentences of one article of a report, and what their terms weigh together.

    ``topics`` are the themes that it is about, none where it goes from theme to theme.
    ``shown`` are the themes that at least one sentence shows by itself.
    """

    sentences: tuple[Sentence, ...]
    topics: frozenset[str]
    shown: frozenset[str]


def runs_on(sentences: Sequence[Sentence]) -> bool:
    """Whether a document runs on from sentence to sentence, as a report does: it lacks the headings of a plan."""
    return sum(s.part == "heading" for s in sentences) <= REPORT_HEADINGS


def find_reports(sentences: Sequence[Sentence], weights: Mapping[int, Weights], threshold: float) -> list[Report]:
    """The reports that a document holds, by article; none where it is a plan.

    ``weights`` are those of each sentence's themes, by its ordinal; none for a sentence without terms.
    """
    if not runs_on(sentences):
        return []
    body = (s for s in sentences if s.part == "body")
    runs = [tuple(run) for _, run in groupby(body, key=lambda s: s.article_id)]
    return [
        _report(run, [weights[s.ordinal] for s in run if s.ordinal in weights], threshold)
        for run in runs if len(run) >= REPORT_SENTENCES
    ]


def _report(run: tuple[Sentence, ...], weights: Sequence[Weights], threshold: float) -> Report:
    evidence: defaultdict[str, float] = defaultdict(float)
    for of_sentence in weights:
        for theme, weight in of_sentence.items():
            evidence[theme] += min(weight / threshold, SENTENCE_CAP)
    shown = frozenset(theme for each in weights for theme, weight in each.items() if weight >= threshold)
    return Report(run, _topics(evidence), shown)


def _topics(evidence: Mapping[str, float]) -> frozenset[str]:
    most = max(evidence.values(), default=0.0)
    if most < TOPIC_EVIDENCE or most < TOPIC_SHARE * sum(evidence.values()):
        return frozenset()
    return frozenset(theme for theme, weight in evidence.items() if weight >= SECOND_TOPIC_SHARE * most)
