"""What must come out of the newspaper page in ``seeds/``, line by line."""

import pandas as pd
import pytest

from dashboard.tables.tables import Tables
from tests.extraction_fixtures import seed_folder, seed_tables

__all__ = ["seed_folder", "seed_tables"]

GUMEI, DAPUQIAO, CAOYANG = "古美路街道", "打浦桥街道", "曹杨新村街道"


def day(value: object) -> str:
    return "" if value is None or pd.isna(value) else str(value)[:10]  # type: ignore[call-overload]


def of(frame: pd.DataFrame, street: str) -> pd.DataFrame:
    return frame[frame["street"] == street]


def milestones(tables: Tables, street: str) -> set[tuple[str, str, str, str]]:
    """Return (label, first day, last day, kind) of each milestone."""
    return {(m.label, day(m.from_date), day(m.to_date), m.kind) for m in of(tables.milestones, street).itertuples()}


# --- articles ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("street", "district", "title", "keyword", "author", "post"),
    [
        (GUMEI, "闵行区", "建设敦亲睦邻的新古美", "品质", "张伟麟", "街道党工委书记"),
        (DAPUQIAO, "黄浦区", "三个加速度打好三大战役", "加速度", "沙尧杰", "街道党工委书记、办事处主任"),
        (CAOYANG, "普陀区", "红色底蕴 传承70年", "新生", "许春晖", "街道党工委书记"),
    ],
    ids=["gumei", "dapuqiao", "caoyang"],
)
def test_an_article_of_the_page(
    seed_tables: Tables, street: str, district: str, title: str, keyword: str, author: str, post: str
) -> None:
    [row] = of(seed_tables.articles, street).to_dict("records")
    assert (row["district"], row["title"], row["stated_keyword"], row["author"], row["post"], row["year"]) == (
        district, title, keyword, author, post, 2021,
    )
    assert (row["city"], row["province"]) == ("上海市", "上海市")


def test_the_page_holds_three_articles_in_order(seed_tables: Tables) -> None:
    assert list(seed_tables.articles["street"]) == [GUMEI, DAPUQIAO, CAOYANG]


@pytest.mark.parametrize(
    "text", ["2020年，用“惊心动魄”来形容也并不为过。", "展望新年，祝福未来", "人民城市基层管理者细说2021"]
)
def test_introduction_and_slogans_belong_to_no_article(seed_tables: Tables, text: str) -> None:
    [row] = seed_tables.sentences[seed_tables.sentences["text"] == text].to_dict("records")
    assert pd.isna(row["article_id"])
    assert pd.isna(row["street"])


def test_text_of_no_article_counts_for_nobody(seed_tables: Tables) -> None:
    free = set(seed_tables.sentences.loc[seed_tables.sentences["street"].isna(), "sentence_id"])
    assert free
    for name in ("targets", "milestones", "term_mentions"):
        assert not free & set(getattr(seed_tables, name)["sentence_id"])


@pytest.mark.parametrize(
    ("street", "begins"),
    [(GUMEI, "‘敦亲睦邻、融乐家园"), (DAPUQIAO, "丰稔黄牛志，深耕民生田"), (CAOYANG, "2021年曹杨人将携手同行")],
    ids=["gumei", "dapuqiao", "caoyang"],
)
def test_each_new_years_greeting_is_the_articles_wish(seed_tables: Tables, street: str, begins: str) -> None:
    [wish] = of(seed_tables.articles, street)["wish"]
    assert wish.startswith(begins)


# --- targets ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("street", "quantity", "low", "high", "unit"),
    [
        (DAPUQIAO, "1302户", 1302, 1302, "户"), (DAPUQIAO, "2万多平方米", 20_000, None, "平方米"),
        (GUMEI, "15分钟", 15, 15, "分钟"),
        (CAOYANG, "15分钟", 15, 15, "分钟"), (GUMEI, "月月", 12, 12, "次/年"), (GUMEI, "半月", 24, 24, "次/年"),
        (GUMEI, "每周", 52, 52, "次/年"),
    ],
    ids=["households", "area", "minutes-gumei", "minutes-caoyang", "monthly", "twice-a-month", "weekly"],
)
def test_a_target_with_its_amount(
    seed_tables: Tables, street: str, quantity: str, low: float, high: float | None, unit: str
) -> None:
    [row] = of(seed_tables.targets, street).query("quantity == @quantity").to_dict("records")
    assert (row["value_min"], row["unit"]) == (low, unit)
    assert pd.isna(row["value_max"]) if high is None else row["value_max"] == high


def test_there_are_no_other_amounts(seed_tables: Tables) -> None:
    quantities = seed_tables.targets["quantity"].dropna()
    assert sorted(quantities) == sorted(["1302户", "2万多平方米", "15分钟", "15分钟", "月月", "半月", "每周"])


@pytest.mark.parametrize("quantity", ["1302户", "2万多平方米"])
def test_the_amounts_of_the_renewal_are_due_in_the_plan_year(seed_tables: Tables, quantity: str) -> None:
    [row] = seed_tables.targets.query("quantity == @quantity").to_dict("records")
    assert (day(row["due_from"]), day(row["due_to"])) == ("2021-01-01", "2021-12-31")


def test_the_two_amounts_of_the_renewal_are_one_commitment(seed_tables: Tables) -> None:
    rows = seed_tables.targets[seed_tables.targets["quantity"].isin(["1302户", "2万多平方米"])]
    assert rows["commitment_id"].nunique() == 1
    assert rows["target_id"].nunique() == 2


