"""Read Chinese and Arabic numerals, exact ones and fuzzy ones (十几, 数百, 五六十)."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

DIGITS: Final = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2,
}  # fmt: skip
MULTIPLIERS: Final = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}

LONGEST_PLACES: Final = 40
"""Characters of the longest numeral with place names (九千…万九千…亿…); a longer row of signs is no number."""

CHINESE: Final = "[零〇一二两三四五六七八九十百千万亿]"
ARABIC: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
FUZZY: Final = "(?:[一二三四五六七八九]?十[数几][万亿]?|[数几][十百千万亿]+|上[百千万亿]+)"
MAGNITUDE: Final = "(?:[十百万亿]|千(?![米瓦克卡帕伏]))"
SCALED: Final = rf"(?:{ARABIC})(?:{MAGNITUDE}{{1,2}}(?:\d+(?:\.\d+)?{MAGNITUDE}{{1,2}})*)?"
NUMBER: Final = rf"(?:{SCALED}|{FUZZY}|{CHINESE}+(?:点[零〇一二三四五六七八九]+[万亿]?)?)"
"""A pattern for any number that ``read_number`` reads; it has no groups."""

_FULL_WIDTH_OFFSET: Final = ord("！") - ord("!")
_HALF_WIDTH: Final = {
    chr(code + _FULL_WIDTH_OFFSET): chr(code) for code in range(ord("!"), ord("~") + 1)
    if chr(code).isalnum() or chr(code) in "%+-./<>~"
}
_ANY_FULL_WIDTH: Final = re.compile("[" + "".join(_HALF_WIDTH) + "]")
_FULL_WIDTH_COMMA: Final = re.compile("，(?=[０-９]{3})(?<=[０-９]，)")
_ADJACENT: Final = re.compile(
    "^([十百千]*[一二三四五六七八九]?[十百千]+)?([一二两三四五六七八九])([二两三四五六七八九])([十百千]?)([万亿]?)$"
)

_SCALED: Final = re.compile(SCALED)
_DIGITS_AND_SCALE: Final = re.compile(r"([\d,]+(?:\.\d+)?)([十百千万亿]*)")
_FUZZY_SIGNS: Final = frozenset("数几")
_TEENS: Final = re.compile("([一二三四五六七八九]?)十[数几]([万亿]?)")
_SOME: Final = re.compile("([数几上])([十百千万亿]+)")


class NumberRange(NamedTuple):
    """The least and the greatest value a numeral stands for; equal where it is exact, None where open."""

    low: float | None
    high: float | None


def half_width(text: str) -> str:
    """Return the text with full-width digits, letters and number signs as ASCII; every offset stays the same."""
    if not _ANY_FULL_WIDTH.search(text):
        return text
    return _ANY_FULL_WIDTH.sub(lambda match: _HALF_WIDTH[match[0]], _FULL_WIDTH_COMMA.sub(",", text))


@lru_cache(maxsize=4096)
def read_number(written: str) -> NumberRange | None:
    """Return the value of a numeral (1,302; 2.87; 两百一十六; 十几; 五六十; 3万); None where it is none."""
    if not written:
        return None
    if written[0].isdigit():
        return _read_arabic(written)
    fuzzy = _read_fuzzy(written) or _read_adjacent(written)
    if fuzzy:
        return fuzzy
    value = read_chinese(written)
    return None if value is None else NumberRange(value, value)


def read_chinese(written: str) -> float | None:
    """Return the value of an exact Chinese numeral, place names (二百一十) or digits in a row (二〇二一)."""
    whole, _, fraction = written.partition("点")
    if fraction:
        multiplier = MULTIPLIERS.get(fraction[-1], 1)
        digits = fraction.rstrip("万亿")
        base = read_chinese(whole)
        if base is None or not digits or any(character not in DIGITS for character in digits):
            return None
        return round((base + float("0." + "".join(str(DIGITS[c]) for c in digits))) * multiplier, 6)
    if len(whole) > 1 and all(character in DIGITS for character in whole):
        return float("".join(str(DIGITS[character]) for character in whole)) if "两" not in whole else None
    return _read_places(whole) if len(whole) <= LONGEST_PLACES else None


def _read_places(written: str) -> float | None:
    """Read place names from the greatest down: what stands before 亿 and 万 is a number of its own."""
    for sign in ("亿", "万"):
        if sign in written:
            before, _, after = written.rpartition(sign)
            high = _read_places(before) if before else 1.0
            low = _read_places(after) if after else 0.0
            if high is None or low is None:
                return None
            if len(after) == 1 and after in DIGITS:
                low *= MULTIPLIERS[sign] / 10  # 三万五 is 35,000
            return high * MULTIPLIERS[sign] + low
    return _read_below_ten_thousand(written)


def _read_below_ten_thousand(written: str) -> float | None:
    total = 0.0
    digit: int | None = None
    last = 1
    for character in written:
        if character in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[character]
        elif character in MULTIPLIERS:
            total += (1 if digit is None else digit) * MULTIPLIERS[character]
            digit, last = None, MULTIPLIERS[character]
        else:
            return None
    if digit and last >= 100 and written[-2:-1] != "零":
        return total + digit * last / 10  # 两百五 is 250
    return total + (digit or 0)


def _read_arabic(written: str) -> NumberRange | None:
    if written.isascii() and written.isdigit():
        value = float(written)
        return NumberRange(value, value)
    if not _SCALED.fullmatch(written):
        return None
    total = 0.0
    for digits, multipliers in _DIGITS_AND_SCALE.findall(written):  # 3亿5000万 has two
        value = float(digits.replace(",", ""))
        for character in multipliers:
            value *= MULTIPLIERS[character]
        total += value
    return NumberRange(round(total, 6), round(total, 6))


def _read_fuzzy(written: str) -> NumberRange | None:
    if written[0] == "上" or not _FUZZY_SIGNS.isdisjoint(written):
        return _read_about(written)
    return None


def _read_about(written: str) -> NumberRange | None:
    if match := _TEENS.fullmatch(written):
        tens, scale = DIGITS.get(match[1], 1) * 10, MULTIPLIERS.get(match[2], 1)
        return NumberRange((tens + 1) * scale, (tens + 9) * scale)
    if match := _SOME.fullmatch(written):
        base = 1.0
        for character in match[2]:
            base *= MULTIPLIERS[character]
        return NumberRange(base, None) if match[1] == "上" else NumberRange(2 * base, 10 * base - 1)
    return None


def _read_adjacent(written: str) -> NumberRange | None:
    """两三 is 2 to 3, 五六十 is 50 to 60, 十二三 is 12 to 13; only digits that follow each other count."""
    match = _ADJACENT.match(written) if len(written) > 1 else None
    if not match or DIGITS[match[3]] != DIGITS[match[2]] + 1:
        return None
    base = _read_places(match[1]) if match[1] else 0.0
    if base is None:
        return None
    scale = MULTIPLIERS.get(match[4], 1) * MULTIPLIERS.get(match[5], 1)
    return NumberRange((base + DIGITS[match[2]]) * scale, (base + DIGITS[match[3]]) * scale)
