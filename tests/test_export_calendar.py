"""Milestones as a calendar, read back by icalendar: the days of each kind, its words, and what is left out."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from dashboard.export.calendar_file import NO_DAY, RECURRING, calendar_file
from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.store import load_tables
from dashboard.tables.tables import Selection, Tables
from tests.constructed_tables import HOSTILE, constructed_tables, tables_of

Days = tuple[str | None, str | None]


def tables_with(
    *milestones: dict[str, object], text: str = "我们将在5月底完成征询。", street: str = "甲街道"
) -> Tables:
    """Return tables of one article with one sentence, and these milestones of it."""
    where = {"sentence_id": "s1", "document_id": "d1", "street": street}
    usual = {
        **where, "label": "完成征询", "start": 4, "end": 7, "granularity": "month", "kind": "deadline", "themes": [],
        "due": "5月底", "whole_year": False, "commitment_id": "c1",
    }  # fmt: skip
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in SCHEMAS}
    rows["documents"] = [{"document_id": "d1", "path": "计划/工作计划.txt", "status": "ok", "articles": 1}]
    rows["articles"] = [{"article_id": "a1", "document_id": "d1", "street": street, "year": 2021, "title": "三件事"}]
    rows["sentences"] = [{**where, "article_id": "a1", "text": text, "part": "body", "start": 0, "end": len(text)}]
    rows["milestones"] = [
        {**usual, "milestone_id": f"m{number}", **one} for number, one in enumerate(milestones, 1)
    ]
    return tables_of(rows)


def events(tables: Tables, chosen: Tables | None = None) -> list[Event]:
    content = calendar_file(tables, chosen or tables).content
    return list(Calendar.from_ical(content).walk("VEVENT"))


def milestone(kind: str, first: date | None, last: date | None, **more: object) -> dict[str, object]:
    return {"kind": kind, "from_date": first, "to_date": last, **more}


@pytest.mark.parametrize(
    ("step", "days", "summary"),
    [
        (milestone("deadline", date(2021, 5, 21), date(2021, 5, 31)), ("20210531", "20210601"), "完成征询"),
        (milestone("deadline", None, date(2021, 12, 31)), ("20211231", "20220101"), "完成征询"),
        (milestone("deadline", date(2021, 2, 28), date(2021, 2, 28)), ("20210228", "20210301"), "完成征询"),
        (milestone("period", date(2021, 3, 1), date(2021, 5, 31)), ("20210301", "20210601"), "完成征询"),
        (milestone("period", date(2021, 1, 1), date(2021, 12, 31), whole_year=True), ("20211231", "20220101"),
         "完成征询（年内）"),
        (milestone("start", date(2021, 3, 1), None), ("20210301", "20210302"), "完成征询（起）"),
        (milestone("anniversary", date(2021, 7, 1), date(2021, 7, 1)), ("20210701", "20210702"), "完成征询"),
        (milestone("anniversary", date(2021, 7, 1), date(2021, 7, 3)), ("20210701", "20210704"), "完成征询"),
    ],
    ids=["deadline", "before", "one-day", "period", "whole-year", "start", "anniversary", "anniversary-days"],
)  # fmt: skip
def test_an_event_has_the_days_of_its_kind(step: dict[str, object], days: Days, summary: str) -> None:
    content = calendar_file(tables_with(step), tables_with(step)).content.decode()
    (event,) = events(tables_with(step))
    assert f"DTSTART;VALUE=DATE:{days[0]}\r\n" in content
    assert f"DTEND;VALUE=DATE:{days[1]}\r\n" in content
    assert event["SUMMARY"] == f"甲街道：{summary}"


def test_what_has_no_day_is_left_out_and_counted() -> None:
    tables = tables_with(
        milestone("recurring", None, None), milestone("recurring", None, None, label="每周开展"),
        milestone("anniversary", date(2021, 1, 1), date(2021, 12, 31), whole_year=True),
        milestone("deadline", None, date(2021, 5, 31)),
    )  # fmt: skip
    made = calendar_file(tables, tables)
    assert made.events == 1
    assert made.left_out == {RECURRING: 2, NO_DAY: 1}


def test_a_calendar_without_events_has_no_content() -> None:
    tables = tables_with(milestone("recurring", None, None))
    assert calendar_file(tables, tables).content == b""


def test_the_description_quotes_the_sentence_with_document_and_article() -> None:
    (event,) = events(tables_with(milestone("deadline", None, date(2021, 5, 31), themes=["旧改住房", "为老服务"])))
    assert event["DESCRIPTION"] == "我们将在5月底完成征询。\n来源：《工作计划》，三件事\n原文日期：5月底"
    assert event["CATEGORIES"].cats == ["时限", "旧改住房", "为老服务"]


def test_no_event_takes_the_day_or_depends_on_the_clock() -> None:
    (event,) = events(tables_with(milestone("deadline", None, date(2021, 5, 31))))
    assert event["TRANSP"] == "TRANSPARENT"
    assert event["DTSTAMP"].dt == datetime(2021, 1, 1, tzinfo=UTC)


def test_text_from_documents_stays_text() -> None:
    label = "甲,乙;丙\\n丁\nEND:VEVENT\r\nX:1\x00\u2028" + HOSTILE
    tables = tables_with(milestone("deadline", None, date(2021, 5, 31), label=label), text=f"一\rBEGIN:VALARM{label}")
    (event,) = events(tables)
    assert event["SUMMARY"] == "甲街道：甲,乙;丙\\n丁\nEND:VEVENT \nX:1  " + HOSTILE
    assert event["DESCRIPTION"].startswith("一 BEGIN:VALARM甲,乙;丙")
    assert not list(Calendar.from_ical(calendar_file(tables, tables).content).walk("VALARM"))


def test_long_lines_are_folded_and_end_as_the_standard_has_it() -> None:
    tables = tables_with(milestone("deadline", None, date(2021, 5, 31)), text="很长的句子，" * 100)
    content = calendar_file(tables, tables).content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
    assert events(tables)[0]["DESCRIPTION"].startswith("很长的句子，" * 100)


def test_an_event_keeps_its_name_when_its_date_moves_or_other_events_come_before_it() -> None:
    may, june = milestone("deadline", None, date(2021, 5, 31)), milestone("deadline", None, date(2021, 6, 30))
    other = milestone("deadline", None, date(2021, 1, 31), label="启动")
    name = events(tables_with(may))[0]["UID"]
    assert events(tables_with(june))[0]["UID"] == name
    assert events(tables_with(other, may))[1]["UID"] == name
    assert events(tables_with(may, street="乙街道"))[0]["UID"] != name


def test_every_event_has_a_name_of_its_own() -> None:
    same = [milestone("deadline", None, date(2021, month, 28)) for month in (1, 2, 3)]
    names = [event["UID"] for event in events(tables_with(*same))]
    assert len(set(names)) == 3
    many = [event["UID"] for event in events(constructed_tables(107))]
    assert len(set(many)) == len(many) > 100


def test_what_is_chosen_is_what_it_holds_under_the_same_names() -> None:
    tables = constructed_tables(3)
    street = tables.articles["street"].iloc[1]
    some = events(tables, tables.select(Selection((street,))))
    assert {event["SUMMARY"].split("：")[0] for event in some} == {street}
    assert {event["UID"] for event in some} < {event["UID"] for event in events(tables)}


def test_the_same_input_gives_the_same_bytes() -> None:
    one, other = constructed_tables(3), constructed_tables(3)
    assert calendar_file(one, one).content == calendar_file(other, other).content


def test_the_seed_s_deadlines_are_in_its_calendar(seed_data: Path) -> None:
    tables = load_tables(seed_data)
    found = {(event["SUMMARY"], event["DTSTART"].dt, event["DTEND"].dt) for event in events(tables)}
    assert ("打浦桥街道：完成第一轮征询", date(2021, 1, 31), date(2021, 2, 1)) in found
    assert ("打浦桥街道：完成第二轮征询", date(2021, 5, 31), date(2021, 6, 1)) in found
    assert ("打浦桥街道：完成全部征询工作", date(2021, 6, 30), date(2021, 7, 1)) in found
    assert ("曹杨新村街道：建党100周年", date(2021, 7, 1), date(2021, 7, 2)) in found
    made = calendar_file(tables, tables)
    assert made.events + sum(made.left_out.values()) == len(tables.milestones)
