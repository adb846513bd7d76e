"""How long the briefing takes from a key to the next step in the browser, with the tables made from ``seeds/``."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from benchmarks.served_app import served
from dashboard.charts.catalogue import CHARTS
from dashboard.paths import PROJECT, SEEDS
from dashboard.preprocess.pipeline import preprocess

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WANTED_MILLISECONDS = 300
PAUSES_MILLISECONDS = {"first": 1_000, "again": 1_000, "hurried": 0}
"""How long each round waits before a key. The first time through, charts are made; again, they are kept.

Nobody who speaks to a step moves on within a second; meanwhile the next one is drawn. Hurried: the key comes as soon
as the step before is seen, so nothing is drawn in advance.
"""

MILLISECONDS = 60_000
SCREEN: Any = {"width": 1920, "height": 1080}

WATCH = """([number, key]) => {
  window.stepTook = undefined;
  const seen = element => element !== null && getComputedStyle(element).visibility === 'visible';
  addEventListener('keydown', () => {
    const pressed = performance.now();
    const look = () => {
      const counter = [...document.querySelectorAll('.stage-counter')].find(seen)?.textContent ?? '';
      const drawn = key === null || seen(document.querySelector(`.st-key-stage_${key} .js-plotly-plot .main-svg text`));
      if (counter.startsWith(`${number} /`) && drawn) window.stepTook = performance.now() - pressed;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, {once: true, capture: true});
}"""


@dataclass(frozen=True)
class StepTime:
    """Milliseconds of the wall clock from the key to the drawn step, by the step's key (None: the closing page)."""

    key: str | None
    milliseconds: dict[str, float]
    """By round, as ``PAUSES_MILLISECONDS`` names them."""


def measure(browser: "Browser") -> list[StepTime]:
    """Return the time of every step from the cover to the closing page."""
    with TemporaryDirectory() as folder:
        preprocess(SEEDS, Path(folder))
        with served(PROJECT / "streamlit_app.py", PROJECT, {"JIEDAO_DATA": folder}) as address:
            page = browser.new_page(viewport=SCREEN)
            page.goto(f"{address}/{quote('汇报')}?step=cover")
            page.wait_for_selector(".stage-counter:visible", timeout=MILLISECONDS)
            rounds = {name: _round(page, pause) for name, pause in PAUSES_MILLISECONDS.items()}
            page.close()
    return [StepTime(key, {name: took[key] for name, took in rounds.items()}) for key in rounds["first"]]


def _round(page: "Page", pause: int) -> dict[str | None, float]:
    page.keyboard.press("Home")
    page.wait_for_selector(".stage-counter:visible >> text=/^1 \\//", timeout=MILLISECONDS)
    took: dict[str | None, float] = {}
    for number, key in enumerate([*(definition.key for definition in CHARTS), None], 2):
        page.wait_for_timeout(pause)
        page.evaluate(WATCH, [number, key])
        page.keyboard.press("PageDown")
        page.wait_for_function("window.stepTook !== undefined", timeout=MILLISECONDS)
        took[key] = float(page.evaluate("window.stepTook"))
    return took
