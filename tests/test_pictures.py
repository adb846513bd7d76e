"""The command for pictures knows every page and chart, names files by what they show, and tells faults."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.charts.catalogue import CHARTS
from dashboard.pages.app import PAGES
from tests import pictures
from tests.pictures import SCREEN, SEEN, faults, file_name, is_dark, main, shots

SOUND: dict[str, Any] = {
    "exceptions": [], "excess": 0, "plots": 1, "small": [], "beyond": [], "ground": "rgb(255, 255, 255)",
}  # fmt: skip


def found(*, errors: list[str] | None = None, theme: str = "light", chart: bool = False, **seen: Any) -> list[str]:
    return faults({**SOUND, **seen}, errors or [], theme=theme, chart=chart)


def test_every_page_is_taken_twice_and_every_chart_once_in_both_themes() -> None:
    names = [shot.name for shot in shots()]
    assert len(names) == len(set(names)) == 2 * (2 * len(PAGES) + len(CHARTS))
    for _, page in PAGES:
        assert {f"页面-{page}-浅色-首屏.png", f"页面-{page}-深色-全页.png"} <= set(names)
    for chart in CHARTS:
        assert {file_name("图", chart.name, "浅色"), file_name("图", chart.name, "深色")} <= set(names)


def test_address_of_a_chart_names_its_step_and_the_theme() -> None:
    chart = next(shot for shot in shots() if shot.chart and shot.theme == "dark")
    assert chart.path == f"/%E6%B1%87%E6%8A%A5?step={CHARTS[0].key}&{pictures.THEME_PARAMETER}=dark"


def test_file_names_hold_no_character_that_a_file_system_refuses() -> None:
    assert file_name("图", "数量/日期：有?", "深色") == "图-数量_日期：有_-深色.png"


def test_a_sound_page_has_no_fault() -> None:
    assert found() == []
    assert found(theme="dark", ground="rgb(16, 22, 29)", chart=True) == []


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        ({"errors": ["404 (Not Found)"]}, "console: 404 (Not Found)"),
        ({"exceptions": ["KeyError"]}, "exception: KeyError"),
        ({"excess": 12}, "12 pixels wider than the screen"),
        ({"plots": 0, "chart": True}, "no chart"),
        ({"small": ["1月 (14px)"]}, "text smaller than 20 pixels in a chart: 1月 (14px)"),
        ({"beyond": ["古美路"]}, "text beyond the edge of a chart: 古美路"),
        ({"theme": "dark"}, "dark theme on rgb(255, 255, 255)"),
        ({"ground": "rgba(16, 22, 29, 1)"}, "light theme on rgba(16, 22, 29, 1)"),
    ],
)
def test_a_fault_is_told(seen: dict[str, Any], words: str) -> None:
    assert found(**seen) == [words]


def test_a_page_without_a_chart_is_sound() -> None:
    assert found(plots=0) == []


def test_a_colour_is_dark_or_light_by_its_channels_and_not_by_its_opacity() -> None:
    assert is_dark("rgb(16, 22, 29)")
    assert not is_dark("rgba(255, 255, 255, 0.1)")


DRAWN = """
<div data-testid="stApp" style="background: rgb(16, 22, 29)"><div data-testid="stMain">
  <div class="js-plotly-plot" style="width: 400px; height: 100px">
    <svg width="900" height="100" style="overflow: visible">
      <text x="10" y="50" style="font-size: 24px">足够大</text>
      <text x="10" y="90" style="font-size: 14px">太小</text>
      <text x="380" y="50" style="font-size: 24px">画到外面</text>
    </svg>
  </div>
  WIDE
</div></div>"""


@pytest.mark.browser
@pytest.mark.parametrize(("wide", "excess"), [("", 0), ('<div style="width: 2500px">宽</div>', 1)])
def test_the_browser_sees_small_text_text_beyond_the_edge_and_what_is_too_wide(
    browser: Any, wide: str, excess: int
) -> None:
    page = browser.new_page(viewport=SCREEN)
    page.set_content(DRAWN.replace("WIDE", wide))
    seen = page.evaluate(SEEN, 20)
    page.close()
    assert seen["small"] == ["太小 (14px)"]
    assert seen["beyond"] == ["画到外面"]
    assert seen["plots"] == 1
    assert (seen["excess"] > 0) == bool(excess)
    assert seen["ground"] == "rgb(16, 22, 29)"


@pytest.mark.parametrize(("fault", "code"), [([], 0), (["no chart"], 1)])
def test_the_command_prints_each_file_and_fails_on_a_fault(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, fault: list[str], code: int
) -> None:
    monkeypatch.setattr(pictures, "pictured", lambda options: iter([("图-甲-浅色.png", fault)]))
    assert main([str(tmp_path / "new")]) == code
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == str(tmp_path / "new" / "图-甲-浅色.png")
    assert printed[1:-1] == [f"  fault: {words}" for words in fault]
    assert (tmp_path / "new").is_dir()


def test_pictures_are_not_kept_in_the_repository() -> None:
    ignored = (pictures.PROJECT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert f"/{pictures.FOLDER}/" in ignored
