"""Turning pages of what does not fit on one screen."""

from collections.abc import Callable

import streamlit as st

from dashboard.pages.view import View, computed
from dashboard.tables.tables import Tables


def page_number(name: str, pages: int) -> int:
    """Return the page that is open, from 1 to ``pages``."""
    number: int = st.session_state.get(_key(name), 1)
    return min(max(number, 1), max(pages, 1))


def turn_to(name: str, number: int) -> None:
    """Open a page; the next run shows it."""
    st.session_state[_key(name)] = number


def show_pager(name: str, pages: int, found: str) -> None:
    """Draw the buttons back and on with the page's number; nothing where all fits on one page.

    ``found`` says how many things there are in all: 74项; blank where the chart says it.
    """
    if pages < 2:
        return
    number = page_number(name, pages)
    with st.container(key=f"pager_{name}", horizontal=True, vertical_alignment="center"):
        st.button("上一页", on_click=turn_to, args=(name, number - 1), disabled=number == 1, key=f"back_{name}")
        place = "，".join(filter(None, (f"第{number}页，共{pages}页", found)))
        st.html(f'<p class="quiet">{place}</p>', width="content")
        st.button("下一页", on_click=turn_to, args=(name, number + 1), disabled=number == pages, key=f"on_{name}")


def pages_of(things: int, on_a_page: int) -> int:
    """Return how many pages so many things fill, at least one."""
    return max(-(-things // on_a_page), 1)


def page_count(view: View, count: Callable[[Tables], int]) -> int:
    """Return how many pages a chart of what is chosen fills, counted once for the same tables and choice."""
    return computed(view, count)


def _key(name: str) -> str:
    return f"_page_{name}"
