"""Documents made from the sentences of one document, the same ones for the same seed number."""

import random
import re
from collections.abc import Sequence

from dashboard.reading.document import Document

PARAGRAPHS = range(4, 12)
SENTENCES = range(2, 7)
"""Sentences of a paragraph."""


def generated_texts(document: Document, number: int, seed: int, *, only_figures: bool = False) -> list[str]:
    """Return so many texts: the heading lines of one of its articles, then paragraphs of body sentences of them all.

    With ``only_figures`` each sentence holds a figure, as in a plan that is all dates and amounts.
    """
    random_source = random.Random(seed)
    body = [sentence.text for sentence in document.sentences if sentence.part == "body" and sentence.article_id]
    if only_figures:
        body = [text for text in body if re.search("[0-9]", text)]
    headings = [
        [s.text for s in document.sentences if s.part == "heading" and s.article_id == article.article_id]
        for article in document.articles
    ]
    return ["\n\n".join(_lines(headings, body, random_source)) for _ in range(number)]


def generated_plans(document: Document, streets: Sequence[str], year: int, seed: int) -> dict[str, str]:
    """Return a plan for each 街道, by its name: a title with the year, then paragraphs of the document's sentences."""
    random_source = random.Random(seed)
    body = [sentence.text for sentence in document.sentences if sentence.part == "body" and sentence.article_id]
    return {
        street: "\n\n".join([f"{street}{year}年工作计划", *_paragraphs(body, random_source)]) for street in streets
    }


def _lines(headings: list[list[str]], body: list[str], random_source: random.Random) -> list[str]:
    paragraphs = _paragraphs(body, random_source)
    return [*random_source.choice(headings), *paragraphs]


def _paragraphs(body: list[str], random_source: random.Random) -> list[str]:
    return [
        "".join(random_source.choices(body, k=random_source.choice(SENTENCES)))
        for _ in range(random_source.choice(PARAGRAPHS))
    ]
