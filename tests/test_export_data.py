"""Charts as CSV and JSON, all tables as lines of JSON, names of files, and files written whole."""

import csv
import io
import json
import os
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.catalogue import ChartDefinition, chart_named
from dashboard.charts.chart import Chart
from dashboard.charts.evidence import EVIDENCE_COLUMNS, no_evidence
from dashboard.export import atomic_file
from dashboard.export.atomic_file import write_file
from dashboard.export.cells import joined, plain
from dashboard.export.csv_file import chart_csv, guarded, unguarded
from dashboard.export.file_names import chart_file, safe_name
from dashboard.export.json_file import chart_json, tables_json_lines
from tests.constructed_tables import HOSTILE, constructed_tables, tables_of
from tests.drawn_charts import drawn, every_chart, tables_of_count

HOSTILE_CELLS = (
    "=1+1", "+86 21", "-5元", "@SUM(A1)", "\t甲", "\r甲", "\n甲", "＝1", "＋1", "－1", "＠A", " =1", "\u3000=1",
    "\x0b=1",
)  # fmt: skip


def chart_of(table: pd.DataFrame, name: str = "试图", evidence: pd.DataFrame | None = None) -> Chart:
    """Return a chart with this table; its other words are those of a chart of the catalogue."""
    return replace(
        drawn(chart_named("theme_bars"), 3), name=name, find_table=lambda: table,
        find_evidence=lambda _: no_evidence() if evidence is None else evidence,
    )  # fmt: skip


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@every_chart
def test_a_csv_holds_what_the_chart_shows(definition: ChartDefinition) -> None:
    chart = drawn(definition, 3)
    header, *rows = read_csv(chart_csv(chart))
    assert [unguarded(name) for name in header] == list(chart.table.columns)
    assert len(rows) == len(chart.table)
    for written, (_, wanted) in zip(rows, chart.table.iterrows(), strict=True):
        for cell, value in zip(written, wanted, strict=True):
            if isinstance(value, str):
                assert unguarded(cell) == value
            elif value is None or value != value:
                assert cell == ""
            else:
                assert float(cell) == value


def test_a_csv_begins_with_the_byte_order_mark_and_ends_its_lines_as_excel_does() -> None:
    content = chart_csv(chart_of(pd.DataFrame({"街道": ["古美路街道"], "项数": [3]})))
    assert content == b"\xef\xbb\xbf" + "街道,项数\r\n古美路街道,3\r\n".encode()


def test_values_keep_their_types_in_a_csv() -> None:
    table = pd.DataFrame({
        "数": [-0.25, 2.0], "整": [-3, 4], "缺": [None, np.nan], "日": [date(2021, 6, 30), date(2021, 7, 1)],
        "组": [["老人", "儿童"], []], "时": pd.to_datetime(["2021-06-30", None]),
    })  # fmt: skip
    assert read_csv(chart_csv(chart_of(table)))[1:] == [
        ["-0.25", "-3", "", "2021-06-30", "老人、儿童", "2021-06-30"], ["2", "4", "", "2021-07-01", "", ""],
    ]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE_CELLS)
def test_no_text_becomes_a_formula(text: str) -> None:
    header, row = read_csv(chart_csv(chart_of(pd.DataFrame({text: [text]}))))
    assert header == row == ["'" + text]


@given(st.text())
def test_every_text_can_be_read_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text).lstrip()[:1] not in ("=", "+", "-", "@", "＝", "＋", "－", "＠") or text == ""


def test_text_with_quotes_commas_and_lines_comes_back() -> None:
    texts = ['他说"好",然后', "一行\r\n两行", "",  "<i>&copy;"]
    rows = read_csv(chart_csv(chart_of(pd.DataFrame({"文": texts, "数": [1, 2, 3, 4]}))))
    assert [row[0] for row in rows[1:]] == texts


def test_a_chart_without_a_table_says_its_finding() -> None:
    chart = chart_of(pd.DataFrame())
    assert read_csv(chart_csv(chart)) == [["说明"], [chart.finding]]


def test_cells_are_plain_whatever_made_them() -> None:
    values = [np.int64(3), np.float64(0.5), np.bool_(True), pd.Timestamp("2021-06-30"), pd.NaT, pd.NA, float("nan"),
              np.array(["甲", "乙"], dtype=object)]
    found = [plain(value) for value in values]
    assert found == [3, 0.5, True, date(2021, 6, 30), None, None, None, ["甲", "乙"]]
    assert [type(value) for value in found[:3]] == [int, float, bool]
    assert [joined(["甲", "乙"]), joined([]), joined("甲")] == ["甲、乙", None, "甲"]


