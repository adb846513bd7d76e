"""Amounts of a document: number, bounds and unit."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from string import ascii_letters
from typing import Final

from dashboard.extraction.numerals import NumberRange, read_number
from dashboard.extraction.quantity_rules import PERCENT, QuantityRules, Unit, Written
from dashboard.extraction.sentence_text import JoinedText
from dashboard.reading.document import Sentence

LEAST_CALENDAR_YEAR: Final = 1000
"""A number from here on before 年 is a calendar year."""

ACRONYM_LETTERS: Final = 3
"""So many letters in a row, or more, are a word: a number may follow it."""

_NAMES_BEFORE: Final = ("第", "星期", "礼拜", "周", "编号", "电话", "热线", "版本")
_NAMES_BEFORE_ENDS: Final = frozenset(name[-1] for name in _NAMES_BEFORE)
_SIGNS_BEFORE: Final = frozenset(f"{ascii_letters}+×*/.〔[")
_LIST_MARKS: Final = frozenset("、和及")
_LISTED_ORDINALS: Final = re.compile("第[0-9一二三四五六七八九十]+(?:[、和及][0-9一二三四五六七八九十]+)*[、和及]$")
LONGEST_LIST: Final = 20
"""Characters of the longest list of ordinals before a number."""

_ADDRESS_BEFORE: Final = frozenset("弄路街村")
_SAY_MOST: Final = ("most", "within")
_WITHIN_DIMENSIONS: Final = ("duration", "length")
_HALF: Final = NumberRange(0.5, 0.5)
_OPENING_QUOTES, _CLOSING_QUOTES = frozenset("“‘「『"), frozenset("”’」』")
_SHORT_NAME_ENDS: Final = re.compile("[\u3400-\u9fff0-9]{0,4}[”’」』]")
"""What stands behind the number that opens a name in quotes (“四个100”); behind what somebody says there is more."""
_BUILDING: Final = re.compile("[\u3400-\u9fff]{0,4}(?:楼|房|住宅)")
"""What stands behind a number of buildings (村6栋住宅楼), and not behind that of a house (新村6栋)."""
_BARE_MAGNITUDES: Final = frozenset("百千万亿")


@dataclass(slots=True, init=False)  # __init__ by hand: a generated one stays Python when modules are compiled
class QuantityMention:
    """An amount in a sentence; offsets count characters of the document. A null bound is open."""

    sentence_id: str
    start: int
    end: int
    text: str
    value_min: float | None
    value_max: float | None
    unit: str

    def __init__(
        self, sentence_id: str, start: int, end: int, text: str, value_min: float | None, value_max: float | None,
        unit: str,
    ) -> None:
        self.sentence_id, self.start, self.end = sentence_id, start, end
        self.text, self.value_min, self.value_max = text, value_min, value_max
        self.unit = unit


_written = partial(tuple.__new__, Written)
"""Constructor from a tuple: the class's own is Python code and twice as slow."""


def find_quantities(
    sentences: Sequence[Sentence], taken: Iterable[tuple[int, int]], rules: QuantityRules,
    joined: JoinedText | None = None,
) -> list[QuantityMention]:
    """Return the amounts of a document's sentences, in order; ``taken`` are the spans of its dates, which are none.

    ``joined`` is the sentences' text where it has been joined before.
    """
    joined = joined or JoinedText.of(sentences)
    text, match_at = joined.text, rules.pattern.match
    names = (match.span() for match in rules.name_pattern.finditer(text))
    blocked = sorted([*names, *joined.placed(taken, sentences), (len(text), len(text) + 1)])
    found: list[QuantityMention] = []
    position = nearest = 0
    for begins in rules.begins.finditer(text):
        start = begins.start()
        if start < position:
            continue
        while blocked[nearest][1] <= start:
            nearest += 1
        if blocked[nearest][0] <= start:
            position = blocked[nearest][1]
            continue
        match = match_at(text, start)
        if not match or blocked[nearest][0] < match.end():
            continue
        number = joined.number_at(start)
        mention = _Amount(sentences[number], joined.starts[number], match, rules).mention()
        if mention:
            found.append(mention)
        position = match.end() if mention else max(match.end("low"), match.end("percent"))
    return found


