"""The cluster's tables are the local engine's, row for row, whatever dies in between; on folders and on S3."""

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.preprocess import batches
from dashboard.preprocess.part import part_content
from dashboard.preprocess.pipeline import preprocess
from dashboard.preprocess.places import KNOWN_FILES, ListedFile
from dashboard.preprocess.report import Report, StoppedError
from dashboard.preprocess.sources import LocalDocuments
from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.limits import Limits
from dashboard.tables.partitions import table_files
from dashboard.tables.schemas import STORED
from dashboard.tables.store import load_set, load_tables, load_text
from tests.archive_files import seven_zipped, zipped
from tests.dangerous_readers import dangerous_readers
from tests.extraction_fixtures import write_documents

pytest.importorskip("distributed")
pytest.importorskip("moto.server")

import fsspec
import s3fs

from dashboard.preprocess.cluster import known_files, run
from dashboard.preprocess.cluster.remote_documents import RemoteDocuments
from dashboard.preprocess.cluster.remote_parts import RemoteParts
from dashboard.preprocess.cluster.run import preprocess_on_cluster
from dashboard.preprocess.cluster.workers import OtherProgramError, program
from dashboard.tables import remote_lock, remote_set
from dashboard.tables.folder_lock import FolderBusyError
from tests.cluster_processes import S3_KEYS, Cluster, cluster, s3_server

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the local engine knows the dangerous readers by fork"),
    pytest.mark.xdist_group("cluster"),
]

STREETS = ("古美路街道", "打浦桥街道", "曹杨新村街道", "东海市东安区城关街道", "西山市西宁区城关街道")
LIMITS = Limits(seconds=4)
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
    """Plans, doubles, archives and documents that cannot be read."""
    folder = tmp_path_factory.mktemp("cluster") / "seeds"
    texts = {f"{number % 7}区/{number:03}.txt": plan(number) for number in range(60)}
    texts |= {
        "同.txt": plan(5), "空.txt": "", "随笔.txt": "今天天气很好。\n", "照片.jpg": "x",
        "无年.txt": "古美路街道工作安排\n新增托位9个。\n",
        "7区/汇编.md": f"# 〔打浦桥街道〕\n{plan(5)}\n# 〔新泾镇〕\n年内新增车位3个。\n",
        "8区/.隐藏.txt": plan(1), "8区/~$锁.docx": "x",
    }  # fmt: skip
    write_documents(folder, texts)
    (folder / "7区/包.zip").write_bytes(zipped({"a.txt": plan(91), "b.txt": "", "里.zip": zipped({"c.txt": plan(5)})}))
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
    assert {path for path, _ in report.failed} == {"空.txt", "照片.jpg", "7区/包.zip/b.txt"}
    assert "同.txt" in dict(report.duplicates)
    assert load_set(tmp_path / "out")[1] == load_set(local)[1]


def test_a_document_that_crashes_or_hangs_is_named_as_it_is_here(
    workers: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = write_documents(tmp_path / "seeds", {"a.txt": plan(1), "b.crash": "x", "c.hang": "x", "d.txt": plan(2)})
    (seeds / "包.zip").write_bytes(zipped({"a.txt": plan(3), "b.crash": "x", "c.txt": plan(4)}))
    with dangerous_readers(monkeypatch):
        preprocess(seeds, tmp_path / "local", limits=LIMITS, default_year=2020)
    before = workers.workers()
    report = on_cluster(seeds, tmp_path / "out", workers)
    assert_same(tmp_path / "out", tmp_path / "local")
    assert {path for path, _ in report.failed} == {"b.crash", "c.hang", "包.zip/b.crash"}
    assert "程序崩溃（信号 9）" in dict(report.failed)["b.crash"]
    assert workers.workers() == before  # no worker died of it


@pytest.mark.parametrize("files", [1, 1000], ids=["while-documents-are-read", "when-all-are-read"])
def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    seeds: Path, local: Path, workers: Cluster, tmp_path: Path, files: int
) -> None:
    killed: list[int] = []

    def kill(done: int, total: int, path: str) -> None:
        if not killed and done >= min(files, total):
            killed.append(workers.kill_a_worker())

    report = on_cluster(seeds, tmp_path / "out", workers, on_progress=kill)
    assert killed
    assert killed[0] not in workers.workers().values()
    assert_same(tmp_path / "out", local)
    assert report.files_read == len(list(filter(Path.is_file, seeds.rglob("[!.~]*"))))
    assert not list((tmp_path / "out").rglob("*.parquet/.*"))


