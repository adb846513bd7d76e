"""Where the words of a cloud stand: boxes in pixels that neither touch each other nor leave the cloud."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, sqrt
from random import Random
from typing import TYPE_CHECKING

from dashboard.charts.style import SMALLEST_TEXT_PIXELS
from dashboard.charts.text_metrics import BASELINE_BELOW_POINT_EM, InkBox, ink_box, text_width

if TYPE_CHECKING:
    import numpy as np

SEED = 2021
WORD_GAP_PIXELS = 12
FILLED_SHARE = 0.42
"""Share of a cloud's area that its words' boxes fill; more than half seldom finds room."""
SIZE_EXPONENT = 1.2
"""Above 1, so that the heaviest words stand out from the many of middling weight."""
CELL_PIXELS = 2
"""Words are placed in cells of so many pixels: a quarter of the places to look at, and no eye sees the difference."""
SIZE_STEPS = 12
"""Halvings of the range in which the largest size is sought; they end below a pixel."""
MOST_ROUNDS = 6
"""Rounds of layout; past this, words that found no free box are left out."""


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word with its size in pixels, the box its ink fills, and the point at which Plotly has to put its middle."""

    text: str
    size: int
    box: InkBox
    x: float
    y: float


def lay_out(sizes: Mapping[str, float], width: int, height: int) -> tuple[PlacedWord, ...]:
    """Return the words placed in a cloud of ``width`` × ``height`` pixels, the largest first.

    ``sizes`` wants a size in pixels for each word; a word may come out smaller, and is left out where there is no
    room at the smallest readable size. ``WordCloud`` keeps the ink of words apart and so puts small words between
    the strokes of large ones; here a word whose box meets another's waits for the next round, in which the boxes
    taken so far are masked. The same words always stand in the same places, so a layout is worked out once.
    """
    fitting = {text: _in_cells(_fitting(text, size, width)) * CELL_PIXELS for text, size in sizes.items()}
    ordered = tuple(sorted(fitting.items(), key=lambda item: (-item[1], item[0])))
    words = _laid_out(ordered, *_canvas(fitting, width, height))
    return _centred(words, width, height)


def _canvas(sizes: Mapping[str, float], width: int, height: int) -> tuple[int, int]:
    """Return the part of the cloud that the words need, so that few words stand together."""
    part = min(1.0, sqrt(_area(sizes) / (FILLED_SHARE * width * height)))
    widest = max((text_width(text, size) for text, size in sizes.items()), default=0) + 2 * WORD_GAP_PIXELS
    return min(width, ceil(max(width * part, widest))), ceil(height * part)


def _in_cells(pixels: float) -> int:
    return round(pixels / CELL_PIXELS)


def _area(sizes: Mapping[str, float]) -> float:
    return sum(text_width(text, size) * size for text, size in sizes.items())


