"""Numerals: exact and fuzzy ones, Chinese and Arabic, full-width forms."""

import pytest

from dashboard.extraction.numerals import half_width, read_chinese, read_number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", 7), ("1302", 1302), ("1,302", 1302), ("12,345,678", 12_345_678), ("2.67", 2.67), ("4.86万", 48_600),
        ("2.67亿", 267_000_000), ("3千", 3000), ("3百万", 3_000_000), ("1亿", 100_000_000),
    ],
)
def test_an_arabic_numeral_with_its_magnitude(written: str, value: float) -> None:
    assert read_number(written) == (value, value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("一", 1), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20), ("九十五", 95), ("一百", 100),
        ("两百一十六", 216),
        ("一百零五", 105), ("三百八", 380), ("一千二百", 1200), ("一万三千", 13_000), ("两万", 20_000),
        ("十万", 100_000),
        ("一百二十万", 1_200_000), ("三亿五千万", 350_000_000), ("二〇二一", 2021), ("二零二一", 2021),
        ("三点五", 3.5), ("两点八万", 28_000), ("零", 0),
    ],
)
def test_a_chinese_numeral(written: str, value: float) -> None:
    assert read_number(written) == (value, value)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("十数", 11, 19), ("十几", 11, 19), ("三十几", 31, 39), ("数十", 20, 99), ("几十", 20, 99), ("数百", 200, 999),
        ("几百", 200, 999), ("数千", 2000, 9999), ("数万", 20_000, 99_999), ("两三", 2, 3), ("三四", 3, 4),
        ("五六十", 50, 60),
        ("七八百", 700, 800), ("十二三", 12, 13), ("三四万", 30_000, 40_000),
    ],
)
def test_a_fuzzy_numeral_is_a_range(written: str, low: float, high: float) -> None:
    assert read_number(written) == (low, high)


@pytest.mark.parametrize("written", ["上百", "上千", "上万"])
def test_a_numeral_with_shang_is_open_above(written: str) -> None:
    number = read_number(written)
    assert number is not None
    assert (number.low, number.high) == ({"上百": 100, "上千": 1000, "上万": 10_000}[written], None)


@pytest.mark.parametrize("written", ["", "户", "三户", "1.2.3", "三五二百七十二"])
def test_what_is_no_numeral_has_no_value(written: str) -> None:
    assert read_number(written) is None


def test_a_row_of_signs_longer_than_any_number_has_no_value() -> None:
    longest = "九千九百九十九万九千九百九十九亿九千九百九十九万九千九百九十九"
    assert read_number(longest) is not None
    assert read_number("万" * 5_000) is None


def test_a_decimal_keeps_no_floating_point_dust() -> None:
    assert read_number("4.86万") == (48_600.0, 48_600.0)
    assert read_chinese("一点一万") == 11_000.0


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("２０２１年６月", "2021年6月"), ("１,３０２户", "1,302户"), ("１，３０２户", "1,302户"), ("５％", "5%"),
        ("３－５倍", "3-5倍"),
        ("完成，３户", "完成，3户"), ("无变化", "无变化"),
    ],
)
def test_full_width_becomes_half_width(written: str, expected: str) -> None:
    assert half_width(written) == expected


def test_half_width_keeps_every_offset() -> None:
    text = "（２０２１）年，Ａ区１，３０２户：５％！"
    assert len(half_width(text)) == len(text)
