"""Splits a document's lines into articles, one per 街道, and reads each article's header and wish."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dashboard.reading.header import Author, HeaderReader, Opener, plain, unquoted
from dashboard.reading.names import Township
from dashboard.reading.outline import looks_like_title, numbering_level
from dashboard.reading.plan_year import is_dateline
from dashboard.reading.rules import HeadingRules, ReadingRules
from dashboard.reading.subject import find_subject

HEADER_LOOKAHEAD = 3
"""Lines after a second title line in which a keyword or an author shows that the header still goes on."""

LETTERHEAD = re.compile(r"文件$|[〔\[［（(]\d{4}[〕\]］）)]\s*第?\d+号$")
"""The head of an official letter and its number (豫园工委〔2022〕3号): header lines, but no title."""

LONGEST_SIGNATURE = 6
"""Lines at the end of a text that can sign and date it."""

LONGEST_WISH = 6
"""Lines that a quoted wish can run over."""


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
    lines: Sequence[str], *, path: str, sentences: Sequence[str], header: HeaderReader, rules: ReadingRules
) -> list[ArticleLines]:
    """Return the articles of a document in order; lines between them belong to none.

    With openers (〔X街道〕) each opens an article. Without, the document is one article if one 街道 is its subject.
    """
    openers = _openers(lines, header)
    if openers:
        found = [
            _article(lines, openers[start], start, end, header, rules.headings, is_last=end == len(lines))
            for start, end in pairwise([*sorted(openers), len(lines)])
        ]
        return _with_titles_before(lines, found, header)
    head = header_zone(lines, 0, len(lines), header)
    signature = [lines[i] for i in sorted(signature_lines(lines, rules.headings))]
    titles = [lines[i] for i in range(head.end)]
    township = find_subject(
        titles=titles, path=path, sentences=sentences, signature=signature, header=header, rules=rules.names
    )
    if township is None:
        return []
    return [_article(lines, Opener(township, None, bare=True), -1, len(lines), header, rules.headings, is_last=True)]


@dataclass(frozen=True)
class HeaderZone:
    """The header lines from a place on: what they say, which of them is the title, where they end (exclusive)."""

    title: str | None
    title_line: int | None
    keyword: str | None
    author: Author | None
    end: int


def header_zone(
    lines: Sequence[str], start: int, end: int, header: HeaderReader, title: str | None = None
) -> HeaderZone:
    """Return what the header lines from ``start`` say; the zone ends at the first line of text or heading."""
    title_line, keyword, author = None, None, None
    for i in range(start, end):
        if found_keyword := header.keyword_in(lines[i]):
            keyword = keyword or found_keyword
        elif header.patterns.wish.match(plain(lines[i])):
            return HeaderZone(title, title_line, keyword, author, i)
        elif found_author := header.author(lines[i]):
            author = author or found_author
        elif not looks_like_title(lines[i]) or numbering_level(plain(lines[i])) is not None:
            return HeaderZone(title, title_line, keyword, author, i)
        elif is_dateline(lines[i]) or _is_bracketed(lines[i]) or LETTERHEAD.search(lines[i]):
            continue
        elif title is None:
            title, title_line = plain(lines[i]), i
        elif not _is_subtitle(lines, i, end, header):
            return HeaderZone(title, title_line, keyword, author, i)
    return HeaderZone(title, title_line, keyword, author, end)


def signature_lines(lines: Sequence[str], rules: HeadingRules, end: int | None = None) -> frozenset[int]:
    """Return the indices of the last lines (before ``end``) that sign, date or annotate the text."""
    found = set()
    last = (len(lines) if end is None else end) - 1
    for i in range(last, max(0, last - LONGEST_SIGNATURE), -1):
        line = lines[i]
        has_note_word = any(word in line for word in rules.notes)
        is_note = _is_bracketed(line) and (has_note_word or is_dateline(line.strip("（）()")))
        is_credit = looks_like_title(line) and line.startswith(rules.notes) and len(line) < 40
        is_signed = looks_like_title(line) and line.endswith(rules.signatures) and numbering_level(line) is None
        if not (is_note or is_credit or is_signed or (is_dateline(line) and len(line) <= 20)):
            break
        found.add(i)
    return frozenset(found)


def _openers(lines: Sequence[str], header: HeaderReader) -> dict[int, Opener]:
    """Return the lines that open an article. One with no text before the next opener signs or lists, and opens none."""
    found = {i: opener for i, line in enumerate(lines) if (opener := header.opener(line))}
    starts = sorted(found)
    for start, end in pairwise([*starts, len(lines)]):
        if all(looks_like_title(lines[i]) for i in range(start + 1, end)):
            del found[start]
    return found


def _article(
    lines: Sequence[str],
    opener: Opener,
    start: int,
    end: int,
    header: HeaderReader,
    rules: HeadingRules,
    *,
    is_last: bool,
) -> ArticleLines:
    """Return the article between an opener's line (-1 for none) and ``end``, without the running heads at its end."""
    zone = header_zone(lines, start + 1, end, header, opener.title)
    wish_lines = _wish_lines(lines, zone.end, end, header)
    least = max(zone.end, max(wish_lines, default=0) + 1)
    while end > least and _is_stray(lines, end - 1, wish_lines, rules, is_last=is_last):
        end -= 1
    signed = frozenset(i for i in signature_lines(lines, rules, end) if i >= zone.end)
    author = zone.author or _author_below(lines, end, zone.end, header)
    return ArticleLines(
        township=_with_district(opener.township, author, header),
        start=max(start, 0),
        end=end,
        title=zone.title,
        keyword=zone.keyword or next(filter(None, (header.keyword_in(lines[i]) for i in range(zone.end, end))), None),
        author=author,
        wish=_wish_text([lines[i] for i in sorted(wish_lines)], header),
        header_lines=frozenset(range(max(start, 0), zone.end)) | signed,
        wish_lines=wish_lines,
    )


