"""The bars of themes: who leads, by how much, and nothing where there is nothing to say."""

from dashboard.charts.theme_bars import theme_bars
from dashboard.tables.tables import Selection
from tests.constructed_tables import THREE, constructed_tables, tables_with_shares


def test_bars_name_the_highest_share() -> None:
    assert theme_bars(tables_with_shares(THREE)).finding == "甲街道的为老服务比重最高，占40%的句子"


def test_bars_of_a_count_give_the_count() -> None:
    assert theme_bars(tables_with_shares(THREE), measure="mentions").finding == "甲街道的为老服务提得最多，40次"


def test_bars_fall_back_when_the_highest_tie() -> None:
    shares = {"甲街道": {"为老服务": 0.4}, "乙街道": {"公共安全": 0.4}}

    assert theme_bars(tables_with_shares(shares)).finding == "两个街道各主题的比重"


def test_bars_of_none_and_of_silent_streets_say_what_is_missing() -> None:
    assert theme_bars(constructed_tables(0)).finding == "还没有可统计的街道文章"
    assert theme_bars(tables_with_shares({"甲街道": {}})).finding == "没有句子提到所选主题"


def test_bars_of_107_streets_name_the_theme_with_the_highest_average_or_none() -> None:
    shares = {f"{number}街道": {"为老服务": 0.4, "公共安全": 0.2} for number in range(107)}
    tie = {f"{number}街道": {"为老服务": 0.4, "公共安全": 0.4} for number in range(107)}

    assert theme_bars(tables_with_shares(shares)).finding == "107个街道平均最重为老服务，占40%的句子"
    assert theme_bars(tables_with_shares(tie)).finding == "107个街道：各主题的平均比重"


def test_low_panels_keep_each_streets_first_themes() -> None:
    chart = theme_bars(constructed_tables(12), height=400)

    assert max(len(trace.x) for trace in chart.figure.data) == 2
    assert "每个街道列前2个主题" in chart.subtitle


def test_bars_are_sorted_and_start_from_zero() -> None:
    figure = theme_bars(constructed_tables(3)).figure

    assert all(list(trace.x) == sorted(trace.x, reverse=True) for trace in figure.data)
    assert figure.layout.xaxis.range[0] == 0


def test_bars_of_one_theme_compare_streets() -> None:
    chart = theme_bars(tables_with_shares(THREE).select(Selection(themes=("为老服务",))))

    assert list(chart.figure.layout.yaxis.ticktext) == ["甲", "乙", "丙"]
    assert chart.finding == "甲街道谈为老服务最多，占40%的句子，一个街道没有提到"


def test_bars_of_a_theme_that_one_street_names_alone_say_so() -> None:
    chart = theme_bars(tables_with_shares(THREE).select(Selection(themes=("社区自治",))))

    assert chart.finding == "只有丙街道提到社区自治，占25%的句子"


def test_bars_of_one_theme_name_those_that_tie() -> None:
    shares = {"甲街道": {"为老服务": 0.4}, "乙街道": {"为老服务": 0.4}}
    chart = theme_bars(tables_with_shares(shares).select(Selection(themes=("为老服务",))))

    assert chart.finding == "为老服务：甲和乙并列最多"


def test_bars_of_one_theme_and_107_streets_show_top_and_bottom() -> None:
    chart = theme_bars(constructed_tables(107).select(Selection(themes=("为老服务",))))

    assert len(chart.figure.data[0].x) == 16
    assert "…" in chart.figure.layout.yaxis.ticktext
    assert "前8名和后8名，中间91个未列" in chart.subtitle


def test_bars_leave_out_what_a_street_does_not_mention() -> None:
    figure = theme_bars(tables_with_shares({"甲街道": {"为老服务": 0.4}, "乙街道": {}})).figure

    assert [list(trace.x) for trace in figure.data] == [[0.4], []]
    assert any("乙街道：未提及" in note.text for note in figure.layout.annotations)
