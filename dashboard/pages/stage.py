"""The stage of a briefing: one step fills the screen, and the keys move on.

The step before and the step after are drawn too, unseen, so that a key only has to turn to them. Each step has its
slot by its place, so a step that stays drawn from one run to the next stays where it is in the page.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.charts.key_figures import key_figures, summary
from dashboard.charts.wording import coverage, source_line
from dashboard.export.briefing_content import TITLE, named_streets
from dashboard.pages.briefing_notes import notes_html
from dashboard.pages.briefing_steps import CLOSING, COVER, Step
from dashboard.pages.escape import escaped_html, headline_html
from dashboard.pages.view import View

HERE = Path(__file__).parent
FIGURE_CONFIG = {"staticPlot": True, "displayModeBar": False, "responsive": False}
KEYS = "stage_keys"
SLOTS = 3
"""The step that is shown and its neighbours; stage.js counts with the same number."""


@cache
def _keys() -> Callable[..., Any]:
    """Return the component that listens to the keys. Registered once per process, at the first briefing."""
    return st.components.v2.component("briefing_stage", html="<i></i>", js=(HERE / "stage.js").read_text("utf-8"))


def listen_to_keys(
    position: int, steps: Sequence[Step], *, notes: bool, on_move: Callable[[], None], on_leave: Callable[[], None],
    on_notes: Callable[[], None],
) -> None:
    """Let the keys move through the steps; the callbacks read ``position`` and ``notes`` by ``pressed``."""
    keys = [step.key for step in steps]
    with st.container(key="unseen_keys"):
        _keys()(
            key=KEYS, data={"position": position, "keys": keys, "notes": notes}, height=1,
            on_position_change=on_move, on_leave_change=on_leave, on_notes_change=on_notes,
        )  # fmt: skip


def pressed(name: str) -> Any:
    """Return what the keys last set: ``position`` (a number) or ``notes`` (a truth value); None before any key."""
    return (st.session_state.get(KEYS) or {}).get(name)


def show_stage(
    view: View, steps: Sequence[Step], position: int, chart_of: Callable[[str], Chart], *, notes: bool
) -> None:
    """Draw the step at ``position``, then its neighbours; stage.js shows one of them. ``chart_of`` takes a key."""
    with st.container(key="stage"):
        slots = [st.container(key=f"stage_slot_{number}") for number in range(SLOTS)]
        for place in (position, position + 1, position - 1):
            if 0 <= place < len(steps):
                key = steps[place].key
                with slots[place % SLOTS]:
                    _show_step(view, steps, place, None if key in (COVER, CLOSING) else chart_of(key), notes=notes)


def _show_step(view: View, steps: Sequence[Step], place: int, chart: Chart | None, *, notes: bool) -> None:
    """Draw one step, its place among all steps and, where wanted, the sentences behind it."""
    step = steps[place]
    if chart is not None:
        st.html(_head_html(chart.finding, chart.subtitle))
        st.plotly_chart(
            chart.figure, theme=None, key=f"stage_{step.key}", width="stretch", config=FIGURE_CONFIG,
            alt=chart.description or chart.name,
        )  # fmt: skip
    else:
        st.html(_cover_html(view) if step.key == COVER else _closing_html(view))
    source = _sources(chart) if chart is not None else source_line(view.chosen)
    st.html(_foot_html(source, place, len(steps)))
    if notes:
        st.html(notes_html(view.tables, step.name, _evidence(view, step, chart)))


def _evidence(view: View, step: Step, chart: Chart | None) -> Any:
    if chart is not None:
        return chart.evidence
    return key_figures(view.chosen)[0].evidence if step.key == CLOSING else None


def _sources(chart: Chart) -> str:
    return f"{chart.source}　{chart.caution}" if chart.caution else chart.source


def _head_html(finding: str, below: str) -> str:
    return f'<div class="stage-head"><h1>{headline_html(finding)}</h1><p>{escaped_html(below)}</p></div>'


def _foot_html(source: str, place: int, steps: int) -> str:
    """Return the last lines of a sheet; by their class stage.js knows which step a slot holds."""
    return (
        f'<div class="stage-foot stage-at-{place}"><span>{escaped_html(source)}</span>'
        f'<span class="stage-counter">{place + 1} / {steps}</span></div>'
    )


def _cover_html(view: View) -> str:
    tables = view.chosen
    return (
        f'<div class="stage-cover"><b>{TITLE}</b><h1>{headline_html(summary(tables))}</h1>'
        f"<p>{escaped_html(named_streets(tables))}</p><p>{escaped_html(coverage(tables))}</p></div>"
    )


def _closing_html(view: View) -> str:
    figures = "".join(
        f"<div><b>{figure.value:,}</b><span>{escaped_html(figure.label)}</span></div>"
        for figure in key_figures(view.chosen)
    )
    return (
        f'<div class="stage-cover"><b>小结</b><div class="stage-figures">{figures}</div>'
        f"<p>{escaped_html(summary(view.chosen))}</p></div>"
    )
