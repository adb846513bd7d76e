"""The parts of a presentation that is being written: slides, their charts with workbooks, their pages of notes.

Parts are written as they are, without being read again, so that a deck of hundreds of slides stays small in memory.
"""

from typing import Any

from dashboard.export.slide_shapes import NAMESPACES, slide_xml

CHART_FILE, BOOK_FILE = "/ppt/charts/chart{}.xml", "/ppt/embeddings/Microsoft_Excel_Sheet{}.xlsx"
SLIDE_FILE, NOTES_FILE = "/ppt/slides/slide{}.xml", "/ppt/notesSlides/notesSlide{}.xml"


class DeckParts:
    """Adds parts to python-pptx's ``presentation``, each with the next free number of its kind."""

    def __init__(self, presentation: Any) -> None:
        self._presentation = presentation
        self._taken = {str(part.partname) for part in presentation.part.package.iter_parts()}
        self._numbers: dict[str, int] = {}

    def new_slide(self, layout: Any) -> Any:
        """Return the part of a slide at the end, still without shapes."""
        from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

        part = self._part(SLIDE_FILE, CONTENT_TYPE.PML_SLIDE, b"")
        part.relate_to(layout.part, RELATIONSHIP_TYPE.SLIDE_LAYOUT)
        link = self._presentation.part.relate_to(part, RELATIONSHIP_TYPE.SLIDE)
        self._presentation.element.get_or_add_sldIdLst().add_sldId(link)
        return part

    def fill_slide(self, slide: Any, shapes: str) -> None:
        slide.blob = slide_xml(shapes)

    def add_chart(self, slide: Any, chart: bytes, book: bytes) -> str:
        """Add a chart with its workbook, which ``chart`` names by ``rId1``, and return the slide's name for it."""
        from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

        part = self._part(CHART_FILE, CONTENT_TYPE.DML_CHART, chart)
        part.relate_to(self._part(BOOK_FILE, CONTENT_TYPE.SML_SHEET, book), RELATIONSHIP_TYPE.PACKAGE)
        return str(slide.relate_to(part, RELATIONSHIP_TYPE.CHART))

    def add_notes(self, slide: Any, tree: str) -> None:
        """Add a page of notes with this tree of shapes."""
        from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE

        xml = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:notes {NAMESPACES}><p:cSld>{tree}</p:cSld>'
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
        )
        part = self._part(NOTES_FILE, CONTENT_TYPE.PML_NOTES_SLIDE, xml.encode())
        part.relate_to(self._notes_master(), RELATIONSHIP_TYPE.NOTES_MASTER)
        part.relate_to(slide, RELATIONSHIP_TYPE.SLIDE)
        slide.relate_to(part, RELATIONSHIP_TYPE.NOTES_SLIDE)

    def _notes_master(self) -> Any:
        """Return the master of notes, and name it in the presentation, which python-pptx leaves out."""
        from pptx.opc.constants import RELATIONSHIP_TYPE
        from pptx.oxml import parse_xml

        deck = self._presentation.part
        master, element = deck.notes_master_part, self._presentation.element
        if not any(child.tag.endswith("}notesMasterIdLst") for child in element):
            name = deck.relate_to(master, RELATIONSHIP_TYPE.NOTES_MASTER)
            masters = next(child for child in element if child.tag.endswith("}sldMasterIdLst"))
            listed = f'<p:notesMasterIdLst {NAMESPACES}><p:notesMasterId r:id="{name}"/></p:notesMasterIdLst>'
            masters.addnext(parse_xml(listed))
        return master

    def _part(self, pattern: str, kind: str, blob: bytes) -> Any:
        from pptx.opc.package import Part
        from pptx.opc.packuri import PackURI

        number = self._numbers.get(pattern, 0) + 1
        while pattern.format(number) in self._taken:
            number += 1
        self._numbers[pattern] = number
        return Part(PackURI(pattern.format(number)), kind, self._presentation.part.package, blob)
