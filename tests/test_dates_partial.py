"""Partial and fuzzy dates: parts of years, halves, quarters, months and days, in every way of writing."""

import pytest

from tests.extraction_fixtures import dates_of, intervals


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("年初", "2021-01-01", "2021-03-31"), ("年中", "2021-06-01", "2021-07-31"),
        ("年底", "2021-12-01", "2021-12-31"),
        ("年末", "2021-12-01", "2021-12-31"), ("年终", "2021-12-01", "2021-12-31"),
        ("岁末", "2021-12-01", "2021-12-31"),
        ("2022年初", "2022-01-01", "2022-03-31"), ("2022年底", "2022-12-01", "2022-12-31"),
        ("今年年底", "2021-12-01", "2021-12-31"), ("明年年初", "2022-01-01", "2022-03-31"),
        ("去年底", "2020-12-01", "2020-12-31"),
    ],
)
def test_part_of_a_year(text: str, first: str, last: str) -> None:
    assert intervals(f"{text}完成验收。") == [(text, first, last)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3月初", "2021-03-01", "2021-03-10"), ("3月上旬", "2021-03-01", "2021-03-10"),
        ("3月中", "2021-03-11", "2021-03-20"),
        ("3月中旬", "2021-03-11", "2021-03-20"), ("3月底", "2021-03-21", "2021-03-31"),
        ("3月末", "2021-03-21", "2021-03-31"),
        ("3月下旬", "2021-03-21", "2021-03-31"), ("2月底", "2021-02-21", "2021-02-28"),
        ("十一月下旬", "2021-11-21", "2021-11-30"),
        ("2024年2月底", "2024-02-21", "2024-02-29"),
    ],
)
def test_part_of_a_month(text: str, first: str, last: str) -> None:
    [mention] = dates_of(f"{text}完成验收。")
    assert (mention.text, str(mention.first), str(mention.last)) == (text, first, last)
    assert mention.granularity == "tenday"


@pytest.mark.parametrize(
    ("text", "first", "last", "granularity"),
    [
        ("上半年", "2021-01-01", "2021-06-30", "half"), ("上半年度", "2021-01-01", "2021-06-30", "half"),
        ("下半年", "2021-07-01", "2021-12-31", "half"), ("2022年下半年", "2022-07-01", "2022-12-31", "half"),
        ("今年上半年", "2021-01-01", "2021-06-30", "half"),
        ("一季度", "2021-01-01", "2021-03-31", "quarter"), ("第三季度", "2021-07-01", "2021-09-30", "quarter"),
        ("三季度", "2021-07-01", "2021-09-30", "quarter"), ("4季度", "2021-10-01", "2021-12-31", "quarter"),
        ("2022年二季度", "2022-04-01", "2022-06-30", "quarter"),
        ("6月", "2021-06-01", "2021-06-30", "month"), ("6月份", "2021-06-01", "2021-06-30", "month"),
        ("十二月", "2021-12-01", "2021-12-31", "month"), ("2021年6月", "2021-06-01", "2021-06-30", "month"),
        ("2021年", "2021-01-01", "2021-12-31", "year"), ("2021年度", "2021-01-01", "2021-12-31", "year"),
        ("今年", "2021-01-01", "2021-12-31", "year"), ("全年", "2021-01-01", "2021-12-31", "year"),
        ("年内", "2021-01-01", "2021-12-31", "year"),
    ],
)
def test_half_quarter_month_and_year(text: str, first: str, last: str, granularity: str) -> None:
    [mention] = dates_of(f"{text}完成验收。")
    assert (mention.text, str(mention.first), str(mention.last), mention.granularity) == (
        text,
        first,
        last,
        granularity,
    )


def test_the_end_of_a_quarter_lies_in_its_last_month() -> None:
    [(text, _, last)] = intervals("一季度末完成验收。")
    assert (text, last) == ("一季度末", "2021-03-31")


@pytest.mark.parametrize(
    "text",
    ["2021年6月30日", "２０２１年６月３０日", "二〇二一年六月三十日", "二零二一年六月三十日", "2021年06月30日",
     "2021年6月30号",
     "2021-06-30", "2021/6/30", "2021.06.30", "6月30日", "六月三十日"],
)
def test_a_day_in_every_way_of_writing(text: str) -> None:
    assert intervals(f"{text}完成验收。") == [(text, "2021-06-30", "2021-06-30")]


