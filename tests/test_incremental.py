"""Only what changed is read again, and the tables are to the byte what a run over everything gives."""

import io
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.paths import LEXICON
from dashboard.preprocess import batches, map_batch, pipeline, reduce
from dashboard.preprocess import fingerprint as fingerprint_module
from dashboard.preprocess.batches import Batch, batches_of
from dashboard.preprocess.map_file import MapJob, map_file
from dashboard.preprocess.part_folder import PARTS
from dashboard.preprocess.pipeline import Report, preprocess
from dashboard.preprocess.rules import load_rules
from dashboard.preprocess.sources import LocalDocuments, SeenFile, seed_files
from dashboard.reading import formats
from dashboard.tables import table_file
from dashboard.tables.rows import Row
from dashboard.tables.schemas import STORED
from dashboard.tables.store import load_tables, load_text
from tests.archive_files import zipped
from tests.dangerous_readers import READERS, dangerous_readers
from tests.extraction_fixtures import write_documents
from tests.plain_reduce import reduce_rows

STREETS = ("古美路街道", "打浦桥街道", "曹杨新村街道", "东海市东安区城关街道")


def plan(number: int) -> str:
    street, year = STREETS[number % len(STREETS)], 2021 + number % 2
    return (
        f"{street}{year}年工作计划\n一、为老服务\n{number % 12 + 1}月底前，新增托位{number}个，“第{number}号课堂”开班。"
        f"\n每周三举办义诊，惠及老人{number + 30}人。\n"
    )


