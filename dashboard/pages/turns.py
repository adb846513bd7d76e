"""Few pages are computed at a time, the others wait for their turn.

Python computes one thing at a time: pages of fifty viewers that are computed side by side are all late, and their
threads wait for each other's locks besides. One after the other the first stand soon, and the last no later.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import BoundedSemaphore, get_ident

MOST_AT_ONCE = 1
"""With two or three fifty viewers wait four times as long for the slowest pages."""


class Turns:
    """Turns of threads, at most so many at a time, in the order in which they ask."""

    def __init__(self, most: int = MOST_AT_ONCE) -> None:
        self._places = BoundedSemaphore(most)
        self._having: set[int] = set()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn and keep it for the block; in a block that has one already there is no waiting."""
        mine = get_ident()
        if mine in self._having:
            yield
            return
        self._take(mine)
        try:
            yield
        finally:
            self._give_back(mine)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Give the turn to others for the block, for what takes many seconds; wait for another one at its end."""
        mine = get_ident()
        if mine not in self._having:
            yield
            return
        self._give_back(mine)
        try:
            yield
        finally:
            self._take(mine)

    def _take(self, mine: int) -> None:
        self._places.acquire()
        self._having.add(mine)

    def _give_back(self, mine: int) -> None:
        self._having.discard(mine)
        self._places.release()


@lru_cache(maxsize=1)
def turns() -> Turns:
    """Return the turns of all sessions of this server."""
    return Turns()
