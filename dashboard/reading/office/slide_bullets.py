"""Tells which paragraphs of a slide show a bullet: by themselves, or by the layout and master behind their shape."""

from collections.abc import Iterator
from typing import Any

from dashboard.reading.office.markup import PRESENTATION, A

NO_BULLET, BULLETS = A + "buNone", frozenset({A + "buChar", A + "buBlip"})
NUMBERED = A + "buAutoNum"
BULLET = "•"


def bullet_styles(shape: Any, slide: Any) -> list[Any]:
    """Return the list styles that stand behind the text of a shape, the nearest first."""
    styles = [shape.text_frame._txBody.find(A + "lstStyle")]
    if shape.is_placeholder:
        index = shape.placeholder_format.idx
        layout = slide.slide_layout
        behind = next((found for found in layout.placeholders if found.placeholder_format.idx == index), None)
        if behind is not None and behind.has_text_frame:
            styles.append(behind.text_frame._txBody.find(A + "lstStyle"))
        styles.append(layout.slide_master.element.find(f"{PRESENTATION}txStyles/{PRESENTATION}bodyStyle"))
    return [style for style in styles if style is not None]


def has_bullet(paragraph: Any, styles: list[Any]) -> bool:
    """Return whether an ``a:p`` shows a bullet; the nearest that says anything about it decides."""
    for properties in _properties(paragraph, styles):
        for child in properties:
            if child.tag in BULLETS:
                return True
            if child.tag in (NO_BULLET, NUMBERED):
                return False
    return False


def _properties(paragraph: Any, styles: list[Any]) -> Iterator[Any]:
    own = paragraph.find(A + "pPr")
    if own is not None:
        yield own
    level = own.get("lvl", "0") if own is not None else "0"
    name = f"{A}lvl{int(level) + 1 if level.isdecimal() else 1}pPr"
    for style in styles:
        found = style.find(name)
        if found is not None:
            yield found
