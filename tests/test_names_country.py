"""Names of the whole country resolve by what stands around them; what nothing tells stays open."""

import pytest

from benchmarks.townships import all_townships
from dashboard.reading.township import Place
from tests.reading_fixtures import gazetteer, read

SAMPLE = 30
"""Units of a province that are tried."""

BODY = "\n一、修路\n6月底前修路3公里。\n二、养老\n年内新建助餐点2个。\n"

Unit = tuple[str, str | None, str | None, str | None]


def units(text: str, path: str = "文档.txt") -> list[Unit]:
    """Return name, district, city and province of a document's articles."""
    return [(a.street, a.district, a.city, a.province) for a in read(text, path).articles]


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("山东省济宁市鱼台县王庙镇", ("王庙镇", "鱼台县", "济宁市", "山东省")),
        ("鱼台县王庙镇", ("王庙镇", "鱼台县", "济宁市", "山东省")),
        ("鱼台王庙镇", ("王庙镇", "鱼台县", "济宁市", "山东省")),
        ("白沙黎族自治县牙叉镇", ("牙叉镇", "白沙黎族自治县", "白沙黎族自治县", "海南省")),
        ("阿巴嘎旗那仁宝拉格苏木", ("那仁宝拉格苏木", "阿巴嘎旗", "锡林郭勒盟", "内蒙古自治区")),
        ("神农架林区木鱼镇", ("木鱼镇", "神农架林区", "神农架林区", "湖北省")),
        ("毕节市赫章县河镇彝族苗族乡", ("河镇彝族苗族乡", "赫章县", "毕节市", "贵州省")),
        ("黑龙江省八五〇农场", ("八五〇农场", "虎林市", "鸡西市", "黑龙江省")),
        ("塔城市兵团第九师一六二团", ("兵团第九师一六二团", "塔城市", "塔城地区", "新疆维吾尔自治区")),
        ("东莞市莞城街道", ("莞城街道", "东莞市", "东莞市", "广东省")),
        ("石河子市北泉镇", ("北泉镇", "石河子市", "石河子市", "新疆维吾尔自治区")),
        ("重庆市城口县葛城街道", ("葛城街道", "城口县", "重庆市", "重庆市")),
        ("北京市顺义区张镇", ("张镇", "顺义区", "北京市", "北京市")),
        ("汾阳市西河街道", ("西河街道", "汾阳市", "吕梁市", "山西省")),
        ("蕲春县漕河镇", ("漕河镇", "蕲春县", "黄冈市", "湖北省")),
        ("扎赉特旗种畜场", ("种畜场", "扎赉特旗", "兴安盟", "内蒙古自治区")),
        ("三沙市西沙群岛永兴", ("永兴", "西沙群岛", "三沙市", "海南省")),
    ],
)
def test_a_full_name_resolves_in_a_title_and_in_a_first_sentence(written: str, unit: Unit) -> None:
    assert units(f"{written}2021年工作计划{BODY}") == [unit]
    assert units(f"2021年工作计划\n{written}召开大会，部署全年工作。{BODY}") == [unit]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("福州市鼓楼区洪山镇", ("洪山镇", "鼓楼区", "福州市", "福建省")),
        ("鼓楼区华侨路街道", ("华侨路街道", "鼓楼区", "南京市", "江苏省")),
        ("普陀区六横镇", ("六横镇", "普陀区", "舟山市", "浙江省")),
        ("普陀区长征镇", ("长征镇", "普陀区", "上海市", "上海市")),
        ("琼中黎族苗族自治县长征镇", ("长征镇", "琼中黎族苗族自治县", "琼中黎族苗族自治县", "海南省")),
        ("深圳市龙华区龙华街道", ("龙华街道", "龙华区", "深圳市", "广东省")),
        ("徐汇区龙华街道", ("龙华街道", "徐汇区", "上海市", "上海市")),
        ("沈阳市和平区南湖街道", ("南湖街道", "和平区", "沈阳市", "辽宁省")),
    ],
)
def test_units_of_one_name_are_told_by_district_and_city(title: str, unit: Unit) -> None:
    assert units(f"{title}2021年工作计划{BODY}") == [unit]


@pytest.mark.parametrize(
    "path",
    ["山东省/济宁市/鱼台县/王庙镇2021年工作计划.txt", "山东/济宁/鱼台/王庙镇2021年.txt", "鱼台县/王庙镇/计划.txt",
     "济宁市/鱼台县王庙镇.txt"],
)
def test_the_path_tells_the_unit(path: str) -> None:
    assert units(f"2021年工作计划{BODY}", path) == [("王庙镇", "鱼台县", "济宁市", "山东省")]


