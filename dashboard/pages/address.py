"""Choices of a page that live in the address and outlast a visit to another page."""

from collections.abc import Collection, Sequence

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


def follow_choices(key: str, options: Collection[str]) -> list[str]:
    """Return which of the options are chosen: those that the address says, else those chosen before, which are written
    into the address again.

    Call it before the widget with this key, whose state it sets, and let the widget's ``on_change`` be
    :func:`write_choices`. Streamlit's own binding of widgets to the address loses the choice when another page is
    opened, because the links of the navigation carry no parameters.
    """
    asked = st.query_params.get_all(key)
    given, before = set(asked), set(listed(st.session_state.get(key)))
    chosen = [option for option in options if option in given] or [option for option in options if option in before]
    st.session_state[key] = chosen
    if chosen != asked:
        write_choices(key)
    return chosen


def listed(state: str | list[str] | None) -> list[str]:
    """Return what a widget says as a list: one that takes several says a list, one that takes one a word."""
    return [state] if isinstance(state, str) else state or []


def write_choices(key: str) -> None:
    """Write what the widget with this key says into the address."""
    if chosen := listed(st.session_state[key]):
        st.query_params[key] = chosen
    else:
        st.query_params.pop(key, None)
