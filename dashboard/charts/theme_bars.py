"""Theme bars: what each 街道 stresses, as sorted bars by share or by count."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd

from dashboard.charts.bar_rows import HEADING_ROOM_PIXELS, BarRow, Panel, native_bars, panel_figure
from dashboard.charts.chart import Chart
from dashboard.charts.empty import empty_chart
from dashboard.charts.evidence import everybody_evidence, joined_evidence, mark_of, marked_evidence
from dashboard.charts.ranking import leaders, most_rows, top_and_bottom
from dashboard.charts.row_heights import rows_that_fit
from dashboard.charts.style import CHART_HEIGHT_PIXELS, CHART_WIDTH_PIXELS, LIGHT, Style, bar_colours
from dashboard.charts.theme_measures import Measure, measure_named, theme_table
from dashboard.charts.wording import count_words, coverage, join_names, length_caution, short_name, source_line
from dashboard.tables.tables import Tables

KEY, NAME = "theme_bars", "主题占比"
GRIDS = ((3, 3, 9), (6, 3, 6), (12, 4, 4))
"""Up to so many 街道: so many panels in a row, each with so many themes."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Panels, what the values of each are, how many stand in a line, the finding, and a note on what is left out."""

    panels: tuple[Panel, ...]
    names: tuple[str, ...]
    columns: int
    finding: str
    note: str


@dataclass(frozen=True, slots=True)
class Look:
    """The colour of each 街道, that of their average, and the room in pixels."""

    colours: Mapping[str, str]
    average: str
    height: int


def average_name(unit: str) -> str:
    """Return what the average of all is called, which is the first part of its marks: 各街道平均."""
    return f"各{unit}平均"


def theme_bars(
    tables: Tables,
    *,
    measure: str = "sentence_share",
    colours: Mapping[str, str] | None = None,
    style: Style = LIGHT,
    width: int = CHART_WIDTH_PIXELS,
    height: int = CHART_HEIGHT_PIXELS,
) -> Chart:
    """Return sorted bars: one theme → a bar per 街道; else a panel per 街道, and past twelve 街道 their average.

    Marks: 街道|主题, and 各街道平均|主题 (``average_name``).
    """
    chosen = measure_named(measure)
    table = theme_table(tables, chosen)
    if not (table.to_numpy() > 0).any():
        return empty_chart(KEY, NAME, tables, "没有句子提到所选主题", table=_readable(table), style=style)
    look = Look(bar_colours(list(table.columns), colours, style), style.accent, height)
    if len(table) == 1:
        drawn = _one_theme(table, chosen, look, tables.unit)
    elif table.shape[1] <= GRIDS[-1][0]:
        drawn = _panels(table, chosen, look, tables.unit)
    else:
        drawn = _average(table, chosen, look, tables.unit)
    return Chart(
        key=KEY,
        name=NAME,
        finding=drawn.finding,
        subtitle="；".join(filter(None, [chosen.name, drawn.note, coverage(tables)])),
        source=source_line(tables),
        figure=panel_figure(drawn.panels, columns=drawn.columns, width=width, height=height, style=style),
        find_table=lambda: _readable(table),
        find_evidence=partial(_evidence, tables),
        caution=length_caution(tables),
        description=f"{NAME}，按{chosen.name}从大到小",
        native=native_bars(drawn.panels, drawn.names, columns=drawn.columns, number_format=chosen.number_format),
    )


def _row(street: str, theme: str, value: float, measure: Measure, colour: str, *, label: str) -> BarRow:
    return BarRow(
        label=label,
        value=value,
        text=measure.words(value) if value else "0",
        hover=f"{street} {theme}：{measure.sentence(value)}",
        colour=colour,
        mark=mark_of(street, theme),
    )


def _one_theme(table: pd.DataFrame, measure: Measure, look: Look, unit: str) -> Drawn:
    theme = str(table.index[0])
    values = table.iloc[0].sort_values(ascending=False, kind="stable")
    shown = top_and_bottom([str(street) for street in values.index], most_rows(look.height))
    rows = [
        _row(street, theme, float(values[street]), measure, look.colours[street], label=short_name(street))
        for street in shown.names
    ]
    panel = Panel("", tuple(rows), shown.gap_after)
    return Drawn((panel,), (theme,), 1, _one_theme_finding(theme, values, measure, unit), shown.note)


def _one_theme_finding(theme: str, values: pd.Series, measure: Measure, unit: str) -> str:
    top = leaders(values)
    silent = int((values == 0).sum())
    if len(values) > 1 and silent == len(values) - 1:
        return f"只有{top[0]}提到{theme}，{measure.sentence(values.max())}"
    missing = f"，{count_words(silent, unit)}没有提到" if silent else ""
    if len(top) == 1:
        return f"{top[0]}谈{theme}最多，{measure.sentence(values.max())}{missing}"
    names = join_names([short_name(street) for street in top], unit=f"个{unit}")
    return f"{theme}：{names}并列最多{missing}"


def _panels(table: pd.DataFrame, measure: Measure, look: Look, unit: str) -> Drawn:
    _, columns, most = next(grid for grid in GRIDS if table.shape[1] <= grid[0])
    lines = -(-table.shape[1] // columns)
    most = min(most, rows_that_fit(look.height / lines - HEADING_ROOM_PIXELS))
    panels = []
    for street in table.columns:
        values = table[street].sort_values(ascending=False, kind="stable").head(most)
        values = values[values > 0]
        rows = tuple(
            _row(street, str(theme), float(value), measure, look.colours[street], label=str(theme))
            for theme, value in values.items()
        )
        panels.append(Panel(street if rows else f"{street}：未提及", rows))
    note = f"每个{unit}列前{most}个主题，未提及的不列"
    names = tuple(str(street) for street in table.columns)
    return Drawn(tuple(panels), names, min(columns, len(panels)), _panel_finding(table, measure, unit), note)


def _panel_finding(table: pd.DataFrame, measure: Measure, unit: str) -> str:
    highest = table.max()
    streets = leaders(highest)
    if len(streets) == 1:
        street = streets[0]
        themes = leaders(table[street])
        if len(themes) == 1:
            return f"{street}的{themes[0]}{measure.highest}，{measure.sentence(float(highest[street]))}"
    return f"{count_words(table.shape[1], unit)}各主题的{measure.noun}"


def _average(table: pd.DataFrame, measure: Measure, look: Look, unit: str) -> Drawn:
    values = table.mean(axis=1).sort_values(ascending=False, kind="stable")
    name = average_name(unit)
    rows = [
        _row(name, str(theme), float(value), measure, look.average, label=str(theme))
        for theme, value in values.head(most_rows(look.height)).items()
    ]
    top = leaders(values)
    count = f"{table.shape[1]:,}个{unit}"
    finding = f"{count}：各主题的平均{measure.noun}"
    if len(top) == 1:
        finding = f"{count}平均最重{top[0]}，{measure.sentence(float(values.max()))}"
    return Drawn((Panel("", tuple(rows)),), (name,), 1, finding, f"{count}的平均")


def _evidence(tables: Tables, mark: str | None = None) -> pd.DataFrame:
    mentions = tables.theme_mentions.dropna(subset=["street"])
    own = marked_evidence(tables, "theme_mentions", mentions, mark, "street", "theme")
    together = everybody_evidence(tables, "theme_mentions", mentions, mark, average_name(tables.unit), "theme")
    return joined_evidence(own, together)


def _readable(table: pd.DataFrame) -> pd.DataFrame:
    return table.rename_axis(index=None, columns=None).reset_index(names="主题")
