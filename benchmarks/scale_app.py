"""The app on the tables of 107 to 41,352 街道: how soon the first chart stands, what a change of the filter costs the
server, and how much memory it holds.

The first chart takes turns with that of a bare Streamlit app. A change of the filter is timed as the server's part of
it: from the request of a session, which speaks Streamlit's own protocol, to the last message of the page. Choices begin
when a browser has drawn the first chart; each is made twice, for what was computed once is kept.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pandas as pd

from benchmarks.app_speed import Waiting, bare_app, dashboard, first_chart, started
from benchmarks.corpus import write_corpus
from benchmarks.served_app import running
from benchmarks.viewers import PAGES as VIEWED
from benchmarks.viewers import VIEWERS, Load, answered, load_of, request, run
from dashboard.paths import PROJECT
from dashboard.preprocess.known_look import SECONDS_OF_DOUBT
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables.areas import area_names, levels_that_tell_apart
from dashboard.tables.store import load_columns
from dashboard.tables.tables import MOST_STREETS_OF_ROWS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIZES = (107, 600, 1_400, 2_000, 41_352)
"""A city's; the most 街道 that are shown one by one; about the most that are held in memory; a few more; all."""
PAGES = ("", "主题对比", "目标", "关键词", "时间轴", "原文", "资料")
THEMES = ("为老服务", "旧改住房")
WANTED_SECONDS = {"start to first chart": 5.0, "change of the filter": 0.5}
WANTED_MEGABYTES = 1024
STARTS = 3
"""Of which the median is kept."""


@dataclass(frozen=True)
class ScaleOfApp:
    """Seconds and megabytes for so many 街道: from the server's start to its first chart, of choices made for the
    first time and again on every page; what the server held at most by then, and after many viewers had looked, each
    at a 街道 of its own."""

    streets: int
    first_chart: Waiting
    new: dict[str, list[float]]
    known: dict[str, list[float]]
    megabytes: float
    viewers: Load
    megabytes_with_viewers: float

    def figures(self) -> dict[str, Any]:
        """Return what is kept."""
        waited = self.first_chart.medians()
        return {
            "街道": self.streets,
            "seconds": {
                **{f"start to first chart, {app}": round(took / 1000, 2) for app, took in waited.items()},
                "new choice, median": round(median(_all(self.new)), 3),
                "new choice, slowest": round(max(_all(self.new)), 3),
                "known choice, median": round(median(_all(self.known)), 3),
                "known choice, slowest": round(max(_all(self.known)), 3),
            },
            "ratio": {"start to first chart": round(self.first_chart.ratio(), 3)},
            "slowest new choice by page": {page or "总览": round(max(took), 2) for page, took in self.new.items()},
            "megabytes": {"one viewer": round(self.megabytes), "all viewers": round(self.megabytes_with_viewers)},
            "viewers": self.viewers.figures(),
        }  # fmt: skip

    def line(self) -> str:
        """Return the figures as a line of text."""
        said = self.figures()
        seconds = ", ".join(f"{name} {took:.2f} s" for name, took in said["seconds"].items())
        pages = ", ".join(f"{page} {took:.2f}" for page, took in said["slowest new choice by page"].items())
        held = ", ".join(f"{number:,} MB with {whose}" for whose, number in said["megabytes"].items())
        ratio = f"the first chart {self.first_chart.ratio():.2f} × the bare app's"
        together = f"{seconds}; {ratio}; the server held {held}; slowest by page: {pages}"
        return f"{self.streets:,} 街道: {together}; {self.viewers.line()}"


def measure(browser: "Browser", sizes: Sequence[int] = SIZES, pages: Sequence[str] = PAGES) -> list[ScaleOfApp]:
    """Return the figures for a generated corpus of each size."""
    found = []
    for size in sizes:
        with _corpus(size) as (seeds, data):
            found.append(measured(browser, size, seeds, data, pages))
    return found


@contextmanager
def _corpus(size: int) -> Iterator[tuple[Path, Path]]:
    with TemporaryDirectory() as folder:
        seeds, data = Path(folder) / "seeds", Path(folder) / "data"
        write_corpus(size, seeds)
        time.sleep(SECONDS_OF_DOUBT)  # else the server reads all files, for nobody could tell one changed just now
        preprocess(seeds, data)
        yield seeds, data


def measured(
    browser: "Browser",
    size: int,
    seeds: Path,
    data: Path,
    pages: Sequence[str] = PAGES,
    viewers: int = VIEWERS,
    starts: int = STARTS,
) -> ScaleOfApp:
    """Return the figures of the app on tables that are there already."""
    environment = {"JIEDAO_SEEDS": str(seeds), "JIEDAO_DATA": str(data)}
    with TemporaryDirectory() as elsewhere:
        first_charts = started([dashboard(environment), bare_app(Path(elsewhere))], browser, starts)
    with running(PROJECT / "streamlit_app.py", PROJECT, environment) as server:
        first_chart(browser, server.address)
        names = area_names(_articles(data))
        choices = choices_of(names)
        new = {page: run(_timed(server.address, page, choices)) for page in pages}
        known = {page: run(_timed(server.address, page, choices)) for page in pages}
        alone = server.megabytes()
        some = [str(street) for street in names.index[:: max(len(names) // VIEWERS, 1)]][:viewers]
        load = run(load_of("dashboard", server.address, viewers, some, VIEWED))
        return ScaleOfApp(size, first_charts, new, known, alone, load, server.megabytes())


def _articles(data: Path) -> pd.DataFrame:
    columns = ["street", "district", "city", "province"]
    frame: pd.DataFrame = load_columns(data, "articles", columns).to_pandas()
    return frame


def choices_of(names: pd.DataFrame) -> list[str]:
    """Return choices of the filter as they stand in the address: nothing, themes, every level, areas of each level and
    a theme in one, all 街道 one by one where that can be asked for, one 街道."""
    choices: list[list[tuple[str, str]]] = [[], *([("theme", theme)] for theme in THEMES)]
    for level in levels_that_tell_apart(names):
        areas = list(dict.fromkeys(names[level]))
        choices += [[("area", areas[len(areas) // 3])], [("area", areas[-1]), ("theme", THEMES[0])], [("level", level)]]
    if len(names) <= MOST_STREETS_OF_ROWS:
        choices.append([("level", "street")])
    choices.append([("street", str(names.index[len(names) // 2]))])
    return [urlencode(choice) for choice in choices]


async def _timed(address: str, page: str, choices: Sequence[str]) -> list[float]:
    """Return the seconds of each choice on a page, each in a session that shows everything before: a session keeps
    what was chosen before and the address does not name."""
    from websockets.asyncio.client import connect

    took = []
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    for choice in choices:
        async with connect(stream, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
            await socket.send(request(page, ""))
            await answered(socket, "")
            begin = time.perf_counter()
            await socket.send(request(page, choice))
            if wrong := await answered(socket, ""):
                raise RuntimeError(f"{page}?{choice}: {wrong[0]}")
            took.append(time.perf_counter() - begin)
    return took


def _all(took: dict[str, list[float]]) -> list[float]:
    return [one for of_page in took.values() for one in of_page]
