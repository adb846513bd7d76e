"""Where the words of a cloud stand: apart from each other by the boxes of their signs, and inside the cloud."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, sqrt
from random import Random

from dashboard.charts.block_font import BLOCK_ABOVE_BASELINE_EM, BlockFont
from dashboard.charts.style import SMALLEST_TEXT_PIXELS
from dashboard.charts.text_metrics import BASELINE_BELOW_POINT_EM, InkBox, ink_box, text_width

SEED = 2021
FILLED_SHARE = 0.42
"""Share of a cloud's area that its words' boxes fill; more than half seldom finds room."""
SIZE_EXPONENT = 1.2
"""Above 1, so that the heaviest words stand out from the many of middling weight."""
SMALLEST_TEXT_CELLS = 10
"""Words are placed in cells, so many to the height of the smallest: a quarter as many places as pixels to look at, and
no eye sees the difference. The smallest fill whole cells: what is larger finds no room where they are as wide as the
cloud."""
CELL_PIXELS = SMALLEST_TEXT_PIXELS / SMALLEST_TEXT_CELLS
MARGIN_CELLS = 4
"""Cells that a word keeps free on each side."""
WORD_GAP_PIXELS = int((MARGIN_CELLS - 1.5) * CELL_PIXELS)
"""At least so much lies between two words: ``wordcloud`` looks for room one cell too far to the right and down, and
draws a block half a cell too large or too small."""
EDGE_PIXELS = (2 * MARGIN_CELLS + 1) * CELL_PIXELS
"""A cloud has to be so much wider and higher than any of its words."""
MOST_TRIES = 4
"""Where words have found no room, other places are tried for all of them; the most words are kept."""
SIZE_STEPS = 12
"""Halvings of the range in which the largest size is sought; they end below a pixel."""


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
    the strokes of large ones; it is given a font of blocks, so that it keeps boxes of signs apart. The same words
    always stand in the same places, so a layout is worked out once.
    """
    fitting = {text: round(_fitting(text, size, width)) for text, size in sizes.items()}
    ordered = tuple(sorted(fitting.items(), key=lambda item: (-item[1], item[0])))
    words = _laid_out(ordered, *_canvas(fitting, width, height))
    return _centred(words, width, height)


def _canvas(sizes: Mapping[str, float], width: int, height: int) -> tuple[int, int]:
    """Return the part of the cloud that the words need, so that few words stand together."""
    part = min(1.0, sqrt(_area(sizes) / (FILLED_SHARE * width * height)))
    widest = max((text_width(text, size) for text, size in sizes.items()), default=0) + EDGE_PIXELS
    highest = max(sizes.values(), default=0) + EDGE_PIXELS
    return min(width, ceil(max(width * part, widest))), min(height, ceil(max(height * part, highest)))


def _in_cells(pixels: float) -> int:
    return ceil(pixels * SMALLEST_TEXT_CELLS / SMALLEST_TEXT_PIXELS)


def _area(sizes: Mapping[str, float]) -> float:
    return sum(text_width(text, size) * size for text, size in sizes.items())


@lru_cache(maxsize=256)
def _laid_out(sizes: tuple[tuple[str, int], ...], width: int, height: int) -> tuple[PlacedWord, ...]:
    most: tuple[PlacedWord, ...] = ()
    for seed in range(SEED, SEED + MOST_TRIES):
        if len(most) == len(sizes):
            break
        most = max(most, _placed_words(dict(sizes), width, height, seed), key=len)
    return most


def _placed_words(sizes: Mapping[str, int], width: int, height: int, seed: int) -> tuple[PlacedWord, ...]:
    # wordcloud brings matplotlib, half a second; only whoever draws a cloud pays for it.
    from wordcloud import WordCloud

    cells = {text: _in_cells(size) for text, size in sizes.items()}
    cloud = WordCloud(
        font_path=BlockFont(), width=int(width / CELL_PIXELS), height=int(height / CELL_PIXELS),
        margin=2 * MARGIN_CELLS, prefer_horizontal=1.0, relative_scaling=1,
        min_font_size=SMALLEST_TEXT_CELLS, max_font_size=max(cells.values()), max_words=len(cells),
        random_state=Random(seed), color_func=lambda *_, **__: "black",
    )  # fmt: skip
    cloud.generate_from_frequencies(cells)
    return tuple(
        _placed(text, min(sizes[text], int(size * CELL_PIXELS)), int(column) * CELL_PIXELS, int(row) * CELL_PIXELS)
        for (text, _), size, (row, column), _, _ in cloud.layout_
    )


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
    room = width - EDGE_PIXELS
    return max(SMALLEST_TEXT_PIXELS, min(size, size * room / text_width(text, size)))


def _placed(text: str, size: int, left: float, top: float) -> PlacedWord:
    """Return the word whose block begins at ``left`` and ``top``."""
    baseline = top + BLOCK_ABOVE_BASELINE_EM * size
    ink = ink_box(text, size)
    box = InkBox(left + ink.left, baseline + ink.top, left + ink.right, baseline + ink.bottom)
    return PlacedWord(text, size, box, left + text_width(text, size) / 2, baseline - BASELINE_BELOW_POINT_EM * size)
