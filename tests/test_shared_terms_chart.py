"""Shared and unique words: what the title counts and what the dots measure."""

from dashboard.charts.shared_terms_chart import shared_terms_chart
from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.tables import Tables
from tests.constructed_tables import constructed_tables, tables_of


def _tables(counts: dict[str, dict[str, int]], characters: int = 1000) -> Tables:
    """Return tables with keywords of {街道: {term: count}}."""
    tables: dict[str, list[dict[str, object]]] = {name: [] for name in SCHEMAS}
    for number, (street, terms) in enumerate(counts.items()):
        tables["articles"].append({
            "article_id": f"a{number}", "document_id": "d", "street": street, "year": 2021, "characters": characters
        })  # fmt: skip
        for rank, (term, count) in enumerate(terms.items(), start=1):
            tables["keywords"].append({
                "street": street, "term": term, "count": count, "tf_idf": 0.1, "keyness": 1.0, "rank": rank,
                "is_phrase": False,
            })  # fmt: skip
    return tables_of(tables)


def test_the_title_counts_what_all_share_and_what_only_one_uses() -> None:
    chart = shared_terms_chart(_tables({"甲街道": {"社区": 3, "美乐汇": 2}, "乙街道": {"社区": 1, "征询": 2}}))
    assert chart.finding == "2个街道都用的关键词有1个：“社区”；66%的关键词只有一个街道用"


def test_nothing_shared_is_said() -> None:
    chart = shared_terms_chart(_tables({"甲街道": {"美乐汇": 2}, "乙街道": {"征询": 2}}))
    assert chart.finding == "2个街道没有共同的关键词，2个关键词都只有一个街道用"


def test_where_no_word_is_everywhere_the_widest_is_named() -> None:
    chart = shared_terms_chart(_tables({"甲街道": {"社区": 1}, "乙街道": {"社区": 1}, "丙街道": {"征询": 1}}))
    assert chart.finding == "没有3个街道都用的关键词，2个街道共用的有1个：“社区”；50%的关键词只有一个街道用"


def test_one_street_has_nothing_to_share() -> None:
    assert shared_terms_chart(_tables({"甲街道": {"社区": 1}})).finding == "只有一个街道，没有共有词可比"


def test_the_area_of_a_dot_is_the_rate_per_thousand_characters() -> None:
    chart = shared_terms_chart(_tables({"甲街道": {"社区": 8}, "乙街道": {"社区": 2}}, characters=2000))
    dots = next(trace for trace in chart.figure.data if trace.mode == "markers")
    assert dict(zip((mark for (mark,) in dots.customdata), dots.marker.size, strict=True)) == {
        "甲街道|社区": 40, "乙街道|社区": 20
    }  # fmt: skip
    values = next(trace for trace in chart.figure.data if trace.mode == "text" and trace.customdata is not None)
    assert list(values.text) == ["4.0", "1.0"]


def test_many_streets_become_bars_from_zero_of_how_many_use_a_word() -> None:
    chart = shared_terms_chart(constructed_tables(107))
    (bars,) = chart.figure.data
    assert bars.type == "bar" and set(bars.x) == {107}
    assert chart.figure.layout.xaxis.range[0] == 0
    assert {mark for (mark,) in bars.customdata} == set(chart.evidence["mark"])


def test_every_dot_has_evidence() -> None:
    chart = shared_terms_chart(constructed_tables(3))
    marks = {mark for trace in chart.figure.data if trace.customdata is not None for (mark,) in trace.customdata}
    assert marks == set(chart.evidence["mark"])


def test_every_street_has_a_row_for_a_word_of_its_own() -> None:
    streets = 12
    chart = shared_terms_chart(constructed_tables(streets))
    dots = next(trace for trace in chart.figure.data if trace.mode == "markers")
    rows: dict[float, int] = {}
    for y in dots.y:
        rows[y] = rows.get(y, 0) + 1
    assert sum(count == 1 for count in rows.values()) == streets


def test_a_lower_stage_lists_fewer_words_and_says_so() -> None:
    high, low = (shared_terms_chart(constructed_tables(12), height=height) for height in (780, 500))
    assert high.figure.layout.height <= 780 and low.figure.layout.height <= 500
    assert "列出12个词，共150个" in low.subtitle


def test_many_streets_without_a_common_word_get_no_blank_frame() -> None:
    chart = shared_terms_chart(_tables({f"第{number}街道": {f"词{number}": 1} for number in range(13)}))
    assert chart.finding == "13个街道没有共同的关键词，13个关键词都只有一个街道用"
    assert chart.figure.layout.annotations[0].text == chart.finding
