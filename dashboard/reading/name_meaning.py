"""Which unit a name means at a place of a text, or as a whole string."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.reading.country_names import UNIT_END
from dashboard.reading.divisions import Divisions
from dashboard.reading.name_choice import (
    DISTRICT_ENDS,
    named_anywhere,
    named_before,
    named_near,
    one_of,
    place_before,
)
from dashboard.reading.other_districts import OtherDistricts
from dashboard.reading.place_search import HAN_CHARACTER, LONGEST_AREA, areas_in, is_district
from dashboard.reading.township import NOWHERE, Place, Township, common, unlisted

LONGEST_GAP = 3
"""Characters between a district and a name that may belong to a longer name, which no list has (鱼台县大王庙镇)."""

GAP = LONGEST_GAP + 1
"""Characters before a name among which a district before it ends."""

SHORT_NAME = 3
"""Names of no more characters stand at the end of many others (王庙镇 ends with 庙镇)."""

LINKS = frozenset("的之与和及暨同在到赴驻委府局办")
"""Characters between a district and a name that show it is no longer one (静安区和彭浦镇)."""

SHORTEST_BARE = 3
"""Shorter names are words, or ends of names, unless their district stands before them."""

SHORTEST_STEM = 2
"""Characters before the kind that a name has at least which counts right behind other words, where nothing tells."""

LONGEST_WRITTEN = 60
"""Characters of the longest string that is looked at as one name with all it belongs to."""


MOST_TIMES = 200
"""How often in a document a name that several units have is told by what stands around it; the rest of the document
tells those behind, and a text of nothing else takes no more than its time."""


@dataclass
class Memo:
    """What is looked up once for a document: the units of each name, and the one at home; and how often each has been
    told from others."""

    candidates: dict[str, Sequence[Township]] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    at_home: dict[str, Township | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Meanings:
    """What names mean. ``forms`` gives all units of a full name or variant kept by hand, those of the country among
    them, ``shorts`` the units of a short form, ``alone`` the unit of a form that has but one; ``divisions`` those of
    the whole country by full names.

    ``not_districts`` and ``not_units`` are names that are words too.
    """

    forms: dict[str, tuple[Township, ...]]
    shorts: dict[str, tuple[Township, ...]]
    alone: dict[str, Township]
    divisions: Divisions
    others: OtherDistricts
    not_districts: frozenset[str]
    not_units: frozenset[str]

    def candidates(self, name: str) -> Sequence[Township]:
        """Return all units of a written form: those of this full name first, then those it is a variant of."""
        return self.forms.get(name) or self.divisions.units(name)

    def meant(
        self, name: str, start: int, text: str, home: Place, memo: Memo, *, title: bool = False
    ) -> Township | None:
        """Return the unit that a name at a place of a text means; None where it is none, or part of another name.

        ``memo`` is kept from name to name of a document.
        """
        if alone := self.alone.get(name):  # nearly all names of one's own units
            beside = text[max(0, start - GAP) : start]
            if DISTRICT_ENDS.isdisjoint(beside) or (alone.district and beside.endswith(alone.district)):
                return alone
        if name not in memo.candidates:
            memo.candidates[name] = self.candidates(name) or self.shorts[name]
        candidates = memo.candidates[name]
        if len(candidates) > 1:
            memo.times[name] += 1
            if memo.times[name] > MOST_TIMES:
                if name not in memo.at_home:
                    memo.at_home[name] = self._at_home_or_none(candidates, home)
                return memo.at_home[name]
        if before := named_before(text, start, candidates):
            return at_home(before, home)
        if start and HAN_CHARACTER.match(text, start - 1):
            if other := self._elsewhere(text, start, name, candidates, title=title):
                return other if title else None
            if text[start - 1] in DISTRICT_ENDS and (place := self.others.place_before(text, start)):
                behind = behind_other(candidates, name, place)
                return behind if title or behind.known else None
        agreeing = [unit for unit in candidates if unit.place.agrees(home)]
        if name in self.shorts and name not in self.forms and not agreeing:
            return None
        if alone:
            return alone
        if near := named_near(text, start, candidates):
            return at_home(near, home)
        if home != NOWHERE and not agreeing and not title:
            return None
        if not (home.district and agreeing) and not self.counts_alone(name, start, text, title=title):
            return None
        if home == NOWHERE and len(candidates) > 1:
            return one_of(named_anywhere(text, candidates) or candidates)
        return at_home(candidates, home)

    @staticmethod
    def _at_home_or_none(candidates: Sequence[Township], home: Place) -> Township | None:
        """Return the unit that home alone tells, an open one where it tells nothing; None where none is there."""
        agreeing = [unit for unit in candidates if unit.place.agrees(home)]
        return one_of(agreeing) if agreeing else None

    def counts_alone(self, name: str, start: int, text: str, *, title: bool) -> bool:
        """Return whether a name counts where nothing tells of its place: no word (小城镇), no end of a longer name."""
        if name in self.forms or name in self.shorts:
            return True
        begins = not start or not HAN_CHARACTER.match(text, start - 1)
        if title and begins:
            return len(name) >= SHORTEST_BARE or bool(UNIT_END.fullmatch(name, 1))
        if not begins and not UNIT_END.search(name, SHORTEST_STEM):
            return False  # of 沣东街道, which no list has, 东街道 may be in the list
        return len(name) >= SHORTEST_BARE and name not in self.not_units and not name.endswith(self.others.no_names)

    def _elsewhere(
        self, text: str, start: int, name: str, candidates: Sequence[Township], *, title: bool
    ) -> Township | None:
        """Return the unlisted unit that a name belongs to, where a listed district of another city stands before it.

        It has the name (鱼台县五里桥街道), or a longer one that ends with it (鱼台县李庙镇; in a title also
        历下区甸柳新村街道, though there are 新村街道).
        """
        first = max(0, start - LONGEST_AREA - LONGEST_GAP)
        areas = [area for area in areas_in(text[first:start], self.divisions, self.not_districts) if is_district(area)]
        if not areas:
            return None
        gap = text[first + areas[-1].end : start]
        is_name = len(name) <= SHORT_NAME or (title and LINKS.isdisjoint(gap))
        if gap and (not is_name or len(gap) > LONGEST_GAP or len(HAN_CHARACTER.findall(gap)) < len(gap)):
            return None
        place = self.divisions.whole(common(areas[-1].places))
        if any(unit.place._replace(district=None).agrees(place._replace(district=None)) for unit in candidates):
            return None
        return None if (gap + name).endswith(self.others.no_names) else unlisted(gap + name, place)

    def whole(self, written: str) -> tuple[str, Sequence[Township]] | None:
        """Return the listed name in a string that is nothing but it and places before it, and the units it can mean."""
        listed, forms, shorts, official = self.divisions.places_of, self.forms, self.shorts, self.divisions.official
        for start in range(max(0, len(written) - LONGEST_WRITTEN), len(written) - 1):
            name = written[start:]
            if official(name) not in listed and name not in forms and name not in shorts:
                continue
            units: Sequence[Township] = self.candidates(name) or shorts[name]
            if start:
                units = [unit for unit in units if place_before(written, start, unit.place)[1] == 0]
            elif not self.counts_alone(name, 0, name, title=True):
                continue
            if units:
                return name, units
        return None


def behind_other(candidates: Sequence[Township], name: str, place: Place) -> Township:
    """Return the unit of a name behind a district that is not its own: one of the same city, else an unlisted one.

    A district that no list has may have been renamed, where no city stands before it.
    """
    area = place._replace(district=None)
    fitting = [unit for unit in candidates if unit.place._replace(district=None).agrees(area)]
    if len(fitting) == 1 or place == NOWHERE:
        return one_of(fitting)
    return unlisted(name, place)


def at_home(candidates: Sequence[Township], home: Place) -> Township:
    """Return the candidate at home; one of a home that has none of several candidates is unlisted."""
    fitting = [unit for unit in candidates if unit.place.agrees(home)]
    if not fitting and len(candidates) > 1 and home.district:
        return unlisted(candidates[0].name, home)
    return one_of(fitting or candidates)
