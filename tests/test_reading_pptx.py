"""Slides become their titles as headings and what stands on them in reading order."""

from io import BytesIO

import pytest
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation as PresentationType
from pptx.util import Inches

from dashboard.reading.document_text import UnreadableDocument
from tests.office_files import headings_of, packed, read, unpacked

TITLE, BODY, TITLE_ONLY, BLANK = 0, 1, 5, 6


def saved(slides: PresentationType) -> bytes:
    out = BytesIO()
    slides.save(out)
    return out.getvalue()


def textbox(slide, text: str, left: float, top: float):  # type: ignore[no-untyped-def]
    box = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(2), Inches(0.5))
    box.text_frame.text = text
    return box


def picture() -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "png")
    out.seek(0)
    return out


def test_titles_are_headings_and_bodies_tables_and_notes_follow() -> None:
    slides = Presentation()
    first = slides.slides.add_slide(slides.slide_layouts[TITLE])
    first.shapes.title.text, first.placeholders[1].text = "2021年康健新村街道工作计划", "2021年1月"
    second = slides.slides.add_slide(slides.slide_layouts[BODY])
    second.shapes.title.text, second.placeholders[1].text = "为老服务", "新增床位100张\n建成助餐点3个"
    second.notes_slide.notes_text_frame.text = "床位在二楼\n已签约"
    third = slides.slides.add_slide(slides.slide_layouts[TITLE_ONLY])
    third.shapes.title.text = "任务分解"
    grid = third.shapes.add_table(2, 3, 0, Inches(2), Inches(6), Inches(1)).table
    for at, text in enumerate(("任务", "目标", "时限", "养老", "", "6月底")):
        grid.cell(at // 3, at % 3).text = text
    grid.cell(1, 0).merge(grid.cell(1, 1))
    found = read(saved(slides), "汇报.pptx")
    assert found.text.split("\n") == [
        "2021年康健新村街道工作计划", "2021年1月", "为老服务", "• 新增床位100张", "• 建成助餐点3个", "备注：床位在二楼",
        "备注：已签约", "任务分解", "任务\t目标\t时限", "养老\t\t6月底",
    ]  # fmt: skip
    assert headings_of(found) == {"2021年康健新村街道工作计划": 0, "为老服务": 1, "任务分解": 1}
    assert found.remarks == ()


def test_shapes_are_read_from_top_to_bottom_and_left_to_right_whatever_their_order() -> None:
    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[BLANK])
    textbox(slide, "右", 5, 1.02)
    textbox(slide, "下", 0, 5)
    textbox(slide, "左", 1, 1.05)
    group = slide.shapes.add_group_shape([textbox(slide, "组二", 3, 3), textbox(slide, "组一", 1, 3)])
    group.shapes.add_group_shape([textbox(slide, "组三", 4, 3.9)])
    assert read(saved(slides), "a.pptx").text.split("\n") == ["左", "右", "组一", "组二", "组三", "下"]


def test_numbers_that_the_program_shows_stand_in_the_text() -> None:
    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[BODY])
    slide.shapes.title.text = "任务"
    frame = slide.placeholders[1].text_frame
    frame.text = "甲\n乙\n子\n丙\n说明\n丁"
    kinds = ["ea1ChsPeriod", "ea1ChsPeriod", ("circleNumDbPlain", 1), "ea1ChsPeriod", None, "arabicParenBoth"]
    for paragraph, kind in zip(frame.paragraphs, kinds, strict=True):
        scheme, level = kind if isinstance(kind, tuple) else (kind, 0)
        paragraph.level = level
        if scheme:
            numbers = paragraph._p.get_or_add_pPr().makeelement(
                "{http://schemas.openxmlformats.org/drawingml/2006/main}buAutoNum", {"type": scheme}
            )
            paragraph._p.pPr.append(numbers)
    found = read(saved(slides), "a.pptx")
    assert found.text.split("\n") == ["任务", "一、甲", "二、乙", "①子", "三、丙", "• 说明", "（1）丁"]


