"""Word clouds: what sets each 街道 apart, and what all share, as words that can be clicked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.chart import Chart
from dashboard.charts.empty import empty_chart
from dashboard.charts.evidence import SEPARATOR, evidence_of, joined_evidence, mark_of
from dashboard.charts.style import (
    CHART_WIDTH_PIXELS,
    HEADING_PIXELS,
    LIGHT,
    SMALL_TEXT_PIXELS,
    SMALLEST_TEXT_PIXELS,
    Style,
    base_layout,
    mixed,
    quiet_axis,
    street_colours,
)
from dashboard.charts.term_weights import distinctive_weights, shared_weights, street_characters
from dashboard.charts.text_metrics import text_point_y, text_width
from dashboard.charts.word_layout import lay_out, sizes_that_fill
from dashboard.charts.wording import coverage, escape, is_missing, short_name, source_line, streets_in_order
from dashboard.tables.tables import Tables

KEY, NAME = "word_clouds", "词云"
ONE_KEY, ONE_NAME = "word_cloud", "单个词云"
ALL = "共有"
CLOUDS_PER_PAGE = 3
CLOUD_HEIGHT_PIXELS = 660
HEADING_ROOM_PIXELS = 56
GAP_PIXELS = 30
LARGEST_WORD_PIXELS = 96
MOST_WORDS = 28
SMALLER_THAN = (0.72, 0.5)
DARKNESS_STEPS = (0.0, 0.35, 0.65)
"""How far the colour goes towards the ink for large, middling and small words: thin strokes need more contrast."""


@dataclass(frozen=True, slots=True)
class Cloud:
    """One cloud to draw: its 街道 (None for what all share), the heading's quiet part, its weights and colour."""

    street: str | None
    note: str
    weights: pd.Series
    colour: str

    @property
    def owner(self) -> str:
        """The first part of the marks."""
        return ALL if self.street is None else self.street


def word_cloud(
    tables: Tables,
    street: str | None,
    *,
    width: int = CHART_WIDTH_PIXELS,
    height: int = CLOUD_HEIGHT_PIXELS,
    colours: Mapping[str, str] | None = None,
    style: Style = LIGHT,
) -> Chart:
    """Return the cloud of one 街道's distinctive words, or with ``street`` None that of the words half of the 街道 use.

    ``width`` and ``height`` are pixels, for which the words are measured.
    """
    cloud = _cloud(tables, street, colours, style)
    if cloud.weights.empty:
        missing = f"{street}没有可画的词" if street else "没有多个街道都用的词"
        return empty_chart(ONE_KEY, ONE_NAME, tables, missing, style=style)
    return Chart(
        key=ONE_KEY,
        name=ONE_NAME,
        finding=_one_finding(cloud, len(streets_in_order(tables))),
        subtitle=_subtitle(tables, shared=street is None),
        source=source_line(tables),
        figure=_figure([cloud], width, height, style),
        table=_table([cloud], tables),
        evidence=_evidence(tables, [cloud]),
        description=f"{cloud.owner}的词云：{'、'.join(cloud.weights.index[:MOST_WORDS])}",
    )


def word_clouds(
    tables: Tables,
    *,
    page: int = 1,
    height: int = CLOUD_HEIGHT_PIXELS,
    width: int = CHART_WIDTH_PIXELS,
    colours: Mapping[str, str] | None = None,
    style: Style = LIGHT,
) -> Chart:
    """Return the clouds of ``CLOUDS_PER_PAGE`` 街道 side by side; ``page`` counts from 1.

    One 街道 alone is shown with what all share left away, since that is the same.
    """
    streets = streets_in_order(tables)
    clouds = [_cloud(tables, street, colours, style) for street in _page_of(streets, page)]
    clouds = [cloud for cloud in clouds if not cloud.weights.empty]
    if not clouds:
        return empty_chart(KEY, NAME, tables, "没有可画的词", style=style)
    each = (width - GAP_PIXELS * (len(clouds) - 1)) // len(clouds)
    subtitle = _subtitle(tables, shared=False)
    if len(streets) > len(clouds):
        subtitle += f"；显示其中{len(clouds)}个街道"
    return Chart(
        key=KEY,
        name=NAME,
        finding=_clouds_finding(clouds),
        subtitle=subtitle,
        source=source_line(tables),
        figure=_figure(clouds, each, height, style),
        table=_table(clouds, tables),
        evidence=_evidence(tables, clouds),
        description="；".join(f"{cloud.owner}：{'、'.join(cloud.weights.index[:10])}" for cloud in clouds),
    )


