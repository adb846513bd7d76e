"""How the measures of themes are written: the same on the screen and by an office program."""

import pytest

from dashboard.charts.theme_measures import MEASURES, measure_named


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
