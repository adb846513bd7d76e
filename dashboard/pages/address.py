"""Choices of a page that live in the address and outlast a visit to another page."""

from collections.abc import Sequence

import streamlit as st

_KEPT = "_kept_"


def follow_address(key: str, options: Sequence[str], default: str) -> str:
    """Return what is chosen: what the address says, else what was chosen before, else ``default``.

    Call it before the widget with this key, whose state it sets, and let the widget's ``on_change`` be
    :func:`keep_choice`. Streamlit forgets a widget and its parameter when another page is opened.
    """
    wanted = (st.query_params.get(key), st.session_state.get(_KEPT + key))
    chosen = next((str(choice) for choice in wanted if choice in options), default)
    st.session_state[key] = chosen
    keep_choice(key, default)
    return chosen


def keep_choice(key: str, default: str) -> None:
    """Keep what the widget says, and write it into the address; there the default is left out."""
    chosen = st.session_state[key] or default
    st.session_state[_KEPT + key] = chosen
    if chosen != default:
        if st.query_params.get(key) != chosen:
            st.query_params[key] = chosen
    elif key in st.query_params:
        del st.query_params[key]
