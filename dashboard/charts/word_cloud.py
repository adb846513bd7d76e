"""Word clouds: what sets each 街道 apart, and what all share, as words that can be clicked."""

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.chart import Chart
from dashboard.charts.cloud_figure import MOST_LONE_WORDS, Cloud, clouds_figure, lone_cloud_figure
from dashboard.charts.empty import empty_chart
from dashboard.charts.evidence import evidence_of, joined_evidence, mark_of
from dashboard.charts.native import pixel_drawing
from dashboard.charts.style import (
    CHART_HEIGHT_PIXELS,
    CHART_WIDTH_PIXELS,
    LIGHT,
    Style,
    street_colours,
)
from dashboard.charts.term_weights import distinctive_weights, shared_weights, street_characters, term_usage
from dashboard.charts.wording import coverage, is_missing, short_name, source_line, streets_in_order
from dashboard.tables.tables import Tables

KEY, NAME = "word_clouds", "词云"
ONE_KEY, ONE_NAME = "word_cloud", "单个词云"
CLOUDS_PER_PAGE = 3
NAMED_WORDS = 3
LEAST_SHARED_WORDS = 16
"""Where half of the 街道 share fewer words, those that fewer 街道 share are drawn too."""


def word_cloud(
    tables: Tables,
    street: str | None = None,
    *,
    width: int = CHART_WIDTH_PIXELS,
    height: int = CHART_HEIGHT_PIXELS,
    colours: Mapping[str, str] | None = None,
    style: Style = LIGHT,
) -> Chart:
    """Return the cloud of one 街道's distinctive words, or with ``street`` None that of the words many 街道 use.

    ``width`` and ``height`` are pixels, for which the words are measured. Marks: 街道|词, or 共有|词.
    """
    cloud = _cloud(tables, street, colours, style)
    if cloud.weights.empty:
        missing = f"{street}没有可画的词" if street else f"没有多个{tables.unit}都用的词"
        return empty_chart(ONE_KEY, ONE_NAME, tables, missing, style=style)
    figure = lone_cloud_figure(cloud, width, height, style)
    return Chart(
        key=ONE_KEY,
        name=ONE_NAME,
        finding=_one_finding(cloud, len(streets_in_order(tables)), tables.unit),
        subtitle=_with_left_out(_subtitle(tables, shared=street is None, note=cloud.note), [cloud], figure),
        source=source_line(tables),
        figure=figure,
        find_table=lambda: _table([cloud], tables),
        find_evidence=partial(_evidence, tables, [cloud]),
        description=f"{cloud.owner}的词云：{'、'.join(cloud.weights.index[:MOST_LONE_WORDS])}",
        native=pixel_drawing(figure, width),
    )


def word_clouds(
    tables: Tables,
    *,
    page: int = 1,
    width: int = CHART_WIDTH_PIXELS,
    height: int = CHART_HEIGHT_PIXELS,
    colours: Mapping[str, str] | None = None,
    style: Style = LIGHT,
) -> Chart:
    """Return the clouds of ``CLOUDS_PER_PAGE`` 街道 side by side; ``page`` counts from 1."""
    streets = streets_in_order(tables)
    clouds = [_cloud(tables, street, colours, style) for street in _page_of(streets, page)]
    clouds = [cloud for cloud in clouds if not cloud.weights.empty]
    if not clouds:
        return empty_chart(KEY, NAME, tables, "没有可画的词", style=style)
    subtitle = _subtitle(tables, shared=False)
    if len(streets) > len(clouds):
        subtitle += f"；显示其中{len(clouds)}个{tables.unit}"
    figure = clouds_figure(clouds, width, height, style)
    return Chart(
        key=KEY,
        name=NAME,
        finding=_clouds_finding(clouds, tables.unit),
        subtitle=subtitle,
        source=source_line(tables),
        figure=figure,
        find_table=lambda: _table(clouds, tables),
        find_evidence=partial(_evidence, tables, clouds),
        description="；".join(f"{cloud.owner}：{'、'.join(cloud.weights.index[:10])}" for cloud in clouds),
        native=pixel_drawing(figure, width),
    )


def _with_left_out(subtitle: str, clouds: Sequence[Cloud], figure: go.Figure) -> str:
    """Return the subtitle with the number of words that a cloud has no room for."""
    drawn = sum(len(trace.text) for trace in figure.data if trace.customdata is not None)
    left_out = sum(len(cloud.weights) for cloud in clouds) - drawn
    return f"{subtitle}；另有{left_out:,}个词未画出" if left_out else subtitle


