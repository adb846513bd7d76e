"""Text on a page that opens the sentences behind it when it is clicked: key figures, next steps, rows.

Such a text is an element of the page's own HTML. One component for the whole page listens to all of them, so that a
list of many costs the browser little more than its words.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.pages.escape import escaped_html
from dashboard.pages.evidence import open_evidence
from dashboard.pages.view import View

HERE = Path(__file__).parent

Rows = pd.DataFrame | Callable[[], pd.DataFrame]
"""Rows, or what looks them up once they are wanted."""


class CitedTexts:
    """The texts of one page that open sentences, and the component that hears which of them was clicked."""

    def __init__(self, view: View, page: str) -> None:
        self._view, self._page = view, page
        self._behind: dict[str, tuple[str, Rows]] = {}

    def html(self, inner: str, *, name: str, heading: str, rows: Rows) -> str:
        """Return the HTML of a text that opens ``rows`` (``sentence_id`` ``start`` ``end``) when it is clicked.

        ``inner`` is its own HTML, all texts escaped; ``name`` tells it from the others on the page; ``heading`` is
        what the drawer and a screen reader call it.
        """
        place = f"cited-{self._page}-{name}"
        self._behind[place] = (heading, rows)
        spoken = escaped_html(f"{heading}：看原文")
        return (
            f'<div class="cited" role="button" tabindex="0" id="{escaped_html(place)}" aria-label="{spoken}">'
            f"{inner}</div>"
        )

    def listen(self) -> None:
        """Let the texts open their sentences. Call it once, after they are drawn."""
        key = f"cited_{self._page}"

        def open_clicked() -> None:
            place = (st.session_state.get(key) or {}).get("opened")
            if place in self._behind:
                heading, rows = self._behind[place]
                open_evidence(heading, rows() if callable(rows) else rows, self._page, self._view.selection)

        with st.container(key=f"unseen_cited_{self._page}"):
            _listener()(key=key, height=1, on_opened_change=open_clicked)


@cache
def _listener() -> Callable[..., Any]:
    """Return the component that listens. Registered once per process."""
    return st.components.v2.component("cited_texts", html="<i></i>", js=(HERE / "cited.js").read_text("utf-8"))
