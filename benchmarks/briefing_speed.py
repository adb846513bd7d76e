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
BETWEEN_KEYS_MILLISECONDS = 1_000
"""Nobody moves on faster than this; meanwhile the server makes the next chart."""

ROUNDS = 2
"""The first time through, charts are made; the second shows what is kept."""

MILLISECONDS = 60_000
SCREEN: Any = {"width": 1920, "height": 1080}

WATCH = """([number, key]) => {
  window.stepTook = undefined;
  addEventListener('keydown', () => {
    const pressed = performance.now();
    const look = () => {
      const counter = document.querySelector('.stage-counter')?.innerText ?? '';
      const drawn = key === null || document.querySelector(`.st-key-stage_${key} .js-plotly-plot .main-svg text`);
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
    first: float
    again: float


def measure(browser: "Browser") -> list[StepTime]:
    """Return the time of every step from the cover to the closing page."""
    with TemporaryDirectory() as folder:
        preprocess(SEEDS, Path(folder))
        with served(PROJECT / "streamlit_app.py", PROJECT, {"JIEDAO_DATA": folder}) as address:
            page = browser.new_page(viewport=SCREEN)
            page.goto(f"{address}/{quote('汇报')}?step=cover")
            page.wait_for_selector(".stage-counter", timeout=MILLISECONDS)
            rounds = [_round(page) for _ in range(ROUNDS)]
            page.close()
    return [StepTime(key, first, again) for (key, first), (_, again) in zip(*rounds, strict=True)]


def _round(page: "Page") -> list[tuple[str | None, float]]:
    page.keyboard.press("Home")
    page.wait_for_function("document.querySelector('.stage-counter')?.innerText.startsWith('1 /')")
    took = []
    for number, key in enumerate([*(definition.key for definition in CHARTS), None], 2):
        page.wait_for_timeout(BETWEEN_KEYS_MILLISECONDS)
        page.evaluate(WATCH, [number, key])
        page.keyboard.press("PageDown")
        page.wait_for_function("window.stepTook !== undefined", timeout=MILLISECONDS)
        took.append((key, float(page.evaluate("window.stepTook"))))
    return took
