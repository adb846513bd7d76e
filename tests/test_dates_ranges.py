"""Ranges are one row, dates listed apart are several."""

import pytest

from tests.extraction_fixtures import dates_of, intervals


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("6月至9月", "2021-06-01", "2021-09-30"), ("6—9月", "2021-06-01", "2021-09-30"),
        ("6月到9月", "2021-06-01", "2021-09-30"),
        ("6-9月", "2021-06-01", "2021-09-30"), ("6~9月", "2021-06-01", "2021-09-30"),
        ("六月至九月", "2021-06-01", "2021-09-30"),
        ("2021年6月至9月", "2021-06-01", "2021-09-30"), ("2021年6月至2022年3月", "2021-06-01", "2022-03-31"),
        ("2021年11月至次年2月", "2021-11-01", "2022-02-28"),
        ("2021—2023年", "2021-01-01", "2023-12-31"), ("2021-2023年", "2021-01-01", "2023-12-31"),
        ("2021年至2023年", "2021-01-01", "2023-12-31"), ("2021年—2023年", "2021-01-01", "2023-12-31"),
        ("6月1日至7月15日", "2021-06-01", "2021-07-15"), ("6月1日至15日", "2021-06-01", "2021-06-15"),
        ("6月1—15日", "2021-06-01", "2021-06-15"), ("2021年6月1日至2021年7月15日", "2021-06-01", "2021-07-15"),
        ("二至三季度", "2021-04-01", "2021-09-30"), ("一季度至三季度", "2021-01-01", "2021-09-30"),
        ("3月初至5月底", "2021-03-01", "2021-05-31"), ("前三季度", "2021-01-01", "2021-09-30"),
        ("4月至10月底", "2021-04-01", "2021-10-31"), ("4月至10月中旬", "2021-04-01", "2021-10-20"),
        ("2021年11月至次年2月上旬", "2021-11-01", "2022-02-10"), ("1月至6月底前", "2021-01-01", "2021-06-30"),
    ],
)
def test_a_range_is_one_row_from_first_to_last_day(text: str, first: str, last: str) -> None:
    assert intervals(f"{text}开展整治。") == [(text, first, last)]


def test_a_range_over_the_turn_of_the_year_ends_in_the_next() -> None:
    assert intervals("11月至2月开展防火检查。") == [("11月至2月", "2021-11-01", "2022-02-28")]


def test_months_listed_apart_are_rows_of_their_own() -> None:
    assert [found[1:] for found in intervals("3月、6月和9月各办一场。")] == [
        ("2021-03-01", "2021-03-31"), ("2021-06-01", "2021-06-30"), ("2021-09-01", "2021-09-30"),
    ]


def test_months_that_share_one_sign_are_both_found() -> None:
    days = [day for _, *found in intervals("7、8月份开展暑托班。") for day in found]
    assert (days[0], days[-1]) == ("2021-07-01", "2021-08-31")


def test_days_listed_apart_share_the_month() -> None:
    assert [found[1] for found in intervals("5月1日、3日开放。")] == ["2021-05-01", "2021-05-03"]


def test_a_range_of_several_months_is_a_period() -> None:
    assert [mention.granularity for mention in dates_of("6月至9月开展整治。")] == ["period"]


@pytest.mark.parametrize("text", ["3—5个站点开放。", "2-3年完成改造。", "3至5次走访。"])
def test_a_range_of_amounts_is_no_range_of_dates(text: str) -> None:
    assert intervals(text) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("从4月至10月", "从4月至10月"), ("自4月至10月", "自4月至10月"), ("自5月—9月", "自5月—9月"),
        ("自从4月至10月", "自从4月至10月"), ("自4月起至10月", "自4月起至10月"), ("从4月开始至10月", "从4月开始至10月"),
        ("到4月至10月", "4月至10月"), ("自2021年4月1日起至10月31日", "自2021年4月1日起至10月31日"),
    ],
)
def test_a_range_after_a_particle_keeps_both_ends(text: str, written: str) -> None:
    first, last = ("2021-05-01", "2021-09-30") if "5月" in text else ("2021-04-01", "2021-10-31")
    assert intervals(f"{text}开展整治。") == [(written, first, last)]


@pytest.mark.parametrize("text", ["自4月至今", "自4月起", "自4月至10月起"])
def test_a_start_after_a_particle_stays_open(text: str) -> None:
    assert intervals(f"{text}开展整治。") == [(text, "2021-04-01", "")]
