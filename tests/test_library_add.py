"""Adding documents: whole or not at all, never in place of another unless told to, refused with a reason."""

import errno
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.library import add as adding
from dashboard.library import folder
from dashboard.library.add import OnClash, Outcome, accepted_endings, add_document
from dashboard.library.bin import bin_items, restore
from dashboard.library.problems import ChangeRefusedError
from dashboard.preprocess.sources import seed_files
from dashboard.reading.archives import ARCHIVES
from dashboard.reading.formats import READERS
from dashboard.reading.limits import LIMITS, Limits

OLD, NEW = "六月底前新增托位120个。".encode(), "九月底前新增托位240个。".encode()


def documents(seeds: Path) -> dict[str, bytes]:
    """Return what preprocessing would read, by path."""
    return {file.relative_to(seeds).as_posix(): file.read_bytes() for file in seed_files(seeds)}


def fail(number: int) -> Callable[..., object]:
    def failing(*_: object, **__: object) -> object:
        raise OSError(number, os.strerror(number))

    return failing


def test_a_file_is_written_and_the_folder_is_made(tmp_path: Path) -> None:
    added = add_document(tmp_path / "seeds", "计划.txt", OLD)
    assert (added.outcome, added.path) == (Outcome.ADDED, "计划.txt")
    assert documents(tmp_path / "seeds") == {"计划.txt": OLD}


def test_a_path_in_the_name_leads_nowhere(tmp_path: Path) -> None:
    for name in ("../外面.txt", "/tmp/外面.txt", "..\\外面.txt"):
        add_document(tmp_path / "seeds", name, name.encode(), OnClash.KEEP_BOTH)
    assert {file.parent for file in tmp_path.rglob("*.txt")} == {tmp_path / "seeds"}


def test_the_same_file_again_is_not_written(tmp_path: Path) -> None:
    add_document(tmp_path, "计划.txt", OLD)
    before = (tmp_path / "计划.txt").stat().st_mtime_ns
    assert add_document(tmp_path, "计划.txt", OLD, OnClash.REPLACE).outcome is Outcome.THERE_ALREADY
    assert (tmp_path / "计划.txt").stat().st_mtime_ns == before
    assert bin_items(tmp_path) == []


def test_other_content_under_the_same_name_is_asked_about(tmp_path: Path) -> None:
    add_document(tmp_path, "计划.txt", OLD)
    assert add_document(tmp_path, "计划.txt", NEW).outcome is Outcome.CLASH
    assert documents(tmp_path) == {"计划.txt": OLD}


def test_both_can_be_kept(tmp_path: Path) -> None:
    add_document(tmp_path, "计划.txt", OLD)
    for number, content in ((2, NEW), (3, NEW + NEW)):
        added = add_document(tmp_path, "计划.txt", content, OnClash.KEEP_BOTH)
        assert (added.outcome, added.path) == (Outcome.ADDED, f"计划 ({number}).txt")
    assert documents(tmp_path) == {"计划.txt": OLD, "计划 (2).txt": NEW, "计划 (3).txt": NEW + NEW}


def test_what_is_replaced_goes_to_the_bin_and_comes_back(tmp_path: Path) -> None:
    add_document(tmp_path, "计划.txt", OLD)
    added = add_document(tmp_path, "计划.txt", NEW, OnClash.REPLACE)
    assert added.outcome is Outcome.REPLACED
    assert documents(tmp_path) == {"计划.txt": NEW}
    assert added.replaced is not None
    assert restore(tmp_path, added.replaced.key, instead=True) == "计划.txt"
    assert documents(tmp_path) == {"计划.txt": OLD}
    assert [(tmp_path / ".bin" / item.key).read_bytes() for item in bin_items(tmp_path)] == [NEW]


def test_a_folder_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "计划.txt").mkdir()
    assert add_document(tmp_path, "计划.txt", OLD, OnClash.REPLACE).path == "计划 (2).txt"


