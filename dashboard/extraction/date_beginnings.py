"""Where a time expression can begin: a cheap pattern, tried on a whole document before the costly one of points."""

import re
from collections import defaultdict
from collections.abc import Iterable

from dashboard.extraction.date_patterns import CHINESE_DIGITS, FIGURES

_NUMERALS = f"十廿{CHINESE_DIGITS}"
_AFTER_NUMERAL = (
    f"(?=[{FIGURES}]{{0,3}}+(?:[年月日季世]|\\s[年月日季世]|个季|[周天][一1]次|[-/.]\\d\\d?(?:[-/.]\\d|\\n|$)"
    f"|[至到—–\\-~～－]{{1,2}}第?[{FIGURES}]{{1,4}}+(?:个?季|[年月日号)）])|[、和][{FIGURES}、和]{{0,20}}+月))"
)
_REST_OF_NUMBER = "(?:[0-9]++(?!年代|世纪|个?季|[年月周天][一1]次|[至到—–\\-~～－]))?"
"""The other digits of an Arabic number, where no expression can begin at one of them (at the 5 of 1950年代)."""

_AFTER_WORD = (
    ("今", "年天日"), ("昨", "天日"), ("去明后同次翌来全", "年"), ("前", "年\\d二两三四五六七八九十"),
    ("本", "年月世"), ("当", "年月"), ("上", "年月半世个"), ("下", "月半"), ("年", "年内底末终初中"),
    ("月正冬腊半", "月"), ("周逢", "周"), ("天", "天"), ("逐", "月季"), ("按", "月季周"), ("岁", "末尾初"),
    ("农阴", "历"), ("第", "一二三四1-4"), ("Q", "1-4"), ("每", "个工学季旬半年月天日周星礼逢\\d两二三四五六七八九十"),
)
"""Characters other than numerals that begin a time expression, with those that can follow them there."""


def beginning_pattern(festival_names: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of the one character that a time expression begins with, judged by what follows it.

    It takes in no more than that character (of an Arabic number all digits), so that one ``finditer`` over a document
    finds every beginning.
    """
    endings: defaultdict[str, list[str]] = defaultdict(list)
    for name in festival_names:
        endings[name[0]].append(re.escape(name[1:]))
    names = [(first, f"(?={'|'.join(rests)})") for first, rests in sorted(endings.items())]
    any_name = "|".join(first + rests for first, rests in names)
    # A branch for each character: re passes over other text at full speed only where all branches begin with a literal.
    branches = [
        *[(numeral, _AFTER_NUMERAL + _REST_OF_NUMBER) for numeral in "0123456789"],
        *[(numeral, _AFTER_NUMERAL) for numeral in _NUMERALS], ("十", "(?=[一二三四五六七八九]五)"),
        *[(word, f"(?=[{following}])") for words, following in _AFTER_WORD for word in words],
        *[(quote, f"(?={any_name})") for quote in "“\"‘「『"], *names,
    ]
    return re.compile("|".join(first + condition for first, condition in branches))
