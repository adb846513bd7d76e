"""The map on a cluster: a task for each batch in which something is new, which writes its part and returns its name."""

import time
from collections.abc import Callable, Iterator, Sequence

from dashboard.preprocess.batches import batches_of
from dashboard.preprocess.cluster.known_files import learned, save_known
from dashboard.preprocess.cluster.reduce_tasks import whole_parts
from dashboard.preprocess.cluster.tasks import Tasks
from dashboard.preprocess.cluster.workers import map_here
from dashboard.preprocess.map_batch import MadePart
from dashboard.preprocess.map_file import MapJob
from dashboard.preprocess.part_folder import part_name
from dashboard.preprocess.places import ListedFile, Parts
from dashboard.preprocess.report import Progress, StoppedError
from dashboard.preprocess.sources import SeenFile

PARTS_OF_A_TASK = 16
"""Looked at or reduced together: some thousand documents' rows in a file of a table."""

SECONDS_BETWEEN_NOTES = 30.0
"""How often is written down which files were read, for a command that ends without a word."""


def groups_of(names: Sequence[str]) -> list[Sequence[str]]:
    """Return parts in groups, each for a task; one that is empty where there are none."""
    return [names[start : start + PARTS_OF_A_TASK] for start in range(0, max(len(names), 1), PARTS_OF_A_TASK)]


class ClusterMap:
    """The files of a place of documents in batches, and what becomes known of them."""

    def __init__(self, place: str, listed: Sequence[ListedFile], files: Sequence[SeenFile]) -> None:
        self._place, self._listed = place, listed
        self.files = files
        self.batches = batches_of(files)
        self._digests = {file.path: file.digest for file in files if file.digest}

    def kept(self, tasks: Tasks, job: MapJob, parts: Parts) -> dict[int, MadePart]:
        """Return the parts that are there already, by the numbers of their batches."""
        wanted = {}
        for number, batch in enumerate(self.batches):
            if all(file.digest for file in batch.files):
                wanted[part_name(job.made_by, batch.documents)] = (number, batch.documents)
        there = sorted(parts.names() & wanted.keys())
        asked = [tasks.give(whole_parts, parts, group) for group in groups_of(there) if group]
        whole = [name for _, names in tasks.done(asked) for name in names]
        return {wanted[name][0]: MadePart(name, wanted[name][1], 0) for name in whole}

    def mapped(
        self, tasks: Tasks, parts: Parts, kept: dict[int, MadePart], on_progress: Progress | None,
        on_characters: Callable[[int], None] | None,
    ) -> list[MadePart]:  # fmt: skip
        """Return the parts of all batches in order, those made anew that are not kept. Raises StoppedError."""
        found = dict(kept)
        total = sum(len(batch.files) for number, batch in enumerate(self.batches) if number not in kept)
        done = 0
        try:
            for number, made in self._made(tasks, parts, kept):
                found[number] = made
                if on_characters:
                    on_characters(made.characters)
                for file in self.batches[number].files:
                    done += 1
                    if on_progress:
                        on_progress(done, total, file.path)
        except KeyboardInterrupt:
            read = sum(len(self.batches[number].files) for number in found)
            raise StoppedError(read, len(self.files)) from None
        finally:
            self._note(parts)
        return [found[number] for number in range(len(self.batches))]

    def _made(self, tasks: Tasks, parts: Parts, kept: dict[int, MadePart]) -> Iterator[tuple[int, MadePart]]:
        """Yield the parts that are made, with the numbers of their batches; large ones are begun first."""
        asked = sorted(set(range(len(self.batches))) - kept.keys(), key=lambda number: -self.batches[number].size)
        numbers = {tasks.give(map_here, tasks.run, self.batches[number]): number for number in asked}
        noted = time.monotonic()
        for future, made in tasks.done(numbers):
            self._digests |= dict(made.files)
            for path in made.unread:
                self._digests.pop(path, None)
            yield numbers[future], made
            if time.monotonic() - noted > SECONDS_BETWEEN_NOTES:
                self._note(parts)
                noted = time.monotonic()

    def _note(self, parts: Parts) -> None:
        save_known(parts, self._place, learned(self._listed, self._digests))
