"""Amounts: number, bounds and unit, and what only looks like an amount."""

from pathlib import Path

import pytest

from dashboard.extraction.quantities import find_quantities
from dashboard.extraction.quantity_rules import load_quantity_rules
from dashboard.paths import LEXICON
from tests.extraction_fixtures import amounts, body, quantities_of, rules


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("惠及1302户居民。", "1302户", 1302, "户"), ("惠及1,302户居民。", "1,302户", 1302, "户"),
        ("惠及１,３０２户居民。", "１,３０２户", 1302, "户"), ("新增120个托位。", "120个", 120, "个"),
        ("加装电梯36台。", "36台", 36, "台"),
        ("建筑面积4.86万平方米。", "4.86万平方米", 48_600, "平方米"), ("投资2.67亿元。", "2.67亿元", 267_000_000, "元"),
        ("三百五十名志愿者参加。", "三百五十名", 350, "名"), ("举办两场招聘会。", "两场", 2, "场"),
        ("这27人均为志愿者。", "27人", 27, "人"), ("改建篮球场3片。", "3片", 3, "片"),
        ("书写春联300副。", "300副", 300, "副"),
        ("开展培训12期。", "12期", 12, "期"), ("人均12学时。", "12学时", 12, "学时"),
        ("开放20年后重修。", "20年", 20, "年"),
        ("李家户村6栋住宅楼开工。", "6栋", 6, "栋"), ("“6个项目都要办成。”", "6个", 6, "个"),
        ("新增处理能力3.2万吨/日。", "3.2万吨/日", 32_000, "吨/日"),
        ("打造“15分钟生活圈”。", "15分钟", 15, "分钟"),
        ("满意率98.5%。", "98.5%", 98.5, "%"),
        ("覆盖率百分之九十五。", "百分之九十五", 95, "%"), ("覆盖率百分之八十。", "百分之八十", 80, "%"),
        ("占比５％。", "５％", 5, "%"),
        ("上升3.89个百分点。", "3.89个百分点", 3.89, "百分点"), ("增长2倍。", "2倍", 2, "倍"),
        ("打造15分钟生活圈。", "15分钟", 15, "分钟"),
        ("历时三年。", "三年", 3, "年"), ("用时1个月。", "1个月", 1, "月"), ("用时1年半。", "1年半", 1.5, "年"),
        ("用时一年半。", "一年半", 1.5, "年"),
        ("用时半年。", "半年", 0.5, "年"), ("绿化3公顷。", "3公顷", 3, "公顷"),
        ("服务5万人次。", "5万人次", 50_000, "人次"),
    ],
)
def test_an_exact_amount(text: str, written: str, value: float, unit: str) -> None:
    assert amounts(text) == [(written, value, value, unit)]


@pytest.mark.parametrize(
    ("text", "written", "low", "unit"),
    [
        ("旧改2万多平方米。", "2万多平方米", 20_000, "平方米"), ("旧改2万余平方米。", "2万余平方米", 20_000, "平方米"),
        ("面积超过2万平方米。", "超过2万平方米", 20_000, "平方米"),
        ("面积2万平方米以上。", "2万平方米以上", 20_000, "平方米"),
        ("新增不少于200个。", "不少于200个", 200, "个"), ("新增至少200个。", "至少200个", 200, "个"),
        ("参加者逾300名。", "逾300名", 300, "名"), ("好评率突破95%。", "突破95%", 95, "%"),
        ("全年不少于40期。", "不少于40期", 40, "期"),
        ("增长6%以上。", "6%以上", 6, "%"), ("不低于百分之八十。", "不低于百分之八十", 80, "%"),
        ("满意率≥95%。", "≥95%", 95, "%"),
        ("十余名志愿者。", "十余名", 10, "名"), ("30多家企业入驻。", "30多家", 30, "家"),
        ("上百家企业入驻。", "上百家", 100, "家"),
    ],
)
def test_a_lower_bound(text: str, written: str, low: float, unit: str) -> None:
    assert amounts(text) == [(written, low, None, unit)]


