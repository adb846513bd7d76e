"""Where a time expression can begin: a cheap pattern, tried on a whole document before the costly one of points."""

import re
from collections import defaultdict
from collections.abc import Iterable

from dashboard.extraction.date_patterns import CHINESE_DIGITS, FIGURES

_NUMERALS = f"0-9十廿{CHINESE_DIGITS}"
_AFTER_NUMERAL = (
    f"(?=[{FIGURES}]{{0,3}}+(?:[年月日季世]|\\s[年月日季世]|个季|[周天][一1]次|[-/.]\\d\\d?(?:[-/.]\\d|\\n|$)"
    f"|[至到—–\\-~～－]{{1,2}}第?[{FIGURES}]{{1,4}}+(?:个?季|[年月日号)）])|[、和][{FIGURES}、和]{{0,20}}+月))"
)
_RIGHT_AFTER_NUMERAL = f"{FIGURES}年月日季世\\s个周天\\-/.至到—–~～－、和"
"""The characters that can be the next one there."""

_REST_OF_NUMBER = "(?:(?<=[0-9])[0-9]++(?!年代|世纪|个?季|[年月周天][一1]次|[至到—–\\-~～－]))?"
"""The other digits of an Arabic number, where no expression can begin at one of them (at the 5 of 1950年代)."""

_AFTER_WORD = (
    ("今", "年天日"), ("昨", "天日"), ("去明后同次翌来全", "年"), ("前", "年\\d二两三四五六七八九十"),
    ("本", "年月世"), ("当", "年月"), ("上", "年月半世个"), ("下", "月半"), ("年", "年内底末终初中"),
    ("月正冬腊半", "月"), ("周逢", "周"), ("天", "天"), ("逐", "月季"), ("按", "月季周"), ("岁", "末尾初"),
    ("农阴", "历"), ("第", "一二三四1-4"), ("Q", "1-4"), ("每", "个工学季旬半年月天日周星礼逢\\d二两三四五六七八九十"),
)
"""Characters other than numerals that begin a time expression, with those that can follow them there."""

_FIVE_YEARS = "十(?=[一二三四五六七八九]五)"
"""十四五; both of its first characters are numerals."""

_QUOTES = "“\"‘「『"


def beginning_pattern(festival_names: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of the one character that a time expression begins with, judged by what follows it.

    It takes in no more than that character (of an Arabic number all digits), so that one ``finditer`` over a document
    finds every beginning.
    """
    endings: defaultdict[str, list[str]] = defaultdict(list)
    for name in festival_names:
        endings[name[0]].append(name[1:])
    names = [f"{first}(?={_any_of(rests)})" for first, rests in sorted(endings.items())]
    any_name = "|".join(f"{first}{_any_of(rests)}" for first, rests in sorted(endings.items()))
    words = [f"[{first}](?=[{following}])" for first, following in _AFTER_WORD]
    judged = "|".join([f"[{_NUMERALS}]{_AFTER_NUMERAL}", _FIVE_YEARS, *words, *names, f"[{_QUOTES}](?={any_name})"])
    firsts = _NUMERALS + "".join(first for first, _ in _AFTER_WORD) + _QUOTES + "".join(endings)
    seconds = [_RIGHT_AFTER_NUMERAL, *[following for _, following in _AFTER_WORD], *endings]
    seconds += [rest[0] for rests in endings.values() for rest in rests]
    # A set of characters first: re passes over all others at full speed. Two in three of those that remain are ruled
    # out by the next one, and only the rest is looked back at and judged.
    return re.compile(f"[{firsts}](?=[{''.join(seconds)}])(?<={judged}){_REST_OF_NUMBER}")


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"
