"""The corpora that are generated, and how their growth is fitted. Speed itself is not judged here."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import corpus
from benchmarks.__main__ import scale_figures, scale_line
from benchmarks.corpus import generated, write_corpus
from benchmarks.scale_speed import Growth, exponent, measure, per_document
from benchmarks.townships import all_townships, chosen_townships
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables.store import load_tables


def test_the_country_has_its_townships() -> None:
    units = all_townships()
    assert len(units) == len(set(units)) == 41_352
    assert Counter(unit.name for unit in units)["城关镇"] > 50
    assert all(unit.name and unit.district and unit.province for unit in units)


def test_the_first_107_are_the_streets_of_shanghai() -> None:
    units = chosen_townships(108, 1)
    assert {unit.province for unit in units} == {"上海市"}
    assert [unit.name.endswith("街道") for unit in units] == [True] * 107 + [False]
    assert units[0].full_name.startswith("上海市")


def test_more_contain_the_fewer() -> None:
    assert chosen_townships(2_000, 1)[:500] == chosen_townships(500, 1)
    assert chosen_townships(2_000, 1) != chosen_townships(2_000, 2)
    with pytest.raises(ValueError, match="41,352"):
        chosen_townships(50_000, 1)


def test_the_same_number_and_seed_give_the_same_texts() -> None:
    units = chosen_townships(30, 1)
    assert list(generated(units, 1)) == list(generated(units, 1))
    assert dict(generated(units, 1)) != dict(generated(units, 2))
    assert dict(generated(units[:10], 1)).items() <= dict(generated(units, 1)).items()


def test_lengths_are_spread_and_words_differ_between_districts() -> None:
    texts = dict(generated(chosen_townships(107, 1), 1))
    lengths = sorted(map(len, texts.values()))
    assert 700 < lengths[len(lengths) // 2] < 1_300
    assert lengths[-1] > 2 * lengths[len(lengths) // 2]
    assert lengths[0] > 200


def test_the_tables_of_a_corpus_have_something_to_tell_apart(tmp_path: Path) -> None:
    write_corpus(12, tmp_path / "seeds")
    assert not preprocess(tmp_path / "seeds", tmp_path / "out").failed
    tables = load_tables(tmp_path / "out")
    assert tables.articles["street"].nunique() == 12
    assert (tables.keywords["keyness"] > 1.96).sum() > 12
    assert len(tables.milestones) > 12
    assert tables.themes["mentions"].gt(0).mean() > 0.2


def test_the_command_writes_the_files_and_refuses_a_folder_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["corpus", "3", str(tmp_path / "made")])
    corpus.main()
    assert "3 plans of" in capsys.readouterr().out
    assert len(list((tmp_path / "made").rglob("*.txt"))) == 3
    with pytest.raises(SystemExit):
        corpus.main()
    assert "is not empty" in capsys.readouterr().err


def growth(documents: int, seconds: float) -> Growth:
    return Growth(documents, 1_000 * documents, seconds, 1.0, 2.0, 300, 200)


def test_growth_is_fitted() -> None:
    linear = [growth(number, 2 + 0.005 * number) for number in (100, 1_000, 10_000)]
    assert per_document(linear) == pytest.approx((2, 0.005))
    assert exponent([growth(number, 0.1 * number**1.2) for number in (10, 100, 1_000)]) == pytest.approx(1.2)


def test_one_size_is_measured() -> None:
    [found] = measure(sizes=(5,))
    assert found.documents == 5
    assert 0 < found.unchanged_seconds < 60
    assert 50 < found.megabytes < 2_000
    assert scale_line(found).startswith("5 documents (")
    assert scale_figures(found)["documents"] == 5
