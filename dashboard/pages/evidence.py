"""The sentences behind what was clicked, in a drawer at the right of the page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.quotes import document_names
from dashboard.charts.wording import is_missing
from dashboard.pages.escape import escaped_html
from dashboard.pages.filters import filter_parameters
from dashboard.pages.marked_text import Mark, marked_html
from dashboard.pages.rows import rows_of
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
    sentences = _sentences(view, evidence.rows)
    shown = sentences.head(st.session_state[_SHOWN])
    titles = document_names(view.tables)
    with st.container(key="evidence"):
        with st.container(key="evidence_head", horizontal=True, vertical_alignment="center"):
            st.html(f'<h2>{escaped_html(evidence.heading)}</h2><p class="quiet">{len(sentences):,}句原文</p>')
            st.button("关闭", on_click=close_evidence, key="evidence_close", type="tertiary", shortcut="Esc")
        for sentence in rows_of(shown):
            _show_sentence(sentence, evidence.rows, titles.get(sentence.document_id, ""))
        if len(shown) < len(sentences):
            st.button(f"再看{min(SENTENCES_SHOWN, len(sentences) - len(shown))}句", on_click=_show_more)


def _show_more() -> None:
    st.session_state[_SHOWN] += SENTENCES_SHOWN


def _sentences(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences that the rows name, in the order of the documents."""
    sentences = view.tables.sentences
    return sentences[sentences["sentence_id"].isin(set(rows["sentence_id"]))]


def _whose(street: str | None) -> str:
    return "" if is_missing(street) else f"{street}　"


def _show_sentence(sentence: Any, rows: pd.DataFrame, title: str) -> None:
    marks = [
        Mark(int(row.start), int(row.end), "cited-words")
        for row in rows_of(rows[rows["sentence_id"] == sentence.sentence_id])
        if not is_missing(row.start)
    ]
    with st.container(key=f"quote_{sentence.sentence_id}"):
        st.html(
            f'<blockquote>{marked_html(sentence.text, int(sentence.start), marks)}</blockquote>'
            f'<p class="quiet">{escaped_html(_whose(sentence.street))}{escaped_html(title)}</p>'
        )
        st.page_link(
            "dashboard/pages/source_text.py", label="看原文",
            query_params={**filter_parameters(), "sentence": sentence.sentence_id},
        )
