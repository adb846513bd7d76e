"""Who promises: planned, achieved or neither."""

import pytest

from tests.extraction_fixtures import commitments_of

REPORT = "记者获悉，该街道召开会议。"
BARE_ACTIONS = [
    "完善人居环境。", "新增就业岗位3000个。", "打造15分钟养老服务圈。", "推进旧区改造。", "加强宣传，提升服务。",
]


def commitment(text: str, **where: object) -> str:
    [found] = commitments_of(text, **where)  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    "text",
    ["我们将继续完善服务。", "要把好事办好。", "力争全部完成。", "争取早日开放。", "计划新增托位。", "拟新增托位。",
     "预计惠及300户。", "该站点有望开放。",
     "确保居民满意。", "务必按时完成。", "下一步，深化治理。", "接下来，走访老人。"],
)
def test_a_word_of_promise_promises(text: str) -> None:
    assert commitment(text) == "planned"


@pytest.mark.parametrize(
    "text",
    ["将军路位于街道东部。", "主要领导出席。", "重要理念深入人心。", "这需要大家一起努力。", "计划生育政策调整。",
     "计划免疫科室在二楼。", "摘要如下。", "国家要求明确。"],
)
def test_a_word_that_only_holds_such_a_word_promises_nothing(text: str) -> None:
    assert commitment(text) == "none"


@pytest.mark.parametrize(
    "text",
    ["我们获得了优秀社区称号。", "累计加装电梯36台。", "去年新增托位120个。", "2020年，我们建成了三个站点。",
     "已经走访200户。", "先后举办5场活动。",
     "截至10月底，已完成300户签约。"],
)
def test_what_was_done_is_achieved(text: str) -> None:
    assert commitment(text) == "achieved"


@pytest.mark.parametrize(
    "text",
    ["古美路街道位于闵行区中部。", "居民张阿姨说，这里很方便。", "2021年是建党100周年。", "谢谢大家！",
     "联系电话：64108888。", "如何让居民满意？", "还有3个村的集体经济年收入不到10万元。",
     "常住居民3260户　填报日期：2021年1月20日"],
)
def test_background_remarks_and_questions_are_neither(text: str) -> None:
    assert commitment(text) == "none"


@pytest.mark.parametrize("text", BARE_ACTIONS)
def test_a_bare_action_is_planned_under_a_plan_and_achieved_under_a_review(text: str) -> None:
    assert commitment(text, section="plan") == "planned"
    assert commitment(text, section="review") == "achieved"


def test_a_promise_for_a_later_time_stays_one_under_a_review() -> None:
    assert commitment("2022年将再新建3个站点。", section="review") == "planned"


def test_next_year_is_a_later_time_too() -> None:
    assert commitment("明年将再建3个。", section="review") == "planned"


def test_what_is_not_done_yet_is_neither() -> None:
    assert commitment("改造尚未完成。") == "none"


@pytest.mark.parametrize("text", [
    "责任单位：城建办 完成时限：5月", "（责任领导：高鹏 完成时限：全年）", "填报日期：2021年2月5日", "2021年1月12日",
])  # fmt: skip
def test_labels_and_a_date_alone_promise_nothing(text: str) -> None:
    assert commitment(text) == "none"


def test_labels_in_a_bracket_behind_a_task_leave_it_a_promise() -> None:
    assert commitment("楼体亮化23栋，更换灯具1.6万盏（责任领导：郑伟 完成时限：8月15日前）。") == "planned"


def test_what_follows_a_result_behind_a_semicolon_is_one_too() -> None:
    found = commitments_of("2020年，街道完成投资12亿元；修缮骑楼86座。修缮老屋3座。")
    assert found == ["achieved", "achieved", "planned"]


def test_what_follows_a_look_back_in_its_paragraph_is_a_result_unless_it_promises() -> None:
    text = "这一年，产值突破600亿元。整治河涌27条。新登记主体4300户。明年再整治3条。\n整治河涌5条。"
    assert commitments_of(text) == ["achieved", "achieved", "achieved", "planned", "planned"]


