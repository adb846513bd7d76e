"""Themes: what counts, what only looks alike, what carries, and mistakes in the lexicon."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.extraction.theme_rules import ThemeRules, load_themes
from dashboard.extraction.themes import find_themes
from dashboard.lexicon.csv_file import LexiconError
from dashboard.paths import LEXICON
from dashboard.reading.document import Part, Sentence

REPORT_WORDS = LEXICON / "report.toml"
RULES = load_themes(LEXICON / "themes.toml", REPORT_WORDS)

SMALL = """\
themes = ["为老服务", "文化体育"]

["为老服务"]
lookalikes = ["老城区"]
["为老服务".terms]
"老" = 1
"长者" = 1
"一老一小" = 1

["文化体育".terms]
"展览" = { weight = 1, near = ["艺术"] }
"城区" = 1
"讲座" = 0.5
"观众" = 0.3
"""


def sentence(text: str, *, ordinal: int = 0, start: int = 0, part: Part = "body", paragraph: int = 0,
             headings: tuple[int, ...] = ()) -> Sentence:
    return Sentence(f"s{ordinal}", None, None, ordinal, part, start, start + len(text), text, paragraph, headings)


def paragraph(*texts: str) -> list[Sentence]:
    starts = [sum(map(len, texts[:i])) for i in range(len(texts))]
    return [sentence(t, ordinal=i, start=s) for i, (t, s) in enumerate(zip(texts, starts, strict=True))]


def themes_of(text: str, rules: ThemeRules = RULES) -> set[str]:
    return {mention.theme for mention in find_themes([sentence(text)], rules)}


def rules_from(tmp_path: Path, source: str) -> ThemeRules:
    path = tmp_path / "themes.toml"
    path.write_text(source, encoding="utf-8")
    return load_themes(path, REPORT_WORDS)


def test_the_sixteen_themes_keep_their_order() -> None:
    assert RULES.groups == (
        "党建引领", "精神文明", "为老服务", "托育教育", "旧改住房", "文化体育", "医疗健康", "就业创业",
        "助残帮困", "营商经济", "城市更新", "数字治理", "社区自治", "公共安全", "生态环境", "便民服务",
    )


@pytest.mark.parametrize(("text", "theme"), [
    ("推动楼宇党建提质增效，新建楼宇党群服务站3个", "党建引领"),
    ("巩固全国文明城区创建成果", "精神文明"),
    ("完成居家环境适老化改造80户", "为老服务"),
    ("新增普惠性托育点1个，托额40个", "托育教育"),
    ("消除“拎马桶”1200户", "旧改住房"),
    ("新建市民健身步道2条、益智健身苑点5个", "文化体育"),
    ("开展大肠癌筛查和慢性病管理", "医疗健康"),
    ("城镇登记失业人数控制在2600人以内", "就业创业"),
    ("落实低保、特困供养等社会救助政策", "助残帮困"),
    ("引进重点企业30家，新增注册资本20亿元", "营商经济"),
    ("完成架空线入地2.3公里", "城市更新"),
    ("“一网通办”实际办件网办率达到70%", "数字治理"),
    ("业委会规范化建设，组建率达到90%", "社区自治"),
    ("电信网络诈骗既遂数下降10%", "公共安全"),
    ("落实河长制，断面水质稳定达标", "生态环境"),
    ("新增停车泊位300个，推进共享停车", "便民服务"),
])
def test_a_line_of_a_plan_has_its_theme(text: str, theme: str) -> None:
    assert themes_of(text) == {theme}


def test_one_term_may_show_two_themes() -> None:
    assert themes_of("聚焦“一老一小”服务能级的再提升") == {"为老服务", "托育教育"}


def test_mentions_give_the_offsets_in_the_document() -> None:
    [mention] = find_themes([sentence("再开长者食堂4处", start=100)], RULES)
    assert (mention.term, mention.start, mention.end, mention.carried) == ("长者食堂", 102, 106, False)


def test_a_lookalike_hides_the_terms_of_its_theme_only(tmp_path: Path) -> None:
    assert themes_of("老城区焕新", rules_from(tmp_path, SMALL)) == {"文化体育"}


def test_a_term_inside_a_longer_one_is_not_counted_again(tmp_path: Path) -> None:
    found = find_themes([sentence("关心一老一小")], rules_from(tmp_path, SMALL))
    assert [mention.term for mention in found] == ["一老一小"]


def test_terms_that_only_cross_are_both_found() -> None:
    assert "长者食堂" in {mention.term for mention in find_themes([sentence("三家长者食堂开业")], RULES)}


def test_a_term_that_needs_a_word_nearby_counts_only_with_it(tmp_path: Path) -> None:
    rules = rules_from(tmp_path, SMALL)
    assert themes_of("艺术展览开幕", rules) == {"文化体育"}
    assert themes_of("安全展览开幕", rules) == set()


def test_a_weak_term_counts_alone_but_not_beside_a_theme_that_is_there(tmp_path: Path) -> None:
    rules = rules_from(tmp_path, SMALL)
    assert themes_of("每月一次讲座", rules) == {"文化体育"}
    assert themes_of("长者来听讲座", rules) == {"为老服务"}


def test_a_term_too_weak_to_stand_alone_shows_no_theme(tmp_path: Path) -> None:
    assert themes_of("观众很多，观众热情", rules_from(tmp_path, SMALL)) == set()


@pytest.mark.parametrize("text", [
    "■黄浦区半淞园路街道党工委书记 王一心",
    "打浦桥地区七一路公交",
    "联系电话：53210007，地址：某路77弄5号2楼。",
])
def test_titles_and_addresses_show_no_party_theme(text: str) -> None:
    assert "党建引领" not in themes_of(text)


def test_a_wish_has_no_themes() -> None:
    assert find_themes([sentence("愿老人健康长寿", part="wish")], RULES) == []


def test_a_heading_carries_to_a_sentence_without_a_theme_of_its_own() -> None:
    heading = sentence("（一）加装电梯", part="heading")
    below = sentence("全年签约70台，完工35台。", ordinal=1, start=8, paragraph=1, headings=(0,))
    carried = find_themes([heading, below], RULES)[-1]
    assert (carried.sentence_id, carried.theme, carried.term) == ("s1", "旧改住房", "加装电梯")
    assert (carried.start, carried.end, carried.carried) == (3, 7, True)


def test_a_sentence_with_a_theme_of_its_own_takes_none_from_its_heading() -> None:
    heading = sentence("【民生保障】", part="heading")
    below = sentence("新开长者食堂1家", ordinal=1, start=7, paragraph=1, headings=(0,))
    assert {m.theme for m in find_themes([heading, below], RULES) if m.sentence_id == "s1"} == {"为老服务"}


def test_the_innermost_heading_carries() -> None:
    outer = sentence("一、旧区改造", part="heading")
    inner = sentence("（一）垃圾分类", ordinal=1, start=7, part="heading", paragraph=1, headings=(0,))
    below = sentence("全年达标率百分之九十五。", ordinal=2, start=15, paragraph=2, headings=(0, 1))
    assert [m.theme for m in find_themes([outer, inner, below], RULES) if m.sentence_id == "s2"] == ["生态环境"]


def test_a_point_carries_to_the_next_point_and_no_further() -> None:
    found = find_themes(paragraph("一是旧区改造。", "全年完成1302户。", "二是作风转变。", "全年完成12次。"), RULES)
    assert [(m.sentence_id, m.carried) for m in found] == [("s0", False), ("s1", True)]


REPORT = (
    "旧住房成套改造项目启动。", "首批居民搬离老公房，迁往周边。", "旧改征询顺利完成，居民都很满意。",
    "回搬居民领到了钥匙。",
)
PLAIN = "每家每户都比从前宽敞了许多，朝南的地方洒满了阳光。"


def themes_in(sentences: list[Sentence], ordinal: int) -> set[str]:
    return {m.theme for m in find_themes(sentences, RULES) if m.sentence_id == f"s{ordinal}"}


def under_headings(text: str) -> list[Sentence]:
    headings = [sentence("重点", ordinal=n, start=2 * n, part="heading", paragraph=n) for n in range(2)]
    return [*headings, sentence(text, ordinal=2, start=4, paragraph=2, headings=(0, 1))]


def test_the_topic_of_a_report_carries_but_not_to_who_speaks() -> None:
    carried = [m for m in find_themes(paragraph(*REPORT, PLAIN, "一位阿姨笑着说。"), RULES) if m.carried]
    assert [(m.sentence_id, m.theme) for m in carried] == [("s4", "旧改住房")]


def test_beside_the_topic_of_a_report_a_theme_needs_more_than_one_term() -> None:
    passing = "施工队里的党员，每天早上七点就已经站在工地的门口。"
    about = "党支部的党员，每天早上七点就已经站在工地的门口。"
    assert themes_in(under_headings(passing), 2) == {"党建引领"}
    assert "党建引领" not in themes_in(paragraph(*REPORT, passing), 4)
    assert "党建引领" in themes_in(paragraph(*REPORT, about), 4)


def test_a_weak_term_counts_in_a_plan_but_in_a_report_only_for_what_the_report_shows() -> None:
    weak = "小朋友今天来了。"
    assert themes_in(under_headings(weak), 2) == {"托育教育"}
    assert themes_in(paragraph(*REPORT, weak), 4) == set()
    elsewhere = ("暑托班开班。", "养老院开放。", "河长巡河。", "献血者排队。")
    assert themes_in(paragraph(*elsewhere, weak), 4) == {"托育教育"}


@pytest.mark.parametrize("text", ["街道养老办主任王敏介绍。", "来源：上海养老返回网站，查看更多责任编辑："])
def test_who_speaks_or_publishes_shows_no_theme_in_a_report(text: str) -> None:
    assert "为老服务" in themes_in(under_headings(text), 2)
    assert themes_in(paragraph(*REPORT, text), 4) == set()


def test_a_plan_has_no_topic_that_carries() -> None:
    titles = [sentence("重点", ordinal=n, start=2 * n, part="heading", paragraph=n) for n in range(2)]
    texts = (*REPORT, PLAIN)
    starts = [4 + sum(map(len, texts[:n])) for n in range(len(texts))]
    body = [
        sentence(text, ordinal=n + 2, start=start, paragraph=n + 2, headings=(0, 1))
        for n, (text, start) in enumerate(zip(texts, starts, strict=True))
    ]
    assert themes_in([*titles, *body], 6) == set()


@pytest.mark.parametrize("text", ["重阳节前完成外墙粉刷", "高考、中考前停工", "（街道热线：12340000）"])
def test_a_festival_as_a_deadline_and_a_number_to_call_show_no_theme_of_their_own(text: str) -> None:
    assert not {"为老服务", "托育教育", "便民服务"} & themes_of(text)


def test_rules_survive_pickling_after_use() -> None:
    themes_of("长者食堂")
    assert themes_of("长者食堂", pickle.loads(pickle.dumps(RULES))) == themes_of("长者食堂")


@given(st.text(alphabet="老人食堂党建一小，。😀 a\t旧改展览艺术家长者", max_size=60))
def test_offsets_slice_back_to_the_term_wherever_a_sentence_stands(text: str) -> None:
    here, there = (find_themes([sentence(text, start=start)], RULES) for start in (0, 7))
    assert all(text[m.start:m.end] == m.term for m in here)
    assert [(m.theme, m.start + 7) for m in here] == [(m.theme, m.start) for m in there]


@pytest.mark.parametrize(("wrong", "instead", "line", "reason"), [
    ('"长者" = 1', '"长者" = 1\n"长者" = 2', 8, "second time"),
    ('"长者" = 1', '"长者" = "多"', 7, "must be a number"),
    ('"长者" = 1', '"长者" = true', 7, "must be a number"),
    ('"长者" = 1', '"长者" = 0', 7, "above 0"),
    ('"长者" = 1', '"长者" 1', 7, ""),
    ('"长者" = 1', '"长者" = { weigth = 1 }', 7, "weigth"),
    ('"讲座" = 0.5', '"讲座" = { near = "艺术" }', 13, "must be a list"),
    ('["文化体育".terms]', '["文化体育".words]', 10, "words"),
    ('["文化体育".terms]', '["文体".terms]', 10, "文体"),
    ('["老城区"]', '["老城区", "老城区"]', 4, "twice"),
])
def test_a_mistake_is_named_with_file_and_line(
    tmp_path: Path, wrong: str, instead: str, line: int, reason: str
) -> None:
    assert SMALL.count(wrong) == 1
    with pytest.raises(LexiconError, match=rf"^themes\.toml, line {line}: .*{reason}"):
        rules_from(tmp_path, SMALL.replace(wrong, instead))


def test_a_theme_without_a_section_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"line 1: .*数字治理"):
        rules_from(tmp_path, SMALL.replace('"文化体育"]', '"文化体育", "数字治理"]'))
