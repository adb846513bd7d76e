"""Tables in folders of parts: one set or the other is there, whatever happens while it is replaced."""

import threading
from pathlib import Path

import pyarrow as pa
import pytest

from dashboard.tables import partitions, store
from dashboard.tables.folder_lock import folder_lock
from dashboard.tables.partitions import table_files
from dashboard.tables.schemas import SCHEMAS, STORED
from dashboard.tables.store import (
    READY,
    load_columns,
    load_fingerprint,
    load_set,
    load_tables,
    load_text,
    new_set,
    save_tables,
)


def texts(*ids: str) -> pa.Table:
    return pa.Table.from_pylist([{"document_id": id_, "text": f"《{id_}》"} for id_ in ids], schema=STORED["texts"])


def articles(*streets: str) -> pa.Table:
    return pa.Table.from_pylist([{"street": street} for street in streets], schema=SCHEMAS["articles"])


def save_whole(folder: Path, street: str) -> None:
    tables = {name: schema.empty_table() for name, schema in STORED.items()}
    save_tables(tables | {"articles": articles(street)}, folder, {"documents": street})


def save_parts(folder: Path, *streets: str) -> None:
    """Save tables in as many parts as there are 街道; the last is written first, and twice."""
    with new_set(folder, {"documents": "".join(streets)}) as made:
        into = made.partitions()
        for number, street in reversed([*enumerate(streets), (len(streets) - 1, streets[-1])]):
            for name, schema in STORED.items():
                own = {"articles": articles(street), "texts": texts(street)}
                into.write(name, number, [own.get(name, schema.empty_table())])


def streets(folder: Path) -> list[str]:
    return list(load_tables(folder).articles["street"])


def test_the_rows_stand_in_the_order_of_the_parts(tmp_path: Path) -> None:
    save_parts(tmp_path, *[f"{number}街道" for number in range(12)])
    assert len(table_files(tmp_path, "articles")) == 12
    assert streets(tmp_path) == [f"{number}街道" for number in range(12)]
    assert load_columns(tmp_path, "articles", ["street"]).column(0).to_pylist() == streets(tmp_path)
    assert load_text(tmp_path, "7街道") == "《7街道》"
    assert load_fingerprint(tmp_path) == load_set(tmp_path)[1]


def test_kinds_take_each_others_place(tmp_path: Path) -> None:
    save_whole(tmp_path, "甲街道")
    save_parts(tmp_path, "乙街道", "丙街道")
    assert streets(tmp_path) == ["乙街道", "丙街道"]
    save_parts(tmp_path, "丁街道")
    assert streets(tmp_path) == ["丁街道"]
    save_whole(tmp_path, "甲街道")
    assert streets(tmp_path) == ["甲街道"]
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.parquet" for name in STORED}


def test_what_a_dying_process_left_is_not_in_the_set(tmp_path: Path) -> None:
    with new_set(tmp_path) as made:
        for name, schema in STORED.items():
            made.partitions().write(name, 0, [schema.empty_table()])
        for unfinished in made.partitions().folder.glob("*.parquet"):
            (unfinished / ".part-00001.parquet.0815").write_bytes(b"PAR1")
    assert not list(tmp_path.glob("*.parquet/.*"))
    assert streets(tmp_path) == []


def test_a_part_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(name: str, pieces: object, file: Path, metadata: object) -> None:
        file.write_bytes(b"PAR1")
        raise OSError("no")

    save_whole(tmp_path, "甲街道")
    monkeypatch.setattr(partitions, "write_table", failing)
    with pytest.raises(OSError, match="no"):
        save_parts(tmp_path, "乙街道")
    monkeypatch.undo()
    assert streets(tmp_path) == ["甲街道"]
    assert not [path for path in tmp_path.iterdir() if path.suffix != ".parquet"]


@pytest.mark.parametrize("before", ["whole", "parts"])
@pytest.mark.parametrize("steps", range(0, 2 * len(STORED), 3))
def test_an_interrupted_move_is_finished(
    tmp_path: Path, before: str, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_whole(tmp_path, "甲街道") if before == "whole" else save_parts(tmp_path, "甲街道", "乙街道")
    moved, replace = -1, store.os.replace

    def stopping(source: Path, target: Path) -> None:
        nonlocal moved
        if Path(target).parent == tmp_path:
            moved += 1
            if moved > steps:  # the first is that to READY
                raise KeyboardInterrupt
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(store.os, "replace", stopping)
        with pytest.raises(KeyboardInterrupt):
            save_parts(tmp_path, "丙街道", "丁街道")
    assert (tmp_path / READY).is_dir()
    assert load_fingerprint(tmp_path) == {"documents": "丙街道丁街道"}
    assert streets(tmp_path) == ["丙街道", "丁街道"]
    save_whole(tmp_path, "戊街道")
    assert {path.name for path in tmp_path.iterdir() if path.name != ".lock"} == {f"{name}.parquet" for name in STORED}


def test_whoever_loads_meanwhile_has_one_set(tmp_path: Path) -> None:
    save_parts(tmp_path, "甲街道")
    over = threading.Event()

    def save() -> None:
        try:
            for number in range(10):
                with folder_lock(tmp_path, "test"):
                    save_parts(tmp_path, f"{number}街道", "乙街道") if number % 3 else save_whole(tmp_path, "丙街道")
        finally:
            over.set()

    saving = threading.Thread(target=save)
    saving.start()
    seen = set()
    while not over.is_set():
        tables, made_from = load_set(tmp_path)
        assert "".join(tables.articles["street"]) == made_from["documents"]
        seen.add(made_from["documents"])
    saving.join()
    assert len(seen) > 1
