"""Any sequence of heads, paragraphs, tables and blank lines is read: every sentence once, at most one article each."""


from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.reading.document import Document
from tests.extraction_fixtures import rows_of
from tests.fuzzing import examples
from tests.reading_fixtures import read

SECONDS = 5
EXAMPLES = examples(150)

HEADS = [
    "〔五里桥街道〕", "【打浦桥街道】渡口灯火", "[古美街道]", "■七宝镇", "●五里桥街道：桥下人家",
    "▲打浦桥街道 渡口", "# 五里桥街道", "## 打浦桥街道", "### 为老", "**古美路街道**", "一、五里桥街道",
    "二、打浦桥街道：渡口", "（一）七宝镇", "1.五里桥街道", "①打浦桥街道", "三、保障措施", "五里桥街道",
    "闵行区古美路街道：", "单位名称：五里桥街道", "单位名称\t打浦桥街道", "五里桥街道2021年工作计划",
    "五里桥街道2022年工作计划", "打浦桥街道2021年工作打算", "一、2021年工作计划", "二、2022年工作计划",
    "〔区民政局〕", "黄浦区2021年街道工作", "■黄浦区五里桥街道党工委书记 李小桥",
    "（作者：打浦桥街道办事处主任 王渡）", "〔关键词：近〕", "“新年祝福：愿桥长在。”", "五里桥街道办事处",
    "2021年1月8日", "【上城区小营街道】", "【临港新片区】",
]
PARAGRAPHS = [
    "五里桥街道今年装电梯12台。该街道还要辟出车位60个，6月底前划好线。", "打浦桥街道：今年修书房2间。",
    "在打浦桥街道，书房是头一件事；9月底前开门。", "五里桥街道和打浦桥街道共用一辆车。",
    "全区今年加梯300台，其中临汾路街道30台。", "今年将修老屋20幢。“好！”大家说。", "五里桥街道：30台",
]
ROWS = [
    "街道\t任务\t目标\t完成时限", "序号\t任务\t目标\t时间节点\t责任单位\t完成情况", "任务\t一季度\t二季度",
    "五里桥街道\t装电梯\t12台\t6月底", "\t修书房\t2间\t9月底前", "\t\t\t10月",
    "1\t装电梯\t开工20台；竣工12台\t11月底\t打浦桥街道\t已完成", "合计\t5项", "装电梯\t征询\t竣工",
    "| 任务 | 时限 |", "|---|---|", "| 装电梯 | 6月底 |", "\t", "主要任务：装电梯", "完成时限：6月底前",
    "工作目标：12台",
]
LINES = (
    st.sampled_from(HEADS) | st.sampled_from(PARAGRAPHS) | st.sampled_from(ROWS)
    | st.text("\t |：。五桥街道", max_size=6)
)


def attributed(document: Document) -> list[tuple[str, str | None, str]]:
    return [(sentence.text, sentence.street, sentence.part) for sentence in document.sentences]


@settings(max_examples=EXAMPLES, deadline=SECONDS * 1000)
@given(st.lists(LINES, min_size=1, max_size=14))
def test_every_sentence_has_its_place_and_at_most_one_article(lines: list[str]) -> None:
    document = read("\n".join([*lines, "桥。"]))
    articles = {article.article_id: article for article in document.articles}
    previous = 0
    for sentence in document.sentences:
        assert document.text[sentence.start : sentence.end] == sentence.text
        assert document.text[previous : sentence.start].strip() == ""
        previous = sentence.end
        assert all(heading < sentence.ordinal for heading in sentence.headings)
        assert (sentence.article_id is None) == (sentence.street is None)
        if sentence.article_id:
            article = articles[sentence.article_id]
            assert article.start <= sentence.start < sentence.end <= article.end
            assert article.street == sentence.street
        for cell in sentence.row.cells if sentence.row else ():
            assert sentence.text[cell.start : cell.end].strip() == sentence.text[cell.start : cell.end] != ""
            assert 0 <= cell.head_start < cell.head_end <= len(document.text)
    assert document.text[previous:].strip() == ""
    assert articles.keys() <= {sentence.article_id for sentence in document.sentences}


@settings(max_examples=EXAMPLES, deadline=SECONDS * 1000)
@given(st.lists(LINES, min_size=1, max_size=12), st.data())
def test_one_more_blank_line_changes_nothing(lines: list[str], data: st.DataObject) -> None:
    lines = [line for line in lines if line.strip()] or ["桥。"]
    places = [i for i, line in enumerate(lines) if not line.startswith(("\t", " ")) or i == 0]
    place = data.draw(st.sampled_from(places))
    with_blank = [*lines[:place], "", *lines[place:]]
    assert attributed(read("\n".join(with_blank))) == attributed(read("\n".join(lines)))


@settings(max_examples=EXAMPLES, deadline=SECONDS * 1000)
@given(st.lists(LINES, min_size=1, max_size=12))
def test_rows_of_every_table_stand_in_their_sentences(lines: list[str]) -> None:
    text = "\n".join(["2021年打算", *lines, "桥。"])
    rows = rows_of(text)
    spans = {row["sentence_id"]: (row["start"], row["end"], row["street"]) for row in rows["sentences"]}
    planned = {row["sentence_id"] for row in rows["sentences"] if row["commitment"] == "planned" and row["street"]}
    assert {row["sentence_id"] for row in rows["targets"]} == planned
    for table in ("targets", "dates", "quantities", "milestones"):
        for row in rows[table]:
            start, end, street = spans[row["sentence_id"]]
            assert start <= row["start"] < row["end"] <= end
            assert row["street"] == street
            assert text[row["start"] : row["end"]] == row.get("text", row.get("due"))
    assert len({row["milestone_id"] for row in rows["milestones"]}) == len(rows["milestones"])
