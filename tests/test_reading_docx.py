"""A Word document becomes the text that is seen: numbers of lists, tables in order, changes accepted."""

from io import BytesIO

import pytest
from docx import Document
from docx.shared import Inches
from PIL import Image

from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.office.numbering_formats import written_number
from tests.office_files import (
    docx,
    docx_members,
    headings_of,
    levels,
    lines_of,
    numbered,
    numbering,
    packed,
    paragraph,
    read,
)
from tests.reading_fixtures import gazetteer, rules

CHINESE_LEVELS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimalEnclosedCircle", "%4"),
)


def style(name: str, style_id: str, inside: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>{inside}</w:style>'


def in_style(text: str, style_id: str) -> str:
    return paragraph(text, f'<w:pStyle w:val="{style_id}"/>')


def box(inside: str) -> str:
    return f"<wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text) if not text.startswith('<') else text}</w:tc>"


def test_a_document_of_word_is_read_in_order_with_its_headings() -> None:
    made = Document()
    made.add_heading("2021年凌云路街道工作计划", 0)
    made.add_heading("一、服务群众", 1)
    made.add_paragraph("年内加装电梯20台。")
    made.add_heading("养老", 2)
    grid = made.add_table(2, 2)
    for at, text in enumerate(("任务", "时限", "新增床位", "6月底")):
        grid.cell(at // 2, at % 2).text = text
    made.add_paragraph("以上请各科室落实。")
    out = BytesIO()
    made.save(out)
    found = read(out.getvalue(), "计划.docx")
    assert found.text.split("\n") == [
        "2021年凌云路街道工作计划", "一、服务群众", "年内加装电梯20台。", "养老", "任务\t时限", "新增床位\t6月底",
        "以上请各科室落实。",
    ]  # fmt: skip
    assert headings_of(found) == {"2021年凌云路街道工作计划": 0, "一、服务群众": 1, "养老": 2}
    assert found.remarks == ()


def test_headings_are_told_by_chinese_style_names_outline_levels_and_the_styles_they_are_based_on() -> None:
    styles = (
        style("标题 2", "a")
        + style("街道小标题", "b", '<w:basedOn w:val="a"/>')
        + style("正文加粗", "c", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
        + style("改回正文", "d", '<w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
        + style("Title", "e")
    )
    body = "".join(in_style(f"{name}行", name) for name in "abcde") + paragraph("自定", '<w:outlineLvl w:val="0"/>')
    found = read(docx(body + paragraph("正文。"), styles=styles), "a.docx")
    assert headings_of(found) == {"a行": 2, "b行": 2, "c行": 3, "e行": 0, "自定": 1}


def test_a_whole_paragraph_in_the_look_of_a_heading_stays_text() -> None:
    long = "全面落实街道党工委部署，推进为老服务。" * 3
    found = read(docx(in_style(long, "a") + in_style("为老服务", "a"), styles=style("heading 1", "a")), "a.docx")
    assert headings_of(found) == {"为老服务": 1}


def test_styles_based_on_each_other_in_a_circle_do_no_harm() -> None:
    styles = style("甲", "a", '<w:basedOn w:val="b"/>') + style("乙", "b", '<w:basedOn w:val="a"/>')
    assert lines_of(in_style("文字", "a") + in_style("文字", "b"), styles=styles) == ["文字", "文字"]


def test_automatic_numbers_stand_in_the_text_and_start_again_under_each_heading() -> None:
    body = (
        numbered("民生", level=0) + numbered("养老", level=1) + numbered("床位", level=2) + numbered("甲", level=3)
        + numbered("乙", level=3) + numbered("餐厅", level=2) + numbered("托育", level=1) + numbered("点位", level=2)
        + numbered("治理", level=0) + numbered("网格", level=1)
    )  # fmt: skip
    assert lines_of(body, numbering=numbering(*CHINESE_LEVELS)) == [
        "一、民生", "（一）养老", "1.床位", "①甲", "②乙", "2.餐厅", "（二）托育", "1.点位", "二、治理", "（一）网格",
    ]  # fmt: skip


def test_numbers_of_a_chapter_and_of_joined_levels_are_written_as_seen() -> None:
    parts = numbering(("chineseCounting", "第%1章"), ("decimal", "%1.%2"), more="<w:isLgl/>")
    body = numbered("总则") + numbered("目的", level=1) + numbered("2021年目标", level=1)
    assert lines_of(body, numbering=parts) == ["第1章 总则", "1.1 目的", "1.2 2021年目标"]
    assert lines_of(body, numbering=numbering(("chineseCounting", "第%1章")))[0] == "第一章 总则"


def test_a_number_never_runs_into_a_figure() -> None:
    assert lines_of(numbered("5公里步道"), numbering=numbering(("decimal", "%1."))) == ["1. 5公里步道"]


def test_lists_of_one_kind_count_on_unless_one_begins_anew() -> None:
    parts = (
        f'<w:abstractNum w:abstractNumId="7">{levels(("decimal", "%1、"))}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = "".join(numbered("项", number_id) for number_id in (1, 2, 3, 3, 0))
    assert lines_of(body, numbering=parts) == ["1、项", "2、项", "1、项", "2、项", "项"]


def test_a_level_that_never_restarts_counts_on() -> None:
    parts = numbering(("decimal", "%1、"), ("decimal", "(%2)"), more='<w:lvlRestart w:val="0"/>')
    body = numbered("甲") + numbered("子", level=1) + numbered("乙") + numbered("丑", level=1)
    assert lines_of(body, numbering=parts) == ["1、甲", "(1)子", "2、乙", "(2)丑"]


def test_numbers_that_a_style_gives_are_counted_by_the_level_bound_to_it() -> None:
    abstract = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="japaneseCounting"/>'
        '<w:pStyle w:val="a"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/>'
        '<w:pStyle w:val="b"/><w:lvlText w:val="%2、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num>'
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>'
    styles = style("heading 1", "a", listed) + style("heading 2", "b", listed)
    body = in_style("党建", "a") + in_style("阵地", "b") + in_style("队伍", "b") + in_style("民生", "a")
    assert lines_of(body, numbering=abstract, styles=styles) == ["一、党建", "1、阵地", "2、队伍", "二、民生"]


@pytest.mark.parametrize(
    ("number_format", "first", "twelfth", "hundred_and_fifth"),
    [
        ("chineseCounting", "一", "十二", "一百零五"),
        ("ideographDigital", "一", "一二", "一〇五"),
        ("chineseLegalSimplified", "壹", "壹拾贰", "壹佰零伍"),
        ("decimalEnclosedCircle", "①", "⑫", "105"),
        ("decimalEnclosedParen", "⑴", "⑿", "105"),
        ("decimalFullWidth", "１", "１２", "１０５"),
        ("decimalZero", "01", "12", "105"),
        ("ideographTraditional", "甲", "12", "105"),
        ("ideographZodiac", "子", "亥", "105"),
        ("upperLetter", "A", "L", "AAAAA"),
        ("lowerRoman", "i", "xii", "cv"),
        ("neverHeardOf", "1", "12", "105"),
    ],
)
def test_numbers_in_every_format(number_format: str, first: str, twelfth: str, hundred_and_fifth: str) -> None:
    assert [written_number(n, number_format) for n in (1, 12, 105)] == [first, twelfth, hundred_and_fifth]


@pytest.mark.parametrize(
    ("number", "written"), [(10, "十"), (20, "二十"), (110, "一百一十"), (1002, "一千零二"), (0, "〇")]
)
def test_round_numbers_in_chinese(number: int, written: str) -> None:
    assert written_number(number, "chineseCounting") == written


def test_bullets_are_seen_as_items() -> None:
    assert lines_of(numbered("加梯"), numbering=numbering(("bullet", "\uf06c"))) == ["• 加梯"]
    assert lines_of(numbered("加梯"), numbering=numbering(("bullet", "■"))) == ["■ 加梯"]


def test_cells_merged_downwards_are_read_once_and_cells_after_a_wide_one_keep_their_column() -> None:
    body = table(
        cell("任务") + cell("目标") + cell("时限") + cell("单位"),
        cell("养老", '<w:vMerge w:val="restart"/>') + cell("床位100张") + cell("6月底") + cell("服务办"),
        cell("", "<w:vMerge/>") + cell("餐厅与助浴点", '<w:gridSpan w:val="2"/>') + cell("管理办"),
        cell("二、治理类", '<w:gridSpan w:val="4"/>'),
        cell("网格") + cell("旧", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("平安办"),
    )
    assert lines_of(body) == [
        "任务\t目标\t时限\t单位", "养老\t床位100张\t6月底\t服务办", "\t餐厅与助浴点\t\t管理办", "二、治理类",
        "网格\t旧\t\t平安办",
    ]  # fmt: skip


def test_line_breaks_and_paragraphs_of_a_cell_become_blanks() -> None:
    broken = "<w:p><w:r><w:t>完成</w:t><w:br/><w:t>时限</w:t><w:tab/><w:t>月</w:t></w:r></w:p>" + paragraph("底")
    assert lines_of(table(cell("任务") + cell(broken))) == ["任务\t完成 时限 月 底"]


def test_a_table_inside_a_cell_is_part_of_the_cell_and_inside_a_frame_a_table() -> None:
    inner = table(cell("甲") + cell("乙")) + paragraph("")
    assert lines_of(table(cell("外") + cell(inner))) == ["外\t甲 乙"]
    assert lines_of(table(cell(paragraph("框内第一段。") + inner))) == ["框内第一段。", "甲\t乙"]


def test_tables_that_follow_each_other_are_set_apart() -> None:
    one = table(cell("甲") + cell("乙"))
    assert lines_of(one + paragraph("") + one) == ["甲\t乙", "", "甲\t乙"]


def test_rows_and_cells_inside_content_controls_are_read() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = control.format(f"<w:tr>{cell('甲')}{control.format(cell('乙'))}</w:tr>")
    assert lines_of(f"<w:tbl>{row}</w:tbl>{control.format(paragraph('段'))}") == ["甲\t乙", "段"]
    asks = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert lines_of(paragraph("正文") + asks.format(paragraph("单击此处输入文字"))) == ["正文"]


def test_insertions_are_read_and_deletions_not() -> None:
    body = (
        "<w:p><w:r><w:t>加装电梯</w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>30</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>台</w:t></w:r></w:moveTo></w:p>"
        + paragraph("上一段", "<w:rPr><w:del/></w:rPr>")
        + paragraph("连下一段")
        + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('删')}{cell('行')}</w:tr>"
        + f"<w:tr>{cell('留')}{cell('行')}</w:tr></w:tbl>"
    )
    assert lines_of(body) == ["加装电梯30台", "上一段连下一段", "留\t行"]


def test_links_fields_breaks_and_symbols_are_read_as_seen() -> None:
    body = (
        '<w:p><w:hyperlink r:id="x"><w:r><w:t>随申办</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>甲</w:t><w:br/>'
        '<w:t>乙</w:t><w:noBreakHyphen/><w:t>丙</w:t><w:softHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
        "</w:p>"
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText><w:t>码</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>见第3页</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple><w:r><w:t>，止</w:t></w:r></w:fldSimple></w:p>'
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>xú</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>徐</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"
    )
    assert lines_of(body) == ["随申办 甲", "乙-丙☑", "见第3页，止", "徐x=1"]


def test_a_field_that_never_ends_hides_nothing_after_its_paragraph() -> None:
    body = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:t>码</w:t></w:r></w:p>' + paragraph("正文")
    assert lines_of(body) == ["正文"]


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    drawn = f"<w:drawing><wp:anchor>{box(paragraph('框内') + table(cell('甲') + cell('乙')))}</wp:anchor></w:drawing>"
    older = f"<w:pict><v:textbox><w:txbxContent>{paragraph('旧框')}</w:txbxContent></v:textbox></w:pict>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice><mc:Fallback>'
        f"<w:pict><v:textbox><w:txbxContent>{paragraph('框内')}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent>"
    )
    art = '<w:pict><v:shape><v:textpath string="红头标题"/></v:shape></w:pict>'
    body = f"<w:p><w:r><w:t>段一</w:t>{both}</w:r></w:p><w:p><w:r>{older}{art}<w:t>段二</w:t></w:r></w:p>"
    assert lines_of(body) == ["段一", "框内", "甲\t乙", "段二", "红头标题", "旧框"]


def test_smart_art_is_read() -> None:
    point = "<dgm:pt><dgm:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:t></dgm:pt>"
    body = '<w:p><w:r><w:drawing><dgm:relIds r:dm="diagramData"/></w:drawing></w:r></w:p>'
    data = f"<dgm:ptLst>{point.format('第一步')}{point.format('第二步')}</dgm:ptLst>"
    assert lines_of(body, diagramData=data) == ["第一步", "第二步"]


def test_footnotes_stand_at_the_end_in_the_order_of_their_marks() -> None:
    note = '<w:footnote w:id="{}">{}</w:footnote>'
    notes = note.format(5, paragraph("后注")) + note.format(6, paragraph("前注"))
    body = "".join(
        f'<w:p><w:r><w:t>床位100</w:t></w:r><w:r><w:footnoteReference w:id="{at}"/></w:r></w:p>' for at in (6, 5, 99)
    )
    assert lines_of(body, footnotes=notes) == ["床位100", "床位100", "床位100", "[1] 前注", "[2] 后注"]


def test_what_is_left_out_is_said() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('一、民生 3')}</w:sdtContent></w:sdt>"
    )
    hidden = style("暗", "h", "<w:rPr><w:vanish/></w:rPr>")
    body = (
        contents + paragraph("正文") + paragraph("藏", run="<w:vanish/>") + in_style("也藏", "h")
        + paragraph("不藏", run='<w:vanish w:val="0"/>')
        + '<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p><w:altChunk r:id="x"/>'
    )  # fmt: skip
    found = read(docx(body, styles=hidden), "a.docx")
    assert found.text == "正文\n不藏"
    assert found.remarks == (
        "嵌入的子文档没有读入", "隐藏文字没有读入", "批注没有读入", "目录没有读入，正文各级标题已读入",
    )  # fmt: skip


def test_headers_and_footers_are_left_out_and_pictures_counted() -> None:
    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "png")
    made = Document()
    made.sections[0].header.paragraphs[0].text = "页眉"
    made.sections[0].footer.paragraphs[0].text = "第1页"
    made.add_picture(picture, Inches(1))
    out = BytesIO()
    made.save(out)
    with pytest.raises(UnreadableDocument, match=r"只有 1 张图片.*OCR"):
        read(out.getvalue(), "扫描.docx")
    made.add_paragraph("正文")
    out = BytesIO()
    made.save(out)
    found = read(out.getvalue(), "a.docx")
    assert found.text == "正文"
    assert found.remarks == ("1 张图片里的文字没有读入",)


def test_strict_documents_and_those_with_macros_and_broken_links_are_read() -> None:
    members = docx_members(paragraph("正文"), styles="")
    strict = {
        name: str(xml).replace("http://schemas.openxmlformats.org/wordprocessingml/2006/", "http://purl.oclc.org/ooxml/wordprocessingml/")
        for name, xml in members.items()
    }  # fmt: skip
    assert read(packed(strict), "a.docx").text == "正文"
    rels = str(members["word/_rels/document.xml.rels"])
    more = (
        '<Relationship Id="v" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="v.bin"/>'
        '<Relationship Id="n" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" '
        'Target="NULL"/></Relationships>'
    )
    rels = rels.replace("</Relationships>", more)
    with_macro = {**members, "word/_rels/document.xml.rels": rels, "word/v.bin": b"\0macro"}
    assert read(packed(with_macro), "带宏.docm").text == "正文"


def test_the_map_sees_articles_headings_and_commitments_of_a_word_document() -> None:
    from dashboard.reading.document import Source
    from dashboard.reading.read import read_document

    body = in_style("2021年凌云路街道工作计划", "t") + numbered("民生") + paragraph("6月底前加装电梯20台。")
    content = docx(body, styles=style("Title", "t"), numbering=numbering(*CHINESE_LEVELS))
    found = read_document(Source("a.docx", content), gazetteer(), rules())
    assert [(article.street, article.year) for article in found.articles] == [("凌云路街道", 2021)]
    assert [(s.part, s.text) for s in found.sentences] == [
        ("heading", "2021年凌云路街道工作计划"), ("heading", "一、民生"), ("body", "6月底前加装电梯20台。"),
    ]  # fmt: skip
