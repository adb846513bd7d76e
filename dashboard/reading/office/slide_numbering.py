"""Counts the numbered paragraphs of a text on a slide: numbers that PowerPoint shows and keeps out of the text."""

from types import MappingProxyType
from typing import Any

from dashboard.reading.office.markup import A
from dashboard.reading.office.numbering_formats import written_number

SCHEMES = MappingProxyType({
    "arabic": "decimal", "ea1Chs": "chineseCounting", "ea1Cht": "chineseCounting", "ea1JpnChs": "chineseCounting",
    "ea1JpnKor": "chineseCounting", "circleNum": "decimalEnclosedCircle", "romanUc": "upperRoman",
    "romanLc": "lowerRoman", "alphaUc": "upperLetter", "alphaLc": "lowerLetter", "arabicDb": "decimalFullWidth",
})  # fmt: skip
"""How a scheme of DrawingML begins (ea1ChsPeriod) → the format of its numbers."""

ENDINGS = (("Period", "", "."), ("ParenBoth", "（", "）"), ("ParenR", "", "）"), ("Plain", "", ""))
"""How a scheme ends → what stands before and after the number; a Chinese number with a point has 、."""

LEVELS = 9


class SlideNumbering:
    """The running numbers of one text; ask for each of its paragraphs in their order."""

    def __init__(self) -> None:
        self._counts: list[tuple[str, int] | None] = [None] * LEVELS

    def label(self, paragraph: Any) -> str:
        """Return the number of an ``a:p``, "" where it has none of its own; a paragraph without ends a list."""
        properties = paragraph.find(A + "pPr")
        level = _digits(properties.get("lvl") if properties is not None else None, 0) % LEVELS
        numbers = properties.find(A + "buAutoNum") if properties is not None else None
        self._counts[level + 1 :] = [None] * (LEVELS - level - 1)
        if numbers is None:
            self._counts[level] = None
            return ""
        scheme, first = numbers.get("type", ""), _digits(numbers.get("startAt"), 1)
        before = self._counts[level]
        number = before[1] + 1 if before and before[0] == scheme else first
        self._counts[level] = (scheme, number)
        return _written(number, scheme)


def _written(number: int, scheme: str) -> str:
    for ending, before, after in ENDINGS:
        if scheme.endswith(ending):
            number_format = SCHEMES.get(scheme.removesuffix(ending).removesuffix("Wd").removesuffix("Db"), "decimal")
            if after == "." and number_format == "chineseCounting":
                after = "、"
            return f"{before}{written_number(number, number_format)}{after}"
    number_format = next((found for start, found in SCHEMES.items() if scheme.startswith(start)), "decimal")
    return written_number(number, number_format)


def _digits(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise
