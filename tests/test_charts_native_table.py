"""What office programs draw are the numbers of the chart's own table, which is exported too."""

from math import log

import pandas as pd
import pytest

from dashboard.charts import beneficiaries_chart, theme_bars, theme_heatmap
from dashboard.charts.native import LEFT_OUT, Panels, ShadedTable, TextTable
from dashboard.charts.text_lines import lines_that_fit
from dashboard.charts.theme_measures import measure_named
from dashboard.charts.theme_profile_finding import others_name
from dashboard.charts.wording import short_name
from tests.native_charts import DRAWINGS, Draw, every_form, native_bars_of


def by_label(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table under the short names of 街道, the first column as its index."""
    table = table.set_index(table.columns[0])
    return table.rename(index=lambda name: short_name(str(name)), columns=lambda name: short_name(str(name)))


def panels_and_table(draw: Draw) -> tuple[Panels, pd.DataFrame]:
    chart = draw()
    if not isinstance(chart.native, Panels):
        pytest.skip("another form")
    return chart.native, chart.table


def cells_and_table(draw: Draw) -> tuple[list[tuple[str, str, str]], pd.DataFrame]:
    """Return (row, column, text) of the cells that hold something, and the chart's table."""
    chart = draw()
    if not isinstance(chart.native, ShadedTable):
        pytest.skip("another form")
    own = chart.native
    cells = [
        (row, column, text)
        for row, texts in zip(own.rows, own.texts, strict=True)
        for column, text in zip(own.columns, texts, strict=True)
    ]
    return cells, chart.table


@every_form("theme_heatmap")
def test_shares_of_cells_are_in_the_table(form: str) -> None:
    cells, table = cells_and_table(DRAWINGS[form])
    measure = measure_named("per_1000_characters" if form.endswith("-density") else "sentence_share")
    wide = by_label(table)
    wide[theme_heatmap.AVERAGE] = wide.mean(axis=1)

    for theme, street, text in cells:
        value = float(wide.loc[theme, street])
        assert text == (measure.words(value) if value else "")


@every_form("beneficiaries")
def test_numbers_of_commitments_are_in_the_table(form: str) -> None:
    cells, table = cells_and_table(DRAWINGS[form])
    wide = by_label(table)
    wide[beneficiaries_chart.ALL_STREETS] = wide.sum(axis=1)

    for group, street, text in cells:
        assert text == (f"{wide.loc[group, street]:,}" if wide.loc[group, street] else "")


@every_form("theme_bars")
def test_bars_of_themes_are_in_the_table(form: str) -> None:
    native, table = panels_and_table(DRAWINGS[form])
    wide = table.set_index("主题")
    wide[theme_bars.average_name("街道")] = wide.mean(axis=1)

    for panel in native.panels:
        (series,) = panel.series
        values = wide.loc[series.name].rename(short_name) if series.name in wide.index else wide[series.name]
        for label, value, _ in native_bars_of(panel):
            assert value == pytest.approx(values[label])


@every_form("theme_profile", "commitment_kinds", "text_length", "deadlines_per_month")
def test_series_are_columns_of_the_table(form: str) -> None:
    native, table = panels_and_table(DRAWINGS[form])
    wide = table.set_index(table.columns[0]).rename(index=lambda name: short_name(str(name)))

    for number, series in enumerate(native.panels[0].series):
        assert series.name in wide.columns or series.name == others_name("街道")
        for label, value, _ in native_bars_of(native.panels[0], number):
            assert label != LEFT_OUT and value == pytest.approx(wide.loc[label, series.name])
    assert [label for label in wide.index if label in native.panels[0].categories] == [
        label for label in native.panels[0].categories if label != LEFT_OUT
    ]


@every_form("similarity")
def test_similarities_are_in_the_table(form: str) -> None:
    chart = DRAWINGS[form]()
    known = {
        (frozenset((short_name(first), short_name(second))), measure): value
        for first, second, *values in chart.table.itertuples(index=False, name=None)
        for measure, value in zip(("主题相似度", "用词相似度"), values, strict=True)
    }
    if isinstance(chart.native, Panels):
        for panel in chart.native.panels:
            for label, value, _ in native_bars_of(panel):
                pair = frozenset(label.split(" — "))
                assert len(pair) != 2 or known[pair, panel.series[0].name] == value
    elif isinstance(chart.native, ShadedTable):
        for row, name in enumerate(chart.native.rows):
            for column, other in enumerate(chart.native.columns):
                measure = "主题相似度" if row > column else "用词相似度"
                text = chart.native.texts[row][column]
                assert row == column or text in ("", f"{known[frozenset((name, other)), measure]:.2f}")


@every_form("keyness")
def test_ratios_are_the_log_odds_of_the_table(form: str) -> None:
    native, table = panels_and_table(DRAWINGS[form])
    drawn = [
        (panel.heading, label, *(round(log(ratio), 2) for ratio in ratios))
        for panel in native.panels
        for label, *ratios in zip(
            panel.categories, panel.series[0].values, panel.series[0].lows, panel.series[0].highs, strict=True
        )
    ]  # fmt: skip
    columns = ["街道", "词", "对数几率比", "95%区间下限", "95%区间上限"]

    assert drawn == list(table[columns].itertuples(index=False, name=None))


@every_form("shared_terms")
def test_rates_and_users_of_words_are_in_the_table(form: str) -> None:
    chart = DRAWINGS[form]()
    wide = by_label(chart.table)
    if isinstance(chart.native, Panels):
        for label, value, _ in native_bars_of(chart.native.panels[0]):
            assert wide.loc[label, "街道个数"] == value
    elif isinstance(chart.native, ShadedTable):
        for row, term in enumerate(chart.native.rows):
            for street, text in zip(chart.native.columns, chart.native.texts[row], strict=True):
                assert float(text or 0) == pytest.approx(wide.loc[term, street], abs=0.055)


@every_form("amounts")
def test_lines_are_those_of_the_table_in_its_order(form: str) -> None:
    chart = DRAWINGS[form]()
    if not isinstance(chart.native, TextTable):
        pytest.skip("empty")
    lines = list(zip(*(column.texts for column in chart.native.columns), strict=True))
    table = chart.table.assign(街道=chart.table["街道"].map(short_name))
    rows = list(table[[column.heading for column in chart.native.columns]].itertuples(index=False, name=None))
    first = lines_that_fit() if form.endswith("-page") else 0

    assert lines == rows[first : first + len(lines)] and lines
