"""Names of files that are added: safe everywhere, recognised again, whatever a browser sends."""

import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard.file_name_signs import FORBIDDEN, RESERVED, shown_name
from dashboard.library.add import LOCK_FILE
from dashboard.library.file_names import LONGEST_BYTES, numbered, safe_file_name
from dashboard.preprocess.sources import seed_files
from dashboard.reading.file_name import format_of

PIECES = st.sampled_from([
    "../", "..\\", "/", "\\", "C:", ".", "..", " ", "\u202e", "\u2066", "\u200b", "\ufeff", "\0", "\n", "\x7f", "CON",
    "nul", "COM1", "LPT¹", "计划", "=1+1", "<img src=x onerror=alert(1)>", "$(rm)", "'", '"', "|", "*", "?", "~$",
    "长" * 90, "a" * 260, "e", "\u0301", "\U0001f600", "\ud800", "%2e%2e%2f", "txt", ".txt", ".tar.gz", "\u2028",
])  # fmt: skip
NAMES = st.one_of(st.lists(PIECES, max_size=8).map("".join), st.text(max_size=300))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("古美路街道2021年工作计划.txt", "古美路街道2021年工作计划.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\文件\\计划.docx", "计划.docx"),
        ("<img src=x onerror=alert(1)>.txt", "_img src=x onerror=alert(1)_.txt"),
        ("=1+1.csv", "=1+1.csv"),
        ("自造字\ue000.txt", "自造字_.txt"),
        ("计划\u202etxt.exe.md", "计划txt.exe.md"),
        ("第一行\n第二行.txt", "第一行 第二行.txt"),
        (".隐藏.txt", "隐藏.txt"),
        (".txt", "未命名.txt"),
        ("", "未命名"),
        ("CON.txt", "_CON.txt"),
        ("nul", "_nul"),
        ("COM1.工作.md", "_COM1.工作.md"),
        ("计划 .txt", "计划.txt"),
        ("计划.txt. . ", "计划.txt"),
        ("Ｐｌａｎ　计划.TXT", "Ｐｌａｎ 计划.TXT"),
        ("e\u0301.txt", "\u00e9.txt"),
        ("没有扩展名", "没有扩展名"),
        ("三点.一个很长很长很长的尾巴不是扩展名", "三点.一个很长很长很长的尾巴不是扩展名"),
    ],
)
def test_a_name_is_made_safe(sent: str, kept: str) -> None:
    assert safe_file_name(sent) == kept


def test_a_name_whose_last_dot_is_cut_off_stays_as_it_is() -> None:
    kept = safe_file_name("长" * 20 + ". " + "长" * 50 + "." + "长" * 60)
    assert safe_file_name(kept) == kept
    assert kept.count(".") == 1


def test_a_long_name_keeps_its_ending() -> None:
    kept = safe_file_name("长" * 200 + ".docx")
    assert kept.endswith("长.docx")
    assert LONGEST_BYTES - 3 < len(kept.encode()) <= LONGEST_BYTES


@settings(max_examples=400)
@given(NAMES)
def test_whatever_is_sent_a_safe_name_comes_out(sent: str) -> None:
    kept = safe_file_name(sent)
    assert safe_file_name(kept) == kept
    assert 0 < len(kept.encode()) <= LONGEST_BYTES
    assert not FORBIDDEN.search(kept)
    assert not RESERVED.match(kept)
    assert shown_name(kept) == kept
    assert kept == unicodedata.normalize("NFC", kept)
    assert not kept.startswith((".", " "))
    assert not kept.endswith((".", " "))


@settings(max_examples=60)
@given(NAMES)
def test_a_safe_name_can_be_written_and_is_found_among_the_documents(sent: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / safe_file_name(sent)
        assume(not file.name.startswith(LOCK_FILE))
        file.write_bytes(b"x")
        assert seed_files(Path(folder)) == [file]
        assert file.parent == Path(folder)


@given(st.sampled_from(["txt", "DOCX", "md"]), NAMES)
@settings(max_examples=100)
def test_the_format_of_a_file_stays(ending: str, stem: str) -> None:
    assert format_of(safe_file_name(f"{stem}计划.{ending}")) == ending.lower()


@pytest.mark.parametrize(
    ("name", "other"), [("计划.txt", "计划 (2).txt"), ("计划", "计划 (2)"), ("计划.tar.gz", "计划.tar (2).gz")]
)
def test_a_number_stands_before_the_ending(name: str, other: str) -> None:
    assert numbered(name, 2) == other


def test_signs_that_are_not_seen_are_shown_by_their_number() -> None:
    assert shown_name("计划\u202etxt\n.md") == "计划‹202E›txt‹000A›.md"
    assert shown_name("计划（终稿）.md") == "计划（终稿）.md"
