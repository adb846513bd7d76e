"""Boxes on a slide and the shapes that fill them, as DrawingML."""

from dataclasses import dataclass

from dashboard.export.east_asian import attribute
from dashboard.export.slide_look import EMU_PER_POINT

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, from the slide's upper left corner, y downwards."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def part(self, *, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> "Box":
        """Return what is left when so much is taken off at each side."""
        return Box(self.left + left, self.top + top, self.width - left - right, self.height - top - bottom)

    def transform(self, tag: str = "a:xfrm") -> str:
        """Return the place as an element, in whole English Metric Units."""
        x, y = emu(self.left), emu(self.top)
        return (
            f'<{tag}><a:off x="{x}" y="{y}"/>'
            f'<a:ext cx="{max(emu(self.right) - x, 0)}" cy="{max(emu(self.bottom) - y, 0)}"/></{tag}>'
        )


def emu(points: float) -> int:
    """Return points as English Metric Units."""
    return round(points * EMU_PER_POINT)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place of a layout: its type (blank for content) and index, as ``p:ph`` names them."""

    kind: str
    index: int

    @property
    def xml(self) -> str:
        kind = f' type="{self.kind}"' if self.kind else ""
        index = f' idx="{self.index}"' if self.index else ""
        return f"<p:ph{kind}{index}/>"


class ShapeNumbers:
    """Numbers for the shapes of one slide; 1 is the slide's own."""

    def __init__(self) -> None:
        self._last = 1

    def next(self) -> int:
        self._last += 1
        return self._last


def text_shape(
    number: int, name: str, paragraphs: str, *, box: Box | None = None, placeholder: Placeholder | None = None,
    anchor: str = "", fill: str = "", wraps: bool = True,
) -> str:  # fmt: skip
    """Return a text box in ``box``, or the filled placeholder (then ``box`` only where it leaves the layout's place).

    ``anchor`` is t, ctr or b. A text box has no margins; its text keeps to one line unless it ``wraps``.
    """
    kind = f"<p:nvPr>{placeholder.xml}</p:nvPr>" if placeholder else "<p:nvPr/>"
    locks = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' if placeholder else '<p:cNvSpPr txBox="1"/>'
    place = box.transform() if box else ""
    shape = "" if placeholder else f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill or "<a:noFill/>"}'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{attribute(name)}"/>{locks}{kind}</p:nvSpPr>'
        f"<p:spPr>{place}{shape}</p:spPr>"
        f"<p:txBody>{_body(placeholder, anchor, wraps=wraps)}<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def _body(placeholder: Placeholder | None, anchor: str, *, wraps: bool) -> str:
    side = f' anchor="{anchor}"' if anchor else ""
    if placeholder:
        return f"<a:bodyPr{side}/>"
    wrap = "square" if wraps else "none"
    return f'<a:bodyPr wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0"{side}><a:noAutofit/></a:bodyPr>'


def graphic_frame(
    number: int, name: str, box: Box, uri: str, graphic: str, *, placeholder: Placeholder | None = None,
    description: str = "",
) -> str:  # fmt: skip
    """Return the frame of a chart or table, in a placeholder of the layout where one is given."""
    kind = f"<p:nvPr>{placeholder.xml}</p:nvPr>" if placeholder else "<p:nvPr/>"
    words = f' descr="{attribute(description)}"' if description else ""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{attribute(name)}"{words}/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{kind}</p:nvGraphicFramePr>'
        f'{box.transform("p:xfrm")}<a:graphic><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def group(number: int, name: str, box: Box, shapes: str, *, description: str = "") -> str:
    """Return the shapes as one group, which counts in the slide's own units."""
    x, y, width, height = emu(box.left), emu(box.top), emu(box.width), emu(box.height)
    words = f' descr="{attribute(description)}"' if description else ""
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="{attribute(name)}"{words}/><p:cNvGrpSpPr/><p:nvPr/>'
        f'</p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>'
        f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm></p:grpSpPr>{shapes}</p:grpSp>'
    )


def drawn_shape(
    number: int, name: str, box: Box, geometry: str, fill: str, line: str = "<a:ln><a:noFill/></a:ln>"
) -> str:
    """Return a shape without text; ``geometry`` is a preset such as ``rect``, ``diamond`` or ``ellipse``."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{attribute(name)}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{box.transform()}<a:prstGeom prst="{geometry}"><a:avLst/></a:prstGeom>{fill}{line}</p:spPr></p:sp>'
    )


def straight_line(number: int, name: str, box: Box, line: str, *, is_rising: bool = False) -> str:
    """Return a line from the box's upper left to its lower right corner (``is_rising``: lower left to upper right)."""
    place = box.transform()
    if is_rising:
        place = place.replace("<a:xfrm>", '<a:xfrm flipV="1">')
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="{attribute(name)}"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>'
        f'<p:spPr>{place}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line}</p:spPr></p:cxnSp>'
    )


def slide_xml(shapes: str) -> bytes:
    """Return the part of a slide that shows these shapes over its layout."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:sld {NAMESPACES}><p:cSld>{shape_tree(shapes)}'
        "</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    ).encode()


def shape_tree(shapes: str) -> str:
    """Return the shapes as the tree of a slide, layout, master or page of notes."""
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
        f"{shapes}</p:spTree>"
    )
