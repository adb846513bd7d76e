"""Similarity: how alike 街道 are in their themes and in their words."""

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.cell_grid import cell_grid
from dashboard.charts.cells import Cell, Grid, shaded_table
from dashboard.charts.chart import Chart
from dashboard.charts.empty import MOST_IN_PAIRS, empty_chart, too_many
from dashboard.charts.evidence import evidence_of, joined_evidence, mark_of
from dashboard.charts.likeness import (
    Likeness,
    alike_groups,
    chained,
    leading_measure,
    pairs_of,
    theme_likeness,
    word_likeness,
)
from dashboard.charts.native import Native
from dashboard.charts.row_heights import rows_that_fit
from dashboard.charts.similarity_finding import NOUNS, pair_name, similarity_finding
from dashboard.charts.similarity_rows import (
    HEADER_PIXELS,
    THEMES,
    WORDS,
    Compared,
    Section,
    native_sections,
    similarity_rows,
)
from dashboard.charts.style import CHART_HEIGHT_PIXELS, CHART_WIDTH_PIXELS, FONT_FAMILY, LIGHT, TEXT_PIXELS, Style
from dashboard.charts.wording import (
    coverage,
    join_names,
    length_caution,
    numeral,
    short_name,
    source_line,
    streets_in_order,
)
from dashboard.tables.tables import Tables

KEY, NAME = "similarity", "相似度"
MOST_STREETS_AS_PAIRS, MOST_STREETS_AS_MATRIX = 5, 12
"""Up to so many 街道 every pair is a row; up to so many there is a matrix; of more the two ends of the ranking."""
MOST_GROUPS, MOST_PAIRS_AT_AN_END = 3, 4
LEAST_IN_GROUP = 0.7
"""Any two 街道 of a group are at least so similar in their themes."""
MOST_SHARED_THEMES, MOST_SHARED_WORDS = 3, 5
FOOT_PIXELS = 48
GROUP_MARK = "组"
MEASURED = "余弦相似度：0为毫无共同，1为比重完全一致"


def matrix_key(unit: str) -> str:
    """Return the words below the matrix: what its halves and its order mean."""
    return f"◣ 左下：{THEMES}相似度　　◥ 右上：{WORDS}相似度　　空白为不足0.01或无从比较　　相近的{unit}排在一起"


def similarity(
    tables: Tables, *, style: Style = LIGHT, width: int = CHART_WIDTH_PIXELS, height: int = CHART_HEIGHT_PIXELS
) -> Chart:
    """Return pairs of 街道 with the cosine similarity of their themes and of their words.

    Up to five 街道: every pair, most alike first. Up to twelve: a matrix, themes in its lower left half and words in
    the upper right. More: groups of alike 街道, the most alike and the most different pairs.
    Marks: 街道|街道|主题 and 街道|街道|用词, of groups 组|first 街道|主题 and 组|first 街道|用词.
    """
    streets = streets_in_order(tables)
    if len(streets) > MOST_IN_PAIRS:
        return empty_chart(KEY, NAME, tables, too_many(tables, "两两比较"), style=style)
    themes, words = theme_likeness(tables, streets), word_likeness(tables, streets)
    pairs = pairs_of(themes, words)
    if pairs.empty:
        missing, table = _missing(streets, tables.unit), _readable(pairs, tables.unit)
        return empty_chart(KEY, NAME, tables, missing, table=table, style=style)
    if MOST_STREETS_AS_PAIRS < len(streets) <= MOST_STREETS_AS_MATRIX:
        rows = _compared(pairs, themes, words)
        grid, note = _grid(rows, chained(themes.similarity)), ""
        foot = matrix_key(tables.unit)
        figure = _matrix(grid, foot, style, (width, height))
        native: Native = shaded_table(grid, width=width, number_format="0.00", foot=foot)
    else:
        sections, note = _sections(pairs, themes, words, rows_that_fit(height - HEADER_PIXELS), tables.unit)
        rows = [row for section in sections for row in section.rows]
        figure = similarity_rows(sections, width=width, height=height, style=style)
        native = native_sections(sections, style)
    return Chart(
        key=KEY,
        name=NAME,
        finding=similarity_finding(pairs, tables.unit),
        subtitle="；".join(filter(None, [MEASURED, note, _uncompared(themes, tables.unit), coverage(tables)])),
        source=source_line(tables),
        figure=figure,
        find_table=lambda: _readable(pairs, tables.unit),
        find_evidence=partial(_evidence, tables, rows),
        caution=length_caution(tables),
        description=f"{NAME}：{len(streets):,}个{tables.unit}两两的主题和用词相似度",
        native=native,
    )


