"""Amounts of a document: number, bounds and unit."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.extraction.numerals import NumberRange, half_width, read_number
from dashboard.extraction.quantity_rules import PERCENT, QuantityRules, Unit
from dashboard.reading.document import Sentence

LEAST_CALENDAR_YEAR = 1000
"""A number from here on before 年 is a calendar year."""

AT_LEAST = (
    "起码|大于等于|大于或等于|超过|超出|超|逾|不少于|不低于|不小于|不下于|不下|至少|最少|最低|高于|大于|多于|≥|>=?"
)
AT_MOST = "小于等于|小于或等于|不超过|不高于|不多于|不大于|不到|不足|不满|未满|低于|少于|小于|最多|至多|最高|≤|<=?"
ABOUT = "大约|约为|(?<![签预节合违制邀履])约|将近|接近|(?<![附最邻就临靠亲])近|大概"
_BOUNDS = re.compile(f"(?:(?P<most>{AT_MOST})|(?P<least>{AT_LEAST})|(?P<about>{ABOUT}))[ 　]?$")
_LONGEST_BOUND = 5
_NUMBER_BEGINS = re.compile("[0-9零〇一二两三四五六七八九十百千万亿数几上半]")
_NAME_BEFORE = re.compile("(?:第|[A-Za-z+×*/.\\d〔\\[]|星期|礼拜|周|编号|电话|热线|版本)$")
_ADDRESS_BEFORE = re.compile("[弄路街村]$")
_OPENING_QUOTES, _CLOSING_QUOTES = frozenset("“‘「『"), frozenset("”’」』")
_BARE_MAGNITUDES = frozenset("百千万亿")
_MORE = frozenset(("以上", "及以上", "多", "余", "之多", "出头", "有余", "+"))
_LESS = frozenset(("以内", "之内", "以下", "内"))


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """An amount in a sentence; offsets count characters of the document. A null bound is open."""

    sentence_id: str
    start: int
    end: int
    text: str
    value_min: float | None
    value_max: float | None
    unit: str


def find_quantities(
    sentences: Sequence[Sentence], taken: Iterable[tuple[int, int]], rules: QuantityRules
) -> list[QuantityMention]:
    """Return the amounts of a document's sentences, in order; ``taken`` are the spans of its dates, which are none."""
    dates = sorted(taken)
    found: list[QuantityMention] = []
    first = 0
    for sentence in sentences:
        while first < len(dates) and dates[first][1] <= sentence.start:
            first += 1
        blocked = []
        for start, end in dates[first:]:
            if start >= sentence.end:
                break
            blocked.append((start - sentence.start, end - sentence.start))
        found += _read_sentence(sentence, blocked, rules)
    return found


def _read_sentence(sentence: Sentence, blocked: list[tuple[int, int]], rules: QuantityRules) -> list[QuantityMention]:
    text = half_width(sentence.text)
    begins = _NUMBER_BEGINS.search(text)
    if not begins:
        return []
    blocked = sorted(blocked + [match.span() for match in rules.name_pattern.finditer(text)])
    found = []
    while begins:
        position = begins.start()
        obstacle = next((end for start, end in blocked if start <= position < end), None)
        match = None if obstacle else rules.pattern.match(text, position)
        if obstacle:
            position = obstacle
        elif match and any(start < match.end() and position < end for start, end in blocked):
            position += 1
        elif match:
            mention = _Amount(sentence, text, match, rules).mention()
            if mention:
                found.append(mention)
            position = match.end() if mention else max(match.end(group) for group in ("low", "percent", "many"))
            position = max(position, begins.end())
        else:
            position = _end_of_number(text, position)
        begins = _NUMBER_BEGINS.search(text, position)
    return found


_NUMBER_GOES_ON = re.compile("[0-9.,]+|.", re.DOTALL)


def _end_of_number(text: str, position: int) -> int:
    """Where to look on: an Arabic number is passed whole, since its tail (98 of 1998) is no number."""
    match = _NUMBER_GOES_ON.match(text, position)
    return match.end() if match else position + 1


