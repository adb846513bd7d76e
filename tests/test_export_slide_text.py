"""Text of slides: what XML forbids is left out, and lines are counted as office programs break them."""

import struct
import time
import zipfile
from io import BytesIO

import pytest
from lxml import etree

from dashboard.charts.style import LIGHT
from dashboard.export.briefing_content import briefing_content
from dashboard.export.chart_book import BookColumn, chart_book, column_letter, column_reference
from dashboard.export.deck import deck_bytes
from dashboard.export.east_asian import Fonts, attribute, plain, run, text_properties
from dashboard.export.fading_bars import Bar, joined_bars
from dashboard.export.slide_look import SlideLook
from dashboard.export.slide_text import fitting_size, line_count, shortened_to, text_points
from dashboard.export.steady_zip import steady_zip
from tests.constructed_tables import constructed_tables
from tests.deck_readings import faults

FONTS = Fonts("Arial", "微软雅黑")


@pytest.fixture(scope="module")
def small_deck() -> bytes:
    return deck_bytes(briefing_content(constructed_tables(2), chart_keys=("text_length",)))


def test_a_run_names_both_fonts_and_holds_its_text_as_text() -> None:
    said = run("<b>&\x01\ud800末\n行", text_properties(FONTS, size=14, is_bold=True))
    root = etree.fromstring(f'<r xmlns:a="x">{said}</r>')
    assert root.xpath("//*[local-name()='t']/text()") == ["<b>&末 行"]
    assert [face.get("typeface") for face in root.xpath("//*[local-name()='rPr']/*")] == ["Arial", "微软雅黑"]
    assert root.xpath("//*[local-name()='rPr']/@sz") == ["1400"]


def test_attributes_hold_quotes() -> None:
    assert etree.fromstring(f'<a b="{attribute(chr(34) + "<>&" + chr(39))}"/>').get("b") == "\"<>&'"
    assert plain("一\r\n二\x0b三\ufffe") == "一 二三"


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("一" * 10, 1), ("一" * 11, 2), ("一" * 21, 3), ("一" * 10 + "。", 2), ("一二三四五六七abcdefghij", 2)],
)
def test_lines_are_counted(text: str, lines: int) -> None:
    assert line_count(text, 10, 105) == lines


def test_a_mark_takes_the_character_before_it_to_the_next_line() -> None:
    assert line_count("一" * 10 + "。" + "一" * 8, 10, 105) == 2
    assert line_count("一" * 10 + "。" + "一" * 9, 10, 105) == 3


def test_room_between_scripts_is_counted() -> None:
    assert text_points("1月", 10) > text_points("1", 10) + text_points("月", 10)


def test_text_is_cut_only_where_it_does_not_fit() -> None:
    assert shortened_to("一二三四五", 10, 60, 1) == "一二三四五"
    cut = shortened_to("一二三四五六七八九十", 10, 60, 1)
    assert cut.endswith("…")
    assert line_count(cut, 10, 60) == 1
    assert line_count("一二三四五六七八九十"[: len(cut)] + "…", 10, 60) == 2


def test_size_falls_until_the_lines_fit_but_not_below_the_least() -> None:
    assert fitting_size("一" * 20, 28, 14, 300, 1) == 14
    assert fitting_size("一" * 20, 28, 10, 300, 2) == 28
    assert fitting_size("一" * 200, 28, 14, 300, 2) == 14


def test_a_steady_zip_says_nothing_about_its_time() -> None:
    packages = []
    for year in (2001, 2020):
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in ("甲.txt", "b.txt"):
                archive.writestr(zipfile.ZipInfo(name, (year, 3, 4, 5, 6, 8)), name * 100)
        packages.append(file.getvalue())
    first, second = map(steady_zip, packages)
    assert packages[0] != packages[1]
    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert struct.unpack_from("<HH", first, 10) == (0, 33)


def test_data_sheets_are_the_same_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = [BookColumn("类别", ("=1+1", "+2")), BookColumn("值", (1.5, None), "0%")]
    first = chart_book(columns, "微软雅黑")
    monkeypatch.setattr(time, "time", lambda: 4e9)
    assert chart_book(columns, "微软雅黑") == first
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_columns_are_named_as_in_a_sheet() -> None:
    assert [column_letter(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert column_reference(1, 3) == "数据!$B$2:$B$4"


def test_steps_of_a_fading_bar_become_one_with_a_gradient() -> None:
    look = SlideLook(LIGHT, FONTS, FONTS)
    falling = [Bar(x, 0, x + 1, 9, "#1F4E8C", 1 - x / 4) for x in range(4)]
    rising = [Bar(x, 0, x + 1, 9, "#1F4E8C", (x - 3) / 4) for x in range(4, 7)]
    other = Bar(20, 0, 25, 9, "#1F4E8C", 1.0)
    joined = list(joined_bars([*falling, *rising, other], look))
    assert [box for box, _ in joined] == [(0, 0, 4, 9), (4, 0, 7, 9), (20, 0, 25, 9)]
    assert ["gradFill" in fill for _, fill in joined] == [True, True, False]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b'sz="1400"', b'sz="900"', "text of 9.0 points"),
        ('<a:ea typeface="微软雅黑"/>'.encode(), b"", "no East-Asian font"),
        (
            b'<c:gapWidth val="61"/><c:overlap val="0"/>',
            b'<c:overlap val="0"/><c:gapWidth val="61"/>',
            "c:barChart holds",
        ),
        (b'<a:off x="457200" y="1752600"/>', b'<a:off x="457200" y="100000"/>', " over "),
        (b'<a:off x="457200" y="1752600"/>', b'<a:off x="9457200" y="1752600"/>', "outside"),
        (b'<p:cNvPr id="3"', b'<p:cNvPr id="2"', "two shapes of one number"),
    ],
)
def test_what_is_asked_of_slides_finds_faults(small_deck: bytes, old: bytes, new: bytes, fault: str) -> None:
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(small_deck)) as archive, zipfile.ZipFile(changed, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, archive.read(name).replace(old, new))
    assert any(fault in one for one in faults(changed.getvalue()))
