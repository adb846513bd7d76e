"""Words for titles, subtitles and labels: numbers, dates, amounts, names and sources as Chinese readers expect them.

What these functions return is plain text. Only ``escape`` makes text fit for a Plotly figure; a page escapes
for its own markup.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime
from math import isnan
from typing import Any

import numpy as np
import pandas as pd

from dashboard.reading.file_name import stem_of
from dashboard.tables.areas import OWN_STREET, STREET
from dashboard.tables.once import once
from dashboard.tables.tables import Tables

STREET_SUFFIX = "街道"
"""Column of ``articles`` told by area: the 街道 of each."""
NUMERALS = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")
QUARTERS = ("一季度", "二季度", "三季度", "四季度")
WAN, YI = 10_000, 100_000_000
MOST_NAMES = 3
"""So many names are listed; of more, the first ones and their number."""
LENGTH_RATIO = 2.0
"""Articles are of very different length where the longest has more than this many times the shortest's characters."""
PLOTLY_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})
"""Plotly reads a few HTML tags and, between dollar signs, formulas in every text it draws."""


def escape(text: str) -> str:
    """Return text that Plotly draws as it is: no tag, entity or formula."""
    return text.translate(PLOTLY_ESCAPES)


def is_missing(value: Any) -> bool:
    """Return whether a table's value is null (None, NaN or NaT)."""
    return value is None or value is pd.NaT or (isinstance(value, float) and isnan(value))


def short_name(street: str) -> str:
    """Return the name without 街道: 古美路街道 → 古美路. A 镇 keeps its 镇."""
    return street.removesuffix(STREET_SUFFIX) or street


def numeral(count: int) -> str:
    """Return a count as it stands before a measure word: 两, 三, … 十; digits above ten."""
    return NUMERALS[count] if 0 <= count < len(NUMERALS) else f"{count:,}"


def count_words(count: int, unit: str) -> str:
    """Return how many there are of what is compared (``Tables.unit``): 两个街道, 三个区县, 16个市."""
    return f"{numeral(count)}个{unit}"


def join_names(names: Sequence[str], most: int = MOST_NAMES, unit: str = "个街道") -> str:
    """Return 甲、乙和丙; of more than ``most``, 甲、乙、丙等12个街道."""
    if len(names) > most:
        return f"{'、'.join(names[:most])}等{len(names):,}{unit}"
    if len(names) < 2:
        return "".join(names)
    return f"{'、'.join(names[:-1])}和{names[-1]}"


def number_words(value: float) -> str:
    """Return a number without needless digits: 1302 → 1,302, 20000 → 2万, 267000000 → 2.67亿, 42.20 → 42.2."""
    for size, name in ((YI, "亿"), (WAN, "万")):
        if abs(value) >= size and round(value / size, 2) * size == value:
            return f"{_plain(value / size)}{name}"
    return _plain(value)


