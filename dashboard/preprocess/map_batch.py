"""The map over batches: files → a part. Pure but for reading those files; a process or a machine of its own may do it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from dashboard.preprocess.document_group import DocumentGroup
from dashboard.preprocess.map_file import MapJob, MappedFile, document_group, map_file
from dashboard.preprocess.part import gathered, part_content
from dashboard.preprocess.part_folder import part_name, write_part
from dashboard.tables.rows import places

Begun = Callable[[int, str], None]
"""Told what is begun: the number of the file in the batch and the path of the document in it."""

TOGETHER = "\0"
"""Told instead of a path when documents that were read are worked on together: no file's name can be that."""


@dataclass(frozen=True, slots=True)
class MadePart:
    """A part as made: its name and bytes, the (path, digest) of the files in it and the characters of their texts.

    ``problem``: why it could not be written, None where it was.
    """

    name: str
    files: tuple[tuple[str, str], ...]
    characters: int
    content: bytes = field(default=b"", repr=False)
    problem: OSError | None = None


def map_batch(
    files: Sequence[Path], job: MapJob, refused: Sequence[tuple[tuple[str, str], ...]] = (), begun: Begun | None = None,
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
    return MadePart(part_name(job.made_by, there, lost), there, characters, part_content(rows))


def _mapped(
    number: int, file: Path, job: MapJob, refused: tuple[tuple[str, str], ...], begun: Begun | None,
    group: DocumentGroup,
) -> MappedFile:  # fmt: skip
    if begun is None:
        return map_file(file, job, refused, None, group)
    begun(number, "")
    return map_file(file, job, refused, lambda path: begun(number, path), group)


def map_into_folder(
    files: Sequence[Path], job: MapJob, folder: Path, refused: Sequence[tuple[tuple[str, str], ...]] = (),
    begun: Begun | None = None, *, one_by_one: bool = False,
) -> MadePart:  # fmt: skip
    """Write the part of these files into the folder of parts; return it without its bytes."""
    made = map_batch(files, job, refused, begun, one_by_one=one_by_one)
    try:
        write_part(folder, made.name, made.content)
    except OSError as error:
        return MadePart(made.name, made.files, made.characters, problem=error)
    return MadePart(made.name, made.files, made.characters)
