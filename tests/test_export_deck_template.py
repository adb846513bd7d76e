"""An office's own template: its layouts filled, its fonts and colours used, its slides left out."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu, Pt

from dashboard.export.briefing_content import BriefingContent
from dashboard.export.deck import deck_bytes
from tests.deck_readings import charts_of, faults, opened, parts_of, seed_content, tables_of, texts_of, xml_of

__all__ = ["seed_content"]

WIDTH, HEIGHT = 12192000, 6858000
ACCENT = "B22222"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wide template in red and 楷体, whose content layout has a line for a subtitle, with one slide of its own."""
    presentation: Any = Presentation()
    presentation.slide_width, presentation.slide_height = Emu(WIDTH), Emu(HEIGHT)
    for owner in (presentation.slide_master, *presentation.slide_layouts):
        for shape in owner.placeholders:
            if shape._element.spPr.find("{*}xfrm") is not None:
                shape.left, shape.width = int(shape.left * 4 / 3), int(shape.width * 4 / 3)
    master = presentation.slide_master
    theme = next(link.target_part for link in master.part.rels.values() if link.reltype.endswith("/theme"))
    theme.blob = (
        theme.blob.decode().replace("4F81BD", ACCENT).replace('<a:ea typeface=""/>', '<a:ea typeface="楷体"/>').encode()
    )
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = RGBColor(0xFD, 0xF6, 0xEC)
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "样页"
    file = tmp_path_factory.mktemp("office") / "公司模板.pptx"
    presentation.save(str(file))
    return file


@pytest.fixture(scope="module")
def deck(seed_content: BriefingContent, template: Path) -> bytes:
    return deck_bytes(seed_content, template=template)


def test_slides_stand_on_the_layouts_of_the_office(deck: bytes) -> None:
    presentation = opened(deck)
    assert [layout.name for layout in presentation.slide_layouts][:2] == ["Title Slide", "Title and Content"]
    assert presentation.slides[0].slide_layout.name == "Title Slide"
    assert {slide.slide_layout.name for slide in list(presentation.slides)[1:]} == {"Title and Content"}
    assert str(presentation.slide_master.background.fill.fore_color.rgb) == "FDF6EC"


def test_placeholders_are_filled_and_none_is_left_empty(deck: bytes, seed_content: BriefingContent) -> None:
    slides = list(opened(deck).slides)
    for chart, slide in zip(seed_content.charts, slides[1:], strict=False):
        kinds = {shape.placeholder_format.type.name: shape for shape in slide.placeholders}
        assert kinds["TITLE"].text_frame.text == chart.finding
        assert chart.source in kinds["FOOTER"].text_frame.text
        assert "SLIDE_NUMBER" in kinds
        if charts_of(slide) or tables_of(slide):
            assert kinds["OBJECT"].has_chart or kinds["OBJECT"].has_table
        for shape in slide.placeholders:
            assert not shape.has_text_frame or shape.text_frame.text
    cover = {shape.placeholder_format.type.name: shape.text_frame.text for shape in slides[0].placeholders}
    assert cover["CENTER_TITLE"] == seed_content.summary
    assert cover["SUBTITLE"].split("\n") == ["街道展望", seed_content.streets, seed_content.coverage]


def test_the_layout_places_the_title(deck: bytes) -> None:
    for slide in list(opened(deck).slides)[1:]:
        assert slide.shapes.title._element.xpath("./p:spPr/a:xfrm") == []


def test_fonts_and_colours_are_those_of_the_theme(deck: bytes) -> None:
    for name, root in xml_of(deck, r"ppt/(slides/slide|charts/chart)\d"):
        faces = set(root.xpath("//*[local-name()='ea']/@typeface"))
        assert faces <= {"+mn-ea", "+mj-ea"}, name
    colours = [
        val for _, root in xml_of(deck, "ppt/charts/chart") for val in root.xpath("//*[local-name()='schemeClr']/@val")
    ]
    assert "accent1" in colours
    explicit = [root.xpath("//*[local-name()='srgbClr']/@val") for _, root in xml_of(deck, "ppt/charts/chart")]
    assert not any("1F4E8C" in values for values in explicit)


