"""Every chart of the list, drawn once for all tests that only read it, and what a figure holds."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import plotly.graph_objects as go
import pytest

from dashboard.charts.catalogue import CHARTS, ChartDefinition
from dashboard.charts.chart import Chart
from dashboard.charts.style import CHART_HEIGHT_PIXELS, CHART_WIDTH_PIXELS, DARK, LIGHT, Style
from dashboard.tables.tables import Tables
from tests.constructed_tables import constructed_tables

STREET_COUNTS = (0, 1, 3, 12, 107)
STAGE = (CHART_WIDTH_PIXELS, CHART_HEIGHT_PIXELS)
OTHER_STAGES = ((1720, 700), (1800, 1000))

every_chart = pytest.mark.parametrize("definition", CHARTS, ids=lambda definition: definition.key)
every_count = pytest.mark.parametrize("streets", STREET_COUNTS)
both_styles = pytest.mark.parametrize("style", (LIGHT, DARK), ids=("light", "dark"))


@cache
def tables_of_count(streets: int) -> Tables:
    return constructed_tables(streets)


@cache
def drawn(definition: ChartDefinition, streets: int, *, style: Style = LIGHT, stage: tuple[int, int] = STAGE) -> Chart:
    """Return the chart of so many 街道 on a stage of so many pixels (width, height); read it only."""
    return definition.draw(tables_of_count(streets), style=style, width=stage[0], height=stage[1])


def spec_of(figure: go.Figure) -> dict[str, object]:
    """Return the figure as plain dicts, without Plotly's template."""
    spec: dict[str, object] = figure.to_dict()
    spec["layout"].pop("template", None)  # type: ignore[attr-defined]
    return spec


def walk(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield every leaf of a figure with its path."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from walk(part, f"{path}.{name}")
    elif isinstance(value, list | tuple | np.ndarray):
        for part in value:
            yield from walk(part, path)
    else:
        yield path, value


def leaves_of(figure: go.Figure, *endings: str) -> list[object]:
    """Return the leaves whose path ends so."""
    return [leaf for path, leaf in walk(spec_of(figure)) if path.endswith(endings)]


def marks_of(figure: go.Figure) -> set[str]:
    rows = [row for trace in figure.data for row in (trace.customdata if trace.customdata is not None else ())]
    return {str(row[0]) for row in rows if row is not None and len(row) and row[0] is not None}


def drawn_texts(figure: go.Figure) -> list[str]:
    names = (".text", ".hovertext", ".ticktext", ".name", ".texttemplate", ".hovertemplate")
    return [leaf for leaf in leaves_of(figure, *names) if isinstance(leaf, str)]


def listed(values: object) -> list[object]:
    """Return what a trace gives once or per point as a list; empty for None."""
    if values is None or isinstance(values, str | int | float):
        return [] if values is None else [values]
    return list(values)  # type: ignore[call-overload]


def seen_bars(figure: go.Figure) -> list[go.Bar]:
    """Return the bars that can be seen, without the areas that only catch the pointer."""
    return [
        trace for trace in figure.data
        if trace.type == "bar" and not str(trace.marker.color).startswith("rgba(0,0,0,0")
    ]  # fmt: skip


def measuring_bars(figure: go.Figure) -> list[go.Bar]:
    """Return the bars whose length is a value: they begin at zero. Cells and spans of time have a base instead."""
    return [trace for trace in seen_bars(figure) if trace.base is None and trace.x is not None and len(trace.x)]


def is_stacked(figure: go.Figure) -> bool:
    return figure.layout.barmode == "stack"