def test_what_cannot_be_read_is_kept(tmp_path: Path) -> None:
    add_document(tmp_path, "坏.txt", b"\0\1\2")
    assert documents(tmp_path) == {"坏.txt": b"\0\1\2"}


def test_the_lock_file_of_an_open_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ChangeRefusedError, match="临时文件"):
        add_document(tmp_path, "~$计划.txt", OLD)
    assert documents(tmp_path) == {}


@pytest.mark.parametrize("name", ["照片.jpg", "程序.exe", "没有扩展名", "计划.txt.lnk"])
def test_an_ending_that_nothing_reads_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ChangeRefusedError, match=r"还不能读取.*\.txt"):
        add_document(tmp_path, name, OLD)
    assert documents(tmp_path) == {}


def test_all_that_can_be_read_can_be_added() -> None:
    assert set(accepted_endings()) == {*READERS, *ARCHIVES}


def test_a_file_above_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "LIMITS", Limits(file_bytes=2_000_000))
    with pytest.raises(ChangeRefusedError, match="文件有 3 MB，最多 2 MB"):
        add_document(tmp_path, "计划.txt", b"x" * 3_000_000)
    assert documents(tmp_path) == {}


def test_the_browser_takes_no_more_than_reading_does() -> None:
    import tomllib

    from dashboard.paths import PROJECT

    server = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))["server"]
    largest = server["maxUploadSize"] * 1024 * 1024
    assert LIMITS.file_bytes * 0.95 < largest <= LIMITS.file_bytes


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EROFS, "只读"), (errno.EACCES, "没有权限"), (errno.EDQUOT, "配额")],
)
@pytest.mark.parametrize("call", ["fsync", "link"])
def test_a_disk_that_takes_nothing_is_told_and_leaves_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, call: str
) -> None:
    add_document(tmp_path, "计划.txt", OLD)
    with monkeypatch.context() as patch:
        patch.setattr(folder.os, call, fail(number))
        patch.setattr(Path, "rename", fail(number))
        with pytest.raises(ChangeRefusedError, match=words):
            add_document(tmp_path, "要点.txt", NEW)
    assert documents(tmp_path) == {"计划.txt": OLD}
    add_document(tmp_path, "要点.txt", NEW)
    assert {file.name for file in tmp_path.iterdir()} <= {"计划.txt", "要点.txt", folder.LOCK}


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "seeds").write_bytes(b"a file")
    with pytest.raises(ChangeRefusedError, match="没有存下"):
        add_document(tmp_path / "seeds", "计划.txt", OLD)


@pytest.mark.parametrize("on_clash", [OnClash.KEEP_BOTH, OnClash.REPLACE])
def test_a_file_system_without_links_serves_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_clash: OnClash
) -> None:
    monkeypatch.setattr(folder.os, "link", fail(errno.EPERM))
    add_document(tmp_path, "计划.txt", OLD)
    added = add_document(tmp_path, "计划.txt", NEW, on_clash)
    assert documents(tmp_path)[added.path] == NEW
    in_bin = [(tmp_path / ".bin" / item.key).read_bytes() for item in bin_items(tmp_path)]
    assert OLD in [*documents(tmp_path).values(), *in_bin]


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    contents = [f"第{number}份".encode() for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(lambda content: add_document(tmp_path, "计划.txt", content, OnClash.KEEP_BOTH), contents))
    assert len({added.path for added in done}) == 12
    assert sorted(documents(tmp_path).values()) == sorted(contents)


def test_a_change_that_takes_too_long_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "SECONDS_TO_WAIT", 0.05)
    with folder.one_change(tmp_path), pytest.raises(ChangeRefusedError, match="正在改动"):
        add_document(tmp_path, "计划.txt", OLD)


def test_others_may_read_what_was_added(tmp_path: Path) -> None:
    add_document(tmp_path, "计划.txt", OLD)
    assert (tmp_path / "计划.txt").stat().st_mode & 0o044 == 0o044
