"""PDF files give their text in reading order, or say why they cannot."""

import shutil
import subprocess
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from dashboard.reading.document import Source
from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.formats import read_text
from dashboard.reading.limits import Limits
from dashboard.reading.pdf_text import pdf_text
from tests.fuzzing import examples
from tests.pdf_files import (
    HEIGHT,
    LEFT,
    RIGHT,
    SIZE,
    STEP,
    TOP,
    needs_chinese_font,
    pdf,
    write,
    write_centred,
    write_paragraph,
    write_table,
)

LONG = (
    "田林街道将围绕家门口服务，全年完成加装电梯三十台，建成社区食堂两家，新增停车位一百个，"
    "推动老旧小区综合改造项目按期竣工并交付使用，让居民在家门口就能享受到便利的服务。"
)
OTHER = "长桥街道力争六月底前完成十五万平方米屋面修缮，同步整治河道三条，打造口袋公园五座，并由居民共同管护。"


def read(content: bytes, limits: Limits | None = None) -> DocumentText:
    return pdf_text(content, limits or Limits())


def lines(content: bytes) -> list[str]:
    return read(content).text.split("\n")


def test_broken_lines_are_joined_to_paragraphs_by_the_indents() -> None:
    def draw(canvas: Canvas) -> None:
        write_paragraph(canvas, write_paragraph(canvas, TOP, LONG), OTHER)

    assert lines(pdf(draw)) == [LONG, OTHER]


