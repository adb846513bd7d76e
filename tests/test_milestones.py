"""Milestones: dated commitments and anniversaries inside the plan year."""

from datetime import date

import pytest

from tests.extraction_fixtures import milestones_of


def kinds(text: str, **where: object) -> list[str]:
    return [found.kind for found in milestones_of(text, **where)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("6月底前建成社区食堂。", "deadline"), ("1月底完成征询。", "deadline"), ("上半年完成征询。", "deadline"),
        ("7月1日开放社区食堂。", "deadline"),
        ("6月至9月开展暑托班。", "period"), ("2021年建成社区食堂。", "period"), ("3月起开展义诊。", "start"),
        ("自2021年起复制推广经验。", "start"),
        ("每周举办讲座。", "recurring"), ("今年恰逢建村70周年。", "anniversary"),
    ],
    ids=["before", "month-end", "half", "day", "range", "year", "start", "start-of-year", "recurring", "anniversary"],
)
def test_kind(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


def test_two_dates_of_a_sentence_are_two_milestones() -> None:
    found = milestones_of("1月底完成第一轮征询，5月底完成第二轮征询。")
    assert [(m.label, m.last) for m in found] == [
        ("完成第一轮征询", date(2021, 1, 31)), ("完成第二轮征询", date(2021, 5, 31)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2020年获得称号。",
        "2008年起，曹杨启动了改造。",
        "20世纪50年代初起，居民在此安家。",
        "2022年6月将建成食堂。",
        "“十四五”期间建成10个站点。",
        "2020年9月完成选址。",
    ],
)
def test_what_lies_outside_the_plan_year_is_none(text: str) -> None:
    assert milestones_of(text) == []


def test_a_commitment_without_a_date_is_none() -> None:
    assert milestones_of("建成社区食堂3个。") == []


def test_a_year_named_for_comparison_is_none() -> None:
    assert milestones_of("与2021年相比，建成更多食堂。") == []


def test_a_step_that_ends_the_year_after_its_beginning_counts() -> None:
    [found] = milestones_of("2021年11月至2022年2月开展防火检查。")
    assert (found.first, found.last) == (date(2021, 11, 1), date(2022, 2, 28))


def test_without_a_plan_year_there_is_none() -> None:
    assert milestones_of("2021年6月底前建成社区食堂。", year=None) == []


def test_what_was_done_is_no_milestone() -> None:
    assert milestones_of("2021年6月建成社区食堂。", section="review") == []


def test_text_of_no_street_has_no_milestone() -> None:
    assert milestones_of("6月底前建成社区食堂。今年是建党100周年。", street=None) == []


def test_an_anniversary_has_no_commitment_and_is_listed_once() -> None:
    found = [m for m in milestones_of("今年是建党100周年。\n迎接建党100周年。") if m.kind == "anniversary"]
    assert [(m.commitment_id, m.first) for m in found] == [(None, date(2021, 7, 1))]


def test_an_anniversary_outside_the_plan_year_is_none() -> None:
    assert milestones_of("2019年是建国70周年。") == []


def test_the_date_as_written_and_its_place_are_kept() -> None:
    text = "前言一句。\n我们将在1月底完成第一轮征询。"
    found = milestones_of(text)[-1]
    assert (found.due, text[found.start:found.end]) == ("1月底", "1月底")


def test_only_a_bare_year_is_a_whole_year() -> None:
    assert [m.whole_year for m in milestones_of("2021年建成食堂。6月底前建成站点。全年新增托位120个。")] == [
        True,
        False,
        True,
    ]


def test_an_attitude_with_a_year_is_no_step() -> None:
    assert milestones_of("2021年，我们要始终坚持人民至上的理念。") == []


def test_a_label_of_a_table_is_no_step() -> None:
    assert milestones_of("责任部门：自治办，完成时限：6月底前。") == []


def test_dated_steps_of_one_clause_are_milestones_of_their_own() -> None:
    found = [(step.due, step.label) for step in milestones_of("4月搭架、11月20日前拆除脚手架。")]
    assert found == [("4月", "搭架"), ("11月20日前", "拆除脚手架")]


def test_days_side_by_side_share_what_follows_them() -> None:
    assert {step.label for step in milestones_of("3月、6月和9月举办展览。")} == {"举办展览"}
    assert {step.label for step in milestones_of("3月份、6月份举办展览。")} == {"举办展览"}


def test_the_cells_of_a_table_row_part_its_clauses() -> None:
    [step] = milestones_of("| 15 | 燃气软管 | 更换软管1.1万根 | 9月底前 | 平安办 |")
    assert step.label == "更换软管1.1万根"


def test_without_a_verb_the_clause_with_the_date_says_what_is_done() -> None:
    [step] = milestones_of("房子的事：延长路451弄，8月15日全体居民大会。")
    assert step.label == "全体居民大会"


def test_a_year_that_a_closer_date_stands_in_is_no_step_of_its_own() -> None:
    found = milestones_of("2021年，我们将在6月底前完成旧区改造320户。")
    assert [(step.first, step.last) for step in found] == [(None, date(2021, 6, 30))]


def test_a_year_beside_a_mere_start_stays() -> None:
    assert kinds("2021年3月起试点，2021年建成社区食堂。") == ["start", "period"]
