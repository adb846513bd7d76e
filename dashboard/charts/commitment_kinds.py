"""Commitments by kind: how many of each 街道's state an amount, a date, both or neither."""

from functools import partial

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.bar_rows import VALUE_GAP
from dashboard.charts.chart import Chart
from dashboard.charts.commitments import BOTH, DATED, KINDS, NEITHER, QUANTIFIED, commitments, rows_of_commitments
from dashboard.charts.counting import cross_counts
from dashboard.charts.empty import empty_chart
from dashboard.charts.evidence import behind_mark, evidence_of, mark_of, marks_of
from dashboard.charts.name_labels import NAME_LINE_PIXELS, NameLabel, name_line
from dashboard.charts.native import LEFT_OUT, OFFICE_TEXT_PIXELS, BarPanel, Panels, Series
from dashboard.charts.ranking import Shown, most_rows, top_and_bottom
from dashboard.charts.row_heights import row_height
from dashboard.charts.style import (
    CHART_HEIGHT_PIXELS,
    CHART_WIDTH_PIXELS,
    FONT_FAMILY,
    LABEL_PIXELS,
    LIGHT,
    TEXT_PIXELS,
    Style,
    base_layout,
    quiet_axis,
    text_colour_on,
)
from dashboard.charts.text_metrics import text_width
from dashboard.charts.wording import coverage, escape, length_caution, short_name, source_line, streets_in_order
from dashboard.tables.tables import Tables

KEY, NAME = "commitment_kinds", "目标的量化与时限"
TALLEST_ROW_PIXELS = 88
TOTAL_ROOM = 1.08
"""The axis is this much longer than the longest bar, so that its total stands beside it."""
SEGMENT_PADDING_PIXELS = 12
SHORT_KINDS = {BOTH: "都有", DATED: "日期", QUANTIFIED: "数量", NEITHER: "都无"}
SIGNS = {BOTH: "◆", DATED: "●", QUANTIFIED: "■", NEITHER: "▲"}
"""What tells the kinds apart without colour where a segment has no room for words."""


def commitment_kinds(
    tables: Tables, *, style: Style = LIGHT, width: int = CHART_WIDTH_PIXELS, height: int = CHART_HEIGHT_PIXELS
) -> Chart:
    """Return stacked bars, a bar per 街道, most commitments first. Marks: 街道|kind.

    Past as many 街道 as fit (sixteen) the top and the bottom half are drawn.
    """
    rows = commitments(tables)
    if rows.empty:
        return empty_chart(KEY, NAME, tables, f"没有找到{tables.unit}提出的目标", table=_counts(rows, []), style=style)
    counts = _counts(rows, streets_in_order(tables))
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    counts = counts.loc[order]
    shown = top_and_bottom(list(counts.index), most_rows(height - NAME_LINE_PIXELS))
    drawn = counts.loc[list(shown.names)]
    note = f"按目标数排列，{shown.note}" if shown.note else "按目标数排列"
    return Chart(
        key=KEY,
        name=NAME,
        finding=_finding(counts),
        subtitle=f"每个{tables.unit}的目标项数；{note}；{coverage(tables)}",
        source=source_line(tables),
        figure=_figure(drawn, shown, style, (width, height)),
        native=_native(drawn, shown, style, width),
        find_table=lambda: counts.rename_axis(index=None, columns=None).reset_index(names=tables.unit),
        find_evidence=partial(_evidence, tables),
        caution=length_caution(tables),
        description=f"{NAME}：{len(counts):,}个{tables.unit}共{int(counts.to_numpy().sum()):,}项目标",
    )


def _counts(rows: pd.DataFrame, streets: list[str]) -> pd.DataFrame:
    """Return 街道 × kind, zeros included."""
    return cross_counts(rows["street"], rows["kind"], streets, KINDS)


def _figure(drawn: pd.DataFrame, shown: Shown, style: Style, size: tuple[int, int]) -> go.Figure:
    slots = len(drawn) + bool(shown.left_out)
    width, height = size
    rows_height = int(slots * row_height(height - NAME_LINE_PIXELS, slots, TALLEST_ROW_PIXELS))
    names = [short_name(street) for street in drawn.index]
    label_room = _label_room(drawn, LABEL_PIXELS)
    places = [place + (shown.left_out > 0 and place >= len(shown.top)) for place in range(len(drawn))]
    longest = float(drawn.sum(axis=1).max()) * TOTAL_ROOM
    pixels_each = (width - label_room) / longest
    traces = [_segments(drawn, kind, places, pixels_each, style) for kind in KINDS]
    ticks = list(zip(places, names, strict=True)) + ([(len(shown.top), LEFT_OUT)] if shown.left_out else [])
    return go.Figure(
        [*traces, _totals(drawn, places, style)],
        base_layout(
            NAME_LINE_PIXELS + rows_height,
            style,
            barmode="stack",
            bargap=0.36,
            annotations=name_line(_used(drawn, style), style),
            margin={"l": round(label_room), "r": 0, "t": NAME_LINE_PIXELS, "b": 0},
            xaxis=quiet_axis(style, visible=False, range=[0, longest]),
            yaxis=quiet_axis(
                style, range=[slots - 0.5, -0.5], tickvals=[place for place, _ in ticks],
                ticktext=[escape(name) for _, name in ticks], ticklabelstandoff=8,
                tickfont={"family": FONT_FAMILY, "size": LABEL_PIXELS, "color": style.ink},
            ),
        ),
    )  # fmt: skip


