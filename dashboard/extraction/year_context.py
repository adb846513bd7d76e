"""Which year a date without one belongs to."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from dashboard.extraction.numerals import half_width
from dashboard.reading.document import Sentence

DATELINE_WITHIN: Final = 40
"""Characters from the beginning within which a full date is that of the report."""

_SPEAKS_OF_NOW: Final = re.compile("将(?!军|士|领|来)|即日起|预计|届时|目前|今[天日]|昨[天日]|拟(?![定人])")
_YEAR_IN_HEADING: Final = re.compile("(?<!\\d)((?:19|20)\\d\\d)年(?!代)")


class YearContext:
    """The year that stands for a missing one while a document is read from start to end.

    ``document`` is the plan year, ``now`` the year in which the document was written (what 今年 is); ``year`` is the
    one named last in this paragraph, else that of the section: a heading that names exactly one year, the year before
    the plan year under a review heading. ``written`` is the day of a report's dateline, ``month`` a day in the month
    spoken of last; None where unknown.
    """

    def __init__(self, sentences: Sequence[Sentence], document: int | None, now: int | None = None) -> None:
        self.document = document
        self.now = now or document
        self.year = document
        self._section_year = document
        self._years_of_heading = {
            s.ordinal: set(_YEAR_IN_HEADING.findall(half_width(s.text))) for s in sentences
            if s.part == "heading" and "年" in s.text
        }
        self._paragraph = -1
        self._only_until = False
        self.written: date | None = None
        self.month: date | None = None

    def enter(self, sentence: Sentence) -> None:
        """Begin a sentence.

        A new paragraph forgets what the one before it named, and so does a sentence that speaks of the present or
        the future after one about a past year.
        """
        new_paragraph = sentence.paragraph != self._paragraph
        if new_paragraph:
            self._paragraph = sentence.paragraph
            self._section_year = self._of_section(sentence)
        is_past = self.year is not None and self.document is not None and self.year < self.document
        if new_paragraph or self._only_until or (is_past and _SPEAKS_OF_NOW.search(sentence.text)):
            self.year = self._section_year
        self._only_until = False

    def named(self, year: int) -> None:
        """Take note of a year that the text names."""
        self.year = year
        self._only_until = False

    def dated(self, day: date, position: int) -> None:
        """Take note of a date; one near the beginning says when the document was written."""
        self.month = day
        if self.written is None and position <= DATELINE_WITHIN:
            self.written = day

    def only_until(self, year: int) -> None:
        """Take note that the year named last is a far deadline (到2025年底), which the next sentence has left."""
        self._only_until = self.year == year and self.document is not None and year > self.document

    def unnamed(self) -> None:
        """Forget what the text named so far; the section's year stands again."""
        self.year = self._section_year

    def _of_section(self, sentence: Sentence) -> int | None:
        for ordinal in reversed(sentence.headings):
            years = self._years_of_heading.get(ordinal, ())
            if len(years) > 1:
                break
            if years:
                return int(next(iter(years)))
        if sentence.section == "review" and self.document is not None:
            return self.document - 1
        return self.document
