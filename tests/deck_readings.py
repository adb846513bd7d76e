"""Slides opened again, and what is asked of every one of them."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Pt

from dashboard.export.briefing_content import BriefingContent, briefing_content
from dashboard.export.deck import deck_bytes
from dashboard.tables.store import load_tables

LEAST_SIZE = 1400
"""14 points, as DrawingML counts."""
TOUCH_POINTS = 1.0
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHARTS = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
PARAGRAPH = ("pPr", "r", "fld", "endParaRPr")
RUN = ("ln", "solidFill", "latin", "ea", "cs", "sym", "hlinkClick")
LABEL = ("idx", "dLbl", "delete", "layout", "tx", "numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal",
         "showCatName", "showSerName", "showPercent", "showBubbleSize", "separator")  # fmt: skip
AXIS = ("axId", "scaling", "delete", "axPos", "majorGridlines", "minorGridlines", "title", "numFmt", "majorTickMark",
        "minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx", "crosses", "crossesAt")  # fmt: skip
ORDERS: dict[str, Sequence[str]] = {
    "c:chartSpace": ("date1904", "lang", "roundedCorners", "style", "clrMapOvr", "protection", "chart", "spPr", "txPr",
                     "externalData"),
    "c:chart": ("title", "autoTitleDeleted", "plotArea", "legend", "plotVisOnly", "dispBlanksAs"),
    "c:title": ("tx", "layout", "overlay", "spPr", "txPr"),
    "c:plotArea": ("layout", "barChart", "scatterChart", "catAx", "valAx", "spPr"),
    "c:barChart": ("barDir", "grouping", "varyColors", "ser", "dLbls", "gapWidth", "overlap", "serLines", "axId"),
    "c:scatterChart": ("scatterStyle", "varyColors", "ser", "dLbls", "axId"),
    "c:ser": ("idx", "order", "tx", "spPr", "invertIfNegative", "marker", "dPt", "dLbls", "trendline", "errBars", "cat",
              "val", "xVal", "yVal", "smooth"),
    "c:dPt": ("idx", "invertIfNegative", "marker", "bubble3D", "explosion", "spPr"),
    "c:marker": ("symbol", "size", "spPr"),
    "c:dLbls": LABEL,
    "c:dLbl": LABEL,
    "c:scaling": ("logBase", "orientation", "max", "min"),
    "c:catAx": (*AXIS, "auto", "lblAlgn", "lblOffset", "tickLblSkip", "tickMarkSkip", "noMultiLvlLbl"),
    "c:valAx": (*AXIS, "crossBetween", "majorUnit"),
    "c:legend": ("legendPos", "legendEntry", "layout", "overlay", "spPr", "txPr"),
    "c:manualLayout": ("layoutTarget", "xMode", "yMode", "wMode", "hMode", "x", "y", "w", "h"),
    "c:numCache": ("formatCode", "ptCount", "pt"),
    "a:p": PARAGRAPH,
    "a:pPr": ("lnSpc", "spcBef", "spcAft", "buNone", "tabLst", "defRPr"),
    "a:rPr": RUN, "a:defRPr": RUN, "a:endParaRPr": RUN,
    "a:tcPr": ("lnL", "lnR", "lnT", "lnB", "lnTlToBr", "lnBlToTr", "noFill", "solidFill"),
    "a:ln": ("noFill", "solidFill", "prstDash"),
    "p:spPr": ("xfrm", "prstGeom", "noFill", "solidFill", "gradFill", "ln"),
    "p:sp": ("nvSpPr", "spPr", "style", "txBody"),
    "p:graphicFrame": ("nvGraphicFramePr", "xfrm", "graphic"),
    "p:txBody": ("bodyPr", "lstStyle", "p"),
    "p:presentation": ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz", "notesSz",
                       "embeddedFontLst", "custShowLst", "photoAlbum", "custDataLst", "kinsoku", "defaultTextStyle",
                       "modifyVerifier", "extLst"),
}  # fmt: skip
"""Children in the order that the schemas demand (ISO/IEC 29500-1, dml-chart.xsd, dml-main.xsd and pml.xsd)."""


@pytest.fixture(scope="session")
def seed_content(seed_data: Path) -> BriefingContent:
    """The briefing of seeds/ with all its charts."""
    return briefing_content(load_tables(seed_data))


@pytest.fixture(scope="session")
def seed_deck(seed_content: BriefingContent) -> bytes:
    return deck_bytes(seed_content)


def opened(deck: bytes) -> Any:
    return Presentation(BytesIO(deck))


def texts_of(slide: Any) -> list[str]:
    """Return the texts of the slide's own boxes, in their order."""
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def charts_of(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def tables_of(slide: Any) -> list[list[list[str]]]:
    """Return the texts of each table by row."""
    return [
        [[cell.text for cell in row.cells] for row in shape.table.rows] for shape in slide.shapes if shape.has_table
    ]


def parts_of(deck: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(deck)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml_of(deck: bytes, pattern: str) -> Iterator[tuple[str, Any]]:
    """Yield name and root of each part whose name holds the pattern."""
    for name, part in parts_of(deck).items():
        if re.search(pattern, name) and name.endswith(".xml"):
            yield name, etree.fromstring(part)


def faults(deck: bytes) -> list[str]:
    """Return what is wrong with the slides: outside, overlapping, small, without an East-Asian font, out of order."""
    found = [*_misplaced(opened(deck))]
    for name, root in xml_of(deck, r"ppt/(slides/slide|charts/chart)\d"):
        found += [f"{name}: text of {size / 100} points" for size in _sizes(root) if size < LEAST_SIZE]
        found += [f"{name}: no East-Asian font: {words!r}" for words in _without_font(root)]
    for name, root in xml_of(deck, "ppt/(slides|charts|presentation|notesSlides|slideLayouts|slideMasters)"):
        found += [f"{name}: {words}" for words in _disordered(root)]
        numbers = root.xpath("//*[local-name()='cNvPr']/@id")
        if len(numbers) != len(set(numbers)):
            found.append(f"{name}: two shapes of one number")
    return found


def _misplaced(presentation: Any) -> Iterator[str]:
    width, height = presentation.slide_width, presentation.slide_height
    for number, slide in enumerate(presentation.slides, 1):
        boxes = [(shape.name, shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
                 for shape in slide.shapes]  # fmt: skip
        for name, left, top, right, bottom in boxes:
            if min(left, top) < 0 or right > width + 1 or bottom > height + 1:
                yield f"slide {number}: {name} outside"
        for one, other in combinations(boxes, 2):
            across = min(one[3], other[3]) - max(one[1], other[1])
            down = min(one[4], other[4]) - max(one[2], other[2])
            if min(across, down) > Pt(TOUCH_POINTS):
                yield f"slide {number}: {one[0]} over {other[0]}"


def _sizes(root: Any) -> list[int]:
    return [int(size) for size in root.xpath("//@sz") if str(size).isdigit()]


def _without_font(root: Any) -> Iterator[str]:
    for run in root.iter(f"{DRAWING}r", f"{DRAWING}fld"):
        if run.find(f"{DRAWING}rPr/{DRAWING}ea") is None:
            yield run.findtext(f"{DRAWING}t")
    for default in root.iter(f"{CHARTS}txPr"):
        if not default.findall(f".//{DRAWING}ea"):
            yield "labels of a chart"


@cache
def _place(parent: str, child: str) -> int | None:
    order = ORDERS[parent]
    return order.index(child) if child in order else None


def _disordered(root: Any) -> Iterator[str]:
    for element in root.iter(etree.Element):
        parent = f"{element.prefix}:{etree.QName(element).localname}"
        if parent not in ORDERS:
            continue
        children = [etree.QName(child).localname for child in element]
        places = [_place(parent, child) for child in children]
        known = [place for place in places if place is not None]
        if None in places or known != sorted(known):
            yield f"{parent} holds {children}"
