"""The cluster itself: one that runs already, or one of this machine's processes that is there for a run alone."""

import asyncio
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

from distributed import Client, LocalCluster
from distributed.comm import connect

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
        number = workers or os.cpu_count() or 1
        with (
            LocalCluster(
                n_workers=number, threads_per_worker=1, processes=True, dashboard_address=None,
                silence_logs=logging.CRITICAL,
            ) as cluster,
            Client(cluster) as client,
        ):  # fmt: skip
            yield client
        return
    asyncio.run(_answers(scheduler))
    with Client(scheduler, timeout=SECONDS_TO_CONNECT, set_as_default=False) as client:
        try:
            client.wait_for_workers(1, timeout=SECONDS_FOR_WORKERS)
        except TimeoutError:
            raise ClusterError(
                f"the scheduler at {scheduler} has no workers; start some with `dask worker {scheduler}`"
            ) from None
        yield client


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
