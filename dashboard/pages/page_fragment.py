"""A page that answers clicks by itself, without the shell around it, and still follows the tables."""

from collections.abc import Callable
from functools import wraps

import streamlit as st

from dashboard.pages.start_up import newest_version
from dashboard.pages.turns import turns
from dashboard.pages.view import View
from dashboard.tables.store import TablesChangedError


def page_fragment(show: Callable[[View], None]) -> Callable[[View], None]:
    """Return ``show`` as a fragment that has the whole page drawn anew where newer tables have come since.

    The briefing is a plain fragment: nothing changes under someone who is speaking.
    """

    @st.fragment
    @wraps(show)
    def shown(view: View) -> None:
        if newest_version() != view.version:
            st.rerun()
        try:
            with turns().turn():
                show(view)
        except TablesChangedError:  # they came while the page was being drawn
            st.rerun()

    return shown
