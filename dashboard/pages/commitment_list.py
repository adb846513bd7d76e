"""The list of commitments: one row each, filtered by what it states and turned page by page."""

import pandas as pd
import streamlit as st

from dashboard.charts.commitment_rows import WANTED, column_names, commitment_places, with_words
from dashboard.charts.wording import short_name
from dashboard.pages.address import follow_address, keep_choice
from dashboard.pages.cited import CitedTexts
from dashboard.pages.escape import escaped_html
from dashboard.pages.pager import page_number, pages_of, show_pager, turn_to
from dashboard.pages.rows import rows_of
from dashboard.pages.view import View

ROWS_PER_PAGE = 8
FIND_WIDTH_PIXELS = 420
MISSING = '<span class="none">—</span>'
STATE = "state"
"""Key of the choice: of the widget and in the address."""
_NAME = "commitments"


def show_commitment_list(view: View, page: str) -> None:
    """Draw the list; a row clicked opens its sentence. Of very many 街道 there is none."""
    if not view.chosen.has_texts:
        return
    with st.container(key="commitment_filters", horizontal=True, vertical_alignment="center"):
        follow_address(STATE, WANTED, WANTED[0])
        wanted = st.pills(
            "只看", WANTED, key=STATE, required=True, label_visibility="collapsed", on_change=_keep_wanted
        )
        words = st.text_input(
            "查找", key="find", placeholder="查找目标里的字词", label_visibility="collapsed", width=FIND_WIDTH_PIXELS
        )
    rows = commitment_places(view.chosen)
    rows = rows[rows[wanted or WANTED[0]] & rows["text"].str.contains(words or "", regex=False)]
    pages = pages_of(len(rows), ROWS_PER_PAGE)
    last = page_number(_NAME, pages) * ROWS_PER_PAGE
    cited = CitedTexts(view, page)
    lines = [_row_html(column_names(view.chosen.unit), head=True)]
    if rows.empty:
        lines.append('<p class="quiet">没有符合条件的目标</p>')
    for row in rows_of(with_words(rows.iloc[last - ROWS_PER_PAGE : last], view.chosen)):
        evidence = pd.DataFrame([(row.sentence_id, row.start, row.end)], columns=["sentence_id", "start", "end"])
        cells = (short_name(row.street), row.text, row.amounts, row.due, row.groups, row.themes)
        heading = f"{row.street}的目标"
        lines.append(cited.html(_row_html(cells), name=row.commitment_id, heading=heading, rows=evidence))
    st.html("".join(lines))
    cited.listen()
    show_pager(_NAME, pages, f"{len(rows):,}项")


def _keep_wanted() -> None:
    keep_choice(STATE, WANTED[0])
    turn_to(_NAME, 1)


def _row_html(cells: tuple[str, ...], *, head: bool = False) -> str:
    inner = "".join(f"<span>{escaped_html(cell)}</span>" if cell else MISSING for cell in cells)
    return f'<div class="commitment-row{" head" if head else ""}">{inner}</div>'