@pytest.mark.parametrize(
    "words",
    ["三大战役", "一老一小", "社区1+1", "330公益晚托班", "最后一公里", "1.0的更新为2.0", "2.0的提升为3.0", "1+1>2",
     "一网统管", "“三旧”换“三新”"],
)
def test_a_slogan_or_name_holds_no_amount(seed_tables: Tables, words: str) -> None:
    sentences = seed_tables.sentences[seed_tables.sentences["text"].str.contains(words, regex=False)]
    assert len(sentences)
    for sentence in sentences.itertuples():
        start = sentence.start + sentence.text.index(words)
        end = start + len(words)
        amounts = seed_tables.quantities
        assert list(amounts.loc[(amounts["start"] < end) & (amounts["end"] > start), "text"]) == []


def test_commitments_without_a_date_are_kept(seed_tables: Tables) -> None:
    undated = seed_tables.targets[seed_tables.targets["due"].isna()]
    assert undated["due_from"].isna().all()
    assert undated["due_to"].isna().all()
    assert set(undated["street"]) == {GUMEI, DAPUQIAO, CAOYANG}


# --- milestones -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "last"),
    [("完成第一轮征询", "2021-01-31"), ("完成第二轮征询", "2021-05-31"), ("完成全部征询工作", "2021-06-30")],
    ids=["first-round", "second-round", "all"],
)
def test_the_rounds_of_the_inquiry(seed_tables: Tables, label: str, last: str) -> None:
    assert [(end, kind) for name, _, end, kind in milestones(seed_tables, DAPUQIAO) if name == label] == [
        (last, "deadline")
    ]


@pytest.mark.parametrize("project", ["1302户", "浦汇市民文化中心", "儿童友好社区", "就业推介"])
def test_the_projects_of_the_year(seed_tables: Tables, project: str) -> None:
    found = [m for m in milestones(seed_tables, DAPUQIAO) if project in m[0]]
    assert [m[1:3] for m in found] == [("2021-01-01", "2021-12-31")]


def test_the_model_is_copied_from_the_plan_year_on(seed_tables: Tables) -> None:
    found = [m for m in milestones(seed_tables, GUMEI) if "复制推广" in m[0]]
    assert [m[1:] for m in found] == [("2021-01-01", "", "start")]
    assert "美乐汇" in found[0][0]


def test_the_anniversaries_of_the_year(seed_tables: Tables) -> None:
    assert {m for m in milestones(seed_tables, CAOYANG) if m[3] == "anniversary"} == {
        ("建党100周年", "2021-07-01", "2021-07-01", "anniversary"),
        ("曹杨新村建村70周年", "2021-01-01", "2021-12-31", "anniversary"),
    }


def test_the_renewal_of_the_oldest_village_lies_in_the_plan_year(seed_tables: Tables) -> None:
    found = [m for m in milestones(seed_tables, CAOYANG) if "“三旧”换“三新”" in m[0]]
    assert [m[1:3] for m in found] == [("2021-01-01", "2021-12-31")]


@pytest.mark.parametrize("past", ["2020年", "2008年起", "20世纪50年代初起", "自2018年"])
def test_what_lies_before_the_plan_year_is_no_milestone(seed_tables: Tables, past: str) -> None:
    assert past not in set(seed_tables.milestones["due"])


def test_no_milestone_ends_before_the_plan_year_or_begins_after_it(seed_tables: Tables) -> None:
    last, first = seed_tables.milestones["to_date"].dropna(), seed_tables.milestones["from_date"].dropna()
    assert all(day(value) >= "2021-01-01" for value in last)
    assert all("2021-01-01" <= day(value) <= "2021-12-31" for value in first)


@pytest.mark.parametrize(
    "past", ["20世纪50年代初起，全国劳动模范", "2020年，作为人民城市建设", "2008年起，曹杨便启动了"]
)
def test_what_is_past_is_nobodys_commitment(seed_tables: Tables, past: str) -> None:
    assert not seed_tables.targets["text"].str.contains(past).any()


def test_a_sentence_with_a_result_and_a_plan_is_planned(seed_tables: Tables) -> None:
    text = seed_tables.sentences["text"]
    [found] = seed_tables.sentences.loc[text.str.contains("2020年，我们获得了上海市优秀特色创业型社区称号"),
     "commitment"]
    assert found == "planned"


# --- keywords ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("street", "term"),
    [
        (GUMEI, "美乐汇"), (GUMEI, "一老一小"), (GUMEI, "15分钟养老服务圈"), (DAPUQIAO, "儿童友好社区"),
        (DAPUQIAO, "旧区改造"),
        (CAOYANG, "双美曹杨设计讲堂"), (CAOYANG, "曹杨眼"), (CAOYANG, "一网统管"),
    ],
)
def test_a_name_is_kept_whole_as_a_keyword(seed_tables: Tables, street: str, term: str) -> None:
    assert term in set(of(seed_tables.keywords, street)["term"])


def test_the_names_of_the_streets_are_no_keywords(seed_tables: Tables) -> None:
    assert not {"古美", "古美路", "打浦桥", "曹杨新村"} & set(seed_tables.keywords["term"])


# --- themes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("street", "theme"),
    [(GUMEI, "为老服务"), (GUMEI, "托育教育"), (DAPUQIAO, "旧改住房"), (DAPUQIAO, "就业创业"), (DAPUQIAO, "助残帮困"),
                          (CAOYANG, "数字治理"), (CAOYANG, "社区自治")],
)
def test_what_a_street_speaks_of_shows_among_its_themes(seed_tables: Tables, street: str, theme: str) -> None:
    [mentions] = of(seed_tables.themes, street).query("theme == @theme")["sentences"]
    assert mentions > 0


def test_every_street_has_a_row_for_each_of_the_sixteen_themes(seed_tables: Tables) -> None:
    assert {len(of(seed_tables.themes, street)) for street in (GUMEI, DAPUQIAO, CAOYANG)} == {16}
