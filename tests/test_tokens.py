"""Terms of a document: which words count, where they stand, what is left out."""

import pickle
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.extraction import token_rules
from dashboard.extraction.cut_text import cut
from dashboard.extraction.token_rules import NAME_RULES_FILE, STOP_WORDS_FILE, TokenRules, load_token_rules
from dashboard.extraction.tokens import term_mentions
from dashboard.extraction.word_lists import read_word_list
from dashboard.lexicon.csv_file import LexiconError
from dashboard.paths import LEXICON
from dashboard.reading.document import Part, Sentence

STREET = "古美路街道"


@pytest.fixture(scope="module")
def rules() -> TokenRules:
    return load_token_rules(LEXICON)


def sentence(text: str, start: int = 0, street: str | None = STREET, part: Part = "body") -> Sentence:
    return Sentence(f"s{start}", "a1" if street else None, street, start, part, start, start + len(text), text, 0)


def terms(text: str, rules: TokenRules, street: str | None = STREET, part: Part = "body") -> list[str]:
    return [term for _, _, _, term, *_ in term_mentions([sentence(text, 0, street, part)], rules, "d1")]


def test_types_are_the_tokens_that_differ_and_every_token_leads_to_its_own() -> None:
    text = cut("推进垃圾分类，推进垃圾房改造，改造垃圾房。")
    assert [text.types[number] for number in text.type_of] == text.tokens
    assert text.types == list(dict.fromkeys(text.tokens))
    assert [text.text[start:end] for start, end in pairwise(text.starts)] == text.tokens


@given(st.text("推进垃圾分类改造，。", max_size=30))
def test_a_stretch_is_whole_where_it_begins_and_ends_with_tokens(written: str) -> None:
    text = cut(written)
    places = range(len(written) + 1)
    whole = {(start, end) for start in places for end in places if start < end and text.is_whole(start, end)}
    assert whole == {(start, end) for start in text.starts for end in text.starts if start < end}


def test_a_mention_says_where_in_the_document_it_stands(rules: TokenRules) -> None:
    first, second = sentence("推进垃圾分类。", 10), sentence("看“美乐汇”。", 40)
    assert term_mentions([first, second], rules, "d1") == [
        ("s10", "d1", STREET, "垃圾", 12, 14, False),
        ("s10", "d1", STREET, "分类", 14, 16, False),
        ("s40", "d1", STREET, "美乐汇", 42, 45, True),
    ]


@pytest.mark.parametrize("boilerplate", ["进一步推进各项工作", "为社区居民提供服务", "上海市黄浦区", "人民城市"])
def test_boilerplate_is_no_keyword(boilerplate: str, rules: TokenRules) -> None:
    assert terms(boilerplate, rules) == []


@pytest.mark.parametrize("count", ["2021年1月底", "1302户", "2万多平方米", "三十五部", "百分之九十", "第二轮", "2.0"])
def test_numbers_amounts_and_dates_are_no_keywords(count: str, rules: TokenRules) -> None:
    assert terms(f"{count}，电梯", rules) == ["电梯"]


def test_the_name_of_the_street_is_no_keyword_in_any_form(rules: TokenRules) -> None:
    assert terms("古美路街道、古美路、古美，生活在“古美”的居民爱读书", rules) == ["读书"]
    assert terms("生活在古美的居民", rules) == []


def test_a_name_that_holds_the_name_of_the_street_is_kept(rules: TokenRules) -> None:
    assert terms("用好“曹杨眼”，曹杨眼看得见曹杨", rules, "曹杨新村街道") == ["曹杨眼", "曹杨眼", "看得见"]


def test_the_author_line_does_not_count_but_the_stated_keyword_does(rules: TokenRules) -> None:
    assert terms("■闵行区古美路街道党工委书记 张伟麟", rules, part="heading") == []
    assert terms("■黄浦区打浦桥街道党工委书记、办事处主任 沙尧杰(主持工作)", rules, part="heading") == []
    assert terms("记者：王晓明", rules, part="heading") == []
    assert terms("书记电梯课堂", rules, part="heading") == ["电梯", "课堂"]
    assert terms("〔关键词：加速度〕", rules, part="heading") == ["加速度"]


