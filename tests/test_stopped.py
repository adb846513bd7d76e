"""Ctrl-C stops preprocessing at once and cleanly; what was read is kept, and the next run goes on from there."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.paths import PROJECT
from dashboard.preprocess import guarded_map, map_batch
from dashboard.preprocess.map_file import MappedFile
from dashboard.preprocess.part_folder import ENDING, PARTS
from dashboard.preprocess.pipeline import StoppedError, preprocess
from dashboard.tables.folder_lock import folder_lock
from dashboard.tables.schemas import STORED
from dashboard.tables.store import load_tables
from tests.extraction_fixtures import write_documents

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGINT")

DOCUMENTS = 900
SECONDS = 60


def plans(count: int) -> dict[str, str]:
    lines = "".join(f"{month}月底前新增托位{month}个，举办义诊{month + 3}场。\n" for month in range(1, 12))
    return {f"{n:04}.txt": f"打浦桥街道2022年工作要点\n年底前完成旧区改造{n}户。\n{lines}" for n in range(count)}


def table_bytes(out: Path) -> dict[str, bytes]:
    return {name: (out / f"{name}.parquet").read_bytes() for name in STORED}


def finished_parts(out: Path) -> list[Path]:
    return sorted(out.glob(f"{PARTS}/*{ENDING}"))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A folder of documents, and the tables of a run that nobody stopped."""
    folder = tmp_path_factory.mktemp("many")
    seeds = write_documents(folder / "seeds", plans(DOCUMENTS))
    preprocess(seeds, folder / "fresh")
    return seeds, table_bytes(folder / "fresh")


@pytest.mark.xdist_group("stopped")  # one process makes the tables of ``many``
@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_command_stops_and_the_next_one_goes_on(
    tmp_path: Path, many: tuple[Path, dict[str, bytes]], workers: str
) -> None:
    (seeds, fresh), out = many, tmp_path / "out"
    command = [
        sys.executable, "-m", "dashboard", "preprocess", "--seeds", str(seeds), "--out", str(out), "--workers", workers,
    ]  # fmt: skip
    running = subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=hear_ctrl_c
    )
    until = time.monotonic() + SECONDS
    while len(finished_parts(out)) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=SECONDS)
    kept = len(finished_parts(out))
    assert running.returncode == 130, said
    assert f"of {DOCUMENTS:,} files are read, the next run goes on from there" in said
    assert "Traceback" not in said
    assert not list(out.glob("*.parquet"))
    assert not _processes_that_work_on(seeds)
    with folder_lock(out, "test"):
        pass
    report = preprocess(seeds, out)
    assert kept >= 2
    assert report.files_kept > 0
    assert report.files_kept + report.files_read == DOCUMENTS
    assert table_bytes(out) == fresh


def hear_ctrl_c() -> None:
    """Undo what shells do to programs that they start in the background, of which the tests may be one."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _processes_that_work_on(seeds: Path) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = process.read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if str(seeds) in words:
            found.append(words)
    return found


def stop_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Ctrl-C come while the file of this number is read in this process."""
    work, calls = map_batch.map_file, 0

    def stopping(*arguments: object) -> MappedFile:
        nonlocal calls
        calls += 1
        if calls == number:
            raise KeyboardInterrupt
        return work(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(map_batch, "map_file", stopping)
    monkeypatch.setattr(guarded_map, "LEAST_DOCUMENTS_PER_WORKER", 10_000)


def test_it_says_how_many_are_kept_and_reads_only_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds, out = write_documents(tmp_path / "seeds", plans(300)), tmp_path / "out"
    with monkeypatch.context() as patch:
        stop_at(250, patch)
        with pytest.raises(StoppedError) as stopped:
            preprocess(seeds, out)
    assert stopped.value.files == 300
    assert 100 <= stopped.value.kept < 250
    report = preprocess(seeds, out)
    assert (report.files_kept, report.files_read) == (stopped.value.kept, 300 - stopped.value.kept)


def test_the_tables_of_before_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds, out = write_documents(tmp_path / "seeds", plans(3)), tmp_path / "out"
    preprocess(seeds, out)
    before = table_bytes(out)
    write_documents(seeds, {"新.txt": "古美路街道2022年工作要点\n年底前加装电梯3台。\n"})
    with monkeypatch.context() as patch:
        stop_at(2, patch)
        with pytest.raises(StoppedError):
            preprocess(seeds, out)
    assert table_bytes(out) == before
    assert len(load_tables(out).documents) == 3


def test_while_the_tables_are_written_it_stops_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard.preprocess import pipeline

    def stopping(*_: object) -> None:
        raise KeyboardInterrupt

    seeds, out = write_documents(tmp_path / "seeds", plans(3)), tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "write_tables", stopping)
        assert main(["preprocess", "--seeds", str(seeds), "--out", str(out)]) == 130
    assert {path.name for path in out.iterdir()} == {".lock", PARTS}
    assert preprocess(seeds, out).files_read == 0
