"""Archives: each member is a document of its own, under a path that says where it was."""

import zipfile
from pathlib import Path

import pytest

from dashboard.preprocess.pipeline import preprocess
from dashboard.reading.archives import documents_in
from dashboard.reading.document import Source
from dashboard.reading.limits import Limits
from dashboard.tables.store import load_tables
from tests.archive_files import (
    RawName,
    found_in,
    named_in,
    problem_of,
    seven_zipped,
    with_unicode_path,
    zipped,
)
from tests.extraction_fixtures import write_documents

PLAN = "古美路街道2021年工作计划\n6月底前新增托位120个。\n"
OTHER = "打浦桥街道2021年工作要点\n年底前完成旧区改造1302户。\n"
MEMBERS = {"闵行/计划.txt": PLAN, "黄浦/要点.txt": OTHER}


@pytest.mark.parametrize("path", ["包.zip", "包.7z", "2021/包.ZIP"])
def test_each_member_is_a_document_of_its_own(path: str) -> None:
    content = seven_zipped(MEMBERS) if path.endswith("7z") else zipped(MEMBERS)
    assert found_in(content, path) == {f"{path}/{name}": text.encode() for name, text in MEMBERS.items()}


def test_a_file_that_is_no_archive_is_itself_its_only_document() -> None:
    source = Source("计划.txt", b"PK\x03\x04")
    assert list(documents_in(source)) == [source]


def test_documents_of_an_archive_have_rows_like_others_and_failed_ones_their_own(tmp_path: Path) -> None:
    seeds = write_documents(tmp_path / "seeds", {"z.txt": "曹杨新村街道2021年工作要点\n年内建成口袋公园3个。\n"})
    (seeds / "包.zip").write_bytes(zipped(MEMBERS | {"照片.jpg": "x", "空.txt": ""}))
    (seeds / "坏.zip").write_bytes(b"PK\x03\x04")
    report = preprocess(seeds, tmp_path / "out")
    tables = load_tables(tmp_path / "out")
    assert dict(zip(tables.documents["path"], tables.documents["status"], strict=True)) == {
        "z.txt": "ok", "包.zip/照片.jpg": "failed", "包.zip/空.txt": "failed", "包.zip/闵行/计划.txt": "ok",
        "包.zip/黄浦/要点.txt": "ok", "坏.zip": "failed",
    }  # fmt: skip
    problems = dict(report.failed)
    assert "还不能读取 .jpg" in problems["包.zip/照片.jpg"]
    assert "文件已损坏" in problems["坏.zip"]
    assert set(tables.articles["street"]) == {"古美路街道", "打浦桥街道", "曹杨新村街道"}
    assert tables.documents["document_id"].is_unique


def test_a_member_gives_the_rows_that_the_file_gives(tmp_path: Path) -> None:
    preprocess(write_documents(tmp_path / "files", {"计划.txt": PLAN}), tmp_path / "a")
    packed = write_documents(tmp_path / "packed", {})
    (packed / "包.7z").write_bytes(seven_zipped({"计划.txt": PLAN}))
    preprocess(packed, tmp_path / "b")
    one, two = load_tables(tmp_path / "a"), load_tables(tmp_path / "b")
    for name in ("sentences", "targets", "milestones", "term_mentions"):
        columns = [c for c in getattr(one, name).columns if not c.endswith("_id")]
        assert getattr(one, name)[columns].equals(getattr(two, name)[columns])
    assert list(one.documents["sha256"]) == list(two.documents["sha256"])


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("gbk", "文件夹/工作计划.txt"), ("gbk", "古美街道.txt"), ("utf-8", "文件夹/工作计划.txt"), ("gbk", "侰侱.txt"),
     ("cp437", "café.txt"), ("gb18030", "𠮷街.txt")],
)  # fmt: skip
def test_names_are_read_in_the_encoding_of_the_program_that_wrote_them(encoding: str, name: str) -> None:
    assert list(found_in(named_in(encoding, name))) == [f"包.zip/{name}"]


def test_the_names_of_one_archive_are_read_alike() -> None:
    # the second alone could be UTF-8 too: bytes C4 A3 and C4 A4
    assert list(found_in(named_in("gbk", "计划.txt", "模膜.txt"))) == ["包.zip/模膜.txt", "包.zip/计划.txt"]


