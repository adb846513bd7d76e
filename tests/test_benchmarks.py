"""The benchmarks run, and their ratios are what they say. Speed itself is not judged here."""

import time

import pytest

from benchmarks.__main__ import lines, results
from benchmarks.comparison import Comparison, compare, process_seconds
from benchmarks.generated_corpus import generated_texts
from benchmarks.map_speed import measure
from dashboard.paths import LEXICON, SEEDS
from dashboard.preprocess.fingerprint import seed_files
from dashboard.preprocess.rules import load_rules
from dashboard.reading.document import Document
from dashboard.reading.read import load_source, read_document

TWICE_AS_FAST = Comparison("十个字", 10, {"own": 0.5, "yardstick": 1.0, "fast": 0.25})


@pytest.fixture(scope="module")
def document() -> Document:
    rules = load_rules(LEXICON)
    return read_document(load_source(SEEDS, seed_files(SEEDS)[0]), rules.gazetteer, rules.reading)


def test_a_ratio_above_one_is_faster_than_the_yardstick() -> None:
    assert TWICE_AS_FAST.ratios() == {"yardstick": 2.0, "fast": 0.5}
    assert TWICE_AS_FAST.characters_per_second() == {"own": 20.0, "yardstick": 10.0, "fast": 40.0}
    assert lines(TWICE_AS_FAST)[2] == "  2.00 × yardstick (10 characters a second)"


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
    comparisons = measure(repetitions=1, documents=2, rounds=1)
    kept = results(comparisons)
    assert [figure["text"] for figure in kept["map_speed"]] == [
        "seed, repeated", "generated documents", "generated, a figure in every sentence",
    ]
    for figure in kept["map_speed"]:
        assert figure["characters"] > 1000
        assert list(figure["characters_per_second"]) == ["document_rows", "jieba.lcut", "rjieba.cut"]
        assert list(figure["ratio_to"]) == ["jieba.lcut", "rjieba.cut"]
    assert kept["machine"]["cores"] >= 1
