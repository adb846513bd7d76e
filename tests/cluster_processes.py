"""A scheduler, two workers and an S3 server of this machine, each a process as somebody starts it by hand."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from distributed import Client

from dashboard.paths import PROJECT

SECONDS_TO_START = 60
DANGEROUS = """from dashboard.reading import formats
own = {ending: f"tests.dangerous_readers:{ending}" for ending in ("crash", "hang")}
formats.READERS = formats.MappingProxyType({**formats.READERS, **own})
"""
"""What every Python of the cluster does first: it knows the readers that crash and hang."""

S3_KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """The address of a scheduler with two workers; ``environment`` is what they were started with."""

    address: str
    environment: dict[str, str]

    def workers(self) -> dict[str, int]:
        """Return the process of each worker by its address."""
        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=SECONDS_TO_START)
            found: dict[str, int] = client.run(os.getpid)
            return found

    def kill_a_worker(self) -> int:
        """Kill a worker and what it started, as when its machine is switched off; its nanny starts another."""
        process = min(self.workers().values())
        os.kill(process, signal.SIGKILL)
        return process


@contextmanager
def s3_server() -> Iterator[str]:
    """Run moto's server; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with _running(command, dict(os.environ)):
        address = f"http://127.0.0.1:{port}"
        _wait_for(lambda: bool(urllib.request.urlopen(f"{address}/moto-api/", timeout=5).status))
        yield address


@contextmanager
def cluster(folder: Path, s3_address: str) -> Iterator[Cluster]:
    """Run a scheduler and two workers, which know the dangerous readers and where the S3 server is."""
    (folder / "sitecustomize.py").write_text(DANGEROUS, encoding="utf-8")
    environment = {
        **os.environ, **S3_KEYS, "AWS_ENDPOINT_URL": s3_address,
        "PYTHONPATH": os.pathsep.join([str(folder), str(PROJECT)]),
    }  # fmt: skip
    said = folder / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    scheduler = [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", said]
    worker = [
        *dask, "worker", "--scheduler-file", said, "--host", "127.0.0.1", "--nthreads", "1", "--nworkers", "2",
        "--no-dashboard", "--local-directory", folder,
    ]  # fmt: skip
    with _running(list(map(str, scheduler)), environment), _running(list(map(str, worker)), environment):
        _wait_for(lambda: bool(json.loads(said.read_text())["address"]))
        found = Cluster(json.loads(said.read_text())["address"], environment)
        found.workers()
        yield found


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        command, cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            if is_so():
                return
        except (OSError, ValueError, KeyError):
            if time.monotonic() > until:
                raise
        time.sleep(0.05)
