"""Adding documents on the page 资料: files dropped there, and what became of each."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.charts.wording import join_names, short_name
from dashboard.file_name_signs import shown_name
from dashboard.library.add import Added, OnClash, Outcome, accepted_endings, too_large
from dashboard.library.document_list import FAILED, DocumentRow, document_list
from dashboard.library.problems import ChangeRefusedError
from dashboard.pages.escape import escaped_html, escaped_markdown, name_html
from dashboard.pages.library_bin import Notice, ask_to_remove, tell
from dashboard.pages.library_changes import add, holders
from dashboard.pages.start_up import documents_changed, tables_refresh
from dashboard.pages.view import View, computed

_ROUND, _RESULTS = "_upload_round", "_upload_results"
_TOO_LARGE, _TOLD_AT = "_uploads_too_large", "_uploads_too_large_told_at"
_LISTENER = "large_files"
BYTES_OF_AN_UNIT = 1024 * 1024
"""Of Streamlit's setting ``server.maxUploadSize``."""
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a file: how it was added, or why not; one that waits for an answer keeps its content."""

    name: str
    added: Added | None = None
    problem: str = ""
    content: bytes = b""


def show_adding(view: View) -> None:
    """Draw the place for files, add those that came, and show what became of the last ones."""
    endings = " ".join(f".{ending}" for ending in accepted_endings())
    with st.container(key="adding"):
        st.html(f'<div class="adding"><h2>添加资料</h2><p class="quiet">可以一次放入多份：{endings}</p></div>')
        number = st.session_state.get(_ROUND, 0)
        files = st.file_uploader(
            "把文件拖到这里，或点“选择文件”", accept_multiple_files=True, key=f"upload_{number}",
            label_visibility="collapsed",
        )  # fmt: skip
        _hear_of_large_files(number)
        if files:
            results = [_added_with_progress(file, place, len(files)) for place, file in enumerate(files, 1)]
            st.session_state[_RESULTS] = [*st.session_state.pop(_TOO_LARGE, []), *results]
            st.session_state[_ROUND] = number + 1  # another uploader, so that the browser's files are let go
            documents_changed()
            st.rerun()
        _show_results(view)


def _hear_of_large_files(number: int) -> None:
    """Keep the names of files that the browser did not send; they stand among the results.

    Those chosen with them, in the same round of this ``number``, come by another way: before, or after where they
    take long.
    """
    most = st.get_option("server.maxUploadSize") * BYTES_OF_AN_UNIT

    def keep() -> None:
        told = json.loads((st.session_state.get(_LISTENER) or {}).get("refused") or "null")
        if told is None or told["at"] == st.session_state.get(_TOLD_AT):
            return  # the browser sends a message again with a part of the page that is just drawn anew
        st.session_state[_TOLD_AT] = told["at"]
        refused = [Result(str(name), problem=too_large(int(size), most)) for name, size in told["large"]]
        if told["round"] < st.session_state.get(_ROUND, 0):
            st.session_state[_RESULTS] = [*refused, *st.session_state.get(_RESULTS, [])]
        else:
            st.session_state[_TOO_LARGE] = st.session_state[_RESULTS] = refused

    with st.container(key="unseen_large_files"):
        _listener()(key=_LISTENER, data={"most": most, "round": number}, height=1, on_refused_change=keep)


@cache
def _listener() -> Callable[..., Any]:
    """Return the component that listens. Registered once per process."""
    return st.components.v2.component(_LISTENER, html="<i></i>", js=(HERE / "library_uploads.js").read_text("utf-8"))


def _added_with_progress(file: UploadedFile, place: int, total: int) -> Result:
    text = f"正在存入 {place:,}/{total:,}　{escaped_markdown(shown_name(file.name))}"
    bar = st.progress(place / total, text=text)
    result = _result(file.name, file.getvalue())
    bar.empty()
    return result


def _result(name: str, content: bytes, on_clash: OnClash = OnClash.ASK) -> Result:
    try:
        added = add(name, content, on_clash)
    except ChangeRefusedError as error:
        return Result(name, problem=str(error))
    return Result(name, added, content=content if added.outcome is Outcome.CLASH else b"")


def _show_results(view: View) -> None:
    results: list[Result] = st.session_state.get(_RESULTS, [])
    if not results:
        return
    rows = computed(view.of_its_year, document_list)
    with st.container(key="results"):
        for place, result in enumerate(results):
            with st.container(key=f"result_{place}", horizontal=True, vertical_alignment="center"):
                _show_result(view, rows, place, result)
        if all(result.added is None or result.added.outcome is not Outcome.CLASH for result in results):
            st.button("收起", key="leave_results", on_click=_leave_results, type="tertiary")


def _leave_results() -> None:
    st.session_state.pop(_RESULTS, None)


def _show_result(view: View, rows: list[DocumentRow], place: int, result: Result) -> None:
    added = result.added
    if added is None:
        _line(result.name, result.problem, "failed")
    elif added.outcome is Outcome.CLASH:
        _line(added.path, "资料里已有同名文件，内容不同", "noted")
        _answer_button(place, "替换原来的", OnClash.REPLACE)
        _answer_button(place, "两份都留", OnClash.KEEP_BOTH)
        st.button("不添加", key=f"answer_{place}_none", on_click=_drop, args=(place,), type="tertiary")
    elif added.outcome is Outcome.THERE_ALREADY:
        _line(added.path, "已在资料中，内容相同，没有再存", "read")
    else:
        _show_reading(view, rows, place, added)


def _answer_button(place: int, label: str, on_clash: OnClash) -> None:
    st.button(label, key=f"answer_{place}_{on_clash.name}", on_click=_answer, args=(place, on_clash))


def _answer(place: int, on_clash: OnClash) -> None:
    results: list[Result] = st.session_state[_RESULTS]
    results[place] = _result(results[place].name, results[place].content, on_clash)
    added = results[place].added
    if added is not None and added.replaced is not None:
        tell(Notice(f"<p>已替换{name_html(added.path)}，原来的在回收站</p>", (added.replaced.key,), instead=True))
    documents_changed()


def _drop(place: int) -> None:
    del st.session_state[_RESULTS][place]


def _show_reading(view: View, rows: list[DocumentRow], place: int, added: Added) -> None:
    """Say what was read in a file that was added, once it was; an archive has a row for each file in it."""
    if holders([added.path])[added.path] is None:
        _line(added.path, "已不在资料中", "noted")
        return
    mine = [row for row in rows if row.path == added.path and row.sha256 == added.sha256]
    mine += [row for row in rows if row.path.startswith(f"{added.path}/")]
    if not mine:
        _line(added.path, _why_nothing_is_read(rows, added), "noted")
        return
    failed = [row for row in mine if row.state == FAILED]
    words = [found_words(view, mine)] if len(failed) < len(mine) else []
    words += [row.note for row in mine if row.note]
    noted = any(row.note for row in mine)
    _line(added.path, "；".join(filter(None, words)), "failed" if failed else "noted" if noted else "read")
    if failed:
        st.button("移除", key=f"remove_result_{place}", on_click=ask_to_remove, args=((added.path,),))


def _why_nothing_is_read(rows: list[DocumentRow], added: Added) -> str:
    if not tables_refresh().state.is_at_rest:
        return "已存入，正在整理……"
    is_replaced = any(row.path == added.path for row in rows)
    return "已换成别的内容" if is_replaced else "已存入，没有读出内容"


def found_words(view: View, rows: list[DocumentRow]) -> str:
    """Return what was found in documents: 3篇文章（古美路、打浦桥和曹杨新村），52句，12个日期."""
    ids = [row.document_id for row in rows]
    streets = list(dict.fromkeys(short_name(street) for row in rows for _, street in row.articles))
    articles = sum(len(row.articles) for row in rows)
    named = f"{articles:,}篇文章（{join_names(streets)}），" if streets else ""
    sentences, dates = (len(view.tables.rows_of_documents(name, ids)) for name in ("sentences", "dates"))
    return f"{named}{sentences:,}句，{dates:,}个日期"


def _line(name: str, words: str, style: str) -> None:
    st.html(
        f'<p class="result {style}"><b>{name_html(name)}</b>　{escaped_html(shown_name(words))}</p>', width="stretch"
    )
