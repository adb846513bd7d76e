"""Splits a document's lines into articles, one per 街道, and reads each article's header and wish."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dashboard.reading.header import Author, HeaderReader, Opener
from dashboard.reading.header_zone import LONGEST_SIGNATURE, header_zone, signature_lines
from dashboard.reading.lines import Line
from dashboard.reading.names import Township
from dashboard.reading.rules import ReadingRules
from dashboard.reading.subject import find_subject
from dashboard.reading.wishes import wish_lines, wish_text


@dataclass(frozen=True)
class ArticleLines:
    """An article by its lines (indices, ``end`` exclusive): which of them are header, wish and signature."""

    township: Township
    start: int
    end: int
    title: str | None = None
    keyword: str | None = None
    author: Author | None = None
    wish: str | None = None
    header_lines: frozenset[int] = field(default_factory=frozenset)
    wish_lines: frozenset[int] = field(default_factory=frozenset)


def split_articles(
    lines: Sequence[Line], *, path: str, sentences: Sequence[str], header: HeaderReader, rules: ReadingRules
) -> list[ArticleLines]:
    """Return the articles of a document in order; lines between them belong to none.

    With openers (〔X街道〕) each opens an article. Without, the document is one article if one 街道 is its subject.
    """
    openers = _openers(lines, header)
    if openers:
        repeated = _repeated(lines)
        found = [
            _article(lines, openers[start], start, end, header, repeated)
            for start, end in pairwise([*sorted(openers), len(lines)])
        ]
        return _with_titles_before(lines, found, repeated)
    township = find_subject(
        titles=lines[: header_zone(lines, 0, len(lines)).end],
        path=path,
        sentences=sentences,
        signature=[lines[i].text for i in sorted(signature_lines(lines))],
        gazetteer=header.gazetteer,
        rules=rules.names,
    )
    if township is None:
        return []
    return [_article(lines, Opener(township, None, bare=True), -1, len(lines), header, _repeated(lines))]


def _openers(lines: Sequence[Line], header: HeaderReader) -> dict[int, Opener]:
    """Return the lines that open an article. One with no text before the next opener signs or lists, and opens none."""
    found = {i: opener for i, line in enumerate(lines) if (opener := header.opener(line.text))}
    starts = sorted(found)
    for start, end in pairwise([*starts, len(lines)]):
        if all(lines[i].is_title for i in range(start + 1, end)):
            del found[start]
    return found


def _repeated(lines: Sequence[Line]) -> frozenset[str]:
    """Return the texts that several lines share, as running heads do."""
    texts = [line.text for line in lines]
    if len(set(texts)) == len(texts):
        return frozenset()
    return frozenset(text for text, count in Counter(texts).items() if count > 1)


def _article(
    lines: Sequence[Line], opener: Opener, start: int, end: int, header: HeaderReader, repeated: frozenset[str]
) -> ArticleLines:
    """Return the article between an opener's line (-1 for none) and ``end``, without the running heads at its end."""
    zone = header_zone(lines, start + 1, end, opener.title)
    wished = wish_lines(lines, zone.end, end)
    least = max(zone.end, max(wished, default=0) + 1)
    is_last = end == len(lines)
    while end > least and _is_stray(lines, end - 1, repeated, after_wish=bool(wished), is_last=is_last):
        end -= 1
    signed = frozenset(i for i in signature_lines(lines, end) if i >= zone.end)
    author = zone.author or _author_below(lines, end, zone.end, header)
    return ArticleLines(
        township=_with_district(opener.township, author, header),
        start=max(start, 0),
        end=end,
        title=zone.title,
        keyword=zone.keyword or next((line.keyword for line in lines[zone.end : end] if line.keyword), None),
        author=author,
        wish=wish_text([lines[i] for i in sorted(wished)]),
        header_lines=frozenset(range(max(start, 0), zone.end)) | signed,
        wish_lines=wished,
    )


def _is_stray(
    lines: Sequence[Line], i: int, repeated: frozenset[str], *, after_wish: bool, is_last: bool
) -> bool:
    """Return whether an article's last line is a running head or slogan of the page, and not of the article.

    After a wish any line like a title is. Before the next opener one is, for nothing stands under it; at the end of
    the document only one that the page repeats.
    """
    line = lines[i]
    if after_wish or not line.is_title:
        return line.is_title
    if line.level is not None or i in signature_lines(lines, i + 1):
        return False
    return line.text in repeated if is_last else not line.plain.endswith(("！", "？", "!", "?"))


def _author_below(lines: Sequence[Line], end: int, start: int, header: HeaderReader) -> Author | None:
    """Return the author that one of the last lines names in brackets or behind a label, or None."""
    for i in range(end - 1, max(start, end - LONGEST_SIGNATURE) - 1, -1):
        text = lines[i].text
        inner = text.strip("（）() ")
        if (inner != text or header.patterns.labelled_author.match(inner)) and (author := header.author(inner)):
            return author
    return None


def _with_district(township: Township, author: Author | None, header: HeaderReader) -> Township:
    """Return the unit with the district that the author's line gives, where the name alone leaves it open."""
    if author is None or author.district is None:
        return township
    if not township.known and township.district is None:
        return township._replace(district=author.district)
    if township.district != author.district:
        return header.gazetteer.resolve(township.name, author.district) or township
    return township


def _with_titles_before(
    lines: Sequence[Line], articles: list[ArticleLines], repeated: frozenset[str]
) -> list[ArticleLines]:
    """Return the articles with the title lines before their openers, where each has one there and none after."""
    if any(article.title for article in articles):
        return articles
    titled, previous_end = [], 0
    for article in articles:
        before = article.start - 1
        line = lines[before]
        is_title = (
            before >= previous_end
            and line.is_title
            and not line.is_dateline
            and line.text not in repeated
            and not line.author
        )
        if is_title:
            header_lines = article.header_lines | {before}
            titled.append(replace(article, start=before, title=line.plain, header_lines=header_lines))
        else:
            titled.append(article)
        previous_end = article.end
    return titled if all(article.title for article in titled) else articles
