"""``python -m tests.pictures [FOLDER]``: a picture of every page and of every chart on the stage, light and dark.

Pages are taken twice, as they open and in their whole length. What the command can see by itself is printed as a fault
and makes it return 1: an error in the browser's console or on the page, a page wider than the screen, a chart that is
missing, has text smaller than ``SMALLEST_TEXT_PIXELS`` or text beyond its edge, a dark page on light ground.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from benchmarks.served_app import opened_browser, served
from dashboard.charts.catalogue import CHARTS
from dashboard.charts.style import SMALLEST_TEXT_PIXELS
from dashboard.pages.app import PAGES
from dashboard.pages.theme import LOOK
from dashboard.paths import PROJECT, SEEDS
from dashboard.preprocess.pipeline import preprocess

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path("pictures")
SCREEN: Any = {"width": 1920, "height": 1080}
MILLISECONDS = 60_000
STILL_MILLISECONDS = 500

THEMES = {"light": "浅色", "dark": "深色"}
"""The themes as the address writes them, and as files are named."""
THEME_PARAMETER, STEP_PARAMETER = LOOK, "step"
STAGE = "汇报"
"""The page that shows one chart at a time, the one that ``STEP_PARAMETER`` names."""
FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))
"""Characters that some file systems do not take in a name."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to take: its file name, the page's path with its query, and what is to be seen there."""

    name: str
    path: str
    theme: str
    whole: bool = False
    chart: bool = False


def shots() -> Iterator[Shot]:
    """Yield every picture, theme by theme: the pages in their order, then the charts in theirs."""
    for theme, theme_name in THEMES.items():
        for place, (_, page) in enumerate(PAGES):
            path = _path("" if place == 0 else page, {THEME_PARAMETER: theme})
            yield Shot(file_name("页面", page, theme_name, "首屏"), path, theme)
            yield Shot(file_name("页面", page, theme_name, "全页"), path, theme, whole=True)
        for chart in CHARTS:
            path = _path(STAGE, {STEP_PARAMETER: chart.key, THEME_PARAMETER: theme})
            yield Shot(file_name("图", chart.name, theme_name), path, theme, chart=True)


def file_name(*parts: str) -> str:
    """Return the name of a file that says what it shows: 图-主题热力图-浅色.png."""
    return "-".join(part.translate(FORBIDDEN) for part in parts) + ".png"


def _path(page: str, parameters: dict[str, str]) -> str:
    return f"/{quote(page)}?{urlencode(parameters)}"


STOOD_STILL = """() => document.querySelector('[data-test-script-state="notRunning"]')
    && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
    && document.fonts.status === 'loaded'"""
SEEN = """least => {
  const plots = [...document.querySelectorAll('.js-plotly-plot')];
  const texts = plots.flatMap(plot => [...plot.querySelectorAll('svg text')].map(text => ({plot, text})))
    .filter(({text}) => text.textContent.trim() && text.getBoundingClientRect().width > 0);
  const beyond = ({plot, text}) => {
    const inner = text.getBoundingClientRect(), outer = plot.getBoundingClientRect();
    return inner.left < outer.left - 1 || inner.right > outer.right + 1
      || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
  };
  const main = document.querySelector('[data-testid="stMain"]') ?? document.documentElement;
  return {
    exceptions: [...document.querySelectorAll('[data-testid="stException"]')].map(e => e.textContent.slice(0, 200)),
    excess: Math.max(document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth),
    plots: plots.length,
    small: texts.filter(({text}) => parseFloat(getComputedStyle(text).fontSize) < least)
      .map(({text}) => `${text.textContent} (${getComputedStyle(text).fontSize})`),
    beyond: texts.filter(beyond).map(({text}) => text.textContent),
    ground: getComputedStyle(document.querySelector('[data-testid="stApp"]') ?? document.body).backgroundColor,
  };
}"""
WHOLE_HEIGHT = """() => Math.max(innerHeight, ...[...document.querySelectorAll('[data-testid="stMain"]')]
    .map(main => main.scrollHeight + innerHeight - main.clientHeight))"""


def faults(seen: dict[str, Any], errors: Sequence[str], *, theme: str, chart: bool) -> list[str]:
    """Return what is wrong with a page by what was ``SEEN`` on it and what its console said; empty for nothing."""
    found = [f"console: {error}" for error in errors]
    found += [f"exception: {text}" for text in seen["exceptions"]]
    if seen["excess"] > 0:
        found.append(f"{seen['excess']} pixels wider than the screen")
    if chart and not seen["plots"]:
        found.append("no chart")
    found += [f"text smaller than {SMALLEST_TEXT_PIXELS} pixels in a chart: {text}" for text in seen["small"]]
    found += [f"text beyond the edge of a chart: {text}" for text in seen["beyond"]]
    if is_dark(seen["ground"]) != (theme == "dark"):
        found.append(f"{theme} theme on {seen['ground']}")
    return found


def is_dark(colour: str) -> bool:
    """Return whether a colour as the browser writes it (``rgb(16, 22, 29)``) is nearer to black than to white."""
    channels = [float(part) for part in colour.partition("(")[2].rstrip(")").split(",")[:3]]
    return sum(channels) < 3 * 255 / 2


def take(shot: Shot, browser: "Browser", address: str, folder: Path) -> list[str]:
    """Write one picture and return its faults."""
    page = browser.new_page(viewport=SCREEN)
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    try:
        page.goto(address + shot.path)
        _wait_until_still(page)
        seen = page.evaluate(SEEN, SMALLEST_TEXT_PIXELS)
        if shot.whole:  # the page scrolls inside a box of its own: only a screen as high as the page shows it all
            page.set_viewport_size({**SCREEN, "height": page.evaluate(WHOLE_HEIGHT)})
            _wait_until_still(page)
        page.screenshot(path=folder / shot.name)
        return faults(seen, errors, theme=shot.theme, chart=shot.chart)
    finally:
        page.close()


def _wait_until_still(page: "Page") -> None:
    page.wait_for_selector('[data-testid="stMainBlockContainer"]', timeout=MILLISECONDS)
    for _ in range(2):  # a chart that comes after the script may begin when all seems to be done
        page.wait_for_timeout(STILL_MILLISECONDS)
        page.wait_for_function(STOOD_STILL, timeout=MILLISECONDS)
    page.wait_for_timeout(STILL_MILLISECONDS)


def pictured(options: argparse.Namespace) -> Iterator[tuple[str, list[str]]]:
    """Yield the file name and the faults of each picture, once it is written."""
    with TemporaryDirectory() as data:
        preprocess(options.seeds, Path(data))
        variables = {"JIEDAO_SEEDS": str(options.seeds.resolve()), "JIEDAO_DATA": data}
        with served(PROJECT / "streamlit_app.py", PROJECT, variables) as address, opened_browser() as browser:
            for shot in shots():
                if options.only in shot.name:
                    yield shot.name, take(shot, browser, address, options.folder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take all pictures (or those whose name holds ``--only``); return 1 where a fault was seen, else 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description="Pictures of all pages and charts.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help=f"where they go (default: {FOLDER})")
    parser.add_argument("--only", default="", help="take those alone whose file name holds these words")
    parser.add_argument("--seeds", type=Path, default=SEEDS, help="folder of documents (default: seeds)")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for name, found in pictured(options):
        number += len(found)
        print(options.folder / name, *(f"  fault: {fault}" for fault in found), sep="\n", flush=True)
    print(f"{number} faults")
    return 1 if number else 0


if __name__ == "__main__":
    sys.exit(main())
