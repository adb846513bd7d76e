"""Files made to harm a reader are read or named, in time, and never anything else."""

import zlib
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.reading.document import Source
from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.formats import read_text
from dashboard.reading.isolated import read_isolated
from dashboard.reading.limits import LIMITS, Limits
from tests import web_pages
from tests.fuzzing import examples

SECONDS = 10.0
"""Far above what any of them takes, far below what a blow-up takes."""

BODIES = {
    "nested divs": "<div>" * 100_000 + "字",
    "nested tables": "<table><tr><td>" * 30_000 + "字",
    "nested lists": "<ul><li>" * 50_000 + "字",
    "nested fonts": "<font>" * 100_000 + "字",
    "open paragraphs": "<p>字" * 100_000,
    "open links": "<a href=x>字" * 50_000,
    "many list items": "<ol>" + "<li>字" * 50_000,
    "an attribute": "<p title='" + "x" * 5_000_000 + "'>字",
    "attributes": "<p " + "a=1 " * 200_000 + ">字",
    "classes": "<p class='" + "nav " * 200_000 + "'>字",
    "entities": "&amp;" * 500_000,
    "open comments": "<!--" * 250_000 + "字",
    "brackets": "<" * 500_000 + "字",
    "broad cells": "<table><tr>" + "<td colspan=999999 rowspan=999999>字" * 2_000 + "</table>",
    "declared entities": "<!DOCTYPE html [<!ENTITY a '字'><!ENTITY b '&a;&a;'><!ENTITY c '&b;&b;'>]><p>&c;字",
    "an outside entity": "<!DOCTYPE html [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>&a;字",
    "spaces": "<p>字" + " " * 1_000_000 + "\n字",
    "style": "<p style='" + "display" * 100_000 + "'>字",
}


def read_or_named(path: str, content: bytes, limits: Limits = LIMITS) -> DocumentText | None:
    """Return what is read, None for what is named as unreadable; any other exception fails the test."""
    try:
        return read_text(Source(path, content), limits)
    except UnreadableDocument as error:
        assert str(error)
        return None


@pytest.mark.parametrize("body", BODIES.values(), ids=list(BODIES))
def test_a_hostile_page_is_read_or_named_in_time(body: str) -> None:
    start = perf_counter()
    found = read_or_named("页.html", f"<html><body>{body}</body></html>".encode())
    assert perf_counter() - start < SECONDS
    assert found is None or "root:" not in found.text


def test_a_page_nested_too_deeply_is_named_and_not_read_in_part() -> None:
    with pytest.raises(UnreadableDocument, match="嵌套过深"):
        read_text(Source("页.html", ("<div>" * 100_000 + "完成加梯30台。").encode()))


@given(st.binary(max_size=300))
@settings(max_examples=examples(150))
@pytest.mark.parametrize("path", ["页.html", "页.mht", "计划.md", "计划.txt"])
def test_any_bytes_are_read_or_named(path: str, content: bytes) -> None:
    read_or_named(path, content)


@given(st.data())
@settings(max_examples=examples(150))
def test_a_damaged_page_is_read_or_named(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([web_pages.GOVERNMENT, web_pages.WORD, web_pages.WECHAT])).encode())
    for _ in range(data.draw(st.integers(1, 30))):
        place = data.draw(st.integers(0, len(content) - 1))
        if data.draw(st.booleans()):
            content[place] = data.draw(st.sampled_from(list(b"<>&\"'/=\0 \n!-a")))
        else:
            del content[place : place + data.draw(st.integers(1, 40))]
    read_or_named("页.html", bytes(content))


def pdf_of(*objects: bytes) -> bytes:
    """Return a PDF file of these objects, numbered from 1, whose first is its catalogue; it has no table of them."""
    body = b"".join(b"%d 0 obj %b endobj\n" % (i, held) for i, held in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def page_of(stream: bytes, *, length: int | None = None, filters: bytes = b"") -> bytes:
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>"
        b"/XObject<</X 6 0 R>>>>>>",
        b"<</Length %d%b>>stream\n%b\nendstream" % (len(stream) if length is None else length, filters, stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 4>>"
        b"stream\n/X Do\nendstream",
    )


WORDS = b"BT /F1 12 Tf 72 700 Td (plan 2022) Tj ET"
ZEROS = zlib.compress(b" " * 200_000_000, 9)
PDFS = {
    "a page tree that is its own child": pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99>>"
    ),
    "a page without a page": pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[9 0 R]/Count 1>>"),
    "more pages than are there": pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 2000000000>>"),
    "a length that lies": page_of(WORDS, length=999_999_999),
    "a length below nothing": page_of(WORDS, length=-5),
    "a form within itself": page_of(b"/X Do " * 1_000 + WORDS),
    "a stream that unpacks to much": page_of(ZEROS, filters=b"/Filter/FlateDecode"),
    "a stream packed twice": page_of(zlib.compress(ZEROS, 9), filters=b"/Filter[/FlateDecode/FlateDecode]"),
    "brackets": page_of(b"[" * 500_000),
    "states without end": page_of(b"q " * 500_000 + WORDS),
    "a letter far away": page_of(b"BT /F1 12 Tf 1e38 -1e38 Td (far) Tj ET " + WORDS),
    "very large letters": page_of(b"BT /F1 1e30 Tf 0 0 Td (big) Tj ET " + WORDS),
    "many lines": page_of(b"".join(b"%d 0 m %d 800 l 0 %d m 500 %d l S " % (i, i, i, i) for i in range(3_000)) + WORDS),
}


@pytest.mark.parametrize("content", PDFS.values(), ids=list(PDFS))
def test_a_hostile_pdf_is_read_or_named_in_time(content: bytes) -> None:
    start = perf_counter()
    read_or_named("计划.pdf", content, Limits(seconds=30))
    assert perf_counter() - start < SECONDS


def endless(content: bytes, limits: Limits) -> DocumentText:
    while True:
        content = content[::-1]


def crashing(content: bytes, limits: Limits) -> DocumentText:
    import ctypes

    return DocumentText(ctypes.string_at(0).decode())


def greedy(content: bytes, limits: Limits) -> DocumentText:
    return DocumentText("字" * 10**10)


@pytest.mark.parametrize(
    ("reader", "problem"), [("endless", "1 秒内没有读完"), ("crashing", "程序中断"), ("greedy", "程序中断")]
)
def test_a_reader_that_hangs_crashes_or_eats_memory_stops_nothing_else(reader: str, problem: str) -> None:
    seconds = 1 if reader == "endless" else 20
    with pytest.raises(UnreadableDocument, match=problem):
        read_isolated(f"tests.test_reading_web_hostile:{reader}", b"x", Limits(seconds=seconds))
