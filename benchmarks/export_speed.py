"""How long it takes from the tables to the slides, beside building as many plain python-pptx chart slides."""

import gc
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.generated_corpus import generated_plans
from dashboard.export.briefing_content import briefing_content
from dashboard.export.deck import deck_bytes
from dashboard.paths import LEXICON, PROJECT, SEEDS
from dashboard.preprocess.pipeline import preprocess
from dashboard.preprocess.rules import load_rules
from dashboard.preprocess.sources import seed_files
from dashboard.reading.read import load_source, read_document
from dashboard.tables.store import load_tables

ROUNDS = 3
KIB_PER_MIB = 1024
PROGRAM = """import sys
from dashboard.cli import main
code = main(sys.argv[1:])
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
sys.exit(code)"""
"""The command, which tells in the end what memory it held at most. Its parent's count would begin with the parent's."""
STREETS = 107
"""As many as Shanghai has 街道."""
PLAN_YEAR, GENERATOR_SEED = 2021, 2021
WANTED_SECONDS = {"seed": 2.0, "107 街道": 10.0}
PLAIN_BARS = 16
"""Bars of a plain chart slide: as many as there are themes."""


@dataclass(frozen=True)
class ExportTime:
    """Median seconds of the wall clock for one briefing.

    ``command_seconds``: the command export in a process of its own, from its start to its end. In a process that has
    done it before: ``charts_seconds`` for drawing the charts, ``slides_seconds`` for writing the slides,
    ``plain_seconds`` for as many plain slides. ``megabytes`` is the most memory that a command has held.
    """

    what: str
    slides: int
    command_seconds: float
    charts_seconds: float
    slides_seconds: float
    plain_seconds: float
    megabytes: float

    def ratio(self) -> float:
        """Return how many times as long as as many plain slides charts and slides take."""
        return (self.charts_seconds + self.slides_seconds) / self.plain_seconds


def measure(streets: int = STREETS, rounds: int = ROUNDS) -> list[ExportTime]:
    """Return the times for the seed and for so many generated plans, each after a first round that does not count."""
    with TemporaryDirectory() as folder:
        preprocess(SEEDS, Path(folder) / "seed")
        write_plans(Path(folder) / "plans", streets)
        preprocess(Path(folder) / "plans", Path(folder) / "many")
        return [
            timed("seed", Path(folder) / "seed", rounds), timed(f"{streets} 街道", Path(folder) / "many", rounds),
        ]  # fmt: skip


def write_plans(folder: Path, streets: int) -> None:
    """Write so many plans into the folder, a file each."""
    rules = load_rules(LEXICON)
    document = read_document(load_source(SEEDS, seed_files(SEEDS)[0]), rules.gazetteer, rules.reading)
    names = [unit.name for unit in rules.gazetteer.kept if unit.name.endswith("街道")][:streets]
    folder.mkdir()
    for name, text in generated_plans(document, names, PLAN_YEAR, GENERATOR_SEED).items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def timed(what: str, data: Path, rounds: int) -> ExportTime:
    """Return the times for the tables of a folder, into which a deck is written."""
    runs = [_command(data) for _ in range(rounds)]
    tables = load_tables(data)
    content = briefing_content(tables)
    slides = slide_count(deck_bytes(content))
    plain_slides(slides)
    drawn, written, plain = [], [], []
    for _ in range(rounds):
        drawn.append(_seconds(lambda: briefing_content(tables)))
        written.append(_seconds(lambda: deck_bytes(content)))
        plain.append(_seconds(lambda: plain_slides(slides)))
    return ExportTime(
        what,
        slides,
        median(seconds for seconds, _ in runs),
        median(drawn),
        median(written),
        median(plain),
        max(held for _, held in runs),
    )


def _command(data: Path) -> tuple[float, float]:
    """Run the command export on these tables; return its seconds and the most megabytes that it held."""
    begin = time.perf_counter()
    command = [sys.executable, "-c", PROGRAM, "export", str(data / "a.pptx"), "--data", str(data)]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    return time.perf_counter() - begin, int(run.stdout.split()[-1]) / KIB_PER_MIB


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def slide_count(deck: bytes) -> int:
    from pptx import Presentation

    return len(Presentation(BytesIO(deck)).slides)


def plain_slides(number: int) -> bytes:
    """Return a deck of so many slides as python-pptx makes them, a title and a bar chart on each."""
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    presentation = Presentation()
    for place in range(number):
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = f"第{place + 1}页"
        data = CategoryChartData()
        data.categories = [f"主题{bar}" for bar in range(PLAIN_BARS)]
        data.add_series("占比", [bar / PLAIN_BARS for bar in range(PLAIN_BARS)])
        slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Inches(1), Inches(2), Inches(8), Inches(5), data)
    file = BytesIO()
    presentation.save(file)
    return file.getvalue()