def _missing(streets: Sequence[str], unit: str) -> str:
    if len(streets) == 1:
        return f"只有{streets[0]}，没有可比较的{unit}"
    return "没有可比较的主题和用词"


def _uncompared(themes: Likeness, unit: str) -> str:
    """Return who cannot be compared by themes: all where one theme is chosen, else those that mention none."""
    if themes.similarity.isna().all(axis=None):
        return "所选主题不足以比较，只比用词"
    silent = themes.vectors.columns[(themes.vectors == 0).all()]
    names = join_names([short_name(street) for street in silent], unit=f"个{unit}")
    return f"{names}没有提到主题，只比用词" if names else ""


def _readable(pairs: pd.DataFrame, unit: str) -> pd.DataFrame:
    names = {"first": unit, "second": f"另一{unit}", "themes": "主题相似度", "words": "用词相似度"}
    return pairs.rename(columns=names)


def _compared(pairs: pd.DataFrame, themes: Likeness, words: Likeness) -> list[Compared]:
    """Return a row per pair, in the order of the pairs."""
    return [
        Compared(
            f"{short_name(first)} — {short_name(second)}",
            mark_of(first, second),
            (first, second),
            theme_value,
            word_value,
            tuple(themes.shared((first, second), MOST_SHARED_THEMES)),
            tuple(words.shared((first, second), MOST_SHARED_WORDS)),
        )
        for first, second, theme_value, word_value in pairs.itertuples(index=False, name=None)
    ]


