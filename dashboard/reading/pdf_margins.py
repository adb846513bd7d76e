"""Takes out what stands around the text of a PDF's pages: running heads and feet, page numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from itertools import pairwise
from statistics import median

from dashboard.reading.pdf_lines import Row
from dashboard.reading.pdf_pages import Page

MARGIN = 0.13
"""Share of a page's height, above and below, in which running heads, feet and numbers stand."""

ROWS = 3
"""Rows at either end of a page among which they are looked for."""

SAME_HEIGHT = 6.0
"""Points within which what repeats stands at the same height."""

LEAST_SHARE = 0.4
"""Share of the pages on which a line repeats that is no text; left and right pages can have one each."""

APART, OTHER_SIZE = 1.15, 0.6
"""Times the usual distance of lines, and points of the letters' size, by which what is no text stands apart from it."""

LONGEST_NUMBER = 30
"""Characters of the longest line that numbers a page."""

DASHES = r"[-—–―─·•~\s　]*"
NUMERAL = r"(?:\d{1,4}|[一二三四五六七八九十百〇零]{1,5}|[ivxlcIVXLC]{1,7})"
PAGE_NUMBER = re.compile(
    rf"{DASHES}(?:第\s*)?{NUMERAL}\s*[页頁]?\s*(?:[/／,，]?\s*[共总]?\s*{NUMERAL}\s*[页頁]?)?{DASHES}"
    rf"|(?:Page|P\.?)\s*{NUMERAL}(?:\s*(?:of|/)\s*{NUMERAL})?",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d+|[一二三四五六七八九十]+|\s+")


def without_margins(pages: Sequence[Page], rows: Sequence[list[Row]]) -> list[list[Row]]:
    """Return the rows of each page without page numbers and without what repeats at the same height."""
    repeated = _repeated(pages, rows)
    repeated -= _text_that_repeats(pages, rows, repeated)
    kept = []
    for page, of_page in zip(pages, rows, strict=True):
        first, last = _inner(page, of_page, repeated)
        kept.append(of_page[first:last])
    return kept


Key = tuple[str, int]
"""A row without digits, and its height."""


def _inner(page: Page, rows: Sequence[Row], repeated: Set[Key]) -> tuple[int, int]:
    """Return where the rows between the margins of a page begin and end."""
    first, last = 0, len(rows)
    while first < last and _is_margin(page, rows, first, repeated):
        first += 1
    while last > first and _is_margin(page, rows, last - 1, repeated):
        last -= 1
    return first, last


def _is_margin(page: Page, rows: Sequence[Row], i: int, repeated: Set[Key]) -> bool:
    if not _is_outer(page, rows, i):
        return False
    if not repeated.isdisjoint(_near(_key(page, rows[i]))):
        return True
    written = _text(rows[i])
    return len(written) <= LONGEST_NUMBER and PAGE_NUMBER.fullmatch(written) is not None


def _is_outer(page: Page, rows: Sequence[Row], i: int) -> bool:
    base = rows[i][0].base
    above, below = MARGIN * page.height, (1 - MARGIN) * page.height
    return (i < ROWS and base < above) or (i >= len(rows) - ROWS and base > below)


def _repeated(pages: Sequence[Page], rows: Sequence[list[Row]]) -> set[Key]:
    """Return the lines, digits left out, that stand on many pages at the same height."""
    found: defaultdict[Key, set[int]] = defaultdict(set)
    for number, (page, of_page) in enumerate(zip(pages, rows, strict=True)):
        for i, row in enumerate(of_page):
            if _is_outer(page, of_page, i):
                found[_key(page, row)].add(number)
    least = max(2, LEAST_SHARE * sum(1 for of_page in rows if of_page))
    return {key for key in found if len(set().union(*(found.get(near, set()) for near in _near(key)))) >= least}


def _text_that_repeats(pages: Sequence[Page], rows: Sequence[list[Row]], repeated: Set[Key]) -> set[Key]:
    """Return those of the repeated lines that follow the text at its own distance on most pages, in its letters.

    Text can repeat as well (forms, the same paragraph on many pages); a running head stands apart.
    """
    steps = [b[0].base - a[0].base for of_page in rows for a, b in pairwise(of_page)]
    step = median(steps) if steps else 0.0
    votes: Counter[Key] = Counter()
    for page, of_page in zip(pages, rows, strict=True):
        first, last = _inner(page, of_page, repeated)
        for inner, outer, margin in ((first, first - 1, of_page[:first]), (last - 1, last, of_page[last:])):
            if margin and first < last:
                one, other = of_page[inner][0], of_page[outer][0]
                is_apart = abs(one.base - other.base) > APART * step or abs(one.size - other.size) > OTHER_SIZE
                votes.update({near: 1 if is_apart else -1 for row in margin for near in _near(_key(page, row))})
    return {key for key in repeated if votes[key] < 0}


def _near(key: Key) -> tuple[Key, Key, Key]:
    """Return the keys of a line at about this height."""
    text, height = key
    return (text, height - 1), key, (text, height + 1)


def _key(page: Page, row: Row) -> Key:
    """Return a row's key; its height counts from below, since pages can differ in height."""
    return DIGITS.sub("", _text(row)), round((page.height - row[0].base) / SAME_HEIGHT)


def _text(row: Row) -> str:
    return " ".join(piece.text for piece in row)
