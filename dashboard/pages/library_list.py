"""The list of documents on the page 资料: searched, turned page by page, and ticked where they may be removed."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from dashboard.charts.wording import short_name
from dashboard.file_name_signs import shown_name
from dashboard.library.document_list import FAILED, NOTED, READ, DocumentRow, document_list
from dashboard.pages.address import follow_address, keep_choice
from dashboard.pages.escape import escaped_html, label_text, name_html
from dashboard.pages.following_box import following_box
from dashboard.pages.inside_links import inside_link
from dashboard.pages.pager import page_number, pages_of, show_pager, turn_to
from dashboard.pages.permission import may_edit
from dashboard.pages.view import View, computed

ROWS_PER_PAGE = 20
ARTICLES_SHOWN = 4
"""So many articles of a document are named; the others open below."""
FIND_WIDTH_PIXELS = 420
EVERYTHING = "全部"
WANTED = (EVERYTHING, FAILED, NOTED, READ)
STATE = "documents"
"""Key of the choice: of the widget and in the address."""
HEADINGS = ("文件", "状态", "街道文章", "字数", "格式", "年份")
MISSING = '<span class="none">—</span>'
MARKS = {FAILED: "✕", NOTED: "!", READ: "✓"}
"""Before the words of a state, so that it is found without reading and without colour."""
_NAME = "documents"
_TICKED = "_documents_ticked"


def chosen_documents(view: View, show_beside: Callable[[], None]) -> list[DocumentRow]:
    """Draw what narrows the list, with what ``show_beside`` draws in the same line; return the rows that are left."""
    with st.container(key="narrowing", horizontal=True, vertical_alignment="center"):
        follow_address(STATE, WANTED, EVERYTHING)
        wanted = st.pills(
            "只看", WANTED, key=STATE, required=True, label_visibility="collapsed", on_change=_keep_wanted
        )
        words = st.text_input(
            "查找", key="find_document", placeholder="查找文件名、街道或原因", label_visibility="collapsed",
            width=FIND_WIDTH_PIXELS, on_change=turn_to, args=(_NAME, 1),
        )  # fmt: skip
        show_beside()
    return _found(view, wanted or EVERYTHING, words or "")


def show_document_list(rows: Sequence[DocumentRow]) -> None:
    """Draw the list, with a box to tick before each document where documents may be removed."""
    pages = pages_of(len(rows), ROWS_PER_PAGE)
    last = page_number(_NAME, pages) * ROWS_PER_PAGE
    shown = rows[last - ROWS_PER_PAGE : last]
    if not rows:
        st.html('<p class="quiet">没有符合条件的文件</p>')
    elif may_edit():
        _show_with_boxes(shown)
    else:
        st.html(head_html() + "".join(map(row_html, shown)))
    show_pager(_NAME, pages, f"{len(rows):,}份")


def _found(view: View, wanted: str, words: str) -> list[DocumentRow]:
    """Return the rows of this state and with these words, of the chosen 街道 only where some are chosen."""
    rows = computed(view.of_its_year, document_list)
    streets = view.streets
    if streets is not None:
        rows = [replace(row, articles=own) for row in rows if (own := _articles_of(row, streets))]
    if wanted != EVERYTHING:
        rows = [row for row in rows if row.state == wanted]
    words = words.strip().lower()
    return [row for row in rows if words in _searched(row)] if words else list(rows)


def _articles_of(row: DocumentRow, streets: frozenset[str]) -> tuple[tuple[str, str], ...]:
    return tuple(article for article in row.articles if article[1] in streets)


def _searched(row: DocumentRow) -> str:
    return "\n".join((row.path, row.note, *(street for _, street in row.articles))).lower()


def _keep_wanted() -> None:
    keep_choice(STATE, EVERYTHING)
    turn_to(_NAME, 1)


def head_html() -> str:
    """Return the HTML of the line of headings."""
    return f'<div class="document-row head">{"".join(f"<span>{name}</span>" for name in HEADINGS)}</div>'


def row_html(row: DocumentRow, *, is_gone: bool = False) -> str:
    """Return the HTML of a document's line; every text of the document is escaped.

    One that ``is_gone`` from the folder is still in the tables.
    """
    folder, _, name = row.path.rpartition("/")
    where = f"<small>{name_html(folder)}/</small>" if folder else ""
    state = f'<span class="state {_style(row)}"><i aria-hidden="true">{MARKS[row.state]}</i>{row.state}</span>'
    name_cell = f'<span class="name">{where}<b>{name_html(name)}</b></span>'
    note = f'<p class="note">{escaped_html(shown_name(row.note))}</p>' if row.note else ""
    if is_gone:
        return f'<div class="document-row gone">{name_cell}<span class="state">已移除</span></div>'
    if row.state == FAILED:  # the reason stands where what was found would
        return f'<div class="document-row {_style(row)}">{name_cell}{state}{note}</div>'
    cells = (
        name_cell, state, _articles_html(row),
        _cell("" if row.characters is None else f"{row.characters:,}"), _cell(row.format and f".{row.format}"),
        _cell("" if row.year is None else str(row.year)),
    )  # fmt: skip
    return f'<div class="document-row {_style(row)}">{"".join(cells)}{note}</div>'


def _style(row: DocumentRow) -> str:
    return {FAILED: "failed", NOTED: "noted", READ: "read"}[row.state]


def _cell(text: str) -> str:
    return f"<span>{escaped_html(text)}</span>" if text else MISSING


def _articles_html(row: DocumentRow) -> str:
    """Return links to the articles; to the document's first sentence where it has none."""
    links = [inside_link(escaped_html(short_name(street)), article=key) for key, street in row.articles]
    if not links and row.first_sentence:
        links = [inside_link("看文字", sentence=row.first_sentence)]
    if not links:
        return MISSING
    first = "".join(links[:ARTICLES_SHOWN])
    if len(links) <= ARTICLES_SHOWN:
        return f'<span class="articles">{first}</span>'
    more = f"<details><summary>共{len(links):,}篇，全部列出</summary>{''.join(links[ARTICLES_SHOWN:])}</details>"
    return f'<span class="articles">{first}{more}</span>'


def _show_with_boxes(rows: Sequence[DocumentRow]) -> None:
    from dashboard.pages.library_changes import holders

    held_by = holders(row.path for row in rows)
    here = sorted({holder for holder in held_by.values() if holder is not None})
    ticked = ticked_documents()
    with st.container(key="document_head", horizontal=True, vertical_alignment="center"):
        is_whole = bool(here) and ticked.issuperset(here)
        following_box("选择本页全部文件", "tick_page", is_whole, _tick, (here, "tick_page"))
        st.html(head_html())
    for row in rows:
        with st.container(key=f"document_{row.document_id}", horizontal=True):
            # An archive is removed as a whole: its documents are ticked together.
            mine = [holder] if (holder := held_by[row.path]) else []
            label, key = f"选择{label_text(holder or row.path)}", f"tick_{row.document_id}"
            following_box(label, key, holder in ticked, _tick, (mine, key), disabled=not mine)
            st.html(row_html(row, is_gone=not mine))


def _tick(paths: Sequence[str], key: str) -> None:
    ticked = ticked_documents()
    ticked.update(paths) if st.session_state[key] else ticked.difference_update(paths)


def ticked_documents() -> set[str]:
    """Return the paths of the documents that this viewer has ticked; may be changed."""
    ticked: set[str] = st.session_state.setdefault(_TICKED, set())
    return ticked
