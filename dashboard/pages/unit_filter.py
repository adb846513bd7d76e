"""The filter of what is compared: 街道 or the areas above them, those of one area, or some of them by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

import pandas as pd
import streamlit as st

from dashboard.charts.wording import short_name
from dashboard.pages.address import follow_choices, listed, write_choices
from dashboard.tables.areas import LEVELS, STREET, areas_above, levels_that_tell_apart, units_within
from dashboard.tables.tables import MOST_STREETS_OF_ROWS, Tables, areas_of

UNIT, AREA, LEVEL = "street", "area", "level"
"""Keys of the filters in the address; ``level`` says ``street`` where 街道 are asked for though there are many."""

MANY = 20
"""More options than this are searched for in a list rather than laid out."""
MOST_LISTED = 600
"""A list of more is too long for a browser: what is wanted is found by name or by its area first."""
MOST_FOUND = 50
MOST_ROWS_SHOWN = MOST_STREETS_OF_ROWS
"""Of more 街道 an area is looked into first; only where none is known are they all shown."""
MOST_LISTS_KEPT = 100
"""Of units in an area."""
MOST_COMPARED = 300
"""More 街道 than this are shown by area at first: one by one they say little."""


@dataclass(frozen=True, slots=True)
class ChosenUnits:
    """What is compared: units by name (none: all), in an area (None: anywhere), of a level (None: 街道)."""

    units: tuple[str, ...]
    area: str | None
    level: str | None


@dataclass(frozen=True, slots=True)
class KnownUnits:
    """The areas of every 街道 (see ``area_names``), and the levels by which they can be told."""

    names: pd.DataFrame
    levels: tuple[str, ...]
    within: Callable[[str | None, str | None], list[str]] = field(init=False, repr=False)
    """Returns the units of a level in an area; nobody changes the list. Every run of a page asks several times."""

    def __post_init__(self) -> None:
        # Which 街道 lie in an area is looked up once for all levels: of very many it takes longest.
        inside = lru_cache(MOST_LISTS_KEPT)(partial(_names_within, self.names))
        object.__setattr__(
            self, "within", lru_cache(MOST_LISTS_KEPT)(lambda level, area: units_within(inside(area), level, None))
        )

    def is_area(self, name: str) -> bool:
        """Return whether there is an area of this name."""
        return any(name in self.within(level, None) for level in self.levels)

    def holding(self, level: str, area: str | None) -> str | None:
        """Return the one area of a level that an area lies in, or is; None where it lies in several or in none."""
        found = self.within(level, area) if area is not None else []
        return found[0] if len(found) == 1 else None

    def usual_level(self, area: str | None) -> str | None:
        """Return the finest level with few enough units to compare; the coarsest where all have more."""
        for level in (None, *self.levels):
            if len(self.within(level, area)) <= MOST_COMPARED:
                return level
        return self.levels[-1] if self.levels else None

    def can_compare(self, level: str, area: str | None) -> bool:
        """Return whether the areas of a level can be shown one by one, and whether there is more than one."""
        return 1 < len(self.within(level, area)) <= MOST_ROWS_SHOWN

    def can_compare_streets(self, area: str | None) -> bool:
        """Return whether 街道 can be shown one by one: always where there is nothing else to show."""
        return not self.levels or len(self.within(None, area)) <= MOST_ROWS_SHOWN

    def with_areas(self, units: Sequence[str], level: str | None) -> dict[str, str]:
        """Return how units stand in a list, ordered by their areas: 徐汇区 · 天平路街道."""
        above = [name for name in self.levels if level is None or self.levels.index(name) > self.levels.index(level)]
        if not above or not units:
            return {unit: unit for unit in units}
        own = self.names if level is None else areas_above(self.names, level)
        of_units = own.loc[list(units), above[0]]
        order = {area: place for place, area in enumerate(dict.fromkeys(self.names[above[0]]))}
        ordered = sorted(zip(of_units, units, strict=True), key=lambda pair: order[pair[0]])
        return {unit: f"{area} · {unit}" for area, unit in ordered}


def _names_within(names: pd.DataFrame, area: str | None) -> pd.DataFrame:
    """Return the areas of the 街道 that lie in an area (None: of all)."""
    return names if area is None else names.loc[units_within(names, None, area)]


def known_units(tables: Tables) -> KnownUnits:
    """Return the 街道 of the tables with their areas."""
    names = areas_of(tables)
    return KnownUnits(names, tuple(levels_that_tell_apart(names)))


def choose_units(known: KnownUnits) -> ChosenUnits:
    """Draw the filter and return what is chosen, as the address says it."""
    area = _asked_area(known)
    level = _asked_level(known, area)
    options = known.within(level, area)
    chosen = follow_choices(UNIT, options)
    noun = LEVELS.get(level or "", STREET)
    with st.popover(_summary(chosen, area, len(options), noun), type="tertiary", key=f"choose_{UNIT}"):
        if known.levels:
            _choose_level(known, level, area)
            _choose_area(known, area)
        _choose_by_name(known, options, chosen, level)
        if level is not None and not known.can_compare_streets(area):
            _find_street(known, area)
    return ChosenUnits(tuple(chosen), area, level)


def unit_parameters() -> dict[str, list[str]]:
    """Return the filter as parameters of an address, for links to other pages."""
    chosen = {key: listed(st.session_state.get(key)) for key in (UNIT, AREA, LEVEL)}
    return {key: options for key, options in chosen.items() if options}


def _asked_area(known: KnownUnits) -> str | None:
    """Return the area that is asked for; only one that there is."""
    asked = [name for name in (st.query_params.get(AREA), st.session_state.get(AREA)) if name]
    area = next((name for name in asked if known.is_area(name)), None)
    _keep(AREA, area)
    return area


def _asked_level(known: KnownUnits, area: str | None) -> str | None:
    asked = [name for name in (st.query_params.get(LEVEL), st.session_state.get(LEVEL)) if name]
    level = next((name for name in asked if name in (UNIT, *known.levels)), None)
    _keep(LEVEL, level)
    if level is None and _asked_streets(known):
        return None
    if level in known.levels and known.can_compare(level, area):
        return level
    return None if level == UNIT and known.can_compare_streets(area) else known.usual_level(area)


def _asked_streets(known: KnownUnits) -> bool:
    """Return whether 街道 are asked for by name, few enough to be shown one by one."""
    asked = st.query_params.get_all(UNIT) or listed(st.session_state.get(UNIT))
    return bool(asked) and len(asked) <= MOST_ROWS_SHOWN and any(name in known.names.index for name in asked)


def _keep(key: str, value: str | None) -> None:
    st.session_state[key] = value
    if value != st.query_params.get(key):
        write_choices(key)


def _choose_level(known: KnownUnits, level: str | None, area: str | None) -> None:
    key = f"choose_{LEVEL}"
    options = [UNIT] if known.can_compare_streets(area) else []
    options += [name for name in known.levels if known.can_compare(name, area)]
    st.session_state[key] = level or UNIT

    def turn() -> None:
        st.session_state[LEVEL] = st.session_state[key]
        write_choices(LEVEL)

    if (level or UNIT) in options and len(options) > 1:
        st.pills(
            "比较", options, key=key, required=True, on_change=turn,
            format_func={UNIT: STREET, **LEVELS}.__getitem__,
        )  # fmt: skip


def _choose_area(known: KnownUnits, area: str | None) -> None:
    """Draw a list per level, the largest areas first; each holds what lies in the area chosen above it."""
    above = None
    for level in reversed(known.levels):
        key = f"choose_{AREA}_{level}"
        options = known.within(level, above)
        named = known.holding(level, area)
        st.session_state[key] = named
        st.selectbox(
            f"所在{LEVELS[level]}", options, key=key, index=None, placeholder=f"全部{LEVELS[level]}",
            on_change=_turn_to_area, args=(level, known.levels),
        )  # fmt: skip
        above = named or above


def _turn_to_area(level: str, levels: Sequence[str]) -> None:
    """Take the area that was chosen in the list of a level; the next larger one where it was emptied."""
    larger = [st.session_state.get(f"choose_{AREA}_{name}") for name in levels[levels.index(level) :]]
    st.session_state[AREA] = next((name for name in larger if name), None)
    write_choices(AREA)


def _choose_by_name(known: KnownUnits, options: list[str], chosen: list[str], level: str | None) -> None:
    noun = LEVELS.get(level or "", STREET)
    if len(options) <= MANY:
        st.pills(noun, options, selection_mode="multi", key=UNIT, on_change=write_choices, args=(UNIT,))
        return
    if len(options) > MOST_LISTED:
        words = st.text_input("查找", key="find_unit", placeholder=f"按名称查找{noun}，共{len(options):,}个")
        found = [name for name in options if words and words in name][:MOST_FOUND]
        options = list(dict.fromkeys([*chosen, *found]))
    shown = known.with_areas(options, level)
    st.multiselect(
        noun, list(shown), key=UNIT, placeholder=f"全部{noun}", on_change=write_choices, args=(UNIT,),
        format_func=shown.__getitem__,
    )  # fmt: skip


def _find_street(known: KnownUnits, area: str | None) -> None:
    """Draw a search for one 街道 by its name, where there are too many to list them."""
    streets = known.within(None, area)
    words = st.text_input("查找", key="find_street", placeholder=f"按名称查找街道，共{len(streets):,}个")
    found = known.with_areas([name for name in streets if words and words in name][:MOST_FOUND], None)
    key = "found_street"
    st.session_state[key] = None

    def take() -> None:
        if name := st.session_state[key]:
            st.session_state[UNIT] = [name]
            write_choices(UNIT)

    if found:
        st.pills("找到的街道", list(found), key=key, on_change=take, format_func=found.__getitem__)


def _summary(chosen: Sequence[str], area: str | None, units: int, noun: str) -> str:
    if len(chosen) == 1:
        return short_name(chosen[0])
    counted = f"{len(chosen)}个{noun}" if chosen else f"{units:,}个{noun}"
    return f"{area} · {counted}" if area else counted
