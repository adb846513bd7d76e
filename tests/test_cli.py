"""The commands: exit codes and messages."""

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.paths import PROJECT
from dashboard.tables.store import load_tables
from tests.archive_files import zipped
from tests.extraction_fixtures import write_documents

PLAN = "古美路街道2021年工作计划\n6月底前新增托位120个。\n"


def run(*arguments: object) -> int:
    """Return the exit code of a command, that of unusable arguments included."""
    try:
        return main([str(argument) for argument in arguments])
    except SystemExit as end:
        return int(end.code or 0)


def test_preprocess_writes_the_tables_and_exits_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})
    assert run("preprocess", "--seeds", seeds, "--out", tmp_path / "out") == 0
    assert list(load_tables(tmp_path / "out").articles["street"]) == ["古美路街道"]
    assert "1 documents read, 0 failed" in capsys.readouterr().out


def test_it_writes_to_no_other_place(tmp_path: Path) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})
    run("preprocess", "--seeds", seeds, "--out", tmp_path / "out")
    assert {path.name for path in tmp_path.iterdir()} == {"seeds", "out"}
    assert {path.name for path in seeds.iterdir()} == {"计划.txt"}
    assert {path.name for path in (tmp_path / "out").iterdir() if path.suffix != ".parquet"} == {".lock", ".parts"}


def test_a_failed_document_exits_1_and_is_named_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN, "空.txt": ""})
    assert run("preprocess", "--seeds", seeds, "--out", tmp_path / "out") == 1
    assert len(load_tables(tmp_path / "out").articles) == 1
    captured = capsys.readouterr()
    assert "2 documents read, 1 failed" in captured.out
    assert "failed: 空.txt: 文件是空的" in captured.err


def test_each_failed_document_is_named_on_stderr_whatever_failed_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN, "空.txt": "", "照片.jpg": "x", "坏.zip": "x"})
    (seeds / "包.zip").write_bytes(zipped({"内.txt": "", "a.txt": PLAN + "又。\n"}))
    assert run("preprocess", "--seeds", seeds, "--out", tmp_path / "out") == 1
    named = sorted(line.split(": ")[1] for line in capsys.readouterr().err.splitlines())
    assert named == ["包.zip/内.txt", "坏.zip", "照片.jpg", "空.txt"]


def test_a_document_that_is_there_twice_is_told_and_is_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = write_documents(tmp_path / "seeds", {"a.txt": PLAN, "b.txt": PLAN})
    assert run("preprocess", "--seeds", seeds, "--out", tmp_path / "out") == 0
    captured = capsys.readouterr()
    assert "duplicate: b.txt: 与「a.txt」内容相同，只计一次" in captured.out
    assert captured.err == ""


def test_a_second_run_does_nothing_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})
    run("preprocess", "--seeds", seeds, "--out", tmp_path / "out")
    capsys.readouterr()
    assert run("preprocess", "--seeds", seeds, "--out", tmp_path / "out") == 0
    assert "up to date" in capsys.readouterr().out
    assert run("preprocess", "--seeds", seeds, "--out", tmp_path / "out", "--force") == 0
    assert "1 documents read" in capsys.readouterr().out


def test_a_second_run_still_tells_of_a_failed_document(tmp_path: Path) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN, "空.txt": ""})
    run("preprocess", "--seeds", seeds, "--out", tmp_path / "out")
    assert run("preprocess", "--seeds", seeds, "--out", tmp_path / "out") == 1


