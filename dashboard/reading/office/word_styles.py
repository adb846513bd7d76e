"""What the styles of a Word document say of its paragraphs: heading level, list, hidden or not."""

import re
from dataclasses import dataclass
from typing import Any

from dashboard.reading.office.markup import W, is_on, value_of

TITLE_NAMES = frozenset({"title", "标题"})
HEADING_NAME = re.compile(r"(?:heading|标题)\s?([1-9])")
CONTENTS_NAME = re.compile(r"(?:toc|目录|table of figures|图表目录)\s?\d?")
BODY_LEVEL = 9
"""The outline level of text that is no heading; headings have 0 to 8."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it has from those it is based on.

    ``level`` is None for no heading, 0 for the title, 1 for the outermost heading. ``number_id`` and ``list_level``
    are those of a list, as written. ``is_contents``: a table of contents is set in it.
    """

    level: int | None = None
    number_id: str | None = None
    list_level: int | None = None
    is_hidden: bool = False
    is_contents: bool = False


NO_STYLE = Style()


class Styles:
    """The styles of a document by id; ``element`` is the root of its styles part or None."""

    def __init__(self, element: Any | None) -> None:
        self._elements: dict[str, Any] = {}
        self._default: str | None = None
        self._made: dict[str, Style] = {}
        for style in element.iterchildren(W + "style") if element is not None else ():
            style_id = style.get(W + "styleId", "")
            self._elements[style_id] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
                self._default = style_id

    def of(self, style_id: str | None) -> Style:
        """Return the style of a paragraph or run that names ``style_id``; None names the default."""
        wanted = style_id if style_id is not None else self._default
        if wanted is None or wanted not in self._elements:
            return NO_STYLE
        if wanted not in self._made:
            chain: list[str] = []
            while wanted in self._elements and wanted not in self._made and wanted not in chain:
                chain.append(wanted)
                wanted = value_of(self._elements[wanted].find(W + "basedOn")) or ""
            base = self._made.get(wanted, NO_STYLE)
            for derived in reversed(chain):
                base = self._made[derived] = _style(self._elements[derived], base)
        return self._made[style_id if style_id is not None else self._default or ""]


def outline_level(properties: Any | None) -> int | None:
    """Return the outline level (0 to 9) that paragraph properties give, or None."""
    level = value_of(properties.find(W + "outlineLvl")) if properties is not None else None
    return int(level) if level and level.isdecimal() else None


def list_of(properties: Any | None) -> tuple[str | None, int | None]:
    """Return the list's number id and level that paragraph properties give, each None where they do not."""
    numbers = properties.find(W + "numPr") if properties is not None else None
    if numbers is None:
        return None, None
    level = value_of(numbers.find(W + "ilvl"))
    return value_of(numbers.find(W + "numId")), int(level) if level and level.isdecimal() else None


def _style(element: Any, base: Style) -> Style:
    name = (value_of(element.find(W + "name")) or "").strip().lower()
    properties, of_runs = element.find(W + "pPr"), element.find(W + "rPr")
    heading, own_level = HEADING_NAME.fullmatch(name), outline_level(properties)
    if name in TITLE_NAMES:
        level: int | None = 0
    elif own_level is not None:
        level = own_level + 1 if own_level < BODY_LEVEL else None
    else:
        level = int(heading[1]) if heading else base.level
    number_id, list_level = list_of(properties)
    hidden = of_runs.find(W + "vanish") if of_runs is not None else None
    return Style(
        level=level,
        number_id=number_id if number_id is not None else base.number_id,
        list_level=list_level if list_level is not None else base.list_level,
        is_hidden=is_on(hidden) if hidden is not None else base.is_hidden,
        is_contents=base.is_contents or bool(CONTENTS_NAME.fullmatch(name)),
    )
