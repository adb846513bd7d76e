"""The cluster itself: one that runs already, or one of this machine's processes that is there for a run alone."""

import asyncio
import logging
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from distributed import Client, LocalCluster
from distributed.comm import connect

from dashboard.preprocess.cluster import deaf_worker

ANY_PORT = "127.0.0.1:0"
"""For the status page of a cluster of one's own: the usual port may be taken."""
SECONDS_TO_CONNECT = 5
SECONDS_FOR_WORKERS = 10


class ClusterError(OSError):
    """The cluster cannot be used, or failed; the message says what to do."""


@contextmanager
def connected(scheduler: str | None, workers: int | None) -> Iterator[Client]:
    """Connect to a scheduler's address, or start so many workers here (all cores by default) and end them afterwards.

    Raises ClusterError where there is no scheduler or none of its workers.
    """
    if scheduler is None:
        with (
            LocalCluster(
                n_workers=workers or os.cpu_count() or 1, threads_per_worker=1, processes=True,
                dashboard_address=ANY_PORT, silence_logs=logging.CRITICAL, preload=[deaf_worker.__name__],
            ) as cluster,
            Client(cluster, set_as_default=False) as client,
        ):  # fmt: skip
            yield client
        return
    with ThreadPoolExecutor(1) as thread:  # the caller's thread may run a loop of its own
        thread.submit(lambda: asyncio.run(_answers(scheduler))).result()
    with _only_own_messages(), Client(scheduler, timeout=SECONDS_TO_CONNECT, set_as_default=False) as client:
        try:
            client.wait_for_workers(1, timeout=SECONDS_FOR_WORKERS)
        except TimeoutError:
            raise ClusterError(
                f"the scheduler at {scheduler} has no workers; start some with `dask worker {scheduler}`"
            ) from None
        yield client


@contextmanager
def _only_own_messages() -> Iterator[None]:
    """Keep dask from writing about lost connections to the terminal; what matters comes as an error."""
    logger = logging.getLogger("distributed.client")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


async def _answers(scheduler: str) -> None:
    """Raise ClusterError where nobody answers: asked before there is a client, which takes long to give up."""
    try:
        connection = await connect(scheduler, timeout=SECONDS_TO_CONNECT)
        await connection.close()
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"no scheduler answers at {scheduler} ({error}); "
            "start one with `dask scheduler` and give the address that it names"
        ) from error
