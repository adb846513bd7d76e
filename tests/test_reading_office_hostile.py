"""Whatever stands in an office file, its reader gives text or says why not, soon and in little memory."""

import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO

import olefile
import pytest
import xlsxwriter
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.limits import Limits
from dashboard.reading.office.soffice import SOFFICE_VARIABLE
from tests.fuzzing import examples
from tests.office_files import docx, docx_members, numbered, numbering, packed, paragraph, read, unpacked

SECONDS = 10
"""What the worst file may take; a shared machine is slow at times."""

FUZZ = settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
OFFICE_FILES = ("docx", "pptx", "xlsx")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of files of older office programs."""
MAIN_PARTS = {"docx": "word/document.xml", "pptx": "ppt/slides/slide1.xml", "xlsx": "xl/worksheets/sheet1.xml"}


@cache
def valid(ending: str) -> bytes:
    """A file of this format with a bit of everything."""
    out = BytesIO()
    if ending == "docx":
        made = Document()
        made.add_heading("2021年工作计划", 0)
        made.add_paragraph("加装电梯20台。", style="List Number")
        made.add_table(2, 2).cell(0, 0).text = "任务"
        made.save(out)
    elif ending == "pptx":
        slides = Presentation()
        slide = slides.slides.add_slide(slides.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = "民生", "加装电梯20台"
        slide.notes_slide.notes_text_frame.text = "备注"
        slides.save(out)
    elif ending == "xlsx":
        with xlsxwriter.Workbook(out) as book:
            sheet = book.add_worksheet("表")
            sheet.write_row(0, 0, ["任务", 0.5, 44347], book.add_format({"num_format": "yyyy-mm-dd"}))
            sheet.write_formula(1, 1, "=1", None, 1)
    elif ending == "csv":
        return "任务,时限\n加装,6月\n".encode("gb18030")
    return out.getvalue()


def changed(ending: str, change: Callable[[bytes], bytes], part: str | None = None) -> bytes:
    """A valid file with its main part (or another) changed."""
    members = unpacked(valid(ending))
    name = part or MAIN_PARTS[ending]
    members[name] = change(members[name])
    return packed(members)


@contextmanager
def soon() -> Iterator[None]:
    began = time.perf_counter()
    yield
    assert time.perf_counter() - began < SECONDS


def refusal(content: bytes, name: str, limits: Limits | None = None) -> str:
    """Why a file is refused."""
    from dashboard.reading.document import Source
    from dashboard.reading.formats import read_text

    with soon(), pytest.raises(UnreadableDocument) as refused:
        read_text(Source(name, content), limits or Limits())
    return str(refused.value)


@pytest.mark.parametrize("ending", OFFICE_FILES)
def test_the_valid_files_are_read(ending: str) -> None:
    assert read(valid(ending), f"a.{ending}").text


@pytest.mark.parametrize("ending", OFFICE_FILES)
def test_entities_and_document_types_are_refused_however_they_are_encoded(ending: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]><x>&b;</x>'
    assert "文档类型声明" in refusal(changed(ending, lambda xml: bomb.encode()), f"a.{ending}")
    assert "文档类型声明" in refusal(changed(ending, lambda xml: bomb.encode("utf-16")), f"a.{ending}")
    disguised = bomb.replace('version="1.0"', 'version="1.0" encoding="utf-7"').encode()
    assert "不是 UTF-8" in refusal(changed(ending, lambda xml: disguised), f"a.{ending}")
    assert "不是 UTF-8" in refusal(changed(ending, lambda xml: bomb.encode("utf-16-le")), f"a.{ending}")


def test_xml_in_utf_16_is_read() -> None:
    members = docx_members(paragraph("正文"))
    text = '<?xml version="1.0" encoding="UTF-16"?>' + str(members["word/document.xml"])
    assert read(packed({**members, "word/document.xml": text.encode("utf-16")}), "a.docx").text == "正文"


@pytest.mark.parametrize("ending", OFFICE_FILES)
def test_an_archive_bomb_is_refused(ending: str) -> None:
    assert "压缩炸弹" in refusal(changed(ending, lambda xml: xml + b" " * 100_000_000), f"a.{ending}")


@pytest.mark.parametrize("ending", ["docx", "pptx"])
def test_more_marks_than_a_tree_may_have_are_refused(ending: str) -> None:
    def crowded(xml: bytes) -> bytes:
        return xml.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 3_500_000).replace(
            b"<p:spTree>", b"<p:spTree>" + b"<p:x/>" * 3_500_000
        )

    assert "标记过多" in refusal(changed(ending, crowded), f"a.{ending}", Limits(expansion=10_000))


def test_a_part_beyond_all_measure_is_refused() -> None:
    content = changed("docx", lambda xml: xml + b" " * 65_000_000)
    assert "document.xml 有 65 MB" in refusal(content, "a.docx", Limits(expansion=10_000))


def test_tables_in_tables_without_end_are_refused() -> None:
    body = "<w:tbl><w:tr><w:tc>" * 1000 + "</w:tc></w:tr></w:tbl>" * 1000
    assert "嵌套过深" in refusal(docx(body), "a.docx")
    deep = "<w:tbl><w:tr><w:tc>" * 80 + paragraph("底") + "</w:tc></w:tr></w:tbl>" * 80
    assert read(docx(deep), "a.docx").text == "底"


def test_groups_in_groups_without_end_are_refused() -> None:
    content = changed("pptx", lambda xml: xml.replace(
        b"</p:spTree>", b"<p:grpSp>" * 3000 + b"</p:grpSp>" * 3000 + b"</p:spTree>"
    ))  # fmt: skip
    assert "嵌套过深" in refusal(content, "a.pptx")


def test_elements_in_elements_of_a_sheet_are_refused() -> None:
    nested = b"<x>" * 100_000 + b"</x>" * 100_000 + b"</sheetData>"
    content = changed("xlsx", lambda xml: xml.replace(b"</sheetData>", nested))
    assert "嵌套过深" in refusal(content, "a.xlsx")


def test_paragraphs_and_shapes_beyond_measure_are_refused() -> None:
    assert "段落超过 200,000 个" in refusal(docx("<w:p/>" * 200_001), "a.docx")
    shape = b'<p:sp><p:nvSpPr><p:cNvPr id="9" name=""/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/></p:sp>'
    content = changed("pptx", lambda xml: xml.replace(b"</p:spTree>", shape * 30_001 + b"</p:spTree>"))
    assert "图形和文本框超过 30,000 个" in refusal(content, "a.pptx")


def test_what_stands_around_the_rows_of_a_sheet_is_passed_over() -> None:
    rules = b'</sheetData><mergeCells>' + b'<mergeCell ref="A1:XFD1048576"/>' * 200_000 + b"</mergeCells>"
    rules += b'<conditionalFormatting sqref="A1"><cfRule type="nonsense"/></conditionalFormatting>'
    content = changed("xlsx", lambda xml: xml.replace(b"</sheetData>", rules).replace(
        b"<sheetData>", b"<sheetViews><sheetView nonsense='1'/></sheetViews><sheetData>"
    ))  # fmt: skip
    with soon():
        assert read(content, "a.xlsx") == read(valid("xlsx"), "a.xlsx")


def test_a_label_and_rows_beyond_measure_cost_little() -> None:
    label = numbering(*[("chineseCounting", "%1%2%3%4%5%6%7%8%9" * 500)] * 9)
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="200"/></w:tcPr></w:tc>' * 200
    with soon():
        assert read(docx(numbered("项") * 5000, numbering=label), "a.docx").text.count("项") == 5000
        assert read(docx(paragraph("字") + f"<w:tbl>{f'<w:tr>{wide}</w:tr>' * 300}</w:tbl>"), "a.docx").text == "字"


def test_merged_columns_and_list_levels_beyond_measure_do_no_harm() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>'
    body = f"<w:tbl><w:tr>{wide}<w:tc>{paragraph('后')}</w:tc></w:tr></w:tbl>" + numbered("项", level=99)
    found = read(docx(body, numbering=numbering(("decimal", "%1"))), "a.docx")
    assert found.text.strip().split("\n") == ["后", "项"]
    huge = numbering(("upperRoman", "%1、")).replace('w:start w:val="1"', 'w:start w:val="99999999999999"')
    assert read(docx(numbered("项"), numbering=huge), "a.docx").text == "1000000、项"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ('<row r="99999999999"><c r="A1"><v>1</v></c></row>', "行号超出"),
        ('<row r="1"><c r="ZZZ1"><v>1</v></c></row>', "列号超出"),
        (("<row>" + "<c/>" * 16_000 + "</row>") * 63, "超过 1,000,000 个单元格"),
        ('<row r="1">' + '<c r="A1"/>' * 1_000_001 + "</row>", "内容多得不合常理"),
        ("<row><c><v>1</v></c></row>" * 100_001, "超过 100,000 行"),
        ('<row><c r="XFD1"><v>1</v></c></row>' * 2000, "散布过广"),
        ("<row/>" * 1_100_000, "行号超出"),
    ],
)
def test_sheets_that_claim_too_much_are_refused(cells: str, reason: str) -> None:
    content = changed("xlsx", lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + cells.encode()))
    assert reason in refusal(content, "a.xlsx", Limits(expansion=10_000))


def test_a_million_cells_are_counted_over_all_sheets() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name in "甲乙丙":
            book.add_worksheet(name).write_row(0, 0, range(10))
    assert "超过 25 个单元格" in refusal(out.getvalue(), "a.xlsx", Limits(cells=25))
    assert "3 个工作表，最多 2" in refusal(out.getvalue(), "a.xlsx", Limits(sheets=2))


@pytest.mark.parametrize(("length", "reason"), [(20_000_000, "有单元格超过 100,000 字"), (90_000, "文字超过")])
def test_a_long_text_shared_by_many_cells_is_refused(length: int, reason: str) -> None:
    def shared(xml: bytes) -> bytes:
        return xml.replace("任务".encode(), b"x" * length)

    members = unpacked(changed("xlsx", shared, "xl/sharedStrings.xml"))
    cells = b'<c t="s"><v>0</v></c>' * 16_000
    page = MAIN_PARTS["xlsx"]
    members[page] = members[page].replace(b"<sheetData>", b"<sheetData><row>" + cells + b"</row>")
    assert reason in refusal(packed(members), "a.xlsx", Limits(expansion=10_000))


def test_more_cell_formats_than_a_workbook_has_room_for_are_refused() -> None:
    content = changed(
        "xlsx", lambda xml: xml.replace(b"</cellXfs>", b"<xf/>" * 100_000 + b"</cellXfs>"), "xl/styles.xml"
    )
    assert "种单元格格式" in refusal(content, "a.xlsx")


def test_text_beyond_the_limit_is_refused_before_all_is_gathered() -> None:
    assert "文字超过 50 字" in refusal(docx(paragraph("长" * 60)), "a.docx", Limits(text_characters=50))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"0" * 99, "PNG 图片"),
        (b"Rar!\x1a\x07\x01\x00" + b"0" * 99, "RAR 压缩包"),
        (packed({"计划.txt": "正文"}), "ZIP 压缩包"),
        (b"PK\x03\x04" + b"0" * 99, "损坏"),
        (OLE + b"0" * 99, "损坏"),
        (b"\x01\x02\x03" * 99, "损坏"),
        (b"", ""),
    ],
)
@pytest.mark.parametrize("ending", ["docx", "pptx", "xlsx", "doc", "et"])
def test_what_is_another_kind_of_file_is_named(content: bytes, reason: str, ending: str) -> None:
    assert reason in refusal(content, f"a.{ending}")


@pytest.mark.parametrize("true", OFFICE_FILES)
@pytest.mark.parametrize("ending", ["docx", "pptx", "xlsx", "csv", "xls"])
def test_office_files_under_each_others_names_are_read_as_what_they_are(true: str, ending: str) -> None:
    found, wanted = read(valid(true), f"a.{ending}"), read(valid(true), f"a.{true}")
    assert found.text == wanted.text
    assert any(true in remark for remark in found.remarks) == (true != ending)


def test_a_password_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Encrypted:
        def __enter__(self) -> "Encrypted":
            return self

        def __exit__(self, *ignored: object) -> None: ...

        def listdir(self) -> list[list[str]]:
            return [["EncryptedPackage"], ["EncryptionInfo"]]

    monkeypatch.setattr(olefile, "OleFileIO", lambda file: Encrypted())
    assert "设有密码" in refusal(OLE, "a.docx")


def read_or_reason(content: bytes, name: str) -> str:
    """The text of a file or why it is refused; nothing else may happen, and it must happen soon."""
    with soon():
        try:
            return read(content, name).text
        except UnreadableDocument as error:
            reason = str(error)
    assert any("\u4e00" <= character <= "\u9fff" for character in reason)
    return reason


@pytest.mark.parametrize("ending", [*OFFICE_FILES, "csv", "doc"])
@FUZZ
@given(content=st.binary(max_size=400), head=st.sampled_from([b"", b"PK\x03\x04", OLE, b"{\\rtf"]))
def test_any_bytes_give_text_or_a_reason(ending: str, content: bytes, head: bytes) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(SOFFICE_VARIABLE, "")
        read_or_reason(head + content, f"a.{ending}")


@pytest.mark.parametrize("ending", [*OFFICE_FILES, "csv"])
@FUZZ
@given(data=st.data())
def test_a_file_cut_short_or_with_changed_bytes_gives_text_or_a_reason(ending: str, data: st.DataObject) -> None:
    content = bytearray(valid(ending)[: data.draw(st.integers(0, len(valid(ending))))])
    for place, value in data.draw(st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=8)):
        if content:
            content[place % len(content)] = value
    read_or_reason(bytes(content), f"a.{ending}")


@pytest.mark.parametrize("ending", OFFICE_FILES)
@FUZZ
@given(data=st.data())
def test_a_package_with_changed_xml_gives_text_or_a_reason(ending: str, data: st.DataObject) -> None:
    members = unpacked(valid(ending))
    name = data.draw(st.sampled_from([name for name in sorted(members) if name.endswith((".xml", ".rels"))]))
    xml = bytearray(members[name])
    kind = data.draw(st.sampled_from(["bytes", "drop", "double", "gone"]))
    if kind == "bytes":
        replacement = st.tuples(st.integers(0, 1 << 20), st.sampled_from(b'<>"/=0a9-'))
        for place, value in data.draw(st.lists(replacement, max_size=8)):
            xml[place % len(xml)] = value
    else:
        first, last = sorted(data.draw(st.tuples(st.integers(0, len(xml)), st.integers(0, len(xml)))))
        xml[first:last] = xml[first:last] * 2 if kind == "double" else b""
    members[name] = bytes(xml)
    if kind == "gone":
        del members[name]
    read_or_reason(packed(members), f"a.{ending}")


ATTRIBUTES = st.sampled_from(["", "-1", "0", "x", "1e9", "99999999999999999999", "٣", "²", " 1"])


@FUZZ
@given(values=st.lists(ATTRIBUTES, min_size=8, max_size=8), order=st.permutations(range(3)))
def test_numbers_of_any_writing_in_a_word_document_give_text_or_a_reason(values: list[str], order: list[int]) -> None:
    a, b, c, d, e, f, g, h = values
    pieces = [
        paragraph("甲", f'<w:outlineLvl w:val="{a}"/><w:numPr><w:ilvl w:val="{b}"/><w:numId w:val="1"/></w:numPr>'),
        f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="{c}"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="{d}"/></w:tcPr>'
        f'{paragraph("乙")}</w:tc></w:tr></w:tbl>',
        f'<w:p><w:r><w:sym w:char="{e}"/><w:fldChar w:fldCharType="{f}"/></w:r></w:p>',
    ]  # fmt: skip
    listed = numbering(("decimal", "%1、")).replace('w:val="1"/>', f'w:val="{g}"/>', 1)
    listed = listed.replace('w:ilvl="0"', f'w:ilvl="{h}"')
    text = read_or_reason(docx("".join(pieces[at] for at in order), numbering=listed), "a.docx")
    assert "甲" in text and "乙" in text


@FUZZ
@given(
    reference=st.sampled_from(["A1", "", "1", "A", "$A$1", "AAAA1", "a1", "A-1", "A99999999999"]),
    kind=st.sampled_from(["n", "s", "str", "b", "d", "e", "inlineStr", "x"]),
    style=ATTRIBUTES,
    value=st.sampled_from(["1", "-1", "1e999", "nan", "x", "9" * 5000, "44347.5", "2021-05-31", "99999999", ""]),
    number_format=st.text("0#?.,%;\"\\[]_*ymdhs@年月日/E+-", max_size=12),
)
def test_cells_of_any_writing_give_text_or_a_reason(
    reference: str, kind: str, style: str, value: str, number_format: str
) -> None:
    from xml.sax.saxutils import quoteattr

    cell = f'<row><c r="{reference}" t="{kind}" s="{style}"><v>{value}</v></c></row>'
    members = unpacked(valid("xlsx"))
    page = MAIN_PARTS["xlsx"]
    members[page] = members[page].replace(b"<sheetData>", f"<sheetData>{cell}".encode())
    members["xl/styles.xml"] = members["xl/styles.xml"].replace(
        b'formatCode="yyyy-mm-dd"', f"formatCode={quoteattr(number_format)}".encode()
    )
    read_or_reason(packed(members), "a.xlsx")


def test_the_same_bytes_give_the_same_text() -> None:
    for ending in OFFICE_FILES:
        assert read(valid(ending), f"a.{ending}") == read(valid(ending), f"b.{ending}")


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(valid("docx"))
    with zipfile.ZipFile(BytesIO(bytes(content))) as archive:
        size = archive.getinfo(MAIN_PARTS["docx"]).file_size
    wrong = bytes(content).replace(size.to_bytes(4, "little"), (size // 2).to_bytes(4, "little"))
    assert wrong != bytes(content)
    assert "损坏" in refusal(wrong, "a.docx")
