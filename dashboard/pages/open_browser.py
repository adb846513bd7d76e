"""Opens the dashboard in the browser of the person who started it.

``streamlit run`` does this itself for a plain script, but not for an application with middleware of its own.
"""

import asyncio
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit.starlette import App

UNTIL_LISTENING_SECONDS = 1.0


@asynccontextmanager
async def open_browser(app: App) -> AsyncIterator[None]:
    """Open the browser once the server listens, unless Streamlit runs headless (no display, or told to)."""
    opening = None
    if not st.get_option("server.headless"):
        opening = asyncio.create_task(_open_when_listening())
    yield
    if opening is not None:
        opening.cancel()


async def _open_when_listening() -> None:
    await asyncio.sleep(UNTIL_LISTENING_SECONDS)
    path = (st.get_option("server.baseUrlPath") or "").strip("/")
    await asyncio.to_thread(webbrowser.open, f"http://localhost:{st.get_option('server.port')}/{path}")
