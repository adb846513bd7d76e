"""Headlines keep what belongs together on one line, and text stays text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dashboard.pages.escape import escaped_html, headline_html, label_text, name_html


def together(text: str) -> list[str]:
    return re.findall('<span class="together">(.*?)</span>', headline_html(text))


def test_quoted_and_bracketed_phrases_and_numbers_with_their_unit_stay_on_one_line() -> None:
    assert together("古美路与打浦桥最相近（余弦相似度0.62）") == ["（余弦相似度0.62）"]
    assert together("共用的有9个：“品质”“文化”等；95%的词") == ["9个", "“品质”", "“文化”", "95%的"]
    assert together("三个街道共3,014字") == ["3,014字"]


def test_a_long_phrase_may_be_broken() -> None:
    assert together(f"“{'长' * 40}”") == []


@given(st.text(alphabet="字12,.“”（）《》<>&'\" ；", max_size=40))
def test_nothing_but_the_spans_is_added_to_the_escaped_text(text: str) -> None:
    assert re.sub('<span class="together">|</span>', "", headline_html(text)) == escaped_html(text)


def test_a_name_is_shown_with_what_is_not_seen_and_leaves_the_order_of_the_rest() -> None:
    assert name_html("<b>\u202etxt.md") == "<bdi>&lt;b&gt;‹202E›txt.md</bdi>"


@given(st.text(max_size=40))
def test_a_label_holds_no_markdown(name: str) -> None:
    assert not set(label_text(name)) & set("\\`*_{}[]()<>#+!|~$:&^=\n\u202e")
