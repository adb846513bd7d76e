"""The time expressions of one sentence, read from left to right."""

import re
from dataclasses import replace
from datetime import date, timedelta

from dashboard.extraction.date_direction import compares, directed
from dashboard.extraction.date_joins import joined, other_days, same_day
from dashboard.extraction.date_mention import DateMention, Kind
from dashboard.extraction.date_patterns import ANNIVERSARY_ENDS
from dashboard.extraction.date_points import (
    Years,
    dated,
    day_of_month,
    decade,
    festival_day,
    named_year,
    near_month,
    plan_period,
    whole,
)
from dashboard.extraction.date_rules import DateRules
from dashboard.extraction.intervals import Interval, whole_year
from dashboard.extraction.recurrence import per_year
from dashboard.extraction.sentence_text import SentenceText
from dashboard.extraction.year_context import DATELINE_WITHIN, YearContext
from dashboard.reading.document import Sentence

_LIKELY = re.compile("[年月周季每日号节天旬Q]|十[一二三四五]五|\\d[-/.]\\d|逢|天天|岁[末尾初]")


_FESTIVE = re.compile("[”\"’]?(?:前|期间|当天|假期|长假|小长假|黄金周|节|之际|来临|到来)")
"""What follows a name that is a date only in such company."""


class SentenceDates:
    """Reads one sentence from left to right; what it names passes to the context."""

    def __init__(self, sentence: Sentence, context: YearContext, rules: DateRules) -> None:
        self.sentence, self.context, self.rules = sentence, context, rules
        self.words = SentenceText.of(sentence)
        self.text = self.words.text

    def read(self) -> list[DateMention]:
        if not (_LIKELY.search(self.text) or self.rules.festival_names.search(self.text)):
            return []
        points: list[DateMention] = []
        for match, is_anniversary in self._matches():
            if is_anniversary:
                points.append(self._anniversary(match))
            else:
                self._add(points, match)
        found = [directed(self.words, point) for point in points]
        for mention in found:
            if mention.names_year and mention.first is None and mention.last is not None:
                self.context.only_until(mention.last.year)
        return found

    def _matches(self) -> list[tuple[re.Match[str], bool]]:
        """Return the matches in order, with whether each is an anniversary; those win over dates inside them."""
        has_anniversary = ANNIVERSARY_ENDS.search(self.text)
        anniversaries = list(self.rules.anniversaries.finditer(self.text)) if has_anniversary else []
        points = [
            match for match in self.rules.points_in(self.text)
            if not any(match.start() < other.end() and other.start() < match.end() for other in anniversaries)
        ]
        matches = [(match, True) for match in anniversaries] + [(match, False) for match in points]
        return sorted(matches, key=lambda pair: pair[0].start())

    def _add(self, points: list[DateMention], match: re.Match[str]) -> None:
        mention = self._mention(match)
        if mention is None:
            return
        if points and (both := joined(self.words, points[-1], mention) or same_day(self.words, points[-1], mention)):
            points[-1] = both
        else:
            points.append(mention)
        self._pass_on(points[-1], match)
        points.extend(other_days(self.words, points[-1]))

    def _mention(self, match: re.Match[str]) -> DateMention | None:
        if match["recurring"]:
            return replace(
                self._make(match, "recurring", None, "", frequency=per_year(match)),
                is_bare=not match["recurring_detail"],
            )
        years = Years(self.context.document, self.context.year)
        if match["years"]:
            first, last = int(match["first_year"]), int(match["last_year"])
            if first >= last:
                return None
            return self._make(match, "date", whole_year(first, last), "period", names_year=True, is_range=True)
        if match["iso"]:
            return self._iso(match)
        if match["near_day"] or match["bare_day"] or match["near_month"]:
            return self._day_of_report(match)
        if match["decade"]:
            return self._make(match, "date", decade(match, years), "period", names_year=True)
        if match["plan"]:
            number = 10 + "一二三四五六七八九".index(match["plan_number"]) + 1
            return self._make(match, "date", plan_period(number, match["plan_part"] or ""), "period", names_year=True)
        if match["festival"]:
            return self._festival(match, years)
        if match["year_alone"]:
            year, _ = named_year(match, years, "alone_")
            if year is None and match["alone_year_name"] in ("同年", "当年"):
                return None
            return self._make(match, "date", whole_year(year) if year else None, "year", names_year=True, whole=True)
        if match["this_year"]:
            return self._make(match, "date", whole_year(years.context) if years.context else None, "year", whole=True)
        year, named = named_year(match, years)
        interval = dated(match, year, named)
        if interval is None and year is not None:
            return None
        is_range = bool(match["month_range"] or match["days"] or match["day_last"])
        return self._make(match, "date", interval, "", names_year=named, is_range=is_range)

    def _iso(self, match: re.Match[str]) -> DateMention | None:
        try:
            day = date(int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"]))
        except ValueError:
            return None
        mention = self._make(match, "date", Interval(day, day, "day"), "day", names_year=True)
        return replace(mention, is_dateline=mention.start <= DATELINE_WITHIN)

    def _day_of_report(self, match: re.Match[str]) -> DateMention | None:
        """昨天 and a bare 20日 are days only where the report says when it was written."""
        written = self.context.written
        if written is None:
            return None
        if match["near_month"]:
            interval: Interval | None = near_month(match["near_month"], match["near_month_part"], written)
        elif match["bare_day"]:
            interval = day_of_month(match["bare_day_number"], self.context.month or written)
        elif match["near_day_number"]:
            interval = day_of_month(match["near_day_number"], written)
        else:
            day = written - timedelta(days=1) if match["near_day"].startswith("昨") else written
            interval = Interval(day, day, "day")
        return self._make(match, "date", interval, "day") if interval else None

    def _festival(self, match: re.Match[str], years: Years) -> DateMention | None:
        festival = self.rules.festivals[match["festival_name"]]
        after = self.text[match.end():]
        bare = after.lstrip("”\"’」』")
        if any(bare.startswith(word) for word in festival.looks_alike):
            return None
        quoted = bool(match["quote"]) and match.group()[-1] in "”\"’」』"
        if festival.needs_context and not quoted and not _FESTIVE.match(after):
            return None
        year, named = named_year(match, years, "festival_")
        return self._make(match, "date", festival_day(match, festival, year), "day", names_year=named)

    def _make(self, match: re.Match[str], kind: Kind, interval: Interval | None, granularity: str, *,
              frequency: tuple[float, str] | None = None, names_year: bool = False, whole: bool = False,
              is_range: bool = False) -> DateMention:
        start, end = match.start() + self.sentence.start, match.end() + self.sentence.start
        number, unit = frequency if frequency else (None, granularity)
        return DateMention(
            self.sentence.sentence_id, start, end, self.words.written(start, end), kind,
            interval.first if interval else None, interval.last if interval else None,
            interval.granularity if interval else unit, number, names_year, whole, is_range,
        )

    def _pass_on(self, mention: DateMention, match: re.Match[str]) -> None:
        if mention.first and mention.granularity in ("day", "month", "tenday") and not match["bare_day"]:
            if mention.granularity == "day" and mention.names_year:
                self.context.dated(mention.first, mention.start)
            else:
                self.context.month = mention.first
        if not mention.names_year or mention.first is None or mention.last is None:
            return
        if compares(self.words, mention):
            return
        if mention.first.year == mention.last.year:
            self.context.named(mention.first.year)
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