def _is_subtitle(lines: Sequence[str], i: int, end: int, header: HeaderReader) -> bool:
    """Return whether a further title line still belongs to the header: a dash opens it, or author or keyword follow."""
    if re.match("—|–|--|──", plain(lines[i])):
        return True
    ahead = lines[i + 1 : min(i + 1 + HEADER_LOOKAHEAD, end)]
    for line in ahead:
        if header.keyword_in(line) or header.author(line):
            return True
        if not looks_like_title(line):
            return False
    return False


def _is_bracketed(line: str) -> bool:
    return bool(re.fullmatch(r"[（(].*[）)]", line, re.DOTALL))


def _is_stray(
    lines: Sequence[str], i: int, wish_lines: frozenset[int], rules: HeadingRules, *, is_last: bool
) -> bool:
    """Return whether an article's last line is a running head or slogan of the page, and not of the article.

    After a wish any line is. Before the next opener a line like a title is, for nothing stands under it; at the end of
    the document only one that the page repeats.
    """
    if wish_lines and i > max(wish_lines) and looks_like_title(lines[i]):
        return True
    if not looks_like_title(lines[i]) or numbering_level(plain(lines[i])) is not None:
        return False
    if i in signature_lines(lines, rules, i + 1):
        return False
    return lines.count(lines[i]) > 1 if is_last else not plain(lines[i]).endswith(("！", "？", "!", "?"))


def _wish_lines(lines: Sequence[str], start: int, end: int, header: HeaderReader) -> frozenset[int]:
    """Return the lines of the first wish: the label's, more while its quote is open, the next for a label alone."""
    for i in range(start, end):
        match = header.patterns.wish.match(plain(lines[i]))
        if not match:
            continue
        last = i
        label_only = match.end() >= len(plain(lines[i]).rstrip("”’\"」』"))
        if label_only and i + 1 < end:
            last = i + 1
        opened = lines[i].lstrip()[0] in "“「『" or (last > i and lines[last][0] in "“「『")
        while opened and last + 1 < min(end, i + LONGEST_WISH) and not re.search("[”」』]$", lines[last]):
            last += 1
        return frozenset(range(i, last + 1))
    return frozenset()


def _wish_text(lines: Sequence[str], header: HeaderReader) -> str | None:
    """Return the wish without label and outer quotes."""
    if not lines:
        return None
    match = header.patterns.wish.match(plain(lines[0]))
    text = "\n".join([plain(lines[0])[match.end() if match else 0 :], *lines[1:]]).strip()
    if match and match["quote"] and text.endswith(("”", "’", '"', "」", "』")):
        text = text[:-1].rstrip()
    return unquoted(text) or None


def _author_below(lines: Sequence[str], end: int, start: int, header: HeaderReader) -> Author | None:
    """Return the author that one of the last lines names in brackets or behind a label, or None."""
    for i in range(end - 1, max(start, end - LONGEST_SIGNATURE) - 1, -1):
        inner = lines[i].strip("（）() ")
        if (inner != lines[i] or header.patterns.labelled_author.match(inner)) and (author := header.author(inner)):
            return author
    return None


def _with_district(township: Township, author: Author | None, header: HeaderReader) -> Township:
    """Return the unit with the district that the author's line gives, where the name alone leaves it open."""
    if author is None or author.district is None:
        return township
    if not township.known and township.district is None:
        return replace(township, district=author.district)
    if township.district != author.district:
        return header.gazetteer.resolve(township.name, author.district) or township
    return township


def _with_titles_before(
    lines: Sequence[str], articles: list[ArticleLines], header: HeaderReader
) -> list[ArticleLines]:
    """Return the articles with the title lines before their openers, where each has one there and none after."""
    if any(article.title for article in articles):
        return articles
    repeated = {line for line, count in Counter(lines).items() if count > 1}
    titled, previous_end = [], 0
    for article in articles:
        before = article.start - 1
        is_title = (
            before >= previous_end
            and looks_like_title(lines[before])
            and not is_dateline(lines[before])
            and lines[before] not in repeated
            and not header.author(lines[before])
        )
        if is_title:
            title, header_lines = plain(lines[before]), article.header_lines | {before}
            titled.append(replace(article, start=before, title=title, header_lines=header_lines))
        else:
            titled.append(article)
        previous_end = article.end
    return titled if all(article.title for article in titled) else articles
