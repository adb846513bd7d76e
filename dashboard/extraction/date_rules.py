"""Festivals and founding days, with the patterns of time expressions made from them."""

import re
from functools import cached_property
from pathlib import Path

from dashboard.extraction.date_beginnings import beginning_pattern
from dashboard.extraction.date_patterns import LONGEST_EVENT_WORDS, anniversary_pattern, point_pattern
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
        """The pattern of the one character where a time expression may begin."""
        return beginning_pattern(self.festivals)

    @cached_property
    def anniversaries(self) -> re.Pattern[str]:
        return anniversary_pattern(self.founding_days.pattern)

    @cached_property
    def longest_anniversary(self) -> int:
        """How many characters of an anniversary may stand before the word that ends it (周年)."""
        return LONGEST_EVENT_WORDS + max(map(len, self.founding_days.days), default=0)


def load_date_rules(lexicon: Path) -> DateRules:
    """Return the date rules of a lexicon folder. Raises LexiconError with file and line."""
    return DateRules(load_festivals(lexicon / "festivals.csv"), load_founding_days(lexicon / "founding_days.csv"))