class _Amount:
    """One number with a unit, judged and valued by the words around it; ``offset`` is where its sentence begins."""

    __slots__ = ("bound", "end", "number", "offset", "says_after", "sentence", "start", "text", "unit", "written")

    def __init__(self, sentence: Sentence, offset: int, match: re.Match[str], rules: QuantityRules) -> None:
        self.sentence, self.offset = sentence, offset
        self.text = match.string
        self.written = written = _written(match.groups())
        self.unit = _unit(written, rules)
        self.start, self.end = match.span()
        self.bound = rules.bounds.before(self.text, offset, self.start)
        if self.bound:
            self.start = self.bound.start()
        self.number: str = written.low or written.percent or "半"
        self.says_after = rules.bounds.says_after[written.after] if written.after else None
        if self.says_after == "within" and self.unit and self.unit.dimension not in _WITHIN_DIMENSIONS:
            self.says_after, self.end = None, match.start("after")

    def mention(self) -> QuantityMention | None:
        unit = self.unit
        if unit is None or self._is_name(unit):
            return None
        value = self._value(unit)
        if value is None:
            return None
        if unit.name == "年" and (value.low or 0) >= LEAST_CALENDAR_YEAR and self.number[-1] not in "万亿":
            return None
        low, high = self._bounded(value)
        if low is None and high is None:  # 上百年内 bounds nothing
            return None
        sentence, start, end = self.sentence, self.start - self.offset, self.end - self.offset
        return QuantityMention(
            sentence.sentence_id, sentence.start + start, sentence.start + end, sentence.text[start:end], low, high,
            unit.shown,
        )

    def _is_name(self, unit: Unit) -> bool:
        """Ordinals, versions, addresses, formulas and an indefinite 一 are no amounts."""
        text, start, low = self.text, self.start, self.written.low
        before = text[start - 1:start]
        names = before in _SIGNS_BEFORE or before.isdecimal() or (
            before in _NAMES_BEFORE_ENDS and text.endswith(_NAMES_BEFORE, 0, start)
        )
        if names and not self.bound and not _is_acronym(text[max(0, start - ACRONYM_LETTERS):start]):
            return True
        if before in _OPENING_QUOTES and self._ends_name(unit):
            return True  # “两万户” is what a quarter is called, “两个责任” a campaign
        if before in _LIST_MARKS and _LISTED_ORDINALS.search(text, max(self.offset, start - LONGEST_LIST), start):
            return True  # 第2、4、7项
        if unit.dimension == "building" and before in _ADDRESS_BEFORE and not _BUILDING.match(text, self.end):
            return True
        if unit.only_after and not self._is_bounded() and not text.endswith(unit.only_after, 0, start):
            return True
        if low == "一":
            return not (unit.measured or self.written.half or self.written.high or self._is_bounded())
        return self.number[0] == "零" or (low in _BARE_MAGNITUDES and not self._is_bounded())

    def _ends_name(self, unit: Unit) -> bool:
        """Return whether the quote that the number opens closes at once, or soon; a “15分钟生活圈” is measured."""
        if unit.dimension in _WITHIN_DIMENSIONS:
            return self.text[self.end:self.end + 1] in _CLOSING_QUOTES
        return _SHORT_NAME_ENDS.match(self.text, self.end) is not None

    def _is_bounded(self) -> bool:
        return bool(self.bound or self.says_after or self.written.more or self.written.infix)

    def _value(self, unit: Unit) -> NumberRange | None:
        written = self.written
        if written.half_unit:
            return _HALF
        low = read_number(self.number + written.spaced if written.spaced else self.number)
        if low is None or low.low is None:
            return None
        if written.magnitude:
            scale = read_number("1" + written.magnitude)
            return NumberRange(low.low * scale.low, None) if scale and scale.low else None
        if high := written.high or written.percent_high:
            return _range(self.number, low.low, high)
        if written.infix == "半":
            return NumberRange(low.low + 0.5, low.low + 0.5)
        if written.half:
            is_divided = unit.dimension in ("duration", "length", "ratio")
            return NumberRange(low.low + 0.5, low.low + 0.5) if is_divided else None
        return low

    def _bounded(self, value: NumberRange) -> tuple[float | None, float | None]:
        """Return least and greatest amount by the words around the number."""
        low, high = value
        says, says_after = self.bound.lastgroup if self.bound else None, self.says_after
        if says in _SAY_MOST or says_after in _SAY_MOST:
            return None, high
        if says == "least" or says_after == "least" or self.written.more in ("多", "余") or self.written.infix == "多":
            return low, None
        return low, high


def _is_acronym(text: str) -> bool:
    """Return whether letters name what is counted (AED14台) rather than being part of a number (A3, 5G2)."""
    return len(text) == ACRONYM_LETTERS and text.isascii() and text.isalpha()


def _unit(written: Written, rules: QuantityRules) -> Unit | None:
    """Return the unit of a matched amount; None where a range has two different ones."""
    if written.percent:
        return PERCENT
    if name := written.many_unit or written.half_unit:
        return rules.units.get(f"个{name.removeprefix('个')}") or rules.units.get(name)
    if written.unit is None or (written.low_unit and written.low_unit != written.unit):
        return None
    return rules.units[written.unit]


def _range(written_low: str, low: float, written_high: str) -> NumberRange | None:
    """3—5万 scales both ends: the first leans on the magnitude of the second."""
    high = read_number(written_high)
    if high is None or high.high is None:
        return None
    if written_high[-1] in "万亿" and written_low[-1] not in "万亿":
        scale = 10_000 if written_high[-1] == "万" else 100_000_000
        low = low * scale if low < high.high / scale else low
    return NumberRange(low, high.high) if low <= high.high else None
