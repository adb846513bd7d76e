"""The filters 年份, 街道 and 主题, which live in the address and so hold on every page."""

from collections.abc import Sequence

import streamlit as st

from dashboard.pages.address import follow_choices, listed, write_choices
from dashboard.pages.theme import show_theme_switch
from dashboard.pages.unit_filter import KnownUnits, choose_units, known_units, unit_parameters
from dashboard.pages.view import View, computed
from dashboard.tables.table_source import TableSource
from dashboard.tables.tables import Selection, Tables

YEAR, THEME = "year", "theme"
"""Keys of the filters: of the widgets and in the address."""

MANY = 20
"""More options than this are searched for in a list rather than laid out."""


def first_view(tables: TableSource, version: str) -> View:
    """Return the view of a viewer who has chosen nothing."""
    known = computed(View(tables, version, Selection()), known_units)
    return View(tables, version, Selection(level=known.usual_level(None)))


def show_filters(tables: TableSource, version: str) -> Selection:
    """Draw the filters and the switch of themes at the top right; return what is chosen."""
    whole = View(tables, version, Selection())
    years, themes, units = computed(whole, _years), computed(whole, _themes), computed(whole, known_units)
    with st.container(
        key="filters", horizontal=True, horizontal_alignment="right", vertical_alignment="center", width="content"
    ):
        selection = _selection(years, themes, units)
        show_theme_switch()
    return selection


def _selection(years: Sequence[str], themes: Sequence[str], known: KnownUnits) -> Selection:
    year = _choose_year(years)
    if known.names.empty:
        return Selection(year=year)
    chosen = choose_units(known)
    return Selection(chosen.units, tuple(_choose_themes(themes)), year, chosen.area, chosen.level)


def _years(tables: Tables) -> list[str]:
    return sorted({str(int(year)) for year in tables.articles["year"].dropna()}, reverse=True)


def _themes(tables: Tables) -> list[str]:
    return tables.theme_names()


def _choose_year(years: Sequence[str]) -> int | None:
    """Return the plan year chosen, None for all of them; there is nothing to choose where all plans are of one."""
    chosen = follow_choices(YEAR, years if len(years) > 1 else [])[:1]
    if len(years) < 2:
        return None
    st.session_state[YEAR] = chosen[0] if chosen else None
    with st.popover(f"{chosen[0]}年" if chosen else "全部年份", type="tertiary", key=f"choose_{YEAR}"):
        st.pills("计划年份", years, key=YEAR, format_func="{}年".format, on_change=write_choices, args=(YEAR,))
    return int(chosen[0]) if chosen else None


def _choose_themes(themes: Sequence[str]) -> list[str]:
    chosen = follow_choices(THEME, themes)
    summary = f"{len(chosen)}个主题" if len(chosen) > 1 else chosen[0] if chosen else "全部主题"
    with st.popover(summary, type="tertiary", key=f"choose_{THEME}"):
        if len(themes) > MANY:
            st.multiselect(
                "主题", themes, key=THEME, placeholder="全部主题", on_change=write_choices, args=(THEME,)
            )
        else:
            st.pills("主题", themes, selection_mode="multi", key=THEME, on_change=write_choices, args=(THEME,))
    return chosen


def filter_parameters() -> dict[str, list[str]]:
    """Return the filters as parameters of an address, for links to other pages."""
    chosen = {key: listed(st.session_state.get(key)) for key in (YEAR, THEME)}
    return unit_parameters() | {key: options for key, options in chosen.items() if options}
