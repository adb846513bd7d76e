"""The map over batches: files → a part. Pure but for reading those files; a process or a machine of its own may do it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from dashboard.preprocess.document_group import DocumentGroup
from dashboard.preprocess.map_file import MapJob, MappedFile, document_group, map_file
from dashboard.preprocess.part import gathered, part_content
from dashboard.preprocess.part_folder import part_name
from dashboard.preprocess.places import Parts
from dashboard.tables.rows import places

Begun = Callable[[int, str], None]
"""Told what is begun: the number of the file in the batch and the path of the document in it."""

TOGETHER = "\0"
"""Told instead of a path when documents that were read are worked on together: no file's name can be that."""


@dataclass(frozen=True, slots=True)
class MadePart:
    """A part as made: its name and bytes, the (path, digest) of the files in it and the characters of their texts.

    ``unread`` are the paths of files whose bytes could not be had. ``problem``: why it could not be made or written,
    None where it was.
    """

    name: str
    files: tuple[tuple[str, str], ...]
    characters: int
    unread: tuple[str, ...] = ()
    content: bytes = field(default=b"", repr=False)
    problem: OSError | None = None


def map_batch(
    files: Sequence[str], job: MapJob, refused: Sequence[tuple[tuple[str, str], ...]] = (), begun: Begun | None = None,
    *, one_by_one: bool = False,
) -> MadePart:  # fmt: skip
    """Return the part of these files. ``refused``: documents of each file not to be read (see ``map_file``).

    ``begun`` is told of each file, of TOGETHER, and last of the number behind the files, when the part itself is made.
    With ``one_by_one``, which is slower, no documents are worked on together: the one begun last is the one at work.
    """
    refused = refused or ((),) * len(files)
    together = partial(begun, 0, TOGETHER) if begun and not one_by_one else None
    group = document_group(job, together, one_by_one=one_by_one)
    mapped = [_mapped(number, file, job, refused[number], begun, group) for number, file in enumerate(files)]
    group.finish()
    if begun:
        begun(len(files), "")
    there = tuple((file.path, file.digest) for file in mapped if file.digest is not None)
    rows = gathered([file.rows for file in mapped])
    characters_at = places("documents")["characters"]
    characters = sum(row[characters_at] or 0 for row in rows.get("documents", ()))
    lost = [document for of_file in refused for document in of_file]
    unread = tuple(file.path for file in mapped if not file.was_read)
    return MadePart(part_name(job.made_by, there, lost), there, characters, unread, part_content(rows))


def _mapped(
    number: int, file: str, job: MapJob, refused: tuple[tuple[str, str], ...], begun: Begun | None,
    group: DocumentGroup,
) -> MappedFile:  # fmt: skip
    if begun is None:
        return map_file(file, job, refused, None, group)
    begun(number, "")
    return map_file(file, job, refused, lambda path: begun(number, path), group)


def map_into(
    files: Sequence[str], job: MapJob, parts: Parts, refused: Sequence[tuple[tuple[str, str], ...]] = (),
    begun: Begun | None = None, *, one_by_one: bool = False,
) -> MadePart:  # fmt: skip
    """Write the part of these files to its place; return it without its bytes."""
    try:
        made = map_batch(files, job, refused, begun, one_by_one=one_by_one)
        parts.write(made.name, made.content)
    except OSError as error:
        return MadePart("", (), 0, problem=error)
    return replace(made, content=b"")