def test_the_year_stands_where_a_document_names_none(tmp_path: Path) -> None:
    seeds = write_documents(tmp_path / "seeds", {"安排.txt": "古美路街道工作安排\n6月底前新增托位120个。\n"})
    assert run("preprocess", "--seeds", seeds, "--out", tmp_path / "out", "--year", "2024") == 0
    assert list(load_tables(tmp_path / "out").articles["year"]) == [2024]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([], "command"),
        (["explain"], "explain"),
        (["preprocess", "--year", "next"], "next: not a year"),
        (["preprocess", "--year", "1066"], "1066: not a year"),
        (["preprocess", "--workers", "0"], "0: not a number of processes"),
        (["preprocess", "--workers", "two"], "two: not a number of processes"),
        (["preprocess", "--colour", "red"], "--colour"),
        (["preprocess", "--seeds", "/nowhere"], "no folder /nowhere"),
        (["evaluate"], "gold"),
    ],
    ids=[
        "no-command",
        "unknown-command",
        "no-year",
        "old-year",
        "no-worker",
        "no-number",
        "unknown-option",
        "no-folder",
        "no-gold",
    ],
)
def test_unusable_arguments_exit_2_and_are_named(
    capsys: pytest.CaptureFixture[str], arguments: list[str], problem: str
) -> None:
    assert run(*arguments) == 2
    assert problem in capsys.readouterr().err


def test_seeds_that_are_a_file_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_documents(tmp_path, {"计划.txt": PLAN})
    assert run("preprocess", "--seeds", tmp_path / "计划.txt", "--out", tmp_path / "out") == 2
    assert "计划.txt" in capsys.readouterr().err


def test_an_out_that_cannot_be_written_exits_2_without_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    assert run("preprocess", "--seeds", seeds, "--out", tmp_path / "out") == 2
    assert "out" in capsys.readouterr().err


def test_evaluate_without_annotations_or_tables_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("evaluate", tmp_path) == 2
    assert "dates.tsv" in capsys.readouterr().err
    for name in ("dates", "quantities", "sentences"):
        (tmp_path / f"{name}.tsv").write_text("doc\tstart\tend\n", encoding="utf-8")
    assert run("evaluate", tmp_path, "--data", tmp_path / "nowhere") == 2
    assert "python -m dashboard preprocess" in capsys.readouterr().err


def test_evaluate_prints_its_figures_and_exits_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})
    run("preprocess", "--seeds", seeds, "--out", tmp_path / "out")
    (tmp_path / "dates.tsv").write_text(
        "doc\tstart\tend\ttext\tkind\tfrom\tto\tgranularity\tper_year\toptional\n"
        "计划.txt\t15\t19\t6月底前\tdate\t\t2021-06-30\ttenday\t\t\n", encoding="utf-8",
    )
    (tmp_path / "quantities.tsv").write_text("doc\tstart\tend\ttext\tmin\tmax\tunit\toptional\n", encoding="utf-8")
    (tmp_path / "sentences.tsv").write_text(
        "doc\tstart\tend\tcommitment\toptional\tthemes\toptional_themes\ttext\n", encoding="utf-8"
    )
    assert run("evaluate", tmp_path, "--data", tmp_path / "out", "--errors") == 0
    printed = capsys.readouterr().out
    assert "dates, values" in printed
    assert "recall 1.000" in printed
    assert "extra: 计划.txt:5 2021年" in printed


@pytest.mark.parametrize("command", [[], ["preprocess"], ["evaluate"]], ids=["all", "preprocess", "evaluate"])
def test_help_exits_0_and_tells_what_a_command_does(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    assert run(*command, "--help") == 0
    assert "python -m dashboard" in capsys.readouterr().out


def test_every_option_has_a_help_text(capsys: pytest.CaptureFixture[str]) -> None:
    run("preprocess", "--help")
    printed = capsys.readouterr().out
    for option in ("--seeds", "--out", "--year", "--workers", "--force"):
        assert option in printed


def test_the_package_runs_as_a_program() -> None:
    done = subprocess.run([sys.executable, "-m", "dashboard", "--help"], cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0
    assert "preprocess" in done.stdout
    assert "evaluate" in done.stdout


def test_the_local_engine_is_the_default_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})
    assert run("preprocess", "--seeds", seeds, "--out", tmp_path / "out", "--engine", "local") == 0
    assert run("preprocess", "--seeds", seeds, "--out", tmp_path / "out", "--engine", "steam") == 2
