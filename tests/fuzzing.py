"""How long the tests that make up their own input go on: ``FUZZ_TIMES=100 pytest
--hypothesis-profile=search -k hostile`` tries a hundred times as many examples as a usual run does, and others."""

import os

TIMES = int(os.environ.get("FUZZ_TIMES", "1"))


def examples(number: int) -> int:
    """Return how many examples to try where a usual run tries ``number``."""
    return number * TIMES
