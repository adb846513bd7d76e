"""Time expressions of a document: dates, frequencies and anniversaries with their values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Literal

from dashboard.extraction.date_patterns import AFTER_POINT, BEFORE, BETWEEN, anniversary_pattern, point_pattern
from dashboard.extraction.date_points import Years, dated, day_of_month, decade, festival_day, named_year, plan_period, whole
from dashboard.extraction.festivals import Festival, FoundingDays, load_festivals, load_founding_days
from dashboard.extraction.intervals import Interval, whole_year
from dashboard.extraction.numerals import half_width
from dashboard.extraction.recurrence import per_year
from dashboard.extraction.year_context import YearContext
from dashboard.reading.document import Sentence

Kind = Literal["date", "recurring", "anniversary"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression in a sentence; offsets count characters of the document.

    A null first or last day is open on that side (``recurring`` has neither). ``per_year`` is the frequency of a
    recurring one. ``names_year`` says that the expression itself names its year, ``whole_year`` that it is nothing
    but a year, ``is_range`` that it joins two points, ``comparison`` that it only serves to compare (比2020年) and
    ``is_bare`` that a frequency names no day or hour.
    """

    sentence_id: str
    start: int
    end: int
    text: str
    kind: Kind
    first: date | None
    last: date | None
    granularity: str
    per_year: float | None = None
    names_year: bool = False
    whole_year: bool = False
    is_range: bool = False
    comparison: bool = False
    is_bare: bool = False


class DateRules:
    """Festivals and founding days with the patterns made from them. Patterns are compiled at first use."""

    def __init__(self, festivals: dict[str, Festival], founding_days: FoundingDays) -> None:
        self.festivals = festivals
        self.founding_days = founding_days

    @cached_property
    def points(self) -> re.Pattern[str]:
        return point_pattern(self.festivals)

    @cached_property
    def festival_names(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self.festivals)))

    @cached_property
    def begins(self) -> re.Pattern[str]:
        """Any character a time expression begins with; the costly pattern is tried only there."""
        festivals = "".join(sorted({name[0] for name in self.festivals}))
        return re.compile(f"[0-9〇○零一二三四五六七八九十廿今昨去明前后本上下同当次翌来每逢月周天年逐按半岁第全年“\"‘「『{festivals}]")

    def points_in(self, text: str) -> Iterator[re.Match[str]]:
        """Return the matches of the pattern of points from left to right."""
        begins = self.begins.search(text)
        while begins:
            match = self.points.match(text, begins.start())
            if match:
                yield match
            begins = self.begins.search(text, match.end() if match else begins.end())

    @cached_property
    def anniversaries(self) -> re.Pattern[str]:
        return anniversary_pattern(self.founding_days.pattern)


def load_date_rules(lexicon: Path) -> DateRules:
    """Return the date rules of a lexicon folder. Raises LexiconError with file and line."""
    return DateRules(load_festivals(lexicon / "festivals.csv"), load_founding_days(lexicon / "founding_days.csv"))


def find_dates(sentences: Sequence[Sentence], plan_year: int | None, rules: DateRules) -> list[DateMention]:
    """Return the time expressions of a document's sentences, in their order.

    A missing year is the nearest year named before it in the sentence, then in the paragraph, then that of the
    section, then the plan year; where none is known both days stay null.
    """
    context = YearContext(sentences, plan_year)
    found: list[DateMention] = []
    for sentence in sentences:
        context.enter(sentence)
        found += _SentenceReader(sentence, context, rules).read()
    return found


_LIKELY = re.compile("[年月周季每日号节天]|十[一二三四五]五|\\d[-/.]\\d|逢|天天|岁[末尾初]")
_COMPARED = re.compile("(?:比|较|相比|相较于?|对比|同比|超过|为|是|占)$")
_COMPARED_WITH = re.compile("(?:与|同|和|跟)$")
_COMPARISON_AFTER = re.compile("^(?:相比|比|持平|相当)|^的?(?:\\d|[一二三四五六七八九十两])+(?:\\.\\d+)?倍|^(?:同期|增加|增长|多|提高|下降|减少|少)")
_OTHER_DAY = re.compile("(?P<gap>[、和及与,，])(?P<day>[12]\\d|3[01]|[1-9])[日号](?!线|楼|院|门|弄)")


