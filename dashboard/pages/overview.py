"""Page 总览: what the documents say in one sentence, key figures, themes, next dates, each 街道's own words."""

import pandas as pd
import streamlit as st

from dashboard.charts.key_figures import key_figures, summary
from dashboard.charts.next_steps import next_steps
from dashboard.charts.theme_heatmap import theme_heatmap
from dashboard.charts.wording import coverage, is_missing, length_caution, short_name, source_line, streets_in_order
from dashboard.pages.cited import show_cited
from dashboard.pages.escape import escaped_html
from dashboard.pages.evidence import show_evidence
from dashboard.pages.rows import rows_of
from dashboard.pages.show_chart import built_chart, colours_of_all_streets, show_chart, show_heading, show_source
from dashboard.pages.view import View, current_view
from dashboard.tables.tables import Tables

PAGE = "overview"
MOST_THEMES = 10
MOST_COLUMNS = 8
MOST_STEPS = 5
MOST_STREETS = 4
WORDS_OF_A_STREET = 3


@st.fragment
def show_overview(view: View) -> None:
    """Draw the page."""
    tables = view.chosen
    show_heading(summary(tables), coverage(tables), length_caution(tables), heading="h1")
    _show_figures(view, tables)
    left, right = st.columns([1.45, 1], gap="large")
    with left:
        chart = built_chart(view, theme_heatmap, most_themes=MOST_THEMES, most_columns=MOST_COLUMNS)
        show_chart(view, chart, PAGE, source=False, caution=False)
    with right:
        _show_steps(view, tables)
        _show_own_words(view, tables)
    show_source(source_line(tables))
    show_evidence(view, PAGE)


def _show_figures(view: View, tables: Tables) -> None:
    with st.container(key="figures", horizontal=True, gap="large"):
        for position, figure in enumerate(key_figures(tables)):
            html = f'<div class="figure"><b>{figure.value:,}</b><span>{escaped_html(figure.label)}</span></div>'
            heading = f"{figure.value:,}{figure.label}"
            show_cited(html, view, PAGE, name=f"figure_{position}", heading=heading, rows=figure.evidence, narrow=True)


def _show_steps(view: View, tables: Tables) -> None:
    steps = next_steps(tables, most=MOST_STEPS)
    st.html('<h2>接下来的日期</h2><p class="quiet">按日期先后，点开看原文</p>')
    if steps.empty:
        st.html('<p class="quiet">没有写明日期的事项</p>')
    for position, step in enumerate(rows_of(steps)):
        html = (
            f'<div class="step"><b>{escaped_html(step.due_words)}</b>'
            f'<span class="whose">{escaped_html(short_name(step.street))}</span>'
            f"<span>{escaped_html(step.label)}</span></div>"
        )
        rows = steps.iloc[[position]][["sentence_id", "start", "end"]]
        heading = f"{step.due_words} {step.label}"
        show_cited(html, view, PAGE, name=f"step_{position}", heading=heading, rows=rows)


def _show_own_words(view: View, tables: Tables) -> None:
    streets = streets_in_order(tables)
    colours = colours_of_all_streets(view)
    st.html('<h2 class="apart">各街道自己的关键词</h2>')
    for position, street in enumerate(streets[:MOST_STREETS]):
        keyword = _stated_keyword(tables, street)
        words = _strongest_words(tables, street, keyword)
        html = (
            f'<div class="own"><span class="dot" style="background:{colours[street]}"></span>'
            f"<span>{escaped_html(short_name(street))}</span><b>{escaped_html(keyword)}</b>"
            f"<span>{escaped_html(' · '.join(words))}</span></div>"
        )
        rows = _words_in_text(tables, street, [keyword, *words] if keyword else words)
        show_cited(html, view, PAGE, name=f"own_{position}", heading=f"{street}的关键词", rows=rows)
    if len(streets) > MOST_STREETS:
        st.html(f'<p class="quiet">另有{len(streets) - MOST_STREETS:,}个街道，见“关键词”页</p>')


def _strongest_words(tables: Tables, street: str, keyword: str) -> list[str]:
    """Return the best keywords of the 街道 beside the one that it states itself."""
    own = tables.keywords[(tables.keywords["street"] == street) & (tables.keywords["term"] != keyword)]
    return list(own.sort_values("rank")["term"].head(WORDS_OF_A_STREET))


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
        for row in rows_of(own)
        for word in words
        if "关键词" in row.text and (place := row.text.find(word)) >= 0
    ]
    columns = ["sentence_id", "start", "end"]
    return pd.concat([pd.DataFrame(stated, columns=columns), found[columns]], ignore_index=True)


if __name__ == "__main__":
    show_overview(current_view())
