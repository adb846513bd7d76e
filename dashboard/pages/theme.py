"""Light and dark: the viewer's choice, and the colours of page, widgets and charts that follow it.

The choice lives in the address (``?look=dark``; ``theme`` is the filter 主题). Pages and charts take their colours from
``dashboard/charts/style.py``; Streamlit's own widgets take theirs from [theme.light] and [theme.dark] in
``.streamlit/config.toml``.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.charts.style import DARK, LIGHT, Style
from dashboard.pages.address import follow_address, keep_choice

LOOK = "look"
"""Key of the choice: of the switch and in the address."""
STYLES: dict[str, Style] = {style.name: style for style in (LIGHT, DARK)}
PRINTED_FROM_DARK = "invert(1) hue-rotate(180deg) brightness(1.14)"
"""What turns a figure drawn in DARK into one for white paper, hues kept: Plotly cannot draw anew while printing."""
NAMES = {LIGHT.name: "明", DARK.name: "暗"}
HERE = Path(__file__).parent


def chart_style() -> Style:
    """Return the style of charts for the viewer's theme."""
    return STYLES[st.session_state.get(LOOK) or LIGHT.name]


def show_theme() -> None:
    """Give page and widgets the colours of the viewer's theme. Call it before anything else is drawn."""
    style = STYLES[follow_address(LOOK, list(STYLES), LIGHT.name)]
    st.html(f"<style>{page_colours(style)}</style>")
    with st.container(key="unseen_look"):
        _widgets_follow()(key="widgets_follow", data={"theme": style.name}, height=1)


@cache
def _widgets_follow() -> Callable[..., Any]:
    """Return the component that turns Streamlit's own widgets. Registered once per process."""
    return st.components.v2.component("widgets_follow", html="<i></i>", js=(HERE / "theme.js").read_text("utf-8"))


def show_theme_switch() -> None:
    """Draw the switch between light and dark."""
    st.segmented_control(
        "明暗", list(STYLES), key=LOOK, format_func=NAMES.__getitem__, required=True, label_visibility="collapsed",
        on_change=keep_choice, args=(LOOK, LIGHT.name),
    )  # fmt: skip


def page_colours(style: Style) -> str:
    """Return CSS that sets the custom properties of screen.css; on paper they are always the light ones."""
    figures = f".js-plotly-plot, .own .dot {{ filter: {PRINTED_FROM_DARK}; }}" if style is DARK else ""
    return f":root {{ {_properties(style)} }} @media print {{ :root {{ {_properties(LIGHT)} }} {figures} }}"


def _properties(style: Style) -> str:
    blue, orange, green = style.series[:3]
    colours = {
        "ink": style.ink,
        "quiet": style.quiet_ink,
        "line": style.line,
        "paper": style.paper,
        "hover": style.empty,
        "accent": style.accent,
        "pale": style.heat[0],
        "commitment": blue,
        "date": orange,
        "theme": green,
        "cited": style.cited,
        "cited-edge": style.cited_edge,
    }
    return f"color-scheme: {style.name}; " + " ".join(f"--{name}: {colour};" for name, colour in colours.items())
