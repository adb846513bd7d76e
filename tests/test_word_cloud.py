"""Word clouds: words apart by their boxes, inside the frame, weighed by what sets a 街道 apart."""

from itertools import combinations, product
from math import ceil
from random import Random

import pandas as pd
import pytest
from PIL import ImageFont

from dashboard.charts.block_font import BlockFont
from dashboard.charts.cloud_figure import LARGEST_WORD_PIXELS, MOST_LONE_WORDS
from dashboard.charts.style import SMALLEST_TEXT_PIXELS
from dashboard.charts.term_weights import distinctive_weights, shared_weights, term_usage
from dashboard.charts.text_metrics import InkBox, ink_box, text_point_y, text_width
from dashboard.charts.word_cloud import word_cloud, word_clouds
from dashboard.charts.word_layout import EDGE_PIXELS, WORD_GAP_PIXELS, PlacedWord, lay_out, sizes_that_fill
from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.tables import Tables
from tests.constructed_tables import constructed_tables, tables_of

WORDS = [
    "美乐汇", "一老一小", "15分钟养老服务圈", "古美艺术中心", "幼有善育", "330公益晚托班", "品质", "月月有展览",
    "口", "回", "田字格", "长者照护之家", "最后一公里", "家庭医生工作室", "日间照料中心", "学区化", "暑托班",
    "邻里中心", "精神慰藉", "社区食堂", "康复护理", "温度", "复制推广", "居民", "养老顾问", "社区1+1",
]  # fmt: skip


def _sizes() -> dict[str, float]:
    weights = {word: 0.93**number for number, word in enumerate(WORDS)}
    return sizes_that_fill(weights, 580, 600, largest=90)


def _keywords(*rows: tuple[str, str, int, float, float | None, bool]) -> pd.DataFrame:
    columns = ["street", "term", "count", "tf_idf", "keyness", "is_phrase"]
    return pd.DataFrame(rows, columns=columns).assign(rank=range(1, len(rows) + 1))


def test_no_word_meets_another_or_the_edge() -> None:
    words = lay_out(_sizes(), 580, 600)
    assert {word.text for word in words} == set(WORDS)
    for word in words:
        assert word.box.left >= 0 and word.box.top >= 0 and word.box.right <= 580 and word.box.bottom <= 600
    for one, other in combinations(words, 2):
        apart = one.box.right <= other.box.left or other.box.right <= one.box.left
        assert apart or one.box.bottom <= other.box.top or other.box.bottom <= one.box.top


def _boxes_of_signs(word: PlacedWord) -> list[InkBox]:
    left, baseline = word.x - text_width(word.text, word.size) / 2, word.y + 0.25 * word.size
    boxes = []
    for sign in word.text:
        ink = ink_box(sign, word.size)
        boxes.append(InkBox(left + ink.left, baseline + ink.top, left + ink.right, baseline + ink.bottom))
        left += text_width(sign, word.size)
    return boxes


@pytest.mark.parametrize("seed", range(8))
def test_signs_of_all_sorts_keep_their_distance_from_other_words(seed: int) -> None:
    chance = Random(seed)
    words = ["".join(chance.choices("社区养老一口鼎灣gjpqyQGDP|(/@%0159+·", k=chance.randint(2, 9))) for _ in range(30)]
    sizes = sizes_that_fill({word: chance.random() for word in words}, 580, 600, largest=96)
    placed = lay_out(sizes, 580, 600)
    assert len(placed) > 20
    for one, other in combinations([_boxes_of_signs(word) for word in placed], 2):
        for a, b in product(one, other):
            sideways = max(a.left, b.left) - min(a.right, b.right)
            assert max(sideways, max(a.top, b.top) - min(a.bottom, b.bottom)) >= WORD_GAP_PIXELS


@pytest.mark.parametrize("word", ["社区1+1", "GDP", "一", "gjpqy|", "15分钟养老服务圈"])
def test_blocks_are_as_wide_as_the_signs_and_hold_their_ink(word: str) -> None:
    font = ImageFont.truetype(BlockFont(), 100)
    left, top, right, bottom = font.getbbox(word, anchor="ls")
    ink = ink_box(word, 100)
    assert (left, right) == (0, pytest.approx(text_width(word, 100), abs=1.5))
    assert top <= ink.top and bottom >= ink.bottom


def test_box_is_where_plotly_draws_the_word() -> None:
    for word in lay_out(_sizes(), 580, 600):
        ink = ink_box(word.text, word.size)
        baseline = word.y + 0.25 * word.size
        assert abs(word.x - text_width(word.text, word.size) / 2 + ink.left - word.box.left) < 0.01
        assert abs(baseline + ink.top - word.box.top) < 0.01


