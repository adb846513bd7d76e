"""Names that stay whole: quoted, led by a number, repeated; and what is none."""

import pytest

from dashboard.extraction.cut_text import cut
from dashboard.extraction.phrases import discover_names
from dashboard.extraction.token_rules import TokenRules, load_token_rules
from dashboard.extraction.tokens import words_in
from dashboard.paths import LEXICON, SEEDS


@pytest.fixture(scope="module")
def rules() -> TokenRules:
    return load_token_rules(LEXICON)


def names(text: str, rules: TokenRules) -> set[str]:
    whole = cut(text)
    words, _ = words_in(whole, rules.kinds)
    return set(discover_names(whole, words, rules))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("以“双美曹杨设计讲堂”的形式", "双美曹杨设计讲堂"),
        ("她说：“去‘美乐汇’看看。”", "美乐汇"),
        ("印发《物业服务提升行动方案》", "物业服务提升行动方案"),
        ("走进「云窗口」", "云窗口"),
        ("“社区1+1”暑托班", "社区1+1"),
    ],
)
def test_a_quoted_name_is_found(text: str, name: str, rules: TokenRules) -> None:
    assert names(text, rules) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "“人民城市人民建，人民城市为人民”",
        "“帮我取号”",
        "“这里的环境好了”",
        "“2021”",
        "“温度”",
        "“推动最老工人新村穿新衣焕新颜展新篇章共同”",
    ],
)
def test_quoted_sentences_numbers_and_common_words_are_no_names(text: str, rules: TokenRules) -> None:
    assert names(text, rules) == set()


def test_a_number_may_lead_a_name(rules: TokenRules) -> None:
    assert names("着力深化15分钟生活服务圈的打造", rules) == {"15分钟生活服务圈"}


@pytest.mark.parametrize("text", ["15分钟到达", "步行15分钟。", "1302户居民家庭", "30分钟内处置"])
def test_an_amount_leads_no_name(text: str, rules: TokenRules) -> None:
    assert names(text, rules) == set()


@pytest.mark.parametrize("name", ["一老一小", "一江一河", "两旧一村"])
def test_paired_numerals_make_a_name(name: str, rules: TokenRules) -> None:
    assert names(f"聚焦{name}，持续发力", rules) == {name}


@pytest.mark.parametrize("text", ["一年两次", "五天一次", "二村一共三户"])
def test_paired_counts_make_no_name(text: str, rules: TokenRules) -> None:
    assert names(text, rules) == set()


def test_a_repeated_phrase_is_found_without_its_context(rules: TokenRules) -> None:
    text = "居民对旧区改造的向往。做旧区改造的排头兵，旧区改造要快。"
    assert names(text, rules) == {"旧区改造"}


def test_what_occurs_once_is_no_repeated_phrase(rules: TokenRules) -> None:
    assert names("居民对旧区改造的向往", rules) == set()


def test_only_the_longest_phrase_is_kept_where_the_shorter_never_stands_apart(rules: TokenRules) -> None:
    assert names("建设儿童友好社区。上海有儿童友好社区。", rules) == {"儿童友好社区"}


def test_a_phrase_that_stands_only_inside_two_longer_ones_is_not_kept(rules: TokenRules) -> None:
    text = "老年食堂地图。老年食堂地图。示范老年食堂。示范老年食堂。"
    assert names(text, rules) == {"老年食堂地图", "示范老年食堂"}


def test_a_phrase_that_always_has_the_same_neighbour_is_not_kept(rules: TokenRules) -> None:
    assert names("电梯食堂花园，电梯食堂楼道，电梯食堂医院。", rules) == {"电梯食堂"}
    assert names("学校电梯食堂花园，学校电梯食堂楼道，医院学校电梯食堂。", rules) == {"学校电梯食堂"}


def test_a_repeated_passage_gives_no_fragments(rules: TokenRules) -> None:
    passage = "食堂花园图书馆电梯医院学校楼道园区"
    assert names(f"{passage}。{passage}。", rules) == set()


def test_the_tail_of_a_broken_word_begins_no_phrase(rules: TokenRules) -> None:
    assert names("产(业园区食堂)。产(业园区食堂)。", rules) == set()
    assert names("新园区。新园区。", rules) == {"新园区"}


def test_a_contained_phrase_is_kept_where_it_also_stands_apart(rules: TokenRules) -> None:
    text = "儿童友好社区揭牌。老城厢的儿童友好社区。儿童友好，是心愿。"
    assert names(text, rules) == {"儿童友好社区", "儿童友好"}


def test_a_phrase_of_general_nouns_is_no_name(rules: TokenRules) -> None:
    assert names("人民城市，居民群众。人民城市，居民群众。", rules) == set()


def test_a_phrase_does_not_cross_function_words_or_plan_verbs(rules: TokenRules) -> None:
    text = "电梯的维修，推进电梯。电梯的维修，推进电梯。"
    assert names(text, rules) == set()


def test_words_that_merely_meet_often_because_both_are_common_are_no_name(rules: TokenRules) -> None:
    apart = "".join(f"食堂和{word}。电梯和{word}。" for word in ["楼道", "花园", "图书馆", "医院", "学校"] * 4)
    assert "食堂电梯" not in names(apart + "食堂电梯。食堂电梯。", rules)
    assert "食堂电梯" in names("食堂电梯。食堂电梯。楼道和花园。", rules)


def test_the_names_of_the_seed_article_are_found(rules: TokenRules) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt"))
    expected = "美乐汇 一老一小 15分钟养老服务圈 儿童友好社区 双美曹杨设计讲堂 曹杨眼 一网统管 旧区改造"
    found = names(text, rules)
    assert set(expected.split()) <= found
    assert found.isdisjoint({"民城市", "的服务", "人民城市人", "人民城市", "业人群"})
