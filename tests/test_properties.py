"""What holds for any text at all."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.extraction.commitments import classify
from dashboard.extraction.dates import find_dates
from dashboard.extraction.numerals import half_width, read_number
from dashboard.extraction.quantities import find_quantities
from dashboard.reading.document import Sentence
from tests.extraction_fixtures import body, reading_of, rows_of, rules
from tests.fuzzing import examples


def words(separated: str) -> list[str]:
    return separated.split()


NUMBERS = words("""
    1 12 ３０ 2021 1,302 2.67 〇 一 两 十 十几 数百 百分之 二〇二一 万 亿 千 半 百 上百 1+1 % ‰ — - ~ 至 到 / . × 第
""")
DATE_WORDS = words("""
    年 月 日 号 底 初 中 末 上旬 季度 上半年 年内 全年 今年 去年 同年 次年 世纪 年代 十四五 期间 前 后 起 以来 内
    截至 自 从 每 周 每两个月 月月 周年 建党 成立 春节 七一 国庆 重阳节 上午 10:30 2月30日 2021年6月 与2020年相比
    除夕
""")
UNITS = words("""
    户 个 平方米 元 人次 个工作日 分钟 家 以上 以内 左右 多 余 近 约 不少于 不超过 ≥
""")
PLAN_WORDS = [*words("""
    将 要 力争 完成 建成 新增 提高到 让居民 推进 了 已 由 比 把 根据要求 一是 其中 老人 古美路街道 社区食堂 路 弄 楼
    （ ） “ ” ‘ ’ 《 》 " ， ； ： 。 ！ 、 〔2021〕12号 021-64108888 🙂 ﬀ
"""), " ", "\t"]
LINE = st.lists(st.sampled_from(NUMBERS + DATE_WORDS + UNITS + PLAN_WORDS), max_size=14).map("".join)
ANY_TEXT = st.text(max_size=40) | st.lists(LINE, max_size=5).map("\n".join)
HEADINGS = words("""
    古美路街道2021年工作计划 一、2020年工作回顾 二、2021年重点任务 （一）为老服务 “新年祝福：愿 〔关键词：品质〕
""")
PLANS = st.lists(st.sampled_from(HEADINGS) | LINE, min_size=1, max_size=6).map("\n".join)
DOCUMENTS = PLANS | st.text(max_size=60).filter(lambda text: not text.startswith("\ufeff"))  # that marks an encoding
PLAN_YEARS = st.none() | st.integers(2000, 2060)


def in_order(low: date | float | None, high: date | float | None) -> bool:
    return low is None or high is None or low <= high  # type: ignore[operator]


@given(ANY_TEXT)
def test_half_width_keeps_the_length(text: str) -> None:
    assert len(half_width(text)) == len(text)


@given(st.text(max_size=12) | st.lists(st.sampled_from(NUMBERS), max_size=6).map("".join))
def test_a_numeral_is_never_negative_and_low_is_not_above_high(written: str) -> None:
    number = read_number(half_width(written))
    assert number is None or (in_order(number.low, number.high) and (number.low is None or number.low >= 0))


@given(st.integers(0, 99_999_999))
def test_an_arabic_numeral_keeps_its_value_with_or_without_commas(value: int) -> None:
    assert read_number(str(value)) == read_number(f"{value:,}") == (value, value)


@given(ANY_TEXT, PLAN_YEARS)
@settings(max_examples=examples(200))
def test_dates_slice_back_and_first_is_not_after_last(text: str, year: int | None) -> None:
    for mention in find_dates(body(text), year, rules().dates):
        assert text[mention.start:mention.end] == mention.text != ""
        assert in_order(mention.first, mention.last)


@given(ANY_TEXT, PLAN_YEARS)
def test_dates_stand_in_order_inside_their_sentence_and_do_not_overlap(text: str, year: int | None) -> None:
    sentences = {sentence.sentence_id: sentence for sentence in body(text)}
    end = 0
    for mention in find_dates(list(sentences.values()), year, rules().dates):
        sentence = sentences[mention.sentence_id]
        assert sentence.start <= mention.start < mention.end <= sentence.end
        assert end <= mention.start
        end = mention.end


@given(ANY_TEXT)
@settings(max_examples=examples(200))
def test_amounts_slice_back_and_least_is_not_above_most(text: str) -> None:
    end = 0
    for mention in find_quantities(body(text), [], rules().quantities):
        assert text[mention.start:mention.end] == mention.text != ""
        assert in_order(mention.value_min, mention.value_max)
        assert (mention.value_min, mention.value_max) != (None, None)
        assert end <= mention.start
        end = mention.end


@given(ANY_TEXT)
def test_amounts_and_dates_do_not_overlap(text: str) -> None:
    sentences = body(text)
    dates = [(mention.start, mention.end) for mention in find_dates(sentences, 2021, rules().dates)]
    for amount in find_quantities(sentences, dates, rules().quantities):
        assert not [span for span in dates if span[0] < amount.end and amount.start < span[1]]


@given(DOCUMENTS, PLAN_YEARS)
@settings(max_examples=examples(150))
def test_any_document_gives_rows_whose_offsets_slice_back(text: str, year: int | None) -> None:
    rows = rows_of(text, default_year=year)
    if rows["documents"][0]["status"] == "failed":
        return
    for table in ("sentences", "dates", "quantities", "targets"):
        assert [text[row["start"]:row["end"]] for row in rows[table]] == [row["text"] for row in rows[table]]
    assert [text[row["start"]:row["end"]] for row in rows["milestones"]] == [row["due"] for row in rows["milestones"]]
    assert all(row["label"] for row in rows["milestones"])


@given(DOCUMENTS)
@settings(max_examples=examples(60))
def test_any_document_gives_bounds_in_order(text: str) -> None:
    rows = rows_of(text)
    for table, low, high in (("dates", "from_date", "to_date"), ("targets", "due_from", "due_to"),
                             ("milestones", "from_date", "to_date"), ("targets", "value_min", "value_max")):
        assert all(in_order(row.get(low), row.get(high)) for row in rows.get(table, ()))


@given(st.lists(LINE, min_size=1, max_size=3).map("\n".join), LINE.filter(str.strip), st.integers(2005, 2050))
@settings(max_examples=examples(150))
def test_what_a_sentence_gives_does_not_depend_on_the_paragraphs_before_it(before: str, line: str, year: int) -> None:
    after = len(before) + 1
    everything = body(f"{before}\n{line}")
    own = [sentence for sentence in everything if sentence.start >= after]
    assert _found(everything, own, year, after) == _found(body(line), body(line), year, 0)


def _found(context: list[Sentence], own: list[Sentence], year: int, after: int) -> list[tuple[object, ...]]:
    """Return what the extractors find in ``own`` sentences of a text, offsets counted from ``after``."""
    kept = {sentence.sentence_id for sentence in own}
    dates = find_dates(context, year, rules().dates)
    amounts = find_quantities(context, [(mention.start, mention.end) for mention in dates], rules().quantities)
    by_sentence = {
        sentence.sentence_id: [m for m in dates if m.sentence_id == sentence.sentence_id] for sentence in context
    }
    promised = classify(context, by_sentence, reading_of(context, "", year, report=False))
    return [
        *[(m.start - after, m.end - after, m.kind, m.first, m.last) for m in dates if m.sentence_id in kept],
        *[(m.start - after, m.end - after, m.value_min, m.value_max) for m in amounts if m.sentence_id in kept],
        *[(commitment,) for name, commitment in promised.items() if name in kept],
    ]
