"""A chart without data: it says what is missing instead of showing a blank frame."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.chart import Chart
from dashboard.charts.evidence import no_evidence
from dashboard.charts.style import FONT_FAMILY, HEADING_PIXELS, LIGHT, Style, base_layout, quiet_axis
from dashboard.charts.wording import coverage, escape, source_line
from dashboard.tables.tables import Tables

EMPTY_HEIGHT_PIXELS = 320
MOST_IN_PAIRS = 200
"""More units than this are not compared each with each, nor word by word: nobody could read it."""


def empty_chart(
    key: str, name: str, tables: Tables, missing: str, *, table: pd.DataFrame | None = None, style: Style = LIGHT
) -> Chart:
    """Return a chart whose title and figure say what is missing, such as 没有句子提到所选主题.

    Where there is no article at all, that is what it says. ``table`` may keep the column names of a full chart.
    """
    words = "还没有可统计的街道文章" if tables.articles.empty else missing
    return Chart(
        key=key,
        name=name,
        finding=words,
        subtitle=coverage(tables),
        source=source_line(tables),
        figure=_figure(words, style),
        find_table=lambda: pd.DataFrame() if table is None else table,
        find_evidence=lambda _: no_evidence(),
        description=f"{name}：{words}",
    )


def too_many(tables: Tables, doing: str) -> str:
    """Return that there are too many units for what a chart is doing (两两比较), and what to do about it."""
    count = tables.articles["street"].nunique()
    return f"共{count:,}个{tables.unit}，太多，不能{doing}；请在右上角选一个地区"


def _figure(words: str, style: Style) -> go.Figure:
    return go.Figure(
        layout=base_layout(
            EMPTY_HEIGHT_PIXELS,
            style,
            xaxis=quiet_axis(style, visible=False),
            yaxis=quiet_axis(style, visible=False),
            annotations=[{
                "text": escape(words), "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False,
                "font": {"family": FONT_FAMILY, "size": HEADING_PIXELS, "color": style.quiet_ink},
            }],
        )
    )  # fmt: skip
