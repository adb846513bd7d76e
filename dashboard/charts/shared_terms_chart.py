"""Shared and unique words: which words several 街道 use, which only one."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.chart import Chart
from dashboard.charts.empty import MOST_IN_PAIRS, empty_chart, too_many
from dashboard.charts.evidence import marked_evidence
from dashboard.charts.native import Native
from dashboard.charts.shared_terms_figure import (
    native_terms,
    native_users,
    parted_at,
    terms_figure,
    terms_that_fit,
    users_figure,
)
from dashboard.charts.style import CHART_HEIGHT_PIXELS, CHART_WIDTH_PIXELS, LIGHT, Style
from dashboard.charts.term_weights import distinctive_weights, street_characters, term_rates
from dashboard.charts.wording import coverage, length_caution, source_line
from dashboard.tables.tables import Tables

KEY, NAME = "shared_terms", "共有词与独有词"
MOST_COLUMNS = 12
MOST_ROWS = 20
LEAST_UNIQUE_ROWS = 6
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
    characters = street_characters(tables.articles)
    if len(characters) > MOST_IN_PAIRS:
        return empty_chart(KEY, NAME, tables, too_many(tables, "逐词比较"), style=style)
    rates = term_rates(tables.keywords, characters)
    users = (rates > 0).sum(axis=1)
    if rates.shape[1] < 2 or rates.empty:
        missing = f"只有一个{tables.unit}，没有共有词可比" if rates.shape[1] == 1 and len(rates) else "没有可比的词"
        return empty_chart(KEY, NAME, tables, missing, table=_table(rates, tables.unit), style=style)
    many = rates.shape[1] > MOST_COLUMNS
    rows = min(MOST_ROWS, terms_that_fit(height, as_bars=many))
    shared = _shared(rates, users)
    shown = rates.loc[shared[:rows] if many else _rows(rates, shared, tables.keywords, rows)]
    finding = _finding(users, shared, rates.shape[1], tables.unit)
    if shown.empty:  # many 街道 without a common word
        return empty_chart(KEY, NAME, tables, finding, table=_table(rates, tables.unit), style=style)
    measure, figure, native = _drawn(shown, rates.shape[1], tables.unit, (width, height), style)
    return Chart(
        key=KEY,
        name=NAME,
        finding=finding,
        subtitle=f"{measure}，不计通用词；列出{len(shown):,}个词，共{len(rates):,}个；{coverage(tables)}",
        source=source_line(tables),
        figure=figure,
        find_table=partial(_table_of, tables),
        find_evidence=partial(_evidence, tables, shown, many=many),
        caution=length_caution(tables),
        description=f"共有词：{'、'.join(shared[:MOST_ROWS])}",
        native=native,
    )


def _drawn(
    shown: pd.DataFrame, streets: int, unit: str, size: tuple[int, int], style: Style
) -> tuple[str, go.Figure, Native]:
    """Return what is measured, and the figure and its description for an office program."""
    width, height = size
    if streets > MOST_COLUMNS:
        users = (shown > 0).sum(axis=1)
        figure = users_figure(users, streets=streets, height=height, style=style)
        native = native_users(users, streets=streets, unit=unit, style=style)
        return f"条长为用到该词的{unit}个数", figure, native
    measure = "数字为每千字次数" + ("" if parted_at(shown) is None else f"，虚线以下只有一个{unit}用")
    return measure, terms_figure(shown, width=width, height=height, style=style), native_terms(shown)


def _shared(rates: pd.DataFrame, users: pd.Series) -> list[str]:
    """Return the words of two 街道 or more: those of most 街道 first, then the most used."""
    order = pd.DataFrame({"users": users, "rate": rates.mean(axis=1)})
    order = order[order["users"] > 1].sort_values(["users", "rate"], ascending=False, kind="stable")
    return order.index.tolist()


def _rows(rates: pd.DataFrame, all_shared: Sequence[str], keywords: pd.DataFrame, most: int) -> list[str]:
    """Return shared words, then the most distinctive words of each 街道 alone, as many of each 街道."""
    alone = rates[(rates > 0).sum(axis=1) == 1]
    streets = rates.shape[1]
    per_street = max(1, LEAST_UNIQUE_ROWS // streets)
    shared = list(all_shared[: max(2, most - per_street * streets)])
    if len(shared) < 2:  # hardly a common word: the room is for those of one 街道
        per_street = max(1, (most - len(shared)) // streets)
    of_streets = dict(iter(keywords.groupby("street", observed=True)))
    unique: list[str] = []
    for street in rates.columns:
        own = set(alone.index[alone[street] > 0])
        weights = distinctive_weights(of_streets.get(street, keywords.iloc[:0]))
        unique += [str(term) for term in weights.index if term in own][:per_street]
    return shared + unique[: most - len(shared)]


def _finding(users: pd.Series, shared: Sequence[str], streets: int, unit: str) -> str:
    total, most = len(users), int(users.max())
    alone = int((users == 1).sum())
    if most == 1:
        return f"{streets}个{unit}没有共同的关键词，{total:,}个关键词都只有一个{unit}用"
    widest = shared[: int((users == most).sum())]
    named = "".join(f"“{word}”" for word in widest[:MOST_NAMED]) + ("等" if len(widest) > MOST_NAMED else "")
    lead = f"{streets}个{unit}都用的关键词有{len(widest):,}个：{named}"
    if most < streets:
        lead = f"没有{streets}个{unit}都用的关键词，{most}个{unit}共用的有{len(widest):,}个：{named}"
    # Rounded down: some words are shared, so it never says 100%.
    return f"{lead}；{int(alone / total * 100)}%的关键词只有一个{unit}用" if alone else lead


def _table(rates: pd.DataFrame, unit: str) -> pd.DataFrame:
    ordered = rates.loc[rates.mean(axis=1).sort_values(ascending=False, kind="stable").index]
    table = ordered.round(2).rename_axis(columns=None).rename_axis("词").reset_index()
    table.insert(1, f"{unit}个数", (ordered > 0).sum(axis=1).to_numpy())
    return table


def _table_of(tables: Tables) -> pd.DataFrame:
    # The rates are worked out again: of a hundred 街道 they take megabytes, and the chart is kept for long.
    return _table(term_rates(tables.keywords, street_characters(tables.articles)), tables.unit)


def _evidence(tables: Tables, shown: pd.DataFrame, mark: str | None = None, *, many: bool) -> pd.DataFrame:
    mentions = tables.term_mentions  # once: those of very many are read anew each time
    mentions = mentions[mentions["term"].isin(shown.index)].dropna(subset=["street"])
    return marked_evidence(tables, "term_mentions", mentions, mark, *(("term",) if many else ("street", "term")))