@lru_cache(maxsize=256)
def _laid_out(sizes: tuple[tuple[str, int], ...], width: int, height: int) -> tuple[PlacedWord, ...]:
    import numpy as np

    waiting = dict(sizes)
    taken = np.zeros((height // CELL_PIXELS, width // CELL_PIXELS), dtype=np.uint8)
    placed: list[PlacedWord] = []
    for _ in range(MOST_ROUNDS):
        if not waiting:
            break
        found = [word for word in _one_round(waiting, taken) if not any(_meet(word.box, other.box) for other in placed)]
        kept: list[PlacedWord] = []
        for word in found:
            inside = word.box.left >= 0 and word.box.top >= 0 and word.box.right <= width and word.box.bottom <= height
            if inside and not any(_meet(word.box, other.box) for other in kept):
                kept.append(word)
                _take(taken, word.box)
        placed += kept
        for word in kept:
            del waiting[word.text]
    return tuple(sorted(placed, key=lambda word: -word.size))


def sizes_that_fill(weights: Mapping[str, float], width: int, height: int, *, largest: float) -> dict[str, float]:
    """Return a size in pixels for each word, growing with its weight (0 to 1), so that the words fill the cloud.

    The heaviest gets at most ``largest``, and less where all words together would not find room.
    """
    low, high = float(SMALLEST_TEXT_PIXELS), float(largest)
    for _ in range(SIZE_STEPS):
        middle = (low + high) / 2
        fits = _area(_graded(weights, middle)) <= FILLED_SHARE * width * height
        low, high = (middle, high) if fits else (low, middle)
    return _graded(weights, low)


def _graded(weights: Mapping[str, float], largest: float) -> dict[str, float]:
    span = largest - SMALLEST_TEXT_PIXELS
    return {text: SMALLEST_TEXT_PIXELS + span * weight**SIZE_EXPONENT for text, weight in weights.items()}


def _centred(words: Sequence[PlacedWord], width: int, height: int) -> tuple[PlacedWord, ...]:
    """Return the words moved together so that what they fill lies in the middle of the cloud."""
    if not words:
        return ()
    x = (width - min(word.box.left for word in words) - max(word.box.right for word in words)) / 2
    y = (height - min(word.box.top for word in words) - max(word.box.bottom for word in words)) / 2
    return tuple(
        PlacedWord(
            word.text,
            word.size,
            InkBox(word.box.left + x, word.box.top + y, word.box.right + x, word.box.bottom + y),
            word.x + x,
            word.y + y,
        )
        for word in words
    )


def _fitting(text: str, size: float, width: int) -> float:
    """Return the size, less where the word would be wider than the cloud."""
    room = width - 2 * WORD_GAP_PIXELS
    return max(SMALLEST_TEXT_PIXELS, min(size, size * room / text_width(text, size)))


def _one_round(sizes: Mapping[str, int], taken: "np.ndarray") -> list[PlacedWord]:
    # wordcloud brings matplotlib, half a second; only whoever draws a cloud pays for it.
    from pylopdf_fonts_zh_cn import sans_path
    from wordcloud import WordCloud

    cloud = WordCloud(
        font_path=str(sans_path()), mask=taken, margin=_in_cells(WORD_GAP_PIXELS), prefer_horizontal=1.0,
        relative_scaling=1, min_font_size=_in_cells(SMALLEST_TEXT_PIXELS),
        max_font_size=_in_cells(max(sizes.values())), max_words=len(sizes), collocations=False,
        random_state=Random(SEED), color_func=lambda *_, **__: "black",
    )  # fmt: skip
    try:
        cloud.generate_from_frequencies(dict(sizes))
    except ValueError:  # no room left for even one word
        return []
    return [
        _placed(text, size * CELL_PIXELS, int(column) * CELL_PIXELS, int(row) * CELL_PIXELS)
        for (text, _), size, (row, column), _, _ in cloud.layout_
    ]


def _placed(text: str, size: int, left: float, top: float) -> PlacedWord:
    """Return the word whose ink begins at ``left`` and ``top``."""
    ink = ink_box(text, size)
    start, baseline = left - ink.left, top - ink.top
    box = InkBox(start + ink.left, baseline + ink.top, start + ink.right, baseline + ink.bottom)
    return PlacedWord(text, size, box, start + text_width(text, size) / 2, baseline - BASELINE_BELOW_POINT_EM * size)


def _meet(first: InkBox, second: InkBox) -> bool:
    """Return whether two boxes come closer than half the gap between words."""
    gap = WORD_GAP_PIXELS / 2
    apart_sideways = first.right + gap <= second.left or second.right + gap <= first.left
    return not (apart_sideways or first.bottom + gap <= second.top or second.bottom + gap <= first.top)


def _take(taken: "np.ndarray", box: InkBox) -> None:
    """Mark the cells of a box and half a gap around it as occupied."""
    gap = WORD_GAP_PIXELS // 2
    top, bottom = max(0, int(box.top) - gap) // CELL_PIXELS, (int(box.bottom) + gap) // CELL_PIXELS
    left, right = max(0, int(box.left) - gap) // CELL_PIXELS, (int(box.right) + gap) // CELL_PIXELS
    taken[top : bottom + 1, left : right + 1] = 255
