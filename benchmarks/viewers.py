"""Many people looking at once: sessions that speak Streamlit's own protocol over websockets, each with its own filter.

A session opens the app, then turns page after page with a pause as people make. What is timed is the server's part:
from the request to the last message of the page. Every answer is looked at: whose filter it shows, and whether it
reports an error. The bare app under the same load is the yardstick.
"""

import asyncio
import random
import time
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from benchmarks.export_speed import write_plans
from benchmarks.served_app import served
from dashboard.charts.wording import short_name
from dashboard.paths import PROJECT
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables.store import load_tables

VIEWERS = 50
STREETS = 107
"""As many as Shanghai has 街道."""
PAGES = ("", "目标", "时间轴", "主题对比", "关键词", "原文")
"""The pages that a viewer opens one after the other, the first by the app's bare address."""
PAUSE_SECONDS = (3.0, 9.0)
"""Between two pages; a person who reads a chart takes longer."""
ARRIVE_WITHIN_SECONDS = 10.0
WAIT_SECONDS = 120.0
SEED = 2021

HERE = Path(__file__).parent

Result = TypeVar("Result")


@dataclass
class Walk:
    """What a session saw: seconds until its first page stood, seconds of each page after, and what went wrong."""

    opened: list[float] = field(default_factory=list)
    changed: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Load:
    """Seconds of all sessions of one app, and how often something went wrong."""

    app: str
    viewers: int
    opened: tuple[float, ...]
    changed: tuple[float, ...]
    errors: tuple[str, ...]

    def figures(self) -> dict[str, Any]:
        """Return what is kept: median and 95th percentile in seconds, page changes and errors."""
        return {
            "app": self.app,
            "viewers": self.viewers,
            "page_changes": len(self.changed),
            "seconds": {
                "first page, median": round(median(self.opened), 3),
                "page change, median": round(median(self.changed), 3),
                "page change, 95th percentile": round(quantiles(self.changed, n=20)[-1], 3),
            },
            "errors": len(self.errors),
        }  # fmt: skip

    def line(self) -> str:
        """Return the figures as a line of text."""
        seconds = ", ".join(f"{name} {took:.2f} s" for name, took in self.figures()["seconds"].items())
        return f"{self.viewers} viewers of the {self.app}: {seconds}; {len(self.errors)} errors"


def measure(viewers: int = VIEWERS, streets: int = STREETS, pages: Sequence[str] = PAGES) -> list[Load]:
    """Return the load of the dashboard with so many 街道 and of the bare app, so many viewers each."""
    with TemporaryDirectory() as folder:
        seeds, data = Path(folder) / "plans", Path(folder) / "data"
        write_plans(seeds, streets)
        preprocess(seeds, data)
        names = sorted(load_tables(data).articles["street"].unique())
        environment = {"JIEDAO_SEEDS": str(seeds), "JIEDAO_DATA": str(data)}
        loads = []
        for app, script, started_in, variables, wanted in (
            ("dashboard", PROJECT / "streamlit_app.py", PROJECT, environment, names),
            ("bare app", HERE / "bare_app.py", Path(folder), {}, ()),
        ):
            own_pages = pages if wanted else [pages[0]] * len(pages)  # the bare app has one page, drawn again
            with served(script, started_in, variables) as address:
                loads.append(run(load_of(app, address, viewers, wanted, own_pages)))
        return loads


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Return what a coroutine gives, in a thread of its own: whoever drives a browser has an event loop already."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def load_of(app: str, address: str, viewers: int, streets: Sequence[str], pages: Sequence[str]) -> Load:
    """Return the load of so many viewers of a running app, each with one of the 街道 chosen where some are named."""
    chance = random.Random(SEED)
    await _walk(address, "", pages, pauses=[0.0] * len(pages))  # as the first viewer of the day does: fills caches
    walks = await asyncio.gather(*[
        _arriving(
            chance.uniform(0, ARRIVE_WITHIN_SECONDS), address, streets[number % len(streets)] if streets else "", pages,
            [chance.uniform(*PAUSE_SECONDS) for _ in pages],
        )
        for number in range(viewers)
    ])  # fmt: skip
    return Load(
        app,
        viewers,
        tuple(took for walk in walks for took in walk.opened),
        tuple(took for walk in walks for took in walk.changed),
        tuple(error for walk in walks for error in walk.errors),
    )


async def _arriving(after: float, address: str, street: str, pages: Sequence[str], pauses: Sequence[float]) -> Walk:
    await asyncio.sleep(after)
    return await _walk(address, street, pages, pauses)


async def _walk(address: str, street: str, pages: Sequence[str], pauses: Sequence[float]) -> Walk:
    """Return what a session saw that opens the pages one after the other, with a 街道 chosen where one is named."""
    from websockets.asyncio.client import connect

    walk = Walk()
    query = f"street={street}" if street else ""
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    try:
        async with connect(stream, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
            for page, pause in zip(pages, pauses, strict=True):
                begin = time.perf_counter()
                await socket.send(request(page, query))
                walk.errors += await answered(socket, street)
                (walk.changed if walk.opened else walk.opened).append(time.perf_counter() - begin)
                await asyncio.sleep(pause)
    except Exception as error:  # whatever ends a session is an error of its viewer
        walk.errors.append(f"{type(error).__name__}: {error}")
    return walk


def request(page: str, query: str) -> bytes:
    """Return the message with which a browser asks for a page."""
    from streamlit.proto.BackMsg_pb2 import BackMsg

    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = query
    return bytes(message.SerializeToString())


async def answered(socket: Any, street: str) -> list[str]:
    """Wait for the end of a page and return what is wrong with it: an error, or another viewer's filter."""
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    wrong: list[str] = []
    labels: list[str] = []
    while True:
        message = ForwardMsg()
        message.ParseFromString(await asyncio.wait_for(socket.recv(), WAIT_SECONDS))
        kind = message.WhichOneof("type")
        if kind == "script_finished":
            if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                wrong.append("the script did not finish")
            break
        if kind == "delta":
            if message.delta.new_element.WhichOneof("type") == "exception":
                wrong.append(message.delta.new_element.exception.message)
            elif message.delta.add_block.HasField("popover"):
                labels.append(message.delta.add_block.popover.label)
    if street and labels and labels[0] != short_name(street):
        wrong.append(f"the filter of {street} says {labels[0]}")
    return wrong


def ratios(loads: Sequence[Load]) -> Mapping[str, float]:
    """Return how many times as long as the bare app the dashboard takes, by what is timed."""
    own, bare = (load.figures()["seconds"] for load in loads)
    return {name: round(own[name] / bare[name], 2) for name in own}