def _label_room(drawn: pd.DataFrame, size: int) -> float:
    return max(text_width(short_name(street), size) for street in drawn.index) + 20


def _native(drawn: pd.DataFrame, shown: Shown, style: Style, width: int) -> Panels:
    """Return the bars for an office program; what stands in a segment is measured for its larger text."""
    names, totals = [short_name(street) for street in drawn.index], drawn.sum(axis=1)
    room = width - _label_room(drawn, OFFICE_TEXT_PIXELS)
    pixels_each = room / (float(totals.max()) * TOTAL_ROOM)
    panel = BarPanel(
        categories=tuple(shown.with_gap(names, LEFT_OUT)),
        series=tuple(
            _native_kind(drawn[kind], shown, colour, pixels_each)
            for kind, colour in zip(KINDS, style.kinds, strict=True)
            if drawn[kind].any()
        ),
        is_stacked=True,
        totals=tuple(shown.with_gap([_total_words(total) for total in totals], "")),
    )
    return Panels((panel,))


def _native_kind(counts: pd.Series, shown: Shown, colour: str, pixels_each: float) -> Series:
    kind = str(counts.name)
    words = [_segment_words(kind, int(count), pixels_each, OFFICE_TEXT_PIXELS) for count in counts]
    values: list[float | None] = [int(count) for count in counts]
    return Series(kind, tuple(shown.with_gap(values, None)), (colour,), tuple(shown.with_gap(words, "")))


def _total_words(total: int) -> str:
    return f"{total:,}项"


def _used(drawn: pd.DataFrame, style: Style) -> list[NameLabel]:
    kinds = zip(KINDS, style.kinds, strict=True)
    return [NameLabel(SIGNS[kind], colour, kind) for kind, colour in kinds if drawn[kind].any()]


def _segments(drawn: pd.DataFrame, kind: str, places: list[int], pixels_each: float, style: Style) -> go.Bar:
    colour = style.kinds[KINDS.index(kind)]
    filled = [
        (place, str(street), int(count))
        for place, (street, count) in zip(places, drawn[kind].items(), strict=True)
        if count
    ]
    return go.Bar(
        name=kind,
        orientation="h",
        x=[count for _, _, count in filled],
        y=[place for place, _, _ in filled],
        marker={"color": colour, "line": {"color": style.paper, "width": 2}},
        text=[_segment_words(kind, count, pixels_each, TEXT_PIXELS) for _, _, count in filled],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"family": FONT_FAMILY, "size": TEXT_PIXELS, "color": text_colour_on(colour, style)},
        selected={"textfont": {"color": text_colour_on(colour, style)}},
        customdata=[[mark_of(street, kind)] for _, street, _ in filled],
        hovertext=[escape(f"{street}：{count:,}项{kind}") for _, street, count in filled],
        hoverinfo="text",
    )


def _segment_words(kind: str, count: int, pixels_each: float, size: int) -> str:
    """Return 日期 4 where it fits into the segment at ``size`` pixels, else ● 4, else the sign alone, else nothing."""
    room = count * pixels_each - SEGMENT_PADDING_PIXELS
    candidates = (f"{SHORT_KINDS[kind]} {count:,}", f"{SIGNS[kind]} {count:,}", SIGNS[kind])
    return next((words for words in candidates if text_width(words, size) <= room), "")


def _totals(drawn: pd.DataFrame, places: list[int], style: Style) -> go.Scatter:
    totals = drawn.sum(axis=1)
    return go.Scatter(
        x=list(totals),
        y=places,
        mode="text",
        text=[VALUE_GAP + _total_words(total) for total in totals],
        textposition="middle right",
        textfont={"family": FONT_FAMILY, "size": TEXT_PIXELS, "color": style.ink},
        selected={"textfont": {"color": style.ink}},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _evidence(tables: Tables, mark: str | None = None) -> pd.DataFrame:
    wanted = behind_mark(commitments(tables), mark, "street", "kind")
    kinds = wanted.set_index("commitment_id")["kind"].astype("object")
    targets = rows_of_commitments(tables, wanted["commitment_id"])
    marks = marks_of(targets.assign(kind=targets["commitment_id"].map(kinds)), "street", "kind")
    return evidence_of(tables.places("targets", targets), marks)


def _finding(counts: pd.DataFrame) -> str:
    totals = counts.sum()
    total, neither = int(totals.sum()), int(totals[NEITHER])
    quantified, dated = int(totals[[BOTH, QUANTIFIED]].sum()), int(totals[[BOTH, DATED]].sum())
    lead = f"{total:,}项目标中，{_stated(quantified, '带数量')}，{_stated(dated, '带日期')}"
    only = _only_street(counts)
    if only and len(counts) > 1:
        return f"{lead}，写明的都出自{only}"
    if neither == 0:
        return f"{lead}，没有一项两者都缺"
    return f"{lead}，{neither:,}项两者都没有" if neither < total else f"{total:,}项目标都没有写数量和日期"


def _stated(count: int, what: str) -> str:
    return f"{count:,}项{what}" if count else f"没有一项{what}"


def _only_street(counts: pd.DataFrame) -> str | None:
    """Return the one 街道 from which every quantified or dated commitment comes, None where there are several."""
    stating = counts.index[counts[[BOTH, DATED, QUANTIFIED]].sum(axis=1) > 0]
    return str(stating[0]) if len(stating) == 1 else None
