"""A document as a whole: identity, offsets, the newspaper page in seeds."""

import hashlib
import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.lexicon.csv_file import LexiconError
from dashboard.paths import LEXICON, SEEDS
from dashboard.reading.document import Document, Source
from dashboard.reading.read import read_document
from dashboard.reading.rules import load_reading_rules
from tests.reading_fixtures import gazetteer, read, rules


@pytest.fixture(scope="module")
def seed() -> Document:
    name = "人民城市基层管理者细说2021.txt"
    return read_document(Source(name, (SEEDS / name).read_bytes()), gazetteer(), rules())


def test_the_newspaper_page_holds_three_articles(seed: Document) -> None:
    rows = [(a.street, a.district, a.year, a.title, a.stated_keyword, a.author, a.post) for a in seed.articles]
    assert rows == [
        ("古美路街道", "闵行区", 2021, "建设敦亲睦邻的新古美", "品质", "张伟麟", "街道党工委书记"),
        ("打浦桥街道", "黄浦区", 2021, "三个加速度打好三大战役", "加速度", "沙尧杰", "街道党工委书记、办事处主任"),
        ("曹杨新村街道", "普陀区", 2021, "红色底蕴 传承70年", "新生", "许春晖", "街道党工委书记"),
    ]


def test_each_wish_of_the_page_is_read_without_label_and_quotes(seed: Document) -> None:
    wishes = [article.wish or "" for article in seed.articles]
    assert wishes[0].startswith("‘敦亲睦邻") and wishes[0].endswith("有品质的生活。")
    assert wishes[1] == "丰稔黄牛志，深耕民生田。"
    assert wishes[2] == "2021年曹杨人将携手同行 砥砺前行，共建幸福家园。让我们一起遇见美好曹杨。"


def test_introduction_and_slogans_of_the_page_are_nobodys(seed: Document) -> None:
    nobodys = [sentence.text for sentence in seed.sentences if sentence.street is None]
    assert len(nobodys) == 6
    assert nobodys[-2:] == ["展望新年，祝福未来", "人民城市基层管理者细说2021"]


def test_sentences_hold_all_text_once_and_in_order(seed: Document) -> None:
    assert all(seed.text[s.start : s.end] == s.text for s in seed.sentences)
    assert re.sub(r"\s", "", "".join(s.text for s in seed.sentences)) == re.sub(r"\s", "", seed.text)
    assert [s.ordinal for s in seed.sentences] == list(range(1, len(seed.sentences) + 1))


def test_the_year_of_the_page_does_not_hang_on_its_file_name(seed: Document) -> None:
    other = read_document(Source("页.txt", seed.text.encode()), gazetteer(), rules())
    assert (other.year, other.year_source) == (2021, "text")


def test_ids_come_from_the_path_and_are_stable() -> None:
    document = read("〔五里桥街道〕\n桥边\n今年加梯。", "夹/页.txt")
    document_id = hashlib.sha256("夹/页.txt".encode()).hexdigest()[:12]
    assert document.document_id == document_id
    assert document.articles[0].article_id == f"{document_id}-a1"
    assert document.sentences[0].sentence_id == f"{document_id}-s0001"


def test_offsets_count_the_files_own_characters_line_ends_included() -> None:
    document = read("〔五里桥街道〕\r\n桥边\r\n　今年加梯。\r\n")
    last = document.sentences[-1]
    assert document.text[last.start : last.end] == "今年加梯。"
    assert last.start == len("〔五里桥街道〕\r\n桥边\r\n　")


def test_rules_and_document_can_be_sent_to_another_process() -> None:
    document = read("〔五里桥街道〕\n桥边\n今年加梯。")
    sent = pickle.loads(pickle.dumps((gazetteer(), rules())))
    again = read_document(Source("文档.txt", document.text.encode()), *sent)
    assert pickle.loads(pickle.dumps(again)) == document


PIECES = [
    "〔五里桥街道〕", "【民生】", "古美路街道", "■黄浦区五里桥街道党工委书记 李小桥", "关键词：桥", "新年祝福：",
    "“愿桥长在。", "”", "2021年工作计划", "一、", "1.加梯30台", "（一）", "二〇二一年十十月一日", "2021-01-05",
    "今年将加梯。", "桥边人家", "办事处", "；", "（", "）", "# ", "|", "\t", "\n", "\r\n", "\u3000", "\u2028", "\x85",
]
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs", "Co"], exclude_characters="\ufffd")


@given(st.lists(st.sampled_from(PIECES) | st.text(CHARACTERS, max_size=3), max_size=30))
def test_no_text_breaks_the_reading_and_articles_hold_their_sentences(pieces: list[str]) -> None:
    document = read("桥" + "".join(pieces))
    spans = {article.article_id: (article.start, article.end) for article in document.articles}
    assert all(document.text[s.start : s.end] == s.text for s in document.sentences)
    for sentence in document.sentences:
        inside = [name for name, (start, end) in spans.items() if start <= sentence.start and sentence.end <= end]
        assert sentence.article_id is None or sentence.article_id in inside
        assert all(heading < sentence.ordinal for heading in sentence.headings)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[plan_year]\n", "[plan_year]\nplans = [\"x\"]\n", r"reading\.toml, line \d+: unknown key plans"),
        ("place_words = [", "place_words = 3 # [", r"line \d+: names\.place_words needs a list of words"),
        ("area_words = [", "area_word = [", r"reading\.toml, line \d+: unknown key area_word"),
        ("[names]\n", "[names\n", r"reading\.toml, line \d+: no valid TOML"),
    ],
)
def test_a_mistake_in_the_rules_names_file_and_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    source = (LEXICON / "reading.toml").read_text(encoding="utf-8")
    assert old in source
    (tmp_path / "reading.toml").write_text(source.replace(old, new), encoding="utf-8")
    with pytest.raises(LexiconError, match=problem):
        load_reading_rules(tmp_path)