def _page_of(streets: Sequence[str], page: int) -> Sequence[str]:
    pages = max(1, -(-len(streets) // CLOUDS_PER_PAGE))
    first = (min(max(page, 1), pages) - 1) * CLOUDS_PER_PAGE
    return streets[first : first + CLOUDS_PER_PAGE]


def _cloud(tables: Tables, street: str | None, colours: Mapping[str, str] | None, style: Style) -> Cloud:
    if street is None:
        characters = street_characters(tables.articles)
        return Cloud(None, "", shared_weights(tables.keywords, characters, _least(len(characters))), style.accent)
    colours = colours or street_colours(streets_in_order(tables), style)
    own = tables.keywords[tables.keywords["street"] == street].sort_values("rank", kind="stable")
    stated = tables.articles.loc[tables.articles["street"] == street, "stated_keyword"]
    words = list(dict.fromkeys(word for word in stated if not is_missing(word) and word))
    note = f"自述关键词：{'、'.join(words)}" if words else ""
    return Cloud(street, note, distinctive_weights(own, words), colours.get(street, style.accent))


def _least(streets: int) -> int:
    """Return how many 街道 have to use a word for it to be shared: half of them, two at least."""
    return min(streets, max(2, -(-streets // 2)))


def _top_words(weights: pd.Series, most: int) -> list[str]:
    return [f"“{word}”" for word in weights.index[:most]]


def _one_finding(cloud: Cloud, streets: int) -> str:
    words = "".join(_top_words(cloud.weights, 3))
    if cloud.street is None:
        return f"至少{_least(streets)}个街道都用的词：{words}" if streets > 1 else f"最常用的词：{words}"
    return f"{cloud.street}最有特点的词：{words}"


def _clouds_finding(clouds: Sequence[Cloud]) -> str:
    if len(clouds) == 1:
        return _one_finding(clouds[0], 1)
    said = "，".join(f"{short_name(cloud.owner)}{_top_words(cloud.weights, 1)[0]}" for cloud in clouds)
    return f"最有特点的词：{said}"


def _subtitle(tables: Tables, *, shared: bool) -> str:
    compared = tables.articles["street"].nunique() > 1
    measure = "字越大，越是这个街道特有" if compared else "字越大，越少见于一般文章"
    if shared:
        measure = "字越大，平均每千字用得越多，不计通用词"
    return f"{measure}；{coverage(tables)}"


def _figure(clouds: Sequence[Cloud], each: int, height: int, style: Style) -> go.Figure:
    traces: list[go.Scatter] = []
    for number, cloud in enumerate(clouds):
        left = number * (each + GAP_PIXELS)
        traces.append(_heading(cloud, left, each, style))
        traces.append(_words(cloud, left, each, height - HEADING_ROOM_PIXELS, style))
    width = len(clouds) * each + (len(clouds) - 1) * GAP_PIXELS
    layout = base_layout(
        height, style, margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis=quiet_axis(style, range=[0, width], visible=False),
        yaxis=quiet_axis(style, range=[height, 0], visible=False),
    )  # fmt: skip
    return go.Figure(traces, layout)


def _heading(cloud: Cloud, left: int, width: int, style: Style) -> go.Scatter:
    name = cloud.owner if cloud.street else "各街道共有"
    beside = left + text_width(name, HEADING_PIXELS) + 20
    fits = beside + text_width(cloud.note, SMALL_TEXT_PIXELS) <= left + width
    words: list[tuple[float, str, int, str, int]] = [(left, name, HEADING_PIXELS, style.ink, 600)]
    if cloud.note and fits:
        words.append((beside, cloud.note, SMALL_TEXT_PIXELS, style.quiet_ink, 400))
    return go.Scatter(
        x=[word[0] for word in words], y=[text_point_y(HEADING_PIXELS / 2 + 4, word[2]) for word in words],
        text=[escape(word[1]) for word in words], mode="text", textposition="middle right", hoverinfo="skip",
        textfont={"size": [word[2] for word in words], "color": [word[3] for word in words],
                  "weight": [word[4] for word in words]}, cliponaxis=False,
    )  # fmt: skip


def _words(cloud: Cloud, left: int, width: int, height: int, style: Style) -> go.Scatter:
    weights = {str(term): float(weight) for term, weight in cloud.weights.head(MOST_WORDS).items()}
    sizes = sizes_that_fill(weights, width, height, largest=LARGEST_WORD_PIXELS)
    words = lay_out(sizes, width, height)
    largest = max((word.size for word in words), default=SMALLEST_TEXT_PIXELS)
    return go.Scatter(
        x=[left + word.x for word in words], y=[HEADING_ROOM_PIXELS + word.y for word in words], mode="text",
        text=[escape(word.text) for word in words], textposition="middle center", cliponaxis=False,
        textfont={"size": [word.size for word in words],
                  "color": [_shade(word.size / largest, cloud.colour, style) for word in words]},
        customdata=[[mark_of(cloud.owner, word.text)] for word in words], name=escape(cloud.owner),
        hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip


def _shade(share_of_largest: float, colour: str, style: Style) -> str:
    step = sum(share_of_largest < bound for bound in SMALLER_THAN)
    return mixed(colour, style.ink, DARKNESS_STEPS[step])


def _table(clouds: Sequence[Cloud], tables: Tables) -> pd.DataFrame:
    counts = tables.keywords.groupby(["street", "term"])["count"].sum()
    totals = tables.keywords.groupby("term")["count"].sum()
    rows = []
    for cloud in clouds:
        for term, weight in cloud.weights.head(MOST_WORDS).items():
            count = totals.get(term, 0) if cloud.street is None else counts.get((cloud.street, term), 0)
            rows.append((cloud.owner, term, int(count), round(float(weight), 3)))
    return pd.DataFrame(rows, columns=["街道", "词", "次数", "权重"])


def _evidence(tables: Tables, clouds: Sequence[Cloud]) -> pd.DataFrame:
    """Return where the words of the clouds stand: in the 街道's own text, or in that of all."""
    parts = []
    for cloud in clouds:
        mentions = tables.term_mentions.dropna(subset=["street"])
        if cloud.street is not None:
            mentions = mentions[mentions["street"] == cloud.street]
        mentions = mentions[mentions["term"].isin(cloud.weights.index[:MOST_WORDS])]
        parts.append(evidence_of(mentions, cloud.owner + SEPARATOR + mentions["term"]))
    return joined_evidence(*parts)
