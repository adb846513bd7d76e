"""The browser that turns figures into pictures: found on this machine, started once, asked for one after the other."""

import asyncio
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import plotly.graph_objects as go
from choreographer.browsers.chromium import Chromium
from kaleido import Kaleido
from pylopdf_fonts_zh_cn import sans_path

from dashboard.export.browser_search import MISSING, browser_found

FONT_VARIABLE = "FONTCONFIG_FILE"
MOST_SECONDS = 60
"""For one picture."""

Format = Literal["svg", "png"]


class NoBrowserError(RuntimeError):
    """There is no Chrome, Chromium or Edge on this machine; the message is for people."""


class PictureBrowser:
    """A browser that is running; it draws for one caller at a time, from whatever thread."""

    def __init__(self, kaleido: Kaleido, loop: asyncio.AbstractEventLoop, thread: ThreadPoolExecutor) -> None:
        self._kaleido, self._loop, self._thread = kaleido, loop, thread

    def drawn(self, figure: go.Figure, kind: Format, scale: float = 1) -> bytes:
        """Return the figure, at its own size times ``scale``, as a file of the kind."""
        options: Any = {
            "format": kind, "width": figure.layout.width, "height": figure.layout.height, "scale": scale,
        }  # fmt: skip
        drawing = self._kaleido.calc_fig(figure, opts=options)
        picture: bytes = self._thread.submit(self._loop.run_until_complete, drawing).result()
        return picture


@contextmanager
def picture_browser(font: Path | None = None) -> Iterator[PictureBrowser]:
    """Yield the browser, which ends with the block. It sees ``font``, by default Noto Sans SC, beside the system's.

    NoBrowserError where there is none.
    """
    found = browser_found()
    if found is None:
        raise NoBrowserError(MISSING)
    # A loop in a thread of its own: the caller's thread may be running one already.
    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as thread:
        loop = asyncio.new_event_loop()

        def run(coroutine: Any) -> Any:
            return thread.submit(loop.run_until_complete, coroutine).result()

        kaleido = run(_started(found, _font_settings(Path(folder), font or Path(sans_path()))))
        try:
            yield PictureBrowser(kaleido, loop, thread)
        finally:
            run(kaleido.close())
            thread.submit(loop.close).result()


async def _started(browser: Path, settings: dict[str, str]) -> Kaleido:
    class WithFont(Chromium):
        """A browser that is told where the font is."""

        def get_env(self) -> dict[str, str]:
            return {**super().get_env(), **settings}

    kaleido = Kaleido(n=1, timeout=MOST_SECONDS, mathjax=False, path=browser, browser_cls=WithFont)
    await kaleido.open()
    return kaleido


def _font_settings(folder: Path, font: Path) -> dict[str, str]:
    """Return the environment that makes the font known; none on systems that bring a Chinese font and no fontconfig."""
    if sys.platform in ("win32", "darwin") or FONT_VARIABLE in os.environ:
        return {}
    settings = folder / "fonts.conf"
    places = "".join(f"<dir>{_xml(place)}</dir>" for place in (str(font.parent), "/usr/share/fonts"))
    settings.write_text(
        f'<?xml version="1.0"?><fontconfig>{places}<cachedir>{_xml(str(folder))}</cachedir></fontconfig>', "utf-8"
    )
    return {FONT_VARIABLE: str(settings)}


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
