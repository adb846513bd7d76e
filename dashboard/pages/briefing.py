"""Page 汇报: choose and order the charts, then show them one at a time with nothing else on the screen."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from dashboard.charts.catalogue import CHARTS
from dashboard.charts.chart import Chart
from dashboard.charts.sheet import sheet_chart
from dashboard.charts.wording import source_line
from dashboard.pages.briefing_steps import (
    COVER,
    Step,
    chosen_keys,
    moved,
    position_of,
    steps_of,
    switched,
    written_keys,
)
from dashboard.pages.escape import escaped_html
from dashboard.pages.export_buttons import make_what_was_asked, show_export_buttons
from dashboard.pages.following_box import following_box
from dashboard.pages.show_chart import built_chart, show_source
from dashboard.pages.stage import HERE, listen_to_keys, pressed, show_stage
from dashboard.pages.take_along import listen_to_menus
from dashboard.pages.view import View, current_view

PAGE = "briefing"
STEP, SHOWN = "step", "show"
"""What the address says: the step that is shown (none: the menu), and the charts in their order."""

NAMES = {definition.key: definition.name for definition in CHARTS}
KEYS_OF_THE_STAGE = "→ 空格 PageDown 下一页　← PageUp 上一页　Home 封面　End 结语　N 备注　F 全屏　Esc 退出"
BOX = "show_"
"""Before a chart's key: the key of its box."""
_NOTES = "_briefing_notes"


@st.fragment
def show_briefing(view: View) -> None:
    """Draw the menu, or the step that the address names."""
    chosen = _chosen()
    if STEP in st.query_params:
        _show_stage(view, chosen)
    else:
        _show_menu(view, chosen)


def _show_stage(view: View, chosen: list[str]) -> None:
    steps = steps_of(chosen, NAMES)
    position = _position(steps)
    notes = bool(st.session_state.get(_NOTES))

    def move() -> None:
        st.query_params[STEP] = steps[_position(steps)].key

    def leave() -> None:
        del st.query_params[STEP]

    def turn_notes() -> None:
        st.session_state[_NOTES] = bool(pressed("notes"))

    st.html(HERE / "stage.css")
    show_stage(view, steps, position, partial(_chart, view), notes=notes)
    listen_to_keys(position, steps, notes=notes, on_move=move, on_leave=leave, on_notes=turn_notes)


def _position(steps: Sequence[Step]) -> int:
    """Return the place of the step to show: where the keys went, before any key what the address names.

    The browser sends its address with every key, which may be older than the last answer of the server.
    """
    place = pressed("position")
    if place is None:
        return position_of(st.query_params.get(STEP), steps)
    return min(max(int(place), 0), len(steps) - 1)


def _chart(view: View, key: str) -> Chart:
    return built_chart(view, sheet_chart, chart_key=key, today=date.today())


def _show_menu(view: View, chosen: list[str]) -> None:
    st.html(HERE / "briefing.css")
    st.html('<h1 class="message">选好要讲的图，排好次序，开始汇报</h1>')
    st.html(f'<p class="quiet">{KEYS_OF_THE_STAGE}</p>')
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("开始汇报", type="primary", on_click=_start, disabled=not chosen, shortcut="Enter")
        st.button("恢复默认", type="tertiary", on_click=_write, args=(list(NAMES),))
        st.html(f'<p class="quiet">共{len(chosen) + 2}页：封面、{len(chosen)}张图、结语</p>', width="content")
    show_export_buttons(view, chosen)
    make_what_was_asked(view, chosen)
    left_out = [key for key in NAMES if key not in chosen]
    with st.container(key="choices"):
        for place, key in enumerate([*chosen, *left_out]):
            _show_choice(key, chosen, place)
    show_source(source_line(view.chosen))
    listen_to_menus(view, PAGE)


def _show_choice(key: str, chosen: list[str], place: int) -> None:
    """Draw a line of the menu: whether a chart is shown, on which page, and how to move it."""
    is_shown = key in chosen
    number, style = (f"{place + 2}", "choice") if is_shown else ("—", "choice out")
    with st.container(key=f"choice_{key}", horizontal=True, vertical_alignment="center"):
        following_box(NAMES[key], BOX + key, is_shown, _write_boxes)
        st.html(f'<p class="{style}"><b>{number}</b>{escaped_html(NAMES[key])}</p>', width="stretch")
        for label, by, stuck in (("上移", -1, place == 0), ("下移", 1, place == len(chosen) - 1)):
            st.button(
                label, key=f"move_{key}_{by}", type="tertiary", disabled=stuck or not is_shown,
                on_click=_move, args=(key, by),
            )  # fmt: skip


def _chosen() -> list[str]:
    return chosen_keys(st.query_params.get(SHOWN), NAMES)


def _write_boxes() -> None:
    """Write what the boxes say: all of them, because the browser's address may be older than the last box ticked."""
    chosen = _chosen()
    for key in NAMES:
        if st.session_state[BOX + key] != (key in chosen):
            chosen = switched(chosen, key, list(NAMES))
    _write(chosen)


def _move(key: str, by: int) -> None:
    chosen = _chosen()
    _write(moved(chosen, key, by) if key in chosen else chosen)


def _start() -> None:
    st.query_params[STEP] = COVER


def _write(chosen: list[str]) -> None:
    written = written_keys(chosen, NAMES)
    if written is None:
        st.query_params.pop(SHOWN, None)
    else:
        st.query_params[SHOWN] = written


if __name__ == "__main__":
    show_briefing(current_view())
