"""Units of amounts and names that only look like amounts, with the pattern made from them."""

import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from dashboard.extraction.numerals import NUMBER
from dashboard.extraction.quantity_bounds import BoundRules, load_bounds
from dashboard.lexicon.csv_file import Row, read_rows
from dashboard.lexicon.word_pattern import any_word, not_beside

RANGE = "(?:至|到|[—–\\-~～－]{1,2})"

FIGURES = "零〇一二两三四五六七八九十百千万亿数几上半"
"""The characters other than Arabic digits that begin a number."""

MANY_UNITS = ("月", "小时", "星期", "礼拜", "季度", "百分点", "工作日")
"""Units that follow 个多 and 个半 (两个半月)."""


class Unit(NamedTuple):
    """A unit: what it measures, whether 一 before it counts, and where its characters are another word.

    ``shown`` is its name without the 个 that only counts (个月).
    """

    name: str
    shown: str
    dimension: str
    measured: bool
    not_before: str
    only_after: tuple[str, ...]



PERCENT = Unit("%", "%", "share", measured=True, not_before="", only_after=())


class Written(NamedTuple):
    """The groups of ``QuantityRules.pattern`` in its order: what an amount is written with."""

    half_unit: str | None
    percent: str | None
    percent_high: str | None
    low: str | None
    infix: str | None
    many_unit: str | None
    low_unit: str | None
    high: str | None
    spaced: str | None
    more: str | None
    magnitude: str | None
    unit: str | None
    half: str | None
    after: str | None


class QuantityRules:
    """Units and the names that are no amounts. Patterns are compiled at first use."""

    def __init__(self, units: dict[str, Unit], bounds: BoundRules, names: tuple[str, ...]) -> None:
        self.units = units
        self.bounds = bounds
        self.names = names

    def dimension(self, unit: str) -> str | None:
        """Return what a unit measures; None for one that is not listed."""
        known = self.units.get(unit) or self.units.get(f"个{unit}")
        return known.dimension if known else None

    @cached_property
    def begins(self) -> re.Pattern[str]:
        """A figure that a unit, or what may stand between number and unit, follows; an Arabic number in one piece.

        The costly ``pattern`` is tried only there.
        """
        words = (*self.units, *MANY_UNITS, "分之", "月", "年", "天")
        first = {next((character for character in word if character not in FIGURES), "") for word in words}
        follows = re.escape("".join(sorted({*first, *"个多余来 　至到—–-~～－"})))
        # It starts with one set of characters, since re passes over text with none of a first set at full speed.
        # No group is possessive as a whole: with one that can match nothing, Python 3.11.2 (Debian 12) never ends.
        return re.compile(f"[0-9{FIGURES}](?:(?<![0-9])|[0-9.,]*+)(?=[\\d点.,{FIGURES}]*+[{follows}])")

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A number with its unit; the bounds before it are looked for only where one is found."""
        units = any_word((unit.name, not_beside(unit.name, "", unit.not_before)) for unit in self.units.values())
        percent = f"百分之(?P<percent>{NUMBER})(?:{RANGE}(?:百分之)?(?P<percent_high>{NUMBER}))?"
        longest = max(map(len, self.units), default=0)
        inside = f"个(?P<infix>多|半)(?P<many_unit>{'|'.join(MANY_UNITS)})"
        counted = (
            # Only before a sign of a range is a first unit worth looking for.
            f"(?:(?=.{{0,{longest}}}[至到—–\\-~～－])(?P<low_unit>{units})?{RANGE}(?P<high>{NUMBER}))?"
            "(?:[ 　](?P<spaced>[百千万亿]+))?"
            "[ 　]?(?P<more>多|余|来(?=[个名位人家户条处]))?(?P<magnitude>(?<=[多余])[百千万亿]+)?"
            f"[ 　]?(?P<unit>{units})(?P<half>半(?![天年月]))?"
        )
        half = "半(?<![上下前后每大多小一]半)(?P<half_unit>个?月|年|天|个?小时)(?!度|来|前)"
        number = f"(?:{half}|{percent}|(?P<low>{NUMBER})(?:{inside}|{counted}))"
        return re.compile(f"{number}(?P<after>{self.bounds.after})?")

    @cached_property
    def bound_at_end(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self.bounds.after})$")

    @cached_property
    def name_pattern(self) -> re.Pattern[str]:
        return re.compile(any_word((name, "") for name in self.names))


def load_quantity_rules(lexicon: Path) -> QuantityRules:
    """Return the amount rules of a lexicon folder. Raises LexiconError with file and line."""
    columns = ("units", "dimension", "measured", "not_before", "only_after")
    units: dict[str, Unit] = {}
    for row in read_rows(lexicon / "units.csv", columns):
        for name, unit in _units(row).items():
            if name in units:
                raise row.error(f"unit {name} stands twice")
            units[name] = unit
    lines = (lexicon / "not_quantities.txt").read_text(encoding="utf-8").splitlines()
    bounds = load_bounds(lexicon / "bounds.csv")
    names = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
    return QuantityRules(units, bounds, names)


def _units(row: Row) -> dict[str, Unit]:
    if row["measured"] not in ("", "yes"):
        raise row.error(f"measured {row['measured']!r}; wanted blank or yes")
    if not row["dimension"]:
        raise row.error("no dimension")
    return {
        name: Unit(
            name, name.removeprefix("个") or "个", row["dimension"], row["measured"] == "yes", row["not_before"],
            row.words("only_after"),
        )
        for name in row.words("units")
    }
