"""The store: all tables or none."""

import errno
import threading
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path

import pyarrow as pa
import pytest

from dashboard.tables import store
from dashboard.tables.folder_lock import folder_lock
from dashboard.tables.schemas import SCHEMAS, STORED, TOLD_BY_AREA
from dashboard.tables.store import (
    READY,
    TablesMissingError,
    load_fingerprint,
    load_set,
    load_tables,
    load_text,
    save_tables,
)
from dashboard.tables.tables import Tables


def tables(street: str) -> dict[str, pa.Table]:
    """Return all tables, empty save for one article of the street."""
    found = {name: schema.empty_table() for name, schema in STORED.items()}
    found["articles"] = pa.Table.from_pylist([{"article_id": "a1", "street": street}], schema=SCHEMAS["articles"])
    return found


def streets(folder: Path) -> list[str]:
    return list(load_tables(folder).articles["street"])


def fail_at_table(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let writing the table of this number fail as a full disk does, after part of it was written."""
    written = 0
    write = store.write_table

    def failing(name: str, pieces: Iterable[pa.Table], file: Path, metadata: Mapping[bytes, bytes]) -> None:
        nonlocal written
        written += 1
        if written == number:
            file.write_bytes(b"PAR1")
            raise OSError(errno.ENOSPC, "No space left on device")
        write(name, pieces, file, metadata)

    monkeypatch.setattr(store, "write_table", failing)


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    save_tables(tables("古美路街道"), tmp_path)
    assert streets(tmp_path) == ["古美路街道"]


def test_an_empty_table_keeps_its_columns(tmp_path: Path) -> None:
    save_tables(tables("古美路街道"), tmp_path)
    assert list(load_tables(tmp_path).targets.columns) == SCHEMAS["targets"].names


def test_saving_replaces_the_tables_that_were_there(tmp_path: Path) -> None:
    save_tables(tables("古美路街道"), tmp_path)
    save_tables(tables("打浦桥街道"), tmp_path)
    assert streets(tmp_path) == ["打浦桥街道"]


def test_a_full_disk_in_the_middle_leaves_the_old_tables_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_tables(tables("古美路街道"), tmp_path, {"documents": "old"})
    before = {file.name: file.read_bytes() for file in tmp_path.glob("*.parquet")}
    fail_at_table(3, monkeypatch)
    with pytest.raises(OSError, match=r"No space left on device .*make room .*tables of before are whole"):
        save_tables(tables("打浦桥街道"), tmp_path, {"documents": "new"})
    assert {file.name: file.read_bytes() for file in tmp_path.glob("*.parquet")} == before
    assert load_fingerprint(tmp_path) == {"documents": "old"}


def test_a_failed_save_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at_table(3, monkeypatch)
    with pytest.raises(OSError):
        save_tables(tables("打浦桥街道"), tmp_path)
    assert list(tmp_path.iterdir()) == []


def interrupt_the_move(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the tables of 打浦桥街道 and stop, as a crash does, after two of them were moved into place."""
    moved = 0
    replace = store.os.replace

    def stopping(source: Path, target: Path) -> None:
        nonlocal moved
        if Path(target).suffix == ".parquet":
            moved += 1
            if moved > 2:
                raise KeyboardInterrupt
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(store.os, "replace", stopping)
        with pytest.raises(KeyboardInterrupt):
            save_tables(tables("打浦桥街道"), folder, {"documents": "new"})


def test_an_interrupted_move_is_finished_by_the_next_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_tables(tables("古美路街道"), tmp_path, {"documents": "old"})
    interrupt_the_move(tmp_path, monkeypatch)
    assert (tmp_path / READY).is_dir()
    assert streets(tmp_path) == ["打浦桥街道"]
    assert not (tmp_path / READY).exists()


def test_an_interrupted_move_is_finished_before_the_fingerprint_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_tables(tables("古美路街道"), tmp_path, {"documents": "old"})
    interrupt_the_move(tmp_path, monkeypatch)
    assert load_fingerprint(tmp_path) == {"documents": "new"}
    assert streets(tmp_path) == ["打浦桥街道"]


def test_an_interrupted_move_is_finished_by_the_next_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupt_the_move(tmp_path, monkeypatch)
    save_tables(tables("曹杨新村街道"), tmp_path)
    assert streets(tmp_path) == ["曹杨新村街道"]
    assert not (tmp_path / READY).exists()


def test_an_unknown_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="streets_of_berlin"):
        save_tables({**tables("古美路街道"), "streets_of_berlin": pa.table({"a": [1]})}, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_table_with_wrong_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        save_tables({**tables("古美路街道"), "articles": pa.table({"street": ["古美路街道"]})}, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_table_is_named_with_what_to_do(tmp_path: Path) -> None:
    save_tables(tables("古美路街道"), tmp_path)
    (tmp_path / "milestones.parquet").unlink()
    with pytest.raises(TablesMissingError, match=r"milestones.*python -m dashboard preprocess"):
        load_tables(tmp_path)
    assert load_fingerprint(tmp_path) is None


def test_an_empty_folder_has_no_fingerprint(tmp_path: Path) -> None:
    assert load_fingerprint(tmp_path) is None


def test_the_folder_is_made_where_there_is_none(tmp_path: Path) -> None:
    save_tables(tables("古美路街道"), tmp_path / "new" / "tables")
    assert streets(tmp_path / "new" / "tables") == ["古美路街道"]


def test_saving_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("data dictionary", encoding="utf-8")
    save_tables(tables("古美路街道"), tmp_path)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "data dictionary"


@pytest.mark.parametrize("number", range(1, len(STORED) + 1))
def test_a_full_disk_at_any_table_names_the_folder_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    save_tables(tables("古美路街道"), tmp_path)
    fail_at_table(number, monkeypatch)
    with pytest.raises(OSError, match="make room there and try again") as error:
        save_tables(tables("打浦桥街道"), tmp_path)
    assert (error.value.errno, error.value.filename) == (errno.ENOSPC, str(tmp_path))
    assert streets(tmp_path) == ["古美路街道"]


def test_what_else_goes_wrong_is_not_called_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(store, "write_table", failing)
    with pytest.raises(OSError, match="Input/output error") as error:
        save_tables(tables("打浦桥街道"), tmp_path)
    assert "make room" not in str(error.value)


def test_what_a_crash_left_is_cleared_away_by_the_next_save(tmp_path: Path) -> None:
    (tmp_path / f"{store.STAGING}abc").mkdir()
    (tmp_path / f"{store.STAGING}abc" / "articles.parquet").write_bytes(b"PAR1")
    save_tables(tables("古美路街道"), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.parquet" for name in STORED}


def test_a_reader_never_gets_tables_of_two_sets(tmp_path: Path) -> None:
    names = ("古美路街道", "打浦桥街道")
    save_tables({**tables(names[0]), "documents": of_documents(names[0])}, tmp_path, {"documents": names[0]})
    stop = threading.Event()

    def save_again_and_again() -> None:
        while not stop.is_set():
            for name in names:
                with folder_lock(tmp_path, "test"):
                    save_tables({**tables(name), "documents": of_documents(name)}, tmp_path, {"documents": name})

    writer = threading.Thread(target=save_again_and_again)
    writer.start()
    try:
        for _ in range(25):
            found, made_from = load_set(tmp_path)
            assert list(found.articles["street"]) == list(found.documents["path"]) == [made_from["documents"]]
    finally:
        stop.set()
        writer.join()


def of_documents(path: str) -> pa.Table:
    return pa.Table.from_pylist([{"document_id": "d1", "path": path}], schema=SCHEMAS["documents"])


def test_files_of_different_sets_that_nobody_is_moving_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_tables(tables("古美路街道"), tmp_path / "a")
    save_tables(tables("打浦桥街道"), tmp_path / "b")
    (tmp_path / "a" / "articles.parquet").replace(tmp_path / "b" / "articles.parquet")
    monkeypatch.setattr(store, "MOST_LOADS", 3)
    with pytest.raises(TablesMissingError, match=r"different sets.*--force"):
        load_tables(tmp_path / "b")


def test_the_texts_stay_in_their_file_until_one_is_asked_for(tmp_path: Path) -> None:
    texts = [{"document_id": "d1", "text": "一"}, {"document_id": "d2", "text": "二\n\t二"}]
    save_tables({**tables("古美路街道"), "texts": pa.Table.from_pylist(texts, schema=STORED["texts"])}, tmp_path)
    assert {field.name for field in fields(Tables)} == set(STORED) - {"texts", *TOLD_BY_AREA.values()}
    assert load_text(tmp_path, "d2") == "二\n\t二"
    assert load_text(tmp_path, "d3") is None
    assert load_text(tmp_path / "nowhere", "d1") is None


def test_without_the_texts_the_set_is_not_whole(tmp_path: Path) -> None:
    save_tables(tables("古美路街道"), tmp_path)
    (tmp_path / "texts.parquet").unlink()
    assert load_fingerprint(tmp_path) is None
