"""Reads slides (.pptx and its kin with macros, which are never run)."""

from collections.abc import Iterator
from types import MappingProxyType

from dashboard.reading.damaged_file import refusing_damage
from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.limits import Limits
from dashboard.reading.line_collector import LineCollector
from dashboard.reading.mistaken_ending import read_as_found
from dashboard.reading.office.blocks import add_blocks
from dashboard.reading.office.package import MAIN, OFFICE_TYPE, OfficeKind, PartKind, safe_package
from dashboard.reading.office.slide_blocks import MOST_SHAPES, SlideText, shapes_on, slide_text

SLIDES = OfficeKind(
    "幻灯片",
    MappingProxyType({
        MAIN: PartKind(f"{OFFICE_TYPE}presentationml.presentation.main+xml"),
        "slide": PartKind(f"{OFFICE_TYPE}presentationml.slide+xml"),
        "slideLayout": PartKind(f"{OFFICE_TYPE}presentationml.slideLayout+xml"),
        "slideMaster": PartKind(f"{OFFICE_TYPE}presentationml.slideMaster+xml"),
        "notesSlide": PartKind(f"{OFFICE_TYPE}presentationml.notesSlide+xml"),
        "diagramData": PartKind(f"{OFFICE_TYPE}drawingml.diagramData+xml"),
    }),
)
NOTES_LABEL = "备注："
PAGES_NAMED = 20
"""Pages that a remark names one by one."""


def read_pptx(content: bytes, limits: Limits) -> DocumentText:
    """Return the text of slides in their order: the title as heading, text and tables as they stand, then the notes.

    The first slide's title is the document's; those of the others are headings. Each line of the speaker's notes
    opens with 备注：. Hidden slides, page numbers, footers and the words in pictures and charts are left out.
    Raises UnreadableDocument for a damaged or encrypted file, one without text, or one that passes a limit.
    """
    if (otherwise := read_as_found(content, limits, "pptx")) is not None:
        return otherwise
    with refusing_damage("幻灯片"):
        return _read(content, limits)


def _read(content: bytes, limits: Limits) -> DocumentText:
    from pptx import Presentation

    presentation = Presentation(safe_package(content, SLIDES, limits))
    slides = list(presentation.slides)
    if len(slides) > limits.pages:
        raise UnreadableDocument(f"有 {len(slides):,} 页，最多 {limits.pages:,} 页；请拆成几份再放入")
    if sum(map(shapes_on, slides)) > MOST_SHAPES:
        raise UnreadableDocument(f"图形和文本框超过 {MOST_SHAPES:,} 个；请拆成几份再放入")
    lines = LineCollector(limits)
    hidden: list[int] = []
    found: dict[int, SlideText] = {}
    for page, slide in enumerate(slides, 1):
        if slide.element.get("show") in ("0", "false"):
            hidden.append(page)
            continue
        found[page] = read = slide_text(slide, presentation.slide_height or 1)
        lines.add_paragraph(read.title, 0 if lines.is_empty else 1)
        add_blocks(read.blocks, lines)
        for note in read.notes:
            lines.add_paragraph(f"{NOTES_LABEL}{note}")
    if lines.is_empty:
        pictures = sum(read.pictures for read in found.values())
        if pictures:
            raise UnreadableDocument(
                f"幻灯片里没有文字，只有 {pictures} 张图片；请先做文字识别（OCR），把文字另存后再放入"
            )
        raise UnreadableDocument("幻灯片里没有文字；请放入有内容的文档")
    return lines.document(remarks=_remarks(found, hidden))


def _remarks(found: dict[int, SlideText], hidden: list[int]) -> Iterator[str]:
    if pages := [page for page, read in found.items() if read.pictures and not (read.title or read.blocks)]:
        yield f"{_named(pages)}只有图片，没有文字"
    if charts := sum(read.charts for read in found.values()):
        yield f"{charts} 个图表里的文字没有读入"
    if hidden:
        yield f"隐藏的{_named(hidden)}没有读入"


def _named(pages: list[int]) -> str:
    more = f" 等 {len(pages)} 页" if len(pages) > PAGES_NAMED else " 页"
    return f"第 {'、'.join(map(str, pages[:PAGES_NAMED]))}{more}"
