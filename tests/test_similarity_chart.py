"""Similarity of 街道: the measure itself, what the title says, how many show what, and the way to the sentences."""

from collections.abc import Mapping
from dataclasses import replace
from math import sqrt

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from dashboard.charts.likeness import alike_groups, chained, cosine_similarity
from dashboard.charts.similarity import similarity
from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.tables import Selection, Tables
from tests.constructed_tables import constructed_tables, tables_with_shares

OLD, HOMES, SAFE = "为老服务", "旧改住房", "公共安全"
THREE = {"甲街道": {OLD: 0.4, HOMES: 0.3}, "乙街道": {OLD: 0.3, HOMES: 0.4}, "丙街道": {HOMES: 0.1, SAFE: 0.5}}


def square(names: str, values: Mapping[str, float]) -> pd.DataFrame:
    """Return a similarity table of one-letter names; pairs that are not given have 0."""
    table = pd.DataFrame(np.eye(len(names)), index=list(names), columns=list(names))
    for (first, second), value in values.items():
        table.at[first, second] = table.at[second, first] = value
    return table


def with_words(tables: Tables, words: Mapping[str, Mapping[str, float]]) -> Tables:
    rows = [
        {"street": street, "term": term, "count": 1, "tf_idf": weight, "rank": 1, "is_phrase": False}
        for street, terms in words.items()
        for term, weight in terms.items()
    ]
    return replace(tables, keywords=pa.Table.from_pylist(rows, schema=SCHEMAS["keywords"]).to_pandas())


def test_cosine_of_equal_proportions_is_one_and_of_nothing_in_common_zero() -> None:
    vectors = pd.DataFrame({"甲": [1.0, 2.0, 0.0], "乙": [2.0, 4.0, 0.0], "丙": [0.0, 0.0, 5.0], "丁": [1.0, 0.0, 1.0]})
    cosine = cosine_similarity(vectors)

    assert cosine.at["甲", "乙"] == pytest.approx(1)
    assert cosine.at["甲", "丙"] == 0
    assert cosine.at["甲", "丁"] == pytest.approx(1 / sqrt(5) / sqrt(2))


def test_cosine_with_an_empty_vector_or_a_single_feature_is_unknown() -> None:
    assert np.isnan(cosine_similarity(pd.DataFrame({"甲": [1.0, 2.0], "乙": [0.0, 0.0]})).at["甲", "乙"])
    assert cosine_similarity(pd.DataFrame({"甲": [1.0], "乙": [0.3]})).isna().all(axis=None)


def test_title_names_the_most_alike_and_the_most_different() -> None:
    assert similarity(tables_with_shares(THREE)).finding == (
        "甲与乙街道的主题最相近（余弦相似度0.96），甲与丙街道差别最大（0.12）"
    )


def test_title_names_pairs_that_tie_for_the_first_place() -> None:
    shares = {"甲街道": {OLD: 0.3}, "乙街道": {OLD: 0.6}, "丙街道": {SAFE: 0.3}, "丁街道": {SAFE: 0.1}}

    assert similarity(tables_with_shares(shares)).finding == "甲与乙街道、丙与丁街道的主题并列最相近（余弦相似度1.00）"


def test_title_counts_pairs_of_which_many_tie_for_the_first_place() -> None:
    shares = {f"{name}街道": {OLD: 0.3} for name in "甲乙丙"} | {"丁街道": {OLD: 0.1, SAFE: 0.3}}

    assert similarity(tables_with_shares(shares)).finding == "3对街道的主题并列最相近（余弦相似度1.00）"


def test_title_says_when_all_pairs_tie() -> None:
    shares = {f"{name}街道": {OLD: 0.3, SAFE: 0.1} for name in "甲乙丙"}

    assert similarity(tables_with_shares(shares)).finding == "三个街道两两的主题同样相近（余弦相似度1.00）"


def test_pairs_that_read_the_same_are_not_ranked() -> None:
    shares = {"甲街道": {OLD: 0.3, SAFE: 0.1}, "乙街道": {OLD: 0.3, SAFE: 0.1}, "丙街道": {OLD: 0.3, SAFE: 0.1001}}

    assert similarity(tables_with_shares(shares)).finding == "三个街道两两的主题同样相近（余弦相似度1.00）"


def test_title_says_when_nothing_is_shared() -> None:
    shares = {"甲街道": {OLD: 0.3}, "乙街道": {SAFE: 0.3}}

    assert similarity(tables_with_shares(shares)).finding == "甲与乙街道没有共同的主题"
    assert similarity(tables_with_shares({**shares, "丙街道": {HOMES: 0.3}})).finding == "三个街道两两没有共同的主题"


def test_title_of_two_streets_gives_the_value_without_a_superlative() -> None:
    shares = {street: THREE[street] for street in ("甲街道", "乙街道")}

    assert similarity(tables_with_shares(shares)).finding == "甲与乙街道的主题余弦相似度为0.96"


def test_a_town_keeps_both_full_names() -> None:
    shares = {"甲街道": {OLD: 0.3}, "乙镇": {OLD: 0.3}}

    assert similarity(tables_with_shares(shares)).finding.startswith("甲街道与乙镇的主题")


