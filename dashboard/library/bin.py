"""The bin: removed documents, kept below ``seeds/.bin/TIME/`` at the path they had, until they are old."""

import filecmp
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dashboard.library.file_names import numbered
from dashboard.library.folder import BIN, copy_in, document_file, documents_on_disk, is_file, keep, move_in, one_change
from dashboard.library.problems import ChangeRefusedError, problems_told

TIME_FORMAT = "%Y%m%d-%H%M%S-%f"
DAYS_KEPT = 30
"""Younger ones cannot be deleted from the page, only by hand in the folder."""


@dataclass(frozen=True, slots=True)
class BinItem:
    """A removed document: where it lies in the bin, the path it had among the documents, when it was removed."""

    key: str
    path: str
    removed: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Removal:
    """What was removed, and (path, reason) of what was not."""

    items: tuple[BinItem, ...]
    refused: tuple[tuple[str, str], ...]


def remove_documents(seeds: Path, paths: Sequence[str]) -> Removal:
    """Move documents (paths as in ``documents``) to the bin, each in one step."""
    items: list[BinItem] = []
    refused: list[tuple[str, str]] = []
    with problems_told("没有移除"), one_change(seeds):
        files = documents_on_disk(seeds)
        for path in paths:
            try:
                with problems_told(f"没有移除“{path}”"):
                    file = document_file(path, files)
                    place = bin_place(seeds, file.relative_to(seeds).as_posix())
                    file.rename(place)
                    keep(file.parent)
                    keep(place.parent)
            except ChangeRefusedError as error:
                refused.append((path, str(error)))
            else:
                items.append(_item(seeds, place))
    return Removal(tuple(items), tuple(refused))


def keep_in_bin(seeds: Path, path: str) -> BinItem:
    """Put a second name of a document into the bin, before its place is taken by another file."""
    place = bin_place(seeds, path)
    copy_in(seeds / path, place, seeds)
    return _item(seeds, place)


def bin_place(seeds: Path, path: str) -> Path:
    """Return a free place in the bin for a document, its folders made."""
    now = datetime.now()
    while True:
        folder = seeds / BIN / now.strftime(TIME_FORMAT)
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            now += timedelta(microseconds=1)
            continue
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        return place


def bin_items(seeds: Path) -> list[BinItem]:
    """Return what lies in the bin, the last removed first."""
    files = (file for file in (seeds / BIN).rglob("*") if is_file(file) and _removed(seeds, file) is not None)
    return sorted((_item(seeds, file) for file in files), key=lambda item: (item.removed, item.path), reverse=True)


def _item(seeds: Path, file: Path) -> BinItem:
    removed = _removed(seeds, file)
    assert removed is not None
    relative = file.relative_to(seeds / BIN)
    path = Path(*relative.parts[1:]).as_posix()
    return BinItem(relative.as_posix(), path, removed, file.lstat().st_size)


def _removed(seeds: Path, file: Path) -> datetime | None:
    """Return when a file of the bin was removed, which its folder tells; None for what was put there by others."""
    parts = file.relative_to(seeds / BIN).parts
    if len(parts) < 2:
        return None
    try:
        return datetime.strptime(parts[0], TIME_FORMAT)
    except ValueError:
        return None


def restore(seeds: Path, key: str, *, instead: bool = False) -> str:
    """Move a document back to the path it had; return the path it has now.

    Where a file with other content has that path by now it stays, and the document gets a number; with ``instead`` the
    document takes its place, and the other goes to the bin.
    """
    with problems_told("没有恢复"), one_change(seeds):
        item = next((item for item in bin_items(seeds) if item.key == key), None)
        if item is None:
            raise ChangeRefusedError("这份文件已经不在回收站里；请刷新本页")
        place, target = seeds / BIN / key, seeds / item.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_file() and filecmp.cmp(place, target, shallow=False):
            place.unlink()  # a crash came between its two names, or it was added again
        elif instead and target.is_file():
            keep_in_bin(seeds, item.path)
            place.replace(target)
            keep(target.parent)
        else:
            target = move_to_free_place(place, target)
        _drop_empty_folders(place.parent, seeds / BIN)
        return target.relative_to(seeds).as_posix()


def move_to_free_place(source: Path, target: Path) -> Path:
    """Move a file to ``target``, or under its name with a number where something stands there; return the place."""
    place, number = target, 1
    while True:
        try:
            move_in(source, place)
            return place
        except FileExistsError:
            number += 1
            place = target.with_name(numbered(target.name, number))


def delete_old(seeds: Path, *, days: int = DAYS_KEPT, now: datetime | None = None) -> int:
    """Delete for good what was removed more than ``days`` ago; return how many documents that were."""
    with problems_told("没有清空回收站"), one_change(seeds):
        old = [item for item in bin_items(seeds) if is_old(item, days=days, now=now)]
        for item in old:
            file = seeds / BIN / item.key
            file.unlink()
            _drop_empty_folders(file.parent, seeds / BIN)
        return len(old)


def is_old(item: BinItem, *, days: int = DAYS_KEPT, now: datetime | None = None) -> bool:
    """Return whether a document was removed more than ``days`` ago."""
    return (now or datetime.now()) - item.removed > timedelta(days=days)


def _drop_empty_folders(folder: Path, above: Path) -> None:
    with suppress(OSError):  # not empty
        while folder != above:
            folder.rmdir()
            folder = folder.parent
