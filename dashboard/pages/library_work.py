"""How far the preprocessing in the background is, on the page 资料."""

import streamlit as st

from dashboard.file_name_signs import shown_name
from dashboard.library.refresh import RefreshState, TablesRefresh
from dashboard.pages.escape import escaped_html, escaped_markdown
from dashboard.pages.start_up import newest_version, tables_refresh
from dashboard.pages.view import View

SECONDS_BETWEEN_LOOKS = 1.0


def show_work(view: View) -> None:
    """Draw the progress while something is going on; nothing at rest. When it ends the page is drawn anew."""
    refresh = tables_refresh()
    with st.container(key="work"):  # always there, so that what follows keeps its place
        if not refresh.state.is_at_rest:
            _watch(refresh)
        elif newest_version() != view.version:  # it ended while this page was being drawn from older tables
            st.rerun()


@st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
def _watch(refresh: TablesRefresh) -> None:
    state = refresh.state
    if state.is_at_rest:
        st.rerun()
    if state.is_running:
        st.progress(min(state.done / state.total, 1.0) if state.total else 0.0, text=progress_words(state))
        return
    problem = escaped_html(shown_name(state.problem))
    with st.container(key="work_failed", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<p class="caution">新的资料没有整理成：{problem}<br>各页仍是原来的内容，过一会儿会自动再试</p>',
            width="stretch",
        )
        st.button("现在再试", on_click=refresh.try_again, key="try_again")


def progress_words(state: RefreshState) -> str:
    """Return how far it is, as Markdown."""
    if state.waits_for:
        return f"{escaped_markdown(shown_name(state.waits_for))}正在整理资料，请稍候……"
    if not state.total:
        return "正在整理资料……各页仍显示原来的内容"
    name = escaped_markdown(shown_name(state.path))
    return f"正在整理资料 {state.done:,}/{state.total:,}　{name}"
