"""Amounts of task tables: numbers whose unit stands in the column's name or in the next cell, and what things cost."""

import re

import pytest

from dashboard.reading.task_columns import named_columns
from tests.extraction_fixtures import rows_of, rules

PATH = "天平路街道2021年任务表.txt"


def targets(text: str) -> list[tuple[float | None, float | None, str, str]]:
    """Return bounds, unit and last day of each target."""
    return [
        (row["value_min"], row["value_max"], row["unit"], row["due_to"].isoformat() if row["due_to"] else "")
        for row in rows_of(text, path=PATH)["targets"]
    ]


def test_a_number_has_the_unit_of_the_column_right_of_it() -> None:
    text = (
        "任务\t目标值\t单位\t完成时间\n老旧小区改造\t6\t个\t9月底\n加装电梯\t≥18\t部\t11月底前\n"
        "社区食堂供餐\t800—1000\t份\t二季度\n居民满意率\t93以上\t%\t年底\n泊位\t700多\t个\t6月\n培训班\t6\t期\t7月\n税收\t4.85\t亿元\t年内\n"
    )
    assert [found[:3] for found in targets(text)] == [
        (6, 6, "个"), (18, None, "部"), (800, 1000, "份"), (93, None, "%"), (700, None, "个"), (6, 6, "期"),
        (4.85e8, 4.85e8, "元"),
    ]  # fmt: skip
    assert targets(text)[0][3] == "2021-09-30"


def test_the_text_of_such_an_amount_is_its_number() -> None:
    [amount] = rows_of("任务\t数量\t单位\t时限\n加装电梯\t12\t台\t6月底前\n", path=PATH)["quantities"]
    assert (amount["text"], amount["unit"], amount["end"] - amount["start"]) == ("12", "台", 2)


def test_a_number_keeps_its_place_where_a_word_that_counts_stands_before_it() -> None:
    found = rows_of("任务\t数量\t单位\t时限\n加装电梯\t共12\t台\t6月底前\n培训班\t6\t期\t7月\n", path=PATH)
    assert [(row["text"], row["value_min"], row["unit"]) for row in found["quantities"]] == [
        ("12", 12, "台"), ("6", 6, "期"),
    ]  # fmt: skip


def test_a_column_of_responsible_units_is_no_column_of_measures() -> None:
    text = "任务\t目标\t完成时限\t单位\n加装电梯\t12台\t6月底前\t城建办\n"
    assert targets(text) == [(12, 12, "台", "2021-06-30")]


@pytest.mark.parametrize("head", ["投资（万元）", "总投资(万元)", "资金（单位：万元）"])
def test_a_number_has_the_unit_of_its_columns_name(head: str) -> None:
    text = f"项目名称\t建设内容\t{head}\t完成时限\n道路改造\t改造人行道4.7公里\t1,860\t9月底前\n"
    assert [found[:3] for found in targets(text)] == [(4.7, 4.7, "公里"), (18_600_000, 18_600_000, "元")]


def test_what_a_task_costs_is_a_target_too_and_gives_it_no_name() -> None:
    text = "项目名称\t建设内容\t投资\t完成时限\n社区食堂\t新建食堂2处\t160万元\t端午节前\n"
    rows = rows_of(text, path=PATH)
    assert [(row["value_min"], row["unit"]) for row in rows["targets"]] == [(2, "处"), (1_600_000, "元")]
    assert [row["label"] for row in rows["milestones"]] == ["社区食堂"]


def test_a_head_of_two_rows_names_the_columns_by_both() -> None:
    text = (
        "序号\t项目名称\t建设内容\t资金（万元）\t\t建设工期\t\n\t\t\t总投资\t本年计划投资\t开工时间\t完工时间\n"
        "1\t站亭提升\t新建站亭18座\t430\t215.5\t2021年4月12日\t2021年8月20日\n"
    )
    assert targets(text) == [
        (18, 18, "座", "2021-08-20"), (4_300_000, 4_300_000, "元", "2021-08-20"),
        (2_155_000, 2_155_000, "元", "2021-08-20"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "due"), [("2021.11", "2021-11-30"), ("2021/9", "2021-09-30"), ("2021-06", "2021-06-30")]
)
def test_a_month_in_figures_alone_in_a_cell_is_a_deadline(written: str, due: str) -> None:
    text = f"项目名称\t建设内容\t投资（万元）\t竣工时间\n岸线整治\t整治岸线3.2公里\t2021.5\t{written}\n"
    assert targets(text) == [(3.2, 3.2, "公里", due), (20_215_000, 20_215_000, "元", due)]


