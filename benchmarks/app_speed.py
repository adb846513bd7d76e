"""Speed of the dashboard as a viewer sees it, beside a bare Streamlit app with one chart, in the same browser.

The times are those of the wall clock, taken inside the browser by ``chart_watch.js``; the two apps take turns, so that
what else the machine does meets both.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.served_app import served
from dashboard.paths import PROJECT, SEEDS
from dashboard.preprocess.pipeline import preprocess

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
DATA_VARIABLE = "JIEDAO_DATA"
"""The environment variable that names the folder of tables, as dashboard/pages/start_up.py reads it."""

OPENINGS = 7
STARTS = 5
WANTED = 1.5
"""The dashboard may take this many times as long as the bare app."""

MILLISECONDS = 60_000
"""How long the browser waits for anything."""
QUIET_MILLISECONDS = 300
"""A chart that stayed the same for so long is drawn."""
SCREEN: Any = {"width": 1920, "height": 1080}

PILLS = '[data-variant="pills"]'
"""The options of either filter."""
WALK = (0, 1, 0, 2, 0, 1, 0)
"""The options switched one after the other: each choice of some of the three comes up once (Gray code)."""

AT_REST = '[data-test-script-state="notRunning"]'
"""What a Streamlit page holds while its script does not run."""
DRAWN_AFTER = """since => {
  const drawn = window.chartDrawings.filter(drawing => drawing.at > since);
  const now = performance.timeOrigin + performance.now();
  return drawn.length > 0 && now - drawn.at(-1).at > QUIET && !document.querySelector('[data-stale="true"]');
}""".replace("QUIET", str(QUIET_MILLISECONDS))


@dataclass(frozen=True, eq=False)
class App:
    """A script to serve, where it is started with which variables, and how to come to its filter."""

    name: str
    script: Path
    folder: Path
    environment: Mapping[str, str]
    options: str
    """Selects the options of its filter in the page."""
    opens_filter: str = ""
    """Selects what has to be clicked before they are to be seen."""


@dataclass(frozen=True)
class Waiting:
    """Milliseconds that a viewer waited for something, by app; the first app is the one that is judged."""

    what: str
    milliseconds: dict[str, list[float]]

    @property
    def times(self) -> int:
        return min(map(len, self.milliseconds.values()))

    def medians(self) -> dict[str, float]:
        return {app: median(times) for app, times in self.milliseconds.items()}

    def ratio(self) -> float:
        """Return how many times as long the judged app takes as the yardstick."""
        judged, yardstick = self.medians().values()
        return judged / yardstick


class FirstChart(NamedTuple):
    """When the address was asked for and when the chart stood there, in milliseconds since 1970."""

    asked: float
    drawn: float

    def took(self) -> float:
        return self.drawn - self.asked


def measure(
    browser: "Browser", openings: int = OPENINGS, starts: int = STARTS, walks: Sequence[Sequence[int]] = (WALK, WALK)
) -> list[Waiting]:
    """Return how long the first chart takes, from a running and from a new server, and a change of the filter.

    The first walk through the filter makes choices that nobody made before, the second makes them again.
    """
    with compared_apps() as apps:
        first_charts = started(apps, browser, starts)
        with ExitStack() as stack:
            addresses = {app: stack.enter_context(served(app.script, app.folder, app.environment)) for app in apps}
            return [_opened(addresses, browser, openings), first_charts, *_filtered(addresses, browser, walks)]


@contextmanager
def compared_apps() -> Iterator[tuple[App, App]]:
    """Yield the dashboard, with the tables of seeds/ ready, and the bare app, which knows none of its settings."""
    with TemporaryDirectory() as data, TemporaryDirectory() as elsewhere:
        preprocess(SEEDS, Path(data))
        yield dashboard({DATA_VARIABLE: data}), bare_app(Path(elsewhere))


def dashboard(environment: Mapping[str, str]) -> App:
    """Return the dashboard with the documents and tables that its environment names."""
    options = f".st-key-street {PILLS}"
    return App("dashboard", PROJECT / "streamlit_app.py", PROJECT, environment, options, ".st-key-choose_street button")


def bare_app(folder: Path) -> App:
    """Return the bare app, to be started in a folder that holds no settings."""
    return App("bare app", HERE / "bare_app.py", folder, {}, PILLS)


def _opened(addresses: Mapping[App, str], browser: "Browser", times: int) -> Waiting:
    found: dict[str, list[float]] = {app.name: [] for app in addresses}
    for round_number in range(times + 1):
        for app, address in addresses.items():
            took = first_chart(browser, address).took()
            if round_number:  # the first round fills the caches of the server
                found[app.name].append(took)
    return Waiting("first open → first chart", found)


def started(apps: Sequence[App], browser: "Browser", times: int) -> Waiting:
    """Return how long the first chart takes from the start of each app's server, the apps in turn."""
    found: dict[str, list[float]] = {app.name: [] for app in apps}
    for _ in range(times):
        for app in apps:
            since = time.time() * 1000
            with served(app.script, app.folder, app.environment) as address:
                found[app.name].append(first_chart(browser, address).drawn - since)
    return Waiting("server start → first chart", found)


def first_chart(browser: "Browser", address: str) -> FirstChart:
    """Return when the first chart stood in a browser that has never seen the app."""
    with _new_page(browser) as page:
        asked = time.time() * 1000
        page.goto(address, wait_until="commit")
        return FirstChart(asked, drawn_at(page, asked, first=True))


def _filtered(addresses: Mapping[App, str], browser: "Browser", walks: Sequence[Sequence[int]]) -> list[Waiting]:
    names = ("filter change, a new choice → chart redrawn", "filter change, a known choice → chart redrawn")
    with ExitStack() as stack:
        pages = {app: stack.enter_context(_new_page(browser)) for app in addresses}
        for app, address in addresses.items():
            _open_filter(app, pages[app], address)
        return [Waiting(name, _walked(pages, walk)) for name, walk in zip(names, walks, strict=False)]


def _open_filter(app: App, page: "Page", address: str) -> None:
    page.goto(address, wait_until="commit")
    drawn_at(page, 0)
    if app.opens_filter:
        page.locator(app.opens_filter).first.click()
    page.wait_for_selector(app.options, timeout=MILLISECONDS)


def _walked(pages: Mapping[App, "Page"], walk: Sequence[int]) -> dict[str, list[float]]:
    """Return the milliseconds from pressing each option to the chart that it leads to, by app; they take turns."""
    found: dict[str, list[float]] = {app.name: [] for app in pages}
    for option in walk:
        for app, page in pages.items():
            page.locator(app.options).nth(option).click()
            pressed: float = page.evaluate("window.pressedAt")
            found[app.name].append(drawn_at(page, pressed) - pressed)
            page.wait_for_selector(AT_REST, timeout=MILLISECONDS)
    return found


@contextmanager
def _new_page(browser: "Browser") -> Iterator["Page"]:
    """Yield a page of a browser that has never seen the app, and that keeps when its first chart was drawn."""
    context = browser.new_context(viewport=SCREEN)
    try:
        context.add_init_script(path=HERE / "chart_watch.js")
        yield context.new_page()
    finally:
        context.close()


def drawn_at(page: "Page", since: float, *, first: bool = False) -> float:
    """Return when the chart became what it stays (or with ``first`` when it stood there first), in ms since 1970."""
    page.wait_for_function(DRAWN_AFTER, arg=since, timeout=MILLISECONDS)
    times: list[float] = page.evaluate("window.chartDrawings.map(drawing => drawing.at)")
    later = [time for time in times if time > since]
    return later[0] if first else later[-1]