def test_a_folder_tells_which_of_many_namesakes_a_title_means() -> None:
    found = units(f"城关镇2021年工作计划{BODY}", "西藏/昌都/城关镇.txt")
    assert found == [("城关镇", "卡若区", "昌都市", "西藏自治区")]


@pytest.mark.parametrize(
    "where", ["鱼台县王庙镇人民政府\n2021年1月8日\n", "今年鱼台县下达的任务共30项。\n"], ids=["signature", "text"]
)
def test_what_a_title_leaves_open_the_text_tells(where: str) -> None:
    assert units(f"王庙镇2021年工作计划{BODY}{where}") == [("王庙镇", "鱼台县", "济宁市", "山东省")]


def test_a_name_that_many_share_stays_open_without_context() -> None:
    document = read(f"城关镇2021年工作计划{BODY}")
    [article] = document.articles
    assert (article.street, article.district, article.city, article.listed) == ("城关镇", None, None, True)
    assert units(f"中山街道2021年工作计划{BODY}") == [("中山街道", None, None, None)]


def test_a_name_that_is_unique_in_the_country_needs_no_context() -> None:
    assert units(f"迤萨镇2021年工作计划{BODY}") == [("迤萨镇", "红河县", "红河哈尼族彝族自治州", "云南省")]
    assert units("记者从迤萨镇获悉，6月底前修路3公里。") == [("迤萨镇", "红河县", "红河哈尼族彝族自治州", "云南省")]


@pytest.mark.parametrize("text", ["鱼台县王庙镇", "在王庙镇", "鱼台县李庙镇"])
def test_a_name_inside_a_longer_one_is_not_found(text: str) -> None:
    assert "崇明区" not in {match.township.district for match in gazetteer().find(text)}


def test_a_unit_behind_a_district_of_another_city_is_not_its_namesake() -> None:
    assert units(f"鱼台县李庙镇2021年工作计划{BODY}") == [("李庙镇", "鱼台县", "济宁市", "山东省")]
    assert units(f"鱼台县五里桥街道2021年工作计划{BODY}") == [("五里桥街道", "鱼台县", "济宁市", "山东省")]
    assert not read(f"鱼台县五里桥街道2021年工作计划{BODY}").articles[0].listed


def test_of_a_longer_name_that_no_list_has_the_end_does_not_count() -> None:
    assert units(f"西咸新区沣东街道2021年工作计划{BODY}") == [("沣东街道", "西咸新区", None, None)]


