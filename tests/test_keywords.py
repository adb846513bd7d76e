"""Keywords: counts, tf-idf, keyness and order."""

import math
import sys
from subprocess import run

import pandas as pd
import pytest

from dashboard.extraction.keywords import (
    KEYWORD_COLUMNS,
    SHARED_TERM_COLUMNS,
    keyword_table,
    load_background_idf,
    shared_terms,
    term_idf,
)
from dashboard.tables.schemas import SCHEMAS

IDF = {"电梯": 8.0, "食堂": 6.0, "垃圾": 4.0, "分类": 5.0}


def mentions(**terms: str) -> pd.DataFrame:
    """Return a row per mention: street → its terms, separated by spaces."""
    rows = [(street, term, len(term) > 2) for street, text in terms.items() for term in text.split()]
    return pd.DataFrame(rows, columns=["street", "term", "is_phrase"])


def row(table: pd.DataFrame, street: str, term: str) -> pd.Series:
    return table[(table["street"] == street) & (table["term"] == term)].iloc[0]


def test_the_columns_are_those_of_the_contract() -> None:
    assert SCHEMAS["keywords"].names == KEYWORD_COLUMNS
    assert list(keyword_table(mentions(甲="电梯"), IDF)) == KEYWORD_COLUMNS


def test_no_mention_gives_an_empty_table_with_its_columns() -> None:
    table = keyword_table(mentions(), IDF)
    assert table.empty
    assert list(table) == KEYWORD_COLUMNS
    assert list(shared_terms(table)) == SHARED_TERM_COLUMNS


def test_tf_idf_is_the_share_of_the_mentions_times_the_background_idf() -> None:
    table = keyword_table(mentions(甲="电梯 电梯 食堂 垃圾", 乙="食堂"), IDF)
    assert row(table, "甲", "电梯")["count"] == 2
    assert row(table, "甲", "电梯")["tf_idf"] == pytest.approx(2 / 4 * 8.0)


def test_a_phrase_gets_an_idf_between_its_rarest_part_and_the_sum_of_its_parts() -> None:
    assert term_idf(["电梯", "垃圾分类", "未知"], IDF) == {"电梯": 8.0, "垃圾分类": (5.0 + 9.0) / 2, "未知": 5.5}


def test_keyness_is_the_log_odds_ratio_with_informative_dirichlet_prior_over_its_deviation() -> None:
    table = keyword_table(mentions(甲="电梯 电梯 食堂", 乙="食堂 食堂 食堂 垃圾 垃圾"), IDF)
    prior = 500 * 2 / 8
    delta = math.log((2 + prior) / (3 + 500 - 2 - prior)) - math.log(prior / (5 + 500 - prior))
    deviation = math.sqrt(1 / (2 + prior) + 1 / prior)
    found = row(table, "甲", "电梯")
    assert found["keyness"] == pytest.approx(delta / deviation)
    assert found["keyness_low"] == pytest.approx(delta - 1.96 * deviation)
    assert found["keyness_high"] == pytest.approx(delta + 1.96 * deviation)


def test_a_term_that_the_others_use_more_has_negative_keyness() -> None:
    table = keyword_table(mentions(甲="食堂 电梯 电梯 电梯", 乙="食堂 食堂 食堂"), IDF)
    assert row(table, "甲", "食堂")["keyness"] < 0 < row(table, "乙", "食堂")["keyness"]


def test_a_single_street_has_no_keyness_and_is_ranked_by_tf_idf() -> None:
    table = keyword_table(mentions(甲="垃圾 食堂 电梯"), IDF)
    assert table[["keyness", "keyness_low", "keyness_high"]].isna().all(axis=None)
    assert list(table["term"]) == ["电梯", "食堂", "垃圾"]
    assert list(table["rank"]) == [1, 2, 3]


def test_the_best_term_comes_first_and_each_street_has_ranks_of_its_own() -> None:
    table = keyword_table(mentions(甲="垃圾 电梯 电梯 食堂", 乙="食堂 食堂 垃圾"), IDF)
    assert table[table["street"] == "甲"]["term"].iloc[0] == "电梯"
    assert table[table["street"] == "乙"]["term"].iloc[0] == "食堂"
    assert list(table[table["street"] == "乙"]["rank"]) == [1, 2]


def test_ties_and_the_order_of_mentions_do_not_change_the_result() -> None:
    frame = mentions(甲="丙楼 乙楼 甲楼", 乙="电梯 食堂")
    expected = keyword_table(frame, IDF)
    pd.testing.assert_frame_equal(keyword_table(frame.iloc[::-1], IDF), expected)
    assert list(expected[expected["street"] == "甲"]["term"]) == sorted(["丙楼", "乙楼", "甲楼"])


def test_the_mentions_are_left_as_they_were() -> None:
    frame = mentions(甲="电梯 食堂")
    before = frame.copy(deep=True)
    keyword_table(frame, IDF)
    pd.testing.assert_frame_equal(frame, before)


def test_shared_terms_are_those_of_two_streets_or_more() -> None:
    shared = shared_terms(keyword_table(mentions(甲="食堂 食堂 电梯", 乙="食堂 垃圾", 丙="垃圾 食堂"), IDF))
    assert shared[["term", "streets", "count"]].values.tolist() == [["食堂", 3, 4], ["垃圾", 2, 2]]


def test_the_background_table_is_read_without_importing_jieba() -> None:
    idf = load_background_idf()
    assert len(idf) > 200_000
    assert idf["养老"] > idf["发展"] > 0
    code = (
        "import sys; from dashboard.extraction.keywords import load_background_idf; load_background_idf(); "
        "print('jieba' in sys.modules)"
    )
    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "False"