def test_a_paragraph_goes_on_over_the_page_without_heads_feet_and_numbers() -> None:
    def page(number: int, text: Sequence[str]) -> object:
        def draw(canvas: Canvas) -> None:
            write_centred(canvas, 40, "田林街道2022年工作计划汇编", 9)
            for i, line in enumerate(text):
                write(canvas, LEFT, TOP + i * STEP, line)
            write_centred(canvas, HEIGHT - 40, f"— {number} —")

        return draw

    whole = LONG * 3
    per_line = int((RIGHT - LEFT) // SIZE)
    pieces = [whole[i : i + per_line] for i in range(0, len(whole), per_line)]
    half = len(pieces) // 2
    content = pdf(page(1, pieces[:half]), page(2, pieces[half:]))  # type: ignore[arg-type]
    assert lines(content) == [whole]


def test_lines_of_text_that_repeat_at_the_same_height_are_kept() -> None:
    def draw(canvas: Canvas) -> None:
        top = 60.0
        for _ in range(7):
            top = write_paragraph(canvas, top, LONG)

    assert lines(pdf(draw, draw, draw)) == [LONG] * 21


@pytest.mark.parametrize("number", ["3", "- 3 -", "— 3 —", "第3页 共12页", "第 3 页", "3/12", "Page 3 of 12"])
def test_the_number_of_a_single_page_is_left_out(number: str) -> None:
    def draw(canvas: Canvas) -> None:
        write_paragraph(canvas, TOP, LONG)
        write_centred(canvas, HEIGHT - 40, number)

    assert lines(pdf(draw)) == [LONG]


def test_two_columns_are_read_one_after_the_other_below_the_title_over_both() -> None:
    def draw(canvas: Canvas) -> None:
        write_centred(canvas, TOP, "三个街道的新年打算", 20)
        write_paragraph(canvas, TOP + 50, LONG, per_line=16)
        write_paragraph(canvas, TOP + 50, OTHER, x=320, per_line=16)

    assert lines(pdf(draw)) == ["三个街道的新年打算", LONG, OTHER]


def test_cells_without_ruled_lines_stay_on_their_line() -> None:
    def draw(canvas: Canvas) -> None:
        rows = [("任务", "时限"), ("加梯三十台", "六月底"), ("食堂两家", "年底"), ("公园", "九月")]
        for i, (task, due) in enumerate(rows):
            write(canvas, LEFT, TOP + i * STEP, task)
            write(canvas, 320, TOP + i * STEP, due)

    assert lines(pdf(draw)) == ["任务\t时限", "加梯三十台\t六月底", "食堂两家\t年底", "公园\t九月"]


def test_a_ruled_table_stands_at_its_place_and_goes_on_over_the_page_without_its_head_again() -> None:
    head = ["任务", "目标", "时限"]

    def first(canvas: Canvas) -> None:
        write_paragraph(canvas, TOP, LONG)
        write_table(canvas, 640, [head, ["加梯", "30台", ""], ["食堂", "2家", "6月底"]])

    def second(canvas: Canvas) -> None:
        write_table(canvas, TOP, [head, ["公园", "5座", "9月底"]])
        write_paragraph(canvas, TOP + 100, OTHER)

    assert lines(pdf(first, second)) == [
        LONG, "任务\t目标\t时限", "加梯\t30台\t", "食堂\t2家\t6月底", "公园\t5座\t9月底", OTHER,
    ]


def test_a_merged_cell_stands_in_its_first_row() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([LEFT + 100, LEFT + 200, LEFT + 300], [HEIGHT - TOP - i * 24 for i in range(3)])
        for top in (TOP, TOP + 48):
            canvas.line(LEFT, HEIGHT - top, LEFT + 100, HEIGHT - top)
        canvas.line(LEFT, HEIGHT - TOP, LEFT, HEIGHT - TOP - 48)
        cells = [(4, 28, "民生"), (104, 16, "加梯"), (204, 16, "30台"), (104, 40, "食堂"), (204, 40, "2家")]
        for x, top, text in cells:
            write(canvas, LEFT + x, TOP + top, text)

    assert lines(pdf(draw)) == ["民生\t加梯\t30台", "\t食堂\t2家"]


def test_larger_lines_are_headings_with_their_level() -> None:
    def draw(canvas: Canvas) -> None:
        write_centred(canvas, TOP, "田林街道2022年", 22)
        write_centred(canvas, TOP + 34, "工作计划", 22)
        write(canvas, LEFT, TOP + 80, "民生保障", 16)
        top = write_paragraph(canvas, TOP + 110, LONG)
        write(canvas, LEFT, top + 10, "城市更新", 16)
        write_paragraph(canvas, top + 40, OTHER)

    found = read(pdf(draw))
    assert {found.text[start:].split("\n")[0]: level for start, level in found.headings.items()} == {
        "田林街道2022年工作计划": 0, "民生保障": 1, "城市更新": 1,
    }


def test_latin_words_keep_their_blanks_and_hyphenated_ones_are_whole() -> None:
    def draw(canvas: Canvas) -> None:
        for i, line in enumerate([
            "The sub-district will build two canteens for its inhabitants and renew the neigh-",
            "bourhood centre before the summer, as the plan of the district demands of it",
            "this year.",
        ]):
            write(canvas, LEFT, TOP + 16 * i, line, 11)

    assert lines(pdf(draw)) == [
        "The sub-district will build two canteens for its inhabitants and renew the neighbourhood centre before the "
        "summer, as the plan of the district demands of it this year."
    ]


def test_a_watermark_across_the_page_is_left_out() -> None:
    def draw(canvas: Canvas) -> None:
        write_paragraph(canvas, TOP, LONG)
        canvas.saveState()
        canvas.translate(200, 400)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料请勿外传")
        canvas.restoreState()

    assert lines(pdf(draw)) == [LONG]


@needs_chinese_font
def test_a_page_written_along_its_height_is_turned() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(595, 0)
        canvas.rotate(90)
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(100, 400, "田林街道计划完成加梯三十台。")
        canvas.drawString(100, 300, "长桥街道计划完成食堂两家。")

    assert lines(pdf(draw)) == ["田林街道计划完成加梯三十台。", "长桥街道计划完成食堂两家。"]


def picture(canvas: Canvas) -> None:
    held = BytesIO()
    Image.new("RGB", (60, 80), "white").save(held, "PNG")
    canvas.drawImage(ImageReader(held), 0, 0, 595, 842)


def test_a_scan_is_named_and_so_is_one_that_its_program_stamped() -> None:
    def stamped(canvas: Canvas) -> None:
        picture(canvas)
        write(canvas, 400, 820, "某某扫描王 创建", 8)

    for content in (pdf(picture), pdf(stamped, stamped)):
        with pytest.raises(UnreadableDocument, match=r"扫描件.*文字识别"):
            read(content)


def test_pages_without_text_among_others_are_named() -> None:
    def text(canvas: Canvas) -> None:
        write_paragraph(canvas, TOP, LONG)

    assert read(pdf(text, picture, picture, text, picture)).remarks == (
        "第2–3、5页只有图片没有文字，没有读到；请先做文字识别（OCR）",
    )


def without_meaning(*, garbage: int) -> bytes:
    """Return a PDF file whose font gives its codes no characters; ``garbage`` are how many of its codes are shown."""
    stream = f"BT /F1 12 Tf 72 700 Td <{'01F3' * garbage}> Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Unknown/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Unknown/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>>/DW 1000>>",
    ]
    return b"%PDF-1.4\n" + b"".join(b"%d 0 obj %b endobj\n" % (i, o) for i, o in enumerate(objects, 1)) + (
        b"trailer<</Root 1 0 R/Size 7>>\n%%EOF"
    )


