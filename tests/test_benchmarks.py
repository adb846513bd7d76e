"""The benchmarks run, and their ratios are what they say. Speed itself is not judged here."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import pytest

from benchmarks import __main__ as command
from benchmarks import app_speed, scale_app, scale_speed, viewers
from benchmarks.__main__ import app_figures, app_line, keep, map_figures, map_lines
from benchmarks.app_speed import SCREEN, WALK, Waiting
from benchmarks.comparison import Comparison, compare, process_seconds
from benchmarks.compiled_map import beside
from benchmarks.corpus import write_corpus
from benchmarks.generated_corpus import generated_texts
from benchmarks.growth_chart import growth_figure
from benchmarks.map_speed import measure
from benchmarks.served_app import served
from dashboard.paths import LEXICON, PROJECT, SEEDS
from dashboard.preprocess.pipeline import preprocess
from dashboard.preprocess.rules import load_rules
from dashboard.preprocess.sources import seed_files
from dashboard.reading.document import Document
from dashboard.reading.read import load_source, read_document
from dashboard.tables.areas import area_names
from dashboard.tables.store import load_tables

TWICE_AS_FAST = Comparison("十个字", 10, {"own": 0.5, "yardstick": 1.0, "fast": 0.25})


@pytest.fixture(scope="module")
def document() -> Document:
    rules = load_rules(LEXICON)
    return read_document(load_source(SEEDS, seed_files(SEEDS)[0]), rules.gazetteer, rules.reading)


def test_a_ratio_above_one_is_faster_than_the_yardstick() -> None:
    assert TWICE_AS_FAST.ratios() == {"yardstick": 2.0, "fast": 0.5}
    assert TWICE_AS_FAST.characters_per_second() == {"own": 20.0, "yardstick": 10.0, "fast": 40.0}
    assert map_lines(TWICE_AS_FAST)[2] == "  2.00 × yardstick (10 characters a second)"


def test_compiled_modules_are_compared_with_python_at_the_speed_that_the_yardstick_had_then() -> None:
    plain = Comparison("文", 10, {"map": 1.0, "jieba.lcut": 2.0})
    compiled = Comparison("文", 10, {"map": 1.0, "jieba.lcut": 4.0})  # on a machine half as fast
    (found,) = beside([compiled], [plain])
    assert found == Comparison("文, compiled", 10, {"map, compiled": 1.0, "map": 2.0, "jieba.lcut": 4.0})
    assert found.ratios() == {"map": 2.0, "jieba.lcut": 4.0}


def test_the_first_round_does_not_count_and_the_median_does(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 100.0, 0.0, 1.0, 0.0, 9.0, 0.0, 2.0])
    monkeypatch.setattr(time, "process_time", lambda: next(clock))
    assert compare("text", 4, {"own": lambda: None}, rounds=3).seconds == {"own": 2.0}


def test_waiting_takes_no_processor_time() -> None:
    assert process_seconds(lambda: time.sleep(0.2)) < 0.1


def test_generated_texts_are_the_same_for_the_same_seed_and_hold_sentences_of_the_document(document: Document) -> None:
    texts = generated_texts(document, 3, seed=1)
    assert texts == generated_texts(document, 3, seed=1) != generated_texts(document, 3, seed=2)
    known = [sentence.text for sentence in document.sentences]
    for line in texts[0].split("\n\n"):
        while line:
            start = next(text for text in sorted(known, key=len, reverse=True) if line.startswith(text))
            line = line.removeprefix(start)


def test_texts_of_figures_hold_one_in_every_sentence(document: Document) -> None:
    without = {s.text for s in document.sentences if s.part == "body" and not any(map(str.isdecimal, s.text))}
    body = "".join(generated_texts(document, 5, seed=1, only_figures=True))
    assert without
    assert not any(text in body for text in without if len(text) > 20)


def test_the_map_is_measured_beside_both_segmenters() -> None:
    kept = [map_figures(comparison) for comparison in measure(repetitions=1, documents=2, rounds=1)]
    assert [figures["text"] for figures in kept] == [
        "seed, repeated", "generated documents", "generated, a figure in every sentence",
        "plans of the generated corpus",
    ]
    for figures in kept:
        assert figures["characters"] > 1000
        assert list(figures["characters_per_second"]) == ["document_rows", "jieba.lcut", "rjieba.cut"]
        assert list(figures["ratio_to"]) == ["jieba.lcut", "rjieba.cut"]


def test_the_ratio_of_waitings_is_that_of_their_medians_and_above_one_is_slower() -> None:
    waiting = Waiting("filter change", {"dashboard": [300.0, 150.0, 9000.0], "bare app": [100.0, 900.0, 200.0]})
    assert waiting.ratio() == 1.5
    assert app_line(waiting) == "filter change: 1.50 × (wanted 1.5; 300 ms against 200 ms, 3 times)"
    assert app_figures(waiting)["milliseconds"] == {"dashboard": 300, "bare app": 200}


def test_the_walk_makes_each_choice_of_the_filter_once() -> None:
    chosen: frozenset[int] = frozenset()
    seen = [chosen]
    for option in WALK:
        chosen ^= {option}
        seen.append(chosen)
    assert len(set(seen)) == len(seen) == 2**3


def test_a_part_measured_again_leaves_the_other_parts_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    keep(file, "map_speed", [{"ratio": 1}])
    keep(file, "app_speed", [{"ratio": 2}])
    keep(file, "app_speed", [{"ratio": 3}])
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert {part: found["figures"] for part, found in kept.items()} == {
        "map_speed": [{"ratio": 1}], "app_speed": [{"ratio": 3}],
    }
    assert kept["app_speed"]["machine"]["cores"] >= 1


def test_the_command_measures_the_parts_it_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "RESULTS", tmp_path / "results.json")
    monkeypatch.setattr(command, "PARTS", {name: lambda: ([], []) for name in ("map", "app")})
    command.main(["app"])
    assert list(json.loads((tmp_path / "results.json").read_text())) == ["app_speed"]
    command.main([])
    assert sorted(json.loads((tmp_path / "results.json").read_text())) == ["app_speed", "map_speed"]
    with pytest.raises(SystemExit):
        command.main(["neither"])


SLOW_TO_IMPORT = (
    "jieba", "rjieba", "wordcloud", "lunar_python", "ahocorasick_rs", "scipy", "matplotlib", "plotly.express",
    "pylopdf_fonts_zh_cn", "dashboard.preprocess.pipeline", "dashboard.charts.catalogue", "playwright",
)  # fmt: skip


def test_the_first_page_imports_nothing_that_it_does_not_need() -> None:
    program = f"""if True:
        import importlib, sys
        from pathlib import Path
        from dashboard.pages.app import PAGES
        importlib.import_module("dashboard.pages." + Path(PAGES[0][0]).stem)
        print(*(name for name in {SLOW_TO_IMPORT} if name in sys.modules))"""
    run = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


WATCHED = """<svg class="js-plotly-plot"><g class="trace"><path d="M0"/></g></svg>"""


@pytest.mark.browser
def test_a_chart_is_noted_when_it_changes_and_only_then(browser: Any) -> None:
    page = browser.new_page(viewport=SCREEN)
    page.add_init_script(path=app_speed.HERE / "chart_watch.js")
    page.goto("data:text/html,<p>nothing yet</p>")
    assert page.evaluate("chartDrawings.length") == 0
    page.evaluate("chart => document.body.insertAdjacentHTML('beforeend', chart)", WATCHED)
    assert page.evaluate("chartDrawings.map(drawing => drawing.content)") == ["M0"]
    page.evaluate("document.querySelector('path').setAttribute('fill', 'red')")
    assert page.evaluate("chartDrawings.length") == 1
    page.evaluate("document.querySelector('path').setAttribute('d', 'M1')")
    assert page.evaluate("chartDrawings.map(drawing => drawing.content)") == ["M0", "M1"]
    page.close()


@pytest.mark.browser
def test_the_app_is_measured_beside_the_bare_app(browser: Any) -> None:
    waitings = app_speed.measure(browser, openings=1, starts=1, walks=[WALK[:2], WALK[:1]])
    assert [waiting.times for waiting in waitings] == [1, 1, 2, 1]
    for waiting in waitings:
        assert list(waiting.milliseconds) == ["dashboard", "bare app"]
        assert all(milliseconds > 0 for times in waiting.milliseconds.values() for milliseconds in times)


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let viewers come at once and go on soon."""
    monkeypatch.setattr(viewers, "ARRIVE_WITHIN_SECONDS", 0.5)
    monkeypatch.setattr(viewers, "PAUSE_SECONDS", (0.2, 0.6))


