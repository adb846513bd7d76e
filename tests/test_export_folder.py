"""The command ``export`` into a folder: every form of the briefing, with and without a browser."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar

from dashboard.export import html_report, pictures
from dashboard.export.briefing_content import BriefingContent, briefing_content
from dashboard.export.choice import selection_of
from dashboard.export.csv_file import chart_csv
from dashboard.export.folder import write_folder
from dashboard.tables.store import load_tables
from tests.export_runs import TWO_CHARTS, names, no_browser, run

__all__ = ["no_browser", "run"]


@pytest.mark.browser
def test_a_folder_gets_every_form(run: Callable[..., int], tmp_path: Path, seed_data: Path) -> None:
    if pictures.browser_found() is None:
        pytest.skip("no Chrome, Chromium or Edge found")
    assert run(tmp_path / "导出", *TWO_CHARTS) == 0
    kinds = [path.suffix for path in (tmp_path / "导出").iterdir()]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        ".csv": 2, ".json": 2, ".jsonl": 1, ".ics": 1, ".html": 1, ".svg": 2, ".png": 4,
    }  # fmt: skip


@pytest.mark.usefixtures("no_browser")
def test_without_a_browser_the_rest_is_written_and_what_is_missing_is_said(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, *TWO_CHARTS) == 0
    assert names(tmp_path) == {
        "图-时间轴.csv", "图-时间轴.json", "图-主题热力图.csv", "图-主题热力图.json", "全部数据.jsonl", "时间节点.ics",
        "汇报.html",
    }  # fmt: skip
    printed = capsys.readouterr()
    assert f"7 files in {tmp_path}" in printed.out
    assert "no pictures (SVG, PNG)" in printed.err and "Chromium" in printed.err
    assert "时间节点.ics: 14 events; left out: 只有频次，没有日期3项，只有年份的周年1项" in printed.err


@pytest.mark.usefixtures("no_browser")
def test_a_folder_s_files_hold_what_the_briefing_says(
    run: Callable[..., int], tmp_path: Path, seed_data: Path
) -> None:
    run(tmp_path, "--street", "打浦桥", *TWO_CHARTS)
    content = briefing_content(
        load_tables(seed_data), selection_of(load_tables(seed_data), ["打浦桥街道"]), chart_keys=["timeline"]
    )
    assert (tmp_path / "图-时间轴.csv").read_bytes() == chart_csv(content.charts[0])
    assert json.loads((tmp_path / "图-时间轴.json").read_bytes())["finding"] == content.charts[0].finding
    calendar = Calendar.from_ical((tmp_path / "时间节点.ics").read_bytes())
    assert {event["SUMMARY"].split("：")[0] for event in calendar.walk("VEVENT")} == {"打浦桥街道"}
    assert content.charts[0].finding in (tmp_path / "汇报.html").read_text("utf-8")
    lines = (tmp_path / "全部数据.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line).get("street") for line in lines if '"table": "targets"' in line} == {"打浦桥街道"}


@pytest.mark.usefixtures("no_browser")
def test_other_files_in_a_folder_stay_and_nothing_is_left_behind(run: Callable[..., int], tmp_path: Path) -> None:
    (tmp_path / "别的.csv").write_text("别的", "utf-8")
    (tmp_path / "汇报.html").write_text("旧", "utf-8")
    run(tmp_path, *TWO_CHARTS)
    assert (tmp_path / "别的.csv").read_text("utf-8") == "别的"
    assert (tmp_path / "汇报.html").read_text("utf-8") != "旧"
    assert not [name for name in names(tmp_path) if name.startswith(".")]


@pytest.mark.usefixtures("no_browser")
def test_a_failure_in_the_middle_names_it_and_leaves_whole_files(
    run: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(content: BriefingContent) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(html_report, "report_html", full)
    assert run(tmp_path, *TWO_CHARTS) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert "图-时间轴.csv" in names(tmp_path) and "汇报.html" not in names(tmp_path)


@pytest.mark.usefixtures("no_browser")
def test_the_same_tables_give_the_same_files(run: Callable[..., int], tmp_path: Path) -> None:
    run(tmp_path / "一", *TWO_CHARTS)
    run(tmp_path / "二", *TWO_CHARTS)
    for name in names(tmp_path / "一"):
        assert (tmp_path / "一" / name).read_bytes() == (tmp_path / "二" / name).read_bytes(), name


def test_tables_without_a_dated_milestone_give_no_calendar_and_say_so(
    tmp_path: Path, no_browser: None, seed_data: Path
) -> None:
    tables = load_tables(seed_data)
    selection = selection_of(tables, themes=["生态环境"])
    content = briefing_content(tables, selection, chart_keys=["timeline"])
    report = write_folder(content, tmp_path)
    assert not (tmp_path / "时间节点.ics").exists()
    assert any("no 时间节点.ics: no milestone has a day" in remark for remark in report.remarks)
