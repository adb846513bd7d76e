"""An article as HTML, with themes, amounts, dates and commitments marked where they stand."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard.charts.wording import date_words, is_missing, short_name
from dashboard.pages.escape import escaped_html
from dashboard.pages.marked_text import Mark, marked_html
from dashboard.pages.rows import rows_of
from dashboard.tables.tables import Tables

MARK_NAMES = {"commitment": "目标", "theme": "主题", "date": "日期", "quantity": "数量"}
"""Kinds of marks: the style's name and what it is called on the screen."""

UNASSIGNED = ""
"""Stands for the text of no 街道 where an article is chosen."""


def article_labels(tables: Tables) -> dict[str, str]:
    """Return what each article is called in a choice: its 街道, with the title where a 街道 has several."""
    articles = tables.articles
    several = articles["street"].duplicated(keep=False)
    rows = zip(articles["article_id"], articles["street"], articles["title"], several, strict=True)
    named = {
        article_id: short_name(street) + (f"《{title}》" if is_one_of_several and not is_missing(title) else "")
        for article_id, street, title, is_one_of_several in rows
    }
    return named | {UNASSIGNED: "其他文字"}


def sentences_of(tables: Tables, article_id: str) -> pd.DataFrame:
    """Return the sentences of an article in reading order; of no article for ``UNASSIGNED``."""
    sentences = tables.sentences
    mine = sentences["article_id"].isna() if article_id == UNASSIGNED else sentences["article_id"] == article_id
    return sentences[mine].sort_values(["document_id", "start"], kind="stable")


def article_html(tables: Tables, article_id: str, shown: frozenset[str], cited: str | None) -> str:
    """Return the article: what it states about itself, then its paragraphs with the themes of each beside it.

    ``shown`` are the kinds of marks to draw, ``cited`` the sentence to set off.
    """
    sentences = sentences_of(tables, article_id)
    marks: dict[str, list[Mark]] = {sentence_id: [] for sentence_id in sentences["sentence_id"]}
    for sentence_id, mark in _marks(tables, set(marks)):
        if mark.style in shown:
            marks[sentence_id].append(mark)
    themes = tables.theme_mentions[tables.theme_mentions["sentence_id"].isin(set(marks))] if "theme" in shown else None
    paragraphs = "".join(
        _paragraph(paragraph, marks, themes, cited)
        for _, paragraph in sentences.groupby(["document_id", "paragraph"], sort=False)
    )
    return f'<article class="text">{_facts(tables, article_id)}{_legend(shown)}{paragraphs}</article>'


def _marks(tables: Tables, wanted: set[str]) -> Iterator[tuple[str, Mark]]:
    """Yield the marks of the wanted sentences."""
    for row in _rows(tables.targets.drop_duplicates("commitment_id"), wanted):
        yield row.sentence_id, Mark(row.start, row.end, "commitment", _commitment_hint(row))
    for row in _rows(tables.theme_mentions, wanted):
        yield row.sentence_id, Mark(row.start, row.end, "theme", f"主题：{row.theme}")
    for row in _rows(tables.dates, wanted):
        yield row.sentence_id, Mark(row.start, row.end, "date", _date_hint(row))
    for row in _rows(tables.quantities, wanted):
        yield row.sentence_id, Mark(row.start, row.end, "quantity", "数量")


def _rows(frame: pd.DataFrame, wanted: set[str]) -> Iterator[Any]:
    return rows_of(frame[frame["sentence_id"].isin(wanted)])


def _commitment_hint(row: Any) -> str:
    words = [part for part in (row.action, row.object) if not is_missing(part)]
    return "目标：" + "".join(words) if words else "目标"


def _date_hint(row: Any) -> str:
    words = date_words(row.from_date, row.to_date, row.granularity)
    return f"日期：{words}" if words else "日期：定期"


def _paragraph(
    sentences: pd.DataFrame, marks: dict[str, list[Mark]], themes: pd.DataFrame | None, cited: str | None
) -> str:
    spans = []
    for row in rows_of(sentences):
        style = "sentence cited" if row.sentence_id == cited else "sentence"
        inner = marked_html(row.text, int(row.start), marks[row.sentence_id])
        spans.append(f'<span class="{style}" id="{escaped_html(row.sentence_id)}">{inner}</span>')
    part = escaped_html(sentences["part"].iloc[0])
    beside = f"<aside>{_themes_beside(sentences, themes)}</aside>"
    return f'<div class="paragraph {part}"><p>{"".join(spans)}</p>{beside}</div>'


def _themes_beside(sentences: pd.DataFrame, themes: pd.DataFrame | None) -> str:
    if themes is None:
        return ""
    counts = themes.loc[themes["sentence_id"].isin(sentences["sentence_id"]), "theme"].value_counts()
    return "".join(f"<span>{escaped_html(theme)} {count}</span>" for theme, count in counts.items())


def _facts(tables: Tables, article_id: str) -> str:
    if article_id == UNASSIGNED:
        return '<h1 class="message">不属于任何街道的文字</h1><p class="quiet">只供对照，不计入任何统计</p>'
    article = tables.articles[tables.articles["article_id"] == article_id].iloc[0]
    given = {name: value for name, value in article.items() if not is_missing(value)}
    keyword = f"关键词：{given['stated_keyword']}" if "stated_keyword" in given else ""
    author = " ".join(str(given[name]) for name in ("post", "author") if name in given)
    street = given["street"] if article["listed"] else f"{given['street']}（名录中没有）"
    parts = (given.get("district", ""), street, author, keyword, f"{article['characters']:,}字")
    title = escaped_html(given.get("title", given["street"]))
    line = escaped_html("　".join(part for part in parts if part))
    return f'<h1 class="message">{title}</h1><p class="quiet">{line}</p>'


def _legend(shown: frozenset[str]) -> str:
    entries = {
        "commitment": "目标：浅底色，左边线",
        "theme": "主题：下划线，名称在右侧",
        "date": "日期：方框",
        "quantity": "数量：粗体双线",
    }
    words = "".join(
        f'<span><span class="{kind} {kind}-first {kind}-last">{escaped_html(text)}</span></span>'
        for kind, text in entries.items() if kind in shown
    )
    return f'<p class="legend">{words}</p>'
