"""Page 总览: what the documents say in one sentence, key figures, themes, next dates, each 街道's own words."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from dashboard.charts.key_figures import key_figures, summary
from dashboard.charts.next_steps import next_steps
from dashboard.charts.style import Style
from dashboard.charts.theme_heatmap import theme_heatmap
from dashboard.charts.wording import coverage, is_missing, length_caution, short_name, source_line, streets_in_order
from dashboard.pages.cited import CitedTexts
from dashboard.pages.escape import escaped_html
from dashboard.pages.evidence import show_evidence
from dashboard.pages.page_fragment import page_fragment
from dashboard.pages.rows import rows_of
from dashboard.pages.show_chart import built_chart, colours_of_all_streets, show_chart, show_heading, show_source
from dashboard.pages.take_along import listen_to_menus
from dashboard.pages.view import View, computed, current_view
from dashboard.tables.tables import Tables

PAGE = "overview"
HEATMAP_WIDTH_PIXELS = 1020
"""Of the wider column, on a screen of 1920 pixels."""
HEATMAP_SHOWS = {"most_themes": 10, "most_columns": 8}
HEATMAP_SIZE = {"width": HEATMAP_WIDTH_PIXELS, "height": 500}
MOST_STEPS = 5
MOST_STREETS = 4
WORDS_OF_A_STREET = 3


class Step(NamedTuple):
    """A dated step: when, whose, what, and where it stands in the text."""

    due_words: str
    street: str
    label: str
    rows: pd.DataFrame


class OwnWords(NamedTuple):
    """A 街道 with the keyword it states, its strongest words beside that, and what looks up where they all stand."""

    street: str
    keyword: str
    words: list[str]
    find_rows: Callable[[], pd.DataFrame]


def compute_first_chart(view: View, style: Style) -> None:
    """Compute the chart that the page draws first in a style, for it to be there when somebody opens the page."""
    computed(view, theme_heatmap, style=style, **HEATMAP_SHOWS, **HEATMAP_SIZE)


@page_fragment
def show_overview(view: View) -> None:
    """Draw the page."""
    cited = CitedTexts(view, PAGE)
    above = st.container()
    left, right = st.columns([1.45, 1], gap="large")
    with left:  # the chart first: it takes longest to reach the screen
        draw = partial(built_chart, view, theme_heatmap, **HEATMAP_SHOWS)
        chart = draw(**HEATMAP_SIZE)
        show_chart(view, chart, PAGE, source=False, caution=False, width=HEATMAP_WIDTH_PIXELS, on_sheet=draw)
    with above:
        show_heading(computed(view, summary), computed(view, coverage), computed(view, length_caution), heading="h1")
        _show_figures(view, cited)
    with right:
        _show_steps(view, cited)
        _show_own_words(view, cited)
    show_source(computed(view, source_line))
    cited.listen()
    listen_to_menus(view, PAGE)
    show_evidence(view, PAGE)


def _show_figures(view: View, cited: CitedTexts) -> None:
    figures = [
        cited.html(
            f'<div class="figure"><b>{figure.value:,}</b><span>{escaped_html(figure.label)}</span></div>',
            name=f"figure_{position}", heading=f"{figure.value:,}{figure.label}",
            rows=figure.find_evidence,
        )
        for position, figure in enumerate(computed(view, key_figures))
    ]  # fmt: skip
    st.html(f'<div class="figures">{"".join(figures)}</div>')


def _show_steps(view: View, cited: CitedTexts) -> None:
    lines = [
        cited.html(
            f'<div class="step"><b>{escaped_html(step.due_words)}</b>'
            f'<span class="whose">{escaped_html(short_name(step.street))}</span>'
            f"<span>{escaped_html(step.label)}</span></div>",
            name=f"step_{position}", heading=f"{step.due_words} {step.label}", rows=step.rows,
        )
        for position, step in enumerate(computed(view, _first_steps))
    ]  # fmt: skip
    st.html(
        '<h2>接下来的日期</h2><p class="quiet">按日期先后，点开看原文</p>'
        + ("".join(lines) or '<p class="quiet">没有写明日期的事项</p>')
    )


def _first_steps(tables: Tables) -> list[Step]:
    """Return the first dated steps, for as many as there is room."""
    steps = next_steps(tables, most=MOST_STEPS)
    places = steps[["sentence_id", "start", "end"]]
    return [
        Step(step.due_words, step.street, step.label, places.iloc[[position]])
        for position, step in enumerate(rows_of(steps))
    ]


def _show_own_words(view: View, cited: CitedTexts) -> None:
    streets, unit = computed(view, streets_in_order), view.chosen.unit
    colours = colours_of_all_streets(view)
    lines = [
        cited.html(
            f'<div class="own"><span class="dot" style="background:{colours[own.street]}"></span>'
            f"<span>{escaped_html(short_name(own.street))}</span><b>{escaped_html(own.keyword)}</b>"
            f"<span>{escaped_html(' · '.join(own.words))}</span></div>",
            name=f"own_{position}", heading=f"{own.street}的关键词", rows=own.find_rows,
        )
        for position, own in enumerate(computed(view, _own_words))
    ]  # fmt: skip
    if len(streets) > MOST_STREETS:
        lines.append(f'<p class="quiet">另有{len(streets) - MOST_STREETS:,}个{unit}，见“关键词”页</p>')
    st.html(f'<h2 class="apart">各{unit}自己的关键词</h2>{"".join(lines)}')


def _own_words(tables: Tables) -> list[OwnWords]:
    """Return the words of the first 街道, for as many as there is room."""
    found, streets = [], streets_in_order(tables)[:MOST_STREETS]
    keywords = tables.keywords_of(streets)
    for street in streets:
        keyword = _stated_keyword(tables, street)
        words = _strongest_words(keywords[keywords["street"] == street], keyword)
        wanted = [keyword, *words] if keyword else words
        found.append(OwnWords(street, keyword, words, partial(_words_in_text, tables, street, wanted)))
    return found


def _strongest_words(keywords: pd.DataFrame, keyword: str) -> list[str]:
    """Return the best keywords of a 街道 (all of these are its own) beside the one that it states itself."""
    return list(keywords[keywords["term"] != keyword].sort_values("rank")["term"].head(WORDS_OF_A_STREET))


def _stated_keyword(tables: Tables, street: str) -> str:
    stated = tables.articles.loc[tables.articles["street"] == street, "stated_keyword"]
    return "、".join(dict.fromkeys(word for word in stated if not is_missing(word)))


def _words_in_text(tables: Tables, street: str, words: list[str]) -> pd.DataFrame:
    """Return where the words stand in the text of the 街道, a stated keyword by its own heading."""
    mentions = tables.term_mentions
    found = mentions[(mentions["street"] == street) & mentions["term"].isin(words)]
    own = tables.sentences[(tables.sentences["street"] == street) & (tables.sentences["part"] == "heading")]
    stated = [
        (row.sentence_id, row.start + place, row.start + place + len(word))
        for row in rows_of(own if tables.has_texts else own.iloc[:0])
        for word in words
        if "关键词" in row.text and (place := row.text.find(word)) >= 0
    ]
    places = tables.places("term_mentions", found)
    return pd.concat([pd.DataFrame(stated, columns=places.columns), places], ignore_index=True)


if __name__ == "__main__":
    show_overview(current_view())
