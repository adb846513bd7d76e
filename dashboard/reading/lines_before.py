"""Gives articles the title and author lines that stand before their openers."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.reading.article_lines import ArticleLines
from dashboard.reading.lines import Line

LINES_BEFORE = 3
"""Lines before an opener among which the title and the author of its article are looked for."""


def with_lines_before(
    lines: Sequence[Line], articles: list[ArticleLines], repeated: frozenset[str]
) -> list[ArticleLines]:
    """Return the articles with the title and author lines before their openers.

    Titles count where each article has one there and none after; an author where the line names the 街道, or where
    each article has one there and none elsewhere.
    """
    before = _lines_before(lines, articles, repeated)
    titled = not any(article.title for article in articles)
    signed = not any(article.author for article in articles)
    titles = [next((i for i in block if not lines[i].author), None) for block in before]
    authors = [next((i for i in block if lines[i].author), None) for block in before]
    found = []
    for article, title, author in zip(articles, titles, authors, strict=True):
        taken = set()
        if titled and title is not None and None not in titles:
            taken.add(title)
            article = replace(article, title=lines[title].plain)
        signer = lines[author].author if author is not None and article.author is None else None
        is_own = signer is not None and signer.township == article.township
        if author is not None and (is_own or (signer and signer.township is None and signed and None not in authors)):
            taken.add(author)
            article = replace(article, author=signer)
        if taken:
            start = min(taken)
            header_lines = article.header_lines | frozenset(range(start, article.start))
            article = replace(article, start=start, header_lines=header_lines)
        found.append(article)
    return found


def _lines_before(
    lines: Sequence[Line], articles: Sequence[ArticleLines], repeated: frozenset[str]
) -> list[list[int]]:
    """Return for each article the lines like titles right before it, the nearest first, at most a title and an
    author."""
    blocks = []
    previous_end = 0
    for article in articles:
        block: list[int] = []
        for i in range(article.start - 1, max(previous_end, article.start - 1 - LINES_BEFORE) - 1, -1):
            line = lines[i]
            if not line.is_title or line.is_dateline or line.text in repeated:
                break
            if any(bool(lines[other].author) == bool(line.author) for other in block):
                break
            block.append(i)
        blocks.append(block)
        previous_end = article.end
    return blocks
