"""The reduce on a cluster: its tasks, each a pure function but for the parts it reads and the files it writes.

Texts and rows go from parts into files where the task runs; from worker to worker go only excerpts, the overview of all
documents and what it decides of each part.
"""

from collections.abc import Sequence
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from dashboard.preprocess.corpus import excerpt
from dashboard.preprocess.decisions import PartDecisions
from dashboard.preprocess.part import OF_ROWS, TALLIES, PartFile
from dashboard.preprocess.places import Parts
from dashboard.preprocess.reduce import Overview, Slice, finished_rows, overview_of, slices_of, tally
from dashboard.tables.partitions import Partitions
from dashboard.tables.schemas import STORED


def whole_parts(parts: Parts, names: Sequence[str]) -> list[str]:
    """Return those of the parts that are not damaged."""
    return [name for name in names if parts.is_whole(name)]


def excerpts(parts: Parts, names: Sequence[str]) -> list[bytes]:
    """Return of each part what the overview needs."""
    found = []
    for name in names:
        with PartFile(BytesIO(parts.read(name))) as part:
            found.append(excerpt(part))
    return found


def overview(groups: Sequence[Sequence[bytes]], theme_names: Sequence[str]) -> Overview:
    """Return the overview of all parts, given the excerpts of each group of them."""
    return overview_of([BytesIO(content) for group in groups for content in group], theme_names)


def decisions_of(whole: Overview, start: int, end: int) -> Sequence[PartDecisions]:
    """Return what is decided of some of the parts."""
    return whole.decisions.parts[start:end]


def write_rows_of(
    parts: Parts, names: Sequence[str], decisions: Sequence[PartDecisions], into: Partitions, number: int
) -> None:
    """Write the rows of a group of parts, one file for each table that holds rows of the map."""
    contents = [parts.read(name) for name in names]
    for table in OF_ROWS:
        into.write(table, number, finished_rows(table, map(BytesIO, contents), decisions))


def write_tally(
    name: str, whole: Overview, idf: NDArray[np.float64], of: Slice, into: Partitions, number: int
) -> None:
    """Write a slice of a table of tallies."""
    into.write(name, number, tally(name, whole, idf, of))


def slices_of_tallies(whole: Overview) -> dict[str, Sequence[Slice]]:
    """Return the slices of each table of tallies (``reduce.slices_of``)."""
    return {name: slices_of(name, whole) for name in TALLIES}


def write_nothing(name: str, into: Partitions) -> None:
    """Write a table without rows."""
    into.write(name, 0, [STORED[name].empty_table()])
