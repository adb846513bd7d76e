"""What an Excel file can hold, and how more than that is kept: longer text in pieces, names shortened."""

import re
from collections.abc import Collection
from datetime import date

MOST_ROWS = 1_048_576
"""Rows of a sheet, its header included."""
MOST_CHARACTERS = 32_767
"""Characters of a cell, counted as UTF-16 does: one outside the basic plane counts twice."""
LONGEST_SHEET_NAME = 31
FIRST_DAY = date(1900, 3, 1)
"""Days before it are no dates in Excel, or the wrong ones: it has a 29 February 1900."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def pieces(text: str, most: int = MOST_CHARACTERS) -> list[str]:
    """Return the text in pieces that a cell can hold each; joined they are the text again."""
    if len(text) * 2 <= most:
        return [text]
    parts, begin, units = [], 0, 0
    for place, character in enumerate(text):
        size = 2 if ord(character) > 0xFFFF else 1
        if units + size > most:
            parts.append(text[begin:place])
            begin, units = place, 0
        units += size
    return [*parts, text[begin:]]


def sheet_name(wanted: str, taken: Collection[str] = ()) -> str:
    """Return a name that Excel allows for a sheet and that none of ``taken`` is, letter case aside."""
    name = _FORBIDDEN.sub("_", wanted)[:LONGEST_SHEET_NAME].strip("' ") or "表"
    used, number, free = {other.casefold() for other in taken} | {"history"}, 1, name
    while free.casefold() in used:
        number += 1
        ending = f" ({number})"
        free = name[: LONGEST_SHEET_NAME - len(ending)] + ending
    return free
