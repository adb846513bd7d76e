"""The shell around all pages: look, tables, navigation and filters."""

from pathlib import Path

import streamlit as st

from dashboard.pages.filters import show_filters
from dashboard.pages.start_up import prepared_tables, show_problems
from dashboard.pages.theme import show_theme
from dashboard.pages.turns import turns
from dashboard.pages.view import keep_view
from dashboard.tables.store import TablesChangedError

HERE = Path(__file__).parent

PAGES: tuple[tuple[str, str], ...] = (
    ("overview.py", "总览"),
    ("theme_comparison.py", "主题对比"),
    ("targets.py", "目标"),
    ("keywords.py", "关键词"),
    ("timeline.py", "时间轴"),
    ("source_text.py", "原文"),
    ("briefing.py", "汇报"),
    ("library.py", "资料"),
)
"""Script and name of each page, in the order a briefing runs; the first opens by default."""
LIBRARY = "资料"
"""The page that is there without any article too: documents are added on it, and it tells itself what is wrong."""


def run_app() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title="街道展望", page_icon="🏙️", layout="wide", initial_sidebar_state="collapsed")
    st.html(HERE / "screen.css")
    show_theme()
    pages = [
        st.Page(HERE / script, title=name, url_path=name, default=position == 0)
        for position, (script, name) in enumerate(PAGES)
    ]
    page = st.navigation(pages, position="top")
    tables, version = prepared_tables()
    with turns().turn():
        if page.title != LIBRARY:
            show_problems(tables)
            if tables.articles.empty:
                return
        keep_view(tables, version, show_filters(tables, version))
        try:
            page.run()
        except TablesChangedError:  # a new set came while this one was being read
            st.rerun()