def test_headings_and_wishes_count_and_text_of_no_street_does_not(rules: TokenRules) -> None:
    assert terms("推进垃圾分类", rules, part="heading") == ["垃圾", "分类"]
    assert terms("祝电梯早日加装", rules, part="wish") == ["电梯", "加装"]
    assert terms("推进垃圾分类", rules, street=None) == []


def test_a_word_that_no_dictionary_holds_counts_where_it_recurs(rules: TokenRules) -> None:
    assert "宜游" not in terms("打造宜游的社区。", rules)
    assert terms("打造宜游的社区，宜游的公园。", rules).count("宜游") == 2


def test_a_name_found_once_in_quotes_stays_whole_elsewhere_in_the_document(rules: TokenRules) -> None:
    mentions = term_mentions([sentence("推进“一网统管”。"), sentence("一网统管惠及居民。", 20)], rules, "d1")
    assert [mention[3:] for mention in mentions] == [("一网统管", 3, 7, True), ("一网统管", 20, 24, True)]


def test_the_longest_name_wins_where_names_overlap(rules: TokenRules) -> None:
    assert terms("“文化中心”和“市民文化中心”", rules) == ["文化中心", "市民文化中心"]


def test_of_overlapping_names_the_one_that_recurs_more_stands(rules: TokenRules) -> None:
    text = "市民文化中心。文化中心、文化中心，“市民文化”"
    assert terms(text, rules) == ["文化中心", "文化中心", "文化中心", "市民文化"]


ALPHABET = "古美路街道“”‘’《》一老一小15分钟圈服务的社区旧区改造，。\n A1\ue000\r"


@given(st.lists(st.text(alphabet=ALPHABET, max_size=40) | st.text(), max_size=5))
def test_offsets_always_slice_back_to_the_term(texts: list[str]) -> None:
    document, sentences = "", []
    for text in texts:
        sentences.append(sentence(text, len(document)))
        document += text + "|"
    mentions = term_mentions(sentences, load_token_rules(LEXICON), "d1")
    assert all(document[start:end] == term for *_, term, start, end, _ in mentions)
    starts = [start for *_, start, _, _ in mentions]
    assert starts == sorted(starts)


def test_rules_can_be_sent_to_another_process_after_use(rules: TokenRules) -> None:
    assert terms("推进“美乐汇”为老服务", rules) == ["美乐汇", "为老服务"]
    sent = pickle.loads(pickle.dumps(rules))
    assert sent == rules
    assert terms("推进“美乐汇”为老服务", sent) == ["美乐汇", "为老服务"]


def test_rules_without_hints_find_words_only(rules: TokenRules) -> None:
    bare = replace(rules, vocabulary=frozenset(), bylines=frozenset(), sentence_particles=frozenset())
    assert terms("记者：王晓明", bare, part="heading") != []
    assert terms("“帮我取号”，为老服务", bare) == ["帮我取号"]


def test_a_word_that_was_forgotten_is_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(token_rules, "REMEMBERED_WORDS", 2)
    assert terms("电梯、食堂、花园，电梯", load_token_rules(LEXICON)) == ["电梯", "食堂", "花园", "电梯"]


def test_a_mistake_in_a_word_list_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / STOP_WORDS_FILE
    path.write_text("[a]\n的 # comment\n\n[b]\n了 的\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"stop_words.txt, line 5: 的 is already in \[a\], line 2"):
        read_word_list(path, ["a", "b"], exclusive=True)
    path.write_text("[a]\n[c]\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"line 2: \[c\] is no section; expected one of \[a\], \[b\]"):
        read_word_list(path, ["a", "b"])
    path.write_text("的\n[a]\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"line 1: 的 stands before the first"):
        read_word_list(path, ["a"])
    path.write_text("[a]\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"section \[b\] is missing"):
        read_word_list(path, ["a", "b"])


def test_a_stop_word_takes_one_line_in_the_lexicon(tmp_path: Path) -> None:
    for name in (STOP_WORDS_FILE, NAME_RULES_FILE):
        (tmp_path / name).write_bytes((LEXICON / name).read_bytes())
    with (tmp_path / STOP_WORDS_FILE).open("a", encoding="utf-8") as file:
        file.write("\n电梯\n")
    assert terms("加装电梯", load_token_rules(tmp_path)) == ["加装"]
