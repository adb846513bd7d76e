"""What the server does beside answering."""

import asyncio
import gc
import platform
import subprocess
import sys
import tomllib
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.pages import server_start
from dashboard.paths import PROJECT

MOST_SECONDS = 30.0


class Circle:
    """An object that refers to itself: only the collector frees it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def nothing_collects_by_itself() -> Iterator[None]:
    usual = gc.get_threshold()
    gc.disable()
    yield
    gc.unfreeze()
    gc.set_threshold(*usual)
    gc.enable()


@pytest.mark.usefixtures("nothing_collects_by_itself")
def test_server_frees_objects_in_circles_between_its_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_start, "SECONDS_BETWEEN_COLLECTIONS", 0.01)

    async def dropped_while_it_collects() -> bool:
        collecting = asyncio.ensure_future(server_start.collect_between_answers())
        await asyncio.sleep(0)
        circle = Circle()
        seen = weakref.ref(circle)
        del circle
        try:
            async with asyncio.timeout(MOST_SECONDS):
                while seen() is not None:
                    await asyncio.sleep(0.01)
        finally:
            collecting.cancel()
        return seen() is None

    # In a thread of its own: where browser tests ran before, this one already has a running loop.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: asyncio.run(dropped_while_it_collects())).result()


def test_streamlit_holds_no_answer_back_to_collect() -> None:
    settings = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["runner"]["postScriptGC"] is False


def test_threads_share_memory_where_the_library_lets_them() -> None:
    program = "from dashboard.pages.server_start import share_memory; print(share_memory())"
    run = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == str(platform.libc_ver()[0] == "glibc")
