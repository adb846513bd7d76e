"""Time expressions are looked for only where one can begin; none may be missed by that."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.extraction.date_rules import DateRules, load_date_rules
from dashboard.extraction.dates import points_in
from dashboard.extraction.sentence_text import JoinedText
from dashboard.paths import LEXICON
from dashboard.reading.document import Sentence
from tests.extraction_fixtures import dates_of
from tests.fuzzing import examples

PIECES = (
    *"0123456789一二三四五六七八九十两几〇廿零百年月日号周天季旬初末底终中上下前后本当今去明同次翌来昨",
    *"每逢逐按半全岁尾第个至到—-~/.、和的 Q“”‘「",
    "2021", "20", "1949", "世纪", "年代", "年内", "年底", "季度", "半年", "十四五", "一年一次", "个月",
    "星期", "礼拜", "工作日",
    "学期", "上个世纪末", "中叶", "正月", "腊月", "农历", "春节", "国庆节", "八一", "五一", "上旬", "期间",
)


@pytest.fixture(scope="module")
def rules() -> DateRules:
    return load_date_rules(LEXICON)


NEVER_FIRST = "的底末终初中"
"""Characters that stand inside an expression (春节的, 年底); one that could begin there is none."""


def spans_tried_everywhere(text: str, rules: DateRules) -> list[tuple[int, int]]:
    found, position = [], 0
    while position < len(text):
        is_festival = any(text.startswith(name, position) for name in rules.festivals)
        match = rules.points.match(text, position) if text[position] not in NEVER_FIRST or is_festival else None
        if match:
            found.append(match.span())
        position = match.end() if match else position + 1
    return found


@given(text=st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(max_examples=examples(500))
def test_every_time_expression_is_found_at_its_beginning(text: str, rules: DateRules) -> None:
    sentence = Sentence("s1", None, None, 1, "body", 0, len(text), text, 1)
    found = [match.span() for match in points_in(JoinedText.of([sentence]), rules).get(0, ())]
    assert found == spans_tried_everywhere(text, rules)


def test_what_begins_no_time_expression_is_passed_over(rules: DateRules) -> None:
    assert not rules.begins.search("时间上门，中间15户，全市“一网统管”，来到前台，每户，国家大剧院")


def test_a_date_does_not_reach_into_the_next_line() -> None:
    assert [mention.text for mention in dates_of("2021年\n6月。\n3月1日至\n15日。")] == ["2021年", "6月", "3月1日"]
