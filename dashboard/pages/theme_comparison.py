"""Page 主题对比: which themes each 街道 stresses, by share or by count."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.charts.similarity import similarity
from dashboard.charts.text_length import text_length
from dashboard.charts.theme_bars import theme_bars
from dashboard.charts.theme_heatmap import theme_heatmap
from dashboard.charts.theme_profile import theme_profile
from dashboard.charts.wording import short_name, source_line, streets_in_order
from dashboard.pages.address import follow_address, keep_choice
from dashboard.pages.evidence import show_evidence
from dashboard.pages.page_fragment import page_fragment
from dashboard.pages.show_chart import (
    built_chart,
    colours_of_all_streets,
    show_chart,
    show_figure,
    show_heading,
    show_source,
)
from dashboard.pages.take_along import listen_to_menus
from dashboard.pages.view import View, current_view

PAGE = "theme_comparison"
MEASURES = {"每句占比": "sentence_share", "每千字": "per_1000_characters", "次数": "mentions"}
"""How a measure is called on the screen and in the address, and the column it shows."""
FIRST_MEASURE = "每句占比"
COLUMN_WIDTH_PIXELS = 860
"""Of one of two charts side by side, on a screen of 1920 pixels."""
PAIRED_HEIGHT_PIXELS = 680


@page_fragment
def show_theme_comparison(view: View) -> None:
    """Draw the page."""
    colours = colours_of_all_streets(view)
    message, choice = st.columns([3.6, 1], vertical_alignment="top")
    with choice, st.container(horizontal=True, horizontal_alignment="right"):
        measure = _choose_measure()
    bars = built_chart(view, theme_bars, measure=measure, colours=colours)
    with message:
        show_heading(bars.finding, bars.subtitle, bars.caution, heading="h1")
    show_figure(view, bars, PAGE)
    left, right = st.columns([1, 1], gap="large")
    with left:
        _show_narrow(view, partial(built_chart, view, theme_heatmap, measure=measure))
    with right:
        _show_profile(view, measure, colours)
    show_chart(view, built_chart(view, similarity), PAGE, source=False, caution=False)
    show_chart(view, built_chart(view, text_length, colours=colours), PAGE, source=False, caution=False)
    show_source(source_line(view.chosen))
    listen_to_menus(view, PAGE)
    show_evidence(view, PAGE)


def _choose_measure() -> str:
    follow_address("measure", list(MEASURES), FIRST_MEASURE)
    chosen = st.pills(
        "量度", list(MEASURES), key="measure", required=True, label_visibility="collapsed",
        on_change=keep_choice, args=("measure", FIRST_MEASURE),
    )  # fmt: skip
    return MEASURES[chosen or FIRST_MEASURE]


def _show_profile(view: View, measure: str, colours: dict[str, str]) -> None:
    streets, unit = streets_in_order(view.chosen), view.chosen.unit
    street = streets[0]
    if len(streets) > 1:
        street = st.selectbox(
            f"与其他{unit}相比的{unit}", streets, format_func=partial(_compared, unit=unit), key="profile",
            label_visibility="collapsed",
        )
    colour = colours.get(street)
    _show_narrow(view, partial(built_chart, view, theme_profile, street=street, measure=measure, colour=colour))


def _show_narrow(view: View, draw: Callable[..., Chart]) -> None:
    """Draw one of two charts side by side; ``draw`` takes its size."""
    chart = draw(width=COLUMN_WIDTH_PIXELS, height=PAIRED_HEIGHT_PIXELS)
    show_chart(view, chart, PAGE, source=False, caution=False, width=COLUMN_WIDTH_PIXELS, on_sheet=draw)


def _compared(street: str, *, unit: str) -> str:
    return f"{short_name(street)}与其他{unit}相比"


if __name__ == "__main__":
    show_theme_comparison(current_view())
