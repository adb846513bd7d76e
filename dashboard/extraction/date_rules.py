"""Festivals and founding days, with the patterns of time expressions made from them."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from dashboard.extraction.date_beginnings import beginning_pattern
from dashboard.extraction.date_patterns import anniversary_pattern, point_pattern
from dashboard.extraction.festivals import Festival, FoundingDays, load_festivals, load_founding_days


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

    def points_at(self, text: str, beginnings: Iterable[int]) -> Iterator[re.Match[str]]:
        """Return the matches of the pattern of points from left to right, tried at these places."""
        match_at, end = self.points.match, 0
        for position in beginnings:
            if position >= end and (match := match_at(text, position)):
                yield match
                end = match.end()

    @cached_property
    def anniversaries(self) -> re.Pattern[str]:
        return anniversary_pattern(self.founding_days.pattern)


def load_date_rules(lexicon: Path) -> DateRules:
    """Return the date rules of a lexicon folder. Raises LexiconError with file and line."""
    return DateRules(load_festivals(lexicon / "festivals.csv"), load_founding_days(lexicon / "founding_days.csv"))
