"""The file formats that can be read. One entry in ``READERS`` per file name's ending."""

import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from types import MappingProxyType

from dashboard.reading.document import Source
from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.file_name import format_of
from dashboard.reading.limits import LIMITS, MEGABYTE, Limits

Reader = Callable[[bytes, Limits], DocumentText]
"""Returns the text of a file's bytes; raises UnreadableDocument where it cannot or where a limit is passed."""

READERS: MappingProxyType[str, str] = MappingProxyType({
    "txt": "dashboard.reading.text_file:read_plain_text",
    "md": "dashboard.reading.text_file:read_plain_text",
})
"""Format (the file name's ending in small letters) → module and function. A module is imported when first needed:
some of the libraries that read files take longer to load than a document takes to read."""

OTHER_ARCHIVES = frozenset({"rar", "tar", "gz", "tgz", "bz2", "xz", "zst", "cab", "iso", "lzh", "arj"})
SURROGATE = re.compile("[\ud800-\udfff]")


def read_text(source: Source, limits: Limits = LIMITS) -> DocumentText:
    """Return the text of a file in any format of ``READERS``; raises UnreadableDocument for the others."""
    check_size(len(source.content), limits)
    reader = _reader(format_of(source.path))
    if reader is None:
        raise UnreadableDocument(_no_reader(format_of(source.path)))
    found = reader(source.content, limits)
    if len(found.text) > limits.text_characters:
        raise UnreadableDocument(
            f"文件有 {len(found.text):,} 字，最多 {limits.text_characters:,} 字；请拆成几份再放入"
        )
    return _storable(found)


def check_size(size: int, limits: Limits) -> None:
    """Raise UnreadableDocument for a file of more bytes than may be."""
    if size > limits.file_bytes:
        most = limits.file_bytes // MEGABYTE
        raise UnreadableDocument(f"文件有 {size // MEGABYTE:,} MB，最多 {most:,} MB；请拆成几份再放入")


def _no_reader(file_format: str) -> str:
    if file_format in OTHER_ARCHIVES:
        return f"还不能读取 .{file_format} 压缩包；请解开后放入，或改用 .zip、.7z"
    written = f".{file_format}" if file_format else "没有扩展名的文件"
    return f"还不能读取 {written}；请另存为 {'、'.join(f'.{name}' for name in READERS)} 再放入"


def _storable(found: DocumentText) -> DocumentText:
    """Return the text with halves of surrogate pairs, which no file can hold, marked as unreadable characters."""
    try:
        found.text.encode()
    except UnicodeEncodeError:
        return replace(found, text=SURROGATE.sub("\ufffd", found.text))
    return found


def _reader(file_format: str) -> Reader | None:
    place = READERS.get(file_format)
    if place is None:
        return None
    module, _, function = place.partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader
