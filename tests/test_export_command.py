"""The command ``export``: what it writes where, exit codes and messages."""

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from dashboard.charts.catalogue import CHARTS
from dashboard.cli import main
from dashboard.export import deck
from dashboard.export.briefing_content import BriefingContent
from dashboard.paths import PROJECT
from dashboard.tables.schemas import SCHEMAS
from tests.export_runs import TWO_CHARTS, names, run

__all__ = ["run"]


@pytest.fixture
def briefings(monkeypatch: pytest.MonkeyPatch) -> list[tuple[BriefingContent, dict[str, Any]]]:
    """What slides were asked for: the briefing and the options; none are made."""
    asked: list[tuple[BriefingContent, dict[str, Any]]] = []

    def kept(content: BriefingContent, **options: Any) -> bytes:
        asked.append((content, options))
        return b"slides"

    monkeypatch.setattr(deck, "deck_bytes", kept)
    return asked


def test_slides_are_a_presentation_with_the_charts_asked_for(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "汇报.pptx", *TWO_CHARTS) == 0
    assert len(Presentation(str(tmp_path / "汇报.pptx")).slides) >= 4
    assert "2 charts and 64 commitments in" in capsys.readouterr().out
    assert names(tmp_path) == {"汇报.pptx"}


def test_slides_get_streets_themes_charts_template_and_font(
    run: Callable[..., int], tmp_path: Path, briefings: list[tuple[BriefingContent, dict[str, Any]]]
) -> None:
    template = tmp_path / "模板.pptx"
    template.write_bytes(b"")
    asked = ("--street", "古美路", "曹杨新村街道", "--theme", "为老服务", "--charts", "时间轴, theme_bars,timeline")
    assert run(tmp_path / "a.PPTX", *asked, "--template", template, "--font", "思源黑体") == 0
    ((content, options),) = briefings
    assert [chart.key for chart in content.charts] == ["timeline", "theme_bars"]
    assert set(content.chosen.articles["street"]) == {"古美路街道", "曹杨新村街道"}
    assert set(content.chosen.themes["theme"]) == {"为老服务"}
    assert (options["template"], options["font"]) == (template, "思源黑体")
    assert (tmp_path / "a.PPTX").read_bytes() == b"slides"


def test_streets_can_be_named_one_after_the_other(
    run: Callable[..., int], tmp_path: Path, briefings: list[tuple[BriefingContent, dict[str, Any]]]
) -> None:
    assert run(tmp_path / "a.pptx", "--street", "古美路街道", "--street", "打浦桥街道", *TWO_CHARTS) == 0
    assert set(briefings[0][0].chosen.articles["street"]) == {"古美路街道", "打浦桥街道"}


def test_all_charts_are_exported_where_none_is_named(
    run: Callable[..., int], tmp_path: Path, briefings: list[tuple[BriefingContent, dict[str, Any]]]
) -> None:
    assert run(tmp_path / "a.pptx") == 0
    assert [chart.key for chart in briefings[0][0].charts] == [definition.key for definition in CHARTS]


def test_a_workbook_holds_the_tables_and_the_charts(run: Callable[..., int], tmp_path: Path) -> None:
    assert run(tmp_path / "新" / "数据.xlsx", "--street", "打浦桥街道", *TWO_CHARTS) == 0
    book = openpyxl.load_workbook(tmp_path / "新" / "数据.xlsx")
    assert book.sheetnames[-2:] == ["图-时间轴", "图-主题热力图"]
    assert len(book.sheetnames) == 1 + len(SCHEMAS) + 2
    assert {row[2] for row in book["文章"].iter_rows(min_row=2, values_only=True)} == {"打浦桥街道"}
    said = [row[0] for row in book["说明"].iter_rows(max_row=12, values_only=True)]
    assert "只含这些街道：打浦桥街道" in said


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["a.pptx", "--street", "古美街道"], "no 街道 '古美街道'; near it: 古美路街道"),
        (["a.pptx", "--street", "xyz"], "no 街道 'xyz'; there are 古美路街道, 打浦桥街道, 曹杨新村街道"),
        (["a.xlsx", "--theme", "养老服务"], "no theme '养老服务'; near it: 为老服务"),
        (["a", "--charts", "timelines"], "no chart 'timelines'; near it: timeline"),
        (["a", "--charts", ","], "no chart in ','; there are theme_heatmap"),
        (["a.pdf"], "cannot write .pdf: a.pdf; wanted FILE.pptx, FILE.xlsx or a folder"),
        (["a.xlsx", "--font", "宋体"], "--template and --font are for slides; a.xlsx is none"),
        (["a", "--template", "b.pptx"], "--template and --font are for slides; a is none"),
        (["a.pptx", "--template", "nowhere.pptx"], "no file nowhere.pptx"),
        ([], "FILE.pptx|FILE.xlsx|DIR"),
    ],
)  # fmt: skip
def test_unusable_arguments_exit_2_say_what_there_is_and_write_nothing(
    run: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: list[str], problem: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    assert problem in capsys.readouterr().err
    assert names(tmp_path) == set()


def test_a_target_of_the_wrong_kind_exits_2(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "文件").write_text("", "utf-8")
    (tmp_path / "夹.pptx").mkdir()
    assert run(tmp_path / "文件") == 2
    assert run(tmp_path / "夹.pptx") == 2
    printed = capsys.readouterr().err
    assert "文件 is a file; wanted" in printed and "夹.pptx is a folder; wanted" in printed


def test_a_template_that_is_no_presentation_exits_2(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.pptx").write_text("no zip", "utf-8")
    assert run(tmp_path / "a.pptx", "--template", tmp_path / "t.pptx", *TWO_CHARTS) == 2
    assert "t.pptx" in capsys.readouterr().err
    assert not (tmp_path / "a.pptx").exists()


def test_missing_tables_exit_2_and_tell_what_to_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path / "a.xlsx"), "--data", str(tmp_path)]) == 2
    assert "python -m dashboard preprocess" in capsys.readouterr().err
    assert names(tmp_path) == set()


def test_progress_is_shown_on_a_terminal_and_only_there(
    run: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path / "a.pptx", *TWO_CHARTS)
    assert capsys.readouterr().err == ""
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    run(tmp_path / "a.pptx", *TWO_CHARTS)
    assert "\rcharts 1/2 时间轴" in terminal.getvalue()
    assert "\rslides 1/" in terminal.getvalue()
    assert terminal.getvalue().endswith("\n")


def test_every_option_has_a_help_text(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    printed = capsys.readouterr().out
    for option in ("--street", "--theme", "--data", "--charts", "--template", "--font", "FILE.xlsx"):
        assert option in printed


def test_the_readme_names_every_option() -> None:
    commands = (PROJECT / "README.md").read_text("utf-8").split("\n## Commands\n")[1].split("\n## ")[0]
    for option in ("export FILE.pptx | FILE.xlsx | DIR", "--street", "--theme", "--charts", "--template", "--font"):
        assert option in commands


def test_what_only_an_export_needs_is_not_loaded_before() -> None:
    libraries = ("pptx", "xlsxwriter", "icalendar", "kaleido", "plotly")
    program = f"import sys, dashboard.cli; print([name for name in {libraries} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
