"""How the time and the memory of preprocessing grow from 100 to 41,352 documents, and what one changed document costs.

Each figure is that of the command in a process of its own, from its start to its end.
"""

import json
import math
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import write_corpus
from dashboard.paths import PROJECT

SIZES = (100, 1_000, 10_000, 41_352)
KIB_PER_MIB = 1024
CHANGE = "\n6月底前再新增停车泊位77个。\n"

PROGRAM = """
import json, resource, sys
from dashboard.cli import main
main(sys.argv[1:])
with open("/proc/self/status") as status:
    own = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
print(json.dumps([own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""
"""The command, and the most memory that it and a process of its own have held (KiB). What ``getrusage`` says of the
command itself is at least what the process held that started it."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Seconds of the wall clock for so many documents: read for the first time, with nothing changed, with one changed.

    ``megabytes`` is the most that the command held, ``worker_megabytes`` the most of one of its processes.
    """

    documents: int
    characters: int
    seconds: float
    unchanged_seconds: float
    one_changed_seconds: float
    megabytes: float
    worker_megabytes: float


def measure(sizes: Sequence[int] = SIZES, workers: int | None = None) -> list[Growth]:
    """Return the figures for a generated corpus of each size."""
    return [_measured(size, workers) for size in sizes]


def _measured(documents: int, workers: int | None) -> Growth:
    with TemporaryDirectory() as folder:
        seeds, out = Path(folder) / "seeds", Path(folder) / "out"
        characters = write_corpus(documents, seeds)
        seconds, own, worker = command(seeds, out, workers)
        unchanged, _, _ = command(seeds, out, workers)
        files = sorted(seeds.rglob("*.txt"))
        with files[len(files) // 2].open("a", encoding="utf-8") as file:
            file.write(CHANGE)
        one_changed, own_again, _ = command(seeds, out, workers)
    return Growth(documents, characters, seconds, unchanged, one_changed, max(own, own_again), worker)


def command(seeds: Path, out: Path, workers: int | None = None) -> tuple[float, float, float]:
    """Run the command; return its seconds and the most megabytes of itself and of a process that it started."""
    asked = ["--workers", str(workers)] if workers else []
    words = [sys.executable, "-c", PROGRAM, "preprocess", "--seeds", str(seeds), "--out", str(out), *asked]
    begin = time.perf_counter()
    run = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - begin
    own, worker = json.loads(run.stdout.splitlines()[-1])
    return seconds, own / KIB_PER_MIB, worker / KIB_PER_MIB


def exponent(growths: Sequence[Growth]) -> float:
    """Return by which power of the documents the seconds grow: the slope, by least squares, of their logarithms."""
    points = [(math.log(one.documents), math.log(one.seconds)) for one in growths]
    middle = [sum(values) / len(points) for values in zip(*points, strict=True)]
    above = sum((x - middle[0]) * (y - middle[1]) for x, y in points)
    return above / sum((x - middle[0]) ** 2 for x, _ in points)


def per_document(growths: Sequence[Growth]) -> tuple[float, float]:
    """Return the seconds that every run takes and those of a document, by least squares weighted by 1/seconds²."""
    weights = [1 / one.seconds**2 for one in growths]
    total = sum(weights)
    x = sum(w * one.documents for w, one in zip(weights, growths, strict=True)) / total
    y = sum(w * one.seconds for w, one in zip(weights, growths, strict=True)) / total
    pairs = list(zip(weights, growths, strict=True))
    slope = sum(w * (one.documents - x) * (one.seconds - y) for w, one in pairs) / sum(
        w * (one.documents - x) ** 2 for w, one in pairs
    )
    return y - slope * x, slope
