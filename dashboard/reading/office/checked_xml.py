"""Checks the XML inside office files before any library parses it."""

import codecs
import re

from dashboard.reading.document_text import UnreadableDocument

MOST_PART_BYTES = 64_000_000
"""Bytes of the largest part that is read."""

MOST_MARKS = 3_000_000
"""Tags and attributes that are kept as trees at the same time, which takes some 150 bytes for each."""

DECLARATION = re.compile(rb"""\A<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["'][^>]*\?>""")
KNOWN_ENCODINGS = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")


def checked_xml(content: bytes) -> bytes:
    """Return XML as UTF-8 with the namespaces of ordinary (transitional) office files.

    Raises UnreadableDocument for a document type definition (office files have none; attacks do) and for other
    encodings, in which one could hide.
    """
    text = _as_utf8(content)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise UnreadableDocument("里面的 XML 带有文档类型声明，可能用来攻击读取程序，没有读取；请重新另存后再放入")
    return STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", text)


def marks_in(xml: bytes) -> int:
    """Return about how many tags and attributes XML has; never fewer."""
    return xml.count(b"<") + xml.count(b"=")


def _as_utf8(content: bytes) -> bytes:
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            text = content.decode(codec).encode()
            return re.sub(rb"\A<\?xml[^>]*\?>", b"", text)
    text = content.removeprefix(codecs.BOM_UTF8)
    declared = DECLARATION.match(text)
    if b"\0" in text or (declared and declared[1].lower() not in KNOWN_ENCODINGS):
        raise UnreadableDocument("里面的 XML 不是 UTF-8 编码，没有读取；请重新另存后再放入")
    return text
