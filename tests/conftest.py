"""Fixtures shared by all tests: the tables made from seeds/, a running app, a browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ["JIEDAO_COMPILED"] = "0"  # the tests are about the sources, and replace parts of them; one is about builds

from dashboard.paths import PROJECT, SEEDS
from dashboard.preprocess import reduce
from dashboard.preprocess.pipeline import preprocess

settings.register_profile("same", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("search", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")
"""Every run tries the same examples and none is timed, for a run says something about a change; with
``--hypothesis-profile=search`` a run looks for new ones."""

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
)  # fmt: skip
SERVER_START_SECONDS = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests that open a browser run one after the other, whatever else runs beside them (``-n 2``)."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case by its argument where that is a file's content: all workers must find the same names.

    Content in a name is unreadable, and one made while tests are collected (an archive holds the time) can differ from
    worker to worker; pytest-xdist then runs nothing.
    """
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def seed_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables made from seeds/."""
    folder = tmp_path_factory.mktemp("data")
    report = preprocess(SEEDS, folder)
    assert not report.failed
    return folder


@pytest.fixture(scope="session")
def app_address(seed_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app, running on the tables of ``seed_data``."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log.txt"
    command = [
        sys.executable, "-m", "streamlit", "run", "streamlit_app.py", f"--server.port={port}",
        "--server.address=127.0.0.1", "--server.headless=true", "--server.fileWatcherType=none",
    ]  # fmt: skip
    with log.open("w") as output:
        environment = {**os.environ, "JIEDAO_DATA": str(seed_data)}
        server = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait_until_up(f"http://127.0.0.1:{port}/_stcore/health", log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(SERVER_START_SECONDS)


def _wait_until_up(address: str, log: Path) -> None:
    until = time.monotonic() + SERVER_START_SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the app did not start within {SERVER_START_SECONDS} s:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:  # noqa: F821 - imported only where a browser is used
    """A Chromium or Chrome that is installed; without one the browser tests are skipped."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium or Chrome found; install one, e.g. `apt-get install -y chromium`")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(BROWSER_FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def opened_once(browser: "Browser", app_address: str) -> Iterator["OpenedOnce"]:  # noqa: F821
    """Pages of the app for tests that only look: whoever changes one opens a page of its own."""
    from tests.watched_page import OpenedOnce

    pages = OpenedOnce(browser, app_address)
    yield pages
    pages.close()


@pytest.fixture(scope="session")
def reshaped(browser: "Browser", app_address: str) -> Iterator["OpenedOnce"]:  # noqa: F821
    """Pages that are printed, and looked at in windows of several sizes."""
    from tests.watched_page import OpenedOnce

    pages = OpenedOnce(browser, app_address)
    yield pages
    pages.close()


@pytest.fixture(scope="session", autouse=True)
def background_idf_read_once() -> Iterator[None]:
    """Keep what is known of general Chinese: hundreds of tests preprocess a handful of sentences, and reading it takes
    longer than all the rest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reduce, "load_background_idf", cache(reduce.load_background_idf))
        yield
