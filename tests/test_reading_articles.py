"""Articles: openers, headers, wishes, running heads and the one subject of a document without openers."""

import pytest

from tests.reading_fixtures import parts, read

PAGE = """编者按：街道说新年。

{opener}

修缮老屋过新年

■{district}{street}党工委副书记、办事处主任 王　明（主持工作）

〔关键词：暖〕

今年将修缮20幢老屋。

“新年祝福：愿家家有光。人人有笑。”

各街镇来信

〔五里桥街道〕

桥边人家

■黄浦区五里桥街道党工委书记 李小桥

〔关键词：“桥”〕

今年将加装电梯30台。
"""


@pytest.mark.parametrize(
    "opener",
    ["〔古美路街道〕", "【古美街道】", "[古美路街道]", "■古美路街道", "古美路街道", "## 闵行区古美路街道"],
)
def test_each_opener_opens_an_article_with_its_header(opener: str) -> None:
    document = read(PAGE.format(opener=opener, district="闵行区", street="古美路街道"))
    first, second = document.articles
    assert (first.street, first.district, first.title) == ("古美路街道", "闵行区", "修缮老屋过新年")
    assert (first.stated_keyword, first.author, first.post) == ("暖", "王明", "街道党工委副书记、办事处主任")
    assert first.wish == "愿家家有光。人人有笑。"
    assert (second.street, second.stated_keyword, second.author, second.wish) == ("五里桥街道", "桥", "李小桥", None)


def test_introduction_and_running_heads_belong_to_no_article() -> None:
    document = read(PAGE.format(opener="〔古美路街道〕", district="闵行区", street="古美路街道"))
    nobodys = [sentence.text for sentence in document.sentences if sentence.article_id is None]
    assert nobodys == ["编者按：街道说新年。", "各街镇来信"]
    assert all(sentence.street is None for sentence in document.sentences if sentence.article_id is None)
    assert document.text[document.articles[0].start :].startswith("〔古美路街道〕")
    assert document.text[: document.articles[0].end].endswith("人人有笑。”")


def test_header_body_and_wish_are_told_apart() -> None:
    marked = parts(read(PAGE.format(opener="〔古美路街道〕", district="闵行区", street="古美路街道")))
    assert marked["修缮老屋过新年"] == marked["〔关键词：暖〕"] == marked["〔古美路街道〕"] == "heading"
    assert marked["今年将修缮20幢老屋。"] == "body"
    assert marked["“新年祝福：愿家家有光。"] == marked["人人有笑。”"] == "wish"


def test_an_unknown_street_in_a_header_is_kept_with_the_district_of_its_author() -> None:
    document = read(PAGE.format(opener="〔金色湾街道〕", district="闵行区", street="金色湾街道"))
    assert (document.articles[0].street, document.articles[0].district) == ("金色湾街道", "闵行区")
    assert document.articles[0].post == "街道党工委副书记、办事处主任"


def test_a_title_in_the_openers_line_or_before_it_is_read() -> None:
    same_line = read("【五里桥街道】桥边人家\n今年加梯。\n【打浦桥街道】渡口新事\n今年修屋。")
    assert [article.title for article in same_line.articles] == ["桥边人家", "渡口新事"]
    before = read("桥边人家\n〔五里桥街道〕\n今年加梯。\n\n渡口新事\n〔打浦桥街道〕\n今年修屋。")
    assert [article.title for article in before.articles] == ["桥边人家", "渡口新事"]
    assert [sentence.street for sentence in before.sentences if sentence.text == "渡口新事"] == ["打浦桥街道"]


def test_a_bracketed_topic_opens_no_article() -> None:
    document = read("黄浦区五里桥街道2022年推进表\n任务\t目标\n【民生保障】\n加梯\t30台\n【城镇管理】\n停车\t50个")
    assert [article.street for article in document.articles] == ["五里桥街道"]


def test_a_wish_may_stand_on_the_lines_after_its_label() -> None:
    document = read("〔五里桥街道〕\n桥边人家\n今年加梯。\n新年祝福：\n“愿桥长在，\n愿人长安。”\n本版责编 某人")
    assert document.articles[0].wish == "愿桥长在，\n愿人长安。"
    assert document.sentences[-1].article_id is None


@pytest.mark.parametrize(
    ("line", "author", "post"),
    [
        ("■黄浦区五里桥街道党工委书记李小桥", "李小桥", "街道党工委书记"),
        ("作者：李小桥", "李小桥", None),
        ("李小桥（五里桥街道办事处主任）", "李小桥", "街道办事处主任"),
        ("五里桥街道党工委书记 李小桥 办事处主任 王大海", "李小桥、王大海", "街道党工委书记、办事处主任"),
    ],
)
def test_authors_are_read_in_several_layouts(line: str, author: str, post: str | None) -> None:
    article = read(f"〔五里桥街道〕\n桥边人家\n{line}\n今年加梯。").articles[0]
    assert (article.title, article.author, article.post) == ("桥边人家", author, post)


def test_the_head_of_a_town_has_no_town_in_the_post() -> None:
    article = read("在七宝镇2021年大会上的发言\n\n闵行区七宝镇镇长 方大海\n\n各位代表，今年加梯30台。").articles[0]
    assert (article.street, article.author, article.post) == ("七宝镇", "方大海", "镇长")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("徐汇区枫林路街道2021年工作计划\n一、安居\n修缮20幢。", "a.txt"),
        ("2021年工作计划\n一、安居\n修缮20幢。\n\n枫林路街道办事处\n2021年1月8日", "a.txt"),
        ("2021年工作计划\n一、安居\n修缮20幢。", "计划/枫林路街道.txt"),
        ("2021年，枫林路街道将修缮20幢，街道还要加梯。", "a.txt"),
    ],
)
def test_a_document_about_one_street_is_its_article(text: str, path: str) -> None:
    document = read(text, path)
    assert [(article.street, article.district) for article in document.articles] == [("枫林路街道", "徐汇区")]
    assert all(sentence.street == "枫林路街道" for sentence in document.sentences)


