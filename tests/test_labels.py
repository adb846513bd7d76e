"""Labels of milestones, and action and object of targets, read as phrases."""

import pytest

from dashboard.extraction.labels import LONGEST_LABEL, LONGEST_OBJECT, shorten
from tests.extraction_fixtures import milestones_of, targets_of


def labels(text: str) -> list[str]:
    return [milestone.label for milestone in milestones_of(text)]


def actions(text: str) -> list[tuple[str | None, str | None]]:
    return [(target.action, target.object) for target in targets_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们将在1月底完成第一轮征询。", ["完成第一轮征询"]),
        ("2021年要打造浦汇市民文化中心。", ["打造浦汇市民文化中心"]),
        ("力争6月底前建成社区食堂3个。", ["建成社区食堂3个"]),
        ("街道将于9月启用新的党群服务站。", ["启用新的党群服务站"]),
        ("年底前，完成老旧小区改造20个。", ["完成老旧小区改造20个"]), ("一是6月底前完成选址。", ["完成选址"]),
        ("6月底前，古美路街道完成20个小区改造。", ["完成20个小区改造"]),
    ],
)
def test_dates_subject_and_modal_words_are_left_out(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


def test_each_of_two_milestones_has_its_own_words() -> None:
    assert labels("2021年3月开工建设，11月底前竣工验收。") == ["开工建设", "竣工验收"]


def test_a_verb_alone_takes_the_name_spoken_of_before() -> None:
    assert labels("此后，“美乐汇”也将成为经验范本，力争自2021年起得以复制推广。") == ["“美乐汇”复制推广"]


def test_a_frequency_reads_with_what_it_provides() -> None:
    assert labels("实现“月月有展览、半月有讲座、每周有文化活动”。") == ["月月有展览", "半月有讲座", "每周有文化活动"]


def test_no_empty_brackets_are_left_where_a_date_stood() -> None:
    assert labels("完成加装电梯36台（6月底前）。") == ["完成加装电梯36台"]


@pytest.mark.parametrize(
    "text",
    ["6月底前完成“美乐汇”、“融乐家园”等社区综合为老服务中心标准化建设和功能提升改造工程。",
     "9月底前推动社会场馆资源、社区文体资源、社会专业团体资源的互通共享和统筹调度平台建设。"],
)
def test_a_long_label_is_cut_without_half_a_quote(text: str) -> None:
    [found] = labels(text)
    assert len(found) <= LONGEST_LABEL + 1
    assert found.count("“") == found.count("”")


@pytest.mark.parametrize("words", ["短句", "完成二十四个字以内的一句话"])
def test_short_words_are_left_as_they_are(words: str) -> None:
    assert shorten(words, LONGEST_LABEL) == words


def test_a_cut_shows_an_ellipsis_and_keeps_the_limit() -> None:
    words = shorten("推动社会场馆资源、社区文体资源、社会专业团体资源的互通共享", LONGEST_OBJECT)
    assert words.endswith("…")
    assert len(words) <= LONGEST_OBJECT
    assert words.startswith("推动社会场馆资源")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1月底完成第一轮征询。", ("完成", "第一轮征询")), ("6月底前新增托位120个。", ("新增", "托位120个")),
        ("将古美食堂打造为示范点。", ("打造", "古美食堂")), ("2021年将把最好的资源留给居民。", ("留给", "最好的资源")),
        ("2021年继续拓宽职业推介渠道。", ("拓宽", "职业推介渠道")),
    ],
)
def test_a_target_says_what_is_done_to_what(text: str, expected: tuple[str, str]) -> None:
    assert actions(text) == [expected]


def test_without_a_verb_there_is_neither_action_nor_object() -> None:
    assert actions("2021年，打浦桥地区旧改计划2万多平方米，1302户。") == [(None, None)]


@pytest.mark.parametrize("mark", ["• ", "- ", "* ", "■", "◆ ", "— ", "●"])
def test_the_mark_of_a_list_item_is_no_part_of_it(mark: str) -> None:
    assert labels(f"{mark}6月底前完成社区卫生站选址。") == ["完成社区卫生站选址"]
    assert actions(f"{mark}每月召开1次推进会。") == [("召开", "1次推进会")]


def test_a_dash_before_a_number_stays() -> None:
    assert labels("6月底前将冷库降至-18度以下。") == ["降至-18度以下"]
