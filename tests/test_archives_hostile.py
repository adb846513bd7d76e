"""Archives that mean harm: nothing reaches the disk, memory stays bounded, the reason is named."""

import io
import random
import struct
import tracemalloc
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import py7zr
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.reading.archives import documents_in
from dashboard.reading.document import Source
from dashboard.reading.limits import MEGABYTE, Limits
from dashboard.reading.safe_path import LONGEST_PATH
from tests.archive_files import RawName, found_in, problem_of, seven_zipped, zipped
from tests.fuzzing import examples

ZEROS = bytes(MEGABYTE)
NAMES = {
    "../../etc/passwd.txt": "etc/passwd.txt",
    "/etc/passwd.txt": "etc/passwd.txt",
    "C:\\windows\\计划.txt": "windows/计划.txt",
    "c:计划.txt": "计划.txt",
    "\\\\server\\share\\a.txt": "server/share/a.txt",
    "a/../../b.txt": "a/b.txt",
    "./a//b.txt": "a/b.txt",
    "计划\u202etxt.docx": "计划\\u202etxt.docx",
    "计\n划\t.txt": "计\\u000a划\\u0009.txt",
    "计\x1b[31m.txt": "计\\u001b[31m.txt",
    "计\u200b划.txt": "计\\u200b划.txt",
    "..": "无名文件",
    "<img src=x onerror=alert(1)>.txt": "<img src=x onerror=alert(1)>.txt",
}
"""Names in an archive → the path shown below it."""


