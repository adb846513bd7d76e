"""Opens a ZIP file (an archive, or an office file, which is one) within limits."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.limits import MEGABYTE, Limits

ENCRYPTED = 0x1
"""Bit of a member's flags."""


def open_zip(content: bytes, limits: Limits) -> zipfile.ZipFile:
    """Return a ZIP file whose members, together and unpacked, keep to the limits.

    Python's own reader never unpacks more of a member than its header says, so that the sum of the headers holds.
    Raises UnreadableDocument for what is no ZIP file, is encrypted or unpacks to too much.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, OSError) as error:
        raise UnreadableDocument("文件已损坏，或不是它的扩展名所说的格式；请重新保存后再放入") from error
    members = archive.infolist()
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise UnreadableDocument("文件设有密码；请去掉密码后再放入")
    if sum(member.compress_size for member in members) > len(content):
        raise UnreadableDocument("压缩包里的文件互相重叠，像是压缩炸弹，没有解开；请放入原文件")
    check_expansion([member.file_size for member in members], len(content), limits)
    return archive


def check_expansion(sizes: Sequence[int], packed: int, limits: Limits) -> None:
    """Raise UnreadableDocument where members of these sizes, packed into so many bytes, pass the limits."""
    if len(sizes) > limits.members:
        raise UnreadableDocument(f"里面有 {len(sizes):,} 个文件，最多 {limits.members:,} 个；请拆开后再放入")
    expanded = sum(sizes)
    if expanded > limits.expanded_bytes:
        most = limits.expanded_bytes // MEGABYTE
        raise UnreadableDocument(f"解开后有 {expanded // MEGABYTE:,} MB，最多 {most:,} MB；请拆开后再放入")
    if expanded > max(limits.free_expansion_bytes, limits.expansion * packed):
        times = expanded // packed
        raise UnreadableDocument(f"解开后是原来的 {times:,} 倍，像是压缩炸弹，没有解开；请放入原文件")
