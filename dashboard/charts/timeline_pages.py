"""The pages of a timeline: which plan year and which lanes stand on each, and at what density."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.timeline_lanes import Lane, plan_years, timeline_lanes
from dashboard.charts.timeline_layout import Span, share_rows
from dashboard.charts.timeline_rows import (
    COMFORTABLE,
    COMPACT,
    DENSE,
    GATHERED,
    SNUG,
    SPACIOUS,
    Density,
    LaneRows,
    YearAxis,
    is_dated_anniversary,
    lane_height,
    lane_rows,
    stretched,
    with_rows,
)
from dashboard.tables.tables import Tables

ROWS_BEFORE_FOLDING = 4
"""A lane is sure of so many rows (or the fewer it wants) at least where it shares a page with others."""


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One page: its year's axis, all lanes of that year, those that are ``drawn``, and those only named.

    ``number`` counts from 1 within the year's ``pages``. ``silent`` lanes have no dated step; they are named in one
    line where the page has no room for empty lanes. ``room`` is the height for the drawn lanes in pixels.
    """

    axis: YearAxis
    lanes: tuple[Lane, ...]
    drawn: tuple[Lane, ...]
    silent: tuple[Lane, ...]
    number: int
    pages: int
    room: float

    def laid_out(self) -> tuple[Density, tuple[LaneRows, ...]]:
        """Return at what density the lanes are drawn, and their rows. It takes a while: of many pages one is shown."""
        return _whole(self.drawn, self.axis, self.room) or _folded(self.drawn, self.axis, self.room)


def timeline_pages(tables: Tables, plot: Span, room: float, line: float) -> list[TimelinePage]:
    """Return every page, the commonest plan year first, then the other years that have a dated step.

    ``plot`` are the pixels of the months, ``room`` the height for lanes, of which ``line`` is taken where lanes
    without a dated step are named in a line instead of drawn.
    """
    pages: list[TimelinePage] = []
    for year in plan_years(tables):
        lanes = timeline_lanes(tables, year)
        if any(lane.steps for lane in lanes):
            pages += _pages_of_year(lanes, YearAxis(year, plot), room, line)
    return pages


def _pages_of_year(lanes: Sequence[Lane], axis: YearAxis, room: float, line: float) -> list[TimelinePage]:
    if _whole(lanes, axis, room) is not None:
        return [TimelinePage(axis, tuple(lanes), tuple(lanes), (), 1, 1, room)]
    silent = tuple(lane for lane in lanes if not lane.steps)
    room -= line if silent else 0
    parts = _parted([lane for lane in lanes if lane.steps], axis, room)
    return [
        TimelinePage(axis, tuple(lanes), tuple(part), silent, number, len(parts), room)
        for number, part in enumerate(parts, start=1)
    ]


def _whole(lanes: Sequence[Lane], axis: YearAxis, room: float) -> tuple[Density, tuple[LaneRows, ...]] | None:
    """Return the most comfortable density at which all rows of the lanes fit ``room``, None where none does."""
    for density in (SPACIOUS, COMFORTABLE, SNUG, GATHERED, COMPACT, DENSE):
        if len(lanes) * (density.lane_label + density.gap) > room:
            continue  # not even the names fit
        placed: list[LaneRows] = []
        needed = 0.0
        for lane in lanes:
            placed.append(lane_rows(lane, axis, density))
            needed += lane_height(placed[-1], density) + density.gap
            if needed > room:
                break
        else:
            return stretched(density, room / needed), tuple(placed)
    return None


def _parted(lanes: Sequence[Lane], axis: YearAxis, room: float) -> list[list[Lane]]:
    """Return the lanes shared out over pages, those with most dated steps first.

    There are as few pages as give every lane its first rows; on so many pages each lane gets as many as it can.
    """
    placed = [lane_rows(lane, axis, COMPACT) for lane in sorted(lanes, key=_rank)]
    parts = _filled(placed, ROWS_BEFORE_FOLDING, room)
    for sure in range(ROWS_BEFORE_FOLDING + 1, max(len(one.rows) for one in placed) + 1):
        roomier = _filled(placed, sure, room)
        if len(roomier) > len(parts):
            break
        parts = roomier
    return parts


def _filled(placed: Sequence[LaneRows], sure: int, room: float) -> list[list[Lane]]:
    """Return the lanes page by page, in order, when each is sure of ``sure`` rows."""
    parts: list[list[Lane]] = []
    used = room
    for one in placed:
        wanted = lane_height(with_rows(one, sure), COMPACT) + COMPACT.gap
        if not parts or used + wanted > room:
            parts.append([])
            used = 0
        parts[-1].append(one.lane)
        used += wanted
    return parts


def _rank(lane: Lane) -> tuple[int, int]:
    steps = [step for step in lane.steps if not is_dated_anniversary(step)]
    return -sum(step.is_finer_than_year for step in steps), -len(steps)


def _folded(lanes: Sequence[Lane], axis: YearAxis, room: float) -> tuple[Density, tuple[LaneRows, ...]]:
    """Return the lanes with as many rows as the page holds, what lanes with few rows leave given to the others."""
    placed = [lane_rows(lane, axis, COMPACT) for lane in lanes]
    least = COMPACT.lane_label // COMPACT.row
    available = int((room - COMPACT.gap * len(lanes)) // COMPACT.row)
    granted = share_rows([max(len(one.rows), least) for one in placed], available, least=least)
    return COMPACT, tuple(with_rows(one, rows) for one, rows in zip(placed, granted, strict=True))
