"""No text, however repeated, takes the map more time than in proportion to its length.

Each input is one thing over and over, in one line or in very many. With a pattern or a loop that takes time with the
square of the length, 30,000 characters take five seconds and more; in proportion they take a tenth of a second to one.
"""

import gc
from time import process_time

import pytest

from dashboard.preprocess.document_rows import document_rows
from dashboard.reading.document import Source
from dashboard.reading.limits import LIMITS
from dashboard.reading.markdown_file import read_markdown
from dashboard.reading.text_file import read_plain_text
from tests.extraction_fixtures import rules

CHARACTERS = 30_000
MOST_SECONDS = 4.0

CHARACTER_RUNS = (
    "a字1１一万年月日第，、；。：·—-~/%.*#|（〔【“‘《>&<！？!?…■十百千数几多余约至"
    "从自每将要和的了不米台底前 \t\u3000\u200b\ufeff🙂豈臺"
)
WORD_RUNS = [
    "一二三四五六七八九十", "1.", "1,", "1,000", "2021年", "2021年1月", "1月", "1月1日至", "上半年", "第1",
    "第一、", "（一）", "①", "一是", "完成", "，完成", "完成，", "30台、", "1302户", "不少于", "每月", "每年1次",
    "建党100周年", "春节", "百分之", "1~", "2021-01-01", "古美路街道", "田林街道、", "市区县", "党工委书记 张",
    "作者：", "关键词：", "“新年祝福：", "社区", "加装电梯", "年底前",
    "城关镇", "鱼台县王庙镇", "鼓楼区", "济宁市", "市西河街道", "兴隆镇在", "和县",
    "《字", "（字）", "“字”", "字\t", "|字",
    "x，", "臺灣", "字 ", "**", "[a](", "<b>", "http://",
]
LINE_RUNS = [
    "字\n", "1\n", "\n", "\r", "|字|字|\n", "字\t字\n", "街道\n", "〔田林街道〕\n字。\n", "〔田林街道〕\n",
    "■田林街道\n", "一、字\n（一）字\n1.字\n", "1.字\n", "#字\n", "关键词：字\n", "“新年祝福：字\n",
    "城关镇\n", "城关镇修路。\n", "鼓楼区2021年计划\n", "〔城关镇〕\n字。\n",
    "党工委书记 张三\n", "2021年1月1日\n", "田林街道完成加梯。\n", "作者：张三\n", "字！\n",
]


@pytest.mark.parametrize("head", ["田林街道2022年工作计划\n", ""], ids=["plan", "no subject"])
@pytest.mark.parametrize("unit", [*CHARACTER_RUNS, *WORD_RUNS, *LINE_RUNS], ids=repr)
def test_a_run_of_anything_takes_time_in_proportion(unit: str, head: str) -> None:
    content = (head + unit * (CHARACTERS // len(unit)) + "完").encode()
    document_rows(Source("一.txt", "一。".encode()), rules())  # what is built once is built here
    gc.disable()  # as rare as where documents are mapped
    try:
        start = process_time()
        document_rows(Source("计划.txt", content), rules(), default_year=2022)
        assert process_time() - start < MOST_SECONDS
    finally:
        gc.enable()


@pytest.mark.parametrize("unit", [*CHARACTER_RUNS, *WORD_RUNS], ids=repr)
def test_a_megabyte_is_decoded_and_folded_in_time(unit: str) -> None:
    content = (unit * (1_000_000 // len(unit.encode())) + "完").encode()
    start = process_time()
    read = read_plain_text(content, LIMITS)
    rules().reading.characters.fold(read.text)
    read_markdown(content, LIMITS)
    assert process_time() - start < MOST_SECONDS
