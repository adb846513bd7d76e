"""The command with ``--engine dask``: its own workers, Ctrl-C, and what it says where something is missing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.paths import PROJECT
from dashboard.preprocess.part_folder import ENDING, PARTS
from dashboard.tables.store import load_tables
from tests.extraction_fixtures import write_documents
from tests.test_stopped import hear_ctrl_c

distributed = pytest.importorskip("distributed")

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="SIGINT"),
    pytest.mark.xdist_group("cluster"),
]

PLAN = "古美路街道2021年工作计划\n6月底前新增托位{}个。\n"
SECONDS = 90
CLUSTER = "dashboard.preprocess.cluster"


def plans(count: int) -> dict[str, str]:
    lines = "".join(f"{month}月底前新增托位{month}个，举办义诊{month + 3}场。\n" for month in range(1, 12))
    return {f"{number:04}.txt": PLAN.format(number) + lines for number in range(count)}


def command(seeds: Path, out: Path, *options: str) -> list[str]:
    return [
        sys.executable, "-m", "dashboard", "preprocess", "--engine", "dask", "--seeds", str(seeds), "--out", str(out),
        *options,
    ]  # fmt: skip


def test_it_starts_workers_of_its_own_and_ctrl_c_keeps_what_is_read(tmp_path: Path) -> None:
    seeds, out = write_documents(tmp_path / "seeds", plans(300)), tmp_path / "out"
    running = subprocess.Popen(
        command(seeds, out, "--workers", "2"), cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=hear_ctrl_c,
    )  # fmt: skip
    until = time.monotonic() + SECONDS
    while len(list(out.glob(f"{PARTS}/*{ENDING}"))) < 3 and time.monotonic() < until:
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does
    _, said = running.communicate(timeout=SECONDS)
    assert running.returncode == 130, said
    assert "of 300 files are read, the next run goes on from there" in said
    assert "Traceback" not in said
    assert not list(out.glob("*.parquet"))
    (seeds / "空.txt").write_text("", encoding="utf-8")
    done = subprocess.run(
        command(seeds, out, "--workers", "2"), cwd=PROJECT, capture_output=True, text=True, timeout=SECONDS
    )
    assert done.returncode == 1, done.stderr
    assert done.stderr.splitlines() == ["failed: 空.txt: 文件是空的（0 字节）；请放入有内容的文档"]
    assert "301 documents read, 1 failed" in done.stdout
    assert "files were as before and not read again" in done.stdout
    assert len(load_tables(out).articles) == 300


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"], "no scheduler answers at tcp://127.0.0.1:1"),
        (["--engine", "dask", "--scheduler", "nowhere"], "no scheduler answers at nowhere"),
        (["--engine", "dask", "--scheduler", "abc://x:1"], "no scheduler answers at abc://x:1"),
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "--workers", "2"], "--workers is for processes"),
        (["--scheduler", "tcp://127.0.0.1:1"], "--scheduler is for --engine dask"),
        (["--out", "s3://bucket/tables"], "s3://bucket/tables is no folder of this machine"),
        (["--engine", "dask", "--out", "abc://bucket"], "Protocol not known: abc"),
        (["--engine", "dask", "--seeds", "/nowhere"], "no folder /nowhere"),
    ],
    ids=[
        "no-scheduler", "no-port", "no-protocol", "workers", "local-scheduler", "local-address", "no-store", "no-seeds",
    ],
)
def test_what_cannot_be_exits_2_within_seconds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], problem: str
) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})
    begun = time.monotonic()
    assert main(["preprocess", "--seeds", str(seeds), "--out", str(tmp_path / "out"), *options]) == 2
    assert problem in capsys.readouterr().err
    assert time.monotonic() - begun < 15
    assert not list(tmp_path.rglob("*.parquet"))


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith((CLUSTER, "distributed"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "distributed", None)
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})
    assert main(["preprocess", "--engine", "dask", "--seeds", str(seeds), "--out", str(tmp_path / "out")]) == 2
    assert "--engine dask needs distributed: pip install" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_neither_the_local_engine_nor_the_app_loads_it() -> None:
    code = (
        "import sys, dashboard.cli, dashboard.preprocess.pipeline, dashboard.pages.start_up, dashboard.library.refresh;"
        f"print([name for name in sys.modules if name.startswith(('{CLUSTER}', 'distributed', 'dask', 'fsspec'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, check=True, text=True)
    assert done.stdout == "[]\n"