class _Amount:
    """One number with a unit, judged and valued by the words around it."""

    def __init__(self, sentence: Sentence, text: str, match: re.Match[str], rules: QuantityRules) -> None:
        self.sentence, self.text, self.match = sentence, text, match
        self.unit = _unit(match, rules)
        self.bounds = _BOUNDS.search(text, max(0, match.start() - _LONGEST_BOUND), match.start())
        self.start = self.bounds.start() if self.bounds else match.start()
        self.number: str = match["low"] or match["percent"] or match["many"] or "半"
        self.after: str | None = match["after"]
        self.end = match.end()
        if self.after == "内" and self.unit and self.unit.dimension not in ("duration", "length"):
            self.after, self.end = None, match.start("after")

    def mention(self) -> QuantityMention | None:
        if self.unit is None or self._is_name(self.unit):
            return None
        value = self._value(self.unit)
        if value is None:
            return None
        counts_years = self.number[-1] in "万亿"
        if self.unit.name == "年" and (value.low or 0) >= LEAST_CALENDAR_YEAR and not counts_years:
            return None
        low, high = self._bounded(value)
        if low is None and high is None:  # 上百年内 bounds nothing
            return None
        return QuantityMention(
            self.sentence.sentence_id, self.sentence.start + self.start, self.sentence.start + self.end,
            self.sentence.text[self.start:self.end], low, high, self.unit.name.removeprefix("个") or "个",
        )

    def _is_name(self, unit: Unit) -> bool:
        """Ordinals, versions, addresses, formulas and an indefinite 一 are no amounts."""
        match, before = self.match, self.text[max(0, self.start - 4):self.start]
        bounded = self.bounds or match["more"] or match["many"] or self.after
        if _NAME_BEFORE.search(before) and not self.bounds:
            return True
        if before[-1:] in _OPENING_QUOTES and self.text[self.end:self.end + 1] in _CLOSING_QUOTES:
            return True  # “两万户” is what a quarter is called
        if unit.dimension == "building" and _ADDRESS_BEFORE.search(before):
            return True
        if unit.only_after and not any(before.endswith(word) for word in unit.only_after):
            return True
        if self.number == "一" and not (unit.measured or match["half"] or match["high"] or bounded):
            return True
        if match["low"] in _BARE_MAGNITUDES and not bounded:
            return True
        return self.number[0] == "零"

    def _value(self, unit: Unit) -> NumberRange | None:
        match = self.match
        if match["half_unit"]:
            return NumberRange(0.5, 0.5)
        low = read_number(self.number + (match["spaced"] or ""))
        if low is None or low.low is None:
            return None
        if match["magnitude"]:
            scale = read_number("1" + match["magnitude"])
            return NumberRange(low.low * scale.low, None) if scale and scale.low else None
        if high := match["high"] or match["percent_high"]:
            return _range(self.number, low.low, high)
        if match["infix"] == "半":
            return NumberRange(low.low + 0.5, low.low + 0.5)
        if match["half"]:
            is_divided = unit.dimension in ("duration", "length", "ratio")
            return NumberRange(low.low + 0.5, low.low + 0.5) if is_divided else None
        return low

    def _bounded(self, value: NumberRange) -> tuple[float | None, float | None]:
        """Return least and greatest amount by the words around the number."""
        low, high = value
        most = self.bounds and self.bounds["most"]
        least = self.bounds and self.bounds["least"]
        if most or self.after in _LESS:
            return None, high
        if least or self.after in _MORE or self.match["more"] in ("多", "余") or self.match["infix"] == "多":
            return low, None
        return low, high


def _unit(match: re.Match[str], rules: QuantityRules) -> Unit | None:
    """Return the unit of a matched amount; None where a range has two different ones."""
    if match["percent"]:
        return PERCENT
    if name := match["many_unit"] or match["half_unit"]:
        return rules.units.get(f"个{name.removeprefix('个')}") or rules.units.get(name)
    if match["low_unit"] and match["low_unit"] != match["unit"]:
        return None
    return rules.units[match["unit"]]


def _range(written_low: str, low: float, written_high: str) -> NumberRange | None:
    """3—5万 scales both ends: the first leans on the magnitude of the second."""
    high = read_number(written_high)
    if high is None or high.high is None:
        return None
    if written_high[-1] in "万亿" and written_low[-1] not in "万亿":
        scale = 10_000 if written_high[-1] == "万" else 100_000_000
        low = low * scale if low < high.high / scale else low
    return NumberRange(low, high.high) if low <= high.high else None
