"""What an archive lists: its members, before any of them is unpacked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.reading.document_text import UnreadableDocument

DAMAGED = "压缩包里的这份文件已损坏；请重新压缩后再放入"
LINK = "压缩包里的这一项是链接，没有读取；请放入文件本身"


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its number there, its name as the archive has it, and its size unpacked, in bytes.

    ``problem`` says why it is not to be unpacked, None where it may be.
    """

    number: int
    name: str
    size: int
    problem: str | None = None


Content = bytes | UnreadableDocument
"""A member's bytes, or why they cannot be had."""


@dataclass(frozen=True, slots=True)
class OpenArchive:
    """An archive's members, and what unpacks those that are wanted, in the order wanted, one at a time."""

    members: Sequence[Member]
    unpack: Callable[[Sequence[Member]], Iterator[Content]]
