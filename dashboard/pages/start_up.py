"""The tables that the pages show: made first where there are none, kept up with the documents in the background.

A server that has just started makes them with a progress bar where the documents have changed since. From then on all
pages show the tables there are, while a process beside the server makes those of documents that come or go.
"""

import os
import time
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.pages.escape import escaped_html, name_html
from dashboard.pages.folder_look import SECONDS_BETWEEN_LOOKS, FolderLook
from dashboard.pages.permission import may_edit
from dashboard.paths import DATA, SEEDS
from dashboard.preprocess.fingerprint import is_current
from dashboard.preprocess.known_look import is_known_look, keep_look
from dashboard.tables.store import articles_in, load_fingerprint, load_set
from dashboard.tables.table_source import TableSource

if TYPE_CHECKING:
    from dashboard.library.refresh import TablesRefresh
    from dashboard.tables.folder_lock import Holder

SEEDS_VARIABLE = "JIEDAO_SEEDS"
DATA_VARIABLE = "JIEDAO_DATA"
SECONDS_BEFORE_LOADING_AHEAD = 5.0
"""The first page comes first. Where it is computed when the server starts, reading goes on right after it."""
MOST_ARTICLES_IN_MEMORY = 1_500
"""The tables of more are not held in memory as a whole: those of 1,500 take some 150 MB."""
PROBLEMS_SHOWN = 5
LIBRARY_SCRIPT = "dashboard/pages/library.py"
PROGRAM = "街道展望（应用）"
"""What another process is told that waits while this one makes the tables."""


def seeds_folder() -> Path:
    """Return the folder of documents; the environment variable ``JIEDAO_SEEDS`` names another."""
    return Path(os.environ.get(SEEDS_VARIABLE, SEEDS))


def data_folder() -> Path:
    """Return the folder of tables; the environment variable ``JIEDAO_DATA`` names another."""
    return Path(os.environ.get(DATA_VARIABLE, DATA))


def prepared_tables() -> tuple[TableSource, str]:
    """Return the tables to show and a text that names their version; shows progress where they are made first."""
    seeds, data = seeds_folder(), data_folder()
    asked_at = time.time()
    signature = _look(str(seeds)).now()
    checked = _checked()
    if checked.get(str(data)) != signature or load_fingerprint(data) is None:
        with _one_at_a_time():
            if str(data) in checked and load_fingerprint(data) is not None:
                _follow_in_background(seeds, data, signature)
            else:
                is_known = is_known_look(data, signature)
                is_new = not (is_known or is_current(seeds, data))
                checked[str(data)] = _made_first(seeds, data, signature) if is_new else signature
                if checked[str(data)] and not is_known:
                    keep_look(seeds, data, signature, asked_at - SECONDS_BETWEEN_LOOKS)
                if is_new:
                    st.rerun()  # without the place of the progress bar, so that nothing moves in the next run
    while True:
        version = _version(load_fingerprint(data))
        tables, loaded = _loaded(str(data), version)
        if loaded == version:
            return tables, version
        _loaded.clear(str(data), version)  # a new set came between the two looks


def known_tables() -> tuple[TableSource, str] | None:
    """Return the tables to show and their version where it is known that the documents have not changed since; None
    where somebody has to be shown that they are made first."""
    seeds, data = seeds_folder(), data_folder()
    if load_fingerprint(data) is None or not is_known_look(data, _look(str(seeds)).now()):
        return None
    return prepared_tables()


def newest_version() -> str:
    """Return the version of the tables that stand in the folder now."""
    return _version(load_fingerprint(data_folder()))


def tables_refresh() -> "TablesRefresh":
    """Return what makes the tables anew in the background."""
    return _refresh(str(seeds_folder()), str(data_folder()))


def documents_changed() -> None:
    """Look at the documents at once, for they were changed, and have the tables made anew in the background."""
    look = _look(str(seeds_folder()))
    look.forget()
    tables_refresh().ask(look.now())


def _follow_in_background(seeds: Path, data: Path, signature: str) -> None:
    refresh = _refresh(str(seeds), str(data))
    if refresh.has_made(signature):
        _checked()[str(data)] = signature
    else:
        refresh.ask(signature)


@st.cache_resource(show_spinner=False)
def _refresh(seeds: str, data: str) -> "TablesRefresh":
    # Needed once documents have changed: the first page comes without it.
    from dashboard.library.refresh import TablesRefresh

    return TablesRefresh(Path(seeds), Path(data))


def _version(made_from: dict[str, str] | None) -> str:
    return repr(sorted((made_from or {}).items()))


