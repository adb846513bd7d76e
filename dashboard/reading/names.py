"""Finds and resolves names of 街道, 镇 and 乡: full names, variants and short forms of the gazetteer."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from dashboard.lexicon.csv_file import read_rows
from dashboard.lexicon.word_pattern import any_word
from dashboard.reading.header_patterns import CLOSING, HAN
from dashboard.reading.name_search import Form, NameSearch
from dashboard.reading.rules import NameRules, ReadingRules

TOWNSHIP_FILE = "townships.csv"
COLUMNS = ("name", "district", "kind", "short", "variants")
KINDS = ("街道", "镇", "乡", "园区", "农场")

CITY = re.compile(r"上海市?[\s·]*(?=\S{2})")
PROVINCE_AND_CITY = rf"(?:[{HAN}]{{2,6}}(?:省|自治区)[\s·]*)?(?:[{HAN}]{{2,5}}?(?:市|自治州|州|盟|地区)[\s·]*)?"
OTHER_DISTRICT = re.compile(rf"{PROVINCE_AND_CITY}(?P<district>[{HAN}]{{2,4}}?[区县旗]|[{HAN}]{{2,4}}?市)")
"""What may stand before a name that no list has: its district, behind city and province; of 昆山市玉山镇 the city."""

OTHER_DISTRICT_ENDS = frozenset("区县旗市")
UNLISTED_KINDS = ("街道", "镇", "乡", "新片区", "度假区")
"""Ends by which a name that no list has is one of a unit; 园区 and 农场 end words for kinds of places as often."""

UNLISTED = re.compile(rf"[{HAN}]{{2,8}}(?:{'|'.join(UNLISTED_KINDS)})")
AFTER_NAME = re.escape(CLOSING) + "\\s\u3000：:｜|丨—–*_"
"""Marks that can stand behind a name in the line that opens its article."""

BEFORE_NAME = 12
"""Characters before a name in which its district is looked for."""


class Township(NamedTuple):
    """A township-level unit. ``known`` is False for one that the gazetteer does not list."""

    name: str
    district: str | None
    kind: str
    known: bool = True


class NameMatch(NamedTuple):
    """A name found in a text: where it stands and which unit it means."""

    start: int
    end: int
    township: Township


@dataclass(frozen=True)
class Gazetteer:
    """Names to look up. Built by ``load_gazetteer`` or ``build_gazetteer``; picklable, never changed."""

    forms: dict[str, tuple[Township, ...]]
    shorts: dict[str, tuple[Township, ...]]
    districts: dict[str, str]
    in_text: NameSearch
    in_title: NameSearch
    district_pattern: re.Pattern[str]
    unknown_pattern: re.Pattern[str]
    no_names: tuple[str, ...]
    last_characters: frozenset[str]
    name_end: re.Pattern[str]
    """A character that ends names, before a mark that ends them or at the end of a line."""

    def find(self, text: str, district: str | None = None) -> list[NameMatch]:
        """Return the names in running text, in order: full names, variants, short forms before 地区, 社区 …"""
        return self._found(self.in_text, text, district)

    def find_in_each(self, sentences: Sequence[str], district: str | None = None) -> dict[int, list[NameMatch]]:
        """Return the names by the index of the sentence, in order; sentences without names are left out.

        One search through the whole text; no name runs over a line end.
        """
        matches = list(self.in_text.find("\n".join(sentences)))
        if not matches:
            return {}
        starts = [0, *accumulate(len(sentence) + 1 for sentence in sentences)]
        found: dict[int, list[NameMatch]] = {}
        for name, start, _ in matches:
            i = bisect_right(starts, start) - 1
            found.setdefault(i, []).append(self._name_match(name, start - starts[i], sentences[i], district))
        return found

    def find_in_title(self, text: str, district: str | None = None) -> list[NameMatch]:
        """Return the names in a title or file name, where short forms count too.

        Where the gazetteer knows none, a unit written behind its district (某市某区某街道) is returned as unknown.
        """
        found = self._found(self.in_title, text, district)
        return found or list(self._unknown(text))

    def resolve(self, written: str, district: str | None = None) -> Township | None:
        """Return the unit that a whole string names (闵行区古美路街道, 古美街道, 古美), or None.

        ``district`` chooses among units of one name. A 街道, 镇 or 乡 that is not in the gazetteer is returned as
        unknown, with the district that stands before it.
        """
        before, name = self._split_district(written.strip())
        district = before or district
        if candidates := self.forms.get(name) or self.shorts.get(name):
            return _chosen(candidates, district)
        if UNLISTED.fullmatch(name) and not name.endswith(self.no_names):
            return Township(name, district, _kind_of(name), known=False)
        return None

    def is_listed(self, written: str) -> bool:
        """Return whether a whole string is a full name or variant, with or without its district."""
        return self._split_district(written.strip())[1] in self.forms

    def district_in(self, text: str) -> str | None:
        """Return the first district that a text names, or None."""
        match = self.district_pattern.search(text)
        return self.districts[match.group()] if match else None

    def place_of(self, title: str) -> str | None:
        """Return the district that a title begins with behind its city, where no list has it (南京市玄武区2021年…)."""
        match = OTHER_DISTRICT.match(title)
        return match["district"] if match and "市" in title[: match.start("district")] else None

    def _split_district(self, written: str) -> tuple[str | None, str]:
        if written in self.forms:
            return None, written
        city = CITY.match(written)
        rest = written[city.end() :] if city else written
        match = self.district_pattern.match(rest) or OTHER_DISTRICT.match(rest)
        if not match or match.end() == len(rest):
            return None, rest
        name = match["district"] if match.re is OTHER_DISTRICT else match.group()
        return self.districts.get(name, name), rest[match.end() :].lstrip(" \u3000·•|｜/-—,，")

    def _found(self, search: NameSearch, text: str, district: str | None) -> list[NameMatch]:
        return [self._name_match(name, start, text, district) for name, start, _ in search.find(text)]

    def _name_match(self, name: str, start: int, text: str, district: str | None) -> NameMatch:
        """Return the unit that a name at a place of a text means; a district near it chooses among several."""
        candidates = self.forms.get(name) or self.shorts[name]
        township = candidates[0]
        if len(candidates) > 1:
            before = self.district_pattern.findall(text, max(0, start - BEFORE_NAME), start)
            near = self.districts[before[-1]] if before else None
            township = _chosen(candidates, near or district or self.district_in(text))
        return NameMatch(start, start + len(name), township)

    def _unknown(self, text: str) -> Iterator[NameMatch]:
        if not OTHER_DISTRICT_ENDS.intersection(text):
            return
        for match in self.unknown_pattern.finditer(text):
            name = match["name"]
            if not name.endswith(self.no_names):
                district = self.districts.get(match["district"], match["district"])
                yield NameMatch(*match.span("name"), Township(name, district, _kind_of(name), known=False))


def load_gazetteer(folder: Path, rules: ReadingRules) -> Gazetteer:
    """Return the gazetteer of ``folder/townships.csv``; raises LexiconError with file and line for a mistake."""
    townships, shorts, variants = [], [], []
    for row in read_rows(folder / TOWNSHIP_FILE, COLUMNS):
        if row["kind"] not in KINDS:
            raise row.error(f"kind {row['kind']}; wanted one of {', '.join(KINDS)}")
        if not row["district"]:
            raise row.error("empty district")
        township = Township(row["name"], row["district"], row["kind"])
        townships.append(township)
        shorts += [(word, township) for word in row.words("short")]
        variants += [(word, township) for word in row.words("variants")]
    return build_gazetteer(townships, shorts, variants, rules.names, rules.district_variants)


def build_gazetteer(
    townships: Iterable[Township],
    shorts: Iterable[tuple[str, Township]],
    variants: Iterable[tuple[str, Township]],
    rules: NameRules,
    district_variants: Sequence[tuple[str, str]] = (),
) -> Gazetteer:
    """Return a gazetteer of these units. Where a variant is also a full name, the full name holds."""
    forms: defaultdict[str, list[Township]] = defaultdict(list)
    by_short: defaultdict[str, list[Township]] = defaultdict(list)
    for township in townships:
        forms[township.name].append(township)
    full_names = frozenset(forms)
    for word, township in variants:
        if word not in full_names:
            forms[word].append(township)
    for word, township in shorts:
        by_short[word].append(township)
    units = [township for same_name in forms.values() for township in same_name]
    last_characters = frozenset(name[-1] for name in [*forms, *UNLISTED_KINDS])
    districts = {unit.district: unit.district for unit in units if unit.district} | dict(district_variants)
    names = [Form(name, not_before=rules.no_town if name.endswith(("镇", "乡")) else ()) for name in forms]
    return Gazetteer(
        forms={name: tuple(same) for name, same in forms.items()},
        shorts={name: tuple(same) for name, same in by_short.items()},
        districts=districts,
        in_text=NameSearch([*names, *(Form(name, only_before=rules.area_words) for name in by_short)]),
        in_title=NameSearch([*names, *(Form(name, not_before=rules.other_names) for name in by_short)]),
        district_pattern=re.compile(any_word((name, "") for name in districts)),
        unknown_pattern=re.compile(
            rf"(?:^|[^{HAN}]){PROVINCE_AND_CITY}(?P<district>[{HAN}]{{1,4}}?[区县旗]|[{HAN}]{{2,3}}?市)"
            rf"(?P<name>[{HAN}]{{2,5}}?(?:{'|'.join(UNLISTED_KINDS)}))"
        ),
        no_names=rules.no_names,
        last_characters=last_characters,
        name_end=re.compile(rf"[{re.escape(''.join(sorted(last_characters)))}](?:[{AFTER_NAME}]|$)"),
    )


def _chosen(candidates: tuple[Township, ...], district: str | None) -> Township:
    """Return the candidate in the district; where several stay possible, one without a district."""
    fitting = [unit for unit in candidates if unit.district == district] or list(candidates)
    if len(fitting) == 1:
        return fitting[0]
    return Township(fitting[0].name, None, fitting[0].kind)


def _kind_of(name: str) -> str:
    return next((kind for kind in KINDS if name.endswith(kind)), "园区")
