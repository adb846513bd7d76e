"""Distinctive words: how much more each 街道 uses them than the others do, and how sure that is."""

from collections.abc import Mapping, Sequence
from math import exp, log

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.chart import Chart
from dashboard.charts.empty import empty_chart
from dashboard.charts.evidence import SEPARATOR, evidence_of, mark_of
from dashboard.charts.style import (
    CHART_HEIGHT_PIXELS,
    CHART_WIDTH_PIXELS,
    HEADING_PIXELS,
    LIGHT,
    LINE_PIXELS,
    SMALL_TEXT_PIXELS,
    TEXT_PIXELS,
    Style,
    base_layout,
    quiet_axis,
    street_colours,
)
from dashboard.charts.text_metrics import MIDDLE_SHIFT_EM, shortened, text_width
from dashboard.charts.wording import (
    coverage,
    escape,
    length_caution,
    number_words,
    short_name,
    source_line,
    streets_in_order,
)
from dashboard.tables.tables import Tables

KEY, NAME = "keyness", "特色词"
PANELS_PER_PAGE = 3
MOST_TERMS = 12
LEAST_ROW_PIXELS, MOST_ROW_PIXELS = 46, 60
HEADING_ROOM_PIXELS = 60
AXIS_ROOM_PIXELS = 44
PANEL_GAP_PIXELS = 50
LONGEST_LABEL_PIXELS = 260
DOT_PIXELS = 18
FIGURES = ("log_odds", "keyness_low", "keyness_high", "keyness")
RATIO_TICKS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000)
DECADE_TICKS = RATIO_TICKS[::2]
MOST_TICKS = 5


