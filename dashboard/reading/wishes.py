"""Finds the wish that closes an article (“新年祝福：……”): its lines and its words."""

import re
from collections.abc import Sequence

from dashboard.reading.header import unquoted
from dashboard.reading.lines import Line

LONGEST_WISH = 6
"""Lines that a quoted wish can run over."""

CLOSING_QUOTES = ("”", "’", '"', "」", "』")


def wish_lines(lines: Sequence[Line], start: int, end: int) -> frozenset[int]:
    """Return the lines of the first wish: the label's, more while its quote is open, the next for a label alone."""
    for i in range(start, end):
        line = lines[i]
        if not line.wish:
            continue
        last = i
        label_only = line.wish.end() >= len(line.plain.rstrip("".join(CLOSING_QUOTES)))
        if label_only and i + 1 < end:
            last = i + 1
        opened = line.text[0] in "“「『" or (last > i and lines[last].text[0] in "“「『")
        while opened and last + 1 < min(end, i + LONGEST_WISH) and not re.search("[”」』]$", lines[last].text):
            last += 1
        return frozenset(range(i, last + 1))
    return frozenset()


def wish_text(lines: Sequence[Line]) -> str | None:
    """Return the wish of these lines without label and outer quotes; None for no lines or no words."""
    if not lines:
        return None
    match = lines[0].wish
    text = "\n".join([lines[0].plain[match.end() if match else 0 :], *(line.text for line in lines[1:])]).strip()
    if match and match["quote"] and text.endswith(CLOSING_QUOTES):
        text = text[:-1].rstrip()
    return unquoted(text) or None