def test_one_street_and_none_say_what_is_missing() -> None:
    assert similarity(tables_with_shares({"甲街道": {OLD: 0.3}})).finding == "只有甲街道，没有可比较的街道"
    assert similarity(constructed_tables(0)).finding == "还没有可统计的街道文章"
    assert similarity(constructed_tables(2, silent=True)).finding == "没有可比较的主题和用词"


def test_with_a_single_theme_words_decide_and_the_subtitle_says_so() -> None:
    words = {"甲街道": {"食堂": 0.2, "助餐": 0.1}, "乙街道": {"食堂": 0.2}, "丙街道": {"加梯": 0.3}}
    tables = with_words(tables_with_shares(THREE), words).select(Selection(themes=(OLD,)))
    chart = similarity(tables)

    assert chart.finding == "甲与乙街道的用词最相近（余弦相似度0.89）"
    assert "所选主题不足以比较，只比用词" in chart.subtitle
    assert "按用词相似度排列" in chart.subtitle


def test_a_street_without_themes_is_named_and_not_ranked_by_them() -> None:
    words = {street: {"社区": 0.2, "食堂": 0.1} for street in ("甲街道", "乙街道")}
    chart = similarity(with_words(tables_with_shares({**THREE, "丁街道": {}}), words))

    assert "丁没有提到主题，只比用词" in chart.subtitle
    assert "丁" not in chart.finding
    assert not (chart.table["街道"] == "丁街道").any()


def test_pairs_stand_from_most_to_least_alike_with_both_measures() -> None:
    words = {"甲街道": {"食堂": 1.0}, "乙街道": {"食堂": 1.0, "加梯": 1.0}}
    chart = similarity(with_words(tables_with_shares(THREE), words))

    assert list(chart.table["主题相似度"]) == [0.96, 0.16, 0.12]
    assert chart.table.loc[0, ["街道", "另一街道", "用词相似度"]].to_list() == ["甲街道", "乙街道", 0.71]
    assert list(chart.figure.layout.yaxis.ticktext) == ["甲 — 乙", "乙 — 丙", "甲 — 丙"]


def test_a_row_names_what_both_share_strongest_first() -> None:
    shares = {"甲街道": {OLD: 0.1, HOMES: 0.4, SAFE: 0.2}, "乙街道": {OLD: 0.3, HOMES: 0.4}}
    words = {"甲街道": {"食堂": 0.1, "加梯": 0.3}, "乙街道": {"食堂": 0.2, "加梯": 0.3, "绿地": 0.9}}
    figure = similarity(with_words(tables_with_shares(shares), words)).figure
    shared = next(trace for trace in figure.data if trace.type == "scatter")

    assert list(shared.text) == [f"{HOMES}、{OLD}<br>加梯、食堂"]


def test_twelve_streets_make_a_matrix_of_themes_and_words() -> None:
    chart = similarity(constructed_tables(12))
    cells = next(trace for trace in chart.figure.data if trace.customdata is not None)
    below = [mark[0].endswith("主题") for mark, x, base in zip(cells.customdata, cells.x, cells.base, strict=True)
             if base > x]  # fmt: skip

    assert len(chart.figure.layout.xaxis.ticktext) == len(chart.figure.layout.yaxis.ticktext) == 12
    assert below and all(below)


def test_107_streets_show_groups_and_both_ends_of_the_ranking() -> None:
    chart = similarity(constructed_tables(107))
    headings = [note.text[3:-4] for note in chart.figure.layout.annotations if note.text.startswith("<b>")]
    rows = len(chart.figure.layout.yaxis.ticktext)

    assert headings == ["主题相近的街道组（值为组内最低）", "主题最相近的四对", "主题差别最大的四对"]
    assert rows == 3 + 4 + 4
    assert "共5,671对" in chart.subtitle


def test_groups_hold_only_streets_that_are_all_alike() -> None:
    # a–b–c are alike; d is like c only, so it may not join them by a chain.
    similar = square("abcde", {"ab": 0.9, "ac": 0.8, "bc": 0.85, "cd": 0.75, "de": 0.1})

    assert alike_groups(similar, 0.7) == [["a", "b", "c"]]
    assert alike_groups(similar, 0.95) == []


def test_matrix_order_puts_alike_streets_together() -> None:
    assert chained(square("abcd", {"ac": 0.9, "cb": 0.2, "bd": 0.8, "ab": 0.1})) == ["a", "c", "b", "d"]


def test_a_mark_leads_to_the_sentences_of_what_the_two_share_most() -> None:
    tables = constructed_tables(3)
    chart = similarity(tables)
    first, second = chart.table.loc[0, ["街道", "另一街道"]]
    themes = chart.evidence[chart.evidence["mark"] == f"{first}|{second}|主题"]
    words = chart.evidence[chart.evidence["mark"] == f"{first}|{second}|用词"]
    said = tables.theme_mentions.merge(themes, on=["sentence_id", "start", "end"])
    used = tables.term_mentions.merge(words, on=["sentence_id", "start", "end"])

    assert set(said["street"]) == set(used["street"]) == {first, second}
    assert said["theme"].nunique() <= 3
    assert all(group["street"].nunique() == 2 for _, group in used.groupby("term"))
