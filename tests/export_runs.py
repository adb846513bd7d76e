"""Runs of the command ``export``, for its tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.export import pictures

TWO_CHARTS = ("--charts", "timeline,theme_heatmap")


@pytest.fixture
def run(seed_data: Path) -> Callable[..., int]:
    """Runs ``export`` on the tables of seeds/ and returns its exit code, that of unusable arguments included."""

    def run_export(*arguments: object) -> int:
        try:
            return main(["export", "--data", str(seed_data), *map(str, arguments)])
        except SystemExit as end:
            return int(end.code or 0)

    return run_export


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Chrome, Chromium or Edge."""

    def missing(*arguments: object, **options: object) -> list[Path]:
        raise pictures.NoBrowserError(pictures.MISSING)

    monkeypatch.setattr(pictures, "write_pictures", missing)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