def test_a_year_of_comparison_makes_no_result() -> None:
    assert commitment("加装电梯由去年的17部增加到25部。") == "planned"
    assert commitment("首年招18个班、810人，相当于去年的两倍。") != "achieved"


def test_an_indicator_with_its_value_is_to_be_reached_in_a_plan() -> None:
    assert commitment("控辍保学率100%；") == "planned"
    assert commitment("2020年整改率100%。") == commitment("整改率100%。", section="review") == "achieved"


def test_an_item_names_what_is_done_to_a_number_of_things() -> None:
    assert commitment("5.幸福里、平安里等7个老旧院落改造。") == "planned"
    assert commitment("街道有7个老旧院落改造。") == "none"


def test_what_is_not_done_yet_may_be_promised_in_the_same_sentence() -> None:
    assert commitment("土地流转尚未结束，预计12月动工。") == "planned"


@pytest.mark.parametrize("text", ["龙北路、福州路、和田路三条道路动工改造。",
                                  "镇东五区、坛新村、柳园等小区启动有机更新。",
                                  "先把地下空间建好，送站路和北旺路以北一段同步通车。"])
def test_a_beginning_or_an_end_promises_behind_a_subject_of_any_length(text: str) -> None:
    assert commitment(text) == "planned"
    assert commitment(text, section="review") == "achieved"


@pytest.mark.parametrize("text", ["位于街道东部的三号地块是建成很早的老小区。",
                                  "街道东部由三个老旧小区组成的片区启动较晚。"])
def test_what_is_described_promises_nothing_where_it_names_an_end(text: str) -> None:
    assert commitment(text) == "none"


def test_a_date_ahead_makes_an_action_a_promise() -> None:
    assert commitment("6月底前完成20个小区改造。") == "planned"


def test_the_same_words_of_a_past_year_are_no_promise() -> None:
    assert commitment("2020年6月底前完成20个小区改造。") == "achieved"


def test_a_year_named_for_comparison_makes_nothing_past() -> None:
    assert commitment("与2020年相比，我们将更强调速度。") == "planned"


def test_a_sentence_with_both_a_result_and_a_promise_promises() -> None:
    assert commitment("2020年，我们获得了称号，2021年将继续拓宽渠道。") == "planned"


@pytest.mark.parametrize("text", ["该街道预计新增托位120个。", "食堂将于9月开放。", "站点有望年内启用。"])
def test_a_report_promises_with_a_word_of_promise(text: str) -> None:
    assert commitments_of(REPORT + text)[-1] == "planned"


@pytest.mark.parametrize("text", ["该街道推进旧区改造。", "打造15分钟养老服务圈。", "不断完善体系。"])
def test_a_bare_action_in_a_report_promises_nothing(text: str) -> None:
    assert commitments_of(REPORT + text)[-1] != "planned"
    assert commitment(text) == "planned"


def test_a_report_of_what_happened_is_achieved() -> None:
    assert commitments_of("通讯员报道：食堂已开放，服务了300名老人。") == ["achieved"]


def test_a_far_deadline_in_a_report_is_a_promise() -> None:
    assert commitments_of(REPORT + "至2025年底，建成10个站点。")[-1] == "planned"


def test_jiang_that_only_disposes_is_no_promise() -> None:
    assert commitment("将居民需求放在首位的理念深入人心。") == "none"
    assert commitment("将居民需求一一落到实处。") == "planned"


