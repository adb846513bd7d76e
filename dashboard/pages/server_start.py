"""What the server does when it starts: compute what the first page needs, open the browser, and look for garbage.

``streamlit run`` opens the browser itself for a plain script, but not for an application with middleware of its own.
"""

import asyncio
import ctypes
import gc
import importlib
import logging
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import streamlit as st
from streamlit.starlette import App

from dashboard.garbage import RARELY

LOG = logging.getLogger(__name__)
UNTIL_LISTENING_SECONDS = 1.0
TURN_SECONDS = 0.001
"""How long a page that computes keeps the thread waiting that sends the viewers what is drawn already; Python's own
five milliseconds add up, for sending takes several turns."""
M_ARENA_MAX, MOST_ARENAS = -8, 2
M_MMAP_THRESHOLD, BYTES_OF_THEIR_OWN = -3, 1 << 20
"""Numbers of options in glibc's malloc.h: of how many stores threads share, and from how many bytes on memory is the
system's own. Left to itself glibc raises the second as soon as a large array is freed, up to 32 MB, and keeps what
small pieces hold between large ones."""
FIRST_PAGE = "dashboard.pages.first_page"
SECONDS_BETWEEN_COLLECTIONS = 30.0


@asynccontextmanager
async def started(app: App) -> AsyncIterator[None]:
    """Run beside the server: compute at once, and open the browser unless Streamlit runs headless."""
    sys.setswitchinterval(TURN_SECONDS)
    share_memory()
    tasks: list[asyncio.Future[Any]] = [asyncio.ensure_future(_compute_and_collect())]
    if not st.get_option("server.headless"):
        tasks.append(asyncio.ensure_future(_open_when_listening()))
    yield
    for task in tasks:
        task.cancel()


def share_memory() -> bool:
    """Let the threads of viewers share the memory that the system's library keeps for them, where it is glibc's;
    return whether that was done.

    Else it keeps some for every thread, and a server with many viewers holds several times what it uses.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        options = ((M_ARENA_MAX, MOST_ARENAS), (M_MMAP_THRESHOLD, BYTES_OF_THEIR_OWN))
        return all(ctypes.CDLL(None).mallopt(*option) for option in options)
    except (OSError, AttributeError):  # another library than glibc
        return False


def give_memory_back() -> None:
    """Let the system have what glibc keeps of memory that is free."""
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # another library
            ctypes.CDLL(None).malloc_trim(0)


async def _compute_and_collect() -> None:
    await asyncio.to_thread(_compute_first_page)
    await collect_between_answers()


def _compute_first_page() -> None:
    first_page = importlib.import_module(FIRST_PAGE)
    try:
        first_page.compute_first_page()
    except Exception as error:  # whoever opens the page is told what is wrong
        LOG.info("the first page was not computed ahead: %s", error)


async def collect_between_answers() -> None:
    """Look for garbage now and then, for ever; what is loaded when this begins is never looked through again.

    Charts and slides are objects in circles, which only the collector can free. It stops the whole process, a
    millisecond for every two thousand objects: after each answer, as Streamlit has it do, the answer waited for it,
    and left to itself it looks again and again while a chart is made.
    """
    gc.freeze()
    gc.set_threshold(*RARELY)
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_COLLECTIONS)
        gc.collect()
        give_memory_back()


async def _open_when_listening() -> None:
    await asyncio.sleep(UNTIL_LISTENING_SECONDS)
    path = (st.get_option("server.baseUrlPath") or "").strip("/")
    await asyncio.to_thread(webbrowser.open, f"http://localhost:{st.get_option('server.port')}/{path}")
