"""A document in traditional script is matched by the simplified words of the rules and shown as it is written."""

from pathlib import Path

import pytest

from dashboard.paths import LEXICON
from dashboard.preprocess.document_rows import document_rows
from dashboard.reading.characters import load_character_rules
from dashboard.reading.document import Source
from dashboard.tables.rows import records
from tests.extraction_fixtures import rows_of, rules

PLAN = """華陽路街道2021年工作計劃
〔關鍵詞：溫度〕
2021年1月底，完成舊區改造第一輪徵詢，涉及居民1302戶、三萬平方米。
國慶期間，將舉辦社區運動會，讓老人就近享受養老服務。
“新年祝福：願華陽四季長青。”
"""


def test_street_keyword_and_wish_are_found_and_kept_as_written() -> None:
    article = rows_of(PLAN)["articles"][0]
    assert (article["street"], article["district"], article["year"]) == ("华阳路街道", "长宁区", 2021)
    assert (article["title"], article["stated_keyword"]) == ("華陽路街道2021年工作計劃", "溫度")
    assert article["wish"] == "願華陽四季長青。"


def test_dates_amounts_and_themes_are_found_and_kept_as_written() -> None:
    rows = rows_of(PLAN)
    days = {row["text"]: row["to_date"] for row in rows["dates"]}
    assert (days["2021年1月底"].month, days["國慶期間"].month) == (1, 10)
    assert {(row["text"], row["value_min"], row["unit"]) for row in rows["quantities"]} == {
        ("1302戶", 1302.0, "户"), ("三萬平方米", 30_000.0, "平方米"),
    }
    assert {row["term"] for row in rows["theme_mentions"]} >= {"一轮征询", "养老服务"}


def test_promises_and_their_labels_are_as_written() -> None:
    rows = rows_of(PLAN)
    assert "完成舊區改造第一輪徵詢" in rows["milestones"][0]["label"]
    assert {row["due"] for row in rows["targets"]} >= {"2021年1月底", "國慶期間"}
    assert all(row["text"] in PLAN for row in rows["targets"])


def test_every_offset_leads_to_what_is_written() -> None:
    rows = rows_of(PLAN)
    for table in ("sentences", "dates", "quantities", "targets"):
        assert [PLAN[row["start"]:row["end"]] for row in rows[table]] == [row["text"] for row in rows[table]]


def test_a_file_name_in_traditional_script_names_the_street() -> None:
    rows = rows_of("2021年，我们将完成加梯30台。\n全年新增食堂2家。", path="華陽路街道計劃.txt")
    assert rows["articles"][0]["street"] == "华阳路街道"


def test_big5_is_read_like_any_other() -> None:
    found = document_rows(Source("計劃.txt", PLAN.replace("〔", "【").replace("〕", "】").encode("big5")), rules())
    assert records("documents", found["documents"])[0]["encoding"] == "big5"
    assert records("articles", found["articles"])[0]["street"] == "华阳路街道"


def test_an_old_form_in_a_name_does_not_make_a_text_traditional() -> None:
    characters = rules().reading.characters
    assert not characters.is_traditional("党工委书记陈堃、主任李昇带队走访居民，" + "推进旧区改造工作，" * 20)
    assert characters.is_traditional(PLAN)


def test_each_traditional_character_stands_for_one_simplified(tmp_path: Path) -> None:
    simplified = load_character_rules(LEXICON).simplified
    assert simplified["華"] == "华" and simplified["於"] == "于"
    assert all(len(value) == 1 for value in simplified.values())
    (tmp_path / "traditional.csv").write_text("# x\nsimplified,traditional\n后,後\n候,後\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"traditional.csv, line 4"):
        load_character_rules(tmp_path)
