"""Tables told by district, city or province instead of by 街道."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard.charts.catalogue import CHARTS
from dashboard.preprocess.pipeline import preprocess
from dashboard.preprocess.tallies import CountedArticles, counted_by_area, in_order
from dashboard.tables.areas import area_names, areas_above, levels_that_tell_apart, units_within
from dashboard.tables.store import load_tables
from dashboard.tables.tables import Selection, Tables

DISTRICTS = {"徐汇区": ("天平路街道", "田林街道"), "静安区": ("江宁路街道", "曹家渡街道"), "黄浦区": ("打浦桥街道",)}
SENTENCES = {
    "天平路街道": "3月底前新建助餐点2个。全年走访困难老人100户。", "田林街道": "6月底前加装电梯12台。加强垃圾分类。",
    "江宁路街道": "建设社区食堂1家，服务老人。", "曹家渡街道": "上半年完成旧住房修缮3万平方米。旧改是重中之重。",
    "打浦桥街道": "1月底前完成第一轮意见征询。旧改签约1302户。",
}  # fmt: skip


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("areas")
    seeds = folder / "seeds"
    for district, streets in DISTRICTS.items():
        (seeds / district).mkdir(parents=True)
        for street in streets:
            text = f"{street}2021年工作计划\n\n{SENTENCES[street]}\n"
            (seeds / district / f"{street}.txt").write_text(text, encoding="utf-8")
    preprocess(seeds, folder / "out", workers=1)
    return load_tables(folder / "out")


def as_one(tables: Tables, folder: Path) -> Tables:
    """Return the tables of documents in which each district is one 街道 that says it all."""
    for district, streets in DISTRICTS.items():
        said = "\n\n".join(SENTENCES[street] for street in streets)
        (folder / f"{district}.txt").write_text(f"〔{district[:-1]}街道〕\n{said}\n", encoding="utf-8")
    preprocess(folder, folder / "out", default_year=2021, workers=1)
    return load_tables(folder / "out")


def test_district_of_each_street(tables: Tables) -> None:
    names = area_names(tables.articles)
    expected = {street: district for district, streets in DISTRICTS.items() for street in streets}
    assert names["district"].to_dict() == expected


def test_district_is_a_level_where_it_gathers_streets(tables: Tables) -> None:
    assert "district" in levels_that_tell_apart(area_names(tables.articles))
    alone = tables.select(Selection(streets=("天平路街道", "江宁路街道", "打浦桥街道")))
    assert levels_that_tell_apart(area_names(alone.articles)) == []  # each 街道 is its whole district
    one = tables.select(Selection(area="徐汇区"))
    assert levels_that_tell_apart(area_names(one.articles)) == []


def test_areas_of_one_name_are_written_with_what_lies_above() -> None:
    articles = pd.DataFrame({
        "street": ["甲街道", "乙街道", "丙镇", "丁镇"],
        "district": ["鼓楼区", "鼓楼区", "鼓楼区", None],
        "city": ["南京市", "南京市", "徐州市", "徐州市"],
        "province": ["江苏省", "江苏省", "江苏省", "江苏省"],
    })  # fmt: skip
    names = area_names(articles)
    assert list(names["district"]) == ["南京市鼓楼区", "南京市鼓楼区", "徐州市鼓楼区", "区县不详"]
    assert list(names["city"]) == ["南京市", "南京市", "徐州市", "徐州市"]
    assert levels_that_tell_apart(names) == ["district", "city"]
    assert units_within(names, "district", "徐州市") == ["徐州市鼓楼区", "区县不详"]
    assert units_within(names, None, "南京市鼓楼区") == ["甲街道", "乙街道"]
    assert units_within(names, None, "没有的区") == []


def test_area_leaves_its_streets_alone(tables: Tables) -> None:
    chosen = tables.select(Selection(area="徐汇区"))
    assert set(chosen.articles["street"]) == set(DISTRICTS["徐汇区"])
    assert set(chosen.targets["street"]) == set(DISTRICTS["徐汇区"])
    both = tables.select(Selection(streets=("田林街道", "江宁路街道"), area="徐汇区"))
    assert set(both.articles["street"]) == {"田林街道"}


def test_counts_of_an_area_are_those_of_its_streets(tables: Tables) -> None:
    told = tables.select(Selection(level="district"))
    assert told.unit == "区县"
    assert list(dict.fromkeys(told.articles["street"])) == list(dict.fromkeys(tables.articles["district"]))
    for district, streets in DISTRICTS.items():
        for name in ("targets", "milestones", "theme_mentions", "term_mentions", "sentences"):
            own, of_streets = getattr(told, name), getattr(tables, name)
            assert (own["street"] == district).sum() == of_streets["street"].isin(streets).sum(), (district, name)


def test_tallies_of_an_area_are_those_of_its_text(tables: Tables, tmp_path: Path) -> None:
    """What is tallied from tallies is what preprocessing finds where the district speaks in one article."""
    told, alike = tables.select(Selection(level="district")), as_one(tables, tmp_path)
    alike_names = {f"{district[:-1]}街道": district for district in DISTRICTS}
    themes = alike.themes.assign(street=alike.themes["street"].map(alike_names)).set_index(["street", "theme"])
    own = told.themes.set_index(["street", "theme"]).loc[themes.index]
    assert own[["mentions", "sentences"]].equals(themes[["mentions", "sentences"]])
    pd.testing.assert_series_equal(own["sentence_share"], themes["sentence_share"])
    words = alike.keywords.assign(street=alike.keywords["street"].map(alike_names)).set_index(["street", "term"])
    own_words = told.keywords.set_index(["street", "term"]).loc[words.index]
    pd.testing.assert_frame_equal(own_words, words)


def test_dated_step_of_an_area_says_whose_it_is(tables: Tables) -> None:
    told = tables.select(Selection(level="district"))
    labels = dict(zip(told.milestones["milestone_id"], told.milestones["label"], strict=True))
    for row in tables.milestones.to_dict("records"):
        assert labels[row["milestone_id"]] == f"{row['street'].removesuffix('街道')}：{row['label']}"
    assert len(labels)


def test_areas_are_ordered_by_what_they_lie_in() -> None:
    rows = [
        ("丁街道", "海州区", "连云港市", "江苏省"), ("甲街道", "静安区", "上海市", "上海市"),
        ("乙街道", "鼓楼区", "南京市", "江苏省"), ("丙街道", "丰县", "徐州市", "江苏省"),
        ("戊街道", "徐汇区", "上海市", "上海市"), ("己街道", "浦口区", "南京市", "江苏省"),
    ]  # fmt: skip
    names = area_names(pd.DataFrame(rows, columns=["street", "district", "city", "province"]))
    counted = CountedArticles(np.arange(len(rows), dtype=np.int32), list(names.index))
    told = in_order(counted_by_area(counted, names["district"]), areas_above(names, "district"))
    assert told.names == ["徐汇区", "静安区", "浦口区", "鼓楼区", "丰县", "海州区"]
    assert [told.names[number] for number in told.street] == list(names["district"])
    assert in_order(counted, names).names == ["戊街道", "甲街道", "己街道", "乙街道", "丙街道", "丁街道"]
    assert areas_above(names, "province").empty and list(areas_above(names, "city")) == ["province"]


def test_ranks_of_an_area_begin_with_one(tables: Tables) -> None:
    for _, own in tables.select(Selection(level="district")).keywords.groupby("street"):
        assert list(own["rank"]) == list(range(1, len(own) + 1))
        assert own["keyness"].is_monotonic_decreasing


def test_year_and_area_go_together(tables: Tables) -> None:
    told = tables.select(Selection(level="district", year=2021, themes=("旧改住房",)))
    whole = tables.select(Selection(level="district"))
    assert told.themes["street"].nunique() == len(DISTRICTS)
    assert set(told.themes["theme"]) == {"旧改住房"}
    by_year = whole.themes_by_year
    assert by_year[by_year["year"] == 2021].drop(columns="year").reset_index(drop=True).equals(whole.themes)
    assert tables.select(Selection(level="district", year=1999)).articles.empty


def test_every_chart_is_drawn_of_districts(tables: Tables) -> None:
    told = tables.select(Selection(level="district"))
    for definition in CHARTS:
        chart = definition.draw(told)
        assert chart.finding
        assert not any(street in chart.finding for streets in DISTRICTS.values() for street in streets)
        known = set(tables.sentences["sentence_id"])
        assert set(chart.evidence["sentence_id"]) <= known


def test_unknown_level_is_refused(tables: Tables) -> None:
    with pytest.raises(ValueError, match="no level 'village'; there are district"):
        tables.select(Selection(level="village"))
