"""Times several pieces of work beside each other, so that their ratio holds on a busy machine too."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

ROUNDS = 5
"""Each work is timed this often; the median counts."""

Work = Callable[[], object]


@dataclass(frozen=True)
class Comparison:
    """Median processor seconds of each work over the same text, by name; the first is the one that is judged."""

    text: str
    characters: int
    seconds: dict[str, float]

    @property
    def judged(self) -> str:
        return next(iter(self.seconds))

    def characters_per_second(self) -> dict[str, float]:
        return {name: self.characters / seconds for name, seconds in self.seconds.items()}

    def ratios(self) -> dict[str, float]:
        """Return how many times as fast as each yardstick the judged work is."""
        own = self.seconds[self.judged]
        return {name: seconds / own for name, seconds in self.seconds.items() if name != self.judged}


def compare(text: str, characters: int, works: Mapping[str, Work], rounds: int = ROUNDS) -> Comparison:
    """Return the comparison of these works, done in turn; ``text`` names what they work on.

    The first round only warms up (patterns and dictionaries are built in it) and does not count.
    """
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for round_number in range(rounds + 1):
        for name, work in works.items():
            took = process_seconds(work)
            if round_number:
                seconds[name].append(took)
    return Comparison(text, characters, {name: median(times) for name, times in seconds.items()})


def process_seconds(work: Work) -> float:
    """Return the processor time that a work takes, whatever else the machine does."""
    begin = time.process_time()
    work()
    return time.process_time() - begin
