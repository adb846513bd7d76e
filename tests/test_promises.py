"""Commitments of one sentence: which clauses belong together, and which dates and amounts are theirs."""

import pytest

from tests.extraction_fixtures import targets_of


def promises(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Return (text, due as written, amounts as written) of each commitment."""
    return [
        (found.text, [found.due.text] if found.due else [], [amount.quantity for amount in found.amounts])
        for found in targets_of(text)
    ]


def test_each_date_is_bound_to_its_own_clause() -> None:
    assert promises("1月底完成第一轮征询，5月底完成第二轮征询。") == [
        ("1月底完成第一轮征询", ["1月底"], []), ("5月底完成第二轮征询", ["5月底"], []),
    ]


def test_each_amount_is_bound_to_its_own_clause() -> None:
    assert promises("6月底前新增托位120个，12月底前建成社区食堂3个。") == [
        ("6月底前新增托位120个", ["6月底前"], ["120个"]), ("12月底前建成社区食堂3个", ["12月底前"], ["3个"]),
    ]


def test_two_verbs_that_stand_alone_after_their_dates_are_two_commitments() -> None:
    assert [due for _, due, _ in promises("2021年3月开工，11月底前竣工。")] == [["2021年3月"], ["11月底前"]]


def test_a_date_reaches_the_clauses_behind_it_that_have_none() -> None:
    assert promises("全年新增就业岗位3000个，帮扶困难人员200名。") == [
        ("全年新增就业岗位3000个", ["全年"], ["3000个"]), ("帮扶困难人员200名", ["全年"], ["200名"]),
    ]


def test_a_date_does_not_reach_the_clauses_before_it() -> None:
    assert [due for _, due, _ in promises("启动旧改项目，年底前完成两轮征询。")] == [[], ["年底前"]]


def test_a_date_alone_between_commas_belongs_to_what_follows() -> None:
    assert promises("年底前，完成老旧小区改造20个。") == [("年底前，完成老旧小区改造20个", ["年底前"], ["20个"])]


@pytest.mark.parametrize(
    "text",
    ["根据上级要求，完成20个小区改造。", "以居民需求为导向，完成20个小区改造。", "围绕民生实事，完成20个小区改造。",
     "升级改造后，完成20个小区改造。"],
)
def test_an_introduction_joins_what_it_introduces(text: str) -> None:
    assert len(promises(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["完成20个小区改造，让居民早日受益。", "完成20个小区改造，惠及居民3000户。", "完成20个小区改造，其中古美片区12个。",
     "完成20个小区改造，满足居民需求。"],
)
def test_effects_and_contents_join_what_stands_before(text: str) -> None:
    assert len(promises(text)) == 1


def test_an_attitude_is_no_commitment_beside_an_action() -> None:
    assert len(promises("坚持问需于民，完成20个小区改造。")) == 1


def test_a_part_that_only_reports_is_no_commitment() -> None:
    found = promises("2008年起，曹杨便启动了旧住房成套改造工程，今年将按照全区要求进一步推进攻坚战。")
    assert [due for _, due, _ in found] == [["今年"]]


def test_an_amount_of_a_past_year_is_no_target() -> None:
    found = promises("2020年完成10个，2021年完成20个小区改造。")
    assert [amount for _, _, of_one in found for amount in of_one] == ["20个"]


def test_points_of_one_sentence_are_commitments_of_their_own() -> None:
    assert [due for _, due, _ in promises("一是6月底前完成选址，二是9月底前完成装修，三是年底前开业。")] == [
        ["6月底前"], ["9月底前"], ["年底前"],
    ]


def test_every_planned_sentence_has_at_least_one_commitment() -> None:
    assert len(promises("力争更好。")) == 1