def test_a_text_layer_of_garbage_is_named() -> None:
    with pytest.raises(UnreadableDocument, match="乱码"):
        read(without_meaning(garbage=200))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "损坏"),
        (b"no PDF at all", "损坏"),
        (pdf(lambda canvas: write(canvas, 72, 90, "字"))[:400], "损坏|没有"),
        (pdf(lambda canvas: write(canvas, 72, 90, "字"), password="geheim"), "密码"),
        (pdf(lambda canvas: None), "没有文字"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, problem: str) -> None:
    with pytest.raises(UnreadableDocument, match=problem):
        read(content)


def test_more_pages_than_the_limit_are_refused() -> None:
    content = pdf(*[lambda canvas: write(canvas, 72, 90, "字")] * 4)
    with pytest.raises(UnreadableDocument, match="4 页，最多 3 页"):
        read(content, Limits(pages=3))


def test_the_file_is_read_in_a_process_of_its_own() -> None:
    found = read_text(Source("计划.PDF", pdf(lambda canvas: (write_paragraph(canvas, TOP, LONG), None)[1])))
    assert found.text == LONG
    with pytest.raises(UnreadableDocument, match="密码"):
        read_text(Source("计划.pdf", pdf(lambda canvas: write(canvas, 72, 90, "字"), password="geheim")))


@given(st.data())
@settings(max_examples=examples(60))
def test_a_damaged_file_is_read_or_named(data: st.DataObject) -> None:
    content = bytearray(pdf(lambda canvas: write_table(canvas, TOP, [["任务", "时限"], ["加梯", "6月底"]])))
    for _ in range(data.draw(st.integers(1, 20))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(bytes(content))
    except UnreadableDocument as error:
        assert str(error)


@needs_chinese_font
def test_lines_from_top_to_bottom_are_read_from_the_right() -> None:
    def draw(canvas: Canvas) -> None:
        for column, line in enumerate(["田林街道计划完成加梯三十台，", "并在年底以前建成食堂两家。"]):
            for i, character in enumerate(line):
                write(canvas, 400 - column * 24, TOP + i * SIZE, character)

    assert lines(pdf(draw)) == ["田林街道计划完成加梯三十台，并在年底以前建成食堂两家。"]


@pytest.mark.office
def test_a_plan_that_an_office_program_saved_is_read_whole(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("no LibreOffice found; install one, e.g. `apt-get install -y libreoffice-writer`")
    plan = docx.Document()
    plan.sections[0].header.paragraphs[0].text = "某区文件汇编"
    plan.sections[0].footer.paragraphs[0].text = "— 1 —"
    plan.add_heading("田林街道2022年工作计划", 0).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for _ in range(12):
        plan.add_paragraph(LONG).paragraph_format.first_line_indent = Pt(22)
    rows = [("任务", "时限"), *((f"第{i}项改造任务", f"{i % 12 + 1}月底") for i in range(60))]
    table = plan.add_table(0, 2, style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    plan.add_paragraph(OTHER)
    plan.save(tmp_path / "plan.docx")
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(tmp_path / "plan.docx")],
        check=True, capture_output=True, timeout=120,
    )
    found = read((tmp_path / "plan.pdf").read_bytes())
    assert found.text.split("\n") == ["田林街道2022年工作计划", *[LONG] * 12, *map("\t".join, rows), OTHER]
    assert found.headings[0] == 0