def test_a_deadline_that_is_merged_holds_for_the_rows_of_the_same_task() -> None:
    text = (
        "序号\t任务\t措施\t完成时限\n1\t城市管理\t整治点位65处\t6月30日前\n\t\t更换投放亭58座\t\n"
        "2\t平安建设\t更换软管72根\t\n"
    )
    assert [(found[0], found[3]) for found in targets(text)] == [(65, "2021-06-30"), (58, "2021-06-30"), (72, "")]


def test_a_table_of_streets_and_indicators_has_a_target_a_cell_and_a_step_a_date() -> None:
    text = (
        "姑苏区2025年改造任务分解表\n序号\t街道\t改造小区（个）\t改造面积（万平方米）\t计划投资（万元）\t开工时间\t完工时限\n"
        "1\t平江街道\t7\t12.4\t5300\t3月\t11月30日前\n2\t双塔街道\t5\t9.75\t4180.5\t4月\t10月底前\n合计\t\t12\t22.15\t9480.5\t\t\n"
    )
    rows = rows_of(text, path="分解表.txt")
    assert [(row["street"], row["object"], row["value_min"], row["unit"]) for row in rows["targets"]] == [
        ("平江街道", "改造小区", 7, "个"), ("平江街道", "改造面积", 124_000, "平方米"),
        ("平江街道", "计划投资", 53_000_000, "元"), ("双塔街道", "改造小区", 5, "个"),
        ("双塔街道", "改造面积", 97_500, "平方米"), ("双塔街道", "计划投资", 41_805_000, "元"),
    ]  # fmt: skip
    assert {row["due_to"].isoformat() for row in rows["targets"]} == {"2025-11-30", "2025-10-31"}
    assert [(row["label"], row["to_date"].isoformat()) for row in rows["milestones"]] == [
        ("改造小区", "2025-03-31"), ("改造小区", "2025-11-30"), ("改造小区", "2025-04-30"), ("改造小区", "2025-10-31"),
    ]  # fmt: skip


def test_a_table_whose_columns_are_months_plans_by_them() -> None:
    text = "碑林区柏树林街道2026年月度安排表\n条线\t1月\t2月\t3月\n党建\t评选支部10个\t—\t讲党课4场\n"
    rows = rows_of(text, path="安排表.txt")
    assert [(row["value_min"], row["due_to"].isoformat()) for row in rows["targets"]] == [
        (10, "2026-01-31"), (4, "2026-03-31"),
    ]  # fmt: skip


QUARTERS = (
    "大瑶镇2024年主要指标分季度计划表\n指标\t单位\t2023年完成\t2024年目标\t一季度\t二季度\t三季度\t四季度\n"
    "规模工业总产值\t亿元\t96.5\t105\t22\t27\t26\t30\n热线办结率\t%\t98.5\t≥99\t—\t≥99\t≥99\t≥99\n"
    "文化公园建设\t—\t完成立项\t建成开放\t完成土地征收\t开工建设\t主体工程完工\t建成开放\n"
)


def test_the_unit_beside_an_indicator_is_that_of_all_numbers_right_of_it() -> None:
    rows = rows_of(QUARTERS, path="浏阳市大瑶镇计划表.txt")
    assert [
        (row["object"], row["value_min"], row["value_max"], row["unit"], row["due_to"].isoformat())
        for row in rows["targets"] if row["unit"]
    ] == [
        *[("规模工业总产值", value, value, "元", due) for value, due in (
            (1.05e10, "2024-12-31"), (2.2e9, "2024-03-31"), (2.7e9, "2024-06-30"), (2.6e9, "2024-09-30"),
            (3e9, "2024-12-31"),
        )],
        *[("热线办结率", 99, None, "%", due) for due in ("2024-12-31", "2024-06-30", "2024-09-30", "2024-12-31")],
    ]  # fmt: skip


def test_a_number_of_a_quarter_is_named_by_its_indicator_with_the_unit() -> None:
    labels = {row["label"] for row in rows_of(QUARTERS, path="浏阳市大瑶镇计划表.txt")["milestones"]}
    assert {"规模工业总产值22亿元", "热线办结率≥99%", "文化公园建设：主体工程完工"} <= labels


def test_a_column_of_an_unknown_name_beside_the_task_says_more_of_it() -> None:
    text = "序号\t重点任务\t具体做法\t完成时限\t责任人\n1\t楼道整治\t粉刷楼道42个\t6月底前\t王某\n"
    assert targets(text) == [(42, 42, "个", "2021-06-30")]


def test_a_column_of_units_right_of_a_project_names_who_is_responsible() -> None:
    head = "项目\t单位\t一季度\t二季度\t三季度"
    cells = [match.span() for match in re.finditer("[^\t]+", head)]
    columns = named_columns(head, cells, rules().reading.tables)
    assert columns is not None
    assert [column.role for column in columns] == ["task", "unit", "period", "period", "period"]
