"""Frequencies: how often a year."""

import pytest

from tests.extraction_fixtures import dates_of


@pytest.mark.parametrize(
    ("text", "written", "per_year"),
    [
        ("每周开展文化活动。", "每周", 52), ("每星期开展活动。", "每星期", 52), ("每月开展活动。", "每月", 12),
        ("每个月开展活动。", "每个月", 12),
        ("月月有展览。", "月月", 12), ("半月有讲座。", "半月", 24), ("每半月有讲座。", "每半月", 24),
        ("每年开展评选。", "每年", 1),
        ("每天开放。", "每天", 365), ("每日巡查。", "每日", 365), ("每季度召开例会。", "每季度", 4),
        ("每个季度召开例会。", "每个季度", 4),
        ("每半年开展评估。", "每半年", 2), ("每两个月走访一次。", "每两个月", 6), ("每三个月走访一次。", "每三个月", 4),
        ("每两周走访一次。", "每两周", 26), ("每两年评选一次。", "每两年", 0.5),
        ("每月第三个周五开放。", "每月第三个周五", 12),
        ("每周三下午坐诊。", "每周三下午", 52), ("逢周六开放。", "逢周六", 52), ("每月20日集中整治。", "每月20日", 12),
        ("每月8日、18日、28日上门。", "每月8日、18日、28日", 12),
    ],
)
def test_a_frequency_counts_times_a_year(text: str, written: str, per_year: float) -> None:
    [mention] = dates_of(text)
    assert (mention.kind, mention.text, mention.per_year) == ("recurring", written, per_year)


def test_a_frequency_has_no_days() -> None:
    [mention] = dates_of("每周开展文化活动。")
    assert (mention.first, mention.last) == (None, None)


def test_the_three_frequencies_of_one_sentence() -> None:
    text = "实现“月月有展览、半月有讲座、每周有文化活动”。"
    assert [(mention.text, mention.per_year) for mention in dates_of(text)] == [
        ("月月", 12),
        ("半月", 24),
        ("每周", 52),
    ]


def test_only_a_bare_frequency_is_bare() -> None:
    assert [mention.is_bare for mention in dates_of("每周开放，每周三下午坐诊。")] == [True, False]


@pytest.mark.parametrize("text", ["每人领取一份。", "每户走访一次。", "每年龄段都有。", "每个小区都有。"])
def test_each_of_something_else_is_no_frequency(text: str) -> None:
    assert dates_of(text) == []
