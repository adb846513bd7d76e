"""Removing documents: into the bin and back, never over another, never anything but documents."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.library.bin import DAYS_KEPT, bin_items, delete_old, remove_documents, restore
from dashboard.library.folder import BIN, documents_on_disk, holder_of
from dashboard.library.problems import ChangeRefusedError
from dashboard.preprocess.fingerprint import quick_signature
from dashboard.preprocess.sources import seed_files
from tests.extraction_fixtures import write_documents
from tests.test_library_add import documents

FILES = {"计划.txt": "甲", "旧档/2020年/总结.md": "乙", "要点.txt": "丙"}


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return write_documents(tmp_path / "seeds", FILES)


def test_a_removed_document_is_in_the_bin(seeds: Path) -> None:
    removal = remove_documents(seeds, ["旧档/2020年/总结.md"])
    assert [item.path for item in removal.items] == ["旧档/2020年/总结.md"]
    assert set(documents(seeds)) == {"计划.txt", "要点.txt"}
    assert bin_items(seeds) == list(removal.items)
    assert abs(removal.items[0].removed - datetime.now()) < timedelta(seconds=10)


def test_undoing_leaves_everything_as_it_was(seeds: Path) -> None:
    before = quick_signature(seeds)
    removal = remove_documents(seeds, list(FILES))
    assert documents(seeds) == {}
    assert sorted(restore(seeds, item.key) for item in removal.items) == sorted(FILES)
    assert quick_signature(seeds) == before
    assert bin_items(seeds) == []
    assert list((seeds / BIN).iterdir()) == []


def test_documents_of_one_name_lie_in_the_bin_beside_each_other(seeds: Path) -> None:
    first = remove_documents(seeds, ["计划.txt"]).items[0]
    write_documents(seeds, {"计划.txt": "丁"})
    second = remove_documents(seeds, ["计划.txt"]).items[0]
    assert [item.key for item in bin_items(seeds)] == [second.key, first.key]
    restore(seeds, first.key)
    assert documents(seeds)["计划.txt"].decode() == "甲"


def test_restoring_never_overwrites(seeds: Path) -> None:
    item = remove_documents(seeds, ["计划.txt"]).items[0]
    write_documents(seeds, {"计划.txt": "丁"})
    assert restore(seeds, item.key) == "计划 (2).txt"
    assert documents(seeds)["计划.txt"].decode() == "丁"
    assert documents(seeds)["计划 (2).txt"].decode() == "甲"


def test_restoring_what_is_there_again_makes_no_second_one(seeds: Path) -> None:
    item = remove_documents(seeds, ["计划.txt"]).items[0]
    write_documents(seeds, {"计划.txt": FILES["计划.txt"]})
    assert restore(seeds, item.key) == "计划.txt"
    assert set(documents(seeds)) == set(FILES)
    assert bin_items(seeds) == []


@pytest.mark.parametrize(
    "path",
    [
        "", ".", "..", "../外面.txt", "/etc/passwd", "旧档", "没有.txt", f"{BIN}/x.txt", "旧档/../计划.txt", "a\0b",
        "计划.txt/x",
    ],
)
def test_only_documents_are_removed(seeds: Path, path: str) -> None:
    (seeds.parent / "外面.txt").write_text("别人的")
    removal = remove_documents(seeds, [path, "要点.txt"])
    assert [refused[0] for refused in removal.refused] == [path]
    assert [item.path for item in removal.items] == ["要点.txt"]
    assert (seeds.parent / "外面.txt").read_text() == "别人的"
    assert set(documents(seeds)) == set(FILES) - {"要点.txt"}


@settings(max_examples=150)
@given(st.lists(st.sampled_from(["..", ".", "/", "旧档", "计划.txt", "~", "\0", "\\", "外面.txt", BIN]), max_size=6))
def test_no_path_leads_out_of_the_folder(tmp_path_factory: pytest.TempPathFactory, path: list[str]) -> None:
    outer = tmp_path_factory.mktemp("outer")
    seeds = write_documents(outer / "seeds", FILES)
    (outer / "外面.txt").write_text("别人的")
    for joined in ("/".join(path), "".join(path)):
        remove_documents(seeds, [joined])
    assert (outer / "外面.txt").read_text() == "别人的"
    kept = {**{item.path: None for item in bin_items(seeds)}, **documents(seeds)}
    assert set(kept) == set(FILES)


def test_a_folder_that_is_a_link_leads_to_no_documents(seeds: Path, tmp_path: Path) -> None:
    outside = write_documents(tmp_path / "outside", {"别人的.txt": "别动"})
    (seeds / "链接").symlink_to(outside, target_is_directory=True)
    assert remove_documents(seeds, ["链接/别人的.txt"]).items == ()
    assert (outside / "别人的.txt").read_text() == "别动"


def test_a_member_of_an_archive_is_not_removed_alone(seeds: Path) -> None:
    (seeds / "资料包.zip").write_bytes(b"PK")
    removal = remove_documents(seeds, ["资料包.zip/里面/计划.txt"])
    assert "压缩包“资料包.zip”" in removal.refused[0][1]
    files = documents_on_disk(seeds)
    assert holder_of("资料包.zip/里面/计划.txt", files) == "资料包.zip"
    assert holder_of("旧档/2020年/总结.md", files) == "旧档/2020年/总结.md"
    assert holder_of("没有.txt", files) is None
    assert holder_of("没有/没有.txt", files) is None


def test_what_is_not_in_the_bin_is_not_restored(seeds: Path) -> None:
    item = remove_documents(seeds, ["计划.txt"]).items[0]
    for key in ("", "../计划.txt", f"../{BIN}/{item.key}", "没有", f"{item.key}/.."):
        with pytest.raises(ChangeRefusedError, match="已经不在回收站里"):
            restore(seeds, key)
    restore(seeds, item.key)
    with pytest.raises(ChangeRefusedError):
        restore(seeds, item.key)


def test_only_what_is_old_is_deleted_for_good(seeds: Path) -> None:
    remove_documents(seeds, ["计划.txt", "要点.txt"])
    assert delete_old(seeds) == 0
    assert delete_old(seeds, now=datetime.now() + timedelta(days=DAYS_KEPT, hours=1)) == 2
    assert bin_items(seeds) == []
    assert set(documents(seeds)) == {"旧档/2020年/总结.md"}


def test_other_things_in_the_bin_are_left_alone(seeds: Path) -> None:
    remove_documents(seeds, ["计划.txt"])
    (seeds / BIN / "说明.txt").write_text("别人放的")
    (seeds / BIN / "别的").mkdir()
    (seeds / BIN / "别的" / "x.txt").write_text("别人放的")
    assert len(bin_items(seeds)) == 1
    delete_old(seeds, now=datetime.now() + timedelta(days=365))
    assert (seeds / BIN / "说明.txt").exists()
    assert (seeds / BIN / "别的" / "x.txt").exists()


def test_the_bin_is_no_document(seeds: Path) -> None:
    remove_documents(seeds, ["计划.txt"])
    assert not any(BIN in file.parts for file in seed_files(seeds))
