"""Reads files of older office programs (.doc, .wps, .rtf, .xls, .ppt) and OpenDocument through LibreOffice."""

from collections.abc import Callable
from types import MappingProxyType

from dashboard.reading.csv_file import read_csv
from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.limits import Limits
from dashboard.reading.mistaken_ending import read_as_found
from dashboard.reading.office.docx_file import read_docx
from dashboard.reading.office.pptx_file import read_pptx
from dashboard.reading.office.soffice import convert
from dashboard.reading.office.xlsx_file import read_xlsx
from dashboard.reading.true_format import true_format

CONVERSIONS = MappingProxyType({
    "doc": "docx", "rtf": "docx", "odt": "docx", "word-xml": "docx", "xls": "xlsx", "ods": "xlsx", "xlsb": "xlsx",
    "excel-xml": "xlsx", "ppt": "pptx", "odp": "pptx",
})  # fmt: skip
"""What a file's bytes show → what LibreOffice makes of it. WPS Office writes
.wps, .et and .dps as Word, Excel and PowerPoint wrote .doc, .xls and .ppt."""

READERS: MappingProxyType[str, Callable[[bytes, Limits], DocumentText]] = MappingProxyType({
    "docx": read_docx,
    "xlsx": read_xlsx,
    "pptx": read_pptx,
})


def read_converted(content: bytes, limits: Limits) -> DocumentText:
    """Return the text of a file that LibreOffice converts, or of what stands under its name instead.

    Raises UnreadableDocument where LibreOffice is missing or cannot open it, and for whatever is wrong with the text.
    """
    if (otherwise := read_as_found(content, limits, *CONVERSIONS)) is not None:
        return otherwise
    found = true_format(content)
    if not found:
        return _read_as_text(content, limits)
    wanted = CONVERSIONS[found]
    converted = convert(content, found, wanted, limits)
    try:
        return READERS[wanted](converted, limits)
    except UnreadableDocument as error:  # what is wrong may be what a damaged file became
        raise UnreadableDocument(f"经 LibreOffice 转换后：{error}") from error


def _read_as_text(content: bytes, limits: Limits) -> DocumentText:
    """Return what plain text under such a name says; programs that report as .xls often write just that."""
    try:
        return read_csv(content, limits)
    except UnreadableDocument as error:
        raise UnreadableDocument(
            "文件已损坏，或不是它的扩展名所说的格式；请用原来的软件打开并重新保存后再放入"
        ) from error
