"""The benchmark of exports runs and compares what it says. Speed itself is not judged here."""

from io import BytesIO
from pathlib import Path

from pptx import Presentation

from benchmarks import export_speed
from benchmarks.__main__ import PARTS, export_figures, export_line
from benchmarks.export_speed import ExportTime, plain_slides, timed
from benchmarks.generated_corpus import generated_plans
from dashboard.paths import LEXICON, SEEDS
from dashboard.preprocess.rules import load_rules
from dashboard.preprocess.sources import seed_files
from dashboard.reading.read import load_source, read_document

ONE = ExportTime("seed", 24, 1.5, 0.6, 0.3, 0.09, 210.0)


def test_the_ratio_is_to_as_many_plain_slides() -> None:
    assert round(ONE.ratio(), 6) == 10
    assert export_line(ONE).startswith("seed: 24 slides by command in 1.50 s (wanted 2.0), 210 MB")
    assert export_figures(ONE)["ratio"] == 10
    assert "export" in PARTS


def test_a_plain_deck_has_a_chart_on_every_slide() -> None:
    slides = list(Presentation(BytesIO(plain_slides(3))).slides)
    assert [any(shape.has_chart for shape in slide.shapes) for slide in slides] == [True] * 3


def test_generated_plans_are_of_the_streets_named_and_the_same_each_time() -> None:
    rules = load_rules(LEXICON)
    document = read_document(load_source(SEEDS, seed_files(SEEDS)[0]), rules.gazetteer, rules.reading)
    streets = ["外滩街道", "五里桥街道"]
    plans = generated_plans(document, streets, 2021, 1)
    assert plans == generated_plans(document, streets, 2021, 1)
    assert [text.partition("\n")[0] for text in plans.values()] == [f"{street}2021年工作计划" for street in streets]


def test_a_briefing_is_measured_by_command_and_in_parts(seed_data: Path) -> None:
    one = timed("seed", seed_data, 1)
    assert one.slides > 15
    assert min(one.charts_seconds, one.slides_seconds, one.plain_seconds) > 0
    assert one.command_seconds > one.slides_seconds
    assert 50 < one.megabytes < 2000
    assert export_speed.WANTED_SECONDS["seed"] == 2