def keyness_chart(
    tables: Tables,
    street: str | None = None,
    *,
    page: int = 1,
    width: int = CHART_WIDTH_PIXELS,
    height: int = CHART_HEIGHT_PIXELS,
    colours: Mapping[str, str] | None = None,
    style: Style = LIGHT,
) -> Chart:
    """Return the distinctive words of one 街道, or of ``PANELS_PER_PAGE`` side by side (``page`` from 1).

    The dot is the log-odds ratio δ against the other 街道 (middle of ``keyness_low`` and ``keyness_high``), drawn as
    the ratio exp(δ) on a logarithmic axis; the line is its 95 % interval; a hollow dot is one whose interval holds 1.
    ``width`` × ``height`` are pixels. Marks: 街道|词.
    """
    streets = [street] if street else _page_of(streets_in_order(tables), page)
    rows = min(MOST_TERMS, max(1, _row_room(height) // LEAST_ROW_PIXELS))
    terms = {name: _distinctive(tables.keywords, name, rows) for name in streets}
    terms = {name: own for name, own in terms.items() if not own.empty}
    if not terms:
        alone = tables.keywords["keyness"].isna().all()
        missing = "没有别的街道可比，算不出特色词" if alone else "没有比其他街道用得更多的词"
        return empty_chart(KEY, NAME, tables, missing, table=_table({}), style=style)
    colours = colours or street_colours(streets_in_order(tables), style)
    return Chart(
        key=KEY,
        name=NAME,
        finding=_finding(terms),
        subtitle=_subtitle(tables, len(terms)),
        source=source_line(tables),
        figure=_figure(terms, width, height, colours, style),
        table=_table(terms),
        evidence=_evidence(tables, terms),
        caution=length_caution(tables),
        description="；".join(f"{name}：{'、'.join(own['term'])}" for name, own in terms.items()),
    )


def _row_room(height: int) -> int:
    return height - HEADING_ROOM_PIXELS - AXIS_ROOM_PIXELS


def _subtitle(tables: Tables, shown: int) -> str:
    streets = tables.articles["street"].nunique()
    only = f"；显示其中{shown}个街道" if shown < streets else ""
    measure = "用词几率是其他街道的几倍，横线为95%置信区间，空心点的区间含1倍（不能确定）"
    return f"{measure}；{coverage(tables)}{only}"


def _page_of(streets: Sequence[str], page: int) -> Sequence[str]:
    pages = max(1, -(-len(streets) // PANELS_PER_PAGE))
    first = (min(max(page, 1), pages) - 1) * PANELS_PER_PAGE
    return streets[first : first + PANELS_PER_PAGE]


def _distinctive(keywords: pd.DataFrame, street: str, most: int) -> pd.DataFrame:
    """Return the 街道's ``most`` terms of highest z, with ``log_odds``, best first."""
    own = keywords[(keywords["street"] == street) & (keywords["keyness"] > 0)]
    own = own.sort_values(["keyness", "rank"], ascending=[False, True], kind="stable").head(most)
    return own.assign(log_odds=(own["keyness_low"] + own["keyness_high"]) / 2)


def _finding(terms: Mapping[str, pd.DataFrame]) -> str:
    most = 3 if len(terms) == 1 else 2
    sure = {name: list(own.loc[own["keyness_low"] > 0, "term"][:most]) for name, own in terms.items()}
    said = [f"{short_name(name)}突出{''.join(f'“{term}”' for term in found)}" for name, found in sure.items() if found]
    if not said:
        return _unsure_finding(terms)
    silent = [short_name(name) for name, found in sure.items() if not found]
    rest = f"；{'、'.join(silent)}没有多得可以确定的词" if silent else ""
    return f"与其他街道相比，{'，'.join(said)}{rest}"


def _unsure_finding(terms: Mapping[str, pd.DataFrame]) -> str:
    """Return the title where every interval holds 1: the highest z, if it is one word's, and that it is not sure."""
    best = {name: own["keyness"].iloc[0] for name, own in terms.items()}
    leaders = [name for name, z in best.items() if z == max(best.values())]
    alone = len(leaders) == 1 and (terms[leaders[0]]["keyness"] == best[leaders[0]]).sum() == 1
    if not alone:
        return "字数还少，没有一个词能确定用得比其他街道多"
    leader = f"{short_name(leaders[0])}“{terms[leaders[0]]['term'].iloc[0]}”"
    return f"最突出的是{leader}；字数还少，没有一个词能确定用得比其他街道多"


def _figure(
    terms: Mapping[str, pd.DataFrame], width: int, height: int, colours: Mapping[str, str], style: Style
) -> go.Figure:
    rows = max(len(own) for own in terms.values())
    row = min(MOST_ROW_PIXELS, _row_room(height) / rows)
    height = round(HEADING_ROOM_PIXELS + rows * row + AXIS_ROOM_PIXELS)
    low = min(0.0, *(own["keyness_low"].min() for own in terms.values()))
    high = max(own["keyness_high"].max() for own in terms.values())
    pad = (high - low) * 0.04
    figure = go.Figure(layout=base_layout(height, style, margin={"l": 0, "r": 10, "t": 0, "b": AXIS_ROOM_PIXELS}))
    labels = {
        street: [shortened(term, TEXT_PIXELS, LONGEST_LABEL_PIXELS) for term in own["term"]]
        for street, own in terms.items()
    }
    room = max(text_width(label, TEXT_PIXELS) for own in labels.values() for label in own) + 24
    each = (width - PANEL_GAP_PIXELS * (len(terms) - 1)) / len(terms)
    for number, (street, own) in enumerate(terms.items(), start=1):
        left = (number - 1) * (each + PANEL_GAP_PIXELS)
        domain = [(left + room) / width, min(1.0, (left + each) / width)]
        suffix = "" if number == 1 else str(number)
        _add_axes(figure, suffix, domain, (low - pad, high + pad), (rows, row), style)
        _add_panel(
            figure, suffix, own, labels[street], colours.get(street, style.accent), (low - pad, row), street, style
        )
        figure.add_annotation(
            x=left / width, y=-1, xref="paper", yref=f"y{suffix}", xanchor="left", showarrow=False,
            text=f"<b>{escape(street)}</b>", font={"size": HEADING_PIXELS, "color": style.ink},
        )  # fmt: skip
    return figure


def _add_axes(
    figure: go.Figure, suffix: str, domain: list[float], span: tuple[float, float], grid: tuple[int, float],
    style: Style,
) -> None:  # fmt: skip
    rows, row = grid
    ticks = [ratio for ratio in RATIO_TICKS if span[0] <= log(ratio) <= span[1]]
    if len(ticks) > MOST_TICKS:
        ticks = [ratio for ratio in ticks if ratio in DECADE_TICKS]
    head = HEADING_ROOM_PIXELS / row
    figure.layout[f"xaxis{suffix}"] = quiet_axis(
        style, domain=domain, range=list(span), anchor=f"y{suffix}", tickvals=[log(ratio) for ratio in ticks],
        ticktext=[f"{number_words(ratio)}倍" for ratio in ticks],
        tickfont={"size": SMALL_TEXT_PIXELS, "color": style.quiet_ink},
    )  # fmt: skip
    figure.layout[f"yaxis{suffix}"] = quiet_axis(
        style, range=[rows - 0.5, -0.5 - head], anchor=f"x{suffix}", showticklabels=False
    )
    figure.add_shape(
        type="line", x0=0, x1=0, y0=-0.5, y1=rows - 0.5, xref=f"x{suffix}", yref=f"y{suffix}", layer="below",
        line={"color": style.quiet_ink, "width": 1},
    )  # fmt: skip


def _add_panel(
    figure: go.Figure, suffix: str, own: pd.DataFrame, labels: Sequence[str], colour: str,
    corner: tuple[float, float], street: str, style: Style,
) -> None:  # fmt: skip
    left, row_pixels = corner
    axes = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}", "cliponaxis": False}
    places = list(range(len(own)))
    marks = [[mark_of(street, term)] for term in own["term"]]
    for place, low, high in zip(places, own["keyness_low"], own["keyness_high"], strict=True):
        figure.add_shape(
            type="line", x0=low, x1=high, y0=place, y1=place, xref=axes["xaxis"], yref=axes["yaxis"], layer="below",
            line={"color": colour, "width": LINE_PIXELS}, opacity=0.5,
        )  # fmt: skip
    hover = [
        f"{escape(row['term'])}<br>{row['count']}次，{exp(row['log_odds']):.1f}倍，z={row['keyness']:.1f}"
        for row in own.to_dict("records")
    ]
    sure = own["keyness_low"] > 0
    figure.add_scatter(
        x=own["log_odds"], y=places, mode="markers", customdata=marks, hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>", name=escape(street), **axes,
        marker={"size": DOT_PIXELS, "color": [colour if one else style.paper for one in sure], "opacity": 1,
                "line": {"width": LINE_PIXELS, "color": colour}},
    )  # fmt: skip
    shift = MIDDLE_SHIFT_EM * TEXT_PIXELS / row_pixels
    figure.add_scatter(
        x=[left] * len(own), y=[place + shift for place in places], mode="text", text=[escape(one) for one in labels],
        textposition="middle left", textfont={"size": TEXT_PIXELS, "color": style.ink}, customdata=marks,
        hovertext=hover, hovertemplate="%{hovertext}<extra></extra>", name=escape(street), **axes,
    )  # fmt: skip


def _table(terms: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    columns = ["街道", "词", "次数", "对数几率比", "95%区间下限", "95%区间上限", "z值"]
    rows = [
        (name, row["term"], int(row["count"]), *(round(row[column], 2) for column in FIGURES))
        for name, own in terms.items()
        for row in own.to_dict("records")
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _evidence(tables: Tables, terms: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    mentions = tables.term_mentions.dropna(subset=["street"])
    marks = mentions["street"] + SEPARATOR + mentions["term"]
    shown = {mark_of(name, term) for name, own in terms.items() for term in own["term"]}
    return evidence_of(mentions[marks.isin(shown)], marks)