def _page_of(streets: Sequence[str], page: int) -> Sequence[str]:
    pages = max(1, -(-len(streets) // CLOUDS_PER_PAGE))
    first = (min(max(page, 1), pages) - 1) * CLOUDS_PER_PAGE
    return streets[first : first + CLOUDS_PER_PAGE]


def _cloud(tables: Tables, street: str | None, colours: Mapping[str, str] | None, style: Style) -> Cloud:
    if street is None:
        least, weights = _shared(tables)
        return Cloud(None, "", weights, style.accent, least)
    colours = colours or street_colours(streets_in_order(tables), style)
    own = tables.keywords_of([street]).sort_values("rank", kind="stable")
    stated = tables.articles.loc[tables.articles["street"] == street, "stated_keyword"]
    words = list(dict.fromkeys(word for word in stated if not is_missing(word) and word))
    note = f"自述关键词：{'、'.join(words)}" if words else ""
    return Cloud(street, note, distinctive_weights(own, words), colours.get(street, style.accent))


def _shared(tables: Tables) -> tuple[int, pd.Series]:
    """Return how many 街道 use each shared word at least, and the words' weights.

    That is half of the 街道, or fewer (two at least) where half share too few words to fill a cloud.
    """
    characters = street_characters(tables.articles)
    least = min(len(characters), max(2, -(-len(characters) // 2)))
    usage = term_usage(tables.keywords, characters)
    while least > 2 and (usage["streets"] >= least).sum() < LEAST_SHARED_WORDS:
        least -= 1
    return least, shared_weights(usage, least)


def _top_words(weights: pd.Series, most: int) -> str:
    return "".join(f"“{word}”" for word in weights.index[:most])


def _is_cut_in_tie(weights: pd.Series, most: int) -> bool:
    """Return whether the words after the first ``most`` weigh as much as the last of them."""
    return len(weights) > most and bool(weights.iloc[most] == weights.iloc[most - 1])


def _one_finding(cloud: Cloud, streets: int, unit: str) -> str:
    words, tied = _top_words(cloud.weights, NAMED_WORDS), _is_cut_in_tie(cloud.weights, NAMED_WORDS)
    if cloud.street is not None:
        return f"{cloud.street}{'有特点的词，如' if tied else '最有特点的词：'}{words}"
    if streets < 2:
        return f"{'常用的词，如' if tied else '最常用的词：'}{words}"
    whose = f"{streets}个{unit}都用的词" if cloud.least == streets else f"至少{cloud.least}个{unit}都用的词"
    return f"{whose}{'，如' if tied else '：'}{words}"


def _clouds_finding(clouds: Sequence[Cloud], unit: str) -> str:
    if len(clouds) == 1:
        return _one_finding(clouds[0], 1, unit)
    said = "，".join(f"{short_name(cloud.owner)}{_top_words(cloud.weights, 1)}" for cloud in clouds)
    tied = any(_is_cut_in_tie(cloud.weights, 1) for cloud in clouds)
    return f"{'各有特点的词，如' if tied else '最有特点的词：'}{said}"


def _subtitle(tables: Tables, *, shared: bool, note: str = "") -> str:
    compared = tables.articles["street"].nunique() > 1
    measure = f"字越大，越是这个{tables.unit}特有" if compared else "字越大，越少见于一般文章"
    if shared:
        measure = "字越大，平均每千字用得越多，不计通用词"
    return "；".join(filter(None, (note, measure, coverage(tables))))


def _table(clouds: Sequence[Cloud], tables: Tables) -> pd.DataFrame:
    rows = []
    for cloud in clouds:
        own = tables.keywords if cloud.street is None else tables.keywords_of([cloud.street])
        counts = own.groupby("term", observed=True)["count"].sum()
        for term, weight in cloud.weights.head(MOST_LONE_WORDS).items():
            count = counts.get(term, 0)
            rows.append((cloud.owner, term, int(count), round(float(weight), 3)))
    return pd.DataFrame(rows, columns=[tables.unit, "词", "次数", "权重"])


def _evidence(tables: Tables, clouds: Sequence[Cloud], mark: str | None = None) -> pd.DataFrame:
    """Return where the words of the clouds stand: in the 街道's own text, or in that of all."""
    words_of = [
        [word for word in cloud.weights.index[:MOST_LONE_WORDS] if mark in (None, _mark(cloud, word))]
        for cloud in clouds
    ]
    mentions = tables.term_mentions  # once: those of very many are read anew each time
    mentions = mentions[mentions["term"].isin({word for words in words_of for word in words})]
    parts = []
    for cloud, words in zip(clouds, words_of, strict=True):
        is_own = mentions["street"].notna() if cloud.street is None else mentions["street"] == cloud.street
        own = mentions[(is_own.fillna(False) & mentions["term"].isin(words)).to_numpy(bool)]
        marks = _mark(cloud, "") + own["term"].astype("str")
        parts.append(evidence_of(tables.places("term_mentions", own), marks))
    return joined_evidence(*parts)


def _mark(cloud: Cloud, word: str) -> str:
    return mark_of(cloud.owner, word)