def test_viewers_see_their_own_filter_and_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)
    loads = viewers.measure(viewers=3, streets=3, pages=("", "目标"))
    assert [(load.app, load.viewers, len(load.opened), len(load.changed), load.errors) for load in loads] == [
        ("dashboard", 3, 3, 3, ()), ("bare app", 3, 3, 3, ()),
    ]  # fmt: skip
    assert set(viewers.ratios(loads)) == set(loads[0].figures()["seconds"])


@pytest.mark.browser
def test_the_app_is_timed_on_every_choice(
    browser: "Browser", tmp_path: Path, monkeypatch: pytest.MonkeyPatch  # noqa: F821
) -> None:
    hurry(monkeypatch)
    seeds, data = tmp_path / "seeds", tmp_path / "data"
    write_corpus(6, seeds)
    preprocess(seeds, data)
    scale = scale_app.measured(browser, 6, seeds, data, pages=("", "目标"), viewers=2, starts=1)
    choices = len(scale_app.choices_of(area_names(load_tables(data).articles)))
    assert {page: len(took) for page, took in scale.new.items()} == {"": choices, "目标": choices}
    assert set(scale.first_chart.milliseconds) == {"dashboard", "bare app"}
    assert scale.first_chart.ratio() > 0 and scale.megabytes_with_viewers >= scale.megabytes > 50
    assert not scale.viewers.errors
    assert "slowest by page: 总览" in scale.line()


