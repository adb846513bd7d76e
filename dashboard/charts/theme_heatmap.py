"""Theme heat map: how much of each 街道's text is about each theme."""

from functools import partial

import pandas as pd

from dashboard.charts.cell_grid import GRID_FRAME_PIXELS, cell_grid
from dashboard.charts.cells import Cell, Grid, Notes, filled_places, shaded_table
from dashboard.charts.chart import Chart
from dashboard.charts.counting import pair_counts
from dashboard.charts.empty import empty_chart
from dashboard.charts.evidence import everybody_evidence, joined_evidence, mark_of, marked_evidence
from dashboard.charts.ranking import leaders, leaders_of_columns
from dashboard.charts.row_heights import rows_that_fit
from dashboard.charts.style import CHART_HEIGHT_PIXELS, CHART_WIDTH_PIXELS, LIGHT, Style
from dashboard.charts.theme_measures import Measure, measure_named, theme_table
from dashboard.charts.wording import (
    count_words,
    coverage,
    join_names,
    length_caution,
    numeral,
    short_name,
    source_line,
)
from dashboard.tables.once import once_for_all_levels
from dashboard.tables.tables import Tables

KEY, NAME = "theme_heatmap", "主题热力图"
MOST_COLUMNS = 12
AVERAGE = "平均"
MOST_SILENT_NAMED = 3
MOST_TERMS = 12
MOST_STREETS_IN_FINDING = 3
MOST_THEMES_IN_LEAD = 2
LONGEST_FINDING = 42
"""Characters of a title on one line of the screen; a longer list of leads is summed up instead."""


def theme_heatmap(
    tables: Tables,
    *,
    measure: str = "sentence_share",
    most_themes: int | None = None,
    most_columns: int = MOST_COLUMNS,
    style: Style = LIGHT,
    width: int = CHART_WIDTH_PIXELS,
    height: int = CHART_HEIGHT_PIXELS,
) -> Chart:
    """Return the heat map 主题 × 街道, themes that matter most on top.

    ``most_themes`` keeps the first rows only, and so does ``height``. Past ``most_columns`` 街道 the columns are the
    average and the 街道 that differ most from it. Marks: 街道|主题, 平均|主题.
    """
    chosen = measure_named(measure)
    table = theme_table(tables, chosen)
    if not (table.to_numpy() > 0).any():
        return empty_chart(KEY, NAME, tables, "没有句子提到所选主题", table=_readable(table), style=style)
    drawn, note = _columns(table, most_columns, tables.unit)
    spoken = drawn[drawn.max(axis=1) > 0]
    silent = [] if most_themes else [str(theme) for theme in table.index if theme not in spoken.index]
    fitting = rows_that_fit(height - GRID_FRAME_PIXELS)
    drawn = spoken.head(min(most_themes or fitting, fitting))
    left_out = "" if most_themes or len(drawn) == len(spoken) else f"列出前{len(drawn)}个主题，共{len(spoken)}个"
    names = tuple(short_name(column) for column in drawn.columns)
    grid = Grid(tuple(drawn.index), names, _cells(drawn, chosen))
    grid = grid.with_notes(width, partial(_frequent_terms, tables, drawn))
    return Chart(
        key=KEY,
        name=NAME,
        finding=_finding(table, chosen, tables.unit),
        subtitle="；".join(
            filter(None, [_measure_words(chosen), note, left_out, _silent_words(silent), coverage(tables)])
        ),
        source=source_line(tables),
        figure=cell_grid(grid, width=width, height=height, style=style),
        find_table=lambda: _readable(table),
        find_evidence=partial(_evidence, tables, drawn),
        caution=length_caution(tables),
        description=f"{NAME}，{len(drawn)}个主题、{len(names)}列，格内为{chosen.name}",
        native=shaded_table(grid, width=width, number_format=chosen.number_format),
    )


def _measure_words(measure: Measure) -> str:
    return f"格内为各主题{measure.name}，空白为未提及"


def _silent_words(silent: list[str]) -> str:
    if len(silent) > MOST_SILENT_NAMED:
        return f"另有{len(silent)}个主题无人提及"
    return f"无人提及{'、'.join(silent)}" if silent else ""


def _columns(table: pd.DataFrame, most: int, unit: str) -> tuple[pd.DataFrame, str]:
    """Return the columns drawn and, where some are left out, what to say about it."""
    if table.shape[1] <= most:
        return table, ""
    average = table.mean(axis=1)
    distance = table.sub(average, axis=0).abs().sum()
    furthest = set(distance.sort_values(ascending=False, kind="stable").index[: most - 1])
    drawn = table[[street for street in table.columns if street in furthest]]
    drawn = pd.concat([average.rename(AVERAGE), drawn], axis=1)
    return drawn, f"{table.shape[1]:,}个{unit}的平均，和与平均差别最大的{most - 1}个"


