"""The workbook as openpyxl reads it: typed cells, headers, filters, widths, and nothing that computes."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import cache

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook

from dashboard.charts.catalogue import CHARTS, chart_named
from dashboard.charts.chart import Chart
from dashboard.export.cells import plain_rows
from dashboard.export.workbook import workbook_bytes
from dashboard.tables.dictionary import read_dictionary
from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.tables import Selection
from tests.constructed_tables import HOSTILE, constructed_tables
from tests.drawn_charts import drawn, tables_of_count
from tests.opened_workbook import all_text, column, opened, with_texts

DICTIONARY = {name: words for name, words in read_dictionary().items() if name in SCHEMAS}
HOSTILE_TEXTS = (
    "=1+1", '=HYPERLINK("http://a")', "+1", "-1", "@A1", "\t=1", "http://example.com", "<r>甲</r>", "'甲",
    "<r><t>乙</t></r>", "{=1}", "_x0041_", "甲\x01乙", "1", "2021-06-30", " 前后 ", "一\n二",
)  # fmt: skip


def charts(streets: int) -> list[Chart]:
    return [drawn(definition, streets) for definition in CHARTS]


@cache
def usual() -> Workbook:
    """Return the workbook of three 街道, read back; read it only."""
    return opened(workbook_bytes(tables_of_count(3), charts(3)))


def blanks(row: Sequence[object]) -> list[object]:
    """Return the row as a sheet has it: an empty text is an empty cell."""
    return [None if value == "" else value for value in row]


def test_it_has_a_sheet_for_every_table_and_chart_after_the_guide() -> None:
    tables = [words.table.name for words in DICTIONARY.values()]
    assert usual().sheetnames == ["说明", *tables, *(f"图-{definition.name}" for definition in CHARTS)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_table_s_cells_have_its_values_and_types(name: str) -> None:
    sheet, frame = usual()[DICTIONARY[name].table.name], getattr(tables_of_count(3), name)
    header, *rows = sheet.iter_rows(values_only=True)
    assert list(header) == [words.name for words in DICTIONARY[name].columns.values()]
    assert len(rows) == len(frame)
    for written, wanted in zip(rows, plain_rows(frame[list(DICTIONARY[name].columns)]), strict=True):
        for cell, value in zip(written, wanted, strict=True):
            if isinstance(value, list):
                assert cell == ("、".join(value) or None)
            elif isinstance(value, date):
                assert cell == datetime(value.year, value.month, value.day)
            elif isinstance(value, float):
                assert cell == pytest.approx(value)
            else:
                assert cell == value


def test_a_date_is_shown_as_a_date_and_a_share_as_a_share() -> None:
    due = next(cell for row in usual()["目标"].iter_rows() for cell in row if isinstance(cell.value, datetime))
    assert due.number_format == "yyyy-mm-dd"
    themes = usual()["主题统计"]
    assert themes.cell(2, [cell.value for cell in themes[1]].index("占比") + 1).number_format == "0.0%"


@pytest.mark.parametrize("sheet", range(1, len(SCHEMAS) + 1))
def test_the_header_stays_in_view_and_filters_the_rows(sheet: int) -> None:
    read = usual().worksheets[sheet]
    assert read.freeze_panes == "A2"
    last = openpyxl.utils.get_column_letter(read.max_column)
    assert read.auto_filter.ref == f"A1:{last}{read.max_row}"
    assert read["A1"].font.bold
    widths = [read.column_dimensions[key].width for key in read.column_dimensions]
    assert widths and all(8 <= width <= 61 for width in widths)


def test_long_text_is_broken_into_lines_in_a_row_that_is_high_enough() -> None:
    sheet = opened(workbook_bytes(with_texts(("短", "长句子，" * 60))))["句子"]
    place = [cell.value for cell in sheet[1]].index("原文") + 1
    assert sheet.cell(3, place).alignment.wrap_text
    assert sheet.row_dimensions[3].height >= 7 * 16.5
    assert sheet.row_dimensions[2].height is None


@pytest.mark.parametrize("definition", CHARTS, ids=lambda definition: definition.key)
def test_a_chart_s_sheet_says_its_finding_and_holds_its_numbers(definition: object) -> None:
    chart = drawn(definition, 3)  # type: ignore[arg-type]
    sheet = usual()[f"图-{chart.name}"]
    said = [chart.finding, chart.subtitle, *([chart.caution] if chart.caution else []), chart.source]
    assert [sheet.cell(row, 1).value for row in range(1, len(said) + 1)] == said
    header = len(said) + 2
    assert sheet.freeze_panes == f"A{header + 1}"
    assert [cell.value for cell in sheet[header]] == list(chart.table.columns)
    assert sheet.auto_filter.ref.startswith(f"A{header}:")
    rows = list(sheet.iter_rows(min_row=header + 1, values_only=True))
    assert len(rows) == len(chart.table)
    for written, wanted in zip(rows, plain_rows(chart.table), strict=True):
        assert list(written) == [pytest.approx(cell) if isinstance(cell, float) else cell for cell in blanks(wanted)]


def test_shares_of_a_chart_are_shown_as_percentages_and_counts_as_whole_numbers() -> None:
    heat, kinds = usual()["图-主题热力图"], usual()["图-目标的量化与时限"]
    assert heat.cell(heat.max_row, 2).number_format == "0.0%"
    assert kinds.cell(kinds.max_row, 2).number_format == "#,##0"


def test_the_guide_explains_every_sheet_and_column() -> None:
    guide = usual()["说明"]
    rows = {row[:4] for row in guide.iter_rows(values_only=True)}
    for name, words in DICTIONARY.items():
        assert (words.table.name, None, name, words.table.meaning) in rows
        for column_name, said in words.columns.items():
            assert (words.table.name, said.name, column_name, said.meaning) in rows
    for definition in CHARTS:
        chart = drawn(definition, 3)
        assert (f"图-{chart.name}", None, chart.key, chart.finding) in rows


def test_the_guide_s_links_lead_to_the_sheets() -> None:
    links = [cell.hyperlink for row in usual()["说明"].iter_rows() for cell in row if cell.hyperlink]
    assert [link.location for link in links] == [f"'{name}'!A1" for name in usual().sheetnames[1:]]
    assert all(link.target is None for link in links)


def test_a_theme_of_which_nothing_speaks_leaves_the_tables_their_columns() -> None:
    tables = constructed_tables(3, silent=True)
    book = opened(workbook_bytes(tables.select(Selection(themes=("党建引领",)))))
    assert book["目标"].max_row == 1
    assert book["目标"]["A1"].value == "目标行编号"


def test_the_guide_names_what_was_chosen() -> None:
    tables, selection = tables_of_count(3), Selection(("南三路街道", "没有目标的街道"), ("党建引领",))
    said = all_text(opened(workbook_bytes(tables.select(selection), selection=selection))["说明"])
    assert "只含这些街道：南三路街道、没有目标的街道" in said
    assert "目标、时间节点和主题只含这些主题：党建引领" in said


def test_text_is_never_a_formula_a_link_or_markup_and_comes_back_as_it_was() -> None:
    content = workbook_bytes(with_texts(HOSTILE_TEXTS), charts(3))
    book = opened(content)
    # openpyxl leaves Excel's way of writing control characters (_x0001_) in a text as it stands in the file.
    assert [unescape(str(text)) for text in column(book["句子"], "原文")] == list(HOSTILE_TEXTS)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]
    packed = zipfile.ZipFile(io.BytesIO(content))
    assert not [name for name in packed.namelist() if b"<f>" in packed.read(name)]
    assert not [name for name in packed.namelist() if name.endswith(".rels") and b"http://a" in packed.read(name)]


def test_a_text_that_looks_like_a_formula_is_marked_as_text_for_whoever_edits_it() -> None:
    sheet = opened(workbook_bytes(with_texts(("=1+1", "平常"))))["句子"]
    place = [cell.value for cell in sheet[1]].index("原文") + 1
    assert sheet.cell(2, place).quotePrefix
    assert not sheet.cell(3, place).quotePrefix


def test_hostile_names_and_terms_come_back_as_they_were() -> None:
    tables = constructed_tables([f"{HOSTILE}甲街道", "=1街道"], hostile=True)
    book = opened(workbook_bytes(tables, [chart_named("theme_bars").draw(tables)]))
    assert set(column(book["文章"], "街道")) == {f"{HOSTILE}甲街道", "=1街道"}
    assert "=1街道" in all_text(book["图-主题占比"])


def test_progress_is_told_sheet_by_sheet() -> None:
    told: list[tuple[int, int, str]] = []
    workbook_bytes(tables_of_count(1), charts(1)[:2], on_progress=lambda *step: told.append(step))
    assert [done for done, _, _ in told] == list(range(1, len(SCHEMAS) + 3))
    assert {total for _, total, _ in told} == {len(SCHEMAS) + 2}
    assert [name for _, _, name in told][-2:] == ["图-主题热力图", "图-主题占比"]


def test_without_documents_every_sheet_has_its_header() -> None:
    book = opened(workbook_bytes(tables_of_count(0), charts(0)))
    for name, words in DICTIONARY.items():
        assert book[words.table.name].max_row == 1
        assert len(book[words.table.name][1]) == len(SCHEMAS[name])


def test_the_same_input_gives_the_same_bytes_and_the_tables_stay_as_they_are() -> None:
    tables = constructed_tables(3)
    before = {field.name: getattr(tables, field.name).copy() for field in fields(tables)}
    content = workbook_bytes(tables, charts(3))
    assert workbook_bytes(constructed_tables(3), charts(3)) == content
    assert opened(content).properties.created == datetime(2021, 1, 1)
    assert all(getattr(tables, name).equals(frame) for name, frame in before.items())
