"""The file formats that can be read. One entry in ``READERS`` per file name's ending."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
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
    "md": "dashboard.reading.markdown_file:read_markdown",
    "html": "dashboard.reading.html_file:read_html",
    "htm": "dashboard.reading.html_file:read_html",
    "pdf": "dashboard.reading.pdf_file:read_pdf",
    "mht": "dashboard.reading.mht_file:read_mht",
    "mhtml": "dashboard.reading.mht_file:read_mht",
    "docx": "dashboard.reading.office.docx_file:read_docx",
    "docm": "dashboard.reading.office.docx_file:read_docx",
    "pptx": "dashboard.reading.office.pptx_file:read_pptx",
    "pptm": "dashboard.reading.office.pptx_file:read_pptx",
    "ppsx": "dashboard.reading.office.pptx_file:read_pptx",
    "xlsx": "dashboard.reading.office.xlsx_file:read_xlsx",
    "xlsm": "dashboard.reading.office.xlsx_file:read_xlsx",
    "csv": "dashboard.reading.csv_file:read_csv",
    "tsv": "dashboard.reading.csv_file:read_csv",
    "doc": "dashboard.reading.office.converted_file:read_converted",
    "wps": "dashboard.reading.office.converted_file:read_converted",
    "rtf": "dashboard.reading.office.converted_file:read_converted",
    "odt": "dashboard.reading.office.converted_file:read_converted",
    "xls": "dashboard.reading.office.converted_file:read_converted",
    "et": "dashboard.reading.office.converted_file:read_converted",
    "ods": "dashboard.reading.office.converted_file:read_converted",
    "xlsb": "dashboard.reading.office.converted_file:read_converted",
    "ppt": "dashboard.reading.office.converted_file:read_converted",
    "dps": "dashboard.reading.office.converted_file:read_converted",
    "odp": "dashboard.reading.office.converted_file:read_converted",
})
"""Format (the file name's ending in small letters) → module and function. A module is imported when first needed:
some of the libraries that read files take longer to load than a document takes to read."""

OTHER_ARCHIVES = frozenset({"rar", "tar", "gz", "tgz", "bz2", "xz", "zst", "cab", "iso", "lzh", "arj"})
SURROGATE = re.compile("[\ud800-\udfff]")


def read_text(source: Source, limits: Limits = LIMITS) -> DocumentText:
    """Return the text of a file in any format of ``READERS``; raises UnreadableDocument for the others."""
    check_size(len(source.content), limits)
    reader = reader_of(format_of(source.path))
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
    return f"还不能读取 {written}；请另存为 .docx、.pdf 或 .txt 再放入"


def _storable(found: DocumentText) -> DocumentText:
    """Return the text with halves of surrogate pairs, which no file can hold, marked as unreadable characters."""
    try:
        found.text.encode()
    except UnicodeEncodeError:
        return replace(found, text=SURROGATE.sub("\ufffd", found.text))
    return found


def reader_of(file_format: str) -> Reader | None:
    """Return the reader of a format, None for one that is not read."""
    place = READERS.get(file_format)
    return None if place is None else _reader_at(place)


@lru_cache
def _reader_at(place: str) -> Reader:
    module, _, function = place.partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader
