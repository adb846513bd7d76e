"""Takes archives apart: a file as found → the documents in it. Members are unpacked in memory, never on the disk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from dashboard.reading.archive_member import Member, OpenArchive
from dashboard.reading.document import Source
from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.file_name import format_of
from dashboard.reading.formats import check_size
from dashboard.reading.limits import LIMITS, MEGABYTE, Limits
from dashboard.reading.safe_path import is_no_document, member_parts, shortened

Opener = Callable[[bytes, Limits], OpenArchive]

ARCHIVES: MappingProxyType[str, str] = MappingProxyType({
    "zip": "dashboard.reading.zip_archive:open_zip_archive",
    "7z": "dashboard.reading.seven_zip_archive:open_seven_zip",
})
"""Ending → module and function that opens such an archive, imported when first needed."""

NAMELESS = "无名文件"


@dataclass(frozen=True, slots=True)
class UnreadSource:
    """A file, or a member of an archive, that gives no document, and why (Chinese, with what to do)."""

    path: str
    problem: str


def documents_in(source: Source, limits: Limits = LIMITS) -> Iterator[Source | UnreadSource]:
    """Yield the documents of a file: itself, or what is in it where it is an archive, archives in archives too.

    A member's path is that of the archive, ``/`` and its path there made harmless: 包.zip/文件夹/计划.docx. No two have
    the same. They come in the order of their paths, each unpacked only when it is asked for. What cannot be read is
    an ``UnreadSource``; what programs leave beside documents is left out.
    """
    if format_of(source.path) not in ARCHIVES:
        yield source
        return
    yield from _Unpacking(limits).documents(source, depth=1)


class _Unpacking:
    """The taking apart of one file. What archives in archives hold counts together."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._members_left, self._bytes_left = limits.members, limits.expanded_bytes

    def documents(self, source: Source, depth: int) -> Iterator[Source | UnreadSource]:
        try:
            archive = self._opened(source, depth)
        except UnreadableDocument as error:
            yield UnreadSource(source.path, str(error))
            return
        named = _named(source.path, archive)
        if not named:
            yield UnreadSource(source.path, "压缩包里没有文件；请放入有文档的压缩包")
            return
        wanted = [member for _, member in named if self._problem(member) is None]
        contents = archive.unpack(wanted)
        for path, member in named:
            if problem := self._problem(member):
                yield UnreadSource(path, problem)
                continue
            content = next(contents)
            if isinstance(content, UnreadableDocument):
                yield UnreadSource(path, str(content))
            elif format_of(path) in ARCHIVES:
                yield from self.documents(Source(path, content), depth + 1)
            else:
                yield Source(path, content)

    def _opened(self, source: Source, depth: int) -> OpenArchive:
        """Return the archive; raises UnreadableDocument where it cannot be opened or passes a limit."""
        if depth > self.limits.nesting:
            raise UnreadableDocument(f"压缩包里套着压缩包，超过 {self.limits.nesting} 层；请解开后再放入")
        check_size(len(source.content), self.limits)
        module, _, function = ARCHIVES[format_of(source.path)].partition(":")
        opener: Opener = getattr(import_module(module), function)
        archive = opener(source.content, self.limits)
        self._members_left -= len(archive.members)
        self._bytes_left -= sum(member.size for member in archive.members)
        if self._members_left < 0:
            raise UnreadableDocument(f"连同套着的压缩包，里面的文件超过 {self.limits.members:,} 个；请拆开后再放入")
        if self._bytes_left < 0:
            most = self.limits.expanded_bytes // MEGABYTE
            raise UnreadableDocument(f"连同套着的压缩包，解开后超过 {most:,} MB；请拆开后再放入")
        return archive

    def _problem(self, member: Member) -> str | None:
        """Return why a member is not to be unpacked, None where it may be."""
        if member.problem is None and member.size > self.limits.file_bytes:
            try:
                check_size(member.size, self.limits)
            except UnreadableDocument as error:
                return str(error)
        return member.problem


def _named(path: str, archive: OpenArchive) -> list[tuple[str, Member]]:
    """Return the archive's documents, each with a path of its own, in the order of their paths."""
    found = [(member_parts(member.name), member) for member in archive.members]
    kept = sorted(
        ((parts or [NAMELESS], member) for parts, member in found if not is_no_document(parts)),
        key=lambda item: (item[0], item[1].number),
    )
    taken: set[str] = set()
    named = []
    for parts, member in kept:
        own = _free_name(shortened("/".join(parts)), taken)
        taken.add(own)
        named.append((f"{path}/{own}", member))
    return named


def _free_name(path: str, taken: set[str]) -> str:
    """Return the path, with a number behind its name where another member has it: 计划 (2).docx."""
    folder, slash, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    free, number = path, 1
    while free in taken:
        number += 1
        free = f"{folder}{slash}{stem} ({number}){dot}{ending}"
    return free
