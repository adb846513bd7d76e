"""The map as Python and, where there is a build of its modules, compiled: each in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace

from benchmarks.comparison import Comparison
from dashboard.compiled.build import SWITCH, current_build
from dashboard.paths import PROJECT

YARDSTICK = "jieba.lcut"


def measure() -> list[Comparison]:
    """Return the comparisons of ``map_speed``; where there is a build those of the compiled modules follow."""
    plain = _measured("0")
    return [*plain, *beside(_measured("1"), plain)] if current_build() else plain


def beside(compiled: Sequence[Comparison], plain: Sequence[Comparison]) -> list[Comparison]:
    """Return the comparisons of the compiled modules, with Python's seconds among the yardsticks.

    The two were measured one after the other: Python's seconds are those it would have taken at the speed that the
    yardstick of both had the second time.
    """
    found = []
    for one, other in zip(compiled, plain, strict=True):
        own, slowed = one.judged, one.seconds[YARDSTICK] / other.seconds[YARDSTICK]
        seconds = {f"{own}, compiled": one.seconds[own], own: other.seconds[other.judged] * slowed}
        found.append(replace(one, text=f"{one.text}, compiled", seconds=seconds | _yardsticks(one)))
    return found


def _yardsticks(one: Comparison) -> dict[str, float]:
    return {name: seconds for name, seconds in one.seconds.items() if name != one.judged}


def _measured(switch: str) -> list[Comparison]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.map_speed"], cwd=PROJECT, env={**os.environ, SWITCH: switch},
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return [Comparison(**fields) for fields in json.loads(done.stdout)]
