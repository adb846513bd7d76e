"""Loaded first by workers that a command starts for itself: they do not hear Ctrl-C, which a terminal sends to all.

The command hears it and stops them in order. Workers that somebody starts by hand are theirs to stop.
"""

import signal

from distributed import Worker


def dask_setup(worker: Worker) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
