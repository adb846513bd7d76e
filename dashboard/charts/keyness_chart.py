"""Distinctive words: how much more each 街道 uses them than the others do, and how sure that is."""

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.empty import empty_chart
from dashboard.charts.evidence import behind_mark, evidence_of, mark_of, marks_of
from dashboard.charts.keyness_figure import keyness_figure, keyness_rows_that_fit, native_keyness
from dashboard.charts.style import CHART_HEIGHT_PIXELS, CHART_WIDTH_PIXELS, LIGHT, Style, street_colours
from dashboard.charts.wording import coverage, length_caution, short_name, source_line, streets_in_order
from dashboard.tables.tables import Tables

KEY, NAME = "keyness", "特色词"
PANELS_PER_PAGE = 3
MOST_TERMS = 12
FIGURES = ("log_odds", "keyness_low", "keyness_high", "keyness")


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
    rows = min(MOST_TERMS, keyness_rows_that_fit(height))
    keywords = tables.keywords_of(streets)
    terms = {name: _distinctive(keywords, name, rows) for name in streets}
    terms = {name: own for name, own in terms.items() if not own.empty}
    if not terms:
        alone = tables.keywords["keyness"].isna().all()
        missing = f"没有别的{tables.unit}可比，算不出特色词" if alone else f"没有比其他{tables.unit}用得更多的词"
        return empty_chart(KEY, NAME, tables, missing, table=_table({}, tables.unit), style=style)
    given = colours or street_colours(streets_in_order(tables), style)
    painted = {name: given.get(name, style.accent) for name in terms}
    return Chart(
        key=KEY,
        name=NAME,
        finding=_finding(terms, tables.unit),
        subtitle=_subtitle(tables, len(terms)),
        source=source_line(tables),
        figure=keyness_figure(terms, painted, width=width, height=height, style=style),
        find_table=lambda: _table(terms, tables.unit),
        find_evidence=partial(_evidence, tables, terms),
        caution=length_caution(tables),
        description="；".join(f"{name}：{'、'.join(own['term'])}" for name, own in terms.items()),
        native=native_keyness(terms, painted),
    )


def _subtitle(tables: Tables, shown: int) -> str:
    streets = tables.articles["street"].nunique()
    only = f"；显示其中{shown}个{tables.unit}" if shown < streets else ""
    measure = f"用词几率是其他{tables.unit}的几倍，横线为95%置信区间，空心点的区间含1倍（不能确定）"
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


def _finding(terms: Mapping[str, pd.DataFrame], unit: str) -> str:
    most = 3 if len(terms) == 1 else 2
    sure = {name: list(own.loc[own["keyness_low"] > 0, "term"][:most]) for name, own in terms.items()}
    said = [f"{short_name(name)}突出{''.join(f'“{term}”' for term in found)}" for name, found in sure.items() if found]
    if not said:
        return _unsure_finding(terms, unit)
    silent = [short_name(name) for name, found in sure.items() if not found]
    rest = f"；{'、'.join(silent)}没有多得可以确定的词" if silent else ""
    return f"与其他{unit}相比，{'，'.join(said)}{rest}"


def _unsure_finding(terms: Mapping[str, pd.DataFrame], unit: str) -> str:
    """Return the title where every interval holds 1: the highest z, if it is one word's, and that it is not sure."""
    best = {name: own["keyness"].iloc[0] for name, own in terms.items()}
    leaders = [name for name, z in best.items() if z == max(best.values())]
    alone = len(leaders) == 1 and (terms[leaders[0]]["keyness"] == best[leaders[0]]).sum() == 1
    if not alone:
        return f"字数还少，没有一个词能确定用得比其他{unit}多"
    leader = f"{short_name(leaders[0])}“{terms[leaders[0]]['term'].iloc[0]}”"
    return f"最突出的是{leader}；字数还少，没有一个词能确定用得比其他{unit}多"


def _table(terms: Mapping[str, pd.DataFrame], unit: str) -> pd.DataFrame:
    columns = [unit, "词", "次数", "对数几率比", "95%区间下限", "95%区间上限", "z值"]
    rows = [
        (name, row["term"], int(row["count"]), *(round(row[column], 2) for column in FIGURES))
        for name, own in terms.items()
        for row in own.to_dict("records")
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _evidence(tables: Tables, terms: Mapping[str, pd.DataFrame], mark: str | None = None) -> pd.DataFrame:
    mentions = behind_mark(tables.term_mentions, mark, "street", "term")
    mentions = mentions[mentions["street"].isin(list(terms))]
    marks = marks_of(mentions, "street", "term")
    is_shown = marks.isin({mark_of(name, term) for name, own in terms.items() for term in own["term"]})
    return evidence_of(tables.places("term_mentions", mentions[is_shown]), marks[is_shown])
