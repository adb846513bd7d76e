"""Bytes become text, or an error that says what to do."""

import pytest

from dashboard.reading.document import Source
from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.formats import read_text
from dashboard.reading.text_file import decode

TEXT = "古美路街道\r\n2021年，打造15分钟养老服务圈。\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16"),
        (TEXT.encode("utf-16-be"), "utf-16"),
    ],
)
def test_text_is_decoded_with_its_line_ends_and_without_a_mark(content: bytes, encoding: str) -> None:
    assert decode(content) == (TEXT, encoding)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "空的"),
        ("\n\u3000 \n".encode(), "空白"),
        ("古美\0路".encode(), "第 3 个字符是空字节"),
        (b"\xff\xff\xff\x81", "无法按"),
        (b"\x01\x02\x03\x04" * 20, "控制字符"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(content: bytes, problem: str) -> None:
    with pytest.raises(UnreadableDocument, match=problem):
        decode(content)


@pytest.mark.parametrize("path", ["计划.pages", "图.png", "没有扩展名"])
def test_a_format_that_is_not_read_is_refused_with_the_formats_that_are(path: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"还不能读取.*\.txt"):
        read_text(Source(path, b"text"))


@pytest.mark.parametrize("name", ["txt", "md"])
def test_every_listed_format_is_read_whatever_the_case_of_its_ending(name: str) -> None:
    assert read_text(Source(f"夹/计划.{name.upper()}", "古美。".encode())).text == "古美。"
