"""The short sentences that open a paragraph or a point and say what the rest of it is about."""

import re
from collections.abc import Container, Sequence
from typing import Final

from dashboard.reading.document import Sentence

POINT_CHARACTERS: Final = 24  # a longer point (一是…) says something itself and opens nothing
OPENER_CHARACTERS: Final = 10  # the same for a first sentence of a paragraph that is no numbered point (还有一老一小。)
NUMERAL: Final = "[一二三四五六七八九十]"
POINT: Final = re.compile(
    rf"(?=[\s第其(（0-9]|{NUMERAL})\s*({NUMERAL}+是|第{NUMERAL}+[个,，、]|其[一二三四五六]|[(（]?([0-9]|{NUMERAL})+[)）、.．])"
)


def find_openers(sentences: Sequence[Sentence], themed: Container[int]) -> dict[int, int]:
    """For a sentence's ordinal, the ordinal of the sentence that opens its paragraph or its point.

    Only a sentence that shows a theme, its ordinal among ``themed``, opens anything.
    """
    openers: dict[int, int] = {}
    opener: int | None = None
    paragraph: int | None = None
    for sentence in sentences:
        is_first, size = sentence.paragraph != paragraph, len(sentence.text)
        if size > POINT_CHARACTERS and (is_first or opener is None):
            opener, paragraph = None, sentence.paragraph  # it opens nothing, whether it is a point or not
            continue
        point = POINT.match(sentence.text) is not None
        if point or is_first:
            short = size <= (POINT_CHARACTERS if point else OPENER_CHARACTERS)
            opener = sentence.ordinal if short and sentence.ordinal in themed else None
            paragraph = sentence.paragraph
        elif opener is not None:
            openers[sentence.ordinal] = opener
    return openers
