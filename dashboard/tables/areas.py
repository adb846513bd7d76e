"""Areas: the district, city and province of each 街道, and tables told by area instead of by 街道."""

from collections.abc import Callable, Collection, Mapping
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.tables.lazy_frames import LazyFrames, passing_of
from dashboard.tables.plan_years import TALLIED, of_year

STREET = "街道"
LEVELS: Mapping[str, str] = {"district": "区县", "city": "市", "province": "省"}
"""Columns of ``articles`` that name an area, the smallest first, and what units of that level are called."""

OWN_STREET = "own_street"
"""A column of ``articles`` told by area: the 街道."""

THEME_KEYS, TERM_KEYS = ["street", "theme"], ["street", "term"]
PER_CHARACTERS = 1000

Makers = Mapping[str, Callable[[], pd.DataFrame]]
"""What makes frames, by the names of their tables."""

NOBODY = -1


def area_names(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the areas of each 街道: its name as index, in the order of the documents, and a column per level.

    Every name stands for one area of its level: where several have it, it is written behind the area above
    (南京市鼓楼区). What is not known is 区县不详 and so on. Only levels that ``articles`` has a column for are there.
    """
    levels = [level for level in LEVELS if level in articles]
    known = articles.dropna(subset=["street"]).groupby("street", sort=False)[levels].first()
    names = pd.DataFrame(index=known.index)
    above = pd.Series("", index=known.index)
    for level in reversed(levels):
        own = known[level].astype("object").where(known[level].notna(), f"{LEVELS[level]}不详")
        is_shared = above.groupby(own).transform("nunique") > 1
        names[level] = own.where(~is_shared | (above == own), above + own)
        above = names[level]
    return names[levels].apply(_shared)


def _shared(names: pd.Series) -> pd.Series:
    """Return the same names, equal ones as one object: few areas hold many 街道."""
    codes, distinct = pd.factorize(names)
    return pd.Series(np.asarray(distinct, dtype="object")[codes], index=names.index, dtype="object")


def areas_above(names: pd.DataFrame, level: str) -> pd.DataFrame:
    """Return the areas that each area of a level lies in: its name as index and a column per larger level, as in
    ``names`` (``area_names``)."""
    levels = list(names)
    own = names.drop_duplicates(level).set_index(level)
    return own[levels[levels.index(level) + 1 :]]


def levels_that_tell_apart(names: pd.DataFrame) -> list[str]:
    """Return the levels with two areas or more that are fewer than those below them, the smallest first."""
    found, finer = [], len(names)
    for level in names:
        areas = names[level].nunique()
        if 1 < areas < finer:
            found.append(str(level))
            finer = areas
    return found


def units_within(
    names: pd.DataFrame, level: str | None, area: str | None, wanted: Collection[str] = ()
) -> list[str]:
    """Return the units of a level (None: 街道) that lie in an area of whatever level (None: anywhere), in the order of
    the documents; only those of these names, where some are ``wanted``. None where there is no such area."""
    own = names if area is None else names[(names == area).any(axis=1)]
    units = (own.index if level is None else own[level].unique()).tolist()
    asked = frozenset(wanted)
    return [unit for unit in units if not asked or unit in asked]


def by_area(
    frames: Mapping[str, pd.DataFrame], level: str, names: pd.DataFrame, tallied: Makers | None = None
) -> LazyFrames:
    """Return every table with the area of that level in place of the 街道, themes and keywords tallied for the areas.

    ``names`` are the areas of all 街道 (``area_names``). ``tallied`` makes the tallies, by table; without they are
    those of the frames, summed.

    A keyword that a 街道 states of itself says nothing of its area, and is left out; what a 街道 will do when keeps its
    name.
    """
    area_of = names[level]
    made: dict[str, Callable[[], pd.DataFrame]] = {
        name: partial(_moved_table, frames, name, area_of) for name in frames
    }
    told = LazyFrames(made, frames)
    made["articles"] = lambda: _articles(frames["articles"], area_of)
    made["milestones"] = lambda: told_frame(with_whose(frames["milestones"]), area_of)
    if tallied is not None:
        return LazyFrames(made | dict(tallied), frames, passing_of(frames))
    made["themes"] = lambda: theme_tally(told_frame(frames["themes"], area_of), told["articles"], told["sentences"])
    made["keywords"] = lambda: keyword_tally(frames["keywords"], area_of)
    for tally, year_by_year in TALLIED.items():
        made[year_by_year] = partial(_year_by_year, frames, tally, level, names)
    return told


def _moved_table(frames: Mapping[str, pd.DataFrame], name: str, area_of: pd.Series) -> pd.DataFrame:
    return told_frame(frames[name], area_of)


def _articles(articles: pd.DataFrame, area_of: pd.Series) -> pd.DataFrame:
    own = {OWN_STREET: articles["street"], "stated_keyword": None, "district": None}
    return told_frame(articles, area_of).assign(**own)


def with_whose(milestones: pd.DataFrame) -> pd.DataFrame:
    """Return milestones whose labels begin with the 街道: 打浦桥：完成第一轮意见征询."""
    if "label" not in milestones:
        return milestones
    whose = milestones["street"].str.removesuffix(STREET) + "：" + milestones["label"]
    return milestones.assign(label=whose.fillna(milestones["label"]))


def told_frame(frame: pd.DataFrame, area_of: pd.Series) -> pd.DataFrame:
    """Return rows with the area of their 街道 in its place; nobody's text stays nobody's."""
    if "street" not in frame:
        return frame
    street = frame["street"]
    if not isinstance(street.dtype, pd.CategoricalDtype):
        return frame.assign(street=street.map(area_of).astype("str"))
    own, areas = pd.factorize(area_of.reindex(street.cat.categories))
    codes = np.append(own, NOBODY)[street.cat.codes]  # the last, -1, is where there is no 街道
    return frame.assign(street=pd.Categorical.from_codes(codes, areas))


def _year_by_year(
    frames: Mapping[str, pd.DataFrame], tally: str, level: str, names: pd.DataFrame
) -> pd.DataFrame:
    years = sorted(frames["articles"]["year"].dropna().unique())
    of_years = [by_area(of_year(frames, int(year)), level, names)[tally].assign(year=int(year)) for year in years]
    columns = list(frames[TALLIED[tally]].columns)
    return pd.concat(of_years, ignore_index=True)[columns] if of_years else frames[TALLIED[tally]]


def theme_tally(themes: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the table ``themes`` of areas, from that of their 街道 and the areas' articles and sentences.

    Shares are those of ``preprocess.tallies.theme_table``: of the body sentences, and per 1,000 characters.
    """
    sums = themes.groupby(THEME_KEYS, sort=False, observed=True)[["mentions", "sentences"]].sum().reset_index()
    spoken = sentences.loc[sentences["part"] == "body", "street"].value_counts()
    characters = articles.groupby("street", observed=True)["characters"].sum()
    of_area = sums["street"].astype("str")
    whole, length = (of_area.map(counts).fillna(0).to_numpy(float) for counts in (spoken, characters))
    return sums.assign(
        street=of_area, theme=sums["theme"].astype("str"), sentence_share=_share(sums["sentences"].to_numpy(), whole),
        per_1000_characters=_share(PER_CHARACTERS * sums["mentions"].to_numpy(), length),
    )  # fmt: skip


def _share(part: NDArray[np.int64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)


def keyword_tally(keywords: pd.DataFrame, area_of: pd.Series) -> pd.DataFrame:
    """Return the table ``keywords`` of areas from that of their 街道; ``area_of`` gives the area of each 街道."""
    # Not needed where 街道 are shown, and slow to load.
    from dashboard.extraction.keywords import KEYWORD_COLUMNS, TermTotals, ranked_terms

    if keywords.empty:
        return keywords[KEYWORD_COLUMNS]
    rows = told_frame(keywords, area_of).groupby(TERM_KEYS, sort=True).agg(
        count=("count", "sum"), is_phrase=("is_phrase", "any")
    ).reset_index()  # fmt: skip
    street, areas = pd.factorize(rows["street"])
    term, names = pd.factorize(rows["term"], sort=True)
    idf = _background_idf(keywords).reindex(names).to_numpy(float)
    mentions = np.bincount(term, rows["count"], len(names))
    totals = TermTotals(mentions, idf, int(mentions.sum()), len(areas))
    ranked = ranked_terms(street, term, rows["count"].to_numpy(), totals)
    told = rows.iloc[ranked.order].reset_index(drop=True)
    for name in ("tf_idf", "keyness", "keyness_low", "keyness_high", "rank"):
        told[name] = getattr(ranked, name)
    return told[KEYWORD_COLUMNS]


def _background_idf(keywords: pd.DataFrame) -> pd.Series:
    """Return the background idf of each term: tf-idf is the term's share of the 街道's mentions times it."""
    of_street = keywords.groupby("street", observed=True)["count"].transform("sum")
    return (keywords["tf_idf"] * of_street / keywords["count"]).groupby(keywords["term"], observed=True).first()
