"""What a viewer takes along from a page: the chart at hand as picture, table or JSON, or a file made of it all.

Under each chart lies a quiet menu of a few words in the page's own HTML. One component for the page (take_along.js)
hears what is chosen from it; only then the server makes what is asked for, and the component hands it to the browser.
Pictures are drawn by the viewer's browser, with the Plotly that has drawn the page.
"""

import base64
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.pages.escape import escaped_html
from dashboard.pages.theme import chart_style
from dashboard.pages.view import View

HERE = Path(__file__).parent
PICTURES: dict[str, tuple[float | None, bool]] = {
    "png": (1, False),
    "large": (2, False),
    "clear": (2, True),
    "svg": (None, False),
}
"""Kinds of pictures as take_along.js names them: scale of a PNG (None: SVG), and whether it has no ground."""
_AT_HAND, _TAKEN = "_at_hand", "_taken"


def menu_html(place: str, name: str, chart: Callable[[], Chart]) -> str:
    """Return the menu under a chart, and keep what it offers; ``chart`` returns the chart for a sheet.

    ``place`` tells it from all others on all pages, ``name`` is what the chart is called.
    """
    st.session_state.setdefault(_AT_HAND, {})[place] = chart
    spoken = escaped_html(f"带走这张图：{name}")
    summary = f'<summary aria-label="{spoken}">带走</summary>'
    return f'<details class="take" data-place="{escaped_html(place)}">{summary}</details>'


def listen_to_menus(view: View, page: str) -> None:
    """Let the menus of the page work, and hand over what was made. Call it once, when all else is drawn."""
    key = f"take_{page}"

    def take() -> None:
        asked = (st.session_state.get(key) or {}).get("asked") or {}
        chart = st.session_state.get(_AT_HAND, {}).get(asked.get("place"))
        if chart is not None:
            _take_chart(view, chart(), asked["place"], asked.get("kind"))

    with st.container(key=f"unseen_take_{page}"):
        _listener()(key=key, data=st.session_state.pop(_TAKEN, None), height=1, on_asked_change=take)


def hand_over(name: str, content: bytes, kind: str, place: str = "") -> None:
    """Let the viewer's browser save a file of this name and media type, when the page's menus are drawn next."""
    _hand_over(place, file=name, type=kind, content=base64.b64encode(content).decode())


def _take_chart(view: View, chart: Chart, place: str, kind: str | None) -> None:
    """Make what was chosen from the menu of a chart; nothing for a kind that there is not."""
    # What writes files is loaded when it is first needed: pages come without it.
    from dashboard.export.csv_file import chart_csv
    from dashboard.export.file_names import chart_file
    from dashboard.export.json_file import chart_json

    if kind == "csv":
        hand_over(chart_file(chart, "csv"), chart_csv(chart), "text/csv", place)
    elif kind == "json":
        hand_over(chart_file(chart, "json"), chart_json(chart, view.tables), "application/json", place)
    elif kind in PICTURES:
        from dashboard.export.framed_figure import framed_figure, picture_file

        scale, transparent = PICTURES[kind]
        figure = framed_figure(chart, chart_style(), transparent=transparent)
        _hand_over(
            place, file=picture_file(chart, scale, transparent=transparent), scale=scale, figure=figure.to_json()
        )


def _hand_over(place: str, **what: Any) -> None:
    """Keep what the component gets next; its number tells it from what the browser has saved before."""
    st.session_state[_TAKEN] = {"number": str(time.time_ns()), "place": place, **what}


@cache
def _listener() -> Callable[..., Any]:
    """Return the component that listens. Registered once per process."""
    return st.components.v2.component("take_along", html="<i></i>", js=(HERE / "take_along.js").read_text("utf-8"))
