"""Charts as pictures, SVG and PNG, each with finding, subtitle, source and caution in it."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TypedDict, Unpack

import plotly.graph_objects as go

from dashboard.charts.chart import Chart
from dashboard.charts.style import LIGHT, Style
from dashboard.export.atomic_file import write_file
from dashboard.export.briefing_content import Progress
from dashboard.export.browser_search import MISSING, browser_found
from dashboard.export.framed_figure import framed_figure, picture_file
from dashboard.export.picture_browser import NoBrowserError, PictureBrowser, picture_browser

__all__ = [
    "MISSING", "NoBrowserError", "browser_found", "drawn_pictures", "framed_figure", "picture_file", "pictures_zip",
    "write_pictures",
]  # fmt: skip

SCALES = (1, 2)
"""PNGs are 1920 × 1080 and 3840 × 2160 pixels large."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time that a zip file gives for each picture, always the same."""
_OWN_NAME = re.compile(rb'id="defs-([0-9a-f]+)"')


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a file: its name (图-主题热力图-1920×1080.png) and its bytes."""

    name: str
    content: bytes


class Drawing(TypedDict, total=False):
    """How pictures are drawn: the options of :func:`drawn_pictures`."""

    style: Style
    scales: Sequence[float]
    transparent: bool
    font: Path | None
    on_progress: Progress | None


def drawn_pictures(
    charts: Sequence[Chart],
    *,
    style: Style = LIGHT,
    scales: Sequence[float] = SCALES,
    transparent: bool = False,
    font: Path | None = None,
    on_progress: Progress | None = None,
) -> Iterator[Picture]:
    """Yield each chart as SVG and as a PNG of each scale, drawn by one browser; at most one is held in memory.

    ``style`` is the one that the charts were drawn in; ``font`` a font file for the PNGs (default: Noto Sans SC). The
    same charts give the same bytes with the same browser. NoBrowserError, with words for people, where there is none.
    """
    with picture_browser(font) as browser:
        for number, chart in enumerate(charts, 1):
            figure = framed_figure(chart, style, transparent=transparent)
            yield Picture(picture_file(chart, transparent=transparent), _svg(browser, figure))
            for scale in scales:
                name = picture_file(chart, scale, transparent=transparent)
                yield Picture(name, browser.drawn(figure, "png", scale))
            if on_progress:
                on_progress(number, len(charts), chart.name)


def write_pictures(charts: Sequence[Chart], folder: Path, **drawing: Unpack[Drawing]) -> list[Path]:
    """Write the pictures of :func:`drawn_pictures` into the folder and return their paths."""
    written = []
    for picture in drawn_pictures(charts, **drawing):
        write_file(folder / picture.name, picture.content)
        written.append(folder / picture.name)
    return written


def pictures_zip(charts: Sequence[Chart], **drawing: Unpack[Drawing]) -> bytes:
    """Return the pictures of :func:`drawn_pictures` as one zip file."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:  # stored: PNGs are packed already
        for picture in drawn_pictures(charts, **drawing):
            archive.writestr(zipfile.ZipInfo(picture.name, EARLIEST), picture.content)
    return packed.getvalue()


def _svg(browser: PictureBrowser, figure: go.Figure) -> bytes:
    """Return the SVG, with the name that Plotly draws by lot for its clip paths replaced by a fixed one."""
    drawn = browser.drawn(figure, "svg")
    found = _OWN_NAME.search(drawn)
    return drawn if found is None else re.sub(rb"\b(clip|defs-|topdefs-)" + found[1], rb"\1figure", drawn)
