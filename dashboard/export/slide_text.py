"""How many lines a text takes on a slide, measured as office programs break Chinese text."""

from functools import cache

from dashboard.charts.text_metrics import text_width

LEAST_POINTS = 14
"""The smallest text on a slide."""
LINE_EM = 1.35
"""Distance of lines in sizes of the text, in which 微软雅黑 and Noto Sans SC stand without touching."""
SAFETY = 0.97
"""Share of a line that is counted on: fonts differ a little in the width of digits and Latin letters."""

FIRST_IDEOGRAPH, BETWEEN_SCRIPTS_EM = "\u3400", 0.2
"""Some programs part Chinese characters from Latin letters and digits by so much, in sizes of the text."""
NEVER_FIRST = frozenset("，。；：、！？）》”’…—％%)]},.;:!?·")
NEVER_LAST = frozenset("（《“‘([{")


@cache
def _em(before: str, character: str) -> float:
    """Return how far a character moves the next one on, in sizes of the text, behind the character ``before``."""
    is_latin, was_latin = (one.isascii() and one.isalnum() for one in (character, before))
    parted = is_latin != was_latin and before != "" and max(character, before) >= FIRST_IDEOGRAPH
    return text_width(character, 1) + (BETWEEN_SCRIPTS_EM if parted else 0.0)


def text_points(text: str, size: float) -> float:
    """Return the width of the text in one line, in points, when set at ``size`` points."""
    return sum(_em(before, character) for before, character in zip(" " + text, text, strict=False)) * size


def line_count(text: str, size: float, width: float) -> int:
    """Return the number of lines (one at least) that the text takes at ``size`` points in ``width`` points."""
    room = width * SAFETY / size
    lines, used, kept, before = 1, 0.0, 0.0, ""
    for character in text:
        own = _em(before, character)
        # A word of Latin letters or digits, a bracket with what follows it and a mark with what precedes it stay
        # together, so what moves to the next line can be longer than one character.
        kept = own + (kept if _stays(before, character) else 0.0)
        if used + own > room and used:
            lines += 1
            used = kept if kept < room else own
        else:
            used += own
        before = character
    return lines


@cache
def _stays(before: str, character: str) -> bool:
    """Return whether no line ends between the two."""
    is_word = before.isascii() and character.isascii() and before.isalnum() and character.isalnum()
    return before != "" and (is_word or character in NEVER_FIRST or before in NEVER_LAST)


def fitting_size(text: str, size: float, least: float, width: float, most_lines: int) -> float:
    """Return the largest size from ``size`` down to ``least`` points at which the text takes so many lines at most."""
    while size > least and line_count(text, size, width) > most_lines:
        size -= 1
    return size


def shortened_to(text: str, size: float, width: float, most_lines: int) -> str:
    """Return the text, cut with an ellipsis where it takes more than ``most_lines`` lines."""
    if line_count(text, size, width) <= most_lines:
        return text
    return text[: text_start(text, size, width, most_lines, ending="…")].rstrip() + "…"


def text_start(text: str, size: float, width: float, most_lines: int, *, ending: str = "") -> int:
    """Return how many characters (one at least) fit into so many lines together with ``ending``."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if line_count(text[:middle] + ending, size, width) <= most_lines:
            low = middle
        else:
            high = middle - 1
    return low
