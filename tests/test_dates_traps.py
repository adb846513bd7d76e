"""What looks like a date and is none."""

import pytest

from tests.extraction_fixtures import dates_of, intervals


@pytest.mark.parametrize(
    "text",
    [
        "成果展现在居民面前。", "第一时间了解社区大事。", "近日召开会议。", "目前进展顺利。", "近年来不断完善。",
        "早日乔迁新居。",
        "此后更进一步。", "新年圆一个新房梦。", "三年内完成改造。", "两个多月建成。", "15分钟到达。",
        "“330公益晚托班”开班。",
        "半年时间建成。", "5个工作日内答复。", "10年来服务不断。", "一年四季开放。",
    ],
)
def test_vague_words_durations_and_names_are_no_dates(text: str) -> None:
    assert intervals(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "住在七一路12号。", "五一居民区书记。", "打浦桥街道办事处。", "地址：古美路1458弄2号楼。",
        "沪府发〔2021〕12号。",
        "电话：021-64108888。", "热线12345。", "推行“15+X”模式。", "一网统管平台。", "实现“两个一百年”目标。",
        "系统升级到2.0版。",
        "1.0的更新为2.0。", "发生3起事件。", "激发1+1>2的效能。", "李月初同志到场。", "张国庆书记介绍。",
        "满意度98.5%。",
        "月饼义卖。", "年龄在60岁以上。", "中年群体参与。", "少年宫开放。", "本月嫂培训班。",
        "在青少年中弘扬体育精神。", "少年初长成。",
    ],
)
def test_addresses_numbers_names_and_versions_are_no_dates(text: str) -> None:
    assert intervals(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年中心城区改造。", ["2021年"]), ("2021年中国发展。", ["2021年"]), ("2021年初步建成。", ["2021年"]),
        ("2021年底线思维。", ["2021年"]), ("6月中学开学。", ["6月"]), ("2021年中小学开放。", ["2021年"]),
        ("3月初步完成。", ["3月"]), ("3月中心启用。", ["3月"]), ("3月至5月中心启用。", ["3月至5月"]),
        ("开展年终评议。", []), ("年终评出十佳。", ["年终"]),
        ("年底楼宇入驻率达九成。", ["年底"]), ("清理底楼杂物。", []), ("实行一周一报、一月一评。", []),
    ],
    ids=["zhongxin", "zhongguo", "chubu", "dixian", "zhongxue", "zhongxiaoxue", "month-chubu", "month-zhongxin",
         "range-zhongxin", "zhongpingyi", "year-end", "louyu", "dilou", "yiyueyiping"],
)
def test_a_part_of_the_year_does_not_bite_into_the_next_word(text: str, expected: list[str]) -> None:
    assert [mention.text for mention in dates_of(text)] == expected


def test_the_days_of_a_duration_are_no_day_of_a_month() -> None:
    assert intervals("用时3个月，共12天。") == []


def test_the_number_of_a_document_beside_its_date() -> None:
    assert intervals("2021年3月5日印发沪府发〔2021〕12号文件。") == [("2021年3月5日", "2021-03-05", "2021-03-05")]
