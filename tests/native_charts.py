"""Charts in all their forms, and what their figures show, to compare with what an office program is told to draw."""

from collections.abc import Callable, Iterable
from functools import partial
from html import unescape

import plotly.graph_objects as go
import pytest

from dashboard.charts.amounts_table import amounts_table
from dashboard.charts.catalogue import CHARTS, ChartDefinition
from dashboard.charts.chart import Chart
from dashboard.charts.commitment_kinds import commitment_kinds
from dashboard.charts.keyness_chart import keyness_chart
from dashboard.charts.native import BarPanel
from dashboard.charts.shared_terms_chart import shared_terms_chart
from dashboard.charts.similarity import similarity
from dashboard.charts.style import DARK, Style
from dashboard.charts.text_length import text_length
from dashboard.charts.theme_bars import theme_bars
from dashboard.charts.theme_heatmap import theme_heatmap
from dashboard.charts.theme_profile import theme_profile
from dashboard.charts.timeline import timeline
from dashboard.charts.word_cloud import word_cloud, word_clouds
from dashboard.tables.tables import Selection, Tables
from tests.constructed_tables import THEMES, constructed_tables
from tests.drawn_charts import STREET_COUNTS, drawn, tables_of_count

FIRST, SECOND = tables_of_count(3).articles["street"][:2]
Draw = Callable[[], Chart]


def one_theme(streets: int) -> Tables:
    return tables_of_count(streets).select(Selection(themes=(THEMES[2],)))


def of_catalogue(definition: ChartDefinition, streets: int) -> Draw:
    return partial(drawn, definition, streets)


DRAWINGS: dict[str, Draw] = {
    **{f"{one.key}-{streets}": of_catalogue(one, streets) for one in CHARTS for streets in STREET_COUNTS},
    **{f"{one.key}-dark": partial(drawn, one, 12, style=DARK) for one in CHARTS},
    **{f"{one.key}-low": partial(drawn, one, 12, stage=(1200, 400)) for one in CHARTS},
    "theme_bars-one-theme": lambda: theme_bars(one_theme(3)),
    "theme_bars-one-theme-of-many": lambda: theme_bars(one_theme(107)),
    "theme_bars-density": lambda: theme_bars(tables_of_count(12), measure="per_1000_characters"),
    "theme_bars-mean-of-counts": lambda: theme_bars(tables_of_count(107), measure="mentions"),
    "theme_heatmap-density": lambda: theme_heatmap(tables_of_count(3), measure="per_1000_characters"),
    "theme_profile-pair": lambda: theme_profile(tables_of_count(3), street=SECOND, other=FIRST),
    "theme_profile-density": lambda: theme_profile(tables_of_count(12), measure="per_1000_characters"),
    "similarity-5": lambda: similarity(tables_of_count(5)),
    "similarity-one-theme": lambda: similarity(one_theme(3)),
    "amounts-page": lambda: amounts_table(tables_of_count(12), page=2),
    "word_clouds-page": lambda: word_clouds(tables_of_count(12), page=2),
    "word_cloud-street": lambda: word_cloud(tables_of_count(3), FIRST),
    "keyness-page": lambda: keyness_chart(tables_of_count(12), page=2),
    "keyness-street": lambda: keyness_chart(tables_of_count(12), SECOND),
    "shared_terms-13": lambda: shared_terms_chart(tables_of_count(13)),
    "timeline-page": lambda: timeline(tables_of_count(107), page=2),
    "commitment_kinds-ties": lambda: commitment_kinds(constructed_tables(20, equal=True)),
    "text_length-hostile": lambda: text_length(constructed_tables(["<i>甲</i>街道", "乙$街道"], hostile=True)),
}
"""Every chart with no, one, few and many 街道, in the dark and where room is short, and in its other forms."""


def every_form(*keys: str) -> pytest.MarkDecorator:
    """Return the decorator that runs a test over all drawings of the charts with these keys, or of all."""
    names = [name for name in DRAWINGS if not keys or name.split("-")[0] in keys]
    return pytest.mark.parametrize("form", names)


def drawn_or_skip(form: str, kind: type) -> Chart:
    """Return the drawing; skip where it is empty or has the chart's other form."""
    chart = DRAWINGS[form]()
    if not isinstance(chart.native, kind):
        pytest.skip("another form")
    return chart


def style_of(form: str) -> Style | None:
    return DARK if form.endswith("-dark") else None


def plain(text: object) -> str:
    """Return a text of a figure as it is read: without tags, entities and the space before a value."""
    return unescape(str(text).replace("<b>", "").replace("</b>", "")).strip()


def is_same_text(drawn_text: str, whole: str) -> bool:
    """Return whether a figure shows this text, maybe cut at its end."""
    return drawn_text == whole or (drawn_text.endswith("…") and whole.startswith(drawn_text[:-1]))


def same_texts(drawn_texts: Iterable[object], wholes: Iterable[str]) -> bool:
    """Return whether a figure shows these texts, one for one, its own maybe marked up or cut."""
    return all(is_same_text(plain(text), whole) for text, whole in zip(drawn_texts, wholes, strict=True))


def ticks(figure: go.Figure, axis: str = "y") -> list[tuple[float, str]]:
    """Return the places and labels of an axis from the top."""
    layout = figure.layout["yaxis" + axis.lstrip("y")]
    return sorted(zip(layout.tickvals, map(plain, layout.ticktext), strict=True))


def bars_of(figure: go.Figure, trace: go.Bar) -> list[tuple[str, float, str]]:
    """Return (label, value, colour) of each bar from the top."""
    names = dict(ticks(figure, trace.yaxis or "y"))
    colour = trace.marker.color
    colours = [colour] * len(trace.x) if isinstance(colour, str) else list(colour)
    return [(names[y], float(x), own) for y, x, own in sorted(zip(trace.y, trace.x, colours, strict=True))]


def native_bars_of(panel: BarPanel, number: int = 0) -> list[tuple[str, float, str]]:
    """Return (label, value, colour) of each value of one series."""
    series = panel.series[number]
    colours = series.colours if len(series.colours) > 1 else series.colours * len(series.values)
    rows = zip(panel.categories, series.values, colours, strict=True)
    return [(label, value, colour) for label, value, colour in rows if value is not None]
