"""The rows of one timeline lane: which step stands in which row, how wide its marks are, and what is folded away."""

from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.evidence import mark_of
from dashboard.charts.text_metrics import shortened, text_width
from dashboard.charts.timeline_lanes import Lane, Step
from dashboard.charts.timeline_layout import LABEL_GAP_PIXELS, Span, flow_rows, pack_rows, place_deadline

LONGEST_LABEL_PIXELS = 560
FADE_IN_PIXELS = 130
"""How much of a line is shown before a deadline whose start is open."""
BETWEEN_LABELS = " · "


@dataclass(frozen=True, slots=True)
class Density:
    """How tightly lanes are set, in pixels, and whether whole-year steps share a bar.

    ``row`` is the pitch of rows, ``lane_label`` the height of a lane's name and counts, which stand in two lines
    where ``two_lines`` and in three otherwise, ``gap`` what lies between two lanes.
    """

    text: int
    row: int
    bar: int
    lane_label: int
    gap: int
    two_lines: bool
    shares_bars: bool


SPACIOUS = Density(text=26, row=62, bar=50, lane_label=118, gap=18, two_lines=False, shares_bars=False)
COMFORTABLE = Density(text=22, row=46, bar=36, lane_label=112, gap=16, two_lines=False, shares_bars=False)
SNUG = Density(text=22, row=40, bar=34, lane_label=106, gap=14, two_lines=False, shares_bars=False)
GATHERED = Density(text=22, row=46, bar=36, lane_label=106, gap=14, two_lines=False, shares_bars=True)
COMPACT = Density(text=20, row=32, bar=28, lane_label=64, gap=10, two_lines=True, shares_bars=True)
DENSE = Density(text=20, row=25, bar=23, lane_label=50, gap=4, two_lines=True, shares_bars=True)


MOST_STRETCH = 1.35
"""Rows are drawn apart by this much at most to fill the height they have; further, the eye loses them."""


def stretched(density: Density, factor: float) -> Density:
    """Return the density with its rows this many times as high, at most ``MOST_STRETCH``; the text keeps its size."""
    factor = min(max(factor, 1.0), MOST_STRETCH)
    return replace(density, row=int(density.row * factor), bar=int(density.bar * factor), gap=int(density.gap * factor))


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step (or several that share one bar) with its label and marks; what is None is not drawn."""

    steps: tuple[Step, ...]
    text: str
    label: Span
    footprint: Span
    point: float | None = None
    line: Span | None = None
    bar: Span | None = None
    fades_in: bool = False
    fades_out: bool = False
    recurs: bool = False

    @property
    def mark(self) -> str:
        """The milestone's id; of several, all of them."""
        return mark_of(*(step.milestone_id for step in self.steps))


