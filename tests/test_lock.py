"""One process at a time makes the tables of a folder; the others are told which one, and wait or give up."""

import errno
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.paths import PROJECT
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables import folder_lock as folder_lock_module
from dashboard.tables.folder_lock import HOLDER, LOCK, FolderBusyError, Holder, folder_lock, lock_if_free
from dashboard.tables.store import load_tables
from tests.extraction_fixtures import write_documents

PLAN = "古美路街道2021年工作计划\n6月底前新增托位120个。\n"
HOLD = (
    "import sys, time; from pathlib import Path; from dashboard.tables.folder_lock import folder_lock\n"
    "with folder_lock(Path(sys.argv[1]), '街道展望（应用）'):\n    print('held', flush=True)\n    time.sleep(60)\n"
)


@contextmanager
def held_elsewhere(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold the folder's lock."""
    holder = subprocess.Popen([sys.executable, "-c", HOLD, folder], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield holder
    finally:
        holder.kill()
        holder.wait()


def test_the_message_names_who_holds_it(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path) as process, pytest.raises(FolderBusyError) as busy, folder_lock(tmp_path, "test"):
        pass
    holder = busy.value.holder
    assert holder is not None
    assert (holder.program, holder.process) == ("街道展望（应用）", process.pid)
    assert f"process {process.pid} on {holder.host}, since {holder.since}" in str(busy.value)
    assert f"进程 {process.pid}" in holder.in_chinese


def test_the_command_exits_2_and_leaves_the_tables_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})
    with held_elsewhere(tmp_path / "out") as process:
        assert main(["preprocess", "--seeds", str(seeds), "--out", str(tmp_path / "out")]) == 2
        assert f"街道展望（应用） (process {process.pid} on" in capsys.readouterr().err
    assert not list((tmp_path / "out").glob("*.parquet"))


def test_it_is_free_once_its_holder_was_killed(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path):
        pass
    assert (tmp_path / HOLDER).exists()
    with folder_lock(tmp_path, "test"):
        assert json.loads((tmp_path / HOLDER).read_text("utf-8"))["process"] == os.getpid()
    assert not (tmp_path / HOLDER).exists()


def test_who_waits_is_told_who_holds_it_and_goes_on_when_it_is_free(tmp_path: Path) -> None:
    told: list[Holder | None] = []
    with held_elsewhere(tmp_path) as process:

        def wait(holder: Holder | None) -> None:
            told.append(holder)
            process.kill()

        with folder_lock(tmp_path, "test", wait):
            pass
    assert told and told[0] is not None
    assert told[0].process == process.pid


def test_who_has_waited_does_not_make_again_what_the_other_made(tmp_path: Path) -> None:
    seeds, out = write_documents(tmp_path / "seeds", {"计划.txt": PLAN}), tmp_path / "out"
    first_has_it, may_end = threading.Event(), threading.Event()

    def slowly(done: int, total: int, path: str) -> None:
        first_has_it.set()
        may_end.wait(10)

    first = threading.Thread(target=preprocess, args=(seeds, out), kwargs={"on_progress": slowly})
    first.start()
    try:
        assert first_has_it.wait(20)
        report = preprocess(seeds, out, on_wait=lambda holder: may_end.set())
    finally:
        may_end.set()
        first.join()
    assert report.was_current
    assert len(load_tables(out).articles) == 1


def test_two_threads_of_one_process_exclude_each_other(tmp_path: Path) -> None:
    with folder_lock(tmp_path, "one"):
        busy: list[bool] = []

        def other() -> None:
            with lock_if_free(tmp_path) as is_ours:
                busy.append(not is_ours)

        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert busy == [True]


def test_a_holder_that_has_not_said_who_it_is_is_another_process(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path):
        for said in ("", "[]", '{"program": 1}'):
            (tmp_path / HOLDER).write_text(said, "utf-8")
            with pytest.raises(FolderBusyError, match="another process is making"), folder_lock(tmp_path, "test"):
                pass


def test_current_tables_are_shown_while_another_process_works(tmp_path: Path) -> None:
    seeds, out = write_documents(tmp_path / "seeds", {"计划.txt": PLAN}), tmp_path / "out"
    preprocess(seeds, out)
    with held_elsewhere(out):
        assert preprocess(seeds, out).was_current
        assert len(load_tables(out).articles) == 1


def test_a_full_disk_is_named_before_any_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder_lock_module, "_say_who", full)
    with pytest.raises(OSError, match=r"make room there and try again.*out") as error:
        preprocess(seeds, tmp_path / "out")
    assert error.value.filename == str(tmp_path / "out")
    monkeypatch.undo()
    with folder_lock(tmp_path / "out", "test"):
        pass


def test_the_lock_is_given_back_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broken"), folder_lock(tmp_path, "test"):
        raise ValueError("broken")
    with folder_lock(tmp_path, "test"):
        assert (tmp_path / LOCK).exists()
