"""Writes the number of a list item as office programs show it: 一, （一）, 1, ①, 甲, iv."""

from collections.abc import Callable
from types import MappingProxyType

DIGITS = "〇一二三四五六七八九"
FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
HEAVENLY_STEMS = "甲乙丙丁戊己庚辛壬癸"
EARTHLY_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
MOST_LETTERS = 20
"""Repetitions of a letter (aa, bbb) up to which items are lettered; numbered beyond."""


def in_chinese(number: int, digits: str = DIGITS, units: str = "十百千", ten: str = "十") -> str:
    """Return a number below 10,000 in Chinese (一百零五); larger ones digit by digit. ``ten`` writes 10 to 19."""
    if not 0 < number < 10_000:
        return _by_digits(number, digits)
    written, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(written)
            continue
        if gap:
            written += "零"
            gap = False
        unit = units[place - 1] if place else ""
        opens_with_ten = not written and place == 1 and digit == 1
        written += ten if opens_with_ten else digits[digit] + unit
    return written


def _by_digits(number: int, digits: str = DIGITS) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _from_table(first: int, last: int, code_point: int) -> Callable[[int], str]:
    """Return a format whose characters from ``first`` to ``last`` follow each other from a code point."""
    return lambda number: chr(code_point + number - first) if first <= number <= last else str(number)


def _circled(number: int) -> str:
    for first, last, code_point in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(code_point + number - first)
    return str(number)


def _cycle(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


def _letters(number: int) -> str:
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1) if 0 <= times < MOST_LETTERS else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def _full_width(number: int) -> str:
    return str(number).translate({ord("0") + digit: chr(0xFF10 + digit) for digit in range(10)})


def _formal(number: int) -> str:
    return in_chinese(number, FORMAL_DIGITS, "拾佰仟", "壹拾")


FORMATS: MappingProxyType[str, Callable[[int], str]] = MappingProxyType({
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from_table(1, 20, 0x2474),
    "decimalEnclosedFullstop": _from_table(1, 20, 0x2488),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": in_chinese,
    "chineseCountingThousand": in_chinese,
    "japaneseCounting": in_chinese,
    "taiwaneseCounting": in_chinese,
    "taiwaneseCountingThousand": in_chinese,
    "ideographDigital": _by_digits,
    "japaneseDigitalTenThousand": _by_digits,
    "taiwaneseDigital": _by_digits,
    "koreanDigital2": _by_digits,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "japaneseLegal": _formal,
    "ideographTraditional": _cycle(HEAVENLY_STEMS),
    "ideographZodiac": _cycle(EARTHLY_BRANCHES),
    "ideographEnclosedCircle": _from_table(1, 10, 0x3280),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "none": lambda number: "",
})
"""The names that WordprocessingML gives (ISO/IEC 29500-1, 17.18.59) → the number as it is seen."""


def written_number(number: int, number_format: str) -> str:
    """Return a number in a format of ``FORMATS``, in plain digits in any other."""
    return FORMATS.get(number_format, str)(number)
