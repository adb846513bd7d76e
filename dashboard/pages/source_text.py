"""Page 原文: each article with its themes, amounts, dates and commitments marked where they stand."""

from dataclasses import replace

import streamlit as st

from dashboard.charts.quotes import document_names
from dashboard.pages.article_text import MARK_NAMES, UNASSIGNED, article_html, article_labels, sentences_of
from dashboard.pages.escape import escaped_html
from dashboard.pages.filters import MANY
from dashboard.pages.view import View, computed, current_view
from dashboard.tables.tables import Selection

SENTENCE = "sentence"
"""In the address: the sentence to scroll to."""
ARTICLE, MARKS = "article", "marks"
"""Keys of widgets; the first also stands in the address of a link to an article."""
TOO_MANY = "街道太多，不能逐篇列出；请在右上角选一个地区或街道"
_FOLLOWED = "_address_followed"

SCROLL_TO_CITED = """<script>
setTimeout(() => document.querySelector(".sentence.cited")?.scrollIntoView({block: "center"}), 150)
</script>"""


def show_source_text(view: View) -> None:
    """Draw the article that was chosen or that holds the sentence in the address."""
    cited = st.query_params.get(SENTENCE)
    view = _with_texts(view.by_street, cited)
    if not view.chosen.has_texts:
        st.html(f'<h1 class="message">{TOO_MANY}</h1><p class="quiet">点开图表里的数字，也能看到它的原文</p>')
        return
    articles = _articles(view)
    _follow(view, cited, articles)
    with st.container(key="article_choice", horizontal=True, vertical_alignment="bottom"):
        article_id = _choose_article(view, articles)
        shown = st.pills(
            "标出", list(MARK_NAMES), selection_mode="multi", default=list(MARK_NAMES), key=MARKS,
            format_func=MARK_NAMES.__getitem__, label_visibility="collapsed",
        )  # fmt: skip
    st.html(article_html(view.chosen, article_id, frozenset(shown), cited))
    names = document_names(view.tables, sentences_of(view.chosen, article_id)["document_id"].unique())
    st.html(f'<p class="source">来源：{escaped_html("".join(names.values()))}</p>')
    if cited:
        st.html(SCROLL_TO_CITED, unsafe_allow_javascript=True)


def _with_texts(view: View, cited: str | None) -> View:
    """Return the view; of very many 街道 that of the one whose article or sentence the address names, if any."""
    if view.chosen.has_texts:
        return view
    articles = view.tables.articles
    named = st.query_params.get(ARTICLE)
    found = articles.loc[articles["article_id"] == named, "street"]
    if found.empty and cited:
        found = view.tables.sentences_named([cited])["street"].dropna()
    return view if found.empty else replace(view, selection=Selection(streets=(str(found.iloc[0]),)))


def _articles(view: View) -> list[str]:
    articles = list(view.chosen.articles["article_id"])
    unassigned = view.chosen.sentences["article_id"].isna().any()
    return [*articles, UNASSIGNED] if unassigned else articles


def _follow(view: View, cited: str | None, articles: list[str]) -> None:
    """Choose the article that the address names or that holds its sentence, once per address."""
    named = st.query_params.get(ARTICLE)
    if (named is None and cited is None) or st.session_state.get(_FOLLOWED) == (named, cited):
        return
    st.session_state[_FOLLOWED] = (named, cited)
    found = view.tables.sentences_named([cited] if cited else [])["article_id"]
    article_id = named if found.empty else UNASSIGNED if found.isna().iloc[0] else str(found.iloc[0])
    if article_id in articles:
        st.session_state[ARTICLE] = article_id


def _choose_article(view: View, articles: list[str]) -> str:
    if st.session_state.get(ARTICLE) not in articles:
        st.session_state[ARTICLE] = articles[0]
    labels = computed(view, article_labels)
    if len(articles) > MANY:
        return st.selectbox(
            "文章", articles, key=ARTICLE, format_func=labels.__getitem__, on_change=_leave_address,
            label_visibility="collapsed",
        )  # fmt: skip
    chosen = st.pills(
        "文章", articles, key=ARTICLE, format_func=labels.__getitem__, on_change=_leave_address,
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    return articles[0] if chosen is None else chosen


def _leave_address() -> None:
    for key in (SENTENCE, ARTICLE):
        st.query_params.pop(key, None)


if __name__ == "__main__":
    show_source_text(current_view())
