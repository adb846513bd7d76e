"""Words for numbers, dates, amounts, names and sources."""

from dataclasses import replace
from datetime import date, datetime

import pandas as pd
import pytest

from dashboard.charts.wording import (
    amount_words,
    coverage,
    date_words,
    escape,
    join_names,
    length_caution,
    number_words,
    numeral,
    plan_year,
    short_name,
    source_line,
)
from tests.constructed_tables import constructed_tables


@pytest.mark.parametrize(("street", "short"), [("古美路街道", "古美路"), ("枫林镇", "枫林镇"), ("街道", "街道")])
def test_short_name(street: str, short: str) -> None:
    assert short_name(street) == short


@pytest.mark.parametrize(
    ("first", "last", "granularity", "words"),
    [
        (date(2021, 1, 21), date(2021, 1, 31), "tenday", "1月底"),
        (date(2021, 2, 21), date(2021, 2, 28), "tenday", "2月底"),
        (date(2021, 3, 1), date(2021, 3, 10), "tenday", "3月初"),
        (date(2021, 3, 11), date(2021, 3, 20), "tenday", "3月中旬"),
        (date(2021, 5, 1), date(2021, 5, 31), "month", "5月"),
        (date(2021, 7, 1), date(2021, 7, 1), "day", "7月1日"),
        (date(2021, 1, 1), date(2021, 3, 31), "quarter", "一季度"),
        (date(2021, 1, 1), date(2021, 6, 30), "half", "上半年"),
        (date(2021, 7, 1), date(2021, 12, 31), "half", "下半年"),
        (date(2021, 1, 1), date(2021, 12, 31), "year", "2021年"),
        (date(2021, 3, 1), date(2021, 5, 31), "period", "3月至5月"),
        (date(2021, 3, 5), date(2021, 5, 6), "period", "3月5日至5月6日"),
        (date(2021, 1, 1), date(2023, 12, 31), "period", "2021年至2023年"),
        (date(2021, 9, 1), date(2022, 2, 28), "period", "2021年9月至2022年2月"),
        (None, date(2021, 5, 31), "tenday", "5月底前"),
        (None, date(2021, 6, 30), "day", "6月30日前"),
        (None, date(2021, 12, 31), "year", "2021年底前"),
        (date(2021, 1, 1), None, "year", "2021年起"),
        (date(2021, 3, 1), None, "month", "3月起"),
        (None, None, None, ""),
    ],
)
def test_date_words_inside_the_plan_year(first: date, last: date, granularity: str, words: str) -> None:
    assert date_words(first, last, granularity, 2021) == words


def test_date_words_name_a_year_that_is_not_the_plan_year() -> None:
    assert date_words(date(2022, 5, 21), date(2022, 5, 31), "tenday", 2021) == "2022年5月底"
    assert date_words(date(2021, 1, 1), date(2021, 6, 30), "half") == "2021年上半年"


def test_date_words_take_a_data_frames_dates() -> None:
    assert date_words(pd.Timestamp(2021, 7, 1), datetime(2021, 7, 1), "day", 2021) == "7月1日"
    assert date_words(pd.NaT, pd.NaT) == ""


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        (1302.0, 1302.0, "户", "1,302户"),
        (20000.0, None, "平方米", "2万平方米以上"),
        (None, 100.0, "家", "不超过100家"),
        (3.0, 5.0, "个", "3—5个"),
        (267000000.0, 267000000.0, "元", "2.67亿元"),
        (42.2, 42.2, "%", "42.2%"),
        (0.5, 0.5, "年", "0.5年"),
        (float("nan"), 5.0, "%", "不超过5%"),
        (0.0, 0.0, "起", "0起"),
        (None, None, "户", ""),
    ],
)
def test_amount_words(low: float | None, high: float | None, unit: str, words: str) -> None:
    assert amount_words(low, high, unit) == words


def test_a_number_that_a_larger_unit_would_round_keeps_its_digits() -> None:
    assert number_words(13021) == "13,021"


@pytest.mark.parametrize(("count", "words"), [(0, "零"), (2, "两"), (10, "十"), (12, "12"), (1302, "1,302")])
def test_numeral(count: int, words: str) -> None:
    assert numeral(count) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["甲"], "甲"), (["甲", "乙"], "甲和乙"), (["甲", "乙", "丙"], "甲、乙和丙"),
     (["甲", "乙", "丙", "丁"], "甲、乙、丙等4个街道")],
)  # fmt: skip
def test_join_names(names: list[str], words: str) -> None:
    assert join_names(names) == words


def test_escape_leaves_plotly_nothing_to_read() -> None:
    assert escape("<b>1 & 2</b> $x$") == "&lt;b&gt;1 &amp; 2&lt;/b&gt; &#36;x&#36;"


def test_source_names_documents_and_streets() -> None:
    assert source_line(constructed_tables(["甲街道", "乙街道", "丙镇"])) == "来源：《工作计划1》，甲、乙、丙镇"
    assert source_line(constructed_tables(0)) == "来源：尚无文件"


def test_source_counts_what_it_cannot_name() -> None:
    assert "等36份文件" in source_line(constructed_tables(107))
    assert source_line(constructed_tables(107)).endswith("等107个街道")


def test_source_counts_documents_of_the_same_title_each() -> None:
    tables = constructed_tables(7)
    same = replace(tables, documents=tables.documents.assign(path=[f"{n}/计划.txt" for n in range(3)]))

    assert "《计划》等3份文件" in source_line(same)


def test_source_leaves_out_documents_of_which_nothing_is_chosen() -> None:
    tables = constructed_tables(4)
    one = replace(tables, articles=tables.articles.tail(1))

    assert "《工作计划2》" in source_line(one)
    assert "《工作计划1》" not in source_line(one)


def test_coverage_counts_streets_articles_characters_and_years() -> None:
    tables = constructed_tables(2)
    later = replace(tables, articles=tables.articles.assign(year=[2021, 2023]))

    assert coverage(tables) == "2个街道、2篇文章、2,050字，2021年"
    assert coverage(later).endswith("2021—2023年")
    assert coverage(constructed_tables(0)) == "没有可统计的文章"


@pytest.mark.parametrize(("characters", "warned"), [([1000, 2000], False), ([1000, 2001], True), ([0, 900], False)])
def test_length_caution_from_more_than_double(characters: list[int], warned: bool) -> None:
    tables = constructed_tables(2)
    tables = replace(tables, articles=tables.articles.assign(characters=characters))

    assert (length_caution(tables) is not None) == warned


def test_length_caution_names_both_ends() -> None:
    tables = constructed_tables(["长街道", "短街道"])
    tables = replace(tables, articles=tables.articles.assign(characters=[3000, 1000]))

    assert length_caution(tables) == "篇幅悬殊：长3,000字，是短1,000字的3.0倍；宜比占比，不宜比次数"


def test_plan_year_is_the_one_most_articles_have() -> None:
    tables = constructed_tables(3)

    assert plan_year(replace(tables, articles=tables.articles.assign(year=[2021, 2022, 2021]))) == 2021
    assert plan_year(constructed_tables(0)) is None
