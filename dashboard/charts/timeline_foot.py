"""The foot of a timeline: what the lines through all lanes stand for, anniversaries and today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dashboard.charts.evidence import mark_of
from dashboard.charts.style import SMALL_TEXT_PIXELS
from dashboard.charts.text_metrics import shortened, text_width
from dashboard.charts.timeline_lanes import Lane, Step
from dashboard.charts.timeline_layout import Span, pack_rows
from dashboard.charts.timeline_rows import LONGEST_LABEL_PIXELS, YearAxis, is_dated_anniversary
from dashboard.charts.wording import short_name

MOST_FOOT_ROWS = 2
LINE_GAP_PIXELS = 10
"""Between a line and its words."""


@dataclass(frozen=True, slots=True)
class FootLabel:
    """A line through all lanes with its words at the foot: an anniversary, or today."""

    text: str
    x: float
    span: Span
    dash: str
    mark: str | None = None


def foot_labels(
    lanes: Sequence[Lane], axis: YearAxis, today: date | None, unit: str
) -> list[tuple[FootLabel, int]]:
    """Return the labels with their rows: each anniversary, one for all 街道 that share it, and today.

    Where the rows do not hold all, those that fewest 街道 share are left away; they stay in the table.
    """
    found = sorted(_anniversaries(lanes), key=lambda steps: -len({step.street for step in steps}))
    labels = [_anniversary_label(steps, axis, len(lanes), unit) for steps in found]
    if today is not None and today.year == axis.year:
        x = axis.position(today, 0.5)
        text = f"今天 {today.month}月{today.day}日"
        labels.insert(0, FootLabel(text, x, _foot_span(text, x, axis), "solid"))
    while True:
        labels_in_order = sorted(labels, key=lambda label: label.x)
        rows = pack_rows([label.span for label in labels_in_order])
        if max(rows, default=0) < MOST_FOOT_ROWS:
            return list(zip(labels_in_order, rows, strict=True))
        labels = labels[:-1]


def _anniversary_label(steps: Sequence[Step], axis: YearAxis, lanes: int, unit: str) -> FootLabel:
    day = steps[0].start
    assert day is not None
    text = f"{day.month}月{day.day}日 {'、'.join(dict.fromkeys(step.label for step in steps))}"
    streets = list(dict.fromkeys(step.street for step in steps))
    whose = ""
    if len(streets) < lanes:
        whose = f"（{short_name(streets[0])}）" if len(streets) == 1 else f"（{len(streets)}个{unit}）"
    room = axis.plot.right - axis.plot.left - text_width(whose, SMALL_TEXT_PIXELS) - 20
    text = shortened(text, SMALL_TEXT_PIXELS, min(room, LONGEST_LABEL_PIXELS)) + whose
    x = axis.position(day, 0.5)
    return FootLabel(text, x, _foot_span(text, x, axis), "dash", mark_of(*(step.milestone_id for step in steps)))


def _foot_span(text: str, x: float, axis: YearAxis) -> Span:
    width = text_width(text, SMALL_TEXT_PIXELS)
    left = x + LINE_GAP_PIXELS if x + LINE_GAP_PIXELS + width <= axis.plot.right else x - LINE_GAP_PIXELS - width
    return Span(left, left + width)


def _anniversaries(lanes: Sequence[Lane]) -> list[list[Step]]:
    """Return the one-day anniversaries, those of all 街道 on the same day together."""
    steps = [step for lane in lanes for step in lane.steps if is_dated_anniversary(step)]
    steps.sort(key=lambda step: step.start or date.min)
    return [list(same) for _, same in groupby(steps, key=lambda step: step.start)]
