"""How the measures of themes are written, the same on the screen and by an office program, and tabled."""

from types import SimpleNamespace

import pandas as pd
import pytest

from dashboard.charts.theme_heatmap import theme_heatmap
from dashboard.charts.theme_measures import MEASURES, measure_named, theme_table
from tests.constructed_tables import constructed_tables


@pytest.mark.parametrize(
    ("measure", "value", "words"),
    [
        ("sentence_share", 0.125, "13"),
        ("sentence_share", 0.145, "15"),
        ("sentence_share", 0.10499999999999998, "11"),
        ("sentence_share", 0.004, "<1"),
        ("sentence_share", 0.005, "1"),
        ("sentence_share", 0.0, "0"),
        ("per_1000_characters", 4.25, "4.3"),
        ("per_1000_characters", 0.04, "<0.1"),
        ("mentions", 1234.0, "1,234"),
        ("mentions", 0.3, "<1"),
    ],
)
def test_values_are_rounded_half_up_as_office_programs_round_them(measure: str, value: float, words: str) -> None:
    assert measure_named(measure).words(value) == words


def test_office_programs_are_given_formats_that_write_the_same() -> None:
    assert {name: measure.number_format for name, measure in MEASURES.items()} == {
        "sentence_share": '[>=0.005]#,##0%;[=0]0;"＜1%"',
        "per_1000_characters": '[>=0.05]#,##0.0;[=0]0;"＜0.1"',
        "mentions": '[>=0.5]#,##0;[=0]0;"＜1"',
        "sentences": '[>=0.5]#,##0;[=0]0;"＜1"',
    }


def test_an_unknown_measure_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="per_1000_characters"):
        theme_heatmap(constructed_tables(1), measure="share")


@pytest.mark.parametrize("measure", ["mentions", "sentence_share"])
def test_themes_stand_by_their_mean_and_street_by_street(measure: str) -> None:
    streets, themes = ["丙街道", "甲街道", "乙街道"], ["党建", "住房", "养老"]
    numbers = {("党建", "甲街道"): 1, ("住房", "乙街道"): 4, ("养老", "丙街道"): 4, ("养老", "别处"): 9}
    rows = [(street, theme, numbers.get((theme, street), 0)) for street in [*streets, "别处"] for theme in themes]
    frame = pd.DataFrame(rows, columns=["street", "theme", measure])
    tables = SimpleNamespace(articles=pd.DataFrame({"street": [*streets, None, "丙街道"]}), themes=frame)
    found = theme_table(tables, MEASURES[measure])  # type: ignore[arg-type]
    assert list(found.index) == ["住房", "养老", "党建"]  # the first two alike: in the order of the lexicon
    assert list(found.columns) == streets
    assert found.to_numpy().tolist() == [[0, 0, 4], [4, 0, 0], [0, 1, 0]]
    assert theme_table(SimpleNamespace(articles=tables.articles, themes=frame[:0]), MEASURES[measure]).empty  # type: ignore[arg-type]
