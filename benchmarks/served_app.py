"""A Streamlit app served on a free port for as long as it is needed, and a browser to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

START_SECONDS = 60
KIB_PER_MIB = 1024
SECONDS_BETWEEN_LOOKS = 0.02
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
SERVER_OPTIONS = (
    "--server.address=127.0.0.1", "--server.headless=true", "--server.fileWatcherType=none",
    "--server.showEmailPrompt=false", "--browser.gatherUsageStats=false",
)  # fmt: skip


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, and its process."""

    address: str
    process: "subprocess.Popen[bytes]"

    def megabytes(self) -> float:
        """Return the most memory that the server has held; where the system does not tell, NaN."""
        try:
            lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        except OSError:
            return float("nan")
        return next(int(line.split()[1]) / KIB_PER_MIB for line in lines if line.startswith("VmHWM"))


@contextmanager
def served(script: Path, folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Yield the address of the app once it answers (see ``running``)."""
    with running(script, folder, environment) as server:
        yield server.address


@contextmanager
def running(script: Path, folder: Path, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Yield the server of the app once it answers; it stops at the end of the block.

    ``folder`` is where it is started, so that its ``.streamlit`` counts; ``environment`` adds variables.
    RuntimeError with the server's output where it does not answer within ``START_SECONDS``.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", *SERVER_OPTIONS]
    with TemporaryDirectory() as logs:
        log = Path(logs) / "log.txt"
        with log.open("w") as output:
            server = subprocess.Popen(
                command, cwd=folder, env={**os.environ, **(environment or {})}, stdout=output, stderr=subprocess.STDOUT
            )
        try:
            _wait_until_up(f"{address}/_stcore/health", server, log)
            yield Server(address, server)
        finally:
            server.terminate()
            server.wait(START_SECONDS)


def free_port() -> int:
    """Return a port of this machine that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_up(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            time.sleep(SECONDS_BETWEEN_LOOKS)
    raise RuntimeError(f"no answer from {address}; the server said:\n{log.read_text()}")


@contextmanager
def opened_browser(names: Sequence[str] = BROWSERS) -> Iterator["Browser"]:
    """Yield a Chromium or Chrome of this machine; FileNotFoundError where there is none."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise FileNotFoundError("no Chromium or Chrome found; install one, e.g. `apt-get install -y chromium`")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(BROWSER_FLAGS))
        try:
            yield browser
        finally:
            browser.close()
