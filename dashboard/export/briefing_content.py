"""What a briefing says, for whatever form it is exported in: the same charts, words and numbers as on the screen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.charts.catalogue import CHARTS
from dashboard.charts.chart import Chart
from dashboard.charts.commitment_rows import commitment_rows
from dashboard.charts.key_figures import KeyFigure, key_figures, summary
from dashboard.charts.sheet import sheet_chart
from dashboard.charts.style import LIGHT, Style
from dashboard.charts.wording import coverage, source_line, streets_in_order
from dashboard.tables.table_source import TableSource
from dashboard.tables.tables import Selection, Tables

TITLE = "街道展望"
MOST_STREETS_NAMED = 6
"""More 街道 than this are counted on the cover, not named."""

Progress = Callable[[int, int, str], None]
"""Told how many of how many things are done, and what the last one was."""


@dataclass(frozen=True, slots=True)
class BriefingContent:
    """Cover, charts in their order, closing figures and all commitments of what is chosen.

    ``tables`` are those of all documents (sentences are quoted from them), ``chosen`` the part that is shown.
    ``commitments`` has the columns of :func:`commitment_rows`. ``style`` and ``today`` are those of the charts, which
    a form with less room draws again.
    """

    tables: TableSource
    chosen: Tables
    summary: str
    streets: str
    coverage: str
    source: str
    charts: tuple[Chart, ...]
    figures: tuple[KeyFigure, ...]
    commitments: pd.DataFrame
    style: Style = LIGHT
    today: date | None = None


def briefing_content(
    tables: TableSource,
    selection: Selection | None = None,
    *,
    chart_keys: Iterable[str] | None = None,
    style: Style = LIGHT,
    today: date | None = None,
    on_progress: Progress | None = None,
) -> BriefingContent:
    """Return the briefing of what is chosen; ``chart_keys`` choose and order its charts (default: all, as listed).

    ValueError for a key that no chart has.
    """
    chosen = tables.select(selection or Selection())
    keys = [definition.key for definition in CHARTS] if chart_keys is None else list(chart_keys)
    charts = []
    for number, key in enumerate(keys, 1):
        charts.append(sheet_chart(chosen, chart_key=key, today=today, style=style))
        if on_progress:
            on_progress(number, len(keys), charts[-1].name)
    return BriefingContent(
        tables=tables,
        chosen=chosen,
        summary=summary(chosen),
        streets=named_streets(chosen),
        coverage=coverage(chosen),
        source=source_line(chosen),
        charts=tuple(charts),
        figures=key_figures(chosen),
        commitments=commitment_rows(chosen),
        style=style,
        today=today,
    )


def named_streets(tables: Tables) -> str:
    """Return the 街道 in the order of the documents, as a cover names them: the first ones, and how many in all."""
    streets = streets_in_order(tables)
    more = f"等{len(streets):,}个{tables.unit}" if len(streets) > MOST_STREETS_NAMED else ""
    return "、".join(streets[:MOST_STREETS_NAMED]) + more