def test_the_same_words_stand_in_the_same_places() -> None:
    sizes = _sizes()
    assert lay_out(sizes, 580, 600) == lay_out(dict(reversed(sizes.items())), 580, 600)


def test_sizes_follow_weights_within_bounds() -> None:
    sizes = sizes_that_fill({"甲": 1.0, "乙": 0.5, "丙": 0.0}, 580, 600, largest=90)
    assert sizes["甲"] > sizes["乙"] > sizes["丙"] == SMALLEST_TEXT_PIXELS
    assert sizes["甲"] <= 90


def test_a_word_wider_than_the_cloud_is_made_smaller_not_cut() -> None:
    (word,) = lay_out({"新时代文明实践分中心综合体": 96}, 400, 300)
    assert word.box.left >= 0 and word.box.right <= 400


def test_words_that_just_fit_at_the_smallest_size_are_not_left_out() -> None:
    width = ceil(18 * SMALLEST_TEXT_PIXELS + EDGE_PIXELS)
    (word,) = lay_out({"一" * 18: 96}, width, 300)
    assert word.size == SMALLEST_TEXT_PIXELS


@pytest.mark.parametrize("size", [(580, 600), (500, 470), (420, 400)])
def test_a_small_cloud_holds_all_words_too(size: tuple[int, int]) -> None:
    weights = {word: 0.93**number for number, word in enumerate(WORDS)}
    assert {word.text for word in lay_out(sizes_that_fill(weights, *size, largest=90), *size)} == set(WORDS)


def test_no_words_make_no_layout() -> None:
    assert lay_out({}, 580, 600) == ()


def test_own_names_outweigh_common_words_that_are_said_more_often() -> None:
    weights = distinctive_weights(_keywords(
        ("甲街道", "服务", 30, 0.02, -1.0, False),
        ("甲街道", "居民", 12, 0.05, 0.8, False),
        ("甲街道", "美乐汇", 3, 0.09, 1.6, True),
    ))  # fmt: skip
    assert list(weights.index) == ["美乐汇", "居民"]


def test_what_bears_the_streets_name_or_is_its_stated_keyword_outweighs_equals() -> None:
    keywords = _keywords(
        ("曹杨新村街道", "传感器", 1, 0.1, 0.6, False), ("曹杨新村街道", "曹杨眼", 1, 0.1, 0.6, False),
        ("曹杨新村街道", "新生", 1, 0.1, 0.6, False),
    )  # fmt: skip
    assert list(distinctive_weights(keywords, ["新生"]).index) == ["曹杨眼", "新生", "传感器"]


def test_part_of_a_heavier_term_is_left_out() -> None:
    weights = distinctive_weights(_keywords(
        ("甲街道", "15分钟养老服务圈", 2, 0.2, 1.0, True), ("甲街道", "养老服务圈", 2, 0.1, 1.0, True)
    ))  # fmt: skip
    assert list(weights.index) == ["15分钟养老服务圈"]


def test_a_street_alone_is_weighed_by_rarity() -> None:
    weights = distinctive_weights(_keywords(
        ("甲街道", "居民", 12, 0.05, None, False), ("甲街道", "曹杨眼", 2, 0.09, None, True)
    ))  # fmt: skip
    assert list(weights.index) == ["曹杨眼", "居民"]


def test_shared_words_are_those_of_every_street_by_mean_rate() -> None:
    keywords = _keywords(
        ("甲街道", "社区", 4, 0.1, 0.0, False), ("乙街道", "社区", 1, 0.1, 0.0, False),
        ("甲街道", "居民", 2, 0.1, 0.0, False), ("乙街道", "居民", 9, 0.1, 0.0, False),
        ("甲街道", "美乐汇", 50, 0.1, 5.0, True),
    )  # fmt: skip
    usage = term_usage(keywords, pd.Series({"甲街道": 1000, "乙街道": 1000}))
    assert list(shared_weights(usage, 2).index) == ["居民", "社区"]


def test_every_word_is_readable_horizontal_and_leads_to_its_sentences() -> None:
    chart = word_clouds(constructed_tables(3))
    clickable = [trace for trace in chart.figure.data if trace.customdata is not None]
    marks = {mark for trace in clickable for (mark,) in trace.customdata}
    assert len(clickable) == 3
    assert marks == set(chart.evidence["mark"])
    sizes = [size for trace in clickable for size in trace.textfont.size]
    assert min(sizes) >= SMALLEST_TEXT_PIXELS and max(sizes) <= LARGEST_WORD_PIXELS


