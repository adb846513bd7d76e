"""Whatever stands in the folder of documents: each thing is read or named, and nothing stops the rest."""

import errno
import os
import socket
import sys
from pathlib import Path

import pytest

from dashboard.paths import LEXICON
from dashboard.preprocess import batches, sources
from dashboard.preprocess.fingerprint import fingerprint, is_current, quick_signature
from dashboard.preprocess.map_file import MapJob, map_file
from dashboard.preprocess.pipeline import preprocess
from dashboard.preprocess.sources import LocalDocuments, listed_files, read_file, seed_files
from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.limits import Limits
from dashboard.tables.store import load_tables
from tests.archive_files import zipped
from tests.extraction_fixtures import write_documents

PLAN = "古美路街道2021年工作计划\n6月底前新增托位120个。\n"
OTHER = "打浦桥街道2021年工作要点\n年底前完成旧区改造1302户。\n"

posix = pytest.mark.skipif(os.name != "posix", reason="such files are made on Linux and macOS")
linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return write_documents(tmp_path / "seeds", {"计划.txt": PLAN})


def outcome(seeds: Path) -> dict[str, str | None]:
    """Preprocess and return every document's problem by its path; 计划.txt must have been read."""
    out = seeds.parent / "out"
    preprocess(seeds, out)
    assert is_current(seeds, out), "the run does not know its own documents again"
    documents = load_tables(out).documents
    problems = {
        path: problem if status == "failed" else None
        for path, problem, status in documents[["path", "problem", "status"]].itertuples(index=False)
    }
    assert problems.pop("计划.txt") is None
    return problems


@posix
def test_a_pipe_is_named_and_never_waited_for(seeds: Path) -> None:
    os.mkfifo(seeds / "管道.txt")
    assert outcome(seeds) == {"管道.txt": "不是普通文件（管道、套接字或设备），没有读取"}


