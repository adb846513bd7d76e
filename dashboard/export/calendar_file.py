"""Milestones as a calendar (.ics): what is due on which day, with the sentence it comes from."""

import hashlib
import re
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
from icalendar import Calendar, Event

from dashboard.charts.quotes import document_names
from dashboard.charts.wording import as_date, is_missing, plan_year
from dashboard.export.cells import plain
from dashboard.tables.table_source import TableSource
from dashboard.tables.tables import Tables

PRODUCT = "-//街道展望//时间节点//ZH"
DOMAIN = "jiedao-outlook"
KIND_NAMES = {"deadline": "时限", "period": "时段", "start": "开始", "anniversary": "周年"}
WHOLE_YEAR = "年内"
RECURRING, NO_DAY = "只有频次，没有日期", "只有年份的周年"
"""Why a milestone has no day in a calendar."""

_NOT_IN_TEXT = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""Control characters, which RFC 5545 does not allow in a text (a line feed is escaped)."""

Record = Mapping[Hashable, Any]


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The calendar, how many events it holds, and how many milestones it leaves out, by the reason."""

    content: bytes
    events: int
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of an event, ``after`` the first that is no longer in it, and what its title says of them."""

    first: date
    after: date
    words: str = ""


def calendar_file(tables: TableSource, chosen: Tables) -> CalendarFile:
    """Return the milestones of ``chosen`` as all-day events; sentences are quoted from ``tables``.

    A deadline is its last day, and so is a promise that names only its year (年内); a period runs from its first day
    to its last; what has a beginning only is its first day (起). Left out and counted: a frequency, which names no
    day to repeat on, and an anniversary of which only the year is known. Nothing depends on the clock: events are
    stamped with the first day of the plan year. A calendar without events has no content.
    """
    stamp = datetime(plan_year(chosen) or 2000, 1, 1, tzinfo=UTC)
    quoted = _Quoted.of(chosen.milestones, tables)
    calendar = _empty_calendar(chosen.unit)
    left_out: Counter[str] = Counter()
    same_named: Counter[tuple[str, ...]] = Counter()
    for row in chosen.milestones.to_dict("records"):
        days = _days(row)
        if isinstance(days, str):
            left_out[days] += 1
            continue
        name = (str(row["document_id"]), str(row["street"]), str(row["label"]))
        same_named[name] += 1
        calendar.add_component(_event(row, days, quoted, stamp, _uid(*name, str(same_named[name]))))
    events = len(calendar.subcomponents)
    return CalendarFile(calendar.to_ical() if events else b"", events, dict(left_out))


def _empty_calendar(unit: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", f"{unit}时间节点")
    return calendar


def _days(row: Record) -> _Days | str:
    """Return the days of a milestone, or why it has none."""
    first, last = as_date(row["from_date"]), as_date(row["to_date"])
    one_day = timedelta(days=1)
    if row["kind"] == "anniversary" and row["whole_year"]:
        return NO_DAY
    if row["kind"] == "recurring" or (first is None and last is None):
        return RECURRING
    if last is None:
        assert first is not None
        return _Days(first, first + one_day, "起")
    if row["whole_year"]:
        return _Days(last, last + one_day, WHOLE_YEAR)
    spans = row["kind"] in ("period", "anniversary") and first is not None
    return _Days(first if spans and first else last, last + one_day)


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Sentences, documents and articles by their ids."""

    sentences: Mapping[str, Record]
    documents: Mapping[str, str]
    titles: Mapping[str, str]

    @classmethod
    def of(cls, milestones: pd.DataFrame, tables: TableSource) -> "_Quoted":
        wanted = tables.sentences_named(milestones["sentence_id"].unique())
        sentences = {row["sentence_id"]: row for row in wanted.to_dict("records")}
        titles = dict(zip(tables.articles["article_id"], tables.articles["title"], strict=True))
        return cls(sentences, document_names(tables, wanted["document_id"].unique()), titles)

    def description(self, row: Record) -> str:
        """Return the sentence, then its document and article, then the date as it is written there."""
        sentence = self.sentences[row["sentence_id"]]
        title = self.titles.get(sentence["article_id"])
        article = "" if is_missing(title) else f"，{title}"
        source = f"来源：{self.documents.get(row['document_id'], '')}{article}"
        return "\n".join([_clean(sentence["text"]), _clean(source), _clean(f"原文日期：{row['due']}")])


def _event(row: Record, days: _Days, quoted: _Quoted, stamp: datetime, uid: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", days.first)
    event.add("dtend", days.after)
    suffix = f"（{days.words}）" if days.words else ""
    event.add("summary", _clean(f"{row['street']}：{row['label']}{suffix}"))
    event.add("description", quoted.description(row))
    themes = plain(row["themes"])
    kind = WHOLE_YEAR if row["whole_year"] else KIND_NAMES[row["kind"]]
    event.add("categories", [kind, *map(_clean, themes if isinstance(themes, list) else [])])
    event.add("transp", "TRANSPARENT")  # a date to know of, not a day that is taken
    return event


def _uid(*parts: str) -> str:
    """Return the name of an event: the same in every export, also after its date was moved in the document."""
    return f"{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:32]}@{DOMAIN}"


def _clean(text: str) -> str:
    return _NOT_IN_TEXT.sub(" ", text)
