"""Page 关键词: a word cloud per 街道 side by side, distinctive words, shared words, and any word's sentences."""

import streamlit as st

from dashboard.charts.keyness_chart import keyness_chart
from dashboard.charts.shared_terms_chart import shared_terms_chart
from dashboard.charts.word_cloud import CLOUDS_PER_PAGE, word_clouds
from dashboard.charts.wording import source_line, streets_in_order
from dashboard.pages.evidence import open_evidence, show_evidence
from dashboard.pages.page_fragment import page_fragment
from dashboard.pages.pager import page_number, pages_of, show_pager
from dashboard.pages.show_chart import built_chart, colours_of_all_streets, show_chart, show_source
from dashboard.pages.take_along import listen_to_menus
from dashboard.pages.view import View, computed, current_view
from dashboard.tables.tables import Tables

PAGE = "keywords"
SEARCH_WIDTH_PIXELS = 600
MOST_TERMS_LISTED = 5_000
"""A list of more is too long for a browser."""


@page_fragment
def show_keywords(view: View) -> None:
    """Draw the page."""
    words = view.of_all_themes  # a choice of themes changes no word
    streets = streets_in_order(words.chosen)
    pages = pages_of(len(streets), CLOUDS_PER_PAGE)
    options = {"page": page_number(PAGE, pages), "colours": colours_of_all_streets(view)}
    show_chart(view, built_chart(words, word_clouds, **options), PAGE, heading="h1", source=False)
    show_pager(PAGE, pages, f"{len(streets):,}个{view.chosen.unit}")
    _show_word_search(view)
    show_chart(view, built_chart(words, keyness_chart, **options), PAGE, source=False, caution=False)
    show_chart(view, built_chart(words, shared_terms_chart), PAGE, source=False, caution=False)
    show_source(source_line(words.chosen))
    listen_to_menus(view, PAGE)
    show_evidence(view, PAGE)


def _show_word_search(view: View) -> None:
    terms = computed(view.of_all_themes, _terms)
    st.selectbox(
        "查一个词的原文", terms, index=None, key="word", placeholder="输入或选择一个词，看它的原文",
        on_change=_open_word, args=(view,), label_visibility="collapsed", width=SEARCH_WIDTH_PIXELS,
        accept_new_options=True,
    )  # fmt: skip


def _terms(tables: Tables) -> list[str]:
    """Return the terms to choose from; of very many those used most, the others can be typed in."""
    counted = tables.counted_terms()
    terms = counted["term"]
    if len(terms) > MOST_TERMS_LISTED:
        terms = terms.iloc[counted["count"].to_numpy().argsort(kind="stable")[::-1]].drop_duplicates()
    return sorted(terms.unique()[:MOST_TERMS_LISTED])


def _open_word(view: View) -> None:
    word = st.session_state["word"]
    mentions = view.chosen.term_mentions
    places = view.chosen.places("term_mentions", mentions[mentions["term"] == word])
    open_evidence(f"“{word}”", places, PAGE, view.selection)


if __name__ == "__main__":
    show_keywords(current_view())
