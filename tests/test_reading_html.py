"""Web pages give their article, whole, without what stands around it."""

import pytest

from dashboard.reading.document import Source
from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.formats import read_text
from tests import web_pages


def page(source: str, encoding: str = "utf-8") -> DocumentText:
    return read_text(Source("页.html", source.encode(encoding)))


def lines(source: str) -> list[str]:
    return page(f"<html><body>{source}</body></html>").text.split("\n")


def test_a_government_page_keeps_title_dateline_table_and_list_and_nothing_else() -> None:
    assert page(web_pages.GOVERNMENT).text.split("\n") == [
        "虹梅街道2022年重点工作安排",
        "发布时间：2022-01-18 来源：虹梅街道办事处",
        "2022年，虹梅街道将围绕“家门口”服务，抓好以下工作。",
        "一、民生保障",
        "（一）年内完成古井小区等12个小区加装电梯30台。",
        "（二）6月底前建成社区食堂2家。",
        "（三）新增停车位100个。",
        "二、任务分解",
        "任务\t目标\t完成时限\t责任单位",
        "旧区改造\t签约 1302户\t9月底\t城建中心",
        "口袋公园\t3个\t\t",
        "1. 推进垃圾分类。",
        "2. 推进河道整治。",
        "虹梅街道办事处",
        "2022年1月10日",
    ]


def test_a_newspaper_page_keeps_brackets_short_lines_and_wishes() -> None:
    assert page(web_pages.NEWSPAPER, "gb18030").text.split("\n") == [
        "基层管理者细说2022",
        "2022-01-05 06:31:00 来源：某日报 作者：王小明",
        "新的一年，三个街道怎么干？",
        "〔田林街道〕",
        "把公园还给居民",
        "〔关键词：绿〕",
        "■徐汇区田林街道党工委书记 赵一",
        "2022年，田林街道计划新建口袋公园5座，上半年开放2座。",
        "“新年祝福：愿田林四季有花。”",
        "〔长桥街道〕",
        "让老房子不漏水",
        "长桥街道力争完成15万平方米屋面修缮。",
        "图片说明：工人正在修缮屋面。",
    ]


def test_an_account_page_hidden_until_its_script_runs_is_read_with_its_spans_joined() -> None:
    text = page(web_pages.WECHAT).text
    assert text.startswith("天平街道：2022这么干\n")
    assert "天平街道计划于6月底前完成8条弄堂的美化。\n全年新增微花园10处。" in text
    assert "扫一扫" not in text and "阅读" not in text


def test_a_page_that_word_wrote_keeps_its_paragraphs_whole() -> None:
    read = page(web_pages.WORD, "gb18030")
    assert read.encoding == "gb18030"
    assert read.text.split("\n") == [
        "凌云街道2022年工作计划", "一、提升15分钟", "生活圈", "二、平安建设", "1. 安装智能烟感2000个。",
        "任务\t时限", "加梯 30台\t12月底",
    ]
    assert [read.text[start:].split("\n")[0] for start in read.headings] == ["二、平安建设"]


def test_text_in_one_block_has_a_line_for_each_break() -> None:
    assert page(web_pages.ONE_DIV).text.split("\n")[:3] == [
        "龙华街道2022年工作要点", "一、总体要求", "坚持以人民为中心，全年完成加梯40台。",
    ]


def test_tables_that_lay_out_the_page_are_paragraphs_and_those_of_data_are_rows() -> None:
    assert page(web_pages.LAYOUT_TABLES).text.split("\n") == [
        "枫林街道2022年实事项目", "枫林街道将建设老年助餐点6个。", "9月前完成。", "项目\t数量", "助餐点\t6个",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<ol start=3><li>甲</li><li>乙</li><li value=9>丙</li></ol>", ["3. 甲", "4. 乙", "9. 丙"]),
        ("<ol><li>1、甲。</li><li>2、乙。</li></ol>", ["1、甲。", "2、乙。"]),
        ("<ul><li>甲</li><li>乙<ol type=a><li>丙</li></ol></li></ul>", ["• 甲", "• 乙", "a. 丙"]),
        ("<pre>　一、甲\n　二、乙</pre>", ["　一、甲".strip(), "二、乙"]),
        ("<p>加&#35013;&nbsp;&lt;30&gt;&ensp;台</p>", ["加装 <30>\u2002台"]),
        ("<p>完成\n  旧改</p><p>用 VR\nglasses</p>", ["完成旧改", "用 VR glasses"]),
        ("<p>甲。</p><div hidden>乙</div><p style='DISPLAY : none'>丙</p><template>丁</template>", ["甲。"]),
        ("<footer><p>某政府</p></footer><p>乙将完成改造，丙丁戊己。</p>", ["乙将完成改造，丙丁戊己。"]),
        ("<p>甲。</p><p><a href=x>附件：任务清单.docx</a></p>", ["甲。", "附件：任务清单.docx"]),
        ("<p>甲。</p><p>责任编辑：王一</p>", ["甲。", "责任编辑：王一"]),
    ],
)
def test_small_things(source: str, expected: list[str]) -> None:
    assert lines(source) == expected


def test_a_cell_over_several_rows_stands_in_the_first() -> None:
    table = (
        "<table><tr><td>任务</td><td>目标</td><td>时限</td></tr><tr><td rowspan=2>加梯</td><td>30台</td>"
        "<td>6月底</td></tr><tr><td>40台</td><td>12月底</td></tr><tr><td colspan=2>合计</td><td>70台</td></tr></table>"
    )
    assert lines(table) == ["任务\t目标\t时限", "加梯\t30台\t6月底", "\t40台\t12月底", "合计\t\t70台"]


def test_a_block_called_like_furniture_that_holds_most_of_the_page_is_kept() -> None:
    article = "<p>田林街道将完成加梯30台。</p>" * 5
    assert lines(f"<div class='share'>{article}</div><p>页脚</p>")[0] == "田林街道将完成加梯30台。"


def test_a_title_that_only_the_window_shows_is_the_first_heading() -> None:
    read = page("<title>田林街道2022年计划_某区政府网</title><body><p>完成加梯30台。</p>")
    assert read.text == "田林街道2022年计划\n完成加梯30台。"
    assert read.headings == {0: 0}


@pytest.mark.parametrize("declared", ["gbk", "utf-8", ""])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_the_encoding_is_found_whatever_the_page_declares(declared: str, encoding: str) -> None:
    source = f"<html><meta charset='{declared}'><p>华阳路街道计划完成旧区改造，涉及居民三百户。</p></html>"
    assert page(source, encoding).text == "华阳路街道计划完成旧区改造，涉及居民三百户。"


def test_big5_is_believed_where_declared() -> None:
    assert page("<meta charset=big5><p>華陽路街道計劃</p>", "big5").text == "華陽路街道計劃"


def test_a_page_of_nothing_but_links_says_so() -> None:
    links = "".join(f"<li><a href={i}>栏目{i}</a></li>" for i in range(30))
    assert page(f"<ul>{links}</ul>").remarks == ("网页里几乎只有导航和链接，没有找到正文",)


@pytest.mark.parametrize("source", ["<html></html>", "<script>write('字')</script>", "<p>\u00a0</p>", "<!-- 字 -->"])
def test_a_page_without_text_is_named(source: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"没有文字|没有内容"):
        page(source)
