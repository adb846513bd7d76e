"""Names and small questions about the XML of office files."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PRESENTATION = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

CONTAINERS = ("sdtContent", "customXml", "smartTag", "hyperlink", "ins", "moveTo", "fldSimple", "dir", "bdo")
TRANSPARENT = frozenset(
    [W + name for name in CONTAINERS] + [MC + name for name in ("AlternateContent", "Choice", "Fallback")]
)
"""Elements that are read as if their children stood in their place; ``w:sdt`` is one unless it is left out."""


def value_of(element: Any | None) -> str | None:
    """Return the ``w:val`` of an element, None for no element or value."""
    return None if element is None else element.get(W + "val")


def is_on(element: Any | None) -> bool:
    """Return whether a switch (``w:vanish``) is there and not set off."""
    return element is not None and element.get(W + "val", "1") not in ("0", "false", "off")


def keep_first_choices(root: Any) -> None:
    """Drop the second writing of what a document holds twice, for newer and for older programs (text boxes)."""
    for alternatives in list(root.iter(MC + "AlternateContent")):
        writings = [child for child in alternatives if child.tag in (MC + "Choice", MC + "Fallback")]
        for other in writings[1:]:
            alternatives.remove(other)


def outermost(element: Any, tag: str) -> Iterator[Any]:
    """Yield the elements of a name below ``element`` that are not within another of them."""
    walk = etree.iterwalk(element, events=("start",), tag=tag)
    for _, found in walk:
        yield found
        walk.skip_subtree()


def diagram_paragraphs(data: Any) -> Iterator[str]:
    """Yield the texts of a SmartArt drawing, from the root of its data part, in the order they were made."""
    for point in data.iter(DIAGRAM + "pt"):
        for paragraph in point.iter(A + "p"):
            yield "".join(paragraph.itertext(A + "t"))
