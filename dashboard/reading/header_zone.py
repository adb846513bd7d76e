"""Finds where the header lines of a text end and what they say, and which of its last lines sign it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.reading.header import Author, is_bracketed
from dashboard.reading.lines import Line

HEADER_LOOKAHEAD = 3
"""Lines after a second title line in which a keyword or an author shows that the header still goes on."""

LETTERHEAD = re.compile(r"文件$|[〔\[［（(]\d{4}[〕\]］）)]\s*第?\d+号$")
"""The head of an official letter and its number (豫园工委〔2022〕3号): header lines, but no title."""

SUBTITLE_DASHES = ("—", "–", "--", "──")

LONGEST_SIGNATURE = 6
"""Lines at the end of a text that can sign and date it."""


@dataclass(frozen=True, slots=True)
class HeaderZone:
    """The header lines from a place on: what they say, which of them is the title, where they end (exclusive)."""

    title: str | None
    title_line: int | None
    keyword: str | None
    author: Author | None
    end: int


def header_zone(lines: Sequence[Line], start: int, end: int, title: str | None = None) -> HeaderZone:
    """Return what the header lines from ``start`` say; the zone ends at the first line of text or heading."""
    title_line, keyword, author = None, None, None
    is_above = False  # a page may begin with the name of its office or column, and give the title below
    for i in range(start, end):
        line = lines[i]
        if line.is_page_data:
            continue
        if line.keyword:
            keyword = keyword or line.keyword
        elif line.wish:
            return HeaderZone(title, title_line, keyword, author, i)
        elif line.author:
            author = author or line.author
        elif not line.is_title or line.level is not None:
            return HeaderZone(title, title_line, keyword, author, i)
        elif line.is_dateline or is_bracketed(line.text) or LETTERHEAD.search(line.text):
            continue
        elif title is None or is_above:
            title, title_line, is_above = line.plain, i, line.may_stand_above_title
        elif not _is_subtitle(lines, i, end):
            return HeaderZone(title, title_line, keyword, author, i)
    return HeaderZone(title, title_line, keyword, author, end)


def signature_lines(lines: Sequence[Line], end: int | None = None) -> frozenset[int]:
    """Return the indices of the last lines (before ``end``) that sign, date or annotate the text."""
    last = (len(lines) if end is None else end) - 1
    first = last
    while first > max(0, last - LONGEST_SIGNATURE) and lines[first].is_signature:
        first -= 1
    return frozenset(range(first + 1, last + 1))


def _is_subtitle(lines: Sequence[Line], i: int, end: int) -> bool:
    """Return whether a further title line still belongs to the header: a dash opens it, or author or keyword follow."""
    if lines[i].plain.startswith(SUBTITLE_DASHES):
        return True
    for line in lines[i + 1 : min(i + 1 + HEADER_LOOKAHEAD, end)]:
        if line.keyword or line.author:
            return True
        if not line.is_title:
            return False
    return False
