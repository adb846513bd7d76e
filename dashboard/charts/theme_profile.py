"""Theme profile: two 街道 theme by theme, or one against the average of the others."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.chart import Chart
from dashboard.charts.empty import empty_chart
from dashboard.charts.evidence import everybody_evidence, joined_evidence, mark_of, marked_evidence
from dashboard.charts.name_labels import NAME_LINE_PIXELS, NameLabel, name_line
from dashboard.charts.native import CIRCLE, DIAMOND, BarPanel, Panels, Series
from dashboard.charts.row_heights import row_height, rows_that_fit
from dashboard.charts.style import (
    CHART_HEIGHT_PIXELS,
    CHART_WIDTH_PIXELS,
    FONT_FAMILY,
    LABEL_PIXELS,
    LIGHT,
    LINE_PIXELS,
    MARKER_PIXELS,
    TEXT_PIXELS,
    Style,
    base_layout,
    quiet_axis,
)
from dashboard.charts.text_metrics import text_width
from dashboard.charts.theme_measures import Measure, measure_named, theme_table
from dashboard.charts.theme_profile_finding import others_name, profile_finding
from dashboard.charts.wording import coverage, escape, length_caution, source_line
from dashboard.tables.tables import Tables

KEY, NAME = "theme_profile", "主题轮廓"
TALLEST_ROW_PIXELS = 56
ROOM_AT_RIGHT = 1.08
AXIS_PIXELS = 44
TICK_PIXELS = 220
"""Room for each label of the axis."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one side's dots are drawn: fill, outline, Plotly's symbol, and the sign that stands for it in text."""

    fill: str
    outline: str
    symbol: str
    sign: str


def theme_profile(
    tables: Tables,
    *,
    street: str | None = None,
    other: str | None = None,
    measure: str = "sentence_share",
    colour: str | None = None,
    style: Style = LIGHT,
    width: int = CHART_WIDTH_PIXELS,
    height: int = CHART_HEIGHT_PIXELS,
) -> Chart:
    """Return the dot plot of ``street`` (default: the first) against ``other`` (default: the others' average).

    Themes stand in the order of the difference, so that what ``street`` stresses most is on top. With one 街道
    there is nothing to compare and its dots stand alone. Marks: 街道|主题 and 其他街道平均|主题. ValueError for a
    街道 without an article.
    """
    chosen = measure_named(measure)
    table = theme_table(tables, chosen)
    if not (table.to_numpy() > 0).any():
        return empty_chart(KEY, NAME, tables, "没有句子提到所选主题", style=style)
    pair = _pair(table, street, other, others_name(tables.unit))
    drawn = _drawn(pair, rows_that_fit(height - NAME_LINE_PIXELS - AXIS_PIXELS))
    looks = _looks(colour or style.accent, style)
    note = f"列出差距最大的{len(drawn)}个主题，共{len(pair)}个" if len(drawn) < len(pair) else ""
    return Chart(
        key=KEY,
        name=NAME,
        finding=profile_finding(pair, chosen, tables.unit),
        subtitle="；".join(filter(None, [f"{chosen.name}，{'与'.join(pair.columns)}", note, coverage(tables)])),
        source=source_line(tables),
        figure=_figure(drawn, chosen, looks, style, (width, height)),
        find_table=lambda: pair.rename_axis(index=None, columns=None).reset_index(names="主题"),
        find_evidence=partial(_evidence, tables, pair),
        caution=length_caution(tables),
        description=f"{NAME}：{'与'.join(pair.columns)}，按差距排列",
        native=_native(drawn, chosen, looks),
    )


Looks = tuple[Look, Look]


def _looks(colour: str, style: Style) -> Looks:
    """Return how the 街道 and what it is compared with are drawn."""
    return Look(colour, colour, CIRCLE, "●"), Look(style.paper, style.ink, DIAMOND, "◇")


def _native(pair: pd.DataFrame, measure: Measure, looks: Looks) -> Panels:
    series = tuple(
        Series(
            str(name),
            tuple(float(value) for value in pair[name]),
            (look.outline,),
            hollow=(look.fill != look.outline,) * len(pair),
            symbol=look.symbol,
        )
        for name, look in zip(pair.columns, looks, strict=False)
    )
    panel = BarPanel(
        tuple(str(theme) for theme in pair.index), series, number_format=measure.number_format, as_dots=True,
        is_linked=len(series) == 2,
    )  # fmt: skip
    return Panels((panel,))


