"""Tasks of a run: given to the cluster, and their results as they come."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from typing import Any

from distributed import Client, Future, KilledWorker, as_completed

from dashboard.preprocess.cluster.connection import ClusterError
from dashboard.preprocess.cluster.workers import checked

RETRIES = 2
"""How often a task that fails (a store that does not answer) is tried again. That of a worker that died is given to
another whatever this says."""


class Tasks:
    """The tasks of the run of this name (see ``workers.Reader``)."""

    def __init__(self, client: Client, run: str) -> None:
        self._client, self.run = client, run
        self._given: list[Future] = []

    def give(self, work: Callable[..., Any], *arguments: Any, priority: int = 0) -> Future:
        """Let a worker call a pure function; arguments may be futures, or lists of them. ``priority``: the higher the
        sooner."""
        future = self._client.submit(
            checked, self.run, work, *arguments, pure=False, retries=RETRIES, priority=priority
        )
        self._given.append(future)
        return future

    def done(self, futures: Iterable[Future]) -> Iterator[tuple[Future, Any]]:
        """Yield each of the futures with its result as they are done, and let the cluster forget it.

        Raises what a task raises, and ClusterError where workers die of it or the scheduler is gone.
        """
        for future in as_completed(list(futures), loop=self._client.loop):
            try:
                result = future.result()
            except KilledWorker as error:
                raise ClusterError(
                    f"worker after worker was lost at the same task ({error}); have they too little memory?"
                ) from error
            except CancelledError as error:
                raise ClusterError("the scheduler is gone; what was read is kept, start it and run again") from error
            yield future, result
            future.release()

    def result(self, future: Future) -> Any:
        """Return the result of one task; raises as ``done`` does."""
        [(_, result)] = self.done([future])
        return result

    def cancel(self) -> None:
        """Let the cluster drop what is not done."""
        self._client.cancel([future for future in self._given if not future.done()])
        self._given.clear()
