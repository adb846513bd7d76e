"""Reads one document: bytes → text → articles → sentences. A pure function of its arguments, picklable."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from dashboard.reading.articles import ArticleLines, split_articles
from dashboard.reading.characters import FoldedText
from dashboard.reading.document import Article, Document, Sentence, Source
from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.file_name import format_of
from dashboard.reading.formats import read_text
from dashboard.reading.header import HeaderReader
from dashboard.reading.header_zone import header_zone, signature_lines
from dashboard.reading.lines import Line
from dashboard.reading.names import Gazetteer
from dashboard.reading.placed_lines import PlacedLine, place_lines
from dashboard.reading.plan_year import PlanYear, find_plan_year, year_of_title
from dashboard.reading.rules import ReadingRules
from dashboard.reading.sentences import Span, split_lines, split_sentences
from dashboard.reading.titles import LONGEST_RUN_IN, numbering_level

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
    pieces = [split_sentences(span) for span in spans]
    flat = [piece.text for of_line in pieces for piece in of_line]
    header = HeaderReader(gazetteer, reading_rules.header)
    lines = [Line(span.text, header, reading_rules.headings, headings.get(span.start)) for span in spans]
    found = split_articles(lines, path=path, sentences=flat, header=header, rules=reading_rules)
    year = _plan_year(lines, flat, path, found, reading_rules, default_year)
    placed = place_lines(lines, found, reading_rules.headings, year.year if year else None)
    document_id = hashlib.sha256(source.path.encode()).hexdigest()[:ID_DIGITS]
    articles = [_article(item, number, document_id, spans, year, reading_rules) for number, item in enumerate(found, 1)]
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
        sentences=_sentences(placed, pieces, articles, document_id),
        remarks=read.remarks,
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
    own_year = year_of_title(article.title, rules.plan_year) if article.title else None
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
    )


def _sentences(
    placed: Sequence[PlacedLine], pieces: Sequence[Sequence[Span]], articles: Sequence[Article], document_id: str
) -> tuple[Sentence, ...]:
    """Return the sentences of all lines, numbered from 1 through the document; ``pieces`` are those of each line.

    A numbered catchword that opens a paragraph (1.综合修缮。) is text, and a heading of what follows it there.
    """
    rows: list[Sentence] = []
    first_of_line: list[int] = []
    for paragraph, (line, spans) in enumerate(zip(placed, pieces, strict=True), 1):
        first, last = len(rows) + 1, len(rows) + len(spans)
        first_of_line.append(first)
        article = articles[line.article] if line.article is not None else None
        article_id, street = (article.article_id, article.street) if article else (None, None)
        above = tuple([first_of_line[heading] for heading in line.place.headings])
        part, section = line.part, line.place.section
        may_run_in = part == "body"
        run_in: list[tuple[int, int]] = []
        for ordinal, span in enumerate(spans, first):
            text = span.text
            is_catchword = may_run_in and ordinal < last and len(text) <= LONGEST_RUN_IN
            level = numbering_level(text) if is_catchword else None
            if level is not None:
                run_in = [item for item in run_in if item[0] < level]
            headings = above + tuple([number for _, number in run_in]) if run_in else above
            rows.append(Sentence(  # without names of fields: takes half the time, and this runs for every sentence
                f"{document_id}-s{ordinal:04d}", article_id, street, ordinal, part, span.start, span.end, text,
                paragraph, headings, section,
            ))
            if level is not None:
                run_in.append((level, ordinal))
    return tuple(rows)


def load_source(root: Path, file: Path) -> Source:
    """Return a file as a source, its path relative to ``root``; raises OSError where it cannot be read."""
    return Source(file.relative_to(root).as_posix(), file.read_bytes())
