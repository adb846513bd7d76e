"""Targets: which amounts are promised, and when they are due."""

from datetime import date

import pytest

from tests.extraction_fixtures import STREET, targets_of


def amounts(text: str) -> list[tuple[str, float | None, float | None, str]]:
    return [(a.quantity, a.value_min, a.value_max, a.unit) for target in targets_of(text) for a in target.amounts]


def due(text: str) -> list[tuple[date | None, date | None]]:
    return [(target.due_from, target.due_to) for target in targets_of(text)]


def test_two_amounts_are_two_amounts_of_one_commitment() -> None:
    [target] = targets_of("2021年，打浦桥地区旧改计划2万多平方米，1302户。")
    assert [amount.quantity for amount in target.amounts] == ["2万多平方米", "1302户"]


def test_a_commitment_without_amount_and_date_is_kept() -> None:
    [target] = targets_of("完善服务体系。")
    assert (target.amounts, target.due) == ((), None)


def test_of_a_change_the_value_to_reach_is_the_target() -> None:
    assert [found[0] for found in amounts("床位由800张提升至1500张。")] == ["1500张"]


@pytest.mark.parametrize("text", ["比2019年多安装14台。", "较上年增加30万元。", "同比增加5台。"])
def test_a_comparison_is_no_target(text: str) -> None:
    assert amounts(f"2021年加装电梯50台，{text}") == [("50台", 50, 50, "台")]


@pytest.mark.parametrize("text", ["力争财政收入同比增长5%。", "到年底警情较2020年下降5%。", "年内占比由3%提高到5%。"])
def test_a_share_to_be_reached_is_a_target(text: str) -> None:
    assert amounts(text) == [("5%", 5, 5, "%")]


def test_of_a_change_since_a_year_the_value_to_reach_is_the_target() -> None:
    assert [found[0] for found in amounts("加装电梯由去年的17部增加到25部。")] == ["25部"]


def test_an_age_is_no_target() -> None:
    assert "岁" not in [found[3] for found in amounts("为60岁以上老人配送助餐300份。")]


def test_an_upper_bound_is_kept() -> None:
    assert amounts("失业人数控制在500人以内。") == [("500人以内", None, 500, "人")]


def test_a_frequency_that_is_what_is_promised_is_an_amount_a_year() -> None:
    assert amounts("实现“月月有展览、半月有讲座、每周有文化活动”。") == [
        ("月月", 12, 12, "次/年"), ("半月", 24, 24, "次/年"), ("每周", 52, 52, "次/年"),
    ]


def test_a_frequency_that_only_tells_when_is_no_amount() -> None:
    assert amounts("每周三下午开展义诊。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6月底前新增托位120个。", (None, date(2021, 6, 30))),
        ("1月底完成征询。", (date(2021, 1, 21), date(2021, 1, 31))),
        ("2021年加装电梯50台。", (date(2021, 1, 1), date(2021, 12, 31))),
        ("2022年底前实现全覆盖。", (None, date(2022, 12, 31))),
        ("6月至9月开展暑托班。", (date(2021, 6, 1), date(2021, 9, 30))),
        ("3月启动，12月底前完成36台电梯。", (None, date(2021, 12, 31))),
    ],
    ids=["before", "month-end", "year", "later-year", "range", "the-last-of-two"],
)
def test_a_target_is_due_at_the_date_bound_to_it(text: str, expected: tuple[date | None, date | None]) -> None:
    assert due(text)[-1] == expected


def test_a_start_gives_no_last_day() -> None:
    assert [last for _, last in due("4月起新增托位120个。")] == [None]


def test_a_year_named_for_comparison_is_no_due_date() -> None:
    assert due("与2020年相比，新增托位120个。") == [(None, None)]


@pytest.mark.parametrize(
    "text",
    ["推行一网统管。", "打好三大战役。", "聚焦“一老一小”服务。", "畅通服务的“最后一公里”。",
     "推进“三旧”换“三新”攻坚战。", "把1.0更新为2.0。", "激发1+1>2的效能。",
     "办好“330公益晚托班”。", "提供“社区1+1”暑托班。"],
)
def test_slogans_and_names_are_no_target_amounts(text: str) -> None:
    assert amounts(text) == []


def test_text_of_no_street_promises_nothing() -> None:
    assert targets_of("6月底前新增托位120个。", street=None) == []
    assert targets_of("6月底前新增托位120个。", street=STREET) != []


def test_what_was_done_is_no_target() -> None:
    assert targets_of("6月底前新增托位120个。", section="review") == []


def test_start_and_end_slice_back_to_the_text_of_the_document() -> None:
    text = "前言。\n我们将在1月底完成第一轮征询，5月底完成第二轮征询。"
    assert [text[target.start:target.end] for target in targets_of(text)[-2:]] == [
        "我们将在1月底完成第一轮征询", "5月底完成第二轮征询",
    ]


def test_ids_of_commitments_are_unique() -> None:
    found = [target.commitment_id for target in targets_of("新增托位120个。加装电梯36台，开展义诊。\n新增托位120个。")]
    assert len(found) == len(set(found)) >= 4


@pytest.mark.parametrize(
    ("text", "group"),
    [("为独居老人安装烟感100个。", "老人"), ("新增托位120个。", "儿童"), ("帮扶就业困难人员200名。", "就业人群"),
     ("服务残疾人300名。", "残疾人")],
)
def test_beneficiaries_are_filled_where_the_text_names_them(text: str, group: str) -> None:
    from tests.extraction_fixtures import rows_of

    rows = rows_of(f"古美路街道2021年工作计划\n一、重点任务\n{text}\n")
    assert [group in row["beneficiaries"] for row in rows["targets"]] == [True]


def test_before_an_amount_a_frequency_only_tells_when() -> None:
    [often] = targets_of("月月有展览。")
    [counted] = targets_of("消防疏散演练每两个月组织1次。")
    assert [amount.unit for amount in often.amounts] == ["次/年"]
    assert [(amount.value_min, amount.unit) for amount in counted.amounts] == [(1, "次")]


def test_a_word_that_only_looks_like_a_verb_opens_no_commitment() -> None:
    [target] = targets_of("推广使用节能灯300盏。")
    assert (target.action, target.object) == ("推广", "使用节能灯300盏")
