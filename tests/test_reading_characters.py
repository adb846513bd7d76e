"""Characters that cannot be seen or stand for others change nothing that is found, and are kept as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extraction_fixtures import RecordsByTable, rows_of, rules

PLAIN = (
    "古美路街道2021年工作计划\n2021年5月底前完成旧区改造1302户。\n每月开展为老服务。\n"
    + "街道将推进垃圾分类。\n" * 20
)
TABLES = ("sentences", "dates", "quantities", "targets", "theme_mentions", "milestones")


def fold(text: str) -> str:
    folded = rules().reading.characters.fold(text)
    return folded.text if folded else text


def found(rows: RecordsByTable) -> dict[str, int]:
    return {table: len(rows[table]) for table in TABLES}


@pytest.mark.parametrize(
    "hidden",
    [*"\u200b\u200c\u200d\ufeff\u2060\u00ad\u202e\u2066\ufe0f\U000e0100\x07\x7f"],
    ids=ascii,
)
def test_what_cannot_be_seen_inside_words_hides_nothing(hidden: str) -> None:
    words = {"古美": f"古{hidden}美", "5月": f"{hidden}5{hidden}月", "区改": f"区{hidden}改", "1302": f"13{hidden}02"}
    text = PLAIN
    for plain, written in words.items():
        text = text.replace(plain, written)
    rows = rows_of(text)
    assert found(rows) == found(rows_of(PLAIN))
    assert rows["articles"][0]["street"] == "古美路街道"
    assert [row["text"] for row in rows["quantities"]] == [f"13{hidden}02户"]
    assert f"旧区{hidden}改造" in rows["sentences"][1]["text"]
    for table in ("sentences", "dates", "quantities", "targets"):
        assert [text[row["start"]:row["end"]] for row in rows[table]] == [row["text"] for row in rows[table]]
    assert rows["documents"][0]["characters"] == len(text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("１３０２\u00a0户", "１３０２ 户"),
        ("⼯⼈⽂化宫", "工人文化宫"),
        ("\uf9ba解", "了解"),
        ("︵一︶", "(一)"),
        ("改造｡", "改造。"),
        ("甲\ue5e5乙", "甲\u3000乙"),
        ("一、\u2003民生", "一、 民生"),
        ("名\ue123字", "名\ue123字"),
        ("👨\u200d👩\u200d👧", "👨👩👧"),
    ],
)
def test_other_forms_are_read_as_the_usual_ones(written: str, read: str) -> None:
    assert fold(written) == read


def test_a_text_without_any_is_not_touched() -> None:
    assert rules().reading.characters.fold(PLAIN) is None


def test_a_text_of_nothing_that_can_be_seen_is_refused() -> None:
    row = rows_of("\u200b\u200b\n\ufe0f")["documents"][0]
    assert (row["status"], "看不见" in row["problem"]) == ("failed", True)


@given(st.text(st.sampled_from("古美\u200b\u00ad\u202e華⽤豈\u00a0。\n"), max_size=30))
def test_every_span_leads_back_to_what_is_written(text: str) -> None:
    folded = rules().reading.characters.fold(text)
    if folded is None:
        return
    places = [folded.span(i, i + 1) for i in range(len(folded.text))]
    assert all(end == start + 1 for start, end in places)
    assert places == sorted(places)
    assert all(folded.place_of(start) == i for i, (start, _) in enumerate(places))