def test_pages_turn_through_many_streets() -> None:
    first, second = (word_clouds(constructed_tables(107), page=page) for page in (1, 2))
    assert not {trace.name for trace in first.figure.data if trace.name} & {
        trace.name for trace in second.figure.data if trace.name
    }
    assert "显示其中3个街道" in second.subtitle


def test_what_all_share_is_a_cloud_of_its_own() -> None:
    chart = word_cloud(constructed_tables(3))
    assert {mark for (mark,) in chart.figure.data[0].customdata} == {f"共有|服务{number}" for number in range(6)}
    assert set(chart.evidence["mark"]) == {f"共有|服务{number}" for number in range(6)}


def test_without_words_the_chart_says_what_is_missing() -> None:
    assert word_cloud(constructed_tables(2, silent=True), "东一路街道").finding == "东一路街道没有可画的词"
    assert word_clouds(constructed_tables(2, silent=True)).finding == "没有可画的词"


def test_text_from_documents_is_no_markup() -> None:
    chart = word_clouds(constructed_tables(1, hostile=True))
    texts = [text for trace in chart.figure.data for text in trace.text]
    assert all("<" not in text and "$" not in text for text in texts)


def test_a_point_is_shifted_so_that_characters_stand_around_the_middle() -> None:
    middle, size = 100.0, 50.0
    box = ink_box("国", size)
    baseline = text_point_y(middle, size) + 0.25 * size
    assert abs((baseline + box.top + baseline + box.bottom) / 2 - middle) < 2


def _with_counts(counts: dict[str, dict[str, int]]) -> Tables:
    tables: dict[str, list[dict[str, object]]] = {name: [] for name in SCHEMAS}
    for number, (street, terms) in enumerate(counts.items()):
        tables["articles"].append({
            "article_id": f"a{number}", "document_id": "d", "street": street, "year": 2021, "characters": 1000
        })  # fmt: skip
        for rank, (term, count) in enumerate(terms.items(), start=1):
            tables["keywords"].append({
                "street": street, "term": term, "count": count, "tf_idf": count / 10, "keyness": 0.0, "rank": rank,
                "is_phrase": False,
            })  # fmt: skip
    return tables_of(tables)


def test_shared_words_of_distinct_weight_are_named_in_order() -> None:
    counts = {"养老": 9, "托育": 6, "电梯": 4, "食堂": 2}
    chart = word_cloud(_with_counts({"甲街道": counts, "乙街道": counts}))
    assert chart.finding == "2个街道都用的词：“养老”“托育”“电梯”"


def test_a_tie_at_the_cut_makes_the_named_words_examples() -> None:
    counts = {"养老": 9, "托育": 6, "电梯": 4, "食堂": 4}
    assert word_cloud(_with_counts({"甲街道": counts, "乙街道": counts})).finding == (
        "2个街道都用的词，如“养老”“托育”“电梯”"
    )
    assert word_cloud(_with_counts({"甲街道": counts}), "甲街道").finding == "甲街道有特点的词，如“养老”“托育”“电梯”"


def test_clouds_side_by_side_claim_no_first_word_where_two_weigh_the_same() -> None:
    tied = _with_counts({"甲街道": {"养老": 5, "托育": 5}, "乙街道": {"电梯": 5, "食堂": 1}})
    alone = _with_counts({"甲街道": {"养老": 5, "托育": 1}, "乙街道": {"电梯": 5, "食堂": 1}})
    assert word_clouds(tied).finding == "各有特点的词，如甲“养老”，乙“电梯”"
    assert word_clouds(alone).finding == "最有特点的词：甲“养老”，乙“电梯”"


def test_where_half_share_too_few_words_those_of_fewer_streets_are_drawn() -> None:
    care, nursery = {"养老": 3}, {"托育": 1}
    one_pair = {"甲街道": care, "乙街道": care, "丙街道": nursery, "丁街道": nursery, "戊街道": {}}
    chart = word_cloud(_with_counts(one_pair))
    assert chart.finding == "至少2个街道都用的词：“养老”“托育”"


def test_words_without_room_are_counted() -> None:
    words = {f"词语{number:03}": 200 - number for number in range(MOST_LONE_WORDS + 7)}
    chart = word_cloud(_with_counts({"甲街道": words}), "甲街道")
    drawn = len(chart.figure.data[0].text)
    assert f"另有{MOST_LONE_WORDS + 7 - drawn}个词未画出" in chart.subtitle


def test_clouds_fill_the_height_they_are_given() -> None:
    assert word_clouds(constructed_tables(3), width=1720, height=700).figure.layout.height == 700
