"""A server that starts again knows unchanged documents by their look, and is not deceived by it."""

import os
import time
from pathlib import Path

import pytest

from dashboard.preprocess import known_look
from dashboard.preprocess.fingerprint import quick_signature
from dashboard.preprocess.known_look import KNOWN_LOOK, is_known_look, keep_look
from dashboard.preprocess.pipeline import preprocess

HOUR = 3600.0


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Documents of an hour ago, and their tables."""
    seeds, out = tmp_path / "seeds", tmp_path / "out"
    seeds.mkdir()
    file = seeds / "一.txt"
    file.write_text("打浦桥街道2021年工作计划\n1月底前签约12户，走访13户。\n", encoding="utf-8")
    os.utime(file, (time.time() - HOUR,) * 2)
    preprocess(seeds, out, workers=1)
    return seeds, out


def test_preprocessing_keeps_the_look(folders: tuple[Path, Path]) -> None:
    seeds, out = folders
    assert is_known_look(out, quick_signature(seeds))


def test_a_changed_document_has_another_look(folders: tuple[Path, Path]) -> None:
    seeds, out = folders
    (seeds / "一.txt").write_text("打浦桥街道2021年工作计划\n1月底前签约99户，走访13户。\n", encoding="utf-8")
    assert not is_known_look(out, quick_signature(seeds))


def test_a_document_that_comes_or_goes_changes_the_look(folders: tuple[Path, Path]) -> None:
    seeds, out = folders
    (seeds / "二.txt").write_text("", encoding="utf-8")
    assert not is_known_look(out, quick_signature(seeds))
    (seeds / "二.txt").unlink()
    assert is_known_look(out, quick_signature(seeds))
    (seeds / "一.txt").unlink()
    assert not is_known_look(out, quick_signature(seeds))


def test_tables_of_another_program_or_year_are_not_current(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds, out = folders
    look = quick_signature(seeds)
    assert not is_known_look(out, look, default_year=2020)
    monkeypatch.setattr(known_look, "program_fingerprint", lambda year: {"code": "another"})
    assert not is_known_look(out, look)


def test_a_document_just_changed_is_read_next_time(folders: tuple[Path, Path]) -> None:
    seeds, out = folders
    (out / KNOWN_LOOK).unlink()
    now = time.time()
    os.utime(seeds / "一.txt", (now, now))
    keep_look(seeds, out, quick_signature(seeds), now)
    assert not (out / KNOWN_LOOK).exists()
    keep_look(seeds, out, quick_signature(seeds), now + known_look.SECONDS_OF_DOUBT)
    assert is_known_look(out, quick_signature(seeds))


@pytest.mark.parametrize("said", ["", "{", "[]", '{"look": "x"}'])
def test_a_damaged_note_says_nothing(folders: tuple[Path, Path], said: str) -> None:
    seeds, out = folders
    (out / KNOWN_LOOK).write_text(said, encoding="utf-8")
    assert not is_known_look(out, quick_signature(seeds))


def test_without_tables_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    look = quick_signature(tmp_path / "seeds")
    keep_look(tmp_path / "seeds", tmp_path / "out", look, time.time())
    assert not is_known_look(tmp_path / "out", look)
