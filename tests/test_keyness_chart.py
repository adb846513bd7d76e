"""Distinctive words: order, intervals, and what the title may claim."""

from math import log

import pandas as pd

from dashboard.charts.keyness_chart import keyness_chart
from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.tables import Tables
from tests.constructed_tables import constructed_tables, tables_of


def _tables(*rows: tuple[str, str, float, float, float]) -> Tables:
    """Return tables with keywords of (street, term, z, low, high)."""
    tables: dict[str, list[dict[str, object]]] = {name: [] for name in SCHEMAS}
    for number, street in enumerate(dict.fromkeys(row[0] for row in rows)):
        tables["articles"].append({
            "article_id": f"a{number}", "document_id": "d", "street": street, "year": 2021, "characters": 1000
        })  # fmt: skip
    for rank, (street, term, z, low, high) in enumerate(rows, start=1):
        tables["keywords"].append({
            "street": street, "term": term, "count": 5, "tf_idf": 0.1, "keyness": z, "keyness_low": low,
            "keyness_high": high, "rank": rank, "is_phrase": False,
        })  # fmt: skip
    return tables_of(tables)


def test_only_words_whose_interval_lies_above_one_are_named() -> None:
    chart = keyness_chart(_tables(("甲街道", "美乐汇", 2.5, 0.4, 3.0), ("甲街道", "居民", 0.9, -0.5, 1.4),
                                  ("乙街道", "征询", 1.2, -0.2, 2.0)))  # fmt: skip
    assert chart.finding == "与其他街道相比，甲突出“美乐汇”；乙没有多得可以确定的词"


def test_nothing_is_claimed_where_every_interval_holds_one() -> None:
    chart = keyness_chart(_tables(("甲街道", "居民", 0.9, -0.5, 1.4), ("乙街道", "征询", 1.2, -0.2, 2.0)))
    assert chart.finding == "最突出的是乙“征询”；字数还少，没有一个词能确定用得比其他街道多"


def test_a_tie_of_unsure_words_names_none() -> None:
    chart = keyness_chart(_tables(("甲街道", "居民", 1.2, -0.2, 2.0), ("乙街道", "征询", 1.2, -0.2, 2.0)))
    assert chart.finding == "字数还少，没有一个词能确定用得比其他街道多"


def test_dots_are_the_middle_of_the_interval_sorted_by_z_and_hollow_where_unsure() -> None:
    chart = keyness_chart(_tables(("甲街道", "居民", 0.9, -0.5, 1.5), ("甲街道", "美乐汇", 2.5, 1.0, 3.0),
                                  ("乙街道", "征询", 1.2, -0.2, 2.0)), "甲街道")  # fmt: skip
    dots = next(trace for trace in chart.figure.data if trace.mode == "markers")
    assert [mark for (mark,) in dots.customdata] == ["甲街道|美乐汇", "甲街道|居民"]
    assert list(dots.x) == [2.0, 0.5]
    assert dots.marker.color[1] == "#FFFFFF" != dots.marker.color[0]


def test_axis_ticks_are_ratios_at_their_logarithms() -> None:
    axis = keyness_chart(constructed_tables(3)).figure.layout.xaxis
    assert dict(zip(axis.ticktext, axis.tickvals, strict=True))["10倍"] == log(10)


def test_words_used_less_than_elsewhere_are_not_shown() -> None:
    chart = keyness_chart(_tables(("甲街道", "居民", -2.0, -3.0, -1.0), ("乙街道", "征询", 1.2, 0.2, 2.0)))
    assert list(chart.table["词"]) == ["征询"]


def test_a_street_without_others_has_nothing_to_compare_with() -> None:
    nothing = float("nan")
    chart = keyness_chart(_tables(("甲街道", "居民", nothing, nothing, nothing)))
    assert chart.finding == "没有别的街道可比，算不出特色词"


def test_a_mark_leads_to_the_mentions_of_its_own_street() -> None:
    tables = constructed_tables(3, equal=True)
    chart = keyness_chart(tables)
    rows = chart.evidence[chart.evidence["mark"] == "东一路街道|亮点第0"]
    mentions = tables.term_mentions
    expected = mentions[(mentions["street"] == "东一路街道") & (mentions["term"] == "亮点第0")]
    assert len(rows) == 1
    pd.testing.assert_series_equal(
        rows["sentence_id"].reset_index(drop=True), expected["sentence_id"].reset_index(drop=True)
    )


def test_rows_fill_the_stage_and_what_is_not_shown_is_said() -> None:
    chart = keyness_chart(constructed_tables(12), width=1720, height=500)
    assert chart.figure.layout.height <= 500
    assert chart.table.groupby("街道").size().tolist() == [8, 8, 8]
    assert "显示其中3个街道" in chart.subtitle


def test_all_streets_on_one_page_leave_nothing_to_say() -> None:
    assert "显示其中" not in keyness_chart(constructed_tables(3)).subtitle


def test_without_any_street_there_is_nothing_to_count() -> None:
    assert keyness_chart(constructed_tables(0)).finding == "还没有可统计的街道文章"