@pytest.mark.parametrize("text", [
    "志愿者将垃圾投放到桶内。", "大家将火扑灭。", "孩子们将这些书捐出来。", "课堂将知识融入到游戏中。",
    "队员将“大礼包”搬进会场。", "他们将温暖送进楼宇。", "民警将3辆车拖至路边。", "镇里始终将“民声”、“民心”放在首位。",
    "活动将反邪教宣传与课程相结合。", "居委会将服务延伸到楼组。",
    "他将其中的香烟一扫而空。", "并将两幅书画作品赠予街道。", "宣讲团将反兴奋剂知识娓娓道来。",
    "他又将收到的文件递交到残联。",
])  # fmt: skip
def test_a_report_in_which_jiang_moves_an_object_promises_nothing(text: str) -> None:
    assert commitments_of(REPORT + text)[-1] == "none"


@pytest.mark.parametrize("text", [
    "该街道将新建食堂3家。", "项目将全部投入使用。", "街道将全力推进加梯。", "中心将服务居民3000人。",
    "活动将为居民带来欢乐。", "下一步，镇里将继续结合实际开展走访。", "首批食堂将在年底建成。", "广场将对外开放。",
    "街道将把服务送到家门口。", "街道将有序引导车辆停到库内。",
])  # fmt: skip
def test_a_report_in_which_jiang_tells_the_future_promises(text: str) -> None:
    assert commitments_of(REPORT + text)[-1] == "planned"


def test_a_frequency_is_a_promise() -> None:
    assert commitment("每周开展文化活动。") == "planned"


def test_headings_and_wishes_promise_nothing() -> None:
    from tests.extraction_fixtures import rows_of

    rows = rows_of(
        "〔古美路街道〕\n\n将建设品质社区\n\n■闵行区古美路街道党工委书记 张三\n\n"
        "2021年，我们将新增托位120个。\n\n“新年祝福：愿我们将更好。”\n"
    )
    assert {row["part"]: row["commitment"] for row in rows["sentences"]} == {
        "heading": "none", "body": "planned", "wish": "none",
    }


def test_each_sentence_has_a_commitment_of_its_own() -> None:
    assert commitments_of("2020年完成了20个小区改造。2021年将完成30个。古美路街道位于闵行区。") == [
        "achieved",
        "planned",
        "none",
    ]


def test_what_a_year_is_promises_nothing_but_what_follows_from_it_may() -> None:
    assert commitment("2021年是“十四五”的开局之年，也是建党100周年。", section="plan") == "none"
    assert commitment("2021年是“十四五”的开局之年，我们将建成社区食堂。", section="plan") == "planned"


def test_what_counts_behind_a_year_to_come_is_planned_under_a_plan() -> None:
    text = "2021年，地区生产总值增长5%左右，固定资产投资70亿元以上。"
    assert commitment(text, section="plan") == "planned"
    for words in ("是建党100周年。", "第二个加速度。", "与2020年相比。", "建党100周年。"):
        assert commitment(f"2021年，{words}", section="plan") == "none"


def test_what_helps_the_time_to_come_may_be_a_result() -> None:
    assert commitment("2020年收入1.08亿元，为今后工作打下了基础。") == "achieved"


@pytest.mark.parametrize(
    "text", ["2023年45%，2025年≥48%。", "回收利用率：2025年达到48%。", "人均面积：2025年0.5平方米。"]
)
def test_a_figure_right_after_a_year_to_come_is_what_an_indicator_is_to_reach(text: str) -> None:
    assert commitment(text) == "planned"


def test_a_year_to_come_without_figure_or_action_is_no_promise() -> None:
    assert commitment("2025年的社区面貌。") == "none"


def test_an_interview_is_a_plan_in_the_own_words_of_whom_it_asks() -> None:
    from tests.extraction_fixtures import rows_of

    told = "4月8日开工，7月底完工。\n（本报记者　沈某）\n"
    asked = "古美路街道2021年新春对话\n\n问：旧住房怎么修？\n\n答：" + told
    reported = "古美路街道2021年旧住房修缮\n\n" + told
    found = [
        {row["text"]: row["commitment"] for row in rows_of(text)["sentences"] if "开工" in row["text"]}
        for text in (asked, reported)
    ]
    assert [list(of_text.values()) for of_text in found] == [["planned"], ["none"]]