@pytest.mark.parametrize(
    "text",
    [
        "2023-08-07，正文：静安区推进重大项目。文化宫是集中开工项目之一。该项目位于宝山路街道，总投资2亿元。",
        "2023-08-07，正文：黄浦区新增12家餐厅。继五里桥街道试点后，外滩街道也已推出。",
        "静安区2021年实事项目\n一、加梯\n加梯300台，其中临汾路街道30台。\n二、养老\n新增床位500张。",
        "全区各街镇今年加梯3000台。",
        "黄浦区五里桥街道、打浦桥街道2021年共建计划\n今年加梯30台。",
    ],
)
def test_a_report_about_a_district_or_several_streets_has_no_article(text: str) -> None:
    document = read(text)
    assert document.articles == ()
    assert {sentence.street for sentence in document.sentences} == {None}


def test_a_news_report_is_the_article_of_the_town_it_is_about() -> None:
    text = "2023-08-11 19:58，正文：“回家啦！”桃浦镇居民回搬。桃浦镇组建专班，与长征镇交流。桃浦镇将加梯。"
    assert [article.street for article in read(text).articles] == ["桃浦镇"]


def test_signature_and_note_are_headings_and_no_text() -> None:
    marked = parts(read("五里桥街道2021年工作计划\n今年加梯。\n五里桥街道办事处\n2021年1月8日\n（街道会议审议通过）"))
    assert marked["五里桥街道办事处"] == marked["2021年1月8日"] == marked["（街道会议审议通过）"] == "heading"
    assert marked["今年加梯。"] == "body"


def test_an_office_and_a_date_on_the_last_line_sign_it() -> None:
    marked = parts(read("五里桥街道2021年工作计划\n今年加梯。\n黄浦区五里桥街道办事处2021年1月18日"))
    assert marked["黄浦区五里桥街道办事处2021年1月18日"] == "heading"


@pytest.mark.parametrize("above", ["书记访谈", "黄浦区人民政府门户网站"])
def test_the_name_of_a_column_or_a_site_above_the_title_is_no_title(above: str) -> None:
    text = f"{above}\n\n让老街坊住得更舒心\n\n受访人：黄浦区五里桥街道党工委书记 何某\n\n答：今年加梯。"
    assert read(text).articles[0].title == "让老街坊住得更舒心"


def test_the_letterhead_of_an_official_letter_is_no_title() -> None:
    text = "五里桥街道办事处文件\n五办〔2022〕3号\n关于印发《五里桥街道2022年工作要点》的通知\n现将要点印发给你们。"
    document = read(text)
    assert document.articles[0].title == "关于印发《五里桥街道2022年工作要点》的通知"
    assert (document.year, document.year_source) == (2022, "title")


def test_the_title_of_a_page_is_not_taken_for_the_first_articles() -> None:
    document = read("2022新年展望\n一、临汾路街道\n今年加梯。\n二、彭浦镇\n今年修屋。")
    assert [article.street for article in document.articles] == ["临汾路街道", "彭浦镇"]
    assert [article.title for article in document.articles] == [None, None]
    assert (document.year, document.year_source) == (2022, "title")


@pytest.mark.parametrize("office", ["", "办事处", "党工委、办事处"])
def test_forms_of_several_streets_open_an_article_each_also_under_the_name_of_an_office(office: str) -> None:
    form = "单位名称：{}" + office + "\n6月底前修路3公里。\n\n"
    document = read(form.format("五里桥街道") + form.format("打浦桥街道"))
    assert [article.street for article in document.articles] == ["五里桥街道", "打浦桥街道"]


PAGE_DATA = "索引号\t006128/2020-87\t主题分类\t规划计划\n发布机构：区政府办\n"


@pytest.mark.parametrize("above", [
    "", PAGE_DATA, f"长沙市岳麓区人民政府\n{PAGE_DATA}", "无障碍浏览 移动版 今天是2021年3月15日\n索 引 号\tK10421\n",
    "| 索引号 | 006128 |\n| 发文日期 | 2020-03-06 |\n",
])  # fmt: skip
def test_what_is_said_of_a_page_above_and_below_its_title_belongs_to_no_text(above: str) -> None:
    below = "来源：望岳街道　发布时间：2020-03-06 10:21\n6月20日前修路8条。\n"
    document = read(f"{above}岳麓区望岳街道2020年工作计划\n{below}")
    [article] = document.articles
    assert (article.street, article.district, article.title) == ("望岳街道", "岳麓区", "岳麓区望岳街道2020年工作计划")
    assert [text for text, part in parts(document).items() if part == "body" and "来源" in text] == []


def test_lines_of_a_post_that_a_picture_opens_are_text_where_they_hold_a_number() -> None:
    document = read("天平路街道2026年工作计划\n🔨加装电梯12台\n2️⃣食堂由4家变成7家\n🔥旧改攻坚\n推进旧改。\n")
    assert [text for text, part in parts(document).items() if part == "heading"][1:] == ["🔥旧改攻坚"]


def test_a_part_of_a_town_before_a_word_is_no_district_with_a_street() -> None:
    text = "荔湾区2023年西关片区环境提升街道分工方案\n一、逢源街道\n修缮骑楼42间。\n二、昌华街道\n清淤2公里。\n"
    found = [(article.street, article.year) for article in read(text).articles]
    assert found == [("逢源街道", 2023), ("昌华街道", 2023)]
