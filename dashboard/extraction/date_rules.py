"""Festivals and founding days, with the patterns of time expressions made from them."""

import re
from functools import cached_property
from pathlib import Path

from dashboard.extraction.date_beginnings import beginning_pattern
from dashboard.extraction.date_patterns import anniversary_pattern, point_pattern
from dashboard.extraction.festivals import Festival, FoundingDays, load_festivals, load_founding_days
from dashboard.extraction.sentence_text import BETWEEN_SENTENCES, JoinedText


class DateRules:
    """Festivals and founding days with the patterns made from them. Patterns are compiled at first use."""

    def __init__(self, festivals: dict[str, Festival], founding_days: FoundingDays) -> None:
        self.festivals = festivals
        self.founding_days = founding_days

    @cached_property
    def points(self) -> re.Pattern[str]:
        return point_pattern(self.festivals)

    @cached_property
    def begins(self) -> re.Pattern[str]:
        return beginning_pattern(self.festivals)

    def beginnings(self, text: str) -> list[int]:
        """Return where a time expression may begin in a text, in order."""
        return [match.start() for match in self.begins.finditer(text)]

    def points_in(self, joined: JoinedText) -> dict[int, list[re.Match[str]]]:
        """Return the matches of the pattern of points, tried where one may begin, by the number of their sentence."""
        text, starts, match_at = joined.text, joined.starts, self.points.match
        found: dict[int, list[re.Match[str]]] = {}
        number, position, limit = -1, 0, 0
        for begin in self.beginnings(text):
            if begin < position:
                continue
            if begin >= limit:
                number = joined.number_at(begin)
                limit = starts[number + 1] - len(BETWEEN_SENTENCES)
            match = match_at(text, begin, limit)
            if match:
                position = match.end()
                found.setdefault(number, []).append(match)
        return found

    @cached_property
    def anniversaries(self) -> re.Pattern[str]:
        return anniversary_pattern(self.founding_days.pattern)


def load_date_rules(lexicon: Path) -> DateRules:
    """Return the date rules of a lexicon folder. Raises LexiconError with file and line."""
    return DateRules(load_festivals(lexicon / "festivals.csv"), load_founding_days(lexicon / "founding_days.csv"))
