"""What the charts about commitments, amounts, beneficiaries and length say."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from dashboard.charts.amounts_table import amounts_table
from dashboard.charts.beneficiaries_chart import beneficiaries_chart
from dashboard.charts.cells import shade_of_total
from dashboard.charts.commitment_kinds import commitment_kinds
from dashboard.charts.commitments import BOTH, DATED, NEITHER, QUANTIFIED, commitments
from dashboard.charts.text_length import text_length
from tests.constructed_tables import constructed_tables, tables_with_targets

AMOUNT = {"value_min": 1302.0, "value_max": 1302.0, "unit": "户", "quantity": "1302户"}
DUE = {"due_from": date(2021, 1, 21), "due_to": date(2021, 1, 31), "due": "1月底", "granularity": "tenday"}
OPEN_START = {"due_to": date(2021, 6, 30), "granularity": "day"}
NOTHING: dict[str, object] = {}


def test_a_commitment_with_two_amounts_counts_once() -> None:
    rows = [{**AMOUNT, "commitment_id": "c"}, {**DUE, "commitment_id": "c"}, NOTHING]

    assert list(commitments(tables_with_targets({"甲街道": rows}))["kind"]) == [BOTH, NEITHER]


def test_one_bound_makes_an_amount_and_one_end_a_date() -> None:
    tables = tables_with_targets({"甲街道": [{"value_max": 5.0, "unit": "%"}, OPEN_START]})

    assert list(commitments(tables)["kind"]) == [QUANTIFIED, DATED]


def test_kinds_say_how_many_state_what() -> None:
    tables = tables_with_targets({"甲街道": [AMOUNT, DUE, NOTHING], "乙街道": [DUE, NOTHING]})

    assert commitment_kinds(tables).finding == "5项目标中，1项带数量，2项带日期，2项两者都没有"


def test_kinds_name_the_one_street_that_states_anything() -> None:
    tables = tables_with_targets({"甲街道": [AMOUNT, DUE], "乙街道": [NOTHING]})

    assert commitment_kinds(tables).finding == "3项目标中，1项带数量，1项带日期，写明的都出自甲街道"


def test_kinds_say_when_nothing_is_stated() -> None:
    tables = tables_with_targets({"甲街道": [NOTHING], "乙街道": [NOTHING]})

    assert commitment_kinds(tables).finding == "2项目标都没有写数量和日期"


def test_kinds_say_when_every_commitment_states_something() -> None:
    tables = tables_with_targets({"甲街道": [AMOUNT], "乙街道": [DUE]})

    assert commitment_kinds(tables).finding == "2项目标中，1项带数量，1项带日期，没有一项两者都缺"


def test_kinds_keep_a_street_without_commitments() -> None:
    tables = tables_with_targets({"甲街道": [NOTHING], "乙街道": []})

    assert list(commitment_kinds(tables).table["街道"]) == ["甲街道", "乙街道"]


def test_kinds_are_told_apart_by_words_and_where_these_do_not_fit_by_signs() -> None:
    few = commitment_kinds(tables_with_targets({"甲街道": [AMOUNT, DUE, NOTHING]})).figure
    many = commitment_kinds(tables_with_targets({"甲街道": [DUE] + [NOTHING] * 40})).figure

    assert [trace.text[0] for trace in few.data[:-1] if trace.text] == ["日期 1", "数量 1", "都无 1"]
    assert [trace.text[0] for trace in many.data[:-1] if trace.text] == ["●", "都无 40"]


def test_kinds_stand_by_number_of_commitments_with_their_totals() -> None:
    figure = commitment_kinds(tables_with_targets({"甲街道": [NOTHING], "乙街道": [NOTHING, DUE], "丙街道": []})).figure

    assert list(figure.layout.yaxis.ticktext) == ["乙", "甲", "丙"]
    assert [text.strip() for text in figure.data[-1].text] == ["2项", "1项", "0项"]


def test_a_low_chart_of_kinds_leaves_out_the_middle_and_says_so() -> None:
    chart = commitment_kinds(constructed_tables(12), height=300)

    assert len(chart.figure.layout.yaxis.ticktext) == 6
    assert "中间7个未列" in chart.subtitle


def test_kinds_without_commitments_say_so() -> None:
    assert commitment_kinds(constructed_tables(0)).finding == "还没有可统计的街道文章"
    assert commitment_kinds(constructed_tables(3, silent=True)).finding == "没有找到街道提出的目标"


def test_beneficiaries_name_the_most_frequent_and_who_speaks_of_it() -> None:
    old, both = {"beneficiaries": ["老人"]}, {"beneficiaries": ["老人", "儿童"]}

    assert beneficiaries_chart(tables_with_targets({"甲街道": [old, both], "乙街道": []})).finding == (
        "写明受益人群的目标以老人最多，2项，都出自甲街道"
    )
    assert beneficiaries_chart(tables_with_targets({"甲街道": [old], "乙街道": [both]})).finding == (
        "写明受益人群的目标以老人最多，2项，各街道都有"
    )


def test_beneficiaries_that_tie_are_named_together() -> None:
    tables = tables_with_targets({"甲街道": [{"beneficiaries": ["老人", "儿童"]}]})

    assert beneficiaries_chart(tables).finding in ("老人和儿童并列最多，各1项目标", "儿童和老人并列最多，各1项目标")


def test_beneficiaries_of_one_street_give_the_count_and_of_some_streets_who_speaks_of_them() -> None:
    old = {"beneficiaries": ["老人"]}

    assert beneficiaries_chart(tables_with_targets({"甲街道": [old]})).finding == "写明受益人群的目标以老人最多，1项"
    assert beneficiaries_chart(tables_with_targets({"甲街道": [old], "乙街道": [old], "丙街道": []})).finding == (
        "写明受益人群的目标以老人最多，2项，3个街道中2个写到"
    )


def test_beneficiaries_that_nobody_names_are_said_to_be_missing() -> None:
    assert beneficiaries_chart(tables_with_targets({"甲街道": [NOTHING]})).finding == "没有一项目标写明受益人群"
    assert beneficiaries_chart(constructed_tables(0)).finding == "还没有可统计的街道文章"


def test_beneficiaries_show_what_is_promised_to_them_where_columns_leave_room() -> None:
    rows = [{"beneficiaries": ["老人"], "object": "助餐点"}, {"beneficiaries": ["老人"], "object": "日托中心"}]
    figure = beneficiaries_chart(tables_with_targets({"甲街道": rows})).figure

    assert list(figure.data[-1].text) == ["助餐点、日托中心"]


def test_beneficiaries_of_a_commitment_with_two_amounts_count_once() -> None:
    row = {"commitment_id": "c", "beneficiaries": ["老人"]}

    assert beneficiaries_chart(tables_with_targets({"甲街道": [row, row]})).table.at[0, "甲街道"] == 1


def test_amounts_stand_by_deadline_and_the_undated_last() -> None:
    later = {**AMOUNT, "quantity": "2户", **OPEN_START}
    sooner = {**AMOUNT, "quantity": "3户", **DUE}
    chart = amounts_table(tables_with_targets({"甲街道": [AMOUNT, later], "乙街道": [sooner]}))

    assert list(chart.table["数量"]) == ["3户", "2户", "1302户"]
    assert list(chart.table["期限"]) == ["1月底", "6月30日前", "未写"]


def test_amounts_whose_words_hide_the_unit_show_their_value() -> None:
    monthly = {"value_min": 12.0, "value_max": 12.0, "unit": "次/年", "quantity": "月月"}

    assert list(amounts_table(tables_with_targets({"甲街道": [monthly]})).table["数量"]) == ["月月（12次/年）"]


def test_amounts_name_the_one_street_that_gives_any() -> None:
    tables = tables_with_targets({"甲街道": [AMOUNT, {**AMOUNT, **DUE}], "乙街道": [NOTHING]})

    assert amounts_table(tables).finding == "只有甲街道写明数量，共2个，1个没有期限"


def test_amounts_count_the_streets_that_give_any() -> None:
    tables = tables_with_targets({"甲街道": [AMOUNT], "乙街道": [AMOUNT], "丙街道": []})

    assert amounts_table(tables).finding == "三个街道中两个写明数量，共2个，都没有期限"


def test_amounts_that_all_have_a_deadline() -> None:
    assert amounts_table(tables_with_targets({"甲街道": [{**AMOUNT, **DUE}]})).finding == "写明1个数量，都有期限"


def test_a_line_names_action_and_object_or_else_the_whole_text() -> None:
    rows = [{**AMOUNT, "action": "完成", "object": "征收"}, {**AMOUNT, "action": "完成", "text": "完成整个句子"}]

    assert list(amounts_table(tables_with_targets({"甲街道": rows})).table["事项"]) == ["完成征收", "完成整个句子"]


def test_an_action_that_the_object_names_is_not_written_twice() -> None:
    rows = [{**AMOUNT, "action": "加装", "object": "既有住宅加装电梯"}]

    assert list(amounts_table(tables_with_targets({"甲街道": rows})).table["事项"]) == ["既有住宅加装电梯"]


def with_lengths(*characters: int):  # type: ignore[no-untyped-def]
    tables = constructed_tables(["甲街道", "乙街道", "丙街道"][: len(characters)])
    return replace(tables, articles=tables.articles.assign(characters=characters))


def test_length_says_whether_texts_can_be_compared() -> None:
    assert text_length(with_lengths(930, 1060, 1000)).finding == "三个街道篇幅相近（930—1,060字），可直接比较"
    assert text_length(with_lengths(900, 900)).finding == "两个街道篇幅相同，都是900字，可直接比较"
    assert text_length(with_lengths(3000, 900)).finding == "篇幅悬殊：甲3,000字，乙只有900字"
    assert text_length(with_lengths(3000)).finding == "甲街道的文章共3,000字"


def test_length_of_an_article_without_text_and_of_none() -> None:
    assert text_length(with_lengths(0)).finding == "甲街道的文章没有正文"
    assert text_length(with_lengths(1000, 0)).finding == "篇幅悬殊：甲1,000字，乙只有0字"
    assert text_length(constructed_tables(0)).finding == "还没有可统计的街道文章"


def test_length_warns_where_texts_differ_very_much() -> None:
    assert text_length(with_lengths(3000, 900)).caution
    assert text_length(with_lengths(1000, 900)).caution is None


def test_a_column_of_totals_leaves_the_others_their_shades() -> None:
    shades = beneficiaries_chart(constructed_tables(20)).native.shades
    of_total, others = [row[0] or 0.0 for row in shades], [shade or 0.0 for row in shades for shade in row[1:]]
    assert max(of_total) == pytest.approx(max(others))


def test_totals_are_shaded_against_their_own_largest() -> None:
    table = pd.DataFrame({"合计": [10, 4], "甲街道": [6, 1], "乙街道": [4, 3]})
    assert shade_of_total(table, "合计") == 0.6
    assert shade_of_total(table, "平均") == 1.0
