"""A page of the app in a real browser that is watched: for faults, requests to others, and until it stands still."""

from time import monotonic
from typing import Any
from urllib.parse import quote

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.pages.app import PAGES

MILLISECONDS = 60_000
SCREEN = {"width": 1920, "height": 1080}
PAGE_NAMES = [name for _, name in PAGES]
ANSWERS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
STILL_MILLISECONDS = 400
SENT_MILLISECONDS = 50
"""After a click what it asks of the server has left the browser and is known here."""
STANDS_STILL = """still => {
    if (window.lastChange === undefined) {
        window.lastChange = performance.now();
        new MutationObserver(() => { window.lastChange = performance.now(); })
            .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
    }
    const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
    return document.querySelector('[data-test-script-state="notRunning"]')
        && charts.every(chart => chart.querySelector('.main-svg'))
        && performance.now() - window.lastChange > still;
}"""


class Watched:
    """A browser page that keeps its console errors and its requests to other hosts."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.errors: list[str] = []
        self.outside: list[str] = []
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._note_request)
        self._waits = False
        page.on("websocket", self._follow)

    def _note_request(self, request: Any) -> None:
        own = (self.address, self.address.replace("http:", "ws:"), "data:", "blob:")
        if not request.url.startswith(own):
            self.outside.append(request.url)

    def _follow(self, socket: Any) -> None:
        def sent(content: bytes | str) -> None:
            if isinstance(content, bytes) and BackMsg.FromString(content).WhichOneof("type") == "rerun_script":
                self._waits = True

        def received(content: bytes | str) -> None:
            if isinstance(content, bytes):
                message = ForwardMsg.FromString(content)
                if message.WhichOneof("type") == "script_finished" and message.script_finished in ANSWERS:
                    self._waits = False

        self._waits = False
        socket.on("framesent", sent)
        socket.on("framereceived", received)

    def open(self, name: str, query: str = "") -> Any:
        """Open a page by its name and wait until it stands still."""
        path = "" if name == PAGE_NAMES[0] else quote(name)
        self.page.goto(f"{self.address}/{path}{query}")
        self.page.wait_for_selector("h1.message", timeout=MILLISECONDS)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until all that the page asked of the server is answered, and nothing on it has changed for a while."""
        latest = monotonic() + MILLISECONDS / 1000
        self.page.wait_for_timeout(SENT_MILLISECONDS)
        self.page.wait_for_function(STANDS_STILL, arg=STILL_MILLISECONDS, timeout=MILLISECONDS)
        while self._waits and monotonic() < latest:
            self.page.wait_for_timeout(20)
            self.page.wait_for_function(STANDS_STILL, arg=STILL_MILLISECONDS, timeout=MILLISECONDS)
        assert not self._waits, "the server did not answer"


class OpenedOnce:
    """Pages of the app, each opened once for all tests that only look at it."""

    def __init__(self, browser: Any, address: str) -> None:
        self._browser, self._address = browser, address
        self._opened: dict[tuple[str, str], Watched] = {}

    def __call__(self, name: str, query: str = "") -> Watched:
        """Return the page of this name; it stands still."""
        key = (name, query)
        if key not in self._opened:
            self._opened[key] = Watched(self._browser.new_page(viewport=SCREEN), self._address)
            self._opened[key].open(name, query)
        return self._opened[key]

    def close(self) -> None:
        for watched in self._opened.values():
            watched.page.close()