def test_a_name_given_in_unicode_beside_another_is_taken() -> None:
    archive = zipped([(with_unicode_path("古美路街道.txt", b"??????.txt"), PLAN)])
    assert list(found_in(archive)) == ["包.zip/古美路街道.txt"]


def test_a_name_given_in_unicode_for_another_name_is_not_taken() -> None:
    member = with_unicode_path("古美路街道.txt", b"a.txt")
    renamed = RawName(b"b.txt")
    renamed.extra = member.extra
    assert list(found_in(zipped([(renamed, PLAN)]))) == ["包.zip/b.txt"]


def test_archives_in_archives_are_taken_apart_too() -> None:
    inner = seven_zipped({"内.txt": PLAN})
    archive = zipped({"外.txt": OTHER, "层/内.7z": inner})
    assert found_in(archive) == {"包.zip/外.txt": OTHER.encode(), "包.zip/层/内.7z/内.txt": PLAN.encode()}


def test_what_programs_leave_beside_documents_is_left_out(tmp_path: Path) -> None:
    litter = {
        "__MACOSX/._计划.txt": "x", ".DS_Store": "x", "照片/Thumbs.db": "x", "desktop.ini": "x", "~$计划.docx": "x",
        ".git/a.txt": "x", "._计划.txt": "x",
    }  # fmt: skip
    assert list(found_in(zipped(litter | {"计划.txt": PLAN}))) == ["包.zip/计划.txt"]
    preprocess(write_documents(tmp_path / "seeds", litter | {"计划.txt": PLAN}), tmp_path / "out")
    assert list(load_tables(tmp_path / "out").documents["path"]) == ["计划.txt"]


def test_folders_are_no_documents_and_empty_files_are() -> None:
    assert found_in(zipped({"层/": "", "层/空.txt": ""})) == {"包.zip/层/空.txt": b""}
    assert found_in(seven_zipped({"空.txt": "", "a.txt": "a"}), "包.7z") == {"包.7z/a.txt": b"a", "包.7z/空.txt": b""}


@pytest.mark.parametrize(
    "content", [zipped({}), zipped({"__MACOSX/a.txt": "x", "层/": ""})], ids=["empty", "only-litter"]
)
def test_an_archive_without_documents_says_so(content: bytes) -> None:
    assert "压缩包里没有文件" in problem_of(content)


@pytest.mark.parametrize("ending", ["rar", "tar", "gz"])
def test_other_archives_are_named_with_what_to_do(tmp_path: Path, ending: str) -> None:
    report = preprocess(write_documents(tmp_path / "seeds", {f"包.{ending}": "x"}), tmp_path / "out")
    assert report.failed == [(f"包.{ending}", f"还不能读取 .{ending} 压缩包；请解开后放入，或改用 .zip、.7z")]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_common_way_of_packing_is_read(method: int) -> None:
    assert found_in(zipped({"a.txt": PLAN}, method)) == {"包.zip/a.txt": PLAN.encode()}


def test_members_are_unpacked_only_when_they_are_asked_for() -> None:
    content = bytearray(zipped({"a.txt": PLAN, "b.txt": OTHER * 50}))
    second = bytes(content).index(b"b.txt") + 20
    content[second:second + 20] = b"\xff" * 20
    found = documents_in(Source("包.zip", bytes(content)))
    assert next(found) == Source("包.zip/a.txt", PLAN.encode())
    assert "已损坏" in next(found).problem  # type: ignore[union-attr]


def test_a_large_7z_is_unpacked_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard.reading import seven_zip_archive

    opened = 0
    work = seven_zip_archive._unpacked

    def counting(content: bytes, group: object) -> object:
        nonlocal opened
        opened += 1
        return work(content, group)  # type: ignore[arg-type]

    monkeypatch.setattr(seven_zip_archive, "HELD_BYTES", 250)
    monkeypatch.setattr(seven_zip_archive, "_unpacked", counting)
    members = {f"{number}.txt": bytes([number]) * 100 for number in range(9)}
    found = found_in(seven_zipped(members), "包.7z")
    assert found == {f"包.7z/{name}": content for name, content in members.items()}
    assert opened == 5


def test_a_member_that_is_too_large_is_named_and_the_others_are_read() -> None:
    found = found_in(zipped({"a.txt": PLAN, "b.txt": "长" * 2000}), limits=Limits(file_bytes=3000))
    assert found["包.zip/a.txt"] == PLAN.encode()
    assert "最多" in str(found["包.zip/b.txt"])