PLANS = {f"{number % 3}/{number:02}.txt": plan(number) for number in range(24)}
OTHERS = {
    "3/同.txt": plan(5), "3/随笔.txt": "今天天气很好。\n", "3/无年.txt": "古美路街道工作安排\n新增托位9个。\n",
}  # fmt: skip
NAMESAKE = "西山市西宁区城关街道2021年工作计划\n6月底前加装电梯20台。\n"


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a batch hold a few documents, and load the background idf once."""
    monkeypatch.setattr(batches, "MOST_FILES", 4)
    monkeypatch.setattr(batches, "USUAL_FILES", 3)
    idf = reduce.load_background_idf()
    monkeypatch.setattr(reduce, "load_background_idf", lambda: idf)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return write_documents(tmp_path / "seeds", PLANS)


def table_bytes(out: Path) -> dict[str, bytes]:
    return {name: (out / f"{name}.parquet").read_bytes() for name in STORED}


def fresh(seeds: Path, **options: object) -> dict[str, bytes]:
    """Return the files of tables that a run over all documents gives in a folder of its own."""
    out = seeds.parent / "fresh"
    shutil.rmtree(out, ignore_errors=True)
    preprocess(seeds, out, **options)  # type: ignore[arg-type]
    return table_bytes(out)


def again(seeds: Path, out: Path, **options: object) -> Report:
    """Preprocess once more; the tables are what a run over everything gives."""
    report = preprocess(seeds, out, **options)  # type: ignore[arg-type]
    options.pop("force", None)
    assert table_bytes(out) == fresh(seeds, **options)
    return report


def change(seeds: Path) -> None:
    (seeds / "1/04.txt").write_text(plan(4).replace("托位4个", "托位400个"), encoding="utf-8")


def add(seeds: Path) -> None:
    (seeds / "1/05b.txt").write_text(plan(99), encoding="utf-8")


def remove(seeds: Path) -> None:
    (seeds / "2/14.txt").unlink()


def rename(seeds: Path) -> None:
    (seeds / "0/03.txt").rename(seeds / "0/03 新.txt")


def move_to_the_front(seeds: Path) -> None:
    (seeds / "2/23.txt").rename(seeds / "0/00 前.txt")


def add_a_double(seeds: Path) -> None:
    (seeds / "0/00 副本.txt").write_text(plan(17) + "\n\n", encoding="utf-8")


def add_an_article_twice(seeds: Path) -> None:
    body = plan(5).partition("\n")[2]
    page = f"2021年街道工作汇编\n〔打浦桥街道〕\n{body}〔新泾镇〕\n年内新增车位3个。\n"
    (seeds / "0/合订本.txt").write_text(page, encoding="utf-8")


def add_a_namesake(seeds: Path) -> None:
    (seeds / "2/同名.txt").write_text(NAMESAKE, encoding="utf-8")


def add_an_archive(seeds: Path) -> None:
    (seeds / "1/包.zip").write_bytes(zipped({"a.txt": plan(40), "b.jpg": "x", "c.txt": plan(17)}))


def add_what_cannot_be_read(seeds: Path) -> None:
    (seeds / "1/坏.txt").write_bytes(b"\xff\x00\x81\xfe\x01")


CHANGES: tuple[Callable[[Path], None], ...] = (
    change, add, remove, rename, move_to_the_front, add_a_double, add_an_article_twice, add_a_namesake, add_an_archive,
    add_what_cannot_be_read,
)  # fmt: skip


@pytest.mark.parametrize("work", CHANGES, ids=lambda work: work.__name__)
def test_after_a_change_only_its_batch_is_read(tmp_path: Path, seeds: Path, work: Callable[[Path], None]) -> None:
    out = tmp_path / "out"
    preprocess(seeds, out)
    before = table_bytes(out)
    work(seeds)
    report = again(seeds, out)
    assert report.files_kept >= 12
    assert 0 < report.files_read <= 12
    changed = table_bytes(out)
    assert changed["documents"] != before["documents"]
    shutil.rmtree(seeds)
    write_documents(seeds, PLANS)
    back = again(seeds, out)
    assert table_bytes(out) == before
    assert back.files_kept >= 12


def test_what_is_a_double_is_marked_in_a_part_that_is_not_read_again(tmp_path: Path, seeds: Path) -> None:
    out = tmp_path / "out"
    preprocess(seeds, out)
    add_a_double(seeds)
    assert again(seeds, out).duplicates == [("2/17.txt", "与「0/00 副本.txt」内容相同，只计一次")]
    (seeds / "0/00 副本.txt").unlink()
    assert again(seeds, out).duplicates == []


def test_namesakes_come_and_go_in_parts_that_are_not_read_again(tmp_path: Path, seeds: Path) -> None:
    out = tmp_path / "out"
    preprocess(seeds, out)
    assert "城关街道" in set(load_tables(out).targets["street"])
    add_a_namesake(seeds)
    assert again(seeds, out).files_read < 12
    for name in ("articles", "targets", "keywords", "themes_by_year", "term_mentions"):
        found = set(getattr(load_tables(out), name)["street"])
        assert {"东安区·城关街道", "西宁区·城关街道"} <= found
        assert "城关街道" not in found
    (seeds / "2/同名.txt").unlink()
    again(seeds, out)
    assert "城关街道" in set(load_tables(out).targets["street"])


def test_many_changes_one_after_the_other(tmp_path: Path, seeds: Path) -> None:
    out, chance = tmp_path / "out", random.Random(7)
    preprocess(seeds, out)
    for step in range(12):
        files = seed_files(seeds)
        what = chance.choice(("write", "remove", "copy", "rename"))
        file = chance.choice(files)
        if what == "write":
            file.write_text(plan(chance.randrange(60)) + f"第{step}步。\n", encoding="utf-8")
        elif what == "remove":
            file.unlink()
        elif what == "copy":
            shutil.copy(file, file.with_name(f"{step}{file.name}"))
        else:
            file.rename(file.with_name(f"{chance.randrange(90)}-{step}.txt"))
        again(seeds, out)


def test_where_nothing_changed_but_the_tables_are_gone_nothing_is_read(
    tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    preprocess(seeds, out)
    before = table_bytes(out)
    for file in out.glob("*.parquet"):
        file.unlink()
    monkeypatch.setattr(map_batch, "map_file", lambda *_: pytest.fail("a document was read"))
    report = preprocess(seeds, out)
    assert (report.files_read, report.files_kept) == (0, 24)
    assert table_bytes(out) == before


def test_a_file_written_anew_with_the_same_content_is_not_read(tmp_path: Path, seeds: Path) -> None:
    out = tmp_path / "out"
    preprocess(seeds, out)
    for path, text in PLANS.items():
        (seeds / path).write_text(text, encoding="utf-8")
    assert preprocess(seeds, out).was_current


def test_a_change_that_keeps_size_and_time_is_seen(tmp_path: Path, seeds: Path) -> None:
    out, file = tmp_path / "out", seeds / "1/04.txt"
    preprocess(seeds, out)
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    file.write_text(plan(4).replace("托位4个", "托位5个"), encoding="utf-8")
    os.utime(file, ns=times)
    assert again(seeds, out).files_read > 0


def test_force_reads_everything(tmp_path: Path, seeds: Path) -> None:
    out = tmp_path / "out"
    preprocess(seeds, out)
    report = again(seeds, out, force=True)
    assert (report.files_read, report.files_kept) == (24, 0)


def test_another_default_year_reads_everything(tmp_path: Path, seeds: Path) -> None:
    preprocess(seeds, tmp_path / "out")
    assert again(seeds, tmp_path / "out", default_year=2024).files_read == 24


def test_changed_rules_read_everything(tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = tmp_path / "lexicon"
    shutil.copytree(LEXICON, lexicon, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.setattr(pipeline, "LEXICON", lexicon)
    monkeypatch.setattr(fingerprint_module, "LEXICON", lexicon)
    preprocess(seeds, tmp_path / "out")
    with (lexicon / "stop_words.txt").open("a", encoding="utf-8") as file:
        file.write("课堂\n")
    assert again(seeds, tmp_path / "out").files_read == 24


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "gone", "not a part", "a folder"])
def test_a_damaged_part_is_made_again(tmp_path: Path, seeds: Path, damage: str) -> None:
    out = tmp_path / "out"
    preprocess(seeds, out)
    before = table_bytes(out)
    part = sorted((out / PARTS).iterdir())[2]
    content = part.read_bytes()
    part.unlink()
    if damage == "a folder":
        part.mkdir()
    elif damage != "gone":
        middle = len(content) // 2
        part.write_bytes({
            "cut": content[:middle], "empty": b"", "not a part": b"x" * 1000,
            "changed": content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :],
        }[damage])  # fmt: skip
    (out / "documents.parquet").unlink()
    if damage == "a folder":
        with pytest.raises(OSError):
            preprocess(seeds, out)
        return
    report = preprocess(seeds, out)
    assert 0 < report.files_read <= 4
    assert table_bytes(out) == before
    assert part.read_bytes() == content


def test_only_the_parts_of_the_tables_are_kept(tmp_path: Path, seeds: Path) -> None:
    out = tmp_path / "out"
    preprocess(seeds, out)
    (out / PARTS / "unfinished.part.123").write_bytes(b"x")
    for work in (change, remove, add):
        work(seeds)
        preprocess(seeds, out)
        batched = batches_of(fingerprint_module.seen_files(seeds))
        assert len(list((out / PARTS).iterdir())) == len(batched)


def test_a_document_that_took_its_process_with_it_is_tried_again(
    tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    (seeds / "1/坏.crash").write_text("x")
    with dangerous_readers(monkeypatch):
        assert len(preprocess(seeds, out).failed) == 1
        assert preprocess(seeds, out).was_current
        (seeds / "2/新.txt").write_text(plan(50), encoding="utf-8")
        monkeypatch.setattr(formats, "READERS", READERS | {"crash": READERS["plain"]})
        report = preprocess(seeds, out)
        assert table_bytes(out) == fresh(seeds)
    assert report.failed == []
    assert report.files_read <= 12


@pytest.mark.parametrize(("most", "usual", "rows"), [(1, 1, 65_536), (100, 1000, 65_536), (5, 4, 7)])
def test_neither_batches_nor_processes_show_in_the_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, usual: int, rows: int
) -> None:
    documents = {f"{n % 3}/{n:03}.txt": plan(n % 70) + "再写一句。" * (n % 9) for n in range(120)}
    seeds = write_documents(tmp_path / "seeds", documents)
    monkeypatch.setattr(table_file, "ROWS_OF_A_GROUP", rows)
    preprocess(seeds, tmp_path / "one", workers=1)
    monkeypatch.setattr(batches, "MOST_FILES", most)
    monkeypatch.setattr(batches, "USUAL_FILES", usual)
    preprocess(seeds, tmp_path / "two", workers=2)
    one, two = table_bytes(tmp_path / "one"), table_bytes(tmp_path / "two")
    # the mark of the set names the parts; all the rest is the same
    assert {name: _without_mark(content) for name, content in one.items()} == {
        name: _without_mark(content) for name, content in two.items()
    }


def _without_mark(content: bytes) -> object:
    file = pq.ParquetFile(io.BytesIO(content))
    groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
    sizes = [(group.num_rows, group.total_byte_size) for group in groups]
    return content[: len(content) - file.metadata.serialized_size], sizes, file.read().to_pylist()


def test_the_tables_are_those_of_the_plain_reduce(tmp_path: Path, seeds: Path) -> None:
    for work in CHANGES:
        work(seeds)
    write_documents(seeds, OTHERS)
    preprocess(seeds, tmp_path / "out")
    rows: dict[str, list[Row]] = {}
    for file in seed_files(seeds):
        for name, of_table in map_file(file, MapJob(LocalDocuments(seeds), LEXICON)).rows.items():
            rows.setdefault(name, []).extend(of_table)
    expected = reduce_rows(rows, list(load_rules(LEXICON).themes.groups))
    found = {name: pq.read_table(tmp_path / "out" / f"{name}.parquet") for name in STORED}
    for name, table in expected.items():
        assert found[name].replace_schema_metadata().equals(table.replace_schema_metadata()), name


def test_texts_are_found_in_every_row_group(tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_file, "TEXTS_OF_A_GROUP", 5)
    preprocess(seeds, tmp_path / "out")
    documents = load_tables(tmp_path / "out").documents
    texts = {path: load_text(tmp_path / "out", key) for path, key in documents[["path", "document_id"]].to_numpy()}
    assert texts == PLANS


def seen(*paths: str, size: int = 10) -> list[SeenFile]:
    return [SeenFile(path, path, size, "") for path in paths]


def names(found: list[Batch]) -> set[tuple[str, ...]]:
    return {tuple(file.path for file in batch.files) for batch in found}


def test_a_file_that_comes_changes_no_batch_further_on() -> None:
    paths = [f"{number:04}.txt" for number in range(400)]
    before, after = names(batches_of(seen(*paths))), names(batches_of(sorted(seen(*paths, "0111b.txt"), key=str)))
    assert len(before) > 100
    assert 1 <= len(before - after) <= 4


def test_a_large_file_is_a_batch_of_its_own() -> None:
    small, large = seen("a.txt", "b.txt", "d.txt"), seen("c.txt", size=50_000_000)
    found = batches_of(sorted(small + large, key=lambda file: file.path))
    assert ("c.txt",) in names(found)
    assert sum(len(batch.files) for batch in found) == 4