class _SentenceReader:
    """Reads one sentence from left to right; what it names passes to the context."""

    def __init__(self, sentence: Sentence, context: YearContext, rules: DateRules) -> None:
        self.sentence, self.context, self.rules = sentence, context, rules
        self.text = half_width(sentence.text)

    def read(self) -> list[DateMention]:
        if not (_LIKELY.search(self.text) or self.rules.festival_names.search(self.text)):
            return []
        points: list[DateMention] = []
        for match, is_anniversary in self._matches():
            if is_anniversary:
                points.append(self._anniversary(match))
            else:
                self._add(points, match)
        directed = [self._direct(point) for point in points]
        for mention in directed:
            if mention.names_year and mention.first is None and mention.last is not None:
                self.context.only_until(mention.last.year)
        return directed

    def _matches(self) -> list[tuple[re.Match[str], bool]]:
        """Return the matches in order, with whether each is an anniversary; those win over dates inside them."""
        anniversaries = list(self.rules.anniversaries.finditer(self.text)) if "年" in self.text else []
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
        if points and (joined := self._join(points[-1], mention) or self._same_day(points[-1], mention)):
            points[-1] = joined
        else:
            points.append(mention)
        self._pass_on(points[-1], match)
        self._add_other_days(points)

    def _mention(self, match: re.Match[str]) -> DateMention | None:
        if match["recurring"]:
            return replace(
                self._make(match, "recurring", None, "", frequency=per_year(match)),
                is_bare=not match["recurring_detail"],
            )
        years = Years(self.context.document, self.context.year)
        if match["years"]:
            first, last = int(match["first_year"]), int(match["last_year"])
            return self._make(match, "date", whole_year(first, last), "period", names_year=True, is_range=True) if first < last else None
        if match["iso"]:
            return self._iso(match)
        if match["near_day"] or match["bare_day"]:
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
        return self._make(match, "date", Interval(day, day, "day"), "day", names_year=True)

    def _day_of_report(self, match: re.Match[str]) -> DateMention | None:
        """昨天 and a bare 20日 are days only where the report says when it was written."""
        written = self.context.written
        if written is None:
            return None
        if match["bare_day"]:
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
        quoted = bool(match["quote"]) and bare != after
        if festival.needs_context and not quoted and not re.match("[”\"’]?(?:前|期间|当天|假期|长假|小长假|黄金周|妇女节|节|建军节|青年节|之际)", after):
            return None
        year, named = named_year(match, years, "festival_")
        return self._make(match, "date", festival_day(match, festival, year), "day", names_year=named)

    def _make(self, match: re.Match[str], kind: Kind, interval: Interval | None, granularity: str, *,
              frequency: tuple[float, str] | None = None, names_year: bool = False, whole: bool = False,
              is_range: bool = False) -> DateMention:
        start, end = match.start() + self.sentence.start, match.end() + self.sentence.start
        number, unit = frequency if frequency else (None, granularity)
        return DateMention(
            self.sentence.sentence_id, start, end, self._slice(start, end), kind,
            interval.first if interval else None, interval.last if interval else None,
            interval.granularity if interval else unit, number, names_year, whole, is_range,
        )

    def _slice(self, start: int, end: int) -> str:
        return self.sentence.text[start - self.sentence.start:end - self.sentence.start]

    def _join(self, left: DateMention, right: DateMention) -> DateMention | None:
        """Two dates with 至 or a dash between them are one range; the second leans on the year of the first."""
        between = self.text[left.end - self.sentence.start:right.start - self.sentence.start]
        if not (left.kind == right.kind == "date") or not BETWEEN.match(between) or left.is_range:
            return None
        if left.first is None or left.last is None or right.last is None or right.first is None:
            return None
        last = right.last
        if last < left.first and not right.names_year:
            last = _next_year(last)
        if last < left.first:
            return None
        granularity = "day" if left.granularity == right.granularity == "day" else "period"
        return replace(left, end=right.end, text=self._slice(left.start, right.end), last=last,
                       granularity=granularity, is_range=True, whole_year=False)

    def _same_day(self, left: DateMention, right: DateMention) -> DateMention | None:
        """“八一”建军节 names one day twice."""
        between = self.text[left.end - self.sentence.start:right.start - self.sentence.start]
        if between not in ("", "”", "\"") or left.kind != "date" or left.first != right.first or left.last != right.last:
            return None
        if left.first is None or left.granularity != "day":
            return None
        return replace(left, end=right.end, text=self._slice(left.start, right.end))

    def _add_other_days(self, points: list[DateMention]) -> None:
        """5月1日、3日: a day without its month leans on the date right before it."""
        while True:
            last = points[-1]
            match = _OTHER_DAY.match(self.text, last.end - self.sentence.start)
            if last.granularity != "day" or last.kind != "date" or last.last is None or not match:
                return
            try:
                day = last.last.replace(day=int(match["day"]))
            except ValueError:
                return
            start = match.start("day") + self.sentence.start
            end = match.end() + self.sentence.start
            points.append(DateMention(last.sentence_id, start, end, self._slice(start, end), "date", day, day, "day"))

    def _pass_on(self, mention: DateMention, match: re.Match[str]) -> None:
        if mention.first and mention.granularity in ("day", "month", "tenday") and not match["bare_day"]:
            if mention.granularity == "day" and mention.names_year:
                self.context.dated(mention.first, mention.start)
            else:
                self.context.month = mention.first
        if not mention.names_year or mention.first is None or mention.last is None:
            return
        if self._compares(mention):
            return
        if mention.first.year == mention.last.year:
            self.context.named(mention.first.year)
        else:  # a stretch of years names no single one
            self.context.unnamed()

    def _compares(self, mention: DateMention) -> bool:
        """A year named only for comparison (与2020年相比, 是2020年的1.5倍) says nothing of what follows."""
        before = self.text[:mention.start - self.sentence.start]
        after = self.text[mention.end - self.sentence.start:]
        if re.search("(?:比|较|相较于?|对比|同比)$", before):
            return True
        return bool(_COMPARISON_AFTER.match(after)) and bool(_COMPARED.search(before) or _COMPARED_WITH.search(before))

    def _direct(self, mention: DateMention) -> DateMention:
        """Return the expression with the particles that give its direction, and its value by them."""
        comparison = self._compares(mention)
        if mention.kind != "date":
            return mention
        offset = self.sentence.start
        before = BEFORE.search(self.text, max(0, mention.start - offset - 4), mention.start - offset)
        after = AFTER_POINT.match(self.text, mention.end - offset)
        start, end = mention.start, mention.end
        first, last = mention.first, mention.last
        direction = after.lastgroup if after else None
        if after:
            end += len(after.group())
        if direction == "start":
            last = None
        elif direction == "before" and not mention.is_range:
            first, last = None, _last_day_before(mention)
        elif direction == "within":
            first = None
        elif direction == "later":
            first, last = (last + timedelta(days=1) if last else None), None
        if before and direction not in ("before", "within", "later"):
            if before["since"] and (direction == "start" or before["since"] != "从"):
                start, last = start - len(before.group()), None
            elif before["since"] and mention.is_range:
                start -= len(before.group())
            elif before["until"] and direction is None and not mention.is_range:
                start -= len(before.group())
                first = None
        elif before and before["until"] and direction in ("before", "within"):
            start -= len(before.group())
        directed = direction in ("start", "before", "within", "later") or (first, last) != (mention.first, mention.last)
        return replace(mention, start=start, end=end, text=self._slice(start, end), first=first, last=last,
                       whole_year=mention.whole_year and not directed, comparison=comparison)

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


def _last_day_before(mention: DateMention) -> date | None:
    """6月30日前 includes the day, 月底前 the end of the month; 3月前 and 春节前 end the day before."""
    if mention.first is None or mention.last is None:
        return None
    named = mention.text.rstrip("”\"’」』")
    is_festival = mention.granularity == "day" and not re.search("[日号\\d分时点]$|午$|晚$", named)
    if re.search("[底末终]$", named) or (mention.granularity == "day" and not is_festival):
        return mention.last
    return mention.first - timedelta(days=1)


def _next_year(day: date) -> date:
    return date(day.year + 1, day.month, min(day.day, 28) if day.month == 2 else day.day)