def _pair(table: pd.DataFrame, street: str | None, other: str | None, others: str) -> pd.DataFrame:
    """Return one or two columns to compare, themes that one of them mentions, by difference."""
    for name in filter(None, (street, other)):
        if name not in table.columns:
            raise ValueError(f"street {name!r} has no article; there are {', '.join(table.columns[:5])} …")
    first = street or next(name for name in table.columns if name != other or table.shape[1] == 1)
    rest = table.drop(columns=first)
    pair = table[[first]]
    if other is not None and other != first:
        pair = table[[first, other]]
    elif not rest.empty and rest.shape[1]:
        label = others if rest.shape[1] > 1 else rest.columns[0]
        pair = pair.assign(**{label: rest.mean(axis=1)})
    pair = pair[(pair > 0).any(axis=1)]
    order = pair.iloc[:, 0] - pair.iloc[:, 1] if pair.shape[1] == 2 else pair.iloc[:, 0]
    return pair.loc[order.sort_values(ascending=False, kind="stable").index]


def _drawn(pair: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the themes that fit, in their order: those that differ most, or of one 街道 those it stresses most."""
    size = (pair.iloc[:, 0] - pair.iloc[:, 1]).abs() if pair.shape[1] == 2 else pair.iloc[:, 0]
    kept = set(size.sort_values(ascending=False, kind="stable").index[:most])
    return pair[[theme in kept for theme in pair.index]]


def _figure(pair: pd.DataFrame, measure: Measure, looks: Looks, style: Style, size: tuple[int, int]) -> go.Figure:
    highest = float(pair.to_numpy().max() or 1.0) if len(pair) else 1.0
    rows = max(len(pair), 1)
    width, height = size
    each = row_height(height - NAME_LINE_PIXELS - AXIS_PIXELS, rows, TALLEST_ROW_PIXELS)
    label_room = max((text_width(str(theme), LABEL_PIXELS) for theme in pair.index), default=0) + 24
    traces = [_links(pair, style)] if pair.shape[1] == 2 else []
    places = list(zip(pair.columns, looks, strict=False))
    traces += [_dots(pair, str(name), measure, look) for name, look in reversed(places)]
    return go.Figure(
        traces,
        base_layout(
            NAME_LINE_PIXELS + int(rows * each) + AXIS_PIXELS,
            style,
            margin={"l": round(label_room), "r": 20, "t": NAME_LINE_PIXELS, "b": AXIS_PIXELS},
            xaxis=quiet_axis(
                style,
                range=[-highest * 0.02, highest * ROOM_AT_RIGHT],
                tickformat=",.0%" if measure.factor == 100 else ",",
                nticks=max(width // TICK_PIXELS, 2),
                tickfont={"family": FONT_FAMILY, "size": TEXT_PIXELS, "color": style.quiet_ink},
            ),
            yaxis=_theme_axis(pair, style),
            annotations=_names(places, style),
        ),
    )


def _theme_axis(pair: pd.DataFrame, style: Style) -> dict[str, object]:
    return quiet_axis(
        style,
        range=[max(len(pair), 1) - 0.5, -0.5],
        tickvals=list(range(len(pair))),
        ticktext=[escape(str(theme)) for theme in pair.index],
        ticklabelstandoff=10,
        showgrid=True,
        gridcolor=style.line,
        tickfont={"family": FONT_FAMILY, "size": LABEL_PIXELS, "color": style.ink},
    )


def _links(pair: pd.DataFrame, style: Style) -> go.Scatter:
    ends = [(row, left, right) for row, (left, right) in enumerate(pair.itertuples(index=False, name=None))]
    return go.Scatter(
        x=[x for _, left, right in ends for x in (left, right, None)],
        y=[y for row, _, _ in ends for y in (row, row, None)],
        mode="lines",
        line={"color": style.quiet_ink, "width": LINE_PIXELS},
        hoverinfo="skip",
    )


def _dots(pair: pd.DataFrame, name: str, measure: Measure, look: Look) -> go.Scatter:
    return go.Scatter(
        x=pair[name],
        y=list(range(len(pair))),
        mode="markers",
        marker={"color": look.fill, "symbol": look.symbol, "size": MARKER_PIXELS, "opacity": 1,
                "line": {"color": look.outline, "width": LINE_PIXELS}},
        customdata=[[mark_of(name, str(theme))] for theme in pair.index],
        hovertext=[escape(f"{name} {theme}：{measure.sentence(float(value))}") for theme, value in pair[name].items()],
        hoverinfo="text",
    )  # fmt: skip


def _names(places: list[tuple[str, Look]], style: Style) -> list[dict[str, object]]:
    return name_line([NameLabel(look.sign, look.outline, name) for name, look in places], style)


def _evidence(tables: Tables, pair: pd.DataFrame, mark: str | None = None) -> pd.DataFrame:
    mentions = tables.theme_mentions.dropna(subset=["street"])
    mentions = mentions[mentions["theme"].isin(pair.index)]
    of_pair = mentions[mentions["street"].isin(pair.columns)]
    own = marked_evidence(tables, "theme_mentions", of_pair, mark, "street", "theme")
    name = others_name(tables.unit)
    if name not in pair.columns:
        return own
    others = mentions[mentions["street"] != pair.columns[0]]
    return joined_evidence(own, everybody_evidence(tables, "theme_mentions", others, mark, name, "theme"))
