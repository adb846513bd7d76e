"""Killed at any moment, a change of the documents leaves them as they were or as they were to be."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.library.add import add_document
from dashboard.library.bin import bin_items, remove_documents
from dashboard.library.folder import BIN
from dashboard.paths import PROJECT
from tests.test_library_add import documents

OLD, NEW = "六月底前新增托位120个。" * 50, "九月底前新增托位240个。" * 50
MOST_STEPS = 60


def with_two(seeds: Path) -> None:
    for name, text in (("计划.txt", OLD), ("要点.txt", "不动")):
        add_document(seeds, name, text.encode())


def with_one_removed(seeds: Path) -> None:
    with_two(seeds)
    remove_documents(seeds, ["计划.txt"])


def with_one_removed_and_another_in_its_place(seeds: Path) -> None:
    with_one_removed(seeds)
    add_document(seeds, "计划.txt", NEW.encode())


BOTH = {"计划.txt": OLD, "要点.txt": "不动"}
CASES: dict[str, tuple[Callable[[Path], None], list[str], list[dict[str, str]]]] = {
    "add": (with_two, ["ask", "新.txt", NEW], [BOTH, {**BOTH, "新.txt": NEW}]),
    "keep both": (with_two, ["keep both", "计划.txt", NEW], [BOTH, {**BOTH, "计划 (2).txt": NEW}]),
    "replace": (with_two, ["replace", "计划.txt", NEW], [BOTH, {**BOTH, "计划.txt": NEW}]),
    "remove": (with_two, ["remove", "计划.txt"], [BOTH, {"要点.txt": "不动"}]),
    "restore": (with_one_removed, ["restore"], [{"要点.txt": "不动"}, BOTH]),
    "restore instead": (
        with_one_removed_and_another_in_its_place, ["restore instead"], [{**BOTH, "计划.txt": NEW}, BOTH],
    ),
    "empty the bin": (with_one_removed, ["empty"], [{"要点.txt": "不动"}]),
}  # fmt: skip
"""What stands before, what is done, and the states of the documents that may be found afterwards."""
TEXTS_KEPT = {case: {OLD} for case in CASES} | {"restore instead": {OLD, NEW}, "empty the bin": set()}
"""Texts that must be somewhere, among the documents or in the bin, whatever happens."""


def changed(seeds: Path, number: int, what: list[str]) -> int:
    command = [sys.executable, "-m", "tests.killed_change", str(seeds), str(number), *what]
    return subprocess.run(command, cwd=PROJECT, capture_output=True).returncode


def texts(seeds: Path) -> dict[str, str]:
    return {path: content.decode() for path, content in documents(seeds).items()}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="a system without SIGKILL")
@pytest.mark.parametrize("case", CASES)
def test_killed_at_every_step_it_leaves_a_whole_state(case: str, tmp_path: Path) -> None:
    prepare, what, allowed = CASES[case]
    prepare(tmp_path / "before")
    killed = 0
    for number in range(1, MOST_STEPS):
        seeds = tmp_path / str(number)
        shutil.copytree(tmp_path / "before", seeds)
        code = changed(seeds, number, what)
        assert texts(seeds) in allowed, f"step {number}"
        in_bin = {(seeds / BIN / item.key).read_text("utf-8") for item in bin_items(seeds)}
        assert TEXTS_KEPT[case] <= in_bin | set(texts(seeds).values()), f"step {number}"
        if code == 0:
            break
        assert code == -signal.SIGKILL
        killed += 1
        if case in ("add", "remove"):  # nothing of the killed one is in the way of the next
            assert changed(seeds, MOST_STEPS, what) == 0
            assert texts(seeds) == allowed[-1]
            assert not [file for file in seeds.iterdir() if file.name.startswith(".adding-")]
    assert code == 0
    assert texts(seeds) == allowed[-1]
    assert killed >= 5
