"""Sentences: where text is split, and that nothing is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.reading.sentences import split_lines, split_sentences


def sentences(text: str) -> list[str]:
    return [sentence.text for line in split_lines(text) for sentence in split_sentences(line)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("先修缮；再加梯。完工了！好吗？", ["先修缮；", "再加梯。", "完工了！", "好吗？"]),
        ("他说：“修好了。”大家笑。", ["他说：“修好了。”", "大家笑。"]),
        ("“漏雨。”“发霉。”都修了。", ["“漏雨。”", "“发霉。”", "都修了。"]),
        ("（会议通过。）散会。", ["（会议通过。）", "散会。"]),
        ('他说："修好了。"大家笑。"真好。"', ['他说："修好了。"', "大家笑。", '"真好。"']),
        ("真的？！真的。", ["真的？！", "真的。"]),
        ("文化建设……都没有落下。", ["文化建设……都没有落下。"]),
        ("激发1+1>2的效能;a?b 好!再来", ["激发1+1>2的效能;", "a?b 好!", "再来"]),
        ("标题\r\n\r\n　　正文。\u3000\n", ["标题", "正文。"]),
        ("加梯\t35台；签约70台。\t全年", ["加梯\t35台；签约70台。\t全年"]),
    ],
)
def test_text_is_split_at_sentence_ends_and_line_ends(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


@given(st.text(alphabet="一二。！？；”“\"'）（…，\n\r\t \u3000a1?;!"))
def test_every_character_that_is_no_blank_is_in_exactly_one_sentence(text: str) -> None:
    spans = [sentence for line in split_lines(text) for sentence in split_sentences(line)]
    assert all(text[span.start : span.end] == span.text == span.text.strip() != "" for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert "".join("".join(span.text.split()) for span in spans) == "".join(text.split())
