"""Removing documents on the page 资料: asked once more, undone with one button, kept in a bin."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.library.bin import DAYS_KEPT, BinItem, bin_items, is_old
from dashboard.library.problems import ChangeRefusedError
from dashboard.pages.escape import name_html
from dashboard.pages.library_changes import bring_back, empty_bin, remove
from dashboard.pages.library_list import ticked_documents
from dashboard.pages.pager import page_number, pages_of, show_pager
from dashboard.pages.start_up import seeds_folder
from dashboard.reading.archives import ARCHIVES
from dashboard.reading.file_name import format_of

NAMES_SHOWN = 8
ITEMS_PER_PAGE = 10
_NAME = "bin"
_ASKED, _NOTICE, _ASKED_TO_EMPTY = "_removal_asked", "_documents_notice", "_bin_asked_to_empty"


@dataclass(frozen=True, slots=True)
class Notice:
    """What was done last: words as HTML, and what undoes it: keys in the bin, put back in place of others or not."""

    html: str
    undo: tuple[str, ...] = ()
    instead: bool = False


def ask_to_remove(paths: Sequence[str]) -> None:
    """Ask whether documents are to be removed; the next run shows the question."""
    st.session_state[_ASKED] = tuple(paths)
    st.session_state.pop(_NOTICE, None)


def tell(notice: Notice) -> None:
    """Show what was done, until something else is."""
    st.session_state[_NOTICE] = notice


def show_removal_buttons() -> None:
    """Draw the buttons for the documents that are ticked."""
    ticked = sorted(ticked_documents())
    label = f"移除所选{len(ticked):,}份" if ticked else "移除所选"
    st.button(label, on_click=ask_to_remove, args=(ticked,), key="remove_ticked", disabled=not ticked)
    if ticked:
        st.button("取消选择", on_click=ticked_documents().clear, key="untick", type="tertiary")


def show_removing() -> None:
    """Draw the question whether documents are to be removed, or else what was done last with its undo."""
    asked: tuple[str, ...] = st.session_state.get(_ASKED, ())
    if asked:
        _show_question(asked)
    else:
        _show_notice()


def _show_question(asked: Sequence[str]) -> None:
    names = "".join(f"<li>{name_html(path)}{_whole(path)}</li>" for path in asked[:NAMES_SHOWN])
    more = f"<li>……共{len(asked):,}份</li>" if len(asked) > NAMES_SHOWN else ""
    with st.container(key="question"):
        st.html(
            f"<h2>移除{len(asked):,}份文件？</h2><ul>{names}{more}</ul>"
            f'<p class="quiet">它们的内容不再出现在各页；文件移到回收站，至少保留{DAYS_KEPT}天，随时可以恢复。</p>'
        )
        with st.container(horizontal=True):
            st.button("确认移除", type="primary", on_click=_remove, args=(asked,), key="remove_now")
            st.button("不移除", on_click=_leave_question, key="remove_not", shortcut="Esc")


def _whole(path: str) -> str:
    return "（压缩包，连同里面的全部文件）" if format_of(path) in ARCHIVES else ""


def _leave_question() -> None:
    st.session_state.pop(_ASKED, None)


def _remove(paths: Sequence[str]) -> None:
    _leave_question()
    try:
        removal = remove(paths)
    except ChangeRefusedError as error:
        tell(Notice(_problem_html(str(error))))
        return
    ticked_documents().difference_update(paths)
    words = [f"<p>已移除{len(removal.items):,}份文件：{_names(removal.items)}</p>"] if removal.items else []
    words += [_problem_html(reason) for _, reason in removal.refused]
    tell(Notice("".join(words), tuple(item.key for item in removal.items)))


def _names(items: Sequence[BinItem]) -> str:
    named = "、".join(name_html(item.path) for item in items[:NAMES_SHOWN])
    return named + ("等" if len(items) > NAMES_SHOWN else "")


def _problem_html(text: str) -> str:
    return f'<p class="caution">{name_html(text)}</p>'


def _show_notice() -> None:
    notice: Notice | None = st.session_state.get(_NOTICE)
    if notice is None:
        return
    with st.container(key="notice", horizontal=True, vertical_alignment="center"):
        st.html(notice.html, width="stretch")
        if notice.undo:
            st.button("撤销", on_click=_restore, args=(notice.undo,), kwargs={"instead": notice.instead}, key="undo")
        st.button("知道了", on_click=_leave_notice, key="leave_notice", type="tertiary")


def _leave_notice() -> None:
    st.session_state.pop(_NOTICE, None)


def _restore(keys: Sequence[str], *, instead: bool = False) -> None:
    paths, problems = [], []
    for key in keys:
        try:
            paths.append(bring_back(key, instead=instead))
        except ChangeRefusedError as error:
            problems.append(_problem_html(str(error)))
    named = "、".join(map(name_html, paths[:NAMES_SHOWN])) + ("等" if len(paths) > NAMES_SHOWN else "")
    done = [f"<p>已恢复{len(paths):,}份文件：{named}</p>"] if paths else []
    tell(Notice("".join([*done, *problems])))


def show_bin() -> None:
    """Draw what lies in the bin, with a button to restore each; what is old can be deleted for good."""
    items = bin_items(seeds_folder())
    if not items:
        return
    with st.expander(f"回收站（{len(items):,}份）", key="bin"):
        pages = pages_of(len(items), ITEMS_PER_PAGE)
        last = page_number(_NAME, pages) * ITEMS_PER_PAGE
        for item in items[last - ITEMS_PER_PAGE : last]:
            with st.container(key=f"bin_{item.key}", horizontal=True, vertical_alignment="center"):
                when = f"{item.removed.month}月{item.removed.day}日 {item.removed:%H:%M}"
                st.html(f'<p><b>{name_html(item.path)}</b>　<span class="quiet">{when}移除</span></p>', width="stretch")
                st.button("恢复", on_click=_restore, args=((item.key,),), key=f"restore_{item.key}", type="tertiary")
        show_pager(_NAME, pages, f"{len(items):,}份")
        _show_emptying(sum(map(is_old, items)))


def _show_emptying(old: int) -> None:
    if not old:
        st.html(f'<p class="quiet">移除满{DAYS_KEPT}天后可以在这里彻底删除</p>')
        return
    with st.container(key="emptying", horizontal=True, vertical_alignment="center"):
        if not st.session_state.get(_ASKED_TO_EMPTY):
            st.button(
                f"彻底删除{DAYS_KEPT}天前移除的{old:,}份", key="empty", on_click=_ask_to_empty, args=(True,)
            )
            return
        st.html(f'<p class="caution">{old:,}份文件将彻底删除，不能再恢复</p>', width="content")
        st.button("彻底删除", key="empty_now", type="primary", on_click=_empty)
        st.button("不删除", key="empty_not", on_click=_ask_to_empty, args=(False,))


def _ask_to_empty(asked: bool) -> None:
    st.session_state[_ASKED_TO_EMPTY] = asked


def _empty() -> None:
    _ask_to_empty(False)
    try:
        tell(Notice(f"<p>已彻底删除{empty_bin():,}份文件</p>"))
    except ChangeRefusedError as error:
        tell(Notice(_problem_html(str(error))))
