"""The buttons that make a file of the whole briefing: slides, workbook, web page, calendar, pictures.

A file is made when its button is pressed, with what is chosen on the page, and handed to the viewer's browser.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.charts.wording import plan_year
from dashboard.export.briefing_content import TITLE, BriefingContent, Progress, briefing_content
from dashboard.export.browser_search import MISSING, browser_found
from dashboard.pages.escape import escaped_html
from dashboard.pages.take_along import hand_over
from dashboard.pages.turns import turns
from dashboard.pages.view import View

_ASKED, _CONTENT = "_export_asked", "_export_content"
NO_DATES = "没有写明日期的事项，没有日历可导出"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of export: its button, what its file is called, the media type, and how its bytes are made.

    ``make`` takes content, view and progress; it returns no bytes where there is nothing to export.
    """

    button: str
    name: str
    suffix: str
    kind: str
    make: Callable[[BriefingContent, View, Progress], bytes]


def _slides(content: BriefingContent, view: View, on_progress: Progress) -> bytes:
    from dashboard.export.deck import deck_bytes

    return deck_bytes(content, on_progress=on_progress)


def _workbook(content: BriefingContent, view: View, on_progress: Progress) -> bytes:
    from dashboard.export.workbook import workbook_bytes

    return workbook_bytes(content.chosen, content.charts, selection=view.selection)


def _report(content: BriefingContent, view: View, on_progress: Progress) -> bytes:
    from dashboard.export.html_report import report_html

    return report_html(content).encode("utf-8")


def _calendar(content: BriefingContent, view: View, on_progress: Progress) -> bytes:
    from dashboard.export.calendar_file import calendar_file

    return calendar_file(content.tables, content.chosen).content


def _pictures(content: BriefingContent, view: View, on_progress: Progress) -> bytes:
    from dashboard.export.pictures import pictures_zip

    return pictures_zip(content.charts, on_progress=on_progress)


PICTURES = "zip"
OF_ALL_ROWS = ("xlsx", "ics")
FORMS = (
    Form(
        "导出PPT", "汇报", "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation", _slides,
    ),
    Form("导出Excel", "数据", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook),
    Form("导出网页", "汇报", "html", "text/html", _report),
    Form("日历", "时间节点", "ics", "text/calendar", _calendar),
    Form("图片", "图片", PICTURES, "application/zip", _pictures),
)  # fmt: skip
"""In the order of their buttons."""


def show_export_buttons(view: View, chosen: Sequence[str]) -> None:
    """Draw the buttons; ``chosen`` are the keys of the charts that are shown. What lists every row cannot be made of
    very many 街道."""
    has_browser = _has_browser()
    with st.container(key="exports", horizontal=True, vertical_alignment="center"):
        st.html('<p class="quiet">带走</p>', width="content")
        for form in FORMS:
            is_possible = bool(chosen) and (has_browser or form.suffix != PICTURES)
            is_possible = is_possible and (view.chosen.has_texts or form.suffix not in OF_ALL_ROWS)
            st.button(
                form.button, key=f"export_{form.suffix}", disabled=not is_possible, on_click=_ask, args=(form.suffix,)
            )
        if not has_browser:
            st.html(f'<p class="quiet">图片：{MISSING}</p>', width="content")
        if not view.chosen.has_texts:
            st.html('<p class="quiet">数据和日历：先在右上角选一个地区</p>', width="content")


def make_what_was_asked(view: View, chosen: Sequence[str]) -> None:
    """Make the file whose button was pressed, if one was, and show how far it is; what goes wrong is said."""
    asked = st.session_state.pop(_ASKED, None)
    form = next((form for form in FORMS if form.suffix == asked), None)
    if form is None:
        return
    place = st.empty()
    bar = place.progress(0.0, text=f"{form.button}……")

    def report(done: int, total: int, what: str) -> None:
        bar.progress(done / max(total, 1), text=f"{form.button} {done}/{total} {what}")

    try:
        with turns().aside():
            content = _content(view, tuple(chosen), report)
            made = form.make(content, view, report)
    except (OSError, RuntimeError) as error:  # no browser, one that does not start, a full disk
        place.html(f'<p class="caution">{form.button}没有成功：{escaped_html(error)}</p>')
        return
    place.empty()
    if made:
        hand_over(file_name(form, content), made, form.kind)
    else:
        place.html(f'<p class="caution">{NO_DATES}</p>')


def file_name(form: Form, content: BriefingContent) -> str:
    """Return what the file is called: 街道展望2021年汇报.pptx."""
    year = plan_year(content.chosen)
    return f"{TITLE}{f'{year}年' if year else ''}{form.name}.{form.suffix}"


def _content(view: View, chosen: tuple[str, ...], on_progress: Progress) -> BriefingContent:
    """Return the briefing of what is chosen, made anew only where something else was chosen than for the last file.

    It is what ``python -m dashboard export`` writes: light colours, and no mark for today.
    """
    wanted: tuple[Any, ...] = (view.version, view.selection, chosen)
    kept = st.session_state.get(_CONTENT)
    if kept is None or kept[0] != wanted:
        kept = (wanted, briefing_content(view.tables, view.selection, chart_keys=chosen, on_progress=on_progress))
        st.session_state[_CONTENT] = kept
    content: BriefingContent = kept[1]
    return content


def _ask(suffix: str) -> None:
    st.session_state[_ASKED] = suffix


@st.cache_resource(show_spinner=False, ttl=60)
def _has_browser() -> bool:
    """Return whether this machine can draw pictures; looked for again now and then, for one may be installed."""
    return browser_found() is not None