@pytest.fixture(autouse=True)
def nothing_reaches_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Read in an empty folder, and look afterwards whether it still is."""
    monkeypatch.chdir(tmp_path)
    yield
    assert list(tmp_path.iterdir()) == []
    assert not Path("/etc/passwd.txt").exists()


@pytest.mark.parametrize(("name", "shown"), NAMES.items(), ids=[ascii(name) for name in NAMES])
@pytest.mark.parametrize(("path", "pack"), [("包.zip", zipped), ("包.7z", seven_zipped)], ids=["zip", "7z"])
def test_a_path_is_made_harmless(path: str, pack: Callable[..., bytes], name: str, shown: str) -> None:
    assert found_in(pack({name: "x"}), path) == {f"{path}/{shown}": b"x"}


@pytest.mark.parametrize(("path", "pack"), [("包.zip", zipped), ("包.7z", seven_zipped)], ids=["zip", "7z"])
def test_a_very_long_name_is_shortened_and_keeps_its_ending(path: str, pack: Callable[..., bytes]) -> None:
    [shown] = found_in(pack({"长" * 5000 + ".txt": "x"}), path)
    assert len(shown) <= LONGEST_PATH + len(path) + 1
    assert shown.endswith("长.txt")
    [deep] = found_in(pack({"层/" * 3000 + "计划.txt": "x"}), path)
    assert deep.endswith("/计划.txt")


def test_a_null_character_does_not_hide_the_ending() -> None:
    assert list(found_in(zipped([(RawName(b"a.txt\0.exe"), "x")]))) == ["包.zip/a.txt\\u0000.exe"]


def test_members_of_one_name_are_all_read() -> None:
    members = [("计划.txt", "一"), ("计划.txt", "二"), ("计划.TXT", "三"), ("./计划.txt", "四")]
    members += [("a", "五"), ("a", "六")]
    assert found_in(zipped(members)) == {
        "包.zip/a": "五".encode(), "包.zip/a (2)": "六".encode(), "包.zip/计划.TXT": "三".encode(),
        "包.zip/计划.txt": "一".encode(), "包.zip/计划 (2).txt": "二".encode(), "包.zip/计划 (3).txt": "四".encode(),
    }  # fmt: skip


def test_a_name_that_is_given_to_a_double_already_is_not_given_again() -> None:
    found = found_in(zipped([("a.txt", "1"), ("a.txt", "2"), ("a (2).txt", "3")]))
    assert sorted(found.values(), key=str) == [b"1", b"2", b"3"]


def test_a_link_is_named_and_not_followed() -> None:
    link = zipfile.ZipInfo("链接.txt")
    link.external_attr = 0o120777 << 16
    found = found_in(zipped([(link, "/etc/passwd"), ("a.txt", "x")]))
    assert found["包.zip/a.txt"] == b"x"
    assert "是链接" in str(found["包.zip/链接.txt"])


def test_a_link_in_a_7z_is_named_and_not_followed(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("links")
    (folder / "链接.txt").symlink_to("/etc/passwd")
    written = io.BytesIO()
    with py7zr.SevenZipFile(written, "w") as archive:
        archive.write(folder / "链接.txt", "链接.txt")
    [problem] = found_in(written.getvalue(), "包.7z").values()
    assert "是链接" in str(problem)


@pytest.mark.parametrize("hide_names", [False, True])
def test_an_encrypted_7z_is_named(hide_names: bool) -> None:
    assert "密码" in problem_of(seven_zipped({"a.txt": "x"}, "secret", hide_names=hide_names), "包.7z")


def test_an_encrypted_zip_is_named() -> None:
    content = bytearray(zipped({"a.txt": "x"}))
    for place in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[place] |= 1
    assert "密码" in problem_of(bytes(content))


@pytest.mark.parametrize(("path", "pack"), [("包.zip", zipped), ("包.7z", seven_zipped)], ids=["zip", "7z"])
def test_a_bomb_is_refused_by_what_it_says_of_itself(path: str, pack: Callable[..., bytes]) -> None:
    content = pack({"a.txt": ZEROS * 60})
    assert len(content) < 100_000
    tracemalloc.start()
    try:
        problem = problem_of(content, path, Limits(free_expansion_bytes=MEGABYTE))
        assert tracemalloc.get_traced_memory()[1] < 20 * MEGABYTE  # of which 16 are py7zr's for the list of members
    finally:
        tracemalloc.stop()
    assert "压缩炸弹" in problem


def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    content = bytearray(zipped({"a.txt": ZEROS}))
    for place in (content.index(b"PK\x03\x04") + 22, content.index(b"PK\x01\x02") + 24):
        content[place:place + 4] = struct.pack("<L", 10)
    [found] = found_in(bytes(content)).values()
    assert "已损坏" in str(found)


def test_overlapping_members_are_refused() -> None:
    packed = zipped({"a.txt": random.Random(1).randbytes(5000)})
    start = packed.index(b"PK\x01\x02")
    entry = packed[start:packed.index(b"PK\x05\x06")]
    count = 100
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, start, 0)
    assert "互相重叠" in problem_of(packed[:start] + entry * count + end)


def nested(levels: int, width: int = 1) -> bytes:
    content = zipped({"底.txt": "x"})
    for _ in range(levels):
        content = zipped({f"{number}.zip": content for number in range(width)})
    return content


def test_archives_nested_too_deep_are_named() -> None:
    assert list(found_in(nested(2)).values()) == [b"x"]
    [(path, problem)] = found_in(nested(3)).items()
    assert path == "包.zip/0.zip/0.zip/0.zip"
    assert "超过 3 层" in str(problem)


def test_what_nested_archives_hold_counts_together() -> None:
    limits = Limits(members=100)
    found = found_in(nested(2, 16), limits=limits)
    assert len([content for content in found.values() if content == b"x"]) < 100
    assert any("超过 100 个" in str(problem) for problem in found.values())
    small = found_in(nested(2, 4), limits=Limits(expanded_bytes=3000))
    assert any("连同套着的压缩包" in str(problem) for problem in small.values())


def test_a_zip_of_itself_ends() -> None:
    # what unpacks to itself for ever: here as the deepest that may be, again and again
    content = zipped({"r.zip": nested(8)})
    assert len(found_in(content)) == 1


def test_an_archive_with_too_many_members_is_refused() -> None:
    content = zipped({f"{number}.txt": "" for number in range(101)})
    assert "101 个文件" in problem_of(content, limits=Limits(members=100))


def test_a_member_packed_in_an_unknown_way_is_named() -> None:
    content = bytearray(zipped({"a.txt": "x" * 100}))
    for place in (content.index(b"PK\x03\x04") + 8, content.index(b"PK\x01\x02") + 10):
        content[place:place + 2] = struct.pack("<H", 9)  # Deflate64
    [found] = found_in(bytes(content)).values()
    assert "不常见的压缩方式" in str(found)


def test_a_damaged_member_of_a_7z_is_named_and_those_before_it_are_read() -> None:
    members = {f"{number}.txt": random.Random(number).randbytes(200_000) for number in range(3)}
    content = bytearray(seven_zipped(members, filters=[{"id": py7zr.FILTER_COPY}]))
    content[32 + 300_000] ^= 0xFF
    found = found_in(bytes(content), "包.7z")
    assert found["包.7z/0.txt"] == members["0.txt"]
    assert "已损坏" in str(found["包.7z/1.txt"])


MEMBERS = {"a.txt": "甲" * 50, "层/b.txt": "乙"}
ARCHIVES = {"包.zip": zipped(MEMBERS), "包.7z": seven_zipped(MEMBERS)}


@pytest.mark.parametrize("path", ARCHIVES)
@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_archives_give_documents_or_reasons_and_no_errors(path: str, data: st.DataObject) -> None:
    content = bytearray(ARCHIVES[path])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(content)))
    cut = bytes(content[:end] if data.draw(st.booleans()) else content)
    for found in documents_in(Source(path, cut), Limits(file_bytes=10 * MEGABYTE, expanded_bytes=20 * MEGABYTE)):
        assert found.path.startswith(path)
        found.path.encode()


@pytest.mark.parametrize("path", ["包.zip", "包.7z"])
@settings(max_examples=examples(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200), begins_right=st.booleans())
def test_any_bytes_give_documents_or_reasons(path: str, content: bytes, begins_right: bool) -> None:
    start = {"包.zip": b"PK\x03\x04", "包.7z": b"7z\xbc\xaf\x27\x1c\x00\x04"}[path]
    assert found_in(start + content if begins_right else content, path)


@settings(max_examples=examples(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.binary(max_size=30).map(lambda name: name + b"x"), min_size=1, max_size=6))
def test_any_names_give_paths_that_can_be_stored_and_shown(names: list[bytes]) -> None:
    for path in found_in(zipped([(RawName(name), "x") for name in names])):
        path.encode()
        assert not any(unicodedata.category(character).startswith("C") for character in path)
        assert not {".", ".."} & set(path.split("/"))