def test_a_run_that_was_stopped_goes_on_from_there(seeds: Path, local: Path, workers: Cluster, tmp_path: Path) -> None:
    def stop(done: int, total: int, path: str) -> None:
        if done >= 40:
            raise KeyboardInterrupt

    with pytest.raises(StoppedError) as stopped:
        on_cluster(seeds, tmp_path / "out", workers, on_progress=stop)
    assert not list((tmp_path / "out").glob("*.parquet"))
    report = on_cluster(seeds, tmp_path / "out", workers)
    assert report.files_kept == stopped.value.kept >= 40
    assert report.files_read + report.files_kept == stopped.value.files
    assert_same(tmp_path / "out", local)


@pytest.fixture
def few(tmp_path: Path) -> Path:
    folder = write_documents(tmp_path / "seeds", {f"{number:02}.txt": plan(number) for number in range(40)})
    time.sleep(SECONDS_TO_SETTLE)
    return folder


def test_only_what_changed_is_read(few: Path, workers: Cluster, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert on_cluster(few, out, workers).files_read == 40
    nobody = Cluster("tcp://127.0.0.1:1", {})
    assert on_cluster(few, out, nobody).was_current
    assert preprocess(few, out, limits=LIMITS, default_year=2020).was_current
    times = (few / "07.txt").stat()
    (few / "07.txt").write_text(plan(7).replace("托位7个", "托位8个"), encoding="utf-8")
    os.utime(few / "07.txt", ns=(times.st_atime_ns, times.st_mtime_ns))
    (few / "30.txt").unlink()
    report = on_cluster(few, out, workers)
    assert 0 < report.files_read <= 15
    assert report.files_read + report.files_kept == 39
    preprocess(few, tmp_path / "fresh", limits=LIMITS, default_year=2020)
    assert_same(out, tmp_path / "fresh")
    assert on_cluster(few, out, workers, force=True).files_read == 39


def test_the_engines_take_turns_on_one_folder(few: Path, workers: Cluster, tmp_path: Path) -> None:
    out = tmp_path / "out"
    preprocess(few, out, limits=LIMITS, default_year=2020)
    before = {name: (out / f"{name}.parquet").read_bytes() for name in STORED}
    document = load_tables(out).documents["document_id"][3]
    text = load_text(out, document)
    (few / "01.txt").write_text(plan(77), encoding="utf-8")
    on_cluster(few, out, workers)
    assert all((out / f"{name}.parquet").is_dir() for name in STORED)
    assert len(load_tables(out).documents) == 40
    assert load_text(out, document) == text
    (few / "01.txt").write_text(plan(1), encoding="utf-8")
    report = preprocess(few, out, limits=LIMITS, default_year=2020)
    assert report.files_kept > 20  # parts are named alike
    assert {name: (out / f"{name}.parquet").read_bytes() for name in STORED} == before
    assert not list(out.glob(".old-*"))


def test_no_documents_give_empty_tables(workers: Cluster, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    on_cluster(tmp_path / "seeds", tmp_path / "out", workers)
    assert {len(table) for table in rows(tmp_path / "out").values()} == {0}
    assert list(load_tables(tmp_path / "out").targets.columns) == STORED["targets"].names


def test_workers_with_another_program_are_refused(
    few: Path, workers: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "program", lambda: program() | {"rules": "others", "lxml": "0.1"})
    with pytest.raises(OtherProgramError) as refused:
        on_cluster(few, tmp_path / "out", workers)
    for worker in workers.workers():
        assert f"{worker}: the words and rules (dashboard/lexicon), lxml (" in str(refused.value)
    assert not list((tmp_path / "out").glob("*.parquet"))


def test_on_s3_a_second_run_reads_nothing_and_a_change_its_batch(
    seeds: Path, local: Path, workers: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (*S3_KEYS, "AWS_ENDPOINT_URL"):
        monkeypatch.setenv(name, workers.environment[name])
    store = s3fs.S3FileSystem()
    store.mkdir("plans")
    store.put(str(seeds), "plans/2021/", recursive=True)
    [folder] = store.ls("plans/2021", detail=False)
    here, out = f"s3://{folder}", "s3://plans/tables"
    report = on_cluster(here, out, workers)
    assert_same(downloaded(store, tmp_path / "first"), local)
    assert report.files_read == len(list(filter(Path.is_file, seeds.rglob("[!.~]*"))))
    nobody = Cluster("tcp://127.0.0.1:1", {})
    assert on_cluster(here, out, nobody).was_current
    store.pipe_file(f"{folder}/2区/009.txt", plan(9).replace("托位9个", "托位19个").encode())
    changed = on_cluster(here, out, workers)
    assert 0 < changed.files_read <= 5
    assert changed.files_read + changed.files_kept == report.files_read
    found = rows(downloaded(store, tmp_path / "second"))
    before = rows(local)
    assert 19.0 in found["quantities"].column("value_min").to_pylist()
    assert found["quantities"].num_rows == before["quantities"].num_rows
    assert len([path for path in store.ls("plans/tables", detail=False) if "set-" in path]) == 2
    assert not store.exists("plans/tables/.running.json")


def downloaded(store: s3fs.S3FileSystem, folder: Path) -> Path:
    """Return the set of tables that counts, as the app takes it."""
    store.invalidate_cache()
    said = json.loads(store.cat_file("plans/tables/tables.json"))
    store.get(f"plans/tables/{said['set']}/", f"{folder}/", recursive=True)
    assert load_set(folder)[1] == said["made_from"]
    return folder


def test_who_works_at_an_address_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        remote_lock.remote_lock("memory://busy", "one"),
        pytest.raises(FolderBusyError, match=r"one \(process \d+"),
        remote_lock.remote_lock("memory://busy", "two"),
    ):
        pytest.fail("both work")
    with remote_lock.remote_lock("memory://busy", "two"):
        monkeypatch.setattr(remote_lock, "SECONDS_UNTIL_FORGOTTEN", 0.0)
        with remote_lock.remote_lock("memory://busy", "three"):
            pass


def test_a_set_that_was_not_finished_is_never_seen() -> None:
    def written(mark: str, names: Iterable[str]) -> None:
        with remote_set.new_remote_set("memory://sets", {"documents": mark}, mark) as into:
            for name in names:
                into.write(name, 0, [STORED[name].empty_table()])

    assert remote_set.current_set("memory://sets") is None
    with pytest.raises(FileNotFoundError, match="no parts of documents"):
        written("a", list(STORED)[1:])
    assert remote_set.current_set("memory://sets") is None
    for mark in ("b", "c", "d"):
        written(mark, STORED)
        found = remote_set.current_set("memory://sets")
        assert found is not None
        assert found.made_from == {"documents": mark}
        assert len(remote_set.remote_columns("memory://sets", "documents", ["path"])) == 0
    left = fsspec.filesystem("memory").ls("/sets", detail=False)
    assert sorted(path.rpartition("/")[2] for path in left) == ["set-c", "set-d", "tables.json"]


def test_parts_on_a_file_system_are_whole_or_not_there(tmp_path: Path) -> None:
    parts = RemoteParts(f"file://{tmp_path}/.parts")
    assert parts.names() == set()
    content = part_content({})
    for _ in range(2):
        parts.write("a.part", content)
    parts.write("b.part", content[:-10])
    parts.write(KNOWN_FILES, b"{}")
    assert parts.names() == {"a.part", "b.part"}
    assert (parts.is_whole("a.part"), parts.is_whole("b.part"), parts.is_whole("c.part")) == (True, False, False)
    assert parts.read("a.part") == content
    parts.remove_others({"a.part"})
    assert {path.name for path in (tmp_path / ".parts").iterdir()} == {"a.part", KNOWN_FILES}


@pytest.mark.parametrize("kept", [b"", b"[]", b'{"place": "x", "files": {"a.txt": [1]}}', b"\xff"])
def test_a_damaged_list_of_known_files_means_reading(tmp_path: Path, kept: bytes) -> None:
    parts = RemoteParts(f"memory://known/{len(kept)}")
    assert known_files.load_known(parts, "x") == {}
    parts.write(KNOWN_FILES, kept)
    assert known_files.load_known(parts, "x") == {}
    files = [ListedFile("a.txt", "/a.txt", 3, "t1"), ListedFile("b.txt", "/b.txt", 3, None)]
    known_files.save_known(parts, "x", known_files.learned(files, {"a.txt": "d1", "b.txt": "d2"}))
    known = known_files.load_known(parts, "x")
    assert [known_files.digest_of(file, known) for file in files] == ["d1", ""]
    assert known_files.digest_of(files[0]._replace(stamp="t2"), known) == ""
    assert known_files.load_known(parts, "another place") == {}


def test_documents_of_an_address_are_those_of_a_folder(seeds: Path) -> None:
    there, here = RemoteDocuments(f"file://{seeds}"), LocalDocuments(seeds)
    listed = there.listed()
    assert [(file.path, file.size) for file in listed] == [(file.path, file.size) for file in here.listed()]
    assert all(there.path_of(file.file) == file.path for file in listed)
    assert all(there.read(file.file, LIMITS) == here.read(file.file, LIMITS) for file in listed)
    with pytest.raises(UnreadableDocument, match="最多 0 MB"):
        there.read(listed[0].file, Limits(file_bytes=1))
    with pytest.raises(NotADirectoryError):
        RemoteDocuments(f"file://{seeds}/空.txt").listed()
    with pytest.raises(FileNotFoundError, match="put the documents there"):
        RemoteDocuments("memory://nowhere").listed()
