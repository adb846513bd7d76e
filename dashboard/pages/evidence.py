"""The sentences behind what was clicked, in a drawer at the right of the page."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.charts.quotes import Quote, quotes_of
from dashboard.pages.escape import escaped_html
from dashboard.pages.filters import filter_parameters
from dashboard.pages.marked_text import Mark, marked_html
from dashboard.pages.view import View
from dashboard.tables.tables import Selection

SENTENCES_SHOWN = 20
"""So many sentences are shown at first; more are a click away."""

_OPEN, _SHOWN = "_evidence", "_evidence_shown"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is open: a heading, rows ``sentence_id`` ``start`` ``end``, and where it was opened."""

    heading: str
    rows: pd.DataFrame
    page: str
    selection: Selection
    on_close: Callable[[], None] | None = None


def open_evidence(
    heading: str, rows: pd.DataFrame, page: str, selection: Selection, on_close: Callable[[], None] | None = None
) -> None:
    """Open the drawer with these rows in place of what it held; without any row it closes."""
    close_evidence()
    if not rows.empty:
        st.session_state[_OPEN] = Evidence(heading, rows, page, selection, on_close)
        st.session_state[_SHOWN] = SENTENCES_SHOWN


def close_evidence() -> None:
    """Close the drawer where it is open."""
    evidence: Evidence | None = st.session_state.pop(_OPEN, None)
    if evidence is not None and evidence.on_close is not None:
        evidence.on_close()


def show_evidence(view: View, page: str) -> None:
    """Draw the drawer where it was opened on this page for what is still chosen. Call it last on the page."""
    evidence: Evidence | None = st.session_state.get(_OPEN)
    if evidence is None:
        return
    if evidence.page != page or evidence.selection != view.selection:
        del st.session_state[_OPEN]
        return
    quotes = quotes_of(view.tables, evidence.rows, most=st.session_state[_SHOWN])
    with st.container(key="evidence"):
        with st.container(key="evidence_head", horizontal=True, vertical_alignment="center"):
            st.html(f'<h2>{escaped_html(evidence.heading)}</h2><p class="quiet">{quotes.total:,}句原文</p>')
            st.button("关闭", on_click=close_evidence, key="evidence_close", type="tertiary", shortcut="Esc")
        for quote in quotes.shown:
            _show_quote(quote)
        if quotes.left_out:
            st.button(f"再看{min(SENTENCES_SHOWN, quotes.left_out)}句", on_click=_show_more)


def _show_more() -> None:
    st.session_state[_SHOWN] += SENTENCES_SHOWN


def _show_quote(quote: Quote) -> None:
    marks = [Mark(start, end, "cited-words") for start, end in quote.places]
    whose = escaped_html("　".join(filter(None, (quote.street, quote.document))))
    with st.container(key=f"quote_{quote.sentence_id}"):
        st.html(
            f'<blockquote>{marked_html(quote.text, quote.start, marks)}</blockquote><p class="quiet">{whose}</p>'
        )
        st.page_link(
            "dashboard/pages/source_text.py", label="看原文",
            query_params={**filter_parameters(), "sentence": quote.sentence_id},
        )
