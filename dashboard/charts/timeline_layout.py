"""Where the marks and labels of a timeline stand: pure geometry, in pixels, x to the right and rows downwards."""

from collections.abc import Sequence
from dataclasses import dataclass

DIAMOND_PIXELS = 22
LABEL_GAP_PIXELS = 18
"""Between a diamond's middle or a bar's edge and its label."""
NEIGHBOUR_GAP_PIXELS = 26
"""Least room between what two neighbours in a row take up."""
LINE_STUB_PIXELS = 30
"""A line that its own label interrupts still shows this much before the label."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a row from ``left`` to ``right``."""

    left: float
    right: float

    def overlaps(self, other: "Span", gap: float = 0) -> bool:
        """Return whether the two come closer than ``gap``."""
        return self.left < other.right + gap and other.left < self.right + gap


@dataclass(frozen=True, slots=True)
class DeadlinePlace:
    """Where one deadline is drawn: its diamond, its label, and the line that leads to the diamond.

    ``line`` is None where the date is a single day. ``footprint`` is all that the deadline takes up.
    """

    point: float
    label: Span
    line: Span | None
    footprint: Span


def place_deadline(start: float, point: float, label_width: float, plot: Span) -> DeadlinePlace:
    """Return the place of a deadline whose interval runs from ``start`` to ``point``.

    The label stands right of the diamond; where the plot ends too early it interrupts the line if that is long
    enough, and stands left of everything otherwise.
    """
    half = DIAMOND_PIXELS / 2
    line = Span(start, point) if point - start > DIAMOND_PIXELS else None
    right_label = Span(point + LABEL_GAP_PIXELS, point + LABEL_GAP_PIXELS + label_width)
    if right_label.right <= plot.right:
        return DeadlinePlace(point, right_label, line, Span(min(start, point - half), right_label.right))
    inside = Span(point - LABEL_GAP_PIXELS - label_width, point - LABEL_GAP_PIXELS)
    if line is not None and inside.left - LINE_STUB_PIXELS >= start:
        return DeadlinePlace(point, inside, Span(start, inside.left - LABEL_GAP_PIXELS / 2), Span(start, point + half))
    beside = min(start, point - half) - LABEL_GAP_PIXELS / 2
    label = Span(max(plot.left, beside - label_width), beside)
    return DeadlinePlace(point, label, line, Span(label.left, point + half))


def pack_rows(footprints: Sequence[Span], gap: float = NEIGHBOUR_GAP_PIXELS) -> list[int]:
    """Return a row number for each footprint, first fit in the order given, so that no row holds two that touch."""
    rows: list[list[Span]] = []
    numbers = []
    for footprint in footprints:
        number = next(
            (number for number, row in enumerate(rows) if not any(footprint.overlaps(other, gap) for other in row)),
            len(rows),
        )
        if number == len(rows):
            rows.append([])
        rows[number].append(footprint)
        numbers.append(number)
    return numbers


def flow_rows(widths: Sequence[float], row_width: float, gap: float = NEIGHBOUR_GAP_PIXELS) -> list[tuple[int, float]]:
    """Return (row, left edge) for texts set one after another into rows of ``row_width``, as words of a paragraph."""
    places = []
    row, left = 0, 0.0
    for width in widths:
        if left and left + width > row_width:
            row, left = row + 1, 0.0
        places.append((row, left))
        left += width + gap
    return places


def share_rows(wanted: Sequence[int], available: int, least: int = 1) -> list[int]:
    """Return how many rows each lane gets when all want ``wanted`` and there are ``available``.

    Every lane gets ``least`` rows (or the fewer it wants), small wishes are met in full, and what is left goes to
    the larger ones evenly.
    """
    granted = [min(least, want) for want in wanted]
    while sum(granted) < available:
        open_lanes = [lane for lane, want in enumerate(wanted) if granted[lane] < want]
        if not open_lanes:
            break
        granted[min(open_lanes, key=lambda lane: granted[lane])] += 1
    return granted


def fading_opacities(opacity: float, steps: int) -> list[float]:
    """Return ``steps`` opacities that fall evenly from ``opacity`` towards nothing."""
    return [opacity * (steps - step) / steps for step in range(steps)]
