"""Numbers the sentences of a document and gives each its article, part and place."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from dashboard.reading.attribution import ScatteredArticle
from dashboard.reading.document import Article, Sentence
from dashboard.reading.lines import Line
from dashboard.reading.placed_lines import PlacedLine
from dashboard.reading.sentences import Span
from dashboard.reading.titles import LONGEST_RUN_IN, numbering_level

ID_DIGITS = 4
"""Least digits of a sentence's number in its id."""


def numbered_sentences(
    placed: Sequence[PlacedLine], pieces: Sequence[Sequence[Span]], lines: Sequence[Line],
    articles: Sequence[Article], document_id: str,
) -> list[Sentence]:
    """Return the sentences of all lines, numbered from 1 through the document; ``pieces`` are those of each line.

    A numbered catchword that opens a paragraph (1.综合修缮。) is text, and a heading of what follows it there.
    """
    rows: list[Sentence] = []
    first_of_line: list[int] = []
    for paragraph, (line, spans) in enumerate(zip(placed, pieces, strict=True), 1):
        first, last = len(rows) + 1, len(rows) + len(spans)
        first_of_line.append(first)
        article = articles[line.article] if line.article is not None else None
        article_id, street = (article.article_id, article.street) if article else (None, None)
        above = tuple([first_of_line[heading] for heading in line.place.headings])
        part, section = line.part, line.place.section
        table = lines[paragraph - 1].table
        row = table.row if table else None
        may_run_in = part == "body"
        run_in: list[tuple[int, int]] = []
        for ordinal, span in enumerate(spans, first):
            text = span.text
            is_catchword = may_run_in and ordinal < last and len(text) <= LONGEST_RUN_IN
            level = numbering_level(text) if is_catchword else None
            if level is not None:
                run_in = [item for item in run_in if item[0] < level]
            headings = above + tuple([number for _, number in run_in]) if run_in else above
            rows.append(Sentence(  # without names of fields: takes half the time, and this runs for every sentence
                f"{document_id}-s{str(ordinal).zfill(ID_DIGITS)}", article_id, street, ordinal, part, span.start,
                span.end, text, paragraph, headings, section, row,
            ))
            if level is not None:
                run_in.append((level, ordinal))
    return rows


def with_scattered(
    scattered: Sequence[ScatteredArticle], sentences: Sequence[Sentence], year: int | None, document_id: str
) -> tuple[list[Article], list[Sentence]]:
    """Return articles whose sentences stand among others, and all sentences with theirs.

    Only text belongs to them, no headings. An article goes from the begin of its first sentence to the end of its last;
    what stands between and speaks of others is none of it, so that articles can overlap.
    """
    found = list(sentences)
    articles: list[Article] = []
    for item in scattered:
        own = [at for at in item.sentences if sentences[at].part == "body"]
        if not own:
            continue
        unit = item.township
        article = Article(
            article_id=f"{document_id}-a{len(articles) + 1}", street=unit.name, district=unit.district, year=year,
            title=None, stated_keyword=None, author=None, post=None, wish=None,
            start=sentences[own[0]].start, end=sentences[own[-1]].end,
            listed=unit.known, city=unit.city, province=unit.province,
        )
        articles.append(article)
        for at in own:
            found[at] = replace(sentences[at], article_id=article.article_id, street=article.street)
    return articles, found


def without_others(others: Collection[int], sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences, those of the indices ``others`` as nobody's."""
    return [
        replace(sentence, article_id=None, street=None) if at in others else sentence
        for at, sentence in enumerate(sentences)
    ]
