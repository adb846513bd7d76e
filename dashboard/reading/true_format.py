"""Tells by a file's bytes what it is, whatever its name says."""

import re
import zipfile
from io import BytesIO
from types import MappingProxyType

from dashboard.reading.document_text import UnreadableDocument

HEAD_BYTES = 2048
"""Bytes at the start of a file in which its kind shows."""

MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gz"),
    (b"\x89PNG\r\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
)
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"), ("PowerPoint Document", "ppt"))
ENCRYPTED_STREAM = "EncryptedPackage"
FLAGS_BYTE, LOCKED = 11, 0x1
"""Where a .doc says whether it is encrypted."""
OFFICE_FOLDERS = (("word/", "docx"), ("xl/workbook.bin", "xlsb"), ("xl/", "xlsx"), ("ppt/", "pptx"))
OPEN_DOCUMENT = MappingProxyType({
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
})
DAMAGED = "文件已损坏，打不开里面的目录；请用原来的软件打开并重新保存后再放入"
OLD_XML = re.compile(rb"progid\s*=\s*[\"'](Word\.Document|Excel\.Sheet)[\"']")
OLD_XML_FORMATS = {b"Word.Document": "word-xml", b"Excel.Sheet": "excel-xml"}
WEB_PAGE = re.compile(rb"<!doctype\s+html|<(?:html|head|body|meta|table)[\s>]", re.IGNORECASE)
WEB_ARCHIVE = re.compile(rb"^(?:mime-version|from|content-type):", re.IGNORECASE)


def true_format(content: bytes) -> str:
    """Return the ending that a file's bytes call for ("docx", "pdf", "html"), "" where they show none.

    ``word-xml`` and ``excel-xml`` are what Office 2003 saved as XML. Plain text shows nothing: "".
    Raises UnreadableDocument for an office file with a password and for a package that is damaged.
    """
    head = content[:HEAD_BYTES]
    if head.startswith(ZIP):
        return _zip_format(content)
    if head.startswith(OLE):
        return _ole_format(content)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for mark, found in MAGIC:
        if head.startswith(mark):
            return found
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if text.startswith(b"<?xml") and (program := OLD_XML.search(text)):
        return OLD_XML_FORMATS[program[1]]
    if text.startswith(b"<") and WEB_PAGE.search(text):
        return "html"
    return "mht" if WEB_ARCHIVE.match(text) and b"mime" in text.lower() else ""


def _zip_format(content: bytes) -> str:
    """Return the format of a ZIP file by the names and the declaration in it; "zip" for an archive."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = [name.replace("\\", "/").lower() for name in archive.namelist()]
            if names and names[0] == "mimetype" and archive.getinfo("mimetype").file_size < 200:
                return OPEN_DOCUMENT.get(archive.read("mimetype").strip(), "zip")
    except Exception as error:  # a damaged directory can fail in any way
        raise UnreadableDocument(DAMAGED) from error
    if "[content_types].xml" not in names and not any(name.startswith("_rels/") for name in names):
        return "zip"
    for start, found in OFFICE_FOLDERS:
        if any(name.startswith(start) for name in names):
            return found
    return "zip"


def _ole_format(content: bytes) -> str:
    """Return the format of a file of older Office programs or of WPS by the streams in it."""
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(content)) as found:
            streams = {entry[0] for entry in found.listdir()}
            if "WordDocument" in streams and found.openstream("WordDocument").read(FLAGS_BYTE + 1)[FLAGS_BYTE] & LOCKED:
                streams.add(ENCRYPTED_STREAM)
    except Exception as error:  # a damaged directory can fail in any way
        raise UnreadableDocument(DAMAGED) from error
    if ENCRYPTED_STREAM in streams:
        raise UnreadableDocument("文件设有密码；请去掉密码后再放入")
    return next((name for stream, name in OLE_STREAMS if stream in streams), "ole")
