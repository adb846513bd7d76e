"""Names of 街道 and 镇: short forms and variants resolve, roads and other names do not."""

import pickle
from pathlib import Path

import pytest

from dashboard.lexicon.csv_file import LexiconError
from dashboard.reading.gazetteer_files import build_gazetteer, load_gazetteer
from dashboard.reading.township import Township
from tests.reading_fixtures import gazetteer, rules


def write_lists(folder: Path, kept: str) -> None:
    """Write a list of the country with one district, and one of units kept by hand with this line."""
    country = "province,city,district,townships\n北省,东海市,东安县,城关镇|竹影镇\n"
    (folder / "townships_of_china.csv").write_text(country, encoding="utf-8")
    (folder / "townships.csv").write_text(f"name,district,city,kind,short,variants\n{kept}\n", encoding="utf-8")


def found(text: str) -> list[str]:
    return [match.township.name for match in gazetteer().find(text)]


def in_title(text: str) -> list[str]:
    return [match.township.name for match in gazetteer().find_in_title(text)]


@pytest.mark.parametrize(
    ("written", "name", "district"),
    [
        ("古美路街道", "古美路街道", "闵行区"),
        ("古美街道", "古美路街道", "闵行区"),
        ("古美", "古美路街道", "闵行区"),
        ("闵行区古美街道", "古美路街道", "闵行区"),
        ("上海市闵行区·古美路街道", "古美路街道", "闵行区"),
        ("浦东周家渡街道", "周家渡街道", "浦东新区"),
        ("曹杨街道", "曹杨新村街道", "普陀区"),
        ("七宝", "七宝镇", "闵行区"),
        ("川沙新镇", "川沙新镇", "浦东新区"),
        ("真如镇", "真如镇街道", "普陀区"),
    ],
)
def test_written_forms_resolve_to_the_full_name(written: str, name: str, district: str) -> None:
    township = gazetteer().resolve(written)
    assert township is not None
    assert (township.name, township.district, township.known) == (name, district, True)


def test_names_in_running_text_are_found_where_they_stand() -> None:
    text = "黄浦区打浦桥街道和曹杨街道一起，打浦桥地区先行。"
    matches = gazetteer().find(text)
    assert [text[match.start : match.end] for match in matches] == ["打浦桥街道", "曹杨街道", "打浦桥"]
    assert [match.township.name for match in matches] == ["打浦桥街道", "曹杨新村街道", "打浦桥街道"]


def test_the_longest_name_wins() -> None:
    assert found("北新泾街道与新泾镇、真如镇街道与北外滩街道") == ["北新泾街道", "新泾镇", "真如镇街道", "北外滩街道"]


@pytest.mark.parametrize(
    "text", ["沿七莘路走到打浦路", "在七宝中学旁", "曹杨公园开放", "加快建设镇级平台", "堡镇中路修缮", "各街道、各镇"]
)
def test_roads_schools_and_kinds_of_town_are_no_names(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("title", ["打浦桥路修缮工程", "七宝中学工作计划", "曹杨公园2021年计划"])
def test_a_short_form_inside_another_name_is_no_name_in_a_title(title: str) -> None:
    assert in_title(title) == []


def test_a_short_form_counts_in_a_title() -> None:
    assert in_title("打浦桥：三个加速度") == ["打浦桥街道"]


def test_an_unlisted_unit_behind_its_district_is_kept_as_unknown() -> None:
    township = gazetteer().resolve("玄武区锦鲤村街道")
    assert township == Township("锦鲤村街道", "玄武区", "街道", known=False, city="南京市", province="江苏省")
    assert in_title("南京市玄武区锦鲤村街道2021年工作计划") == ["锦鲤村街道"]


@pytest.mark.parametrize(
    ("written", "name", "district"),
    [
        ("杭州市上城区云栖渡街道", "云栖渡街道", "上城区"),
        ("浙江省杭州市上城区云栖渡街道", "云栖渡街道", "上城区"),
        ("江苏省昆山市竹影镇", "竹影镇", "昆山市"),
        ("呼和浩特市新城区竹影巷街道", "竹影巷街道", "新城区"),
        ("长沙县竹影巷街道", "竹影巷街道", "长沙县"),
        ("东海市东湾区竹影巷街道", "竹影巷街道", "东湾区"),
        ("浦东新区临港新片区", "临港新片区", "浦东新区"),
    ],
)
def test_a_unit_that_no_list_has_keeps_name_and_district_and_is_unknown(written: str, name: str, district: str) -> None:
    township = gazetteer().resolve(written)
    assert township is not None
    assert (township.name, township.district, township.known) == (name, district, False)
    assert in_title(f"{written}2021年工作计划") == [name]


def test_names_of_the_size_of_the_whole_country_are_found_as_by_a_plain_search() -> None:
    names = [f"{a}{b}{c}街道" for a in "东西南北中上下" for b in "山水田林湖草沙" for c in "一二三四五六七八九十"]
    units = [Township(name, f"{name[0]}区", "街道") for name in names]
    text = "，".join(f"{name}与{name[:2]}路街道" for name in names)
    found = build_gazetteer(units, [], [], rules().names).find(text)
    assert [match.township for match in found] == units
    assert all(text[match.start : match.end] == match.township.name for match in found)


def test_two_units_of_one_name_are_told_apart_by_the_district() -> None:
    east, west = Township("中山街道", "东区", "街道"), Township("中山街道", "西区", "街道")
    twins = build_gazetteer([east, west], [], [], rules().names)
    assert twins.resolve("西区中山街道") == west
    assert [match.township for match in twins.find("东区中山街道与西区中山街道")] == [east, west]
    assert twins.resolve("中山街道") == Township("中山街道", None, "街道")


def test_the_gazetteer_holds_all_234_units_and_each_resolves_to_itself() -> None:
    units = set(gazetteer().kept)
    assert len({unit for unit in units if unit.name != "五角场镇"}) == 234
    assert {(unit.city, unit.province) for unit in units} == {("上海市", "上海市")}
    assert {gazetteer().resolve(unit.name, unit.place) for unit in units} == units
    assert {gazetteer().resolve(f"上海市{unit.district}{unit.name}") for unit in units} == units
    assert {name for unit in units for name in found(unit.name)} == {unit.name for unit in units}


def test_the_gazetteer_can_be_sent_to_another_process() -> None:
    copy = pickle.loads(pickle.dumps(gazetteer()))
    assert copy.resolve("古美") == gazetteer().resolve("古美")


def test_a_mistake_in_the_file_names_file_and_line(tmp_path: Path) -> None:
    write_lists(tmp_path, "某街道,某区,某市,街区,,")
    with pytest.raises(LexiconError, match=r"townships\.csv, line 2: kind 街区"):
        load_gazetteer(tmp_path, rules())


def test_a_person_adds_units_and_variants_beside_the_list(tmp_path: Path) -> None:
    write_lists(tmp_path, "竹影镇,东安县,东海市,镇,竹影,竹子镇\n新湾街道,东安县,东海市,街道,,")
    own = load_gazetteer(tmp_path, rules())
    bamboo = Township("竹影镇", "东安县", "镇", city="东海市", province="北省")
    assert [own.resolve(name) for name in ("竹子镇", "竹影", "竹影镇")] == [bamboo] * 3
    assert own.resolve("新湾街道") == Township("新湾街道", "东安县", "街道", city="东海市", province="北省")
    assert list(own.candidates("竹影镇")) == [bamboo]
