"""Rows of workbooks and of text tables become lines with the cells as they are seen."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from dashboard.reading.csv_file import delimiter_of
from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.office.cell_dates import date_text
from dashboard.reading.office.cell_numbers import number_text
from tests.office_files import headings_of, packed, read, unpacked


def workbook(**sheets: list[list[Any]]) -> bytes:
    """A workbook of these sheets; a cell is a value, or a value with its number format."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    value, number_format = cell if isinstance(cell, tuple) else (cell, None)
                    if value is not None:
                        sheet.write(row, column, value, book.add_format({"num_format": number_format or "General"}))
    return out.getvalue()


def lines(content: bytes, name: str = "表.xlsx") -> list[str]:
    return read(content, name).text.split("\n")


def test_a_task_table_is_read_row_by_row_without_its_empty_edges() -> None:
    content = workbook(表=[
        [], [None, "2021年田林街道实事项目"], [], [None, "任务", "目标", "时限", "单位"],
        [None, "加装电梯", 1302.0, (date(2021, 5, 31), "yyyy-mm-dd"), "房办\n各居委"], [None, None, 0.5],
    ])  # fmt: skip
    assert lines(content) == [
        "2021年田林街道实事项目", "任务\t目标\t时限\t单位", "加装电梯\t1302\t2021年5月31日\t房办 各居委", "\t0.5\t\t",
    ]  # fmt: skip


def test_several_sheets_stand_under_their_names() -> None:
    found = read(workbook(民生=[["甲", "乙"]], 空=[], 治理=[["丙", "丁"]]), "a.xlsx")
    assert found.text.split("\n") == ["民生", "甲\t乙", "治理", "丙\t丁"]
    assert headings_of(found) == {"民生": 1, "治理": 1}


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.95, "0%", "95%"),
        (0.1255, "0.0%", "12.6%"),
        (1302, "#,##0", "1,302"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (3.5, "0.00", "3.50"),
        (3.5, "0.##", "3.5"),
        (2.5, "0", "3"),
        (7, "000", "007"),
        (5, '0"万元"', "5万元"),
        (5, '"约"0"户"', "约5户"),
        (12345678, '0.0,,"百万"', "12.3百万"),
        (-5, "#,##0_);[Red](#,##0)", "(5)"),
        (-5, "0.0", "-5.0"),
        (0, '0;-0;"无"', "无"),
        (1200, '[$¥-804]#,##0.00', "¥1,200.00"),
        (0.5, "# ?/?", "0.5"),
        (12345, "0.00E+00", "12345"),
        (5, '[>100]"多";"少"', "5"),
        (1e-12, "General", "1e-12"),
        (202112345678901234, "General", "202112345678901234"),
        (3, ";;;", ""),
        (3, 'General"户"', "3户"),
        (3, "", "3"),
        (3, '"坏', "3"),
    ],
)
def test_numbers_are_written_as_their_formats_show_them(value: float, number_format: str, shown: str) -> None:
    assert number_text(value, number_format) == shown


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("mm-dd-yy", "2021年5月31日"),
        ("yyyy/m/d", "2021年5月31日"),
        ('yyyy"年"m"月"d"日";@', "2021年5月31日"),
        ('yyyy"年"m"月"', "2021年5月"),
        ("mmm-yy", "2021年5月"),
        ('m"月"d"日"', "5月31日"),
        ('m"月"d"日前"', "5月31日前"),
        ("yyyy", "2021年"),
        ("[$-804]yyyy-mm-dd hh:mm", "2021年5月31日 14:30"),
        ("hh:mm:ss", "14:30"),
        ("[$-804]aaaa", "2021年5月31日"),
    ],
)
def test_dates_are_written_in_chinese_with_the_parts_that_are_shown(number_format: str, shown: str) -> None:
    assert date_text(datetime(2021, 5, 31, 14, 30), number_format) == shown


def test_times_and_lengths_of_time_are_written_plainly() -> None:
    assert date_text(time(9, 5), "h:mm") == "09:05"
    assert date_text(timedelta(hours=26, minutes=5), "[h]:mm") == "26:05"


def test_dates_in_the_formats_that_chinese_excel_has_built_in_are_dates() -> None:
    members = unpacked(workbook(表=[["时限", (date(2021, 5, 31), "yyyy-mm-dd")]]))
    members["xl/styles.xml"] = members["xl/styles.xml"].replace(b'numFmtId="164"', b'numFmtId="31"')
    assert b"formatCode" in members["xl/styles.xml"]
    start, end = members["xl/styles.xml"].index(b"<numFmts"), members["xl/styles.xml"].index(b"</numFmts>")
    members["xl/styles.xml"] = members["xl/styles.xml"][:start] + members["xl/styles.xml"][end + 10 :]
    assert lines(packed(members)) == ["时限\t2021年5月31日"]


