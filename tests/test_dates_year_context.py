"""Which year a date without one belongs to."""

import pytest

from tests.extraction_fixtures import dates_of, intervals


def first_days(text: str, **where: object) -> list[str]:
    return [first for _, first, _ in intervals(text, **where)]  # type: ignore[arg-type]


def test_a_bare_month_stands_in_the_plan_year() -> None:
    assert intervals("我们将在1月底完成第一轮征询。", year=2021) == [("1月底", "2021-01-21", "2021-01-31")]
    assert intervals("我们将在1月底完成第一轮征询。", year=2024) == [("1月底", "2024-01-21", "2024-01-31")]


def test_the_nearest_year_of_the_sentence_holds() -> None:
    assert first_days("2022年3月开工，9月竣工。") == ["2022-03-01", "2022-09-01"]


def test_a_later_year_of_the_sentence_replaces_an_earlier_one() -> None:
    assert first_days("2020年8月签约，2022年3月开工，9月竣工。") == ["2020-08-01", "2022-03-01", "2022-09-01"]


def test_the_paragraph_before_the_sentence_passes_its_year_on() -> None:
    assert first_days("2022年建成新站。5月试运行。") == ["2022-01-01", "2022-05-01"]


def test_a_new_paragraph_begins_with_the_plan_year_again() -> None:
    assert first_days("2022年建成新站。\n5月试运行。") == ["2022-01-01", "2021-05-01"]


@pytest.mark.parametrize(
    ("text", "first"),
    [("今年建成。", "2021-01-01"), ("去年建成。", "2020-01-01"), ("明年建成。", "2022-01-01"),
     ("前年建成。", "2019-01-01"),
     ("后年建成。", "2023-01-01"), ("本年度建成。", "2021-01-01")],
)
def test_relative_years_count_from_the_plan_year(text: str, first: str) -> None:
    assert first_days(text) == [first]


def test_this_year_is_that_of_the_document_whatever_was_named_before() -> None:
    assert first_days("2018年试点，今年推开。") == ["2018-01-01", "2021-01-01"]


@pytest.mark.parametrize("name", ["去年", "明年"])
def test_a_relative_year_passes_on_what_follows(name: str) -> None:
    year = {"去年": "2020", "明年": "2022"}[name]
    assert first_days(f"{name}建成新站，5月试运行。") == [f"{year}-01-01", f"{year}-05-01"]


@pytest.mark.parametrize(
    ("text", "first"),
    [("2018年5月开工，同年9月竣工。", "2018-09-01"), ("2018年5月开工，当年9月竣工。", "2018-09-01"),
     ("2018年5月开工，次年9月竣工。", "2019-09-01"), ("2018年5月开工，翌年9月竣工。", "2019-09-01")],
    ids=["tongnian", "dangnian", "cinian", "yinian"],
)
def test_a_year_counted_from_the_one_spoken_of(text: str, first: str) -> None:
    assert first_days(text) == ["2018-05-01", first]


@pytest.mark.parametrize(
    "text",
    ["与2020年相比，3月签约更快。", "较2020年增长5%，3月完成签约。", "比2020年多签100户，3月完成签约。",
     "同2020年相比，3月签约更快。"],
    ids=["yu-xiangbi", "jiao", "bi", "tong-xiangbi"],
)
def test_a_year_named_for_comparison_passes_nothing_on(text: str) -> None:
    assert first_days(text)[-1] == "2021-03-01"


def test_the_same_time_of_last_year_passes_nothing_on() -> None:
    assert first_days("去年同期增长5%，3月完成签约。")[-1] == "2021-03-01"


def test_a_comparison_is_still_a_date() -> None:
    assert intervals("与2020年相比，更快。") == [("2020年", "2020-01-01", "2020-12-31")]


def test_a_review_section_stands_in_the_year_before_the_plan_year() -> None:
    assert first_days("6月底完成了签约。", section="review") == ["2020-06-21"]
    assert first_days("6月底完成签约。", section="plan") == ["2021-06-21"]


def test_a_heading_with_one_year_gives_it_to_the_section() -> None:
    assert first_days("6月底完成签约。", headings=["二、2022年工作安排"]) == ["2022-06-21"]


def test_a_heading_with_two_years_gives_none() -> None:
    assert first_days("6月底完成签约。", headings=["2020年总结和2022年安排"]) == ["2021-06-21"]


def test_review_then_plan_in_one_document() -> None:
    from tests.extraction_fixtures import rows_of

    text = ("打浦桥街道2020年工作总结和2021年工作计划\n一、2020年工作总结\n9月底建成了三个站点。\n"
            "二、2021年工作计划\n9月底建成五个站点。\n")
    found = [row["from_date"].isoformat() for row in rows_of(text)["dates"] if row["text"] == "9月底"]
    assert found == ["2020-09-21", "2021-09-21"]


def test_a_report_of_one_year_may_begin_in_the_year_before() -> None:
    assert first_days("2022年11月动工，预计今年6月竣工。", year=2023) == ["2022-11-01", "2023-06-01"]


def test_a_range_of_years_names_no_single_year() -> None:
    assert first_days("2019—2022年分三批改造，3月开工。")[-1] == "2021-03-01"


def test_without_a_plan_year_a_bare_month_stays_open_but_is_found() -> None:
    assert intervals("我们将在1月底完成征询。", year=None) == [("1月底", "", "")]


def test_whole_year_tells_a_bare_year_from_a_date() -> None:
    assert [mention.whole_year for mention in dates_of("2021年建成，6月底前验收，2021年起推广。")] == [
        True,
        False,
        False,
    ]


def test_in_a_plan_dated_the_year_before_the_names_of_years_count_from_that_date() -> None:
    from tests.extraction_fixtures import rows_of

    text = ("古美路街道2023年工作思路\n（2022年12月23日）\n明年税收增长7%，今年已完成9亿元，比去年多两成。\n"
            "一、2023年重点任务\n春节前走访企业。\n")
    found = {row["text"]: row["from_date"] or row["to_date"] for row in rows_of(text)["dates"]}
    assert {name: found[name].year for name in ("明年", "今年", "去年", "春节前")} == {
        "明年": 2023, "今年": 2022, "去年": 2021, "春节前": 2023,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [("据悉，今天封顶的楼有8层。", ["2023-08-18"]), ("今天，展览开幕。", ["2023-08-18"]), ("今天的生活。", [])],
)
def test_today_is_the_day_of_a_report_that_says_when_it_was_written(text: str, expected: list[str]) -> None:
    assert first_days(f"2023-08-18 14:20，正文：{text}", year=2023)[1:] == expected
    assert first_days(text, year=2023) == []
