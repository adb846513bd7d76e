"""A server for editing, with two plans as its documents, and its page 资料 in a browser."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.served_app import served
from dashboard.paths import PROJECT
from tests.extraction_fixtures import write_documents
from tests.library_actions import DAPU, GUMEI, MOST_MEBIBYTES, PAGE, Served, wait_for_names
from tests.watched_page import Watched


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("library")
    (folder / "seeds").mkdir()
    variables = {
        "JIEDAO_SEEDS": str(folder / "seeds"), "JIEDAO_DATA": str(folder / "data"), "JIEDAO_EDIT": "1",
        "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": str(MOST_MEBIBYTES),
    }  # fmt: skip
    with served(PROJECT / "streamlit_app.py", PROJECT, variables) as address:
        yield Served(address, folder / "seeds")


@pytest.fixture
def server(running: Served) -> Served:
    """The server with two plans as its documents."""
    for entry in running.seeds.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    write_documents(running.seeds, {"古美路计划.txt": GUMEI, "旧档/打浦桥计划.txt": DAPU})
    return running


@pytest.fixture
def watched(browser: Any, server: Served) -> Iterator[Watched]:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    opened = Watched(page, server.address)
    opened.open(PAGE)
    wait_for_names(opened, {"古美路计划.txt", "旧档/打浦桥计划.txt"})
    yield opened
    page.close()