def test_a_font_that_is_asked_for_comes_before_that_of_the_theme(seed_content: BriefingContent, template: Path) -> None:
    deck = deck_bytes(seed_content, template=template, font="思源黑体")
    faces = {
        face for _, root in xml_of(deck, "ppt/slides/slide") for face in root.xpath("//*[local-name()='ea']/@typeface")
    }
    assert faces == {"思源黑体"}


def test_slides_of_the_template_are_left_out(deck: bytes) -> None:
    assert not any("样页" in texts_of(slide) for slide in opened(deck).slides)
    assert sum(name.startswith("ppt/slides/slide") for name in parts_of(deck)) == len(opened(deck).slides)


def test_nothing_is_outside_overlapping_small_or_out_of_order(deck: bytes) -> None:
    assert faults(deck) == []


def test_same_template_same_bytes(deck: bytes, seed_content: BriefingContent, template: Path) -> None:
    assert deck_bytes(seed_content, template=template) == deck


def test_a_narrow_template_keeps_its_size(seed_content: BriefingContent, tmp_path: Path) -> None:
    Presentation().save(str(tmp_path / "a.pptx"))
    deck = deck_bytes(seed_content, template=tmp_path / "a.pptx")
    assert opened(deck).slide_width * 3 == opened(deck).slide_height * 4
    assert faults(deck) == []


def test_a_line_above_the_content_takes_the_subtitle(
    seed_content: BriefingContent, template: Path, tmp_path: Path
) -> None:
    presentation = Presentation(str(template))
    layout = presentation.slide_layouts[4]
    layout.name = "图表页"
    for shape in list(layout.placeholders):
        if shape.placeholder_format.idx in (3, 4):
            shape._element.getparent().remove(shape._element)
        elif shape.placeholder_format.idx == 1:
            shape.left, shape.top, shape.width, shape.height = Pt(36), Pt(112), Pt(888), Pt(36)
        elif shape.placeholder_format.idx == 2:
            shape.left, shape.top, shape.width, shape.height = Pt(36), Pt(152), Pt(888), Pt(330)
    presentation.save(str(tmp_path / "b.pptx"))
    deck = deck_bytes(seed_content, template=tmp_path / "b.pptx")
    slide = opened(deck).slides[1]
    assert slide.slide_layout.name == "图表页"
    body = next(shape for shape in slide.placeholders if shape.placeholder_format.type.name == "BODY")
    assert body.text_frame.text == seed_content.charts[0].subtitle
    assert faults(deck) == []


def test_a_layout_without_content_or_footer_leaves_room_for_both(seed_content: BriefingContent, tmp_path: Path) -> None:
    presentation: Any = Presentation()
    for layout in list(presentation.slide_layouts):
        if layout.name != "Title Only":
            presentation.slide_layouts.remove(layout)
    for shape in list(presentation.slide_layouts[0].placeholders):
        if shape.placeholder_format.type.name != "TITLE":
            shape._element.getparent().remove(shape._element)
    presentation.save(str(tmp_path / "c.pptx"))
    deck = deck_bytes(seed_content, template=tmp_path / "c.pptx")
    assert faults(deck) == []
    chart, slide = seed_content.charts[1], opened(deck).slides[2]
    assert {chart.finding, chart.source, chart.subtitle} <= set(texts_of(slide))


def test_a_potx_counts_as_a_template(seed_content: BriefingContent, template: Path, tmp_path: Path) -> None:
    changed = BytesIO()
    with zipfile.ZipFile(template) as archive, zipfile.ZipFile(changed, "w") as copy:
        for name in archive.namelist():
            part = archive.read(name)
            copy.writestr(name, part.replace(b"presentation.main+xml", b"template.main+xml"))
    (tmp_path / "d.potx").write_bytes(changed.getvalue())
    assert len(opened(deck_bytes(seed_content, template=tmp_path / "d.potx")).slides) > 10


@pytest.mark.parametrize("content", [b"no zip", b""])
def test_what_is_no_presentation_is_refused_by_name(
    seed_content: BriefingContent, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "e.pptx"
    file.write_bytes(content)
    with pytest.raises(ValueError, match=r"e\.pptx is not a PowerPoint file"):
        deck_bytes(seed_content, template=file)
    with pytest.raises(OSError, match="missing"):
        deck_bytes(seed_content, template=tmp_path / "missing.pptx")