@posix
def test_a_socket_is_named(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(seeds)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.txt")
        [(path, problem)] = outcome(seeds).items()
    assert path == "s.txt"
    assert "不是普通文件" in str(problem)


def test_a_folder_with_the_name_of_a_document_is_a_folder(seeds: Path) -> None:
    write_documents(seeds, {"2021.txt/要点.txt": OTHER})
    (seeds / "空.docx").mkdir()
    assert outcome(seeds) == {"2021.txt/要点.txt": None}


@posix
@pytest.mark.parametrize(
    ("target", "problem"),
    [("nowhere", "指向的文件不存在"), ("/etc/hostname", "指向文件夹以外"), ("../secret.txt", "指向文件夹以外"),
     ("链接.txt", "绕成了圈"), (".", "指向另一个文件夹"), ("..", "指向文件夹以外")],
    ids=["broken", "outside", "beside", "itself", "its-folder", "above"],
)  # fmt: skip
def test_a_link_that_leads_to_no_document_of_the_folder_is_named(seeds: Path, target: str, problem: str) -> None:
    (seeds.parent / "secret.txt").write_text(OTHER, encoding="utf-8")
    (seeds / "链接.txt").symlink_to(target)
    [(path, said)] = outcome(seeds).items()
    assert path == "链接.txt"
    assert problem in str(said)


@posix
def test_a_link_to_a_document_of_the_folder_is_that_document_again(seeds: Path) -> None:
    (seeds / "链接.txt").symlink_to("计划.txt")
    assert outcome(seeds) == {"链接.txt": None}
    assert len(load_tables(seeds.parent / "out").articles) == 1


@posix
def test_folders_that_link_to_each_other_end(seeds: Path) -> None:
    for one, other in (("a", "b"), ("b", "a")):
        (seeds / one).mkdir()
        (seeds / one / "环").symlink_to(seeds / other)
    assert list(outcome(seeds)) == ["a/环", "b/环"]


@posix
def test_the_folder_itself_may_be_a_link(seeds: Path) -> None:
    (seeds.parent / "link").symlink_to(seeds)
    assert len(preprocess(seeds.parent / "link", seeds.parent / "out").failed) == 0
    assert len(load_tables(seeds.parent / "out").articles) == 1


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO])
def test_a_file_that_may_not_be_read_is_named(seeds: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    write_documents(seeds, {"密.txt": OTHER})
    work = os.open

    def refusing(path: object, *rest: int, **options: object) -> int:
        if str(path).endswith("密.txt"):
            raise OSError(number, os.strerror(number))
        return work(path, *rest, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(sources.os, "open", refusing)
    [(path, problem)] = outcome(seeds).items()
    assert path == "密.txt"
    assert {errno.EACCES: "没有读取权限", errno.EIO: "磁盘读取出错"}[number] in str(problem)


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_may_not_be_listed_is_named(seeds: Path) -> None:
    write_documents(seeds, {"密/要点.txt": OTHER})
    (seeds / "密").chmod(0)
    try:
        assert list(outcome(seeds)) == ["密"]
    finally:
        (seeds / "密").chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_named(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_documents(seeds, {"密/要点.txt": OTHER})
    work = os.scandir

    def refusing(path: object) -> object:
        if str(path).endswith("密"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return work(path)  # type: ignore[call-overload]

    monkeypatch.setattr(sources.os, "scandir", refusing)
    [(path, problem)] = outcome(seeds).items()
    assert path == "密"
    assert "文件夹打不开" in str(problem)


@linux
@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"\xb9\xc5\xc3\xc0.txt", "\\udcb9\\udcc5\\udcc3\\udcc0.txt"), ("计\u202e划.txt".encode(), "计\\u202e划.txt"),
     ("计\n划.txt".encode(), "计\\u000a划.txt"), (b"a\\b.txt", "a\\u005cb.txt"),
     ("长" * 83 + ".txt", "长" * 83 + ".txt")],
    ids=["no-utf-8", "bidi", "line-end", "backslash", "long"],
)  # fmt: skip
def test_any_name_has_a_path_that_can_be_stored_and_shown(seeds: Path, name: bytes | str, shown: str) -> None:
    own = name if isinstance(name, bytes) else name.encode()[:255]
    (Path(os.fsdecode(os.fsencode(seeds) + b"/" + own))).write_text(OTHER, encoding="utf-8")
    [(path, problem)] = outcome(seeds).items()
    assert path == shown
    assert path.isprintable()
    assert problem is None


@linux
def test_different_names_have_different_paths(seeds: Path) -> None:
    for name in ("a\u202eb.txt", "a\\u202eb.txt"):
        (seeds / name).write_text(OTHER, encoding="utf-8")
    assert len(outcome(seeds)) == 2


def test_a_file_that_is_too_large_is_not_even_read(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (seeds / "大.txt").open("wb") as file:
        file.truncate(101_000_000)
    [(path, problem)] = outcome(seeds).items()
    assert path == "大.txt"
    assert problem == "文件有 101 MB，最多 100 MB；请拆成几份再放入"


def change_while_read(file: Path, times: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let a file grow whenever it is read, so many times; return where the readings are counted."""
    readings: list[int] = []
    work = os.fstat

    def changing(descriptor: int) -> os.stat_result:
        found = work(descriptor)
        if len(readings) % 2 == 0 and len(readings) // 2 < times:
            with file.open("a", encoding="utf-8") as more:
                more.write("年内新增车位30个。\n")
        readings.append(descriptor)
        return found

    monkeypatch.setattr(sources.os, "fstat", changing)
    monkeypatch.setattr(sources, "SECONDS_BETWEEN_READINGS", 0)
    return readings


def test_a_file_that_changes_while_it_is_read_is_read_again(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = change_while_read(seeds / "计划.txt", 2, monkeypatch)
    assert read_file(seeds / "计划.txt", seeds) == (PLAN + "年内新增车位30个。\n" * 2).encode()
    assert len(readings) == 6


def test_a_file_that_never_stops_changing_is_named(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change_while_read(seeds / "计划.txt", 100, monkeypatch)
    with pytest.raises(UnreadableDocument, match="正在被改写"):
        read_file(seeds / "计划.txt", seeds)


def test_what_changed_after_it_was_read_is_seen_by_the_next_run(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, file = seeds.parent / "out", seeds / "计划.txt"
    # changed after the tables' currency was looked at and before it is read, and changed back afterwards
    preprocess(seeds, out)
    write_documents(seeds, {"要点.txt": OTHER})
    changed = PLAN.replace("120", "999")

    def change(done: int, total: int, path: str) -> None:
        if path == "计划.txt":
            file.write_text(PLAN, encoding="utf-8")

    work = batches.batches_of

    def change_first(files: list[sources.SeenFile]) -> list[batches.Batch]:
        file.write_text(changed, encoding="utf-8")
        return work(files)

    monkeypatch.setattr("dashboard.preprocess.pipeline.batches_of", change_first)
    preprocess(seeds, out, on_progress=change)
    assert 999 in set(load_tables(out).targets["value_min"])
    assert not is_current(seeds, out), "tables of 999 pass for those of a file that says 120"


def test_a_file_that_was_removed_in_the_middle_is_left_out(seeds: Path) -> None:
    write_documents(seeds, {"a.txt": OTHER, "z.txt": OTHER + "又建成口袋公园2个。\n"})
    out = seeds.parent / "out"
    report = preprocess(seeds, out, on_progress=lambda done, *_: (seeds / "z.txt").unlink(missing_ok=True))
    assert report.failed == []
    assert list(load_tables(out).documents["path"]) == ["a.txt", "计划.txt"]
    assert is_current(seeds, out)


def test_a_file_that_is_gone_has_no_rows(seeds: Path) -> None:
    assert map_file(seeds / "nowhere.txt", MapJob(LocalDocuments(seeds), LEXICON)).rows == {}


def test_files_come_in_the_order_of_their_paths(seeds: Path) -> None:
    write_documents(seeds, {"b/a.txt": "x", "b.txt": "x", "a/z.txt": "x", "b-c/a.txt": "x"})
    assert [path for path, _ in listed_files(seeds)] == ["a/z.txt", "b/a.txt", "b-c/a.txt", "b.txt", "计划.txt"]
    assert [file.relative_to(seeds).as_posix() for file in seed_files(seeds)] == [p for p, _ in listed_files(seeds)]


def test_the_quick_look_sees_what_changes(seeds: Path) -> None:
    seen = {quick_signature(seeds)}
    write_documents(seeds, {"要点.txt": OTHER})
    seen.add(quick_signature(seeds))
    (seeds / "要点.txt").write_text(OTHER + "又。", encoding="utf-8")
    seen.add(quick_signature(seeds))
    (seeds / "要点.txt").rename(seeds / "要点2.txt")
    seen.add(quick_signature(seeds))
    (seeds / "要点2.txt").unlink()
    assert len(seen) == 4
    assert quick_signature(seeds) in seen
    write_documents(seeds, {".hidden": "x", "~$计划.docx": "x"})
    assert quick_signature(seeds) in seen


def test_the_quick_look_is_the_same_by_whatever_path(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_documents(seeds, {"徐汇/要点.txt": OTHER})
    seen = quick_signature(seeds)
    monkeypatch.chdir(seeds.parent)
    assert quick_signature(Path(seeds.name)) == seen
    monkeypatch.chdir(seeds)
    assert quick_signature(Path()) == seen


def test_an_archive_counts_by_its_own_bytes(seeds: Path) -> None:
    (seeds / "包.zip").write_bytes(zipped({"a.txt": OTHER}))
    before = fingerprint(seeds, None)
    assert outcome(seeds) == {"包.zip/a.txt": None}
    (seeds / "包.zip").write_bytes(zipped({"b.txt": OTHER}))
    assert fingerprint(seeds, None) != before


def test_the_limits_reach_the_reader(seeds: Path) -> None:
    report = preprocess(seeds, seeds.parent / "out", limits=Limits(file_bytes=10))
    assert "最多 0 MB" in report.failed[0][1]
