"""The filters 年份, 街道 and 主题, which live in the address and so hold on every page."""

from collections.abc import Sequence

import streamlit as st

from dashboard.charts.wording import short_name
from dashboard.pages.theme import show_theme_switch
from dashboard.tables.tables import Selection, Tables

YEAR, STREET, THEME = "year", "street", "theme"
"""Keys of the filters: of the widgets and in the address."""

MANY = 20
"""More options than this are searched for in a list rather than laid out."""


def show_filters(tables: Tables) -> Selection:
    """Draw the filters and the switch of themes at the top right; return what is chosen."""
    years = sorted({str(int(year)) for year in tables.articles["year"].dropna()}, reverse=True)
    streets = list(dict.fromkeys(tables.articles["street"]))
    themes = list(dict.fromkeys(tables.themes["theme"]))
    with st.container(
        key="filters", horizontal=True, horizontal_alignment="right", vertical_alignment="center", width="content"
    ):
        chosen_year = _choose_year(years)
        chosen_streets = _choice("街道", STREET, streets, f"{len(streets):,}个街道") if streets else []
        chosen_themes = _choice("主题", THEME, themes, "全部主题") if streets else []
        show_theme_switch()
    return Selection(tuple(chosen_streets), tuple(chosen_themes), chosen_year)


def _choose_year(years: Sequence[str]) -> int | None:
    """Return the plan year chosen, None for all of them; there is nothing to choose where all plans are of one."""
    chosen = _follow_address(YEAR, years if len(years) > 1 else [])[:1]
    if len(years) < 2:
        return None
    st.session_state[YEAR] = chosen[0] if chosen else None
    with st.popover(f"{chosen[0]}年" if chosen else "全部年份", type="tertiary", key=f"choose_{YEAR}"):
        st.pills("计划年份", years, key=YEAR, format_func="{}年".format, on_change=_write_address, args=(YEAR,))
    return int(chosen[0]) if chosen else None


def _choice(name: str, key: str, options: Sequence[str], everything: str) -> list[str]:
    chosen = _follow_address(key, options)
    with st.popover(_summary(name, chosen, everything), type="tertiary", key=f"choose_{key}"):
        if len(options) > MANY:
            st.multiselect(
                name, options, key=key, placeholder=f"全部{name}", on_change=_write_address, args=(key,)
            )
        else:
            st.pills(name, options, selection_mode="multi", key=key, on_change=_write_address, args=(key,))
    return chosen


def _follow_address(key: str, options: Sequence[str]) -> list[str]:
    """Return what is chosen: what the address says, else what was chosen before, written into the address again.

    Streamlit's own binding of widgets to the address loses the choice when another page is opened, because the
    links of the navigation carry no parameters.
    """
    given = [option for option in options if option in st.query_params.get_all(key)]
    chosen = given or [option for option in options if option in _listed(st.session_state.get(key))]
    st.session_state[key] = chosen
    if chosen != st.query_params.get_all(key):
        _write_address(key)
    return chosen


def _listed(state: str | list[str] | None) -> list[str]:
    """Return what a widget says as a list: one that takes several says a list, one that takes one a word."""
    return [state] if isinstance(state, str) else state or []


def _write_address(key: str) -> None:
    if chosen := _listed(st.session_state[key]):
        st.query_params[key] = chosen
    else:
        st.query_params.pop(key, None)


def _summary(name: str, chosen: Sequence[str], everything: str) -> str:
    if not chosen:
        return everything
    return short_name(chosen[0]) if len(chosen) == 1 else f"{len(chosen)}个{name}"


def filter_parameters() -> dict[str, list[str]]:
    """Return the filters as parameters of an address, for links to other pages."""
    chosen = {key: _listed(st.session_state.get(key)) for key in (YEAR, STREET, THEME)}
    return {key: options for key, options in chosen.items() if options}
