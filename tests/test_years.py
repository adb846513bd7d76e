"""Documents of several years: tallied together, and each year by itself."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.preprocess.pipeline import preprocess
from dashboard.tables.store import load_tables
from dashboard.tables.tables import Selection, Tables
from tests.extraction_fixtures import write_documents

DOCUMENTS = {
    "古美路/计划2021.txt": "古美路街道2021年工作计划\n6月底前新增托位120个。\n推进垃圾分类实效提升，打造“美乐汇”。\n",
    "古美路/报道2021.txt": "古美路街道2021年养老服务报道\n今年将新建长者食堂2个，长者食堂6月开业。\n",
    "古美路/计划2022.txt": "古美路街道2022年工作计划\n9月底前加装电梯36台，长者食堂再开3家。\n",
    "打浦桥/要点2021.txt": "打浦桥街道2021年工作要点\n年底前完成旧区改造1302户，旧区改造不停步。\n",
    "打浦桥/要点2022.txt": "打浦桥街道2022年工作要点\n3月底前建成口袋公园2个，口袋公园建到家门口。\n",
    "随笔.txt": "曹杨新村街道的工作安排\n6月底前举办义诊3场。\n",
    "区情2022.txt": "2022年全区工作要点\n全区上下要把各项工作抓紧抓实，年内完成100件实事。\n",
    "合订本.txt": "2021年街道工作汇编\n〔新泾镇〕\n2021年工作打算\n年内新增停车位300个。\n〔江桥镇〕\n2022年工作打算\n"
    "年内新增停车位500个。\n",
}  # fmt: skip
BY_SENTENCE = ("theme_mentions", "dates", "quantities", "targets", "milestones", "term_mentions")
YEARS = (2021, 2022)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("years")
    preprocess(write_documents(root / "seeds", DOCUMENTS), root / "out")
    return root


@pytest.fixture(scope="module")
def tables(folder: Path) -> Tables:
    return load_tables(folder / "out")


def only(folder: Path, year: int, name: str) -> Tables:
    """Return the tables of the documents of one year alone."""
    documents = {path: text for path, text in DOCUMENTS.items() if str(year) in path}
    preprocess(write_documents(folder / f"only {name}", documents), folder / f"tables {name}")
    return load_tables(folder / f"tables {name}")


def test_the_documents_are_of_the_years_they_say(tables: Tables) -> None:
    assert sorted(tables.articles["year"].dropna().astype(int)) == [2021] * 4 + [2022] * 3
    assert list(tables.articles.loc[tables.articles["year"].isna(), "street"]) == ["曹杨新村街道"]


def test_documents_of_one_street_are_tallied_together(tables: Tables) -> None:
    chosen = tables.select(Selection(streets=("古美路街道",)))
    of = {name: getattr(chosen, name) for name in ("themes", "keywords", "theme_mentions", "term_mentions")}
    mentions = of["theme_mentions"][~of["theme_mentions"]["carried"].astype(bool)]
    assert of["themes"]["mentions"].sum() == len(mentions) > 0
    assert mentions["document_id"].nunique() == 3
    assert of["keywords"]["count"].sum() == len(of["term_mentions"]) > 0
    assert of["term_mentions"]["document_id"].nunique() == 3


def test_each_sentence_names_its_document(tables: Tables, folder: Path) -> None:
    paths = dict(zip(tables.documents["document_id"], tables.documents["path"], strict=True))
    for row in tables.sentences.to_dict("records"):
        text = (folder / "seeds" / paths[row["document_id"]]).read_text("utf-8")
        assert text[row["start"]:row["end"]] == row["text"]


def test_the_tallies_of_the_years_add_up_to_those_of_all(tables: Tables) -> None:
    dated = tables.articles.loc[tables.articles["year"].notna(), "street"].unique()
    whole = tables.themes[tables.themes["street"].isin(dated)].set_index(["street", "theme"])["mentions"]
    summed = tables.themes_by_year.groupby(["street", "theme"])["mentions"].sum()
    assert summed.sum() > 0
    pd.testing.assert_series_equal(summed.sort_index(), whole.sort_index())
    words = tables.keywords_by_year.groupby(["street", "term"])["count"].sum()
    of_all = tables.keywords[tables.keywords["street"].isin(dated)].set_index(["street", "term"])["count"]
    pd.testing.assert_series_equal(words.sort_index(), of_all.sort_index())


def test_articles_without_a_year_are_in_none(tables: Tables) -> None:
    assert "曹杨新村街道" in set(tables.themes["street"])
    assert "曹杨新村街道" not in set(tables.themes_by_year["street"])
    assert sorted(set(tables.themes_by_year["year"])) == list(YEARS)


def test_a_year_gives_what_its_documents_alone_give(tables: Tables, folder: Path) -> None:
    alone, chosen = only(folder, 2022, "2022"), tables.select(Selection(year=2022))
    # the compilation of 2021 holds an article of 2022, which the documents of 2022 alone do not have
    streets = ["古美路街道", "打浦桥街道"]
    for name in (*BY_SENTENCE, "sentences", "articles"):
        one, two = getattr(alone, name), getattr(chosen, name)
        one, two = (frame[frame["street"].isin(streets)].reset_index(drop=True) for frame in (one, two))
        pd.testing.assert_frame_equal(one, two, check_dtype=False)


def test_keyness_of_a_year_compares_with_the_streets_of_that_year(tmp_path: Path) -> None:
    pages = {path: text for path, text in DOCUMENTS.items() if path.startswith(("古美路", "打浦桥"))}
    preprocess(write_documents(tmp_path / "seeds", pages), tmp_path / "out")
    chosen = load_tables(tmp_path / "out").select(Selection(year=2022))
    of_2022 = {path: text for path, text in pages.items() if "2022" in path}
    preprocess(write_documents(tmp_path / "only", of_2022), tmp_path / "only out")
    alone = load_tables(tmp_path / "only out")
    pd.testing.assert_frame_equal(chosen.keywords, alone.keywords)
    pd.testing.assert_frame_equal(chosen.themes, alone.themes)


@pytest.mark.parametrize("year", YEARS)
def test_a_year_leaves_its_articles_and_what_stands_in_them(tables: Tables, year: int) -> None:
    chosen = tables.select(Selection(year=year))
    assert set(chosen.articles["year"]) == {year}
    assert len(chosen.articles) == (tables.articles["year"] == year).sum()
    year_of = dict(zip(tables.articles["article_id"], tables.articles["year"], strict=True))
    inside = chosen.sentences[chosen.sentences["article_id"].notna()]
    assert {year_of[article] for article in inside["article_id"]} == {year}
    assert len(inside) == sum(year_of.get(article) == year for article in tables.sentences["article_id"])
    for name in BY_SENTENCE:
        frame = getattr(tables, name)
        wanted = frame["sentence_id"].isin(chosen.sentences["sentence_id"])
        pd.testing.assert_frame_equal(getattr(chosen, name), frame[wanted])
    assert set(chosen.targets["sentence_id"]) <= set(chosen.sentences["sentence_id"])
    assert len(chosen.targets)


def test_a_document_with_articles_of_two_years_is_parted(tables: Tables) -> None:
    for year, street in ((2021, "新泾镇"), (2022, "江桥镇")):
        chosen = tables.select(Selection(year=year))
        others = {"新泾镇", "江桥镇"} - {street}
        assert street in set(chosen.sentences["street"])
        assert not others & set(chosen.sentences["street"].dropna())
        assert "合订本.txt" in set(chosen.documents["path"])


def test_text_of_no_street_goes_by_its_documents_year(tables: Tables) -> None:
    texts = {year: set(tables.select(Selection(year=year)).sentences["text"]) for year in YEARS}
    assert any("100件实事" in text for text in texts[2022])
    assert not any("100件实事" in text for text in texts[2021])


def test_a_year_is_chosen_beside_streets_and_themes(tables: Tables) -> None:
    chosen = tables.select(Selection(("古美路街道",), ("为老服务",), 2022))
    assert set(chosen.themes["street"]) == {"古美路街道"}
    assert set(chosen.themes["theme"]) == {"为老服务"}
    assert list(chosen.themes.columns) == list(tables.themes.columns)
    assert list(chosen.keywords.columns) == list(tables.keywords.columns)
    assert set(chosen.keywords_by_year["year"]) == {2022}
    assert set(chosen.themes_by_year["theme"]) == {"为老服务"}


def test_a_year_of_which_there_is_nothing_leaves_empty_tables(tables: Tables) -> None:
    chosen = tables.select(Selection(year=1999))
    for name in ("articles", "sentences", "themes", "keywords", "targets", "documents"):
        frame = getattr(chosen, name)
        assert frame.empty
        assert list(frame.columns) == list(getattr(tables, name).columns)


def test_without_a_year_nothing_is_copied(tables: Tables) -> None:
    chosen = tables.select(Selection())
    assert all(getattr(chosen, name) is getattr(tables, name) for name in ("sentences", "themes", "term_mentions"))


def test_with_one_year_its_tallies_are_those_of_all(tmp_path: Path) -> None:
    documents = {path: text for path, text in DOCUMENTS.items() if path.startswith("古美路") and "2021" in path}
    preprocess(write_documents(tmp_path / "seeds", documents), tmp_path / "out")
    tables = load_tables(tmp_path / "out")
    pd.testing.assert_frame_equal(tables.themes_by_year.drop(columns="year"), tables.themes)
    pd.testing.assert_frame_equal(tables.keywords_by_year.drop(columns="year"), tables.keywords)
    assert set(tables.keywords_by_year["year"]) == {2021}


def test_without_any_year_there_are_no_yearly_tallies(tmp_path: Path) -> None:
    seeds = write_documents(tmp_path / "seeds", {"随笔.txt": DOCUMENTS["随笔.txt"]})
    preprocess(seeds, tmp_path / "out")
    tables = load_tables(tmp_path / "out")
    assert tables.themes_by_year.empty
    assert tables.keywords_by_year.empty
    assert len(tables.themes)
