"""A document whose reading crashes, hangs or is killed costs only itself."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from dashboard.paths import PROJECT
from dashboard.preprocess import guarded_map, pool
from dashboard.preprocess.document_rows import Extraction
from dashboard.preprocess.pipeline import preprocess
from dashboard.preprocess.pool import KeptProcesses, Lost, run
from dashboard.reading import seven_zip_archive
from dashboard.reading.archive_member import Member
from dashboard.reading.limits import Limits
from dashboard.tables.rows import RowsByTable
from dashboard.tables.store import load_tables
from tests.archive_files import seven_zipped, zipped
from tests.dangerous_readers import dangerous_readers
from tests.extraction_fixtures import write_documents

PLAN = "古美路街道2021年工作计划\n6月底前新增托位{}个。\n"
ONE_SECOND = Limits(seconds=1)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the readers reach the processes by fork")


def problems(seeds: Path, out: Path, monkeypatch: pytest.MonkeyPatch, **options: object) -> dict[str, str]:
    """Preprocess and return the problem of each failed document by its path."""
    with dangerous_readers(monkeypatch):
        return dict(preprocess(seeds, out, **options).failed)  # type: ignore[arg-type]


def plans(count: int, ending: str = "txt") -> dict[str, str]:
    return {f"{number:03d}.{ending}": PLAN.format(number) for number in range(count)}


def read_paths(out: Path) -> list[str]:
    documents = load_tables(out).documents
    return list(documents.loc[documents["status"] == "ok", "path"])


def double(task: int, begun: Callable[[str], None]) -> int:
    return task * 2


def die_at_three(task: int, begun: Callable[[str], None]) -> int:
    if task == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def sleep_in_parts(task: int, begun: Callable[[str], None]) -> str:
    for part in range(task):
        begun(f"part {part}")
        time.sleep(0.4)
    return "done"


def nothing() -> None:
    pass


def test_a_crash_is_named_and_the_others_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = write_documents(tmp_path / "seeds", {"a.txt": PLAN.format(1), "b.crash": "x", "c.txt": PLAN.format(2)})
    found = problems(seeds, tmp_path / "out", monkeypatch)
    assert list(found) == ["b.crash"]
    assert "程序崩溃（信号 9）" in found["b.crash"]
    assert read_paths(tmp_path / "out") == ["a.txt", "c.txt"]


def end_process() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def hang() -> None:
    while True:
        time.sleep(1)


@pytest.mark.parametrize(("ending", "said"), [(end_process, "程序崩溃"), (hang, "超过 1 秒")])
def test_what_fails_after_reading_beside_others_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: Callable[[], None], said: str
) -> None:
    """Documents are searched together once they are read; which of them is to blame must be found out."""
    documents = plans(5) | {"002a.txt": PLAN.format("很多"), "b.plain": PLAN.format(9)}
    rows = Extraction.rows

    def failing(self: Extraction) -> RowsByTable:
        if self.document.path == "002a.txt":
            ending()
        return rows(self)

    monkeypatch.setattr(Extraction, "rows", failing)
    seeds = write_documents(tmp_path / "seeds", documents)
    found = problems(seeds, tmp_path / "out", monkeypatch, limits=ONE_SECOND)
    assert list(found) == ["002a.txt"]
    assert said in found["002a.txt"]
    assert read_paths(tmp_path / "out") == sorted(set(documents) - {"002a.txt"})


def test_many_crashes_among_many_documents_cost_only_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashing = {f"{number:03d}x.crash": "x" for number in (0, 40, 41, 119)}
    seeds = write_documents(tmp_path / "seeds", plans(120) | crashing)
    assert sorted(problems(seeds, tmp_path / "out", monkeypatch, workers=2)) == sorted(crashing)
    assert len(read_paths(tmp_path / "out")) == 120


def test_a_document_that_was_in_a_dying_process_by_chance_is_read_after_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = write_documents(tmp_path / "seeds", {"a.once": PLAN.format(1) + str(tmp_path / "mark")})
    assert problems(seeds, tmp_path / "out", monkeypatch) == {}
    assert read_paths(tmp_path / "out") == ["a.once"]


def test_a_document_that_takes_too_long_is_stopped_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = write_documents(tmp_path / "seeds", {"a.txt": PLAN.format(1), "b.hang": "x", "c.plain": PLAN.format(2)})
    begun = time.monotonic()
    found = problems(seeds, tmp_path / "out", monkeypatch, limits=ONE_SECOND)
    assert list(found) == ["b.hang"]
    assert "超过 1 秒" in found["b.hang"]
    assert read_paths(tmp_path / "out") == ["a.txt", "c.plain"]
    assert time.monotonic() - begun < 10


def test_only_the_member_of_an_archive_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = write_documents(tmp_path / "seeds", {})
    members = {"a.txt": PLAN.format(1), "b.crash": "x", "c.hang": "x", "d.txt": PLAN.format(2)}
    (seeds / "包.zip").write_bytes(zipped(members))
    found = problems(seeds, tmp_path / "out", monkeypatch, limits=ONE_SECOND)
    assert sorted(found) == ["包.zip/b.crash", "包.zip/c.hang"]
    assert read_paths(tmp_path / "out") == ["包.zip/a.txt", "包.zip/d.txt"]


def test_the_time_is_for_each_document_of_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = write_documents(tmp_path / "seeds", {})
    (seeds / "包.zip").write_bytes(zipped({f"{number}.slow": PLAN.format(number) for number in range(5)}))
    assert problems(seeds, tmp_path / "out", monkeypatch, limits=ONE_SECOND) == {}
    assert len(read_paths(tmp_path / "out")) == 5


def test_an_archive_of_nothing_but_crashes_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = write_documents(tmp_path / "seeds", {"z.txt": PLAN.format(1)})
    (seeds / "包.zip").write_bytes(zipped({f"{number:02d}.crash": "x" for number in range(50)}))
    found = problems(seeds, tmp_path / "out", monkeypatch)
    assert list(found) == ["包.zip"]
    assert "没有再读" in found["包.zip"]
    assert read_paths(tmp_path / "out") == ["z.txt"]


def test_a_crash_while_more_is_unpacked_blames_the_archive_and_none_of_its_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacked = seven_zip_archive._unpacked

    def crash_at_the_second_group(content: bytes, group: Sequence[Member]) -> object:
        if group[0].number > 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return unpacked(content, group)

    monkeypatch.setattr(seven_zip_archive, "HELD_BYTES", 10)
    monkeypatch.setattr(seven_zip_archive, "_unpacked", crash_at_the_second_group)
    seeds = write_documents(tmp_path / "seeds", {"z.txt": PLAN.format(9)})
    (seeds / "包.7z").write_bytes(seven_zipped({"a.txt": PLAN.format(1), "b.txt": PLAN.format(2)}))
    found = problems(seeds, tmp_path / "out", monkeypatch)
    assert list(found) == ["包.7z"]
    assert "程序崩溃" in found["包.7z"]
    assert read_paths(tmp_path / "out") == ["z.txt"]


def test_a_lost_document_is_as_current_as_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = write_documents(tmp_path / "seeds", {"b.crash": "x"})
    problems(seeds, tmp_path / "out", monkeypatch)
    assert preprocess(seeds, tmp_path / "out").was_current


def test_few_plain_texts_need_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded_map, "run", lambda *_, **__: pytest.fail("a process was started"))
    preprocess(write_documents(tmp_path / "seeds", plans(20)), tmp_path / "out")
    assert len(read_paths(tmp_path / "out")) == 20


def test_results_come_with_their_numbers() -> None:
    found = dict(run(double, enumerate(range(100)), processes=2, seconds=10, prepare=nothing))
    assert found == {number: number * 2 for number in range(100)}


def test_a_task_that_kills_its_process_is_lost_alone() -> None:
    found = dict(run(die_at_three, enumerate(range(100)), processes=2, seconds=10, prepare=nothing))
    assert found.pop(3) == Lost(None, too_slow=False, exit_code=-signal.SIGKILL)
    assert sorted(found) == [number for number in range(100) if number != 3]


def test_the_time_is_for_each_part() -> None:
    assert dict(run(sleep_in_parts, [(0, 4)], processes=1, seconds=1, prepare=nothing)) == {0: "done"}
    [(_, lost)] = run(sleep_in_parts, [(0, 4)], processes=1, seconds=0.2, prepare=nothing)
    assert lost.part == "part 0"
    assert lost.too_slow


def test_no_process_outlives_the_run() -> None:
    list(run(double, enumerate(range(10)), processes=2, seconds=10, prepare=nothing))
    assert multiprocessing.active_children() == []
    unfinished = run(double, enumerate(range(10)), processes=2, seconds=10, prepare=nothing)
    next(unfinished)
    unfinished.close()
    assert multiprocessing.active_children() == []


def process_of(task: int, begun: Callable[[str], None]) -> int:
    if task < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def test_processes_are_kept_for_the_next_run_until_they_have_been_idle_for_long() -> None:
    kept = KeptProcesses(seconds=1)

    def run_kept(task: int) -> object:
        [(_, found)] = run(process_of, [(0, task)], processes=1, seconds=10, prepare=nothing, kept=kept)
        return found

    first = run_kept(1)
    assert run_kept(2) == first
    assert isinstance(run_kept(-1), Lost)
    second = run_kept(3)
    assert second != first
    until = time.monotonic() + 20
    while multiprocessing.active_children() and time.monotonic() < until:
        time.sleep(0.05)
    assert multiprocessing.active_children() == []
    assert run_kept(4) != second
    kept.end()
    assert multiprocessing.active_children() == []


def test_beside_other_threads_no_process_is_forked() -> None:
    # what another thread holds at that moment would be held in the child for ever
    stop = threading.Event()
    other = threading.Thread(target=stop.wait)
    other.start()
    try:
        assert dict(run(double, [(0, 21)], processes=1, seconds=60, prepare=nothing)) == {0: 42}
        worker = pool._start(partial(double), nothing, [])
        try:
            assert type(worker.process).__name__ == "SpawnProcess"
        finally:
            worker.end()
    finally:
        stop.set()
        other.join()


def test_a_process_that_the_app_starts_does_not_load_the_app() -> None:
    code = (
        "import runpy, sys\nrunpy.run_path('streamlit_app.py', run_name='__mp_main__')\n"
        "print('streamlit' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, check=True, text=True)
    assert done.stdout == "False\n"


def test_a_process_that_cannot_start_stops_the_run() -> None:
    with pytest.raises(RuntimeError, match=r"does not start \(exit code 7\)"):
        list(run(double, [(0, 1)], processes=1, seconds=10, prepare=partial(os._exit, 7)))


def test_when_the_run_is_killed_its_processes_end_too(tmp_path: Path) -> None:
    # each says its id, then the run is killed while they wait for work
    code = (
        "import os, time\nfrom dashboard.preprocess.pool import _start\n"
        "from tests.test_worker_dies import double, nothing\n"
        "workers = []\n"
        "for _ in range(3): workers.append(_start(double, nothing, [worker.connection for worker in workers]))\n"
        "for worker in workers: worker.connection.recv()\n"
        "print(*[worker.process.pid for worker in workers], flush=True)\ntime.sleep(60)\n"
    )
    started = subprocess.Popen([sys.executable, "-c", code], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    ids = [int(process) for process in started.stdout.readline().split()]
    started.kill()
    started.wait()
    deadline = time.monotonic() + 10
    while any(_runs(process) for process in ids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(ids) == 3
    assert not [process for process in ids if _runs(process)]


def _runs(process: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
