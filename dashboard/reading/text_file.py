"""Reads text files: decodes their bytes."""

import codecs
import re

from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.limits import Limits

MOST_CONTROL_CHARACTERS = 0.02
"""Share of control characters above which decoded text is taken for something that is no text."""

NO_TEXT = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ue000-\uf8ff\ufffd]")

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
"""(mark, the codec that drops it, the encoding reported); UTF-32 first, its mark begins like that of UTF-16."""


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding (``utf-8``, ``gb18030``, ``utf-16``, ``utf-32``).

    A byte order mark is dropped; line ends stay as they are, so that offsets count characters of the file.
    Raises UnreadableDocument for bytes that are empty, blank or no text in these encodings.
    """
    if not content:
        raise UnreadableDocument("文件是空的（0 字节）；请放入有内容的文档")
    text, encoding = _decoded(content)
    if not text.strip():
        raise UnreadableDocument("文件里没有文字，只有空白；请放入有内容的文档")
    if "\0" in text:
        place = text.index("\0") + 1
        raise UnreadableDocument(f"第 {place} 个字符是空字节，文件不是纯文本或已损坏；请另存为 UTF-8 纯文本")
    if len(NO_TEXT.findall(text)) > MOST_CONTROL_CHARACTERS * len(text):
        raise UnreadableDocument(f"按 {encoding} 解码后多是控制字符或乱码，文件不是纯文本；请另存为 UTF-8 纯文本")
    return text, encoding


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, codec, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            try:
                return content.decode(codec), encoding
            except UnicodeDecodeError as error:
                raise _undecodable(error, encoding) from error
    if unmarked := _unmarked_utf16(content):
        try:
            return content.decode(unmarked), "utf-16"
        except UnicodeDecodeError as error:
            raise _undecodable(error, "utf-16") from error
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as utf8_error:
        try:
            return content.decode("gb18030"), "gb18030"
        except UnicodeDecodeError:
            raise _undecodable(utf8_error, "utf-8、gb18030") from utf8_error


def _undecodable(error: UnicodeDecodeError, encoding: str) -> UnreadableDocument:
    return UnreadableDocument(f"第 {error.start + 1} 个字节起无法按 {encoding} 解码；请另存为 UTF-8 纯文本")


def _unmarked_utf16(content: bytes) -> str | None:
    """Return the codec of UTF-16 without a mark: its ASCII characters (line ends, digits) show as half zero bytes."""
    if len(content) % 2 or b"\0" not in content:
        return None
    for codec, line_end in (("utf-16-le", b"\n\0"), ("utf-16-be", b"\0\n")):
        low, high = (0, 1) if codec.endswith("le") else (1, 0)
        if line_end in content and content[low::2].count(0) == 0 and content[high::2].count(0) > 0:
            return codec
    return None


def read_plain_text(content: bytes, limits: Limits) -> DocumentText:
    """Return the text of a text file (.txt, .md), its line ends as they are."""
    text, encoding = decode(content)
    return DocumentText(text, encoding)
