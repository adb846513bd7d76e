"""A box to tick that also follows when what it stands for is ticked in another way."""

from collections.abc import Callable
from typing import Any

import streamlit as st


def following_box(
    label: str, key: str, is_ticked: bool, on_change: Callable[..., None], args: tuple[Any, ...] = (),
    *, disabled: bool = False,
) -> None:  # fmt: skip
    """Draw a box without its label that shows ``is_ticked``; ``on_change`` finds what the viewer wants under ``key``
    in the session's state.

    The key must be the same for both values: with another one Streamlit draws a new box beside the old one for a
    moment, so that what stands after it moves under the pointer.
    """
    if st.session_state.get(key) != is_ticked:
        st.session_state[key] = is_ticked
    st.checkbox(label, key=key, label_visibility="collapsed", disabled=disabled, on_change=on_change, args=args)
