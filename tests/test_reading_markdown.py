"""Markdown gives its text without marks, its headings and its tables."""

from time import process_time

import pytest

from dashboard.reading.document import Source
from dashboard.reading.document_text import DocumentText
from dashboard.reading.formats import read_text
from tests.extraction_fixtures import rows_of
from tests.reading_fixtures import parts
from tests.reading_fixtures import read as read_as

PLAN = """---
title: "田林街道2022年工作计划"
tags: [计划]
---
<!-- 内部
说明 -->
## 一、民生保障

**加装电梯**30台，*年内*完成；详见[方案](http://example.org/plan_2022)。
- [x] 建成社区食堂2家
* 新增停车位`100`个

| 任务 | 目标 | 时限 |
|:--|:-:|---|
| 旧改 | 1302户<br>征询 | **9月底** |
| 公园 | 5座 |  |

##二、城市更新
> 打造口袋公园5座。

```
6月底前完成
```
---
完
"""


def read(text: str) -> DocumentText:
    return read_text(Source("计划.md", text.encode()))


def headings(text: str) -> dict[str, int]:
    found = read(text)
    return {found.text[start:].split("\n")[0]: level for start, level in found.headings.items()}


def test_a_plan_keeps_its_words_and_loses_its_marks() -> None:
    assert [line for line in read(PLAN).text.split("\n") if line.strip()] == [
        "田林街道2022年工作计划", "一、民生保障", "加装电梯30台，年内完成；详见方案。", "- 建成社区食堂2家",
        "* 新增停车位100个", "任务\t目标\t时限", "旧改\t1302户 征询\t9月底", "公园\t5座\t", "二、城市更新",
        "打造口袋公园5座。", "6月底前完成", "完",
    ]
    assert headings(PLAN) == {"田林街道2022年工作计划": 0, "一、民生保障": 2, "二、城市更新": 2}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# 计划\n## 一\n字。", {"计划": 0, "一": 2}),
        ("# 甲\n字。\n# 乙\n字。", {"甲": 1, "乙": 1}),
        ("工作计划\n====\n民生保障\n----\n字。", {"工作计划": 0, "民生保障": 2}),
        ("## 甲 ##\n字。", {"甲": 2}),
        ("加梯30台。\n---\n字。", {}),
        ("#3楼加梯\n字。", {}),
    ],
)
def test_headings_have_their_level(source: str, expected: dict[str, int]) -> None:
    assert headings(source) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("面积3*5米，共2*3间", "面积3*5米，共2*3间"),
        ("完成*重点*任务", "完成重点任务"),
        ("联系人____，日期____", "联系人____，日期____"),
        ("文件plan_2022_v1已发", "文件plan_2022_v1已发"),
        ("[田林街道]", "[田林街道]"),
        ("![图](a.png)街景", "街景"),
        ("增长5%&amp;下降3%，a &lt; b", "增长5%&下降3%，a < b"),
        (r"\*不是强调\*，1\. 不是列表", "*不是强调*，1. 不是列表"),
        ("见注[^1]。", "见注。"),
        ("甲<br/>乙", "甲\n乙"),
        ("<font color=red>加梯</font>30台", "加梯30台"),
        ("面积<100平方米，a>b", "面积<100平方米，a>b"),
        ("甲 | 乙", "甲 | 乙"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_marks_within_a_line(line: str, expected: str) -> None:
    assert read(line).text == expected


def test_what_is_found_stands_in_the_text_without_marks() -> None:
    text = read(PLAN).text
    rows = rows_of(PLAN, path="计划.md")
    assert rows["articles"][0]["street"] == "田林街道"
    assert {row["text"] for row in rows["quantities"]} >= {"30台", "2家", "100个", "1302户", "5座"}
    for table in ("sentences", "dates", "quantities", "targets"):
        assert all(text[row["start"]:row["end"]] == row["text"] for row in rows[table])


def test_headings_are_headings_of_the_document() -> None:
    found = parts(read_as(PLAN, path="计划.md"))
    assert (found["一、民生保障"], found["二、城市更新"]) == ("heading", "heading")


MARKS = [
    "[", "*a", "**", "`", "`a``b", ">", "- ", "|", "|a|b|\n|-|-|\n", "#",
    "![", "[a](", "_a", "<", "<!--", "&amp;", "\\",
    "~~a", "1. ", "    ", "[^a", "<a ", "* ", "a\n---\n", "-|", "[a]:",
]


@pytest.mark.parametrize("unit", MARKS)
def test_a_megabyte_of_marks_is_read_in_time(unit: str) -> None:
    content = (unit * (1_000_000 // len(unit)) + "字").encode()
    start = process_time()
    read_text(Source("计划.md", content))
    assert process_time() - start < 4  # two where nothing else takes the machine
