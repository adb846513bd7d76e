"""One way to put a chart on a page: finding, subtitle, figure, source; a mark clicked opens its sentences.

Under the figure lies the menu to take it along.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.charts.chart import Chart
from dashboard.charts.evidence import SEPARATOR
from dashboard.charts.style import CHART_WIDTH_PIXELS, Style, street_colours
from dashboard.charts.wording import streets_in_order
from dashboard.pages.escape import escaped_html, headline_html
from dashboard.pages.evidence import open_evidence
from dashboard.pages.take_along import menu_html
from dashboard.pages.theme import chart_style
from dashboard.pages.view import View, computed
from dashboard.tables.tables import Tables

FIGURE_CONFIG = {"displayModeBar": False, "displayNotifier": False, "scrollZoom": False, "doubleClick": False}

_GENERATION = "_chart_generation"


def built_chart(view: View, build: Callable[..., Chart], **options: Any) -> Chart:
    """Return the chart of what is chosen in the viewer's theme, computed once for the same tables, choice and options.

    ``build`` gets the chosen tables and the options. Charts are shared by all sessions, which never change them.
    """
    return computed(view, build, style=chart_style(), **options)


def colours_of_all_streets(view: View) -> dict[str, str]:
    """Return the fixed colour of each 街道 (or area) of all documents in the viewer's theme, whatever is chosen."""
    return computed(view.all_compared, _street_colours, style=chart_style())


def _street_colours(tables: Tables, style: Style) -> dict[str, str]:
    return street_colours(streets_in_order(tables), style)


def show_chart(
    view: View,
    chart: Chart,
    page: str,
    *,
    heading: str = "h2",
    source: bool = True,
    caution: bool = True,
    width: int = CHART_WIDTH_PIXELS,
    on_sheet: Callable[[], Chart] | None = None,
) -> None:
    """Draw the chart. ``heading`` is ``h1`` for a page's message, ``width`` what the chart was drawn for.

    ``source`` and ``caution`` are False where the page says the same once for all its charts. ``on_sheet`` returns
    the same chart as wide as a picture is, where the page draws it narrower.
    """
    show_heading(chart.finding, chart.subtitle, chart.caution if caution else None, heading=heading)
    show_figure(view, chart, page, width=width, on_sheet=on_sheet)
    if source:
        show_source(chart.source)


def show_heading(finding: str, subtitle: str, caution: str | None = None, *, heading: str = "h2") -> None:
    """Draw a finding with the quieter line below it, and a warning where there is one."""
    style = ' class="message"' if heading == "h1" else ""
    warning = f'<p class="caution">{escaped_html(caution)}</p>' if caution else ""
    st.html(
        f"<{heading}{style}>{headline_html(finding)}</{heading}>"
        f'<p class="quiet">{escaped_html(subtitle)}</p>{warning}'
    )


def show_source(source: str) -> None:
    """Draw the line that names the documents."""
    st.html(f'<p class="source">{escaped_html(source)}</p>')


def show_figure(
    view: View,
    chart: Chart,
    page: str,
    *,
    width: int = CHART_WIDTH_PIXELS,
    on_sheet: Callable[[], Chart] | None = None,
) -> None:
    """Draw the figure with its menu; a mark clicked opens the sentences behind it. ``on_sheet`` as in show_chart."""
    generations: dict[str, int] = st.session_state.setdefault(_GENERATION, {})
    place = f"{page}/{chart.key}"
    key = f"{place}/{generations.get(place, 0)}"

    def forget_click() -> None:
        generations[place] = generations.get(place, 0) + 1

    def open_clicked() -> None:
        mark = clicked_mark(st.session_state.get(key))
        open_evidence(evidence_heading(chart, mark), chart.behind(mark), page, view.selection, forget_click)

    drawn = f"drawn_{page}_{chart.key}"
    with st.container(key=drawn):
        room = _room_for(drawn, width, chart.figure.layout.height)
        st.html(room + menu_html(place, chart.name, on_sheet or (lambda: chart)))
        st.plotly_chart(
            chart.figure, theme=None, key=key, width="stretch", config=FIGURE_CONFIG,
            alt=chart.description or chart.name, on_select=open_clicked, selection_mode="points",
        )  # fmt: skip


def _room_for(container: str, width: int, height: int) -> str:
    """Return CSS that tells screen.css the pixels for which the figure in the container was drawn."""
    return f"<style>.st-key-{container} {{ --figure-width: {width}px; --figure-height: {height}px; }}</style>"


def clicked_mark(state: Any) -> str | None:
    """Return the mark of the first point in a chart's selection; None where nothing with a mark was clicked."""
    points = ((state or {}).get("selection") or {}).get("points") or []
    for point in points:
        customdata = point.get("customdata")
        if customdata:
            return str(customdata if isinstance(customdata, str) else customdata[0])
    return None


def evidence_heading(chart: Chart, mark: str | None) -> str:
    """Return the words of a mark that reads as words (古美路街道|为老服务), else the chart's name."""
    parts = (mark or "").split(SEPARATOR)
    readable = all(any("一" <= character <= "鿿" for character in part) for part in parts)
    return " · ".join(parts) if readable else chart.name
