"""Reads one document: bytes → text → articles → sentences. A pure function of its arguments, picklable."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from dashboard.reading.article_lines import ArticleLines
from dashboard.reading.articles import split_articles
from dashboard.reading.characters import FoldedText
from dashboard.reading.document import Article, Document, Source
from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.file_name import format_of
from dashboard.reading.formats import read_text
from dashboard.reading.header import HeaderReader
from dashboard.reading.header_zone import header_zone, signature_lines
from dashboard.reading.lines import Line
from dashboard.reading.names import Gazetteer
from dashboard.reading.numbered_sentences import numbered_sentences, with_scattered, without_others
from dashboard.reading.placed_lines import place_lines
from dashboard.reading.plan_year import PlanYear, find_plan_year, only_reviews, plan_behind_review, year_of_title
from dashboard.reading.rules import ReadingRules
from dashboard.reading.sentences import Span, split_lines, split_sentences
from dashboard.reading.task_form import find_forms
from dashboard.reading.task_table import find_tables

ID_DIGITS = 12
"""Hexadecimal digits of a document's id, from the SHA-256 of its path."""

HEAD_LINES = 4
"""First lines among which a dateline is looked for."""


def read_document(
    source: Source, gazetteer: Gazetteer, reading_rules: ReadingRules, default_year: int | None = None
) -> Document:
    """Return the document with its articles and sentences; raises UnreadableDocument where it cannot be read.

    ``default_year`` is the plan year of a document that names none.
    """
    read = read_text(source)
    folded = reading_rules.characters.fold(read.text)
    text, headings = (folded.text, _moved(read.headings, folded)) if folded else (read.text, read.headings)
    spans = split_lines(text)
    if not spans:
        raise UnreadableDocument("文件里没有文字，只有看不见的字符；请放入有内容的文档")
    path = reading_rules.characters.simplify(source.path)
    tables = find_forms(spans, reading_rules.tables) | find_tables(text, spans, reading_rules.tables)
    pieces = [[span] if i in tables else split_sentences(span) for i, span in enumerate(spans)]
    texts = [[piece.text for piece in of_line] for of_line in pieces]
    flat = [piece for of_line in texts for piece in of_line]
    header = HeaderReader(gazetteer, reading_rules.header)
    lines = [
        Line(span.text, header, reading_rules.headings, headings.get(span.start), tables.get(i))
        for i, span in enumerate(spans)
    ]
    split = split_articles(lines, path=path, sentences=texts, header=header, rules=reading_rules)
    found = split.articles
    year = _plan_year(lines, flat, path, found, reading_rules, default_year)
    placed = place_lines(lines, found, reading_rules.headings, year.year if year else None)
    document_id = hashlib.sha256(source.path.encode()).hexdigest()[:ID_DIGITS]
    articles = [_article(item, number, document_id, spans, year, reading_rules) for number, item in enumerate(found, 1)]
    sentences = numbered_sentences(placed, pieces, lines, articles, document_id)
    if split.others:
        sentences = without_others(split.others, sentences)
    if split.scattered:
        articles, sentences = with_scattered(split.scattered, sentences, year.year if year else None, document_id)
    return Document(
        document_id=document_id,
        path=source.path,
        sha256=hashlib.sha256(source.content).hexdigest(),
        format=format_of(source.path),
        encoding=read.encoding,
        text=text,
        year=year.year if year else None,
        year_source=year.source if year else None,
        written_year=year.written if year else None,
        articles=tuple(articles),
        sentences=tuple(sentences),
        remarks=read.remarks,
        plan_years=tuple([
            (article.article_id, item.year) for article, item in zip(articles, found, strict=False)
            if item.year and (year is None or item.year != year.year)
        ]),
        folded=folded,
    )


def _moved(headings: Mapping[int, int], folded: FoldedText) -> dict[int, int]:
    """Return marked headings (where each begins → level) by their places in the folded text."""
    return {folded.place_of(start): level for start, level in headings.items()}


def _plan_year(
    lines: Sequence[Line],
    sentences: Sequence[str],
    path: str,
    articles: Sequence[ArticleLines],
    rules: ReadingRules,
    default_year: int | None,
) -> PlanYear | None:
    """Return the plan year of the document; an article's title counts where it is the only article."""
    head_end = min(articles[0].start if articles else len(lines), len(lines))
    zone = header_zone(lines, 0, head_end)
    titles = [line.text for line in lines[: zone.end] if not line.is_dateline]
    if len(articles) == 1 and articles[0].title:
        titles.append(articles[0].title)
    if plan := plan_behind_review(titles, (line.plain for line in lines[zone.end :] if line.is_title), rules.plan_year):
        titles.insert(0, plan)
    signed = signature_lines(lines)
    first = [lines[i] for i in range(min(HEAD_LINES, len(lines))) if i not in signed]
    return find_plan_year(
        titles=titles,
        head=next((line.text for line in first if line.is_dateline), lines[0].text),
        path=path,
        sentences=sentences,
        signature="\n".join(lines[i].text for i in sorted(signed)),
        rules=rules.plan_year,
        default_year=default_year,
    )


def _article(
    article: ArticleLines,
    number: int,
    document_id: str,
    spans: Sequence[Span],
    year: PlanYear | None,
    rules: ReadingRules,
) -> Article:
    own_year = article.year or (year_of_title(article.title, rules.plan_year) if article.title else None)
    if own_year and year and year.year == own_year + 1 and only_reviews(article.title or "", rules.plan_year):
        own_year = year.year  # the plan stands behind the review
    author = article.author
    return Article(
        article_id=f"{document_id}-a{number}",
        street=article.township.name,
        district=article.township.district,
        year=own_year or (year.year if year else None),
        title=article.title,
        stated_keyword=article.keyword,
        author=author.name if author else None,
        post=author.post if author else None,
        wish=article.wish,
        start=spans[article.start].start,
        end=spans[article.end - 1].end,
        listed=article.township.known,
        city=article.township.city,
        province=article.township.province,
    )


def load_source(root: Path, file: Path) -> Source:
    """Return a file as a source, its path relative to ``root``; raises OSError where it cannot be read."""
    return Source(file.relative_to(root).as_posix(), file.read_bytes())
