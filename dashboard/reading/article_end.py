"""Finds where an article ends and who signs it there."""

from collections.abc import Sequence

from dashboard.reading.header import Author, HeaderReader
from dashboard.reading.header_zone import LONGEST_SIGNATURE, signature_lines
from dashboard.reading.lines import Line


def end_without_strays(
    lines: Sequence[Line], least: int, end: int, header: HeaderReader, repeated: frozenset[str], *, after_wish: bool
) -> int:
    """Return where an article ends without the running heads and slogans of the page, at ``least`` or later."""
    is_last = end == len(lines)
    while end > least and _is_stray(lines, end - 1, header, repeated, after_wish=after_wish, is_last=is_last):
        end -= 1
    return end


def _is_stray(
    lines: Sequence[Line], i: int, header: HeaderReader, repeated: frozenset[str], *, after_wish: bool, is_last: bool
) -> bool:
    """Return whether an article's last line is a running head or slogan of the page, and not of the article.

    After a wish any line like a title is. Before the next opener one is, for nothing stands under it; at the end of
    the document only one that the page repeats.
    """
    line = lines[i]
    if after_wish or not line.is_title:
        return line.is_title
    if not is_last and _signed(line.text, header):
        return False
    if line.level is not None or i in signature_lines(lines, i + 1):
        return False
    return line.text in repeated if is_last else not line.plain.endswith(("！", "？", "!", "?"))


def author_below(lines: Sequence[Line], end: int, start: int, header: HeaderReader) -> tuple[int, Author] | None:
    """Return the one of the last lines that names the author in brackets or behind a label, and whom; or None."""
    last = range(end - 1, max(start, end - LONGEST_SIGNATURE) - 1, -1)
    return next(((i, author) for i in last if (author := _signed(lines[i].text, header))), None)


def _signed(text: str, header: HeaderReader) -> Author | None:
    """Return whom a line at an article's end names in brackets or behind a label (（作者：李小桥）), or None."""
    inner = text.strip("（）() ")
    is_signed = inner != text or header.patterns.labelled_author.match(inner)
    return header.author(inner) if is_signed else None