def _frequent_terms(tables: Tables, drawn: pd.DataFrame) -> Notes:
    """Return the terms by which each theme is spoken of, most frequent first."""
    counts = _terms_of_themes(tables)
    terms = (tuple(counts.get(theme, {}))[:MOST_TERMS] for theme in drawn.index)
    return Notes("提得最多的词", tuple(terms))


@once_for_all_levels
def _terms_of_themes(tables: Tables) -> dict[str, dict[str, int]]:
    mentions = tables.theme_mentions
    return pair_counts(mentions["theme"], mentions["term"], mentions["street"].notna())


def _cells(drawn: pd.DataFrame, measure: Measure) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            row=row,
            column=column,
            value=value,
            text=measure.words(value),
            hover=f"{street} {theme}：{measure.sentence(value)}",
            mark=mark_of(street, theme),
        )
        for row, column, theme, street, value in filled_places(drawn)
    )


def _evidence(tables: Tables, drawn: pd.DataFrame, mark: str | None = None) -> pd.DataFrame:
    mentions = tables.theme_mentions[tables.theme_mentions["theme"].isin(drawn.index)].dropna(subset=["street"])
    of_drawn = mentions[mentions["street"].isin(drawn.columns)]
    own = marked_evidence(tables, "theme_mentions", of_drawn, mark, "street", "theme")
    if AVERAGE not in drawn.columns:
        return own
    return joined_evidence(own, everybody_evidence(tables, "theme_mentions", mentions, mark, AVERAGE, "theme"))


def _readable(table: pd.DataFrame) -> pd.DataFrame:
    return table.rename_axis(index=None, columns=None).reset_index(names="主题")


def _finding(table: pd.DataFrame, measure: Measure, unit: str) -> str:
    leads = leaders_of_columns(table)
    spoken = {street: lead for street, lead in leads.items() if lead}
    if len(spoken) == 1:
        return _one_street(*next(iter(spoken.items())), table, measure)
    silent = len(leads) - len(spoken)
    missing = f"，{count_words(silent, unit)}没有提到" if silent else ""
    if len(spoken) <= MOST_STREETS_IN_FINDING and all(len(lead) <= MOST_THEMES_IN_LEAD for lead in spoken.values()):
        return _each_street(spoken, len(leads), unit) + missing
    return _many_streets(spoken, len(leads), unit) + missing


def _one_street(street: str, lead: list[str], table: pd.DataFrame, measure: Measure) -> str:
    """Return what the one 街道 that mentions any theme stresses most; among several, that it is the only one."""
    alone = f"只有{street}提到，" if table.shape[1] > 1 else street
    if len(lead) > MOST_THEMES_IN_LEAD:
        return f"{alone}没有最突出的主题，{len(lead)}个主题并列第一"
    return f"{alone}最重{join_names(lead)}，{'各' * (len(lead) > 1)}{measure.sentence(table[street].max())}"


def _each_street(spoken: dict[str, list[str]], streets: int, unit: str) -> str:
    distinct = {tuple(lead) for lead in spoken.values()}
    if len(distinct) == 1:
        theme = join_names(list(distinct.pop()))
        if len(spoken) == streets:
            return f"{count_words(streets, unit)}都最重{theme}"
        return f"{count_words(streets, unit)}中有{numeral(len(spoken))}个最重{theme}"
    words = "，".join(f"{short_name(street)}最重{'和'.join(lead)}" for street, lead in spoken.items())
    return words if len(words) <= LONGEST_FINDING else _many_streets(spoken, streets, unit)


def _many_streets(spoken: dict[str, list[str]], streets: int, unit: str) -> str:
    firsts = pd.Series([theme for lead in spoken.values() for theme in lead]).value_counts()
    top = leaders(firsts)
    count, most = count_words(streets, unit), numeral(int(firsts.iloc[0]))
    if firsts.iloc[0] > 1 and len(top) == 1:
        return f"{count}都最重{top[0]}" if firsts.iloc[0] == streets else f"{count}中有{most}个最重{top[0]}"
    if firsts.iloc[0] > 1 and len(top) <= MOST_THEMES_IN_LEAD:
        return f"{count}中，最重{'和'.join(sorted(top))}的各有{most}个"
    return f"{count}各有侧重，没有共同的首位主题"