@pytest.mark.parametrize(
    ("text", "written", "high", "unit"),
    [
        ("控制在5%以内。", "5%以内", 5, "%"), ("不超过100家。", "不超过100家", 100, "家"),
        ("100家以内。", "100家以内", 100, "家"),
        ("失业人数低于100名。", "低于100名", 100, "名"), ("不到3天。", "不到3天", 3, "天"),
        ("三年内完成改造。", "三年内", 3, "年"),
        ("5个工作日内答复。", "5个工作日内", 5, "工作日"), ("15分钟以内到达。", "15分钟以内", 15, "分钟"),
        ("最多20名。", "最多20名", 20, "名"),
        ("三个月内完成。", "三个月内", 3, "月"),
    ],
)
def test_an_upper_bound(text: str, written: str, high: float, unit: str) -> None:
    assert amounts(text) == [(written, None, high, unit)]


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("引进近百家企业。", "近百家", 100, "家"), ("引进近100家企业。", "近100家", 100, "家"),
        ("引进约100家企业。", "约100家", 100, "家"),
        ("引进100家左右企业。", "100家左右", 100, "家"), ("引进大约100家企业。", "大约100家", 100, "家"),
    ],
)
def test_an_approximate_amount_keeps_its_value(text: str, written: str, value: float, unit: str) -> None:
    assert amounts(text) == [(written, value, value, unit)]


@pytest.mark.parametrize(
    ("text", "written", "low", "high", "unit"),
    [
        ("建3至5个站点。", "3至5个", 3, 5, "个"), ("建3—5个站点。", "3—5个", 3, 5, "个"),
        ("建3-5个站点。", "3-5个", 3, 5, "个"),
        ("提高3—5倍。", "3—5倍", 3, 5, "倍"), ("建两三个站点。", "两三个", 2, 3, "个"),
        ("辐射十数个小区。", "十数个", 11, 19, "个"),
        ("辐射十几个小区。", "十几个", 11, 19, "个"), ("举办数十场活动。", "数十场", 20, 99, "场"),
        ("数百名居民参加。", "数百名", 200, 999, "名"),
        ("增长5%至8%。", "5%至8%", 5, 8, "%"), ("用地3—5万平方米。", "3—5万平方米", 30_000, 50_000, "平方米"),
        ("五六十名老人。", "五六十名", 50, 60, "名"),
    ],
)
def test_a_range(text: str, written: str, low: float, high: float, unit: str) -> None:
    assert amounts(text) == [(written, low, high, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "推行一网统管。", "畅通服务的“最后一公里”。", "提供一站式综合服务。", "“三旧”换“三新”攻坚战。",
        "“社区1+1”暑托班。",
        "“330公益晚托班”开班。", "激发出1+1>2的集群效能。", "推行“15+X”模式。", "聚焦“一老一小”。", "聚焦一老一小。",
        "1.0的更新为2.0，2.0的提升为3.0。",
        "系统升级到2.0版。", "坚持两个一百年奋斗目标。", "打好三大战役。",
        "落实“两个责任”。", "第2、4、7项由街道督办。", "一家人不说两家话。", "入选“四个100”名单。", "举办三人篮球赛。",
    ],
)
def test_slogans_names_and_versions_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    "text",
    ["第一轮征询。", "第3批加装电梯。", "一是优化城区品质。", "二是完善体系。", "（三）推进治理。", "圆一个新房梦。",
     "推出一批项目。", "解决一些难题。",
     "引进一家企业。", "第二季度。"],
)
def test_ordinals_lists_and_the_indefinite_one_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    "text",
    ["2021年6月30日完成。", "二〇二一年完成。", "6月至9月开展。", "每两个月走访。", "建党100周年。", "20世纪50年代。"],
)
def test_calendar_dates_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize(
    "text",
    ["古美路1458弄2号楼。", "地址：七一路12号301室。", "沪府发〔2021〕12号。", "电话：021-64108888。", "热线12345。",
     "平阳路3弄5幢。", "李家户村6栋402室。",
     "根据第12条规定。"],
)
def test_addresses_and_numbers_of_things_are_no_amounts(text: str) -> None:
    assert amounts(text) == []


@pytest.mark.parametrize("text", ["3起事件。", "处置3起火情。"])
def test_qi_after_a_number_is_a_measure_word(text: str) -> None:
    assert amounts(text) == [("3起", 3, 3, "起")]


