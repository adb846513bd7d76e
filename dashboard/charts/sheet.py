"""A chart as the briefing shows it: drawn for a sheet of 1920 × 1080 pixels, on the screen and in what is exported."""

from datetime import date

from dashboard.charts.catalogue import chart_named
from dashboard.charts.chart import Chart
from dashboard.charts.style import LIGHT, Style
from dashboard.charts.timeline import KEY as TIMELINE
from dashboard.tables.tables import Tables

SHEET_WIDTH_PIXELS, SHEET_HEIGHT_PIXELS = 1920, 1080
CHART_WIDTH_PIXELS, CHART_HEIGHT_PIXELS = 1800, 790
"""Room for a chart on the sheet, between its finding and its source line."""


def sheet_chart(tables: Tables, *, chart_key: str, today: date | None = None, style: Style = LIGHT) -> Chart:
    """Return the chart of the catalogue, as wide as the room on the sheet; ``today`` may be marked on the timeline.

    ValueError for a key that no chart has.
    """
    options = {"today": today} if chart_key == TIMELINE else {}
    chart = chart_named(chart_key).draw(
        tables, width=CHART_WIDTH_PIXELS, height=CHART_HEIGHT_PIXELS, style=style, **options
    )
    chart.figure.update_layout(width=CHART_WIDTH_PIXELS, autosize=False)
    return chart
