"""Reads text files: decodes their bytes."""

import codecs
import re
from collections import Counter
from functools import lru_cache

from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.limits import LIMITS, Limits

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

UNMARKED = (("gb18030", "gb18030"), ("big5hkscs", "big5"), ("utf-16-le", "utf-16"), ("utf-16-be", "utf-16"))
"""(codec, the encoding reported) of what is not UTF-8 and has no mark; of two that fit alike the first is taken."""

SAMPLE = 20_000
"""Bytes by which the encodings are told apart; even, so that UTF-16 is not cut in a character."""

LEAST_COMMON = 0.7
"""Share of common characters among those beyond ASCII that text in the right encoding has; in a wrong one it is far
lower, and a text in old or rare characters still has more."""

MARKS = re.compile("[·×°±\u2010-\u2027\u2030-\u205e\u2460-\u2473\u3000-\u301f\uff01-\uff5e]")

MOST_BROKEN = 0.005
"""Share of broken characters that a text can have and still be read, each as �; one is always let pass in a text of
``ENOUGH_WHOLE`` characters that only this encoding explains."""

ENOUGH_WHOLE = 10
BROKEN = "\ufffd"
WORDS_BEFORE = 8
"""Characters that are quoted before the first broken one."""


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding, as ``read_plain_text`` does and with its errors."""
    read = read_plain_text(content)
    return read.text, read.encoding


def read_plain_text(content: bytes, limits: Limits = LIMITS) -> DocumentText:
    """Return the text of a text file and the name of its encoding: utf-8, gb18030, big5, utf-16 or utf-32.

    A byte order mark is dropped; line ends stay as they are, so that offsets count characters of the file. A few broken
    characters in text that is otherwise whole (the last one cut off, a bad sector) become � each, with a remark.
    Raises UnreadableDocument for bytes that are empty, blank or no text in these encodings.
    """
    if not content:
        raise UnreadableDocument("文件是空的（0 字节）；请放入有内容的文档")
    text, encoding, remarks = _decoded(content)
    if not text.strip():
        raise UnreadableDocument("文件里没有文字，只有空白；请放入有内容的文档")
    if "\0" in text:
        place = text.index("\0") + 1
        raise UnreadableDocument(f"第 {place} 个字符是空字节，文件不是纯文本或已损坏；请另存为 UTF-8 纯文本")
    if len(NO_TEXT.findall(text)) > MOST_CONTROL_CHARACTERS * len(text):
        raise UnreadableDocument(f"按 {encoding} 解码后多是控制字符或乱码，文件不是纯文本；请另存为 UTF-8 纯文本")
    return DocumentText(text, encoding, remarks=remarks)


def _decoded(content: bytes) -> tuple[str, str, tuple[str, ...]]:
    for mark, codec, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _with_broken(content, codec, encoding)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_broken_utf8(content):
            return _with_broken(content, "utf-8", "utf-8", error)
        unmarked = _unmarked(content) or ("utf-8", "utf-8、gb18030、big5、utf-16")
        return _with_broken(content, *unmarked)
    if "\0" in text and (wide := _unmarked(content)) and wide[1] == "utf-16":
        return _with_broken(content, *wide)
    return text, "utf-8", ()


def _with_broken(
    content: bytes, codec: str, encoding: str, error: UnicodeDecodeError | None = None
) -> tuple[str, str, tuple[str, ...]]:
    """Return text, encoding and remarks; raises UnreadableDocument where too much is broken for this codec."""
    try:
        if error is None:
            return content.decode(codec), encoding, ()
    except UnicodeDecodeError as found:
        error = found
    text = content.decode(codec, "replace")
    broken = text.count(BROKEN)
    if broken > max(1, MOST_BROKEN * len(text)) or len(text) < ENOUGH_WHOLE:
        place = error.start + 1
        raise UnreadableDocument(f"第 {place} 个字节起无法按 {encoding} 解码；请另存为 UTF-8 纯文本") from error
    if broken == 1 and text.endswith(BROKEN):
        return text, encoding, ("最后一个字不完整，读作 �；文件可能没有存完",)
    first = text.index(BROKEN)
    where = f"第 {error.start + 1} 个字节，“{text[max(0, first - WORDS_BEFORE):first]}”之后"
    return text, encoding, (f"有 {broken} 处坏字节，读作 �（第一处在{where}）",)


def _is_broken_utf8(content: bytes) -> bool:
    """Return whether bytes are UTF-8 but for a few: in no other encoding are so many of its long characters whole."""
    sample = content[:SAMPLE].decode("utf-8", "replace")
    broken, whole = sample.count(BROKEN), sum(character > "\u07ff" for character in sample) - sample.count(BROKEN)
    return whole >= ENOUGH_WHOLE * broken and whole > 0


def _unmarked(content: bytes) -> tuple[str, str] | None:
    """Return codec and name of the encoding in which most characters are common ones; None for none of ``UNMARKED``."""
    sample = content[:SAMPLE]
    best, found = LEAST_COMMON, None
    for codec, encoding in UNMARKED:
        if encoding == "utf-16" and len(content) % 2:
            continue
        share = _common_share(sample.decode(codec, "replace"))
        if share > best:
            best, found = share, (codec, encoding)
    return found


def _common_share(text: str) -> float:
    """Return the share of common characters among those of a text that are not ASCII; 1 where all are."""
    counts = Counter(text)
    common = total = 0
    for character, count in counts.items():
        if character >= "\x80" or character < "\t":
            total += count
            common += count if _is_common(character) else 0
    return common / total if total else 1.0


@lru_cache(maxsize=16_384)
def _is_common(character: str) -> bool:
    """Return whether a character is a usual mark or in the first level of GB 2312 or Big5, which are in daily use."""
    if MARKS.match(character):
        return True
    return _lead_byte(character, "gb2312") in range(0xB0, 0xD8) or _lead_byte(character, "big5") in range(0xA4, 0xC7)


def _lead_byte(character: str, codec: str) -> int:
    try:
        return character.encode(codec)[0]
    except UnicodeEncodeError:
        return 0
