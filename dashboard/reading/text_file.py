"""Decodes a document's bytes to text. One entry in ``READERS`` per file format that can be read."""

import codecs
import re
from collections.abc import Callable
from types import MappingProxyType

from dashboard.reading.document import Source


class UnreadableDocument(ValueError):  # noqa: N818 - says what the document is
    """A document cannot be read; the message says what was found and what to do."""


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


def read_plain_text(content: bytes) -> tuple[str, str]:
    """Return text and encoding of a text file (.txt, .md)."""
    return decode(content)


READERS: MappingProxyType[str, Callable[[bytes], tuple[str, str]]] = MappingProxyType(
    {"txt": read_plain_text, "md": read_plain_text}
)
"""Format (the file name's ending in small letters) → function from bytes to (text, encoding)."""


def format_of(path: str) -> str:
    """Return the format a path names: its ending without the dot, in small letters; "" for none."""
    return _stem_and_ending(path)[1].lower()


def stem_of(path: str) -> str:
    """Return the name of a file without folders and ending."""
    return _stem_and_ending(path)[0]


def _stem_and_ending(path: str) -> tuple[str, str]:
    """Return what ``pathlib`` gives as stem and suffix, without the cost of a path object for each question."""
    name = path.rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    return (stem, ending) if stem and ending else (name, "")


def read_text(source: Source) -> tuple[str, str]:
    """Return text and encoding of a file in any format of ``READERS``; raises UnreadableDocument for the others."""
    reader = READERS.get(format_of(source.path))
    if reader is None:
        written = f".{format_of(source.path)}" if format_of(source.path) else "没有扩展名的文件"
        raise UnreadableDocument(f"还不能读取 {written}；请另存为 {'、'.join(f'.{name}' for name in READERS)} 再放入")
    return reader(source.content)
