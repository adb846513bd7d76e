"""Headings, sections and what stands under them."""

from tests.reading_fixtures import parts, read, sections

PLAN = """五里桥街道2020年工作总结和2021年工作打算
第一部分 2020年工作总结
一、安居
加梯23台。
第二部分 2021年工作打算
一、安居
（一）加梯
1.完成加梯30台
2.修缮小区5个
二、乐业
1.稳就业。举办招聘会2场；帮扶41人。
保障措施
按月报送进度。
"""


def test_a_review_and_a_plan_are_told_apart_and_inherited() -> None:
    section = sections(read(PLAN))
    assert section["加梯23台。"] == "review"
    assert section["1.完成加梯30台"] == section["帮扶41人。"] == section["按月报送进度。"] == "plan"
    assert section["五里桥街道2020年工作总结和2021年工作打算"] is None


def test_list_items_without_a_full_stop_are_text() -> None:
    part = parts(read(PLAN))
    assert part["1.完成加梯30台"] == part["2.修缮小区5个"] == "body"
    assert part["（一）加梯"] == part["二、乐业"] == part["保障措施"] == "heading"


def test_a_sentence_knows_the_headings_above_it_outermost_first() -> None:
    document = read(PLAN)
    by_ordinal = {sentence.ordinal: sentence.text for sentence in document.sentences}
    above = {sentence.text: [by_ordinal[h] for h in sentence.headings] for sentence in document.sentences}
    assert above["2.修缮小区5个"] == ["第二部分 2021年工作打算", "一、安居", "（一）加梯"]
    assert above["帮扶41人。"] == ["第二部分 2021年工作打算", "二、乐业", "1.稳就业。"]


def test_a_numbered_catchword_stays_text() -> None:
    assert parts(read(PLAN))["1.稳就业。"] == "body"


def test_a_heading_of_last_years_work_opens_a_review() -> None:
    section = sections(read("五里桥街道2021年工作要点\n一、2020年重点工作\n加梯。\n二、2021年重点工作完成安排\n修屋。"))
    assert (section["加梯。"], section["修屋。"]) == ("review", "plan")


def test_the_head_of_a_table_is_a_heading_and_its_rows_are_text() -> None:
    table = "五里桥街道2022年推进表\n任务\t目标\t时限\n【民生】\n加梯\t30台\t全年\n【治理】\n停车\t50个\t年底"
    part = parts(read(table))
    assert part["任务\t目标\t时限"] == part["【民生】"] == "heading"
    assert part["加梯\t30台\t全年"] == part["停车\t50个\t年底"] == "body"


def test_a_greeting_is_no_heading() -> None:
    assert parts(read("在七宝镇大会上的发言\n各位代表：\n今年加梯。"))["各位代表："] == "body"
