"""The steps of a briefing and how the address writes them."""

import pytest

from dashboard.pages.briefing_steps import (
    CLOSING,
    COVER,
    chosen_keys,
    moved,
    position_of,
    steps_of,
    switched,
    written_keys,
)

KNOWN = ["heatmap", "bars", "timeline"]
NAMES = {"heatmap": "热力图", "bars": "占比", "timeline": "时间轴"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (None, KNOWN), ("timeline,bars", ["timeline", "bars"]), ("", []), ("bars,bars", ["bars"]),
        ("bars,<script>,nothing", ["bars"]),
    ],
    ids=["default", "order", "none", "twice", "unknown"],
)
def test_the_address_lists_the_charts_in_their_order(written: str | None, expected: list[str]) -> None:
    assert chosen_keys(written, KNOWN) == expected


@pytest.mark.parametrize("chosen", [KNOWN, ["timeline", "bars"], []])
def test_what_is_written_is_read_back(chosen: list[str]) -> None:
    assert chosen_keys(written_keys(chosen, KNOWN), KNOWN) == chosen


def test_the_usual_order_needs_no_word_in_the_address() -> None:
    assert written_keys(KNOWN, KNOWN) is None


def test_a_briefing_runs_from_the_cover_to_the_closing_page() -> None:
    steps = steps_of(["timeline", "bars"], NAMES)
    assert [step.key for step in steps] == [COVER, "timeline", "bars", CLOSING]
    assert [step.name for step in steps[1:3]] == ["时间轴", "占比"]


@pytest.mark.parametrize(("key", "place"), [("bars", 2), (CLOSING, 3), ("heatmap", 0), (None, 0)])
def test_a_step_that_is_not_shown_leads_to_the_cover(key: str | None, place: int) -> None:
    assert position_of(key, steps_of(["timeline", "bars"], NAMES)) == place


@pytest.mark.parametrize(
    ("key", "by", "expected"),
    [
        ("bars", -1, ["bars", "heatmap", "timeline"]), ("bars", 1, ["heatmap", "timeline", "bars"]),
        ("heatmap", -1, KNOWN), ("timeline", 1, KNOWN),
    ],
)
def test_a_chart_moves_by_places_and_not_past_the_ends(key: str, by: int, expected: list[str]) -> None:
    assert moved(KNOWN, key, by) == expected


def test_a_chart_taken_out_comes_back_where_it_belongs() -> None:
    assert switched(KNOWN, "bars", KNOWN) == ["heatmap", "timeline"]
    assert switched(["heatmap", "timeline"], "bars", KNOWN) == KNOWN
    assert switched(["timeline", "heatmap"], "bars", KNOWN) == ["bars", "timeline", "heatmap"]
    assert switched([], "timeline", KNOWN) == ["timeline"]
