"""The time expressions of one sentence, read from left to right."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from dashboard.extraction.date_direction import compares, direct
from dashboard.extraction.date_joins import join, other_days
from dashboard.extraction.date_mention import DateMention, Kind
from dashboard.extraction.date_points import (
    dated,
    day_of_month,
    decade,
    festival_day,
    named_year,
    near_month,
    part_of_century,
    plan_period,
    whole,
)
from dashboard.extraction.date_rules import DateRules
from dashboard.extraction.intervals import Interval, months, whole_year
from dashboard.extraction.recurrence import per_year
from dashboard.extraction.sentence_text import SentenceText
from dashboard.extraction.year_context import DATELINE_WITHIN, YearContext

_FESTIVE: Final = re.compile("[”\"’]?(?:前|期间|当天|假期|长假|小长假|黄金周|节|之际|来临|到来)")
"""What follows a name that is a date only in such company."""


class SentenceDates:
    """Reads one sentence from left to right; what it names passes to the context."""

    __slots__ = ("context", "offset", "rules", "text", "words")

    def __init__(self, words: SentenceText, context: YearContext, rules: DateRules) -> None:
        self.words, self.context, self.rules = words, context, rules
        self.text, self.offset = words.text, words.offset

    def read(self, matches: Sequence[re.Match[str]]) -> list[DateMention]:
        """Return the time expressions; ``matches`` are points and anniversaries of the sentence, in order."""
        points: list[DateMention] = []
        for match in matches:
            if match.re is self.rules.points:
                self._add(points, match)
            else:
                points.append(self._anniversary(match))
        for mention in points:
            direct(self.words, mention)
            if mention.names_year and mention.first is None and mention.last is not None:
                self.context.only_until(mention.last.year)
        return points

    def with_anniversaries(self, points: Sequence[re.Match[str]], first: int, last: int) -> list[re.Match[str]]:
        """Return points and anniversaries of the sentence in order; anniversaries win over dates inside them.

        Words that end an anniversary stand from ``first`` to ``last``; none begins far before the first.
        """
        begin = max(self.words.start, first - self.rules.longest_anniversary)
        anniversaries = list(self.rules.anniversaries.finditer(self.text, begin, last))
        outside = [
            match for match in points
            if not any(match.start() < other.end() and other.start() < match.end() for other in anniversaries)
        ]
        return sorted(anniversaries + outside, key=re.Match.start)

    def _add(self, points: list[DateMention], match: re.Match[str]) -> None:
        mention = self._mention(match)
        if mention is None:
            return
        if points and join(self.words, points[-1], mention):
            mention = points[-1]
        else:
            points.append(mention)
        self._pass_on(mention, match)
        if mention.granularity == "day" and mention.kind == "date":
            points.extend(other_days(self.words, mention))

    def _mention(self, match: re.Match[str]) -> DateMention | None:
        read = _READERS.get(match.lastgroup or "")
        return read(self, match) if read else self._in_year(match)

    def _in_year(self, match: re.Match[str]) -> DateMention | None:
        year, named = named_year(match, self.context.now, self.context.year)
        interval = dated(match, year, named)
        if interval is None and year is not None:
            return None
        mention = self._make(match, "date", interval, names_year=named)
        mention.is_range = match.lastgroup in ("month_range", "days") or bool(match["day_last"])
        return mention

    def _recurring(self, match: re.Match[str]) -> DateMention:
        number, granularity = per_year(match)
        mention = self._make(match, "recurring", None, granularity)
        mention.per_year, mention.is_bare = number, not match["recurring_detail"]
        return mention

    def _stretch_of_years(self, match: re.Match[str]) -> DateMention | None:
        first, last = int(match["first_year"]), int(match["last_year"])
        if first >= last:
            return None
        mention = self._make(match, "date", whole_year(first, last), names_year=True)
        mention.is_range = True
        return mention

    def _decade(self, match: re.Match[str]) -> DateMention:
        return self._make(match, "date", decade(match), names_year=True)

    def _part_of_century(self, match: re.Match[str]) -> DateMention:
        return self._make(match, "date", part_of_century(match), names_year=True)

    def _plan(self, match: re.Match[str]) -> DateMention:
        number = 10 + "一二三四五六七八九".index(match["plan_number"]) + 1
        return self._make(match, "date", plan_period(number, match["plan_part"] or ""), names_year=True)

    def _year_alone(self, match: re.Match[str]) -> DateMention | None:
        year, _ = named_year(match, self.context.now, self.context.year)
        if year is None and match["year_name"] in ("同年", "当年"):
            return None
        mention = self._make(match, "date", whole_year(year) if year else None, "year", names_year=True)
        mention.whole_year = True
        return mention

    def _this_year(self, match: re.Match[str]) -> DateMention:
        year = self.context.year
        mention = self._make(match, "date", whole_year(year) if year else None, "year")
        mention.whole_year = True
        return mention

    def _iso(self, match: re.Match[str]) -> DateMention | None:
        try:
            day = date(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
        except ValueError:
            return None
        mention = self._make(match, "date", Interval(day, day, "day"), names_year=True)
        mention.is_dateline = match.start() + self.offset <= DATELINE_WITHIN and self.words.sentence.row is None
        return mention

    def _month_in_figures(self, match: re.Match[str]) -> DateMention | None:
        """2021.03 is a month in a cell of a table; elsewhere it may be any number."""
        if self.words.sentence.row is None:
            return None
        year, month = int(match["cell_year"]), int(match["cell_month"])
        return self._make(match, "date", months(year, month, month), names_year=True)

    def _day_of_report(self, match: re.Match[str]) -> DateMention | None:
        """昨天 and a bare 20日 are days only where the report says when it was written."""
        written = self.context.written
        if written is None:
            return None
        if match.lastgroup == "near_month":
            interval: Interval | None = near_month(match.group(), match["near_month_part"], written)
        elif match.lastgroup == "bare_day":
            interval = day_of_month(match["bare_day_number"], self.context.month or written)
        elif match["near_day_number"]:
            interval = day_of_month(match["near_day_number"], written)
        else:
            day = written - timedelta(days=1) if match["near_name"].startswith("昨") else written
            interval = Interval(day, day, "day")
        return self._make(match, "date", interval) if interval else None

    def _festival(self, match: re.Match[str]) -> DateMention | None:
        festival = self.rules.festivals[match["festival_name"]]
        if festival.looks_alike and self._goes_on(match.end(), festival.looks_alike):
            return None
        quoted = bool(match["quote"]) and match.group()[-1] in "”\"’」』"
        if festival.needs_context and not quoted and not _FESTIVE.match(self.text, match.end()):
            return None
        year, named = named_year(match, self.context.now, self.context.year)
        return self._make(match, "date", festival_day(festival, year), "day", names_year=named)

    def _goes_on(self, position: int, words: tuple[str, ...]) -> bool:
        """Return whether one of these words follows, closing quotes left out."""
        return self.text[position:self.words.end].lstrip("”\"’」』").startswith(words)

    def _make(
        self, match: re.Match[str], kind: Kind, interval: Interval | None, granularity: str = "", *,
        names_year: bool = False,
    ) -> DateMention:
        """Return a match as a mention; ``granularity`` is that of one whose interval is unknown."""
        start, end = match.span()
        first, last, granularity = interval or (None, None, granularity)
        start, end = start + self.offset, end + self.offset
        return DateMention(
            self.words.sentence.sentence_id, start, end, self.words.written(start, end), kind, first, last,
            granularity, None, names_year,
        )

    def _pass_on(self, mention: DateMention, match: re.Match[str]) -> None:
        first, last = mention.first, mention.last
        if first is None:
            return
        if mention.granularity in ("day", "month", "tenday") and match.lastgroup != "bare_day":
            if mention.granularity == "day" and mention.names_year:
                self.context.dated(first, mention.start)
            else:
                self.context.month = first
        if not mention.names_year or last is None or compares(self.words, mention):
            return
        if first.year == last.year:
            self.context.named(first.year)
        else:  # a stretch of years names no single one
            self.context.unnamed()

    def _anniversary(self, match: re.Match[str]) -> DateMention:
        interval = self._anniversary_days(match["event"], whole(match["count"]))
        return self._make(match, "anniversary", interval, "year")

    def _anniversary_days(self, event: str, count: int) -> Interval | None:
        founded = self.rules.founding_days.of(event)
        if founded is not None:
            day = founded.replace(year=founded.year + count) if founded.year + count < 9999 else founded
            return Interval(day, day, "day")
        year = self.context.year
        return whole_year(year) if year else None


_READERS: Final[dict[str, Callable[[SentenceDates, re.Match[str]], DateMention | None]]] = {
    "recurring": SentenceDates._recurring, "years": SentenceDates._stretch_of_years, "iso": SentenceDates._iso,
    "cell": SentenceDates._month_in_figures,
    "near_day": SentenceDates._day_of_report, "bare_day": SentenceDates._day_of_report,
    "near_month": SentenceDates._day_of_report, "decade": SentenceDates._decade,
    "part_of_century": SentenceDates._part_of_century, "plan": SentenceDates._plan,
    "festival": SentenceDates._festival, "year_alone": SentenceDates._year_alone,
    "this_year": SentenceDates._this_year,
}
"""How each kind of expression is read; the others stand in a year."""
