"""The plan year and where it was found."""

import pytest

from dashboard.reading.plan_year import year_of_title
from tests.reading_fixtures import read, rules


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2020年工作总结和2021年工作打算", 2021),
        ("2020年工作总结和明年工作打算", 2021),
        ("2020年工作总结", 2020),
        ("2023年上半年工作总结及下半年工作打算", 2023),
        ("2021年前三季度工作总结及第四季度工作计划", 2021),
        ("2020年下半年工作总结和明年工作打算", 2021),
        ("2020年下半年工作总结及2021年上半年工作计划", 2021),
        ("二〇二二年重点任务推进表", 2022),
        ("２０２１年度工作要点", 2021),
        ("2021—2023年城市更新行动方案", 2021),
        ("管理者细说2021", 2021),
        ("关于印发〔2019〕12号文件的通知", None),
        ("开创为老服务新局面", None),
    ],
)
def test_a_title_names_the_year_planned_for(title: str, year: int | None) -> None:
    assert year_of_title(title, rules().plan_year) == year


@pytest.mark.parametrize(
    ("text", "path", "year", "source"),
    [
        ("某街道2022年工作计划\n2021年完成3项。", "2019.txt", 2022, "title"),
        ("周刊 2021年1月5日 第4版\n\n今年的路怎么走。", "a.txt", 2021, "dateline"),
        ("2023-08-07 10:42:48，正文：今年开工，2022年立项。", "2020.txt", 2023, "dateline"),
        ("周刊 2020年12月31日\n\n2021年，街道将加梯。2021年还要修缮。", "a.txt", 2021, "dateline"),
        ("街道将加梯。", "夹/2023-08_古美.txt", 2023, "file name"),
        ("2020年不易。2021年，街道将加梯。2021年要修缮。", "a.txt", 2021, "text"),
        ("街道将加梯。\n\n某某街道办事处\n2022年1月10日", "a.txt", 2022, "signature"),
        ("街道将加梯。", "a.txt", 2030, "default"),
    ],
)
def test_the_year_comes_from_the_first_place_that_names_one(text: str, path: str, year: int, source: str) -> None:
    document = read(text, path, default_year=2030)
    assert (document.year, document.year_source) == (year, source)


def test_a_year_of_history_is_no_plan_year() -> None:
    assert read("老宅建于1998年。街道将修缮。", "a.txt").year is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("某街道2023年工作思路\n（2022年12月23日）\n街道将加梯。", 2022),
        ("某街道2023年工作思路\n街道将加梯。\n\n某某街道办事处\n2022年12月23日", 2022),
        ("某街道2023年工作思路\n（2023年1月5日）\n街道将加梯。", None),
        ("某街道2022年工作总结\n（2023年1月5日）\n街道已加梯。", None),
        ("某街道2023年工作思路\n街道将加梯。", None),
    ],
    ids=["dateline-before", "signature-before", "same-year", "written-after", "undated"],
)
def test_a_date_before_the_plan_year_says_when_a_plan_was_written(text: str, written: int | None) -> None:
    assert read(text, "a.txt").written_year == written
