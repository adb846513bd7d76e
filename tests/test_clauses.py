"""Clauses and the action each opens with."""

import pytest

from dashboard.extraction.clauses import opens_with_action, split_clauses
from tests.extraction_fixtures import rules


def clauses(text: str) -> list[str]:
    return [clause.text for clause in split_clauses(text, rules().commitments)]


def action(text: str) -> tuple[str, str] | None:
    found = split_clauses(text, rules().commitments)[0].action
    return (found.verb, found.kind) if found else None


def test_a_sentence_splits_at_commas_and_loses_its_full_stop() -> None:
    assert clauses("1月底完成第一轮征询，5月底完成第二轮征询。") == ["1月底完成第一轮征询", "5月底完成第二轮征询"]


@pytest.mark.parametrize("mark", ["，", ",", "；", "：", "\t"])
def test_every_mark_of_a_pause_splits(mark: str) -> None:
    assert clauses(f"新增托位{mark}加装电梯") == ["新增托位", "加装电梯"]


@pytest.mark.parametrize("text", ["实现“月月有展览，周周有讲座”", "完善（含食堂，日托）功能", "印发《养老，托育方案》"])
def test_a_comma_inside_quotes_or_brackets_splits_nothing(text: str) -> None:
    assert clauses(text) == [text]


def test_enumeration_commas_split_nothing() -> None:
    assert clauses("完善助餐、助浴、助医服务") == ["完善助餐、助浴、助医服务"]


def test_offsets_slice_back_to_the_clause_and_to_its_verb() -> None:
    text = "“一是”改造后，完善体系；我们将在 1月底完成征询。”"
    for clause in split_clauses(text, rules().commitments):
        assert text[clause.start:clause.end] == clause.text
        if clause.action:
            assert text[clause.action.start:clause.action.end] == clause.action.verb


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成第一轮征询", ("完成", "finish")), ("我们将在1月底完成第一轮征询", ("完成", "finish")),
        ("启动旧住房改造", ("启动", "start")),
        ("一是完善服务体系", ("完善", "do")), ("提高到42.2%", ("提高到", "change")), ("坚持问政于民", ("坚持", "soft")),
        ("让居民早日乔迁", ("让", "result")), ("建设社区食堂", ("建设", "do")),
        ("力争得以复制推广", ("复制推广", "do")),
    ],
    ids=["bare", "after-subject", "start", "after-number", "change", "soft", "result", "verb-or-noun", "longest-verb"],
)
def test_a_clause_opens_with_an_action(text: str, expected: tuple[str, str]) -> None:
    assert action(text) == expected


@pytest.mark.parametrize("text", ["升级后更加宽敞", "建设的进度很快", "张三是服务者", "居民点赞", "“推进会”气氛热烈"])
def test_a_word_of_action_that_names_a_thing_or_a_time_is_none(text: str) -> None:
    assert action(text) is None


def test_a_concrete_verb_wins_over_an_attitude_before_it() -> None:
    assert action("坚持便民原则建成社区食堂") == ("建成", "finish")


def test_a_described_subject_is_no_bare_action() -> None:
    [described] = split_clauses("居民关心的食堂已经改造", rules().commitments)
    [bare] = split_clauses("改造社区食堂", rules().commitments)
    assert [opens_with_action(clause, rules().commitments.clauses) for clause in (described, bare)] == [False, True]