@pytest.mark.parametrize(
    ("text", "written", "value", "unit"),
    [
        ("投资3亿5000万元。", "3亿5000万元", 350_000_000, "元"),
        ("投资三亿五千万元。", "三亿五千万元", 350_000_000, "元"),
        ("惠及1万2千户。", "1万2千户", 12_000, "户"), ("惠及2千3百户。", "2千3百户", 2300, "户"),
    ],
)
def test_a_number_of_two_magnitudes_is_one_amount(text: str, written: str, value: float, unit: str) -> None:
    assert amounts(text) == [(written, value, value, unit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("投资 2.67 亿元。", ("2.67 亿元", 267_000_000, 267_000_000, "元")),
        ("新增 200 个托位。", ("200 个", 200, 200, "个")),
        ("历时两个多月。", ("两个多月", 2, None, "月")),
        ("满意率大于等于95%。", ("大于等于95%", 95, None, "%")),
        ("半年内完成。", ("半年内", None, 0.5, "年")),
        ("步道长两公里半。", ("两公里半", 2.5, 2.5, "公里")),
    ],
    ids=[
        "blank-before-magnitude",
        "blank-before-unit",
        "more-inside-the-unit",
        "two-bounds",
        "half-within",
        "and-a-half",
    ],
)
def test_bounds_and_blanks_in_any_place(text: str, expected: tuple[str, float | None, float | None, str]) -> None:
    assert amounts(text) == [expected]


@pytest.mark.parametrize(
    ("text", "written"),
    [("签约1302户。", "1302户"), ("节约5万元。", "5万元"), ("预约30人。", "30人"), ("违约3家。", "3家")]
)
def test_yue_at_the_end_of_a_word_is_no_bound(text: str, written: str) -> None:
    assert [found[0] for found in amounts(text)] == [written]


def test_an_amount_open_on_both_sides_is_none() -> None:
    assert amounts("上百天以内完成。") == []


def test_a_unit_inside_another_word_is_none() -> None:
    assert amounts("噪声低于30分贝。") == []


def test_both_amounts_of_a_change_are_found() -> None:
    assert [found[:3] for found in amounts("床位由800张提升至1500张。")] == [
        ("800张", 800, 800),
        ("1500张", 1500, 1500),
    ]


def test_a_verb_and_a_noun_stay_outside_the_span() -> None:
    assert amounts("完成新增30个小区、提高到42.2%。") == [("30个", 30, 30, "个"), ("42.2%", 42.2, 42.2, "%")]


def test_the_seeds_sentence_of_two_amounts() -> None:
    assert amounts("2021年，打浦桥地区旧改计划2万多平方米，1302户。") == [
        ("2万多平方米", 20_000, None, "平方米"), ("1302户", 1302, 1302, "户"),
    ]


@pytest.mark.parametrize("text", ["总数约\n15户搬迁。", "编号\n15户搬迁。", "居民第\n15户搬迁。"])
def test_what_ends_the_line_before_is_no_word_of_an_amount(text: str) -> None:
    assert amounts(text) == [("15户", 15, 15, "户")]


def test_an_amount_does_not_reach_into_the_next_line() -> None:
    assert amounts("共有15\n户外活动3次。") == [("3次", 3, 3, "次")]


def test_offsets_slice_back_to_the_text_in_a_later_sentence() -> None:
    text = "前言一句。\n新增１,３０２户，改造2万多平方米。"
    assert [text[found.start:found.end] for found in quantities_of(text)] == ["１,３０２户", "2万多平方米"]


def test_a_new_unit_takes_one_line_and_no_code(tmp_path: Path) -> None:
    for name in ("units.csv", "bounds.csv", "not_quantities.txt"):
        (tmp_path / name).write_text((LEXICON / name).read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / "units.csv").open("a", encoding="utf-8") as file:
        file.write("船队,team,,,\n")
    sentences = body("组建3船队。")
    assert [found.unit for found in find_quantities(sentences, [], load_quantity_rules(tmp_path))] == ["船队"]
    assert find_quantities(sentences, [], rules().quantities) == []


@pytest.mark.parametrize(
    ("unit", "dimension"),
    [("户", "household"), ("平方米", "area"), ("月", "duration"), ("元", "money"), ("次", "event")]
)
def test_a_unit_knows_what_it_measures(unit: str, dimension: str) -> None:
    assert rules().quantities.dimension(unit) == dimension


def test_an_unknown_unit_has_no_dimension() -> None:
    assert rules().quantities.dimension("光年") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新配AED14台。", ["14台"]), ("A3栋。", []), ("5G基站", []), ("新增探头1500路。", ["1500路"]), ("乘71路。", []),
        ("双人间56间，四人间82间。", ["56间", "82间"]), ("整治三元河。", []), ("二标段封顶。", []),
        ("一杯多少钱？", []), ("推动纸盒二次利用。", []),
    ],
)
def test_names_with_a_number_are_told_from_amounts(text: str, expected: list[str]) -> None:
    assert [written for written, _, _, _ in amounts(text)] == expected
