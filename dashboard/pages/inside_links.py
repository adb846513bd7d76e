"""Links to places in 原文 within HTML of a page: addresses of their own, followed without loading the app anew."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from dashboard.pages.escape import escaped_html
from dashboard.pages.filters import filter_parameters

HERE = Path(__file__).parent
TARGET, TARGET_SCRIPT = "原文", "dashboard/pages/source_text.py"
_KEY = "inside_links"


def inside_link(text_html: str, **parameters: str) -> str:
    """Return the HTML of a link to 原文 with these parameters and the filters; its text is HTML already."""
    query = urlencode({**filter_parameters(), **parameters}, doseq=True)
    return f'<a class="inside" target="_self" href="{escaped_html(f"{TARGET}?{query}")}">{text_html}</a>'


def follow_inside_links() -> None:
    """Open the page whose link was clicked. Call it once on the page, outside any fragment."""
    with st.container(key=f"unseen_{_KEY}"):
        followed = _listener()(key=_KEY, height=1, on_followed_change=lambda: None)
    query = (followed or {}).get("followed")
    if query:
        st.switch_page(TARGET_SCRIPT, query_params=parse_qsl(str(query).removeprefix("?")))


@cache
def _listener() -> Callable[..., Any]:
    """Return the component that listens. Registered once per process."""
    return st.components.v2.component(_KEY, html="<i></i>", js=(HERE / "inside_links.js").read_text("utf-8"))
