"""Reads web archives (.mht, .mhtml): a page saved with its pictures as one mail message."""

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.html_file import decode_page, page_document
from dashboard.reading.limits import Limits
from dashboard.reading.text_file import read_plain_text

PAGE_TYPES = ("text/html", "application/xhtml+xml")

MOST_BOUNDARIES = 200
"""Multiparts in all; browsers save one or two, and each makes every line of the file slower to read."""

NO_PAGE = "文件里没有网页正文，或已损坏；请在浏览器里打开网页后重新保存"


def read_mht(content: bytes, limits: Limits) -> DocumentText:
    """Return the text of the archived page: of its parts the first page that shows text (a frame's, else a plain text).

    Raises UnreadableDocument for what holds none.
    """
    if content.count(b"boundary=") > MOST_BOUNDARIES:
        raise UnreadableDocument(NO_PAGE)
    problem = UnreadableDocument(NO_PAGE)
    try:
        for part, body in _bodies(message_from_bytes(content)):
            try:
                return _read(part, body, limits)
            except UnreadableDocument as error:
                problem = error
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableDocument(NO_PAGE) from error
    raise problem


def _bodies(message: Message) -> Iterator[tuple[Message, bytes]]:
    """Yield the pages of an archive with their bytes, then its plain texts."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    for types in (PAGE_TYPES, ("text/plain",)):
        for part in parts:
            body = part.get_payload(decode=True) if part.get_content_type() in types else None
            if isinstance(body, bytes) and body.strip():
                yield part, body


def _read(part: Message, body: bytes, limits: Limits) -> DocumentText:
    if part.get_content_type() not in PAGE_TYPES:
        if not part["Content-Type"]:  # what has no head at all is no archive
            raise UnreadableDocument(NO_PAGE)
        return read_plain_text(body, limits)
    charset = part.get_content_charset()
    return page_document(*decode_page(body, charset), limits)
