"""Tables that follow the documents in the background: one run at a time, the last state in the end, failures told."""

import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.library import refresh
from dashboard.library.problems import ChangeRefusedError
from dashboard.library.refresh import RefreshState, TablesRefresh, run_preprocess
from dashboard.tables.folder_lock import folder_lock
from dashboard.tables.store import load_fingerprint, load_tables
from tests.extraction_fixtures import write_documents

SECONDS = 60
PLAN = "古美路街道2021年工作计划\n6月底前新增托位120个。\n"


class Runs:
    """Stands for preprocessing: every run waits until it is let go, and fails as often as wanted."""

    def __init__(self, failures: int = 0) -> None:
        self.started = self.running = self.most_at_once = 0
        self.failures = failures
        self.go = threading.Semaphore(0)
        self._lock = threading.Lock()

    def __call__(self, seeds: Path, data: Path, on_progress: Callable[..., None]) -> None:
        with self._lock:
            self.started += 1
            self.running += 1
            self.most_at_once = max(self.most_at_once, self.running)
        on_progress(done=1, total=3, path="计划.txt")
        self.go.acquire(timeout=SECONDS)
        with self._lock:
            self.running -= 1
            self.failures -= 1
        if self.failures >= 0:
            raise ChangeRefusedError("磁盘已满；请先腾出空间")

    def wait_for_start(self, number: int) -> None:
        until = time.monotonic() + SECONDS
        while self.started < number and time.monotonic() < until:
            time.sleep(0.005)
        assert self.started == number


def replaced(monkeypatch: pytest.MonkeyPatch, failures: int = 0) -> Runs:
    runs = Runs(failures)
    monkeypatch.setattr(refresh, "run_preprocess", runs)
    return runs


def test_the_tables_are_made_in_a_process_of_its_own(tmp_path: Path) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})
    tables = TablesRefresh(seeds, tmp_path / "data")
    assert tables.state.is_at_rest
    tables.ask("one")
    assert tables.state.is_running
    assert tables.wait(SECONDS)
    assert tables.state == RefreshState()
    assert tables.has_made("one")
    assert list(load_tables(tmp_path / "data").articles["street"]) == ["古美路街道"]


def test_asking_again_for_the_same_does_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs, tables = replaced(monkeypatch), TablesRefresh(tmp_path, tmp_path)
    tables.ask("one")
    tables.ask("one")
    runs.go.release()
    assert tables.wait(SECONDS)
    tables.ask("one")
    assert tables.wait(SECONDS)
    assert runs.started == 1


def test_changes_during_a_run_start_one_more_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs, tables = replaced(monkeypatch), TablesRefresh(tmp_path, tmp_path)
    for signature in ("one", "two", "three"):
        tables.ask(signature)
        runs.wait_for_start(1)
    assert tables.state == RefreshState(is_running=True, done=1, total=3, path="计划.txt")
    runs.go.release()
    runs.wait_for_start(2)
    assert not tables.has_made("three")
    runs.go.release()
    assert tables.wait(SECONDS)
    assert tables.has_made("three")
    assert (runs.started, runs.most_at_once) == (2, 1)


def test_it_is_at_rest_for_no_moment_between_two_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    states: list[RefreshState] = []

    class Seen(TablesRefresh):
        def __setattr__(self, name: str, value: object) -> None:
            if isinstance(value, RefreshState):
                states.append(value)
            super().__setattr__(name, value)

    runs, tables = replaced(monkeypatch), Seen(tmp_path, tmp_path)
    tables.ask("one")
    runs.wait_for_start(1)
    tables.ask("two")
    for _ in range(2):
        runs.go.release()
    assert tables.wait(SECONDS)
    assert runs.started == 2
    assert [state.is_at_rest for state in states[1:]] == [False] * (len(states) - 2) + [True]


def test_a_change_that_is_undone_is_followed_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs, tables = replaced(monkeypatch), TablesRefresh(tmp_path, tmp_path)
    for number, signature in enumerate(("before", "after", "before"), 1):
        tables.ask(signature)
        runs.wait_for_start(number)
        runs.go.release()
        assert tables.wait(SECONDS)
    assert tables.has_made("before")


