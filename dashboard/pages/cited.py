"""Text on a page that opens the sentences behind it when it is clicked: key figures, next steps, rows."""

import pandas as pd
import streamlit as st

from dashboard.pages.escape import escaped_markdown
from dashboard.pages.evidence import open_evidence
from dashboard.pages.view import View


def show_cited(
    html: str, view: View, page: str, *, name: str, heading: str, rows: pd.DataFrame, narrow: bool = False
) -> None:
    """Draw ``html`` (its texts escaped) under a button as large as itself.

    ``name`` tells it from the others on the page; ``heading`` is what the drawer and a screen reader call it.
    ``narrow`` takes only the room that the text needs.
    """
    with st.container(key=f"cited_{page}_{name}", width="content" if narrow else "stretch"):
        st.html(html)
        st.button(
            f"{escaped_markdown(heading)}：看原文", key=f"open_{page}_{name}", on_click=open_evidence,
            args=(heading, rows, page, view.selection),
        )  # fmt: skip
