"""The particles around a date: which side they open, and which of them belong to its span."""

import pytest

from tests.extraction_fixtures import intervals


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月底前完成改造。", ("6月底前", "", "2021-06-30")),
        ("年底前完成改造。", ("年底前", "", "2021-12-31")),
        ("年末前建成两个站点。", ("年末前", "", "2021-12-31")),
        ("2022年底前全部建成。", ("2022年底前", "", "2022-12-31")),
        ("三季度末前完成招标。", ("三季度末前", "", "2021-09-30")),
        ("8月中旬前报送方案。", ("8月中旬前", "", "2021-08-10")),
        ("6月30日前完成签约。", ("6月30日前", "", "2021-06-30")),
        ("6月30日之前完成签约。", ("6月30日之前", "", "2021-06-30")),
        ("2021年6月30日以前完成签约。", ("2021年6月30日以前", "", "2021-06-30")),
        ("3月前完成选址。", ("3月前", "", "2021-02-28")),
        ("2023年前实现全覆盖。", ("2023年前", "", "2022-12-31")),
        ("春节前走访困难家庭。", ("春节前", "", "2021-02-11")),
        ("国庆节前开放。", ("国庆节前", "", "2021-09-30")),
    ],
    ids=[
        "month-end",
        "year-end",
        "year-end-mo",
        "named-year-end",
        "quarter-end",
        "middle-ten-days",
        "day",
        "day-zhiqian",
        "full-day",
        "month",
        "year",
        "lunar-festival",
        "festival",
    ],
)
def test_before_opens_the_start(text: str, expected: tuple[str, str, str]) -> None:
    assert intervals(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年起全面推广。", ("2021年起", "2021-01-01", "")),
        ("自2021年起全面推广。", ("自2021年起", "2021-01-01", "")),
        ("从3月起每户发放。", ("从3月起", "2021-03-01", "")),
        ("7月1日起施行。", ("7月1日起", "2021-07-01", "")),
        ("2021年5月1日开始供餐。", ("2021年5月1日开始", "2021-05-01", "")),
        ("下半年起推开。", ("下半年起", "2021-07-01", "")),
        ("2018年以来累计加装电梯。", ("2018年以来", "2018-01-01", "")),
        ("自2018年以来累计加装电梯。", ("自2018年以来", "2018-01-01", "")),
        ("2008年至今一直服务。", ("2008年至今", "2008-01-01", "")),
    ],
    ids=["qi", "zi-qi", "cong-qi", "day-qi", "kaishi", "half-qi", "yilai", "zi-yilai", "zhijin"],
)
def test_a_start_opens_the_end(text: str, expected: tuple[str, str, str]) -> None:
    assert intervals(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2025年建成示范区。", ("到2025年", "", "2025-12-31")),
        ("到6月底完成过半。", ("到6月底", "", "2021-06-30")),
        ("至2021年底，建成三个站点。", ("至2021年底", "", "2021-12-31")),
        ("截至10月底，已签约300户。", ("截至10月底", "", "2021-10-31")),
        ("截至2020年12月31日，已签约300户。", ("截至2020年12月31日", "", "2020-12-31")),
        ("截止2020年底，已签约300户。", ("截止2020年底", "", "2020-12-31")),
        ("3月内完成选址。", ("3月内", "", "2021-03-31")),
    ],
    ids=["dao-year", "dao-month-end", "zhi", "jiezhi", "jiezhi-day", "jiezhi-zhi", "nei"],
)
def test_until_and_within(text: str, expected: tuple[str, str, str]) -> None:
    assert intervals(text) == [expected]


@pytest.mark.parametrize("text", ["在6月底完成改造。", "于6月底完成改造。", "将在6月底完成改造。"])
def test_zai_belongs_to_no_span(text: str) -> None:
    assert intervals(text) == [("6月底", "2021-06-21", "2021-06-30")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国庆期间开展巡查。", ("2021-10-01", "2021-10-01")),
        ("“十四五”期间建成十个站点。", ("2021-01-01", "2025-12-31")),
        ("春节期间加强值守。", ("2021-02-12", "2021-02-12")),
    ],
    ids=["festival", "plan-period", "lunar-festival"],
)
def test_during_leaves_both_ends(text: str, expected: tuple[str, str]) -> None:
    [(_, first, last)] = intervals(text)
    assert (first, last) == expected


@pytest.mark.parametrize(
    "text",
    ["6月前期筹备完成。", "6月起草方案。", "3月内容更新。", "6月后续跟进。", "3月起诉。"],
)
def test_a_particle_that_begins_a_word_gives_no_direction(text: str) -> None:
    [(found, first, last)] = intervals(text)
    assert found in ("6月", "3月")
    assert first and last


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021 年 6 月 30 日前完成。", ("2021 年 6 月 30 日前", "", "2021-06-30")),
        ("2021年 6月底前完成。", ("2021年 6月底前", "", "2021-06-30")),
    ],
    ids=["everywhere", "after-the-year"],
)
def test_blanks_inside_a_date_change_nothing(text: str, expected: tuple[str, str, str]) -> None:
    assert intervals(text) == [expected]


def test_a_verb_that_ends_in_dao_gives_no_direction() -> None:
    assert intervals("实事项目办到2021年。") == [("2021年", "2021-01-01", "2021-12-31")]


def test_two_directions_in_one_sentence_stay_apart() -> None:
    assert intervals("2021年3月起施工，11月底前竣工。") == [
        ("2021年3月起", "2021-03-01", ""), ("11月底前", "", "2021-11-30"),
    ]
