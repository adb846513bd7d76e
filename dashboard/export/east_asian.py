"""Text in DrawingML: runs that name a Latin and an East-Asian font, and nothing that XML forbids.

An office program picks the font of a Chinese character by ``a:ea`` and of a digit by ``a:latin``; a run that names
only one of them is drawn in whatever the machine falls back to.
"""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

DEFAULT_FONT = "微软雅黑"
HUNDREDTHS = 100
"""DrawingML counts sizes of text and distances of lines in hundredths of a point."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("[\t\r\n\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Fonts:
    """The typefaces of Latin and of East-Asian text, by name or as a theme's (``+mn-ea``)."""

    latin: str
    east_asian: str

    @property
    def xml(self) -> str:
        """The two elements, in the order that DrawingML wants."""
        return f'<a:latin typeface="{attribute(self.latin)}"/><a:ea typeface="{attribute(self.east_asian)}"/>'


THEME_BODY, THEME_HEADING = Fonts("+mn-lt", "+mn-ea"), Fonts("+mj-lt", "+mj-ea")
"""What the theme of a master names for body and headings."""


def plain(text: object) -> str:
    """Return the text in one line, without the control characters that XML forbids."""
    return _FORBIDDEN.sub("", _LINE_ENDS.sub(" ", str(text)))


def xml_text(text: object) -> str:
    """Return the text as content of an element."""
    return escape(plain(text))


def attribute(text: object) -> str:
    """Return the text as value of an attribute in double quotes."""
    return escape(plain(text), {'"': "&quot;"})


def text_properties(
    fonts: Fonts, fill: str = "", size: float | None = None, *, is_bold: bool | None = None, tag: str = "a:rPr"
) -> str:
    """Return the properties of a run (or, by ``tag``, the default of a paragraph or list level).

    ``fill`` is a fill element, ``size`` is in points; what is left away is inherited.
    """
    language = "" if tag == "a:defRPr" else ' lang="zh-CN" altLang="en-US"'
    points = "" if size is None else f' sz="{round(size * HUNDREDTHS)}"'
    weight = "" if is_bold is None else f' b="{int(is_bold)}"'
    return f"<{tag}{language}{points}{weight}>{fill}{fonts.xml}</{tag}>"


def run(text: object, properties: str) -> str:
    """Return a run with these properties."""
    return f"<a:r>{properties}<a:t>{xml_text(text)}</a:t></a:r>"


def paragraph(runs: str, *, align: str = "", line_points: float | None = None, before: float = 0, end: str = "") -> str:
    """Return a paragraph; ``align`` is l, ctr or r, ``line_points`` an exact distance of its lines.

    ``before`` is the room above it in points, ``end`` the properties of an empty paragraph's end.
    """
    spacing = "" if line_points is None else _spacing("lnSpc", line_points)
    spacing += _spacing("spcBef", before) if before else ""
    side = f' algn="{align}"' if align else ""
    return f"<a:p><a:pPr{side}>{spacing}</a:pPr>{runs}{end}</a:p>"


def _spacing(tag: str, points: float) -> str:
    return f'<a:{tag}><a:spcPts val="{round(points * HUNDREDTHS)}"/></a:{tag}>'
