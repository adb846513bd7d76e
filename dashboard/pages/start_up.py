"""The tables that the pages show, made first where they are missing or older than the documents."""

import os
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.pages.escape import escaped_html
from dashboard.paths import DATA, SEEDS
from dashboard.preprocess.fingerprint import is_current, quick_signature
from dashboard.tables.store import load_fingerprint, load_tables
from dashboard.tables.tables import Tables

if TYPE_CHECKING:
    from dashboard.tables.folder_lock import Holder

SEEDS_VARIABLE = "JIEDAO_SEEDS"
DATA_VARIABLE = "JIEDAO_DATA"
SECONDS_BETWEEN_CHECKS = 5
PROGRAM = "街道展望（应用）"
"""What another process is told that waits while this one makes the tables."""


def seeds_folder() -> Path:
    """Return the folder of documents; the environment variable ``JIEDAO_SEEDS`` names another."""
    return Path(os.environ.get(SEEDS_VARIABLE, SEEDS))


def data_folder() -> Path:
    """Return the folder of tables; the environment variable ``JIEDAO_DATA`` names another."""
    return Path(os.environ.get(DATA_VARIABLE, DATA))


def prepared_tables() -> tuple[Tables, str]:
    """Return the current tables and a text that names their version; shows progress while they are made."""
    seeds, data = seeds_folder(), data_folder()
    signature = _signature(str(seeds))
    checked = _checked()
    with _one_at_a_time():
        if checked.get(str(data)) != signature or load_fingerprint(data) is None:
            if not is_current(seeds, data):
                _preprocess_with_progress(seeds, data)
            checked[str(data)] = signature
    version = repr(sorted((load_fingerprint(data) or {}).items()))
    return _loaded(str(data), version), version


@st.cache_data(ttl=SECONDS_BETWEEN_CHECKS, show_spinner=False)
def _signature(seeds: str) -> str:
    """Return what the folder of documents looks like; looked at again after a few seconds, not on every click."""
    return quick_signature(Path(seeds))


@st.cache_resource(show_spinner=False)
def _checked() -> dict[str, str]:
    """Return, by folder of tables, the look of the documents for which its tables are known to be current."""
    return {}


@st.cache_resource(show_spinner=False)
def _one_at_a_time() -> Lock:
    """Return the lock that lets one session preprocess while the others wait for its tables."""
    return Lock()


@st.cache_resource(show_spinner=False, max_entries=2)
def _loaded(folder: str, version: str) -> Tables:
    """Return the tables, read once per version and shared by all sessions, which never change them."""
    return load_tables(Path(folder))


def _preprocess_with_progress(seeds: Path, data: Path) -> None:
    # What reads documents takes longest to import and is seldom needed: the first page comes without it.
    from dashboard.preprocess.pipeline import preprocess

    place = st.empty()
    bar = place.progress(0.0, text="正在整理文件……")

    def report(done: int, total: int, what: str) -> None:
        bar.progress(min(done / total, 1.0) if total else 1.0, text=f"正在整理文件 {done}/{total}")

    def wait(holder: "Holder | None") -> None:
        bar.progress(0.0, text=f"{holder.in_chinese if holder else '另一个程序'}正在整理文件，请稍候……")

    preprocess(seeds, data, on_progress=report, on_wait=wait, program=PROGRAM)
    place.empty()


def show_problems(tables: Tables) -> None:
    """Say what could not be read and why, and what to do where there is nothing to show."""
    failed = tables.documents[tables.documents["status"] == "failed"]
    if tables.articles.empty:
        st.html(f'<h1 class="message">还没有可以展示的文章</h1><p class="quiet">{_advice(tables)}</p>')
    if failed.empty:
        return
    rows = "".join(
        f"<li><b>{escaped_html(path)}</b>：{escaped_html(problem)}</li>"
        for path, problem in zip(failed["path"], failed["problem"], strict=True)
    )
    with st.expander(f"{len(failed)}个文件未能读取", expanded=tables.articles.empty):
        st.html(f'<ul class="problems">{rows}</ul>')


def _advice(tables: Tables) -> str:
    folder = escaped_html(str(seeds_folder()))
    if tables.documents.empty:
        return f"请把街道的文章（每个文件一篇或多篇）放进文件夹 {folder}，然后刷新本页。"
    if (tables.documents["status"] == "failed").all():
        return f"文件夹 {folder} 里的文件都未能读取，原因见下。请更换文件后刷新本页。"
    return f"文件夹 {folder} 里的文件没有找到街道的文章。请放入写明街道名称的文章，然后刷新本页。"