def test_choices_go_through_every_level() -> None:
    names = pd.DataFrame(
        {"district": ["甲区", "甲区", "乙区", "乙区", "丙县", "丁县"], "city": ["A市"] * 4 + ["B市"] * 2},
        index=["一街道", "二街道", "三街道", "四街道", "五镇", "六镇"],
    )  # fmt: skip
    choices = [dict(parse_qsl(choice)) for choice in scale_app.choices_of(names)]
    assert {"level": "district"} in choices and {"level": "city"} in choices
    assert {"area": "B市", "theme": scale_app.THEMES[0]} in choices
    assert choices[-2:] == [{"level": "street"}, {"street": "四街道"}]


def test_the_chart_of_growth_shows_each_kind_of_run() -> None:
    seconds = {"first": 2.0, "one changed": 1.0, "unchanged": 0.5}
    points = [{"documents": size, "seconds": {kind: took * size for kind, took in seconds.items()}} for size in (1, 9)]
    fitted = {"fitted": {"seconds_of_a_run": 0.0, "milliseconds_of_a_document": 2000.0}}
    dashed, *lines = growth_figure([*points, fitted]).data
    assert [list(line.y) for line in lines] == [[took, took * 9] for took in seconds.values()]
    assert lines[0].text[-1].strip() == "first run, 18 s"
    assert dashed.y[-1] == pytest.approx(18.0)


def test_a_viewer_who_sees_the_filter_of_another_is_counted(seed_data: Path) -> None:
    with served(PROJECT / "streamlit_app.py", PROJECT, {"JIEDAO_DATA": str(seed_data)}) as address:
        walk = viewers.run(viewers._walk(address, "没有的街道", ("",), (0.0,)))
    assert walk.errors == ["the filter of 没有的街道 says 3个街道"]


def test_what_a_command_holds_is_not_what_the_benchmark_holds(tmp_path: Path) -> None:
    held_here = bytes(range(256)) * 4096 * 600  # 600 MB, all of it written
    _, own, _ = scale_speed.command(SEEDS, tmp_path / "out", workers=1)
    assert 50 < own < len(held_here) / 1024**2
