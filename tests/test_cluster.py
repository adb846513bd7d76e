"""The cluster's tables are the local engine's, row for row, whatever dies in between; on folders and on S3."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.paths import PROJECT
from dashboard.preprocess import batches
from dashboard.preprocess.pipeline import preprocess
from dashboard.preprocess.report import Report
from dashboard.reading.limits import Limits
from dashboard.tables.partitions import table_files
from dashboard.tables.schemas import STORED
from dashboard.tables.store import load_set, load_tables, load_text
from tests.archive_files import seven_zipped, zipped
from tests.dangerous_readers import dangerous_readers
from tests.extraction_fixtures import write_documents

pytest.importorskip("distributed")
pytest.importorskip("moto.server")

import s3fs

from dashboard.preprocess.cluster.connection import ClusterError
from dashboard.preprocess.cluster.run import preprocess_on_cluster
from dashboard.tables import remote_set
from tests.cluster_processes import S3_KEYS, Cluster, cluster, s3_server

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the local engine knows the dangerous readers by fork"),
    pytest.mark.xdist_group("cluster"),
]

STREETS = ("古美路街道", "打浦桥街道", "曹杨新村街道", "东海市东安区城关街道", "西山市西宁区城关街道")
LIMITS = Limits(seconds=8)
SECONDS_TO_SETTLE = 0.15
"""A file changed just now cannot be told from one that is changed once more."""


def plan(number: int) -> str:
    street, year = STREETS[number % len(STREETS)], 2021 + number % 3
    return (
        f"{street}{year}年工作计划\n一、为老服务\n{number % 12 + 1}月底前，新增托位{number}个，“第{number}号课堂”开班。"
        f"\n每周三举办义诊，惠及老人{number + 30}人。\n" * 3
    )


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plans, doubles, archives, documents that cannot be read, one that crashes and one that hangs."""
    folder = tmp_path_factory.mktemp("cluster") / "seeds"
    texts = {f"{number % 7}区/{number:03}.txt": plan(number) for number in range(90)}
    texts |= {
        "同.txt": plan(5), "空.txt": "", "随笔.txt": "今天天气很好。\n", "照片.jpg": "x", "坏.crash": "x", "停.hang": "x",
        "无年.txt": "古美路街道工作安排\n新增托位9个。\n",
        "7区/汇编.md": f"# 〔打浦桥街道〕\n{plan(5)}\n# 〔新泾镇〕\n年内新增车位3个。\n",
        "8区/.隐藏.txt": plan(1), "8区/~$锁.docx": "x",
    }  # fmt: skip
    write_documents(folder, texts)
    inner = zipped({"c.txt": plan(5)})
    (folder / "7区/包.zip").write_bytes(zipped({"a.txt": plan(91), "b.crash": "x", "里.zip": inner}))
    (folder / "7区/包.7z").write_bytes(seven_zipped({"d.txt": plan(92)}))
    time.sleep(SECONDS_TO_SETTLE)
    return folder


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_FILES", 5)
    monkeypatch.setattr(batches, "USUAL_FILES", 4)


@pytest.fixture(scope="module")
def s3_address() -> Iterator[str]:
    with s3_server() as address:
        yield address


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory, s3_address: str) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("workers"), s3_address) as found:
        yield found


@pytest.fixture(scope="module")
def local(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The local engine's tables."""
    out = tmp_path_factory.mktemp("local")
    with pytest.MonkeyPatch.context() as patch, dangerous_readers(patch):
        preprocess(seeds, out, limits=LIMITS, default_year=2020)
    return out


def on_cluster(seeds: object, out: object, workers: Cluster, **options: object) -> Report:
    return preprocess_on_cluster(
        str(seeds), str(out), scheduler=workers.address, **{"limits": LIMITS, "default_year": 2020, **options}
    )  # type: ignore[arg-type]


def rows(out: Path) -> dict[str, pa.Table]:
    found = {}
    for name in STORED:
        parts = [pq.read_table(file.open("rb")) for file in table_files(out, name)]
        found[name] = pa.concat_tables(parts).replace_schema_metadata()
    return found


def assert_same(out: Path, expected: Path) -> None:
    found, wanted = rows(out), rows(expected)
    for name in STORED:
        assert found[name].equals(wanted[name]), name


def test_the_rows_are_those_of_the_local_engine(seeds: Path, local: Path, workers: Cluster, tmp_path: Path) -> None:
    report = on_cluster(seeds, tmp_path / "out", workers)
    assert_same(tmp_path / "out", local)
    assert {path for path, _ in report.failed} == {"坏.crash", "停.hang", "空.txt", "照片.jpg", "7区/包.zip/b.crash"}
    assert "程序崩溃（信号 9）" in dict(report.failed)["坏.crash"]
    assert "同.txt" in dict(report.duplicates)
    assert load_set(tmp_path / "out")[1] == load_set(local)[1]
