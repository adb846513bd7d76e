"""Documents mapped together, stage by stage, give what each gives by itself."""

import zipfile
from pathlib import Path

import pytest

from dashboard.paths import LEXICON
from dashboard.preprocess import document_group
from dashboard.preprocess.document_group import DocumentGroup
from dashboard.preprocess.document_rows import Extraction, document_rows
from dashboard.preprocess.map_batch import TOGETHER, map_batch
from dashboard.preprocess.map_file import MapJob, map_file
from dashboard.preprocess.rules import Rules, load_rules
from dashboard.preprocess.sources import LocalDocuments
from dashboard.reading.document import Document, Source
from dashboard.reading.read import read_document
from dashboard.tables.rows import RowsByTable

NAMES = ("五里桥街道", "打浦桥街道", "豫园街道", "小东门街道", "老西门街道")
PLANS = {
    f"{name}.txt": f"{name}2023年工作计划\n一、社区服务\n今年6月底前建成{number}个食堂，服务老年人{number}00人次。\n"
    for number, name in enumerate(NAMES, 2)
}
TRADITIONAL = {"舊.txt": "豫園街道2023年工作計劃\n今年9月底前開設5個服務點，惠及兒童。\n"}
YEAR = 2023


def rules() -> Rules:
    return load_rules(LEXICON)


def read(path: str, text: str) -> Document:
    return read_document(Source(path, text.encode()), rules().gazetteer, rules().reading, YEAR)


def alone(documents: dict[str, str]) -> list[RowsByTable]:
    return [document_rows(Source(path, text.encode()), rules(), YEAR) for path, text in documents.items()]


def together(documents: dict[str, str]) -> list[RowsByTable]:
    group = DocumentGroup(rules)
    found: list[RowsByTable] = [{} for _ in documents]
    for (path, text), rows in zip(documents.items(), found, strict=True):
        group.add(read(path, text), rows)
    group.finish()
    return found


def test_each_document_has_the_rows_it_has_alone() -> None:
    documents = PLANS | TRADITIONAL
    found = together(documents)
    assert found == alone(documents)
    assert all(rows["targets"] and rows["term_mentions"] for rows in found)


@pytest.mark.parametrize(("limit", "value"), [("MOST_DOCUMENTS", 2), ("MOST_CHARACTERS", 1)])
def test_a_full_group_is_put_into_rows_at_once(monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    monkeypatch.setattr(document_group, limit, value)
    group = DocumentGroup(rules)
    rows: RowsByTable = {}
    for path, text in list(PLANS.items())[:2]:
        group.add(read(path, text), rows)
    assert len(rows["documents"]) == 2
    assert together(PLANS) == alone(PLANS)


def test_rows_of_a_file_stay_in_the_order_of_its_documents() -> None:
    first, last = (read(path, text) for path, text in list(PLANS.items())[:2])
    unread: RowsByTable = {"documents": [("中间",)]}
    rows: RowsByTable = {}
    group = DocumentGroup(rules)
    for document in (first, unread, last):
        group.add(document, rows)
    group.finish()
    assert [row[0] for row in rows["documents"]] == [first.document_id, "中间", last.document_id]


@pytest.mark.parametrize("stage", ["__init__", "with_themes", "rows"])
def test_a_document_that_the_program_stumbles_over_fails_alone(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    work, bad = getattr(Extraction, stage), "打浦桥街道.txt"

    def stumbling(self: Extraction, *rest: object, **named: object) -> object:
        document = rest[0] if stage == "__init__" else self.document
        if isinstance(document, Document) and document.path == bad:
            raise RuntimeError("broken rule")
        return work(self, *rest, **named)

    expected = dict(zip(PLANS, alone(PLANS), strict=True))
    monkeypatch.setattr(Extraction, stage, stumbling)
    for path, rows in zip(PLANS, together(PLANS), strict=True):
        if path != bad:
            assert rows == expected[path]
            continue
        [row] = rows["documents"]
        assert list(rows) == ["documents"]
        assert row[2] == expected[path]["documents"][0][2]  # the SHA-256 of its content
        assert "failed" in row
        assert any("broken rule" in str(cell) for cell in row)


def test_it_is_told_when_documents_are_worked_on_together(tmp_path: Path) -> None:
    files = []
    for path, text in PLANS.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
        files.append(str(tmp_path / path))
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
        archive.writestr("旧.txt", TRADITIONAL["舊.txt"])
    files.append(str(tmp_path / "包.zip"))
    told: list[tuple[int, str]] = []
    job = MapJob(LocalDocuments(tmp_path), LEXICON)
    map_batch(files, job, (), lambda number, path: told.append((number, path)))
    reading = [*((number, "") for number in range(6)), (5, "包.zip/旧.txt"), (5, "包.zip")]
    assert told == [*reading, (0, TOGETHER), (6, "")]
    told.clear()
    map_batch(files, job, (), lambda number, path: told.append((number, path)), one_by_one=True)
    assert told == [*reading, (6, "")]


def test_a_file_by_itself_has_its_rows_at_once(tmp_path: Path) -> None:
    path, text = next(iter(PLANS.items()))
    (tmp_path / path).write_text(text, encoding="utf-8")
    mapped = map_file(str(tmp_path / path), MapJob(LocalDocuments(tmp_path), LEXICON))
    assert mapped.rows == document_rows(Source(path, text.encode()), rules())
