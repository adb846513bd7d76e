"""kill -9 at any moment of preprocessing leaves the last whole set of tables, or the new one."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from dashboard.paths import PROJECT
from dashboard.tables.schemas import STORED
from dashboard.tables.store import load_tables
from tests.extraction_fixtures import write_documents

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="SIGKILL"),
    pytest.mark.xdist_group("killed"),  # one process kills, and looks at what it left
]


@pytest.fixture(scope="module")
def deaths(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What was found after a death at each write, in order; the last line is of the run that came through."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.killed_at_every_write", str(tmp_path_factory.mktemp("killed"))],
        cwd=PROJECT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_it_was_killed_at_every_write(deaths: list[dict[str, Any]]) -> None:
    *killed, last = deaths
    assert {death["code"] for death in killed} == {-9}
    assert last["code"] == 0
    doing = [death["doing"] for death in killed]
    assert doing.count("write_table") >= len(STORED) - 1  # one has no rows
    assert doing.count("replace") == len(STORED) + 2  # each file, the set, and the part
    assert doing.count("fsync") >= len(STORED)
    assert {"mkdir", "open", "os.open", "unlink"} <= set(doing)


def test_the_old_tables_or_the_new_ones_are_whole(deaths: list[dict[str, Any]]) -> None:
    assert [death for death in deaths if death["found"] not in ("old", "new")] == []
    assert [death for death in deaths if death["texts"] != death["found"]] == []


def test_there_is_one_moment_from_which_on_the_tables_are_new(deaths: list[dict[str, Any]]) -> None:
    found = [death["found"] for death in deaths]
    assert found == sorted(found, reverse=True)
    assert set(found) == {"old", "new"}


def test_the_fingerprint_tells_which_they_are(deaths: list[dict[str, Any]]) -> None:
    assert [death for death in deaths if death["current"] != (death["found"] == "new")] == []


def test_the_next_run_makes_the_new_ones_and_leaves_nothing_behind(deaths: list[dict[str, Any]]) -> None:
    assert {death["again"] for death in deaths} == {"new"}
    left = [name for death in deaths for name in death["left"]]
    # The note of who held the lock may stay; it means nothing while nobody holds it.
    assert set(left) <= {".lock", ".lock-holder.json", ".parts", ".known-look.json"}
    # Parts of the old tables go with the next change where the new ones stood already.
    assert {death["parts"] for death in deaths} <= {1, 2}
    assert deaths[-1]["parts"] == 1


def test_a_command_killed_at_any_time_leaves_whole_tables(tmp_path: Path) -> None:
    one = write_documents(tmp_path / "one", {"计划.txt": "古美路街道2021年工作计划\n6月底前新增托位120个。\n"})
    plans = {f"{n}.txt": f"打浦桥街道2022年工作要点\n年底前完成旧区改造{n}户。\n" for n in range(150)}
    many, out = write_documents(tmp_path / "many", plans), tmp_path / "out"
    command = [sys.executable, "-m", "dashboard", "preprocess", "--out", str(out), "--seeds"]
    subprocess.run([*command, str(one)], cwd=PROJECT, check=True, capture_output=True)
    seen = set()
    for seconds in (0.8, 1.2, 1.6, 2.0):
        process = subprocess.Popen([*command, str(many), "--force"], cwd=PROJECT, stdout=subprocess.DEVNULL)
        time.sleep(seconds)
        process.kill()
        process.wait()
        tables = load_tables(out)
        seen.add(len(tables.documents))
        assert set(tables.sentences["document_id"]) == set(tables.documents["document_id"])
    assert seen <= {1, 150}
    subprocess.run([*command, str(many)], cwd=PROJECT, check=True, capture_output=True)
    assert len(load_tables(out).documents) == 150