def test_hidden_sheets_rows_and_columns_are_left_out_and_named() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["任务", "内部", "时限"], ["甲", "密", "6月"], ["乙", "密", "7月"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    other = book.create_sheet("底稿")
    other["A1"] = "藏"
    other.sheet_state = "veryHidden"
    out = BytesIO()
    book.save(out)
    found = read(out.getvalue(), "a.xlsx")
    assert found.text.split("\n") == ["任务\t时限", "甲\t6月"]
    assert found.remarks == ("隐藏的工作表没有读入：底稿", "1 个隐藏的行没有读入", "1 个隐藏的列没有读入")


def test_merged_cells_are_read_once() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows = (["二〇二一年任务表", None, None], ["任务", "目标", "时限"], ["养老", "床位", "6月"], [None, "餐厅", "9月"])
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A4")
    out = BytesIO()
    book.save(out)
    assert lines(out.getvalue()) == ["二〇二一年任务表", "任务\t目标\t时限", "养老\t床位\t6月", "\t餐厅\t9月"]


def test_formulas_give_their_results_and_those_without_are_counted() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["合计", "=1+2", "末"])
    out = BytesIO()
    book.save(out)
    found = read(out.getvalue(), "a.xlsx")
    assert found.text == "合计\t\t末"
    assert found.remarks == ("1 个公式没有存下结果，单元格按空白读入；请用 Excel 或 WPS 打开并保存后再放入",)
    computed = BytesIO()
    with xlsxwriter.Workbook(computed) as with_results:
        page = with_results.add_worksheet()
        page.write(0, 0, "合计")
        page.write_formula(0, 1, "=1+2", None, 3)
        page.write_formula(0, 2, '=""', None, "")
        page.write(0, 3, "末")
    members = unpacked(computed.getvalue())
    page_name = "xl/worksheets/sheet1.xml"
    members[page_name] = members[page_name].replace(b'<c r="C1">', b'<c r="C1" t="str">')  # as Excel writes it
    found = read(packed(members), "a.xlsx")
    assert (found.text, found.remarks) == ("合计\t3\t\t末", ())


def test_cells_of_other_kinds_are_written_as_seen() -> None:
    content = workbook(表=[["甲", True, "=1/0", "a_x000D_\nb", "末"]])
    assert lines(content)[0].split("\t")[:2] == ["甲", "TRUE"]
    assert "a b" in lines(content)[0]


def test_a_far_off_cell_and_a_wrong_size_cost_nothing() -> None:
    members = unpacked(workbook(表=[["甲", "乙"]]))
    page = "xl/worksheets/sheet1.xml"
    members[page] = members[page].replace(b'<dimension ref="A1:B1"/>', b'<dimension ref="A1:XFD1048576"/>').replace(
        b"</sheetData>",
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>',
    )
    assert [line.split("\t")[0] for line in lines(packed(members))] == ["甲", ""]


def test_styles_that_openpyxl_refuses_do_not_stop_the_reading() -> None:
    members = unpacked(workbook(表=[["甲", (0.5, "0%")]]))
    members["xl/styles.xml"] = members["xl/styles.xml"].replace(b'patternType="gray125"', b'patternType="nonsense"')
    assert b"nonsense" in members["xl/styles.xml"]
    assert lines(packed(members)) == ["甲\t50%"]


def test_a_chart_sheet_is_passed_over() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("表")
        page.write_row(0, 0, ["甲", 1])
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=表!$B$1"})
        book.add_chartsheet("图").set_chart(chart)
    assert lines(out.getvalue()) == ["甲\t1"]


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="没有内容"):
        read(workbook(表=[]), "a.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_tables_are_read_whatever_their_encoding_and_delimiter(encoding: str, delimiter: str) -> None:
    rows = [["任务", "目标", "时限"], ["加装电梯", '"1,302台\r\n含在建"', "6月底"], ["", "", ""], ["合计", "", ""]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    found = read(text.encode(encoding), "表.csv")
    assert found.text.split("\n") == ["任务\t目标\t时限", "加装电梯\t1,302台 含在建\t6月底", "合计"]
    assert found.encoding == encoding.removesuffix("-sig")


def test_a_delimiter_is_the_one_that_rows_agree_on() -> None:
    assert delimiter_of("任务;说明\n甲;一,二,三\n乙;四\n") == ";"
    assert delimiter_of("任务|时限\n甲|6月\n") == "|"
    assert delimiter_of("只有一列\n没有分隔\n") == ","
    assert read("sep=;\n甲;乙,丙\n".encode(), "a.csv").text == "甲\t乙,丙"


def test_an_open_quote_and_an_endless_cell_are_named_with_their_line() -> None:
    assert read('甲,"乙\n丙,丁\n'.encode(), "a.csv").text == "甲\t乙 丙,丁"
    with pytest.raises(UnreadableDocument, match=r"第 2 行.*另存为 \.xlsx"):
        read(("甲,乙\n" + "丙" * 200_000 + ",丁\n").encode(), "a.csv")