@dataclass(frozen=True, slots=True)
class LaneRows:
    """A lane with its rows of placed steps, and the steps for which there was no row."""

    lane: Lane
    rows: tuple[tuple[PlacedStep, ...], ...]
    folded: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class YearAxis:
    """The days of one year along a stretch of pixels."""

    year: int
    plot: Span

    def position(self, day: date, share_of_day: float = 0.0) -> float:
        """Return the pixel of a day, 0 for its beginning and 1 for its end; days outside the year at the ends."""
        days = 366 if isleap(self.year) else 365
        passed = min(max((day - date(self.year, 1, 1)).days + share_of_day, 0), days)
        return self.plot.left + (self.plot.right - self.plot.left) * passed / days

    def month(self, number: int) -> Span:
        """Return the stretch of a month."""
        first = date(self.year, number, 1)
        following = date(self.year + number // 12, number % 12 + 1, 1)
        return Span(self.position(first), self.position(following))


def is_dated_anniversary(step: Step) -> bool:
    """Return whether the step is an anniversary on one day: a line through all lanes, not a mark in its own."""
    return step.kind == "anniversary" and step.start is not None and step.start == step.end


def lane_rows(lane: Lane, axis: YearAxis, density: Density) -> LaneRows:
    """Return all rows of a lane: deadlines and periods first, then open starts, whole years and what recurs."""
    steps = [step for step in lane.steps if not is_dated_anniversary(step)]
    recurring = [step for step in steps if step.kind == "recurring"]
    others = [step for step in steps if step.kind != "recurring"]
    whole = [step for step in others if _fills_year(step)]
    placed = [_place(step, axis, density) for step in others if not _fills_year(step)]
    if not density.shares_bars:
        placed += [_place(step, axis, density) for step in whole]
        whole = []
    numbers = pack_rows([one.footprint for one in placed])
    packed: list[list[PlacedStep]] = [[] for _ in range(max(numbers, default=-1) + 1)]
    for one, number in zip(placed, numbers, strict=True):
        packed[number].append(one)
    rows = [tuple(row) for row in packed]
    rows += [(shared,) for shared in _shared_bars(whole, axis, density)]
    rows += [(shared,) for shared in _shared_bars(recurring, axis, density)]
    return LaneRows(lane, tuple(rows), ())


def lane_height(placed: LaneRows, density: Density) -> float:
    """Return the height of a lane: its rows, or its label where that is higher."""
    return max(len(placed.rows) * density.row, density.lane_label)


def with_rows(placed: LaneRows, rows: int) -> LaneRows:
    """Return the lane with its first ``rows`` rows, the steps of the others folded away."""
    hidden = tuple(step for row in placed.rows[rows:] for one in row for step in one.steps)
    return LaneRows(placed.lane, placed.rows[:rows], placed.folded + hidden)


def _fills_year(step: Step) -> bool:
    return step.kind != "start" and (step.whole_year or (step.start is None and step.end is None))


def _place(step: Step, axis: YearAxis, density: Density) -> PlacedStep:
    text = shortened(step.text, density.text, LONGEST_LABEL_PIXELS)
    if step.kind == "deadline" and step.end is not None and not step.whole_year:
        return _place_deadline(step, text, axis, density)
    return _place_bar(step, text, axis, density)


def _place_deadline(step: Step, text: str, axis: YearAxis, density: Density) -> PlacedStep:
    assert step.end is not None
    point = axis.position(step.end, 0.5)
    opens = step.start is None or step.start.year < axis.year
    start = max(axis.plot.left, point - FADE_IN_PIXELS) if step.start is None else axis.position(step.start)
    place = place_deadline(start, point, text_width(text, density.text), axis.plot)
    return PlacedStep((step,), text, place.label, place.footprint, place.point, place.line, fades_in=opens)


def _place_bar(step: Step, text: str, axis: YearAxis, density: Density) -> PlacedStep:
    left = axis.plot.left if step.start is None else axis.position(step.start)
    right = axis.plot.right if step.end is None else axis.position(step.end, 1.0)
    width = text_width(text, density.text)
    label = Span(left + LABEL_GAP_PIXELS, left + LABEL_GAP_PIXELS + width)
    if label.right > right:
        label = Span(right + LABEL_GAP_PIXELS, right + LABEL_GAP_PIXELS + width)
    if label.right > axis.plot.right:
        label = Span(left - LABEL_GAP_PIXELS - width, left - LABEL_GAP_PIXELS)
    fades_in = step.start.year < axis.year if step.start else not step.whole_year
    fades_out = step.end.year > axis.year if step.end else step.kind == "start" or not step.whole_year
    return PlacedStep(
        (step,), text, label, Span(min(left, label.left), max(right, label.right)), bar=Span(left, right),
        fades_in=fades_in, fades_out=fades_out,
    )  # fmt: skip


def _shared_bars(steps: Sequence[Step], axis: YearAxis, density: Density) -> list[PlacedStep]:
    """Return bars over the whole year that hold the labels of several steps each."""
    room = axis.plot.right - axis.plot.left - 2 * LABEL_GAP_PIXELS
    texts = [shortened(step.text, density.text, LONGEST_LABEL_PIXELS) for step in steps]
    widths = [text_width(text, density.text) for text in texts]
    places = flow_rows(widths, room, gap=text_width(BETWEEN_LABELS, density.text))
    bars = []
    for number in range(max((row for row, _ in places), default=-1) + 1):
        chosen = [index for index, (row, _) in enumerate(places) if row == number]
        text = BETWEEN_LABELS.join(texts[index] for index in chosen)
        left = axis.plot.left + LABEL_GAP_PIXELS
        bars.append(PlacedStep(
            tuple(steps[index] for index in chosen), text, Span(left, left + text_width(text, density.text)),
            axis.plot, bar=axis.plot, recurs=steps[chosen[0]].kind == "recurring",
        ))  # fmt: skip
    return bars