def _sections(
    pairs: pd.DataFrame, themes: Likeness, words: Likeness, most: int, unit: str
) -> tuple[list[Section], str]:
    """Return every pair where ``most`` rows hold them, else groups and the two ends; and a note on the order."""
    column = leading_measure(pairs)
    noun = NOUNS[column]
    if len(pairs) <= most and len(themes.similarity) <= MOST_STREETS_AS_PAIRS:
        return [Section("", tuple(_compared(pairs, themes, words)))], f"按{noun}相似度排列"
    groups = alike_groups(themes.similarity, LEAST_IN_GROUP)[:MOST_GROUPS] if most > 3 * MOST_GROUPS else []
    known = pairs.dropna(subset=[column])
    free = most - 2 - (len(groups) + 1 if groups else 0)
    ends = max(min(MOST_PAIRS_AT_AN_END, free // 2, len(known) // 2), 1)
    nearest, furthest = known.head(ends), known.iloc[ends:].tail(ends)
    sections = [
        Section(f"主题相近的{unit}组（值为组内最低）", _groups(groups, themes, words, unit)),
        Section(f"{noun}最相近的{numeral(len(nearest))}对", tuple(_compared(nearest, themes, words))),
        Section(f"{noun}差别最大的{numeral(len(furthest))}对", tuple(_compared(furthest, themes, words))),
    ]
    note = f"共{len(pairs):,}对，列出两端"
    if groups:
        note += f"；同组中任意两个{unit}的主题相似度不低于{LEAST_IN_GROUP:g}"
    return [section for section in sections if section.rows], note


def _groups(groups: Sequence[Sequence[str]], themes: Likeness, words: Likeness, unit: str) -> tuple[Compared, ...]:
    """Return a row per group, the closest first."""
    rows = [_group(group, themes, words, unit) for group in groups]
    return tuple(sorted(rows, key=lambda row: row.themes, reverse=True))


def _group(group: Sequence[str], themes: Likeness, words: Likeness, unit: str) -> Compared:
    return Compared(
        join_names([short_name(street) for street in group], most=2, unit=f"个{unit}"),
        mark_of(GROUP_MARK, group[0]),
        tuple(group),
        themes.least_within(group),
        words.least_within(group),
        tuple(themes.shared(group, MOST_SHARED_THEMES)),
        tuple(words.shared(group, MOST_SHARED_WORDS)),
    )


def _grid(rows: Sequence[Compared], order: Sequence[str]) -> Grid:
    """Return the matrix in which alike 街道 stand together; the deepest shade is the similarity 1."""
    names = tuple(short_name(street) for street in order)
    return Grid(names, names, _matrix_cells(rows, order), largest=1.0)


def _matrix(grid: Grid, foot: str, style: Style, size: tuple[int, int]) -> go.Figure:
    width, height = size
    figure = cell_grid(grid, width=width, height=height - FOOT_PIXELS, style=style)
    figure.update_layout(height=figure.layout.height + FOOT_PIXELS)
    figure.layout.margin.b += FOOT_PIXELS
    figure.add_annotation(
        text=foot, x=0, y=0, xref="paper", yref="paper", xanchor="left", yanchor="top", yshift=-14,
        showarrow=False, font={"family": FONT_FAMILY, "size": TEXT_PIXELS, "color": style.quiet_ink},
    )  # fmt: skip
    return figure


def _matrix_cells(rows: Sequence[Compared], order: Sequence[str]) -> tuple[Cell, ...]:
    place = {street: number for number, street in enumerate(order)}
    cells = []
    for row in rows:
        upper, lower = sorted(place[street] for street in row.streets)
        for measure, value, at in ((THEMES, row.themes, (lower, upper)), (WORDS, row.words, (upper, lower))):
            if value > 0:
                hover = f"{pair_name(*row.streets)}：{measure}相似度{value:.2f}"
                cells.append(Cell(*at, value, f"{value:.2f}", hover, mark_of(row.mark, measure)))
    return tuple(cells)


def _evidence(tables: Tables, rows: Sequence[Compared], mark: str | None = None) -> pd.DataFrame:
    """Return, for each row and measure, where its 街道 speak of the themes and use the words they share most."""
    themes = [(mark_of(row.mark, THEMES), row.streets, row.shared_themes) for row in rows]
    words = [(mark_of(row.mark, WORDS), row.streets, row.shared_words) for row in rows]
    return joined_evidence(
        _places(tables, "theme_mentions", "theme", [one for one in themes if mark in (None, one[0])]),
        _places(tables, "term_mentions", "term", [one for one in words if mark in (None, one[0])]),
    )


def _places(
    tables: Tables, name: str, feature: str, wanted: Sequence[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> pd.DataFrame:
    """Return the evidence of the mentions of features by 街道, for each (mark, 街道, features) wanted."""
    mentions: pd.DataFrame = getattr(tables, name)
    compared = {street for _, streets, _ in wanted for street in streets}
    shared = {one for _, _, names in wanted for one in names}
    known = mentions[mentions["street"].isin(compared) & mentions[feature].isin(shared)]
    found = known.groupby(["street", feature], observed=True).indices
    known = tables.places(name, known)  # of very many the first ones alone
    nothing = np.array([], dtype=int)
    marks, places = [], []
    for mark, streets, features in wanted:
        here = [found.get((street, name), nothing) for street in streets for name in features]
        inside = np.concatenate([nothing, *here])
        inside = inside[inside < len(known)]
        places.append(inside)
        marks += [mark] * len(inside)
    rows = known.iloc[np.concatenate([nothing, *places])].reset_index(drop=True)
    return evidence_of(rows, pd.Series(marks, index=rows.index, dtype="object"))
