"""Two 街道 of one name in different districts stay apart in every table; all other names stay as they are."""

from pathlib import Path

import pyarrow.parquet as pq

from dashboard.preprocess.corpus import ArticleSummary
from dashboard.preprocess.namesakes import names_of
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables.schemas import SCHEMAS
from tests.extraction_fixtures import write_documents

PLAN = "{city}{district}城关街道2021年工作计划\n一、安居\n6月底前加装电梯{count}台。\n二、文化\n每周三开放书房。"

BOTH = {
    "甲.txt": PLAN.format(city="东海市", district="东安区", count=30),
    "乙.txt": PLAN.format(city="西山市", district="西宁区", count=20),
    "丙.txt": "古美路街道2021年工作计划\n一、安居\n6月底前加装电梯10台。",
}


def streets_in(folder: Path) -> dict[str, set[str]]:
    """Return the names of 街道 in each table that has any, with how many articles each stands for."""
    tables = {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in SCHEMAS}
    return {
        name: {row["street"] for row in rows if row["street"]}
        for name, rows in tables.items() if rows and "street" in rows[0]
    }


def test_two_streets_of_one_name_have_their_districts_in_every_table(tmp_path: Path) -> None:
    preprocess(write_documents(tmp_path / "seeds", BOTH), tmp_path / "out", workers=1)
    found = streets_in(tmp_path / "out")
    assert found["articles"] == {"东安区·城关街道", "西宁区·城关街道", "古美路街道"}
    assert all(names <= found["articles"] for names in found.values())
    for name in ("sentences", "theme_mentions", "themes", "dates", "quantities", "targets", "milestones", "keywords"):
        assert {"东安区·城关街道", "西宁区·城关街道"} <= found[name], name


def test_each_keeps_its_own_amounts_and_tallies(tmp_path: Path) -> None:
    preprocess(write_documents(tmp_path / "seeds", BOTH), tmp_path / "out", workers=1)
    targets = pq.read_table(tmp_path / "out" / "targets.parquet").to_pylist()
    amounts = {(row["street"], row["value_min"]) for row in targets if row["unit"] == "台"}
    assert amounts == {("东安区·城关街道", 30.0), ("西宁区·城关街道", 20.0), ("古美路街道", 10.0)}
    themes = pq.read_table(tmp_path / "out" / "themes.parquet").to_pylist()
    housing = {row["street"]: row["sentences"] for row in themes if row["theme"] == "旧改住房"}
    assert housing == {"东安区·城关街道": 1, "西宁区·城关街道": 1, "古美路街道": 1}


def test_one_of_them_alone_keeps_its_bare_name(tmp_path: Path) -> None:
    alone = {name: text for name, text in BOTH.items() if name != "乙.txt"}
    preprocess(write_documents(tmp_path / "seeds", alone), tmp_path / "out", workers=1)
    assert streets_in(tmp_path / "out")["targets"] == {"城关街道", "古美路街道"}


def article(
    number: int, district: str | None, city: str | None = None, province: str | None = None
) -> ArticleSummary:
    return ArticleSummary(f"a{number}", "d1", "城关街道", district, city, province, 2021, 100, 3, None)


def test_an_article_of_unknown_district_keeps_the_bare_name() -> None:
    articles = [article(1, "东安区"), article(2, "西宁区"), article(3, None)]
    assert names_of(articles, counted=[True] * 3) == ["东安区·城关街道", "西宁区·城关街道", "城关街道"]
    assert names_of(articles[:1], counted=[True]) == ["城关街道"]


def test_districts_of_one_name_are_told_by_their_cities_and_others_stay_short() -> None:
    articles = [
        article(1, "东安区", "东海市", "北省"), article(2, "东安区", "西山市", "北省"),
        article(3, "西宁区", "西山市", "北省"), article(4, "南安市", "南安市", "北省"),
        article(5, "南安市", "南安市", "南省"), article(6, None),
    ]  # fmt: skip
    names = ["东海市东安区·城关街道", "西山市东安区·城关街道", "西宁区·城关街道", "北省南安市·城关街道",
             "南省南安市·城关街道", "城关街道"]  # fmt: skip
    assert names_of(articles, counted=[True] * 6) == names
    assert names_of(articles[::-1], counted=[True] * 6) == names[::-1]


def test_a_place_of_which_less_is_known_is_no_other_place() -> None:
    articles = [article(1, "东安区", "东海市", "北省"), article(2, "东安区")]
    assert names_of(articles, counted=[True, True]) == ["城关街道", "城关街道"]


def test_an_article_that_does_not_count_is_nobodys_namesake() -> None:
    articles = [article(1, "东安区"), article(2, "西宁区")]
    assert names_of(articles, counted=[True, False])[0] == "城关街道"


def test_a_name_that_the_gazetteer_does_not_list_is_marked(tmp_path: Path) -> None:
    preprocess(write_documents(tmp_path / "seeds", BOTH), tmp_path / "out", workers=1)
    articles = pq.read_table(tmp_path / "out" / "articles.parquet").to_pylist()
    assert {row["street"]: row["listed"] for row in articles} == {
        "东安区·城关街道": False, "西宁区·城关街道": False, "古美路街道": True,
    }
