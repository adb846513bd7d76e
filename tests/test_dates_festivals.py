"""Festivals of the solar and the lunar calendar, and anniversaries."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.extraction.date_rules import DateRules
from dashboard.extraction.dates import find_dates
from dashboard.extraction.festivals import load_festivals, load_founding_days
from dashboard.paths import LEXICON
from tests.extraction_fixtures import body, dates_of, intervals, rules


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("元旦", 2021, "2021-01-01"), ("春节", 2021, "2021-02-12"), ("春节", 2024, "2024-02-10"),
        ("元宵节", 2021, "2021-02-26"),
        ("除夕", 2024, "2024-02-09"), ("清明", 2021, "2021-04-04"), ("清明节", 2023, "2023-04-05"),
        ("五一", 2021, "2021-05-01"),
        ("端午节", 2021, "2021-06-14"), ("七一", 2021, "2021-07-01"), ("中秋", 2021, "2021-09-21"),
        ("中秋节", 2025, "2025-10-06"),
        ("国庆", 2021, "2021-10-01"), ("重阳节", 2021, "2021-10-14"), ("重阳节", 2023, "2023-10-23"),
        ("重阳", 2033, "2033-10-01"),
    ],
)
def test_a_festival_is_its_day_of_the_year(name: str, year: int, day: str) -> None:
    assert [found[1:] for found in intervals(f"{name}期间走访老人。", year=year)] == [(day, day)]


def test_a_festival_takes_the_year_named_before_it() -> None:
    assert intervals("2022年春节走访老人。")[0][1] == "2022-02-01"
    assert intervals("明年重阳节走访老人。")[0][1] == "2022-10-04"


def test_two_festivals_in_a_row_are_two_dates() -> None:
    assert [found[1] for found in intervals("元旦、春节期间开展慰问。")] == ["2021-01-01", "2021-02-12"]


@pytest.mark.parametrize(
    "text",
    ["七一路拓宽。", "五一居民区加梯。", "五一小区改造。", "国庆路修缮。", "七一中学开放操场。", "清明上河图展出。",
     "重阳糕义卖。",
     "八一村整治。", "三八红旗手表彰。", "五四路铺设管线。"],
)
def test_streets_quarters_and_things_named_like_a_festival_are_none(text: str) -> None:
    assert intervals(text) == []


@pytest.mark.parametrize("text", ["三八妇女节", "“三八”", "六一儿童节", "教师节"])
def test_other_days_of_the_year_are_known(text: str) -> None:
    assert len(intervals(f"{text}举办活动。")) == 1


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("建党100周年", "2021-07-01"), ("中国共产党成立100周年", "2021-07-01"), ("庆祝建党一百周年", "2021-07-01"),
        ("建国72周年", "2021-10-01"), ("新中国成立72周年", "2021-10-01"), ("建军94周年", "2021-08-01"),
        ("浦东开发开放31周年", "2021-04-18"),
    ],
)
def test_an_anniversary_with_a_known_founding_day(text: str, day: str) -> None:
    [mention] = dates_of(f"2021年迎来{text}。")[1:]
    assert (mention.kind, str(mention.first), str(mention.last)) == ("anniversary", day, day)


@pytest.mark.parametrize("text", ["曹杨新村建村70周年", "建校60周年", "街道成立30周年", "居委会成立二十周年"])
def test_an_anniversary_without_one_counts_for_the_whole_year(text: str) -> None:
    [mention] = dates_of(f"今年恰逢{text}。")[1:]
    assert (mention.kind, str(mention.first), str(mention.last)) == ("anniversary", "2021-01-01", "2021-12-31")


@pytest.mark.parametrize("verb", ["庆祝", "迎接", "喜迎", "纪念", "迎来", "献礼", "围绕", "聚焦"])
def test_the_verb_before_an_anniversary_stays_outside_its_span(verb: str) -> None:
    assert [mention.text for mention in dates_of(f"{verb}建党100周年。")] == ["建党100周年"]


@pytest.mark.parametrize("event", [*rules().dates.founding_days.days, "居民剧院开发开放"])
def test_an_anniversary_of_a_long_name_and_count_is_found_whole_deep_in_a_sentence(event: str) -> None:
    text = f"小区里的花园、食堂和电梯都要更好，{event}”一百二十三个周年也要办好，{event}30周年时再办。"
    assert [mention.text for mention in dates_of(text)] == [f"{event}”一百二十三个周年", f"{event}30周年"]


def test_an_anniversary_is_not_counted_again_as_a_date() -> None:
    assert [mention.kind for mention in dates_of("建党100周年之际举办展览。")] == ["anniversary"]


def test_a_new_festival_takes_one_line_and_no_code(tmp_path: Path) -> None:
    file = tmp_path / "festivals.csv"
    file.write_text((LEXICON / "festivals.csv").read_text(encoding="utf-8") + "社工日,solar,3,16,,\n", encoding="utf-8")
    known = DateRules(load_festivals(file), load_founding_days(LEXICON / "founding_days.csv"))
    sentences = body("社工日举办集市。")
    assert [mention.first for mention in find_dates(sentences, 2021, known)] == [date(2021, 3, 16)]
    assert find_dates(sentences, 2021, rules().dates) == []


def test_a_new_founding_day_takes_one_line_and_no_code(tmp_path: Path) -> None:
    file = tmp_path / "founding_days.csv"
    file.write_text(
        (LEXICON / "founding_days.csv").read_text(encoding="utf-8") + "进博会创办,2018-11-05\n", encoding="utf-8"
    )
    known = DateRules(load_festivals(LEXICON / "festivals.csv"), load_founding_days(file))
    assert [mention.first for mention in find_dates(body("进博会创办5周年。"), 2023, known)] == [date(2023, 11, 5)]


@pytest.mark.parametrize(
    ("text", "written", "first", "last"),
    [
        ("农历三月三开锣。", "农历三月三", "2021-04-14", "2021-04-14"),
        ("农历九月初九办宴。", "农历九月初九", "2021-10-14", "2021-10-14"),
        ("农历8月15日赏月。", "农历8月15日", "2021-09-21", "2021-09-21"),
        ("农历四月开工。", "农历四月", "2021-05-12", "2021-06-09"),
    ],
)
def test_months_of_the_lunar_calendar_are_known_by_their_number(
    text: str, written: str, first: str, last: str
) -> None:
    assert intervals(text) == [(written, first, last)]


def test_anniversaries_far_apart_in_one_sentence_are_all_found() -> None:
    between = "组织党员走访困难家庭" * 8
    found = dates_of(f"围绕建党100周年，{between}，并在建国72周年前后办3场展览")
    assert [mention.text for mention in found if mention.kind == "anniversary"] == ["建党100周年", "建国72周年"]


def test_without_founding_days_an_anniversary_is_known_by_its_founding_word(tmp_path: Path) -> None:
    file = tmp_path / "founding_days.csv"
    file.write_text("names,founded\n", encoding="utf-8")
    known = DateRules(load_festivals(LEXICON / "festivals.csv"), load_founding_days(file))
    [found] = find_dates(body("居委会成立20周年。"), 2021, known)
    assert (found.text, found.kind) == ("居委会成立20周年", "anniversary")
