"""Text length and coverage: how much each 街道 wrote, and so how far the others' shares can be compared."""

from collections.abc import Mapping
from functools import partial

import pandas as pd

from dashboard.charts.bar_rows import BarRow, Panel, native_bars, panel_figure
from dashboard.charts.chart import Chart
from dashboard.charts.empty import empty_chart
from dashboard.charts.evidence import marked_evidence
from dashboard.charts.ranking import most_rows, top_and_bottom
from dashboard.charts.style import CHART_HEIGHT_PIXELS, CHART_WIDTH_PIXELS, LIGHT, Style, bar_colours
from dashboard.charts.wording import (
    LENGTH_RATIO,
    count_words,
    coverage,
    length_caution,
    short_name,
    source_line,
    streets_in_order,
)
from dashboard.tables.tables import Tables

KEY, NAME = "text_length", "篇幅"


def text_length(
    tables: Tables,
    *,
    colours: Mapping[str, str] | None = None,
    style: Style = LIGHT,
    width: int = CHART_WIDTH_PIXELS,
    height: int = CHART_HEIGHT_PIXELS,
) -> Chart:
    """Return bars of characters per 街道, longest first. Marks: the 街道, with all its sentences behind it."""
    lengths = _lengths(tables)
    if lengths.empty:
        nothing = _readable(lengths, tables.unit)
        return empty_chart(KEY, NAME, tables, "还没有可统计的街道文章", table=nothing, style=style)
    painted = bar_colours(streets_in_order(tables), colours, style)
    shown = top_and_bottom(list(lengths.index), most_rows(height))
    drawn = lengths.loc[list(shown.names)]
    rows = [
        _row(str(street), int(characters), int(sentences), painted[str(street)])
        for street, characters, sentences in zip(drawn.index, drawn["characters"], drawn["sentences"], strict=True)
    ]
    panels = [Panel("", tuple(rows), shown.gap_after)]
    return Chart(
        key=KEY,
        name=NAME,
        finding=_finding(lengths["characters"], tables.unit),
        subtitle="；".join(filter(None, [f"每个{tables.unit}文章的字数和句数", shown.note, coverage(tables)])),
        source=source_line(tables),
        figure=panel_figure(panels, columns=1, width=width, height=height, style=style),
        find_table=lambda: _readable(lengths, tables.unit),
        find_evidence=partial(_evidence, tables),
        caution=length_caution(tables),
        description=f"{NAME}：{len(lengths):,}个{tables.unit}，按字数从多到少",
        native=native_bars(panels, ["字数"], with_texts=True),
    )


def _lengths(tables: Tables) -> pd.DataFrame:
    """Return ``characters``, ``sentences`` and ``articles`` per 街道, longest first."""
    articles = tables.articles.dropna(subset=["street"])
    lengths = articles.groupby("street", sort=False).agg(characters=("characters", "sum"), articles=("street", "size"))
    counted = tables.sentences["street"].value_counts()
    lengths["sentences"] = counted.reindex(lengths.index).fillna(0).astype(int)
    return lengths.sort_values("characters", ascending=False, kind="stable")


def _evidence(tables: Tables, mark: str | None = None) -> pd.DataFrame:
    return marked_evidence(tables, "sentences", tables.sentences.dropna(subset=["street"]), mark, "street")


def _row(street: str, characters: int, sentences: int, colour: str) -> BarRow:
    words = f"{characters:,}字、{sentences:,}句"
    return BarRow(short_name(street), characters, words, f"{street}：{words}", colour, street)


def _readable(lengths: pd.DataFrame, unit: str) -> pd.DataFrame:
    names = {"street": unit, "characters": "字数", "sentences": "句数", "articles": "文章"}
    return lengths.rename_axis("street").reset_index()[list(names)].rename(columns=names)


def _finding(characters: pd.Series, unit: str) -> str:
    longest, shortest = int(characters.max()), int(characters.min())
    if len(characters) == 1:
        return f"{characters.index[0]}的文章共{longest:,}字" if longest else f"{characters.index[0]}的文章没有正文"
    count = count_words(len(characters), unit)
    if longest == shortest:
        return f"{count}篇幅相同，都是{longest:,}字，可直接比较"
    if longest <= LENGTH_RATIO * shortest:
        return f"{count}篇幅相近（{shortest:,}—{longest:,}字），可直接比较"
    first, last = short_name(str(characters.idxmax())), short_name(str(characters.idxmin()))
    return f"篇幅悬殊：{first}{longest:,}字，{last}只有{shortest:,}字"