def _plain(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def amount_words(value_min: float | None, value_max: float | None, unit: str | None) -> str:
    """Return an amount with its bounds: 1,302户, 2万平方米以上, 不超过100家, 3—5个; empty where both are null."""
    unit = "" if is_missing(unit) else str(unit)
    low = None if value_min is None or is_missing(value_min) else number_words(value_min)
    high = None if value_max is None or is_missing(value_max) else number_words(value_max)
    if low is None and high is None:
        return ""
    if low is None:
        return f"不超过{high}{unit}"
    if high is None:
        return f"{low}{unit}以上"
    return f"{low}{unit}" if low == high else f"{low}—{high}{unit}"


def as_date(value: Any) -> date | None:
    """Return a table's date (date, datetime or Timestamp) as a date, None where it is null."""
    if is_missing(value):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raise TypeError(f"{value!r} is no date")


def date_words(
    from_date: Any, to_date: Any, granularity: str | None = None, plan_year: int | None = None
) -> str:
    """Return an interval in words: 1月底, 2021年上半年, 6月30日前, 2021年起.

    The year is written unless it is ``plan_year`` (a whole year always is). A null ``from_date`` reads X前, a null
    ``to_date`` X起, both null the empty string. ``granularity`` is the unit of an open interval's known end.
    """
    start, end = as_date(from_date), as_date(to_date)
    if start is None and end is None:
        return ""
    if end is None and start is not None:
        return f"{_unit_words(start, granularity, plan_year, first=True)}起"
    if start is None and end is not None:
        return f"{_unit_words(end, granularity, plan_year, first=False)}前"
    assert start is not None and end is not None
    year = "" if start.year == plan_year and start.year == end.year else f"{start.year}年"
    named = _named_interval(start, end)
    if named == "":
        return f"{start.year}年"
    if named is not None:
        return year + named
    return _range_words(start, end, plan_year)


def _named_interval(start: date, end: date) -> str | None:
    """Return the name of an interval inside one year (empty for the year), None where it has none."""
    if start.year != end.year:
        return None
    if start == end:
        return f"{start.month}月{start.day}日"
    if start.month == end.month:
        parts = {(1, 10): "初", (11, 20): "中旬", (21, _month_end(end)): "底", (1, _month_end(end)): ""}
        part = parts.get((start.day, end.day))
        return None if part is None else f"{start.month}月{part}"
    if start.day != 1 or end.day != _month_end(end):
        return None
    names = {(1, 12): "", (1, 6): "上半年", (7, 12): "下半年"}
    names |= {(3 * quarter + 1, 3 * quarter + 3): name for quarter, name in enumerate(QUARTERS)}
    return names.get((start.month, end.month))


def _unit_words(day: date, granularity: str | None, plan_year: int | None, *, first: bool) -> str:
    """Return the unit (month, half, …) of which ``day`` is the first or the last day."""
    year = "" if day.year == plan_year else f"{day.year}年"
    if granularity in ("year", "period") and (day.month, day.day) == ((1, 1) if first else (12, 31)):
        return f"{day.year}年" if first else f"{day.year}年底"
    if granularity == "half" and day.month in ((1, 7) if first else (6, 12)):
        return year + ("上半年" if day.month <= 6 else "下半年")
    if granularity == "quarter":
        return year + QUARTERS[(day.month - 1) // 3]
    if granularity in ("month", "tenday", "half", "year", "period"):
        if first and day.day == 1:
            return f"{year}{day.month}月"
        if not first and day.day == _month_end(day):
            return f"{year}{day.month}月底"
    return f"{year}{day.month}月{day.day}日"


def _range_words(start: date, end: date, plan_year: int | None) -> str:
    first_of_month = start.day == 1 and end.day == _month_end(end)
    if first_of_month and (start.month, end.month) == (1, 12):
        return f"{start.year}年至{end.year}年"
    left = "" if start.year == plan_year == end.year else f"{start.year}年"
    right = "" if start.year == end.year else f"{end.year}年"
    if first_of_month:
        return f"{left}{start.month}月至{right}{end.month}月"
    return f"{left}{start.month}月{start.day}日至{right}{end.month}月{end.day}日"


def _month_end(day: date) -> int:
    return monthrange(day.year, day.month)[1]


@once
def plan_year(tables: Tables) -> int | None:
    """Return the plan year that most articles have, the later one of equals; None where none has one."""
    years = tables.articles["year"].dropna()
    return None if years.empty else int(years.mode().max())


def streets_in_order(tables: Tables) -> list[str]:
    """Return the 街道 that have an article, in the order of the documents."""
    return list(tables.once(_streets_in_order))


def _streets_in_order(tables: Tables) -> list[str]:
    found: list[str] = tables.articles["street"].dropna().drop_duplicates().tolist()
    return found


def document_titles(tables: Tables) -> list[str]:
    """Return the titles (file names without suffix) of the documents that hold a chosen article, in their order."""
    titles = tables.of_documents(_titles)
    places = titles.index.get_indexer(pd.Index(tables.articles["document_id"].unique()))
    return list(titles.to_numpy()[np.sort(places[places >= 0])])


def _titles(documents: pd.DataFrame) -> pd.Series:
    """Return the title of each document by its id."""
    paths = documents["path"].to_numpy(dtype="object")  # one by one, a column gives its texts at a third of the speed
    titles = [stem_of(path) for path in paths]
    return pd.Series(titles, index=pd.Index(documents["document_id"]), dtype="object")


@once
def source_line(tables: Tables) -> str:
    """Return 来源：《甲》，古美路、打浦桥、曹杨新村街道; without any article, that there is no document."""
    titles, streets = document_titles(tables), streets_in_order(tables)
    if not titles:
        return "来源：尚无文件"
    first = list(dict.fromkeys(titles))[:2]
    named = "".join(f"《{title}》" for title in first)
    if len(titles) > len(first):
        named += f"等{len(titles):,}份文件"
    names = [short_name(street) for street in streets[:6]]
    if len(streets) > len(names):
        return f"来源：{named}，{'、'.join(names[:MOST_NAMES])}等{len(streets):,}个{tables.unit}"
    return f"来源：{named}，{'、'.join(names[:-1] + streets[-1:])}"


@once
def coverage(tables: Tables) -> str:
    """Return what was read: 3个街道、3篇文章、3,026字，2021年; told by area 16个区县、107个街道、….

    How many 街道 the areas have is said where the articles keep them (``OWN_STREET``).
    """
    articles = tables.articles
    if articles.empty:
        return "没有可统计的文章"
    within = f"{articles[OWN_STREET].nunique():,}个{STREET}、" if OWN_STREET in articles else ""
    counted = (
        f"{articles['street'].nunique():,}个{tables.unit}、{within}"
        f"{len(articles):,}篇文章、{int(articles['characters'].sum()):,}字"
    )
    years = sorted({int(year) for year in articles["year"].dropna()})
    if not years:
        return counted
    period = f"{years[0]}年" if len(years) == 1 else f"{years[0]}—{years[-1]}年"
    return f"{counted}，{period}"


@once
def length_caution(tables: Tables) -> str | None:
    """Return a warning where the longest 街道 text exceeds the shortest by more than ``LENGTH_RATIO``, else None."""
    lengths = tables.articles.groupby("street", sort=False, observed=True)["characters"].sum()
    written = lengths[lengths > 0]
    if len(written) < 2:
        return None
    longest, shortest = str(written.idxmax()), str(written.idxmin())
    most, least = int(written[longest]), int(written[shortest])
    if most <= LENGTH_RATIO * least:
        return None
    return (
        f"篇幅悬殊：{short_name(longest)}{most:,}字，是{short_name(shortest)}"
        f"{least:,}字的{most / least:.1f}倍；宜比占比，不宜比次数"
    )
