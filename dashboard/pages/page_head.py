"""Puts into the head of each HTML page what has to be known before Streamlit's front end starts.

Where the server is: Streamlit's front end does not know whether ``/原文`` is a page or the folder from which the app
comes, and asks at both places. The wrong one answers 404, which every browser reports as an error in its console and
which delays the page. The front end reads ``window.__streamlit.BACKEND_BASE_URL`` before it guesses; this middleware
sets it.

Which theme the address asks for (first_look.js), so that a dark page is dark from its first frame.

That charts will be drawn (charts_ahead.js), so that the browser starts the code for them while the server is at them.
"""

import json
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.charts.style import DARK

HEAD = b"<head>"
CHART_CODE = "static/js/PlotlyChart.*.js"
"""The code that draws charts, below the folder of Streamlit's page; the front end loads it by that relative address."""
PAGES_WITHOUT_CHARTS = ("原文", "资料")
PARTIAL_OR_PACKED = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
"""Request headers without which a page comes whole and as plain text."""


class PageHead:
    """Completes the head of each HTML page that passes through."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; hold an HTML response back until its body can be completed."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        start: Message | None = None

        async def send_completed(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_html(message):
                start = message
                return
            if start is not None and message["type"] == "http.response.body":
                message, held = _completed(message), start
                start = None
                headers = [(name, value) for name, value in held["headers"] if name.lower() != b"content-length"]
                await send({**held, "headers": headers})
            await send(message)

        plain = [(name, value) for name, value in scope["headers"] if name.lower() not in PARTIAL_OR_PACKED]
        await self.app({**scope, "headers": plain} if _wants_html(scope) else scope, receive, send_completed)


def _wants_html(scope: Scope) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def _is_html(start: Message) -> bool:
    headers = {name.lower(): value for name, value in start["headers"]}
    return headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers


def _completed(body: Message) -> Message:
    return {**body, "body": body.get("body", b"").replace(HEAD, HEAD + _script().encode(), 1)}


def _script() -> str:
    path = "/" + (st.get_option("server.baseUrlPath") or "").strip("/")
    address = f"window.__streamlit = {{BACKEND_BASE_URL: window.location.origin + {json.dumps(path)}}};"
    return f"<script>{address}\n{_first_look()}{_charts_ahead()}</script>"


@cache
def _first_look() -> str:
    """Return the script with the dark page's own colour written in."""
    script = (Path(__file__).parent / "first_look.js").read_text("utf-8")
    return script.replace("DARK_PAPER", json.dumps(DARK.paper)).replace("DARK_NAME", json.dumps(DARK.name))


@cache
def _charts_ahead() -> str:
    """Return the script with the address of the code written in; nothing where this Streamlit keeps it elsewhere."""
    folder = Path(st.__file__).parent / "static"
    found = next(folder.glob(CHART_CODE), None)
    if found is None:
        return ""
    script = (Path(__file__).parent / "charts_ahead.js").read_text("utf-8")
    script = script.replace("CHART_CODE", json.dumps(f"./{found.relative_to(folder).as_posix()}"))
    return script.replace("WITHOUT_CHARTS", json.dumps(PAGES_WITHOUT_CHARTS))


HEAD_OF_PAGES = Middleware(PageHead)
