"""Reads files whose name says another format than their bytes: an HTML page saved as .doc, a .docx named .doc."""

from dataclasses import replace
from types import MappingProxyType

from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.formats import reader_of
from dashboard.reading.limits import Limits
from dashboard.reading.true_format import true_format

NAMES = MappingProxyType({
    "zip": "ZIP 压缩包", "7z": "7z 压缩包", "rar": "RAR 压缩包", "gz": "gzip 压缩文件",
    "png": "PNG 图片", "jpg": "JPEG 图片", "gif": "GIF 图片", "tif": "TIFF 图片",
    "ole": "别的软件的文件", "html": "网页", "mht": "网页", "word-xml": "Word 2003 XML", "excel-xml": "Excel 2003 XML",
})  # fmt: skip
"""What to call a format that people know by another name than its ending."""

DOCUMENTS = frozenset({
    "pdf", "html", "mht", "docx", "xlsx", "pptx", "doc", "xls", "ppt", "rtf", "odt", "ods", "odp", "xlsb", "word-xml",
    "excel-xml",
})  # fmt: skip
"""Formats that are read where they come under another name."""

READ_LIKE = MappingProxyType({"word-xml": "doc", "excel-xml": "xls"})
"""Formats without an ending of their own → the ending whose reader reads them."""


def read_as_found(content: bytes, limits: Limits, *expected: str) -> DocumentText | None:
    """Return the text of a file that is none of the ``expected`` formats, read as what it is; None where it is one.

    A file that shows no format at all is left to the reader that asks. Raises UnreadableDocument, with the name of
    what was found, for archives, pictures and whatever has no reader.
    """
    found = true_format(content)
    if not found or found in expected:
        return None
    name = NAMES.get(found, f".{found}")
    read = reader_of(READ_LIKE.get(found, found)) if found in DOCUMENTS else None
    if read is None:
        raise UnreadableDocument(f"文件内容其实是{name}，与扩展名不符；请换成正确的扩展名，或另存为 .docx 再放入")
    text = read(content, limits)
    return replace(text, remarks=(f"文件内容其实是{name}，已照此读取", *text.remarks))

