"""What is more than an Excel file can hold: kept all the same, and said on the first sheet."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from dashboard.charts.catalogue import CHARTS
from dashboard.export.excel_limits import LONGEST_SHEET_NAME, MOST_CHARACTERS, pieces, sheet_name
from dashboard.export.sheet_writer import CONTINUED
from dashboard.export.workbook import workbook_bytes
from tests.constructed_tables import constructed_tables
from tests.drawn_charts import drawn, tables_of_count
from tests.opened_workbook import all_text, column, opened, with_texts


def test_a_text_longer_than_a_cell_goes_on_in_a_sheet_of_its_own() -> None:
    long = "长" * 40_000 + "𠮷" * 30_000 + "尾"
    book = opened(workbook_bytes(with_texts(("短", long))))
    first = str(column(book["句子"], "原文")[1])
    rest = column(book["长文本"], "续文")
    assert first.endswith(CONTINUED)
    assert first.removesuffix(CONTINUED) + "".join(map(str, rest)) == long
    assert all(len(str(part).encode("utf-16-le")) <= 2 * MOST_CHARACTERS for part in [first, *rest])
    assert [column(book["长文本"], name)[0] for name in ("工作表", "行", "列", "第几段")] == ["句子", 3, "原文", 1]
    assert any("32,767" in text and "长文本" in text for text in all_text(book["说明"]))


def test_a_table_longer_than_a_sheet_goes_on_in_the_next() -> None:
    tables = tables_of_count(12)
    book = opened(workbook_bytes(tables, rows_per_sheet=51))
    names = [name for name in book.sheetnames if name.startswith("句子")]
    assert names == ["句子", "句子 (2)", "句子 (3)"]
    ids = [value for name in names for value in column(book[name], "句子编号")]
    assert ids == list(tables.sentences["sentence_id"])
    assert all(book[name].max_row <= 51 and book[name].freeze_panes == "A2" for name in names)
    assert any("“句子”共120行" in text and "句子 (3)" in text for text in all_text(book["说明"]))


def test_a_date_before_excel_s_calendar_is_written_out() -> None:
    tables = constructed_tables(1)
    targets = tables.targets.assign(due_from=date(1851, 5, 1), due_to=date(1900, 2, 28))
    sheet = opened(workbook_bytes(replace(tables, targets=targets)))["目标"]
    assert (column(sheet, "期限开始")[0], column(sheet, "期限结束")[0]) == ("1851-05-01", "1900-02-28")


def test_numbers_that_excel_has_not_are_written_out_or_left_blank() -> None:
    chart = replace(drawn(CHARTS[0], 3), find_table=lambda: pd.DataFrame({"数": [float("inf"), float("nan"), 0.5]}))
    sheet = opened(workbook_bytes(tables_of_count(1), [chart]))["图-主题热力图"]
    assert [row[0].value for row in sheet.iter_rows(min_row=sheet.max_row - 2)] == ["inf", None, 0.5]


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("句子", [], "句子"), ("句子", ["句子"], "句子 (2)"), ("a", ["A", "a (2)"], "a (3)"),
        ("甲/乙:[丙]?*\\", [], "甲_乙__丙____"),
        ("History", [], "History (2)"), ("'甲'", [], "甲"), ("", [], "表"), ("长" * 40, [], "长" * 31),
        ("长" * 40, ["长" * 31], "长" * 27 + " (2)"),
    ],
)  # fmt: skip
def test_a_sheet_s_name_is_one_that_excel_allows(wanted: str, taken: list[str], name: str) -> None:
    assert sheet_name(wanted, taken) == name
    assert len(name) <= LONGEST_SHEET_NAME


def test_pieces_joined_are_the_text_again() -> None:
    text = "甲𠮷" * 7
    parts = pieces(text, 5)
    assert "".join(parts) == text
    assert all(len(part.encode("utf-16-le")) <= 10 for part in parts)
    assert pieces("", 5) == [""]