def test_a_failure_is_told_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = replaced(monkeypatch, failures=1)
    tables = TablesRefresh(tmp_path, tmp_path, first_pause_seconds=0.3)
    tables.ask("one")
    runs.go.release()
    assert not tables.wait(0.1)
    assert tables.state == RefreshState(problem="磁盘已满；请先腾出空间")
    assert not tables.state.is_at_rest
    runs.go.release()
    assert tables.wait(SECONDS)
    assert tables.has_made("one")
    assert tables.state.is_at_rest


@pytest.mark.parametrize("another", [False, True], ids=["the button", "another change"])
def test_the_pause_after_a_failure_can_be_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, another: bool
) -> None:
    runs = replaced(monkeypatch, failures=1)
    tables = TablesRefresh(tmp_path, tmp_path, first_pause_seconds=SECONDS)
    tables.ask("one")
    runs.go.release()
    while tables.state.is_running:
        time.sleep(0.005)
    runs.go.release()
    tables.ask("two") if another else tables.try_again()
    assert tables.wait(SECONDS / 2)
    assert tables.has_made("two" if another else "one")


def test_progress_is_passed_on_and_other_output_is_not(tmp_path: Path) -> None:
    told: list[dict[str, object]] = []
    script = r"""print("Building prefix dict"); print('{"done": 1, "total": 2, "path": "\\u8ba1\\u5212.txt"}')
print("[1]"); print('{"done": "x"}'); print('{"waits_for": "x"}'); print('{"problem": null}')"""
    run_preprocess(tmp_path, tmp_path, lambda **what: told.append(what), [sys.executable, "-c", script])
    assert told == [{"done": 1, "total": 2, "path": "计划.txt"}, {"waits_for": "x"}]


def test_another_process_that_makes_the_tables_is_named_and_waited_for(tmp_path: Path) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})
    tables = TablesRefresh(seeds, tmp_path / "data")
    with folder_lock(tmp_path / "data", "另一台服务器"):
        tables.ask("one")
        until = time.monotonic() + SECONDS
        while not tables.state.waits_for and time.monotonic() < until:
            time.sleep(0.05)
        assert tables.state.waits_for.startswith("另一台服务器（进程 ")
        assert load_fingerprint(tmp_path / "data") is None
    assert tables.wait(SECONDS)
    assert tables.has_made("one")
    assert load_fingerprint(tmp_path / "data") is not None


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("""print('{"problem": "\\\\u9501\\\\u4f4f\\\\u4e86"}')""", "^锁住了$"),
        ("raise MemoryError('too much')", "退出码 1.*MemoryError: too much"),
        ("import os; os.kill(os.getpid(), 9)", "被信号 9 结束"),
        ("print('x' * 100_000); import sys; sys.stderr.write('y' * 1_000_000); sys.exit(3)", "退出码 3"),
    ],
)
def test_a_process_that_fails_or_breaks_down_is_told(tmp_path: Path, script: str, words: str) -> None:
    with pytest.raises(ChangeRefusedError, match=words) as told:
        run_preprocess(tmp_path, tmp_path, lambda **_: None, [sys.executable, "-c", script])
    assert len(str(told.value)) < 500


def test_tables_that_cannot_be_written_are_told_and_the_old_ones_stay(tmp_path: Path) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})
    run_preprocess(seeds, tmp_path / "data", lambda **_: None)
    before = load_fingerprint(tmp_path / "data")
    write_documents(seeds, {"要点.txt": PLAN.replace("古美路", "打浦桥")})
    (tmp_path / "data" / ".ready").write_text("in the way")
    with pytest.raises(ChangeRefusedError, match="占着"):
        run_preprocess(seeds, tmp_path / "data", lambda **_: None)
    assert load_fingerprint(tmp_path / "data") == before


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(ChangeRefusedError, match="no folder"):
        run_preprocess(tmp_path / "nowhere", tmp_path / "data", lambda **_: None)
