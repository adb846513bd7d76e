"""The reduce on a cluster: from the parts of all documents to the files of every table."""

from collections.abc import Sequence

from distributed import Future

from dashboard.preprocess.cluster import reduce_tasks
from dashboard.preprocess.cluster.cluster_map import PARTS_OF_A_TASK, groups_of
from dashboard.preprocess.cluster.tasks import Tasks
from dashboard.preprocess.part import TALLIES
from dashboard.preprocess.places import Parts
from dashboard.preprocess.reduce import background
from dashboard.tables.partitions import Partitions

SOON = 10
"""The priority of tallies: each goes over all documents, so that they take longest."""


def write_partitions(
    tasks: Tasks, parts: Parts, names: Sequence[str], theme_names: Sequence[str], into: Partitions
) -> None:
    """Write the files of every table from parts, which are in the order of the documents.

    Only the overview is one task: excerpts of the parts go into it, rows are written a group of parts at a time.
    """
    groups = groups_of(names)
    small = [tasks.give(reduce_tasks.excerpts, parts, group) for group in groups]
    whole = tasks.give(reduce_tasks.overview, small, theme_names)
    written = _tallies(tasks, whole, into)
    for number, group in enumerate(groups):
        start = number * PARTS_OF_A_TASK
        decided = tasks.give(reduce_tasks.decisions_of, whole, start, start + len(group))
        written.append(tasks.give(reduce_tasks.write_rows_of, parts, group, decided, into, number))
    for _ in tasks.done(written):
        pass


def _tallies(tasks: Tasks, whole: Future, into: Partitions) -> list[Future]:
    """Return the tasks that write the tallies: one for each slice of a table."""
    idf = tasks.give(background, whole, priority=SOON)
    slices = tasks.result(tasks.give(reduce_tasks.slices_of_tallies, whole, priority=SOON))
    written = []
    for name in TALLIES:
        for number, one in enumerate(slices[name]):
            written.append(tasks.give(reduce_tasks.write_tally, name, whole, idf, one, into, number, priority=SOON))
        if not slices[name]:
            written.append(tasks.give(reduce_tasks.write_nothing, name, into))
    return written