@every_chart
@pytest.mark.parametrize("streets", [0, 3])
def test_a_chart_as_json_says_all_that_it_shows(definition: ChartDefinition, streets: int) -> None:
    chart, tables = drawn(definition, streets), tables_of_count(streets)
    read = json.loads(chart_json(chart, tables))
    assert [read[name] for name in ("key", "name", "finding", "subtitle", "source", "caution")] == [
        chart.key, chart.name, chart.finding, chart.subtitle, chart.source, chart.caution,
    ]  # fmt: skip
    assert read["columns"] == list(chart.table.columns)
    assert len(read["rows"]) == len(chart.table)
    assert all(len(row) == len(read["columns"]) for row in read["rows"])
    assert len(read["evidence"]) == len(chart.evidence)
    assert {item["sentence_id"] for item in read["evidence"]} == {item["sentence_id"] for item in read["sentences"]}


def test_json_leads_from_a_mark_to_document_and_article() -> None:
    tables = tables_of_count(3)
    first, second = tables.sentences["sentence_id"].iloc[[1, 2]]
    rows = [("甲|党建引领", first, 100.0, 104.0), ("乙", second, None, None)]
    evidence = pd.DataFrame(rows, columns=list(EVIDENCE_COLUMNS))
    read = json.loads(chart_json(chart_of(pd.DataFrame({"数": [float("nan"), 0.5]}), evidence=evidence), tables))
    assert [(item["mark"], item["start"], item["end"]) for item in read["evidence"]] == [
        ("甲|党建引领", 100, 104), ("乙", None, None),
    ]  # fmt: skip
    assert read["sentences"][0]["text"] == "第1句。"
    assert (read["sentences"][0]["document"], read["sentences"][0]["article"]) == ("《工作计划1》", "标题")
    assert read["rows"] == [[None], [0.5]]


def test_all_tables_as_lines_of_json_keep_every_row_and_type() -> None:
    tables = constructed_tables(3, hostile=True)
    rows = [json.loads(line) for line in tables_json_lines(tables)]
    for field in fields(tables):
        assert sum(row["table"] == field.name for row in rows) == len(getattr(tables, field.name))
    target = next(row for row in rows if row["table"] == "targets" and row["due_to"])
    assert HOSTILE in target["text"]
    assert isinstance(target["themes"], list)
    assert date.fromisoformat(target["due_to"]).year == 2021
    assert isinstance(target["start"], int)


def test_a_whole_number_stays_whole_where_others_are_missing() -> None:
    document = {"document_id": "d", "path": "a.txt", "year": 2021, "status": "ok"}
    tables = tables_of({**{field.name: [] for field in fields(tables_of_count(0))},
                        "documents": [document, {**document, "document_id": "e", "year": None, "status": "failed"}]})
    written = [json.loads(line)["year"] for line in tables_json_lines(tables)]
    assert written == [2021, None]
    assert isinstance(written[0], int)


@every_chart
def test_the_same_input_gives_the_same_bytes(definition: ChartDefinition) -> None:
    chart, again = drawn(definition, 3), definition.draw(constructed_tables(3), width=1800, height=790)
    same = definition.draw(constructed_tables(3), width=1800, height=790)
    assert chart_csv(again) == chart_csv(same)
    assert chart_json(again, tables_of_count(3)) == chart_json(same, constructed_tables(3))
    assert chart_csv(chart).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("主题热力图", "主题热力图"), ("../../etc/passwd", "_.._etc_passwd"), ("C:\\甲|乙?", "C_甲_乙_"),
        ("con", "_con"), ("NUL.txt", "_NUL.txt"), ("...", "未命名"), ("", "未命名"), ("甲. ", "甲"),
        (".隐藏", "隐藏"), ("一\x00二\n三", "一_二_三"), ("\u202e反写", "_反写"),
    ],
)  # fmt: skip
def test_a_name_is_safe_on_every_system(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text())
def test_a_name_is_never_a_path_nor_too_long(text: str) -> None:
    name = safe_name(text)
    assert Path(name).name == name not in (".", "..")
    assert len(f"图-{name}-3840×2160.json".encode()) <= 255


def test_a_chart_s_file_says_what_it_holds() -> None:
    assert chart_file(chart_of(pd.DataFrame(), "主题热力图"), "csv") == "图-主题热力图.csv"
    assert chart_file(chart_of(pd.DataFrame(), "甲/../乙"), "csv") == "图-甲_.._乙.csv"


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "旧.csv").write_bytes(b"old")
    write_file(tmp_path / "旧.csv", b"new")
    write_file(tmp_path / "深" / "新.csv", iter([b"a", b"b"]))
    assert (tmp_path / "旧.csv").read_bytes() == b"new"
    assert (tmp_path / "深" / "新.csv").read_bytes() == b"ab"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["新.csv", "旧.csv", "深"]


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "旧.csv").write_bytes(b"old")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic_file.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_file(tmp_path / "旧.csv", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["旧.csv"]
    assert (tmp_path / "旧.csv").read_bytes() == b"old"


def test_a_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    write_file(tmp_path / "甲.csv", b"a")
    (tmp_path / "乙.csv").write_bytes(b"b")
    assert os.stat(tmp_path / "甲.csv").st_mode == os.stat(tmp_path / "乙.csv").st_mode  # noqa: PTH116
