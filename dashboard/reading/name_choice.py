"""Chooses among the units of one name by what stands around the name and by where the document is at home."""

from collections.abc import Callable, Sequence

from dashboard.reading.divisions import stem_of_area
from dashboard.reading.township import Place, Township, common

BEFORE_NAME = 12
"""Characters before a name in which its district is looked for."""

SEPARATORS = " \u3000·•|｜/-—,，"
"""What can stand between a unit's name, its district, its city and its province."""

SHORTEST_DISTRICT, SHORTEST_AREA = 3, 2
"""Shorter names of districts are words (城区)."""

DISTRICT_ENDS = frozenset("区县旗市")


def place_before(text: str, start: int, place: Place) -> tuple[int, int]:
    """Return how much of a unit's place stands right before its name, in levels, and where that begins.

    Names of districts and cities may be shortened (鱼台王庙镇); city and province may be left out.
    """
    levels = 0
    for level, name in enumerate(place):
        if name is None or (level and name == place[level - 1]):
            continue  # of 上海市 as city and province, one
        end = start
        while end and text[end - 1] in SEPARATORS:
            end -= 1
        if begin := _begin_of(text, end, name, level):
            start = begin - 1
            levels += 1
    return levels, start


def _begin_of(text: str, end: int, name: str, level: int) -> int:
    """Return 1 more than where the name of a district, city or province begins that ends here; 0 for none.

    That of a district counts in its shortened form, and as that of another kind of district (章丘市 is 章丘区 now).
    """
    if text.endswith(name, 0, end):
        return end - len(name) + 1
    stem = stem_of_area(name, level)
    if not stem:
        return 0
    if text.endswith(stem, 0, end):
        return end - len(stem) + 1
    if level == 0 and text[end - 1 : end] in DISTRICT_ENDS and text.endswith(stem, 0, end - 1):
        return end - len(stem)
    return 0


def named_before(text: str, start: int, candidates: Sequence[Township]) -> list[Township]:
    """Return the units of whose places the most stands right before their name; none where nothing does."""
    levels = [place_before(text, start, unit.place)[0] for unit in candidates]
    most = max(levels, default=0)
    return [unit for unit, found in zip(candidates, levels, strict=True) if found == most] if most else []


def named_near(text: str, start: int, candidates: Sequence[Township]) -> list[Township]:
    """Return the units whose district is the last that stands shortly before their name."""
    first = max(0, start - BEFORE_NAME)
    places = [
        text.rfind(unit.district, first, start) if unit.district and len(unit.district) >= SHORTEST_DISTRICT else -1
        for unit in candidates
    ]
    last = max(places, default=-1)
    return [unit for unit, place in zip(candidates, places, strict=True) if place == last] if last >= 0 else []


def named_anywhere(text: str, candidates: Sequence[Township]) -> list[Township]:
    """Return the units whose place a text names: the district before the name, the district, else the city or the
    province, at last these in their shortened form."""
    name = candidates[0].name
    elsewhere = text.replace(name, "") if name in text else text

    def names(area: str | None) -> bool:
        return area is not None and len(area) >= SHORTEST_AREA and area in elsewhere

    tests: tuple[Callable[[Township], bool], ...] = (
        lambda unit: f"{unit.district}{name}" in text,
        lambda unit: len(unit.district or "") >= SHORTEST_DISTRICT and names(unit.district),
        lambda unit: names(unit.city),
        lambda unit: names(unit.province),
        lambda unit: any(names(stem_of_area(unit.place[level] or "", level)) for level in (1, 2)),
    )
    for test in tests:
        if found := [unit for unit in candidates if test(unit)]:
            return found
    return []


def one_of(candidates: Sequence[Township]) -> Township:
    """Return the only unit, or of several of one name one that has what their places share."""
    return candidates[0] if len(candidates) == 1 else candidates[0].at(common(unit.place for unit in candidates))
