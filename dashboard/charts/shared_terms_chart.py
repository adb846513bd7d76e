"""Shared and unique words: which words several 街道 use, which only one."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.chart import Chart
from dashboard.charts.empty import empty_chart
from dashboard.charts.evidence import SEPARATOR, evidence_of, joined_evidence, mark_of
from dashboard.charts.style import (
    CHART_HEIGHT_PIXELS,
    CHART_WIDTH_PIXELS,
    LIGHT,
    SMALL_TEXT_PIXELS,
    TEXT_PIXELS,
    Style,
    base_layout,
    quiet_axis,
)
from dashboard.charts.term_weights import distinctive_weights, street_characters, term_rates
from dashboard.charts.text_metrics import MIDDLE_SHIFT_EM, shortened, text_width
from dashboard.charts.wording import coverage, escape, length_caution, short_name, source_line
from dashboard.tables.tables import Tables

KEY, NAME = "shared_terms", "共有词与独有词"
MOST_COLUMNS = 12
MOST_ROWS = 20
LEAST_UNIQUE_ROWS = 6
LEAST_ROW_PIXELS, MOST_ROW_PIXELS = 36, 56
LEAST_BAR_ROW_PIXELS = 42
HEAD_PIXELS = 56
LARGEST_DOT_PIXELS = 40
SMALLEST_DOT_PIXELS = 8
LONGEST_LABEL_PIXELS = 300
LONGEST_COLUMN_PIXELS = 420
MOST_NAMED = 3


def shared_terms_chart(
    tables: Tables,
    *,
    width: int = CHART_WIDTH_PIXELS,
    height: int = CHART_HEIGHT_PIXELS,
    style: Style = LIGHT,
) -> Chart:
    """Return a dot matrix 词 × 街道, shared words on top, then words of one 街道 only.

    The area of a dot is the uses per 1,000 characters. Past ``MOST_COLUMNS`` 街道 bars show how many of them use a
    word. ``width`` × ``height`` are pixels; the words that most 街道 share and each 街道's most distinctive ones are
    those that find room. Marks: 街道|词, or for bars the word.
    """
    rates = term_rates(tables.keywords, street_characters(tables.articles))
    users = (rates > 0).sum(axis=1)
    if rates.shape[1] < 2 or rates.empty:
        missing = "只有一个街道，没有共有词可比" if rates.shape[1] == 1 and len(rates) else "没有可比的词"
        return empty_chart(KEY, NAME, tables, missing, table=_table(rates), style=style)
    many = rates.shape[1] > MOST_COLUMNS
    rows = _rows_that_fit(height, LEAST_BAR_ROW_PIXELS if many else LEAST_ROW_PIXELS)
    shown = rates.loc[_most_shared(rates, rows) if many else _rows(rates, tables.keywords, rows)]
    if shown.empty:  # many 街道 without a common word
        return empty_chart(KEY, NAME, tables, _finding(rates, users), table=_table(rates), style=style)
    measure = "条长为用到该词的街道个数" if many else "圆的面积为每千字次数，虚线以下只有一个街道用"
    return Chart(
        key=KEY,
        name=NAME,
        finding=_finding(rates, users),
        subtitle=f"{measure}，不计通用词；列出{len(shown):,}个词，共{len(rates):,}个；{coverage(tables)}",
        source=source_line(tables),
        figure=(
            _bars(users[shown.index], rates.shape[1], height, style) if many else _matrix(shown, width, height, style)
        ),
        table=_table(rates),
        evidence=_evidence(tables, shown, many=many),
        caution=length_caution(tables),
        description=f"共有词：{'、'.join(_most_shared(rates, MOST_ROWS))}",
    )


def _most_shared(rates: pd.DataFrame, most: int) -> list[str]:
    """Return the words of two 街道 or more: those of most 街道 first, then the most used."""
    order = pd.DataFrame({"users": (rates > 0).sum(axis=1), "rate": rates.mean(axis=1)})
    order = order[order["users"] > 1].sort_values(["users", "rate"], ascending=False, kind="stable")
    return [str(term) for term in order.index[:most]]


def _rows_that_fit(height: int, least: int) -> int:
    return min(MOST_ROWS, max(1, (height - HEAD_PIXELS) // least))


def _rows(rates: pd.DataFrame, keywords: pd.DataFrame, most: int) -> list[str]:
    """Return shared words, then the most distinctive words of each 街道 alone, as many of each 街道."""
    alone = rates[(rates > 0).sum(axis=1) == 1]
    streets = rates.shape[1]
    per_street = max(1, LEAST_UNIQUE_ROWS // streets)
    shared = _most_shared(rates, max(2, most - per_street * streets))
    if len(shared) < 2:  # hardly a common word: the room is for those of one 街道
        per_street = max(1, (most - len(shared)) // streets)
    unique: list[str] = []
    for street in rates.columns:
        own = set(alone.index[alone[street] > 0])
        weights = distinctive_weights(keywords[keywords["street"] == street])
        unique += [str(term) for term in weights.index if term in own][:per_street]
    return shared + unique[: most - len(shared)]


def _finding(rates: pd.DataFrame, users: pd.Series) -> str:
    streets, total = rates.shape[1], len(users)
    most = int(users.max())
    alone = int((users == 1).sum())
    if most == 1:
        return f"{streets}个街道没有共同的关键词，{total:,}个关键词都只有一个街道用"
    widest = [term for term in _most_shared(rates, total) if users[term] == most]
    named = "".join(f"“{word}”" for word in widest[:MOST_NAMED]) + ("等" if len(widest) > MOST_NAMED else "")
    lead = f"{streets}个街道都用的关键词有{len(widest):,}个：{named}"
    if most < streets:
        lead = f"没有{streets}个街道都用的关键词，{most}个街道共用的有{len(widest):,}个：{named}"
    # Rounded down: some words are shared, so it never says 100%.
    return f"{lead}；{int(alone / total * 100)}%的关键词只有一个街道用" if alone else lead


def _matrix(shown: pd.DataFrame, width: int, height: int, style: Style) -> go.Figure:
    row = min(MOST_ROW_PIXELS, (height - HEAD_PIXELS) / len(shown))
    labels = [shortened(str(term), TEXT_PIXELS, LONGEST_LABEL_PIXELS) for term in shown.index]
    label_room = max(text_width(label, TEXT_PIXELS) for label in labels) + 30
    column = min(LONGEST_COLUMN_PIXELS, (width - label_room) / shown.shape[1])
    bottom = HEAD_PIXELS + row * len(shown)
    figure = go.Figure(layout=base_layout(
        round(bottom), style, margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis=quiet_axis(style, range=[0, width], visible=False),
        yaxis=quiet_axis(style, range=[bottom, 0], visible=False),
    ))  # fmt: skip
    centres = [label_room + column * (number + 0.5) for number in range(shown.shape[1])]
    rows = [HEAD_PIXELS + row * (number + 0.5) for number in range(len(shown))]
    _draw_grid(figure, shown, [middle - row / 2 for middle in rows], label_room + column * shown.shape[1], style)
    names = _column_names(list(shown.columns), column)
    _add_text(figure, centres, [HEAD_PIXELS / 2] * len(centres), names, "center", style)
    _add_text(figure, [0] * len(rows), rows, labels, "right", style)
    _add_dots(figure, shown, centres, rows, min(LARGEST_DOT_PIXELS, row - 6), style)
    return figure


def _column_names(streets: Sequence[str], column: float) -> list[str]:
    return [shortened(short_name(street), TEXT_PIXELS, column - 8) for street in streets]


def _draw_grid(figure: go.Figure, shown: pd.DataFrame, tops: Sequence[float], right: float, style: Style) -> None:
    unique = (shown > 0).sum(axis=1) == 1
    for number, top in enumerate(tops):
        border = number > 0 and unique.iloc[number] and not unique.iloc[number - 1]
        figure.add_shape(
            type="line", x0=0, x1=right, y0=top, y1=top, layer="below",
            line={"color": style.ink if border else style.line, "width": 2 if border else 1,
                  "dash": "dash" if border else "solid"},
        )  # fmt: skip


def _add_text(
    figure: go.Figure, xs: Sequence[float], middles: Sequence[float], texts: Sequence[str], anchor: str, style: Style
) -> None:
    figure.add_scatter(
        x=list(xs), y=[middle + MIDDLE_SHIFT_EM * TEXT_PIXELS for middle in middles], mode="text",
        text=[escape(text) for text in texts], textposition=f"middle {anchor}", hoverinfo="skip", cliponaxis=False,
        textfont={"size": TEXT_PIXELS, "color": style.ink},
    )  # fmt: skip


def _add_dots(
    figure: go.Figure, shown: pd.DataFrame, centres: Sequence[float], rows: Sequence[float], largest_dot: float,
    style: Style,
) -> None:  # fmt: skip
    rates = shown.to_numpy(dtype=float)
    largest = rates.max()
    cells = [
        (centres[column], rows[row], float(rates[row, column]), mark_of(shown.columns[column], str(shown.index[row])))
        for row in range(len(shown))
        for column in range(shown.shape[1])
        if rates[row, column] > 0
    ]
    sizes = [max(SMALLEST_DOT_PIXELS, largest_dot * (rate / largest) ** 0.5) for _, _, rate, _ in cells]
    common = {
        "customdata": [[mark] for *_, mark in cells], "cliponaxis": False,
        "hovertext": [f"{escape(mark)}：每千字{rate:.1f}次" for _, _, rate, mark in cells],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip
    figure.add_scatter(
        x=[x for x, *_ in cells], y=[y for _, y, *_ in cells], mode="markers", **common,
        marker={"size": sizes, "color": style.accent, "opacity": 1, "line": {"width": 0}},
    )  # fmt: skip
    figure.add_scatter(
        x=[x + largest_dot / 2 + 8 for x, *_ in cells], mode="text", **common, textposition="middle right",
        y=[y + MIDDLE_SHIFT_EM * SMALL_TEXT_PIXELS for _, y, *_ in cells],
        text=[f"{rate:.1f}" for _, _, rate, _ in cells],
        textfont={"size": SMALL_TEXT_PIXELS, "color": style.quiet_ink},
    )  # fmt: skip


def _bars(users: pd.Series, streets: int, height: int, style: Style) -> go.Figure:
    labels = [escape(shortened(str(term), TEXT_PIXELS, LONGEST_LABEL_PIXELS)) + "  " for term in users.index]
    places = list(range(len(users)))
    return go.Figure(
        go.Bar(
            orientation="h", x=list(users), y=places, width=0.7, marker={"color": style.accent},
            customdata=[[str(term)] for term in users.index], text=[f" {count}个" for count in users],
            textposition="outside", textfont={"size": TEXT_PIXELS}, cliponaxis=False,
            hovertemplate="%{text}<extra></extra>",
        ),
        base_layout(
            min(height, MOST_ROW_PIXELS * len(users) + 20), style, margin={"l": 20, "r": 90, "t": 10, "b": 10},
            xaxis=quiet_axis(style, range=[0, streets], visible=False),
            yaxis=quiet_axis(style, range=[len(users) - 0.5, -0.5], tickvals=places, ticktext=labels, automargin=True),
        ),
    )  # fmt: skip


def _table(rates: pd.DataFrame) -> pd.DataFrame:
    ordered = rates.loc[rates.mean(axis=1).sort_values(ascending=False, kind="stable").index]
    table = ordered.round(2).rename_axis(columns=None).rename_axis("词").reset_index()
    table.insert(1, "街道个数", (ordered > 0).sum(axis=1).to_numpy())
    return table


def _evidence(tables: Tables, shown: pd.DataFrame, *, many: bool) -> pd.DataFrame:
    mentions = tables.term_mentions.dropna(subset=["street"])
    mentions = mentions[mentions["term"].isin(shown.index)]
    if many:
        return evidence_of(mentions, mentions["term"])
    return joined_evidence(evidence_of(mentions, mentions["street"] + SEPARATOR + mentions["term"]))
