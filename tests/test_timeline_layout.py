"""Geometry of the timeline: places of labels, rows without overlap, rows shared out."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.timeline_layout import (
    LABEL_GAP_PIXELS,
    Span,
    fading_opacities,
    flow_rows,
    pack_rows,
    place_deadline,
    share_rows,
)

PLOT = Span(300, 1780)


def test_label_stands_right_of_the_diamond_where_there_is_room() -> None:
    place = place_deadline(400, 440, 250, PLOT)
    assert place.label == Span(440 + LABEL_GAP_PIXELS, 440 + LABEL_GAP_PIXELS + 250)
    assert place.line == Span(400, 440)


def test_label_of_a_long_interval_at_the_years_end_interrupts_its_line() -> None:
    place = place_deadline(1040, 1775, 250, PLOT)
    assert place.line is not None
    assert place.line.right < place.label.left and place.label.right < place.point


def test_label_of_a_short_interval_at_the_years_end_stands_left_of_it() -> None:
    place = place_deadline(1735, 1775, 250, PLOT)
    assert place.label.right < 1735
    assert place.footprint.left == place.label.left


def test_a_single_day_has_no_line() -> None:
    assert place_deadline(440, 440, 100, PLOT).line is None


def test_neighbours_that_touch_take_different_rows() -> None:
    assert pack_rows([Span(0, 100), Span(90, 200), Span(300, 400)], gap=10) == [0, 1, 0]


@given(st.lists(st.tuples(st.floats(0, 1500), st.floats(1, 600)), max_size=40))
def test_no_two_footprints_of_a_row_overlap(parts: list[tuple[float, float]]) -> None:
    spans = [Span(left, left + width) for left, width in parts]
    rows = pack_rows(spans, gap=20)
    for one, other in combinations(range(len(spans)), 2):
        assert rows[one] != rows[other] or not spans[one].overlaps(spans[other], 20)


@given(st.floats(300, 1780), st.floats(0, 1480), st.floats(20, 560))
def test_a_deadline_never_covers_its_own_diamond_nor_leaves_the_plot_on_the_right(
    point: float, length: float, width: float
) -> None:
    place = place_deadline(max(300, point - length), point, width, PLOT)
    assert not place.label.overlaps(Span(point - 1, point + 1))
    assert place.label.right <= PLOT.right
    assert place.footprint.left <= place.label.left and place.label.right <= place.footprint.right


def test_texts_flow_into_the_next_row_where_one_is_full() -> None:
    assert flow_rows([400, 400, 400], 1000, gap=20) == [(0, 0), (0, 420), (1, 0)]


def test_a_text_wider_than_the_row_has_a_row_of_its_own() -> None:
    assert flow_rows([1500, 100], 1000, gap=20) == [(0, 0), (1, 0)]


def test_small_wishes_are_met_before_large_ones() -> None:
    assert share_rows([1, 9, 3], 8) == [1, 4, 3]


def test_nobody_gets_more_rows_than_wanted() -> None:
    assert share_rows([2, 2], 100) == [2, 2]


def test_fading_ends_before_nothing_is_left() -> None:
    opacities = fading_opacities(0.4, 8)
    assert opacities[0] == 0.4 and opacities == sorted(opacities, reverse=True) and opacities[-1] > 0
