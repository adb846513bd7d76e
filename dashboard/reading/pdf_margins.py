"""Takes out what stands around the text of a PDF's pages: running heads and feet, page numbers."""

import re
from collections import defaultdict
from collections.abc import Sequence

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
    kept = []
    for page, of_page in zip(pages, rows, strict=True):
        first, last = 0, len(of_page)
        while first < last and _is_margin(page, of_page, first, repeated):
            first += 1
        while last > first and _is_margin(page, of_page, last - 1, repeated):
            last -= 1
        kept.append(of_page[first:last])
    return kept


def _is_margin(page: Page, rows: Sequence[Row], i: int, repeated: frozenset[tuple[str, int]]) -> bool:
    if not _is_outer(page, rows, i):
        return False
    text, height = _key(page, rows[i])
    if any((text, near) in repeated for near in (height - 1, height, height + 1)):
        return True
    written = _text(rows[i])
    return len(written) <= LONGEST_NUMBER and PAGE_NUMBER.fullmatch(written) is not None


def _is_outer(page: Page, rows: Sequence[Row], i: int) -> bool:
    base = rows[i][0].base
    above, below = MARGIN * page.height, (1 - MARGIN) * page.height
    return (i < ROWS and base < above) or (i >= len(rows) - ROWS and base > below)


def _repeated(pages: Sequence[Page], rows: Sequence[list[Row]]) -> frozenset[tuple[str, int]]:
    """Return the lines, digits left out, that stand on many pages at the same height."""
    found: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for number, (page, of_page) in enumerate(zip(pages, rows, strict=True)):
        for i, row in enumerate(of_page):
            if _is_outer(page, of_page, i):
                text, height = _key(page, row)
                found[text, height].add(number)
    least = max(2, LEAST_SHARE * sum(1 for of_page in rows if of_page))
    return frozenset(
        (text, height) for text, height in found
        if len(set().union(*(found.get((text, near), set()) for near in (height - 1, height, height + 1)))) >= least
    )


def _key(page: Page, row: Row) -> tuple[str, int]:
    """Return a row without digits and its height; from below, since pages can differ in height."""
    return DIGITS.sub("", _text(row)), round((page.height - row[0].base) / SAME_HEIGHT)


def _text(row: Row) -> str:
    return " ".join(piece.text for piece in row)
