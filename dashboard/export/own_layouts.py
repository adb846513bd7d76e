"""What stands on our own master and its three layouts: cover, chart, and title alone, in points of a 16:9 slide."""

from dataclasses import dataclass

from dashboard.export.east_asian import run, text_properties
from dashboard.export.slide_look import SlideLook
from dashboard.export.slide_shapes import Box, Placeholder, drawn_shape, straight_line

WIDTH_POINTS, HEIGHT_POINTS = 960, 540
LEFT_POINTS, WIDE_POINTS = 36, 888
TITLE_KIND, COVER_KIND, SUBTITLE_KIND, BODY_KIND, FOOTER_KIND, NUMBER_KIND = (
    "title", "ctrTitle", "subTitle", "body", "ftr", "sldNum",
)  # fmt: skip
NUMBER_FIELD = "{6F0C2F6B-3B0C-4E0A-9D5D-0B6B1E3B2A10}"
RULE = Box(LEFT_POINTS, 493, WIDE_POINTS, 0)
COVER_BAR = Box(72, 118, 6, 304)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A placeholder of a layout: its name, where it stands, size and distance of lines in points, and its example.

    ``colour`` names one of the style's; ``anchor`` is t, ctr or b, ``align`` l or r.
    """

    name: str
    kind: str
    box: Box
    size: float
    line: float
    colour: str = "quiet_ink"
    words: str = ""
    anchor: str = "t"
    align: str = "l"
    is_bold: bool | None = None


TITLE = OwnPlace(
    "标题", TITLE_KIND, Box(LEFT_POINTS, 16, WIDE_POINTS, 72), 28, 35, "ink", "标题：图上看到的事实", "b", is_bold=True
)
SUBTITLE = OwnPlace("副标题", BODY_KIND, Box(LEFT_POINTS, 90, WIDE_POINTS, 40), 14, 19, words="口径、范围、年份")
CONTENT = OwnPlace("内容", "", Box(LEFT_POINTS, 138, WIDE_POINTS, 352), 18, 26, "ink", "图、表或文字")
SOURCE = OwnPlace("来源", FOOTER_KIND, Box(LEFT_POINTS, 496, 820, 38), 14, 19)
NUMBER = OwnPlace("页码", NUMBER_KIND, Box(864, 496, 60, 38), 14, 19, align="r")
COVER_NAME = OwnPlace("名称", BODY_KIND, Box(102, 112, 780, 36), 20, 28, "accent", "名称", is_bold=True)
COVER_TITLE = OwnPlace(
    "标题", COVER_KIND, Box(102, 156, 780, 150), 40, 50, "ink", "一句话总结", "ctr", is_bold=True
)  # fmt: skip
COVER_WORDS = OwnPlace("说明", SUBTITLE_KIND, Box(102, 322, 780, 104), 20, 32, words="街道、篇数、字数、年份")


def master_shapes(look: SlideLook) -> str:
    """Return the placeholders that those of the layouts go back to."""
    body = OwnPlace("内容", BODY_KIND, CONTENT.box, CONTENT.size, CONTENT.line, "ink", "内容")
    places = ((TITLE, 0), (body, 1), (SOURCE, 3), (NUMBER, 4))
    return "".join(_place(number, index, one, look) for number, (one, index) in enumerate(places, 2))


def cover_shapes(look: SlideLook) -> str:
    """Return the layout of a cover: a name, the sentence that sums up, and what it covers."""
    places = ((COVER_NAME, 13), (COVER_TITLE, 0), (COVER_WORDS, 1))
    bar = drawn_shape(2, "色条", COVER_BAR, "rect", look.fill(look.style.accent))
    return bar + "".join(_place(number, index, one, look) for number, (one, index) in enumerate(places, 3))


def title_shapes(look: SlideLook) -> str:
    """Return the layout with a title, a source line and the number of the slide."""
    places = ((TITLE, 0), (SOURCE, 11), (NUMBER, 12))
    rule = straight_line(2, "底线", RULE, look.line(look.style.line, 1))
    return rule + "".join(_place(number, index, one, look) for number, (one, index) in enumerate(places, 3))


def chart_shapes(look: SlideLook) -> str:
    """Return the layout that has room for a subtitle and a chart as well."""
    return title_shapes(look) + _place(6, 13, SUBTITLE, look) + _place(7, 1, CONTENT, look)


def exact_lines(points: float) -> str:
    """Return an exact distance of lines as an element."""
    return f'<a:lnSpc><a:spcPts val="{round(points * 100)}"/></a:lnSpc>'


def _place(number: int, index: int, place: OwnPlace, look: SlideLook) -> str:
    """Return a placeholder, without margins."""
    colour, is_heading = getattr(look.style, place.colour), place.kind in (TITLE_KIND, COVER_KIND)
    properties = look.text(place.size, colour, is_bold=place.is_bold, is_heading=is_heading, tag="a:defRPr")
    level = (
        f'<a:lvl1pPr marL="0" indent="0" algn="{place.align}">{exact_lines(place.line)}'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>{properties}</a:lvl1pPr>'
    )
    text = run(place.words, text_properties(look.body))
    if place.kind == NUMBER_KIND:
        text = f'<a:fld id="{NUMBER_FIELD}" type="slidenum">{text_properties(look.body)}<a:t>‹#›</a:t></a:fld>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{place.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr>{Placeholder(place.kind, index).xml}</p:nvPr></p:nvSpPr><p:spPr>{place.box.transform()}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr vert="horz" lIns="0" tIns="0" '
        f'rIns="0" bIns="0" rtlCol="0" anchor="{place.anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{level}</a:lstStyle><a:p>{text}</a:p></p:txBody></p:sp>"
    )
