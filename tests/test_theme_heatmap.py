"""The heat map of 街道 and themes: who leads, by how much, and nothing where there is nothing to say."""

from dataclasses import replace

import pytest

from dashboard.charts import theme_heatmap as theme_heatmap_module
from dashboard.charts.theme_heatmap import theme_heatmap
from dashboard.tables.tables import Selection
from tests.constructed_tables import THREE, constructed_tables, tables_with_shares


def cell_values(chart) -> dict[str, str]:  # type: ignore[no-untyped-def]
    cells = next(trace for trace in chart.figure.data if trace.customdata is not None)
    values = next(trace for trace in chart.figure.data if trace.type == "scatter")
    return {row[0]: text for row, text in zip(cells.customdata, values.text, strict=True)}


def test_heat_map_names_each_streets_first_theme() -> None:
    assert theme_heatmap(tables_with_shares(THREE)).finding == "甲最重为老服务，乙最重旧改住房，丙最重社区自治"


@pytest.mark.parametrize(("streets", "width", "counted"), [(2, 1760, 1), (12, 1760, 0), (2, 500, 0)])
def test_words_of_themes_are_counted_only_where_there_is_room_for_them(
    streets: int, width: int, counted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def noted(*columns: object) -> dict[str, dict[str, int]]:
        asked.append(columns)
        return {"为老服务": {"助餐": 1}}

    monkeypatch.setattr(theme_heatmap_module, "pair_counts", noted)
    shares = {f"{number}号街道": {"为老服务": 0.4} for number in range(streets)}
    chart = theme_heatmap(tables_with_shares(shares), width=width)
    assert len(asked) == counted
    assert bool(chart.native.notes) == bool(counted)


def test_heat_map_of_one_street_gives_the_share() -> None:
    assert theme_heatmap(tables_with_shares({"甲街道": {"为老服务": 0.4}})).finding == "甲街道最重为老服务，占40%的句子"


def test_heat_map_of_one_street_names_two_that_tie() -> None:
    shares = {"甲街道": {"为老服务": 0.4, "公共安全": 0.4}}

    assert theme_heatmap(tables_with_shares(shares)).finding == "甲街道最重为老服务和公共安全，各占40%的句子"


def test_heat_map_of_one_street_whose_themes_all_tie_names_none() -> None:
    shares = {"甲街道": dict.fromkeys(("为老服务", "公共安全", "生态环境"), 0.1)}

    assert theme_heatmap(tables_with_shares(shares)).finding == "甲街道没有最突出的主题，3个主题并列第一"


def test_heat_map_says_when_all_stress_the_same() -> None:
    shares = {street: {"为老服务": 0.4} for street in ("甲街道", "乙街道")}

    assert theme_heatmap(tables_with_shares(shares)).finding == "两个街道都最重为老服务"


def test_heat_map_says_when_all_of_many_stress_the_same() -> None:
    shares = {f"{letter}街道": {"为老服务": 0.4, "旧改住房": 0.1} for letter in "甲乙丙丁"}
    assert theme_heatmap(tables_with_shares(shares)).finding == "四个街道都最重为老服务"


def test_heat_map_of_many_counts_first_places() -> None:
    shares = {f"{name}街道": {"为老服务": 0.3} for name in "甲乙丙"} | {"丁街道": {"公共安全": 0.3}}

    assert theme_heatmap(tables_with_shares(shares)).finding == "四个街道中有三个最重为老服务"


def test_heat_map_of_many_without_a_common_first_theme_says_so() -> None:
    themes = ("为老服务", "公共安全", "生态环境", "便民服务")
    shares = {f"{name}街道": {theme: 0.3} for name, theme in zip("甲乙丙丁", themes, strict=True)}

    assert theme_heatmap(tables_with_shares(shares)).finding == "四个街道各有侧重，没有共同的首位主题"


def test_heat_map_of_which_two_themes_lead_equally_often_names_both() -> None:
    themes = ("为老服务", "为老服务", "公共安全", "公共安全", "生态环境")
    shares = {f"{name}街道": {theme: 0.3} for name, theme in zip("甲乙丙丁戊", themes, strict=True)}

    assert theme_heatmap(tables_with_shares(shares)).finding == "五个街道中，最重为老服务和公共安全的各有两个"


def test_heat_map_says_who_alone_names_a_theme() -> None:
    shares = {"甲街道": {"为老服务": 0.4}, "乙街道": {}}

    assert theme_heatmap(tables_with_shares(shares)).finding == "只有甲街道提到，最重为老服务，占40%的句子"


def test_heat_map_counts_all_streets_and_those_that_name_no_theme() -> None:
    silent = {"戊街道": {}}
    two = {f"{name}街道": {"为老服务": 0.3} for name in "甲乙"}
    four = {**two, "丙街道": {"为老服务": 0.2}, "丁街道": {"公共安全": 0.1}}

    assert theme_heatmap(tables_with_shares(two | silent)).finding == "三个街道中有两个最重为老服务，一个街道没有提到"
    assert theme_heatmap(tables_with_shares(four | silent)).finding == "五个街道中有三个最重为老服务，一个街道没有提到"


def test_heat_map_of_none_says_what_is_missing() -> None:
    assert theme_heatmap(constructed_tables(0)).finding == "还没有可统计的街道文章"


def test_heat_map_writes_the_most_frequent_terms_of_each_theme_where_columns_leave_room() -> None:
    tables = constructed_tables(1)
    mentions = tables.theme_mentions
    theme = mentions["theme"].iloc[0]
    terms = ["助餐"] + ["日托"] * (int((mentions["theme"] == theme).sum()) - 1)
    mentions = mentions.assign(term=mentions["term"].where(mentions["theme"] != theme, None))
    mentions.loc[mentions["theme"] == theme, "term"] = terms
    figure = theme_heatmap(replace(tables, theme_mentions=mentions)).figure

    notes = dict(zip(figure.layout.yaxis.ticktext, figure.data[-1].text, strict=True))
    assert notes[theme] == "日托、助餐"
    assert len(theme_heatmap(constructed_tables(12)).figure.data) == 3


def test_one_column_of_the_heat_map_takes_no_more_than_a_third_of_the_width() -> None:
    for width in (1800, 1400):
        left, right = theme_heatmap(constructed_tables(1), width=width).figure.layout.xaxis.range

        assert 1 / (right - left) <= 1 / 3


def test_a_low_heat_map_keeps_the_first_themes_and_says_how_many_there_are() -> None:
    whole, low = theme_heatmap(constructed_tables(3)), theme_heatmap(constructed_tables(3), height=300)
    themes = list(whole.figure.layout.yaxis.ticktext)

    assert list(low.figure.layout.yaxis.ticktext) == themes[:6]
    assert f"列出前6个主题，共{len(themes)}个" in low.subtitle
    assert low.figure.layout.height <= 300


def test_heat_map_cells_hold_percentages_and_leave_zeros_empty() -> None:
    assert cell_values(theme_heatmap(tables_with_shares(THREE))) == {
        "甲街道|为老服务": "40", "甲街道|旧改住房": "10", "乙街道|旧改住房": "30", "乙街道|为老服务": "20",
        "丙街道|社区自治": "25",
    }  # fmt: skip


def test_heat_map_puts_the_theme_with_most_text_on_top_and_keeps_the_documents_order_of_streets() -> None:
    axes = theme_heatmap(tables_with_shares(THREE)).figure.layout

    assert list(axes.yaxis.ticktext) == ["为老服务", "旧改住房", "社区自治"]
    assert list(axes.xaxis.ticktext) == ["甲", "乙", "丙"]


def test_heat_map_does_not_round_a_mention_to_nothing() -> None:
    assert cell_values(theme_heatmap(tables_with_shares({"甲街道": {"为老服务": 0.004}}))) == {
        "甲街道|为老服务": "&lt;1"
    }


def test_heat_map_of_107_shows_the_average_and_eleven() -> None:
    chart = theme_heatmap(constructed_tables(107))

    assert chart.figure.layout.xaxis.ticktext[0] == "平均"
    assert len(chart.figure.layout.xaxis.ticktext) == 12
    assert "107个街道的平均，和与平均差别最大的11个" in chart.subtitle


def test_heat_map_of_a_theme_that_nobody_names_says_what_is_missing() -> None:
    tables = tables_with_shares(THREE).select(Selection(themes=("公共安全",)))

    assert theme_heatmap(tables).finding == "没有句子提到所选主题"


def test_heat_map_names_the_themes_that_nobody_mentions() -> None:
    tables = tables_with_shares(THREE).select(Selection(themes=("为老服务", "旧改住房", "社区自治", "公共安全")))

    assert "无人提及公共安全" in theme_heatmap(tables).subtitle
