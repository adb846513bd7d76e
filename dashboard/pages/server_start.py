"""What the server does when it starts: import what the first page needs, open the browser, and look for garbage.

``streamlit run`` opens the browser itself for a plain script, but not for an application with middleware of its own.
"""

import asyncio
import gc
import importlib
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from streamlit.starlette import App

from dashboard.garbage import RARELY

UNTIL_LISTENING_SECONDS = 1.0
TURN_SECONDS = 0.001
"""How long a page that computes keeps the thread waiting that sends the viewers what is drawn already; Python's own
five milliseconds add up, for sending takes several turns."""
FIRST_PAGE = "dashboard.pages.overview"
SECONDS_BETWEEN_COLLECTIONS = 30.0


@asynccontextmanager
async def started(app: App) -> AsyncIterator[None]:
    """Run beside the server: import at once, and open the browser unless Streamlit runs headless."""
    sys.setswitchinterval(TURN_SECONDS)
    tasks: list[asyncio.Future[Any]] = [asyncio.ensure_future(_import_and_collect())]
    if not st.get_option("server.headless"):
        tasks.append(asyncio.ensure_future(_open_when_listening()))
    yield
    for task in tasks:
        task.cancel()


async def _import_and_collect() -> None:
    await asyncio.to_thread(importlib.import_module, FIRST_PAGE)
    await collect_between_answers()


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


async def _open_when_listening() -> None:
    await asyncio.sleep(UNTIL_LISTENING_SECONDS)
    path = (st.get_option("server.baseUrlPath") or "").strip("/")
    await asyncio.to_thread(webbrowser.open, f"http://localhost:{st.get_option('server.port')}/{path}")
