"""The profile of one 街道 beside the others: what differs most, and nothing where nothing does."""

import pytest

from dashboard.charts.theme_profile import theme_profile
from tests.constructed_tables import THREE, constructed_tables, tables_with_shares


def test_profile_names_the_largest_differences_to_the_others() -> None:
    assert theme_profile(tables_with_shares(THREE)).finding == (
        "与其他街道相比，甲更重为老服务、少谈社区自治（高30、低13个百分点）"
    )


def test_profile_of_two_streets_names_the_second() -> None:
    chart = theme_profile(tables_with_shares(THREE), street="乙街道", other="丙街道")

    assert chart.finding == "与丙相比，乙更重旧改住房、少谈社区自治（高30、低25个百分点）"


def test_profile_of_equals_is_a_plain_description() -> None:
    shares = {"甲街道": {"为老服务": 0.4}, "乙街道": {"为老服务": 0.4}}

    assert theme_profile(tables_with_shares(shares)).finding == "甲与乙各主题的比重"


def test_profile_says_by_how_much_where_only_one_side_leads() -> None:
    shares = {"甲街道": {"为老服务": 0.4}, "乙街道": {"为老服务": 0.1}}
    tables = tables_with_shares(shares)

    assert theme_profile(tables).finding == "与乙相比，甲更重为老服务，高出30个百分点"
    assert theme_profile(tables, street="乙街道").finding == "与甲相比，乙少谈为老服务，低30个百分点"


def test_profile_names_no_theme_where_differences_tie() -> None:
    shares = {"甲街道": {"为老服务": 0.4, "公共安全": 0.4}, "乙街道": {"生态环境": 0.1}}

    assert theme_profile(tables_with_shares(shares)).finding == "与乙相比，甲少谈生态环境，低10个百分点"


def test_profile_counts_differences_of_a_count_in_times() -> None:
    shares = {"甲街道": {"为老服务": 0.4}, "乙街道": {"为老服务": 0.1}}

    assert theme_profile(tables_with_shares(shares), measure="mentions").finding.endswith("高出30次")


def test_profile_of_none_says_what_is_missing() -> None:
    assert theme_profile(constructed_tables(0)).finding == "还没有可统计的街道文章"


def test_a_low_profile_keeps_the_themes_that_differ_most() -> None:
    shares = {"甲街道": {"为老服务": 0.4, "公共安全": 0.11}, "乙街道": {"生态环境": 0.3, "公共安全": 0.1}}
    chart = theme_profile(tables_with_shares(shares), height=180)

    assert list(chart.figure.layout.yaxis.ticktext) == ["为老服务", "生态环境"]
    assert "列出差距最大的2个主题，共3个" in chart.subtitle


def test_profile_of_one_street_compares_nothing() -> None:
    chart = theme_profile(tables_with_shares({"甲街道": {"为老服务": 0.4}}))

    assert chart.finding == "甲街道各主题的比重"
    assert len(chart.figure.data) == 1


def test_profile_of_an_unknown_street_says_so() -> None:
    with pytest.raises(ValueError, match="丁街道"):
        theme_profile(tables_with_shares(THREE), street="丁街道")