@pytest.mark.parametrize("province", sorted({unit.province for unit in all_townships()}))
def test_units_of_every_province_resolve_from_their_full_names(province: str) -> None:
    own = [unit for unit in all_townships() if unit.province == province]
    for unit in own[:: max(len(own) // SAMPLE, 1)]:
        city = unit.city or (province if province.endswith("市") else unit.district)
        assert units(f"{unit.full_name}2021年工作计划{BODY}") == [(unit.name, unit.district, city, province)]


@pytest.mark.parametrize("path", ["a.txt", "浙江省/杭州市/建德市/乾潭镇.txt"])
def test_a_name_with_a_character_of_traditional_script_is_found_however_the_text_is_read(path: str) -> None:
    unit = ("乾潭镇", "建德市", "杭州市", "浙江省")
    assert units(f"建德市乾潭镇2021年工作计划{BODY}", path) == [unit]
    assert units(f"建德市乾潭镇2021年工作计划{BODY * 10}", path) == [unit]
    assert units(f"建德市乾潭鎮2021年工作計劃{BODY}", path) == [unit]
    assert units(f"乾县城关街道2021年工作计划{BODY}") == [("城关街道", "乾县", "咸阳市", "陕西省")]


def test_heads_of_several_units_have_the_place_of_the_title() -> None:
    text = "鱼台县2021年各镇街重点工作\n〔王庙镇〕\n6月底前修路3公里。\n〔谷亭街道〕\n年内新建书房2间。\n"
    assert [unit[:2] for unit in units(text)] == [("王庙镇", "鱼台县"), ("谷亭街道", "鱼台县")]


def test_heads_tell_each_other_where_one_city_alone_has_them_all() -> None:
    text = "〔石化街道〕\n6月底前修路3公里。\n〔山阳镇〕\n年内新建书房2间。\n"
    assert [unit[:3] for unit in units(text)] == [("石化街道", "金山区", "上海市"), ("山阳镇", "金山区", "上海市")]


def test_units_of_a_table_tell_each_other() -> None:
    text = "序号\t责任单位\t任务\t完成时限\n1\t王庙镇\t修路3公里\t6月底前\n2\t谷亭街道\t新建书房2间\t年内\n"
    assert [unit[:2] for unit in units(text)] == [("王庙镇", "鱼台县"), ("谷亭街道", "鱼台县")]


def test_a_table_of_a_district_may_shorten_its_units() -> None:
    text = "序号\t街镇\t任务\t完成时限\n1\t王庙\t修路3公里\t6月底前\n2\t谷亭\t新建书房2间\t年内\n"
    found = units(text, "鱼台县2021年任务表.txt")
    assert [unit[:2] for unit in found] == [("王庙镇", "鱼台县"), ("谷亭街道", "鱼台县")]


@pytest.mark.parametrize(
    "title",
    ["汉滨区老城办事处2014年工作计划", "安康市汉滨区老城街道办事处2014年工作计划", "汉滨区老城街办2014年工作计划",
     "汉滨区老城办2014年工作计划"],
)
def test_behind_its_district_a_street_is_known_by_its_office(title: str) -> None:
    assert units(title + BODY) == [("老城街道", "汉滨区", "安康市", "陕西省")]


@pytest.mark.parametrize("text", [
    "〔老城办事处〕\n6月底前修路3公里。\n\n〔新城街办〕\n年内新建助餐点2个。\n",
    "单位名称：老城办事处\n6月底前修路3公里。\n\n单位名称：新城街办\n年内新建助餐点2个。\n",
    "序号\t街镇\t任务\t完成时限\n1\t老城办事处\t修路3公里\t6月底前\n2\t新城街办\t新建书房2间\t年内\n",
])  # fmt: skip
def test_in_a_document_of_its_district_a_street_is_known_by_its_office(text: str) -> None:
    found = units(text, "汉滨区2023年工作任务.txt")
    assert [unit[:2] for unit in found] == [("老城街道", "汉滨区"), ("新城街道", "汉滨区")]


@pytest.mark.parametrize("title", ["北京办事处2023年工作计划", "汉滨区老城办理事项2023年计划",
                                   "驻西安办事处2023年计划"])
def test_an_office_without_its_district_is_no_street(title: str) -> None:
    assert units(title + BODY) == []


def test_a_name_that_no_list_has_may_end_like_one_of_another_city() -> None:
    assert units("历下区甸柳新村街道2025年工作计划" + BODY) == [("甸柳新村街道", "历下区", "济南市", "山东省")]


def test_short_forms_of_shanghai_are_not_read_in_documents_of_other_cities() -> None:
    home = Place("鱼台县", "济宁市", "山东省")
    assert [match.township.name for match in gazetteer().find("打浦桥地区")] == ["打浦桥街道"]
    assert gazetteer().find("打浦桥地区", home) == []


@pytest.mark.parametrize(
    "text",
    ["加快建设幸福乡村", "各联合街道开展活动", "推进新型城镇化，做强特色小镇", "全县各乡镇", "老城区改造", "和县级部门",
     "农场、林场与街道"],
)
def test_words_that_end_like_units_are_no_names(text: str) -> None:
    assert gazetteer().find(text) == []


def test_a_bare_line_that_reads_like_a_unit_of_another_city_opens_nothing() -> None:
    heads = "一、健康街道\n6月底前修路3公里。\n二、先进街道\n年内新建书房2间。\n"
    text = f"南京市玄武区红山街道2021年工作计划\n{heads}{BODY}"
    assert units(text) == [("红山街道", "玄武区", "南京市", "江苏省")]


def test_a_visit_elsewhere_does_not_take_a_report_from_its_street() -> None:
    text = (
        "近日，嘉定镇街道居民沈一凡再次前往江西省景德镇市昌江区丽阳镇，为小学送去图书，这是他第三次到丽阳镇。"
        "嘉定镇街道年内还将组织志愿者30人。"
    )
    assert units(text) == [("嘉定镇街道", "嘉定区", "上海市", "上海市")]


def test_places_are_found_by_whole_and_short_names() -> None:
    assert gazetteer().home_of(["济宁市2021年计划"], "a.txt") == Place(None, "济宁市", "山东省")
    assert gazetteer().home_of([], "山东/济宁/a.txt") == Place(None, "济宁市", "山东省")
    assert gazetteer().home_of(["黄浦区与徐汇区共建"], "a.txt") == Place(None, "上海市", "上海市")
    assert gazetteer().home_of(["2021年老城区改造"], "a.txt") == Place()
    assert gazetteer().home_of(["洛阳市老城区2021年"], "a.txt") == Place("老城区", "洛阳市", "河南省")
    assert gazetteer().home_of(["浦东2021年"], "a.txt") == Place("浦东新区", "上海市", "上海市")