@pytest.mark.parametrize("text", ["7月1日上午", "7月1日晚", "7月1日下午2点", "7月1日9:30", "7月1日上午9时30分"])
def test_a_time_of_day_belongs_to_its_day(text: str) -> None:
    assert intervals(f"{text}举行揭牌。") == [(text, "2021-07-01", "2021-07-01")]


@pytest.mark.parametrize("text", ["上午举行揭牌。", "晚上7点举行揭牌。", "下午2时开门。"])
def test_a_time_of_day_alone_is_no_date(text: str) -> None:
    assert intervals(text) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("20世纪50年代", "1950-01-01", "1959-12-31"), ("20世纪50年代初", "1950-01-01", "1953-12-31"),
        ("上世纪80年代", "1980-01-01", "1989-12-31"), ("二十世纪九十年代", "1990-01-01", "1999-12-31"),
        ("90年代", "1990-01-01", "1999-12-31"),
    ],
)
def test_a_decade(text: str, first: str, last: str) -> None:
    assert intervals(f"{text}建造的住房。") == [(text, first, last)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("4月上半月", "2021-04-01", "2021-04-15"), ("6月下半月", "2021-06-16", "2021-06-30"),
        ("2024年2月下半月", "2024-02-16", "2024-02-29"),
    ],
)
def test_half_a_month(text: str, first: str, last: str) -> None:
    [mention] = dates_of(f"{text}完成验收。")
    assert (mention.text, str(mention.first), str(mention.last)) == (text, first, last)
    assert mention.granularity == "tenday"


@pytest.mark.parametrize("text", ["上半月", "下半月"])
def test_half_a_month_without_its_month_is_no_date(text: str) -> None:
    assert intervals(f"{text}完成验收。") == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("21世纪初", "2000-01-01", "2009-12-31"), ("本世纪初", "2000-01-01", "2009-12-31"),
        ("二十一世纪初", "2000-01-01", "2009-12-31"), ("20世纪初期", "1900-01-01", "1909-12-31"),
        ("上世纪末", "1990-01-01", "1999-12-31"), ("上个世纪末", "1990-01-01", "1999-12-31"),
        ("20世纪末", "1990-01-01", "1999-12-31"), ("本世纪中叶", "2040-01-01", "2059-12-31"),
    ],
)
def test_part_of_a_century(text: str, first: str, last: str) -> None:
    [mention] = dates_of(f"这片里弄建于{text}。")
    assert (mention.text, str(mention.first), str(mention.last)) == (text, first, last)
    assert (mention.kind, mention.granularity) == ("date", "period")


@pytest.mark.parametrize("text", ["世纪公园", "00世纪50年代", "20世纪", "2021世纪初中"])
def test_other_centuries_name_no_part_of_one(text: str) -> None:
    assert [mention for mention in dates_of(text) if "世纪" in mention.text] == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("十四五期间", "2021-01-01", "2025-12-31"), ("“十四五”期间", "2021-01-01", "2025-12-31"),
     ("“十三五”期间", "2016-01-01", "2020-12-31"), ("十五五时期", "2026-01-01", "2030-12-31")],
)
def test_a_plan_period(text: str, first: str, last: str) -> None:
    [(_, *found)] = intervals(f"{text}建成示范区。")
    assert found == [first, last]


@pytest.mark.parametrize("text", ["2月30日完成。", "2021年13月完成。", "4月31日完成。"])
def test_a_day_that_no_calendar_has_is_no_day(text: str) -> None:
    assert not [mention for mention in dates_of(text) if mention.granularity == "day"]


def test_the_seeds_sentence_of_three_deadlines() -> None:
    assert intervals("我们将在1月底完成第一轮征询，5月底完成第二轮征询，上半年度完成全部征询工作。") == [
        ("1月底", "2021-01-21", "2021-01-31"), ("5月底", "2021-05-21", "2021-05-31"),
        ("上半年度", "2021-01-01", "2021-06-30"),
    ]


@pytest.mark.parametrize("text", ["推进改造。\n2.3月底前完成。", "推进改造。\n12.3月底前完成。"])
def test_a_number_at_the_beginning_of_a_line_is_no_part_of_the_month(text: str) -> None:
    assert intervals(text) == [("3月底前", "", "2021-03-31")]
