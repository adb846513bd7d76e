"""Page 资料: every document, what became of it and why; on a server for editing, adding and removing too."""

from pathlib import Path

import streamlit as st

from dashboard.library.document_list import DocumentCounts, document_counts
from dashboard.pages.inside_links import follow_inside_links
from dashboard.pages.library_list import chosen_documents, show_document_list
from dashboard.pages.library_work import show_work
from dashboard.pages.permission import may_edit
from dashboard.pages.show_chart import show_source
from dashboard.pages.start_up import seeds_folder
from dashboard.pages.view import View, computed, current_view

HERE = Path(__file__).parent


def show_library(view: View) -> None:
    """Draw the page."""
    st.html(HERE / "library.css")
    counts = computed(view.of_its_year, document_counts)
    st.html(f'<h1 class="message">{headline(counts)}</h1><p class="quiet">{summary(counts)}</p>')
    show_work(view)
    if may_edit():
        # What changes documents is loaded where that is allowed.
        from dashboard.pages.library_adding import show_adding
        from dashboard.pages.library_bin import show_bin, show_removal_buttons, show_removing

        show_adding(view)
        with st.container(key="documents_bar"):
            rows = chosen_documents(view, show_removal_buttons) if counts.documents else None
            show_removing()
        if rows is not None:
            show_document_list(rows)
        show_bin()
    elif counts.documents:
        show_document_list(chosen_documents(view, lambda: None))
    show_source(f"来源：文件夹 {seeds_folder().name}")
    follow_inside_links()


def headline(counts: DocumentCounts) -> str:
    """Return the sentence that sums the list up."""
    if not counts.documents:
        return "还没有资料"
    if counts.failed:
        return f"{counts.documents:,}份文件，{counts.failed:,}份未能读取"
    return f"{counts.documents:,}份文件，都已读取"


def summary(counts: DocumentCounts) -> str:
    """Return the line below it: what was found in the documents, or how to add some."""
    if not counts.documents:
        if may_edit():
            return "把街道的工作计划拖到下面，就会整理成各页的图表"
        return "服务器上的资料文件夹是空的；把街道的工作计划放进去，再刷新本页"
    parts = [f"{counts.articles:,}篇街道文章，{counts.streets:,}个街道，共{counts.characters:,}字"]
    if counts.noted:
        parts.append(f"{counts.noted:,}份有提示")
    return "；".join(parts)


if __name__ == "__main__":
    show_library(current_view())