def test_line_breaks_inside_a_paragraph_become_lines() -> None:
    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[TITLE_ONLY])
    slide.shapes.title.text = "2021年\v工作计划"
    assert read(saved(slides), "a.pptx").text == "2021年\n工作计划"


def test_pages_without_words_hidden_pages_and_charts_are_named() -> None:
    slides = Presentation()
    data = CategoryChartData()
    data.categories = ["甲"]
    data.add_series("数", [1])
    for kind in ("text", "picture", "hidden", "chart"):
        slide = slides.slides.add_slide(slides.slide_layouts[BLANK])
        if kind == "picture":
            slide.shapes.add_picture(picture(), 0, 0)
        elif kind == "chart":
            slide.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, Inches(3), Inches(3), data)
        else:
            textbox(slide, kind, 1, 1)
        if kind == "hidden":
            slide._element.set("show", "0")
    found = read(saved(slides), "a.pptx")
    assert found.text == "text"
    assert found.remarks == ("第 2 页只有图片，没有文字", "1 个图表里的文字没有读入", "隐藏的第 3 页没有读入")


def test_slides_of_pictures_alone_are_refused() -> None:
    slides = Presentation()
    slides.slides.add_slide(slides.slide_layouts[BLANK]).shapes.add_picture(picture(), 0, 0)
    with pytest.raises(UnreadableDocument, match=r"只有 1 张图片.*OCR"):
        read(saved(slides), "a.pptx")


def test_page_numbers_and_footers_are_left_out() -> None:
    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[TITLE_ONLY])
    slide.shapes.title.text = "任务"
    for placeholder in slides.slide_layouts[TITLE_ONLY].placeholders:
        if placeholder.placeholder_format.type.name in ("FOOTER", "SLIDE_NUMBER", "DATE"):
            slide.shapes._spTree.append(placeholder._element)
    for shape in slide.placeholders:
        if shape != slide.shapes.title:
            shape.text_frame.text = "页脚"
    assert read(saved(slides), "a.pptx").text == "任务"


def test_smart_art_is_read_and_broken_links_do_no_harm() -> None:
    slides = Presentation()
    textbox(slides.slides.add_slide(slides.slide_layouts[BLANK]), "字", 1, 1)
    members = unpacked(saved(slides))
    page, links = "ppt/slides/slide1.xml", "ppt/slides/_rels/slide1.xml.rels"
    frame = (
        b'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="9" name="d"/><p:cNvGraphicFramePr/><p:nvPr/>'
        b'</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="9"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData '
        b'uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds '
        b'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:r="http://schemas.openxmlformats.'
        b'org/officeDocument/2006/relationships" r:dm="d1"/></a:graphicData></a:graphic></p:graphicFrame></p:spTree>'
    )
    members[page] = members[page].replace(b"</p:spTree>", frame)
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    members[links] = members[links].replace(
        b"</Relationships>",
        b'<Relationship Id="d1" Type="' + office + b'/diagramData" Target="../diagrams/data1.xml"/>'
        b'<Relationship Id="n1" Type="' + office + b'/image" Target="../media/NULL"/></Relationships>',
    )
    members["ppt/diagrams/data1.xml"] = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r>'
        "<a:t>第一步</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    ).encode()
    assert read(packed(members), "a.pptx").text == "第一步\n字"


def test_bullets_are_those_of_the_paragraph_or_of_the_layout_behind_it() -> None:
    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[BODY])
    slide.shapes.title.text = "任务"
    frame = slide.placeholders[1].text_frame
    frame.text = "有点\n无点"
    name = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    properties = frame.paragraphs[1]._p.get_or_add_pPr()
    properties.append(properties.makeelement(f"{name}buNone", {}))
    box = textbox(slide, "框无点\n框有点", 1, 6)
    properties = box.text_frame.paragraphs[1]._p.get_or_add_pPr()
    properties.append(properties.makeelement(f"{name}buChar", {"char": "➢"}))
    assert read(saved(slides), "a.pptx").text.split("\n") == ["任务", "• 有点", "无点", "框无点", "• 框有点"]