@st.cache_resource(show_spinner=False)
def _look(seeds: str) -> FolderLook:
    """Return what looks at the folder of documents, for all sessions."""
    return FolderLook(Path(seeds))


@st.cache_resource(show_spinner=False)
def _checked() -> dict[str, str]:
    """Return, by folder of tables, the look of the documents for which its tables are known to be current."""
    return {}


@st.cache_resource(show_spinner=False)
def _one_at_a_time() -> Lock:
    """Return the lock that lets one session preprocess while the others wait for its tables."""
    return Lock()


@st.cache_resource(show_spinner=False, max_entries=2)
def _loaded(folder: str, version: str) -> tuple[TableSource, str]:
    """Return the tables, read once per version and shared by all sessions, which never change them; and their version.

    That is another one where a new set has come just now. Tables of very many articles stay in their files.
    """
    if articles_in(Path(folder)) <= MOST_ARTICLES_IN_MEMORY:
        tables, made_from = load_set(Path(folder))
        return tables, _version(made_from)
    from dashboard.tables.stored_tables import StoredTables  # not needed for most

    stored = StoredTables(Path(folder))
    ahead = Timer(SECONDS_BEFORE_LOADING_AHEAD, stored.load_ahead)
    ahead.daemon = True
    ahead.start()
    return stored, _version(stored.made_from)


def _made_first(seeds: Path, data: Path, signature: str) -> str:
    """Make the tables with a progress bar, and return for which look of the documents they are.

    Where that fails, older tables are shown while it is tried again in the background; without any the script stops.
    """
    try:
        _preprocess_with_progress(seeds, data)
    except (OSError, RuntimeError, ValueError) as error:  # a full disk, no permission, a mistake in a rule file
        if load_fingerprint(data) is not None:
            _refresh(str(seeds), str(data)).ask(signature)
            return ""
        st.html(f'<h1 class="message">文件没有整理成</h1><p class="caution">{escaped_html(error)}</p>')
        st.stop()
    return signature


def _preprocess_with_progress(seeds: Path, data: Path) -> None:
    # What reads documents takes longest to import and is seldom needed: the first page comes without it.
    from dashboard.preprocess.pipeline import preprocess

    if may_edit():
        seeds.mkdir(parents=True, exist_ok=True)
    place = st.empty()
    bar = place.progress(0.0, text="正在整理文件……")

    def report(done: int, total: int, what: str) -> None:
        bar.progress(min(done / total, 1.0) if total else 1.0, text=f"正在整理文件 {done}/{total}")

    def wait(holder: "Holder | None") -> None:
        bar.progress(0.0, text=f"{holder.in_chinese if holder else '另一个程序'}正在整理文件，请稍候……")

    try:
        preprocess(seeds, data, on_progress=report, on_wait=wait, program=PROGRAM)
    finally:
        place.empty()


def show_problems(tables: TableSource) -> None:
    """Say what could not be read and why, and what to do where there is nothing to show; 资料 has the whole list."""
    failed = tables.documents[tables.documents["status"] == "failed"]
    if tables.articles.empty:
        st.html(f'<h1 class="message">还没有可以展示的文章</h1><p class="quiet">{_advice(tables)}</p>')
        _link_to_library("打开“资料”")
    if failed.empty:
        return
    rows = "".join(
        f"<li><b>{name_html(path)}</b>：{escaped_html(problem)}</li>"
        for path, problem in failed[["path", "problem"]].head(PROBLEMS_SHOWN).itertuples(index=False)
    )
    with st.expander(f"{len(failed):,}个文件未能读取", expanded=tables.articles.empty):
        st.html(f'<ul class="problems">{rows}</ul>')
        more = f"还有{len(failed) - PROBLEMS_SHOWN:,}个，" if len(failed) > PROBLEMS_SHOWN else ""
        _link_to_library(f"{more}都在“资料”里", place="_of_problems")


def _link_to_library(words: str, place: str = "") -> None:
    with st.container(key=f"to_library{place}"):
        st.page_link(LIBRARY_SCRIPT, label=words)


def _advice(tables: TableSource) -> str:
    folder = escaped_html(str(seeds_folder()))
    by_hand = f"请把街道的文章（每个文件一篇或多篇）放进文件夹 {folder}，然后刷新本页"
    put = "请在“资料”里添加街道的文章" if may_edit() else by_hand
    if tables.documents.empty:
        return f"{put}。"
    if (tables.documents["status"] == "failed").all():
        return f"文件夹 {folder} 里的文件都未能读取，原因见下。{put}。"
    return f"文件夹 {folder} 里的文件没有找到街道的文章。{put}，文章要写明街道名称。"
