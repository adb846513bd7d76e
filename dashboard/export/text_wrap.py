"""A text broken into lines of a given width, as a browser balances a headline."""

import re
from collections.abc import Sequence

from dashboard.charts.text_metrics import shortened, text_width

_CLOSING = "，。；：、！？”）》"
_UNITS = re.compile(
    rf"[“（《][^“”（）《》]{{1,16}}[”）》][{_CLOSING}]*|\d[\d.,—%]*[^\d\s{_CLOSING}]?[{_CLOSING}]*|.[{_CLOSING}]*"
)
"""What stays on one line: a quoted or bracketed phrase, a number with its unit, a character with what follows it."""
STEPS_OF_BALANCING = 12


def wrapped(text: str, size: float, width: float, most: int) -> list[str]:
    """Return the text in lines of at most ``width`` pixels at ``size`` pixels, about equally long.

    What does not fit into ``most`` lines ends in an ellipsis.
    """
    units = _UNITS.findall(" ".join(text.split()))
    lines = _filled(units, size, width)
    if len(lines) > most:
        rest = "".join(lines[most - 1 :])
        return [*lines[: most - 1], shortened(rest, size, width)]
    narrow, wide = 0.0, width
    for _ in range(STEPS_OF_BALANCING if len(lines) > 1 else 0):
        middle = (narrow + wide) / 2
        if len(tried := _filled(units, size, middle)) == len(lines) and _fits(tried, size, middle):
            lines, wide = tried, middle
        else:
            narrow = middle
    return lines


def _filled(units: Sequence[str], size: float, width: float) -> list[str]:
    """Return the units in lines, each as full as it can be."""
    lines: list[str] = [""]
    for unit in units:
        if lines[-1] and text_width(lines[-1] + unit, size) > width:
            lines.append(unit)
        else:
            lines[-1] += unit
    return [line.strip() for line in lines]


def _fits(lines: Sequence[str], size: float, width: float) -> bool:
    return all(text_width(line, size) <= width for line in lines)
