"""Reads one document: bytes → text → articles → sentences. A pure function of its arguments, picklable."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.reading.articles import ArticleLines, header_zone, signature_lines, split_articles
from dashboard.reading.document import Article, Document, Part, Sentence, Source
from dashboard.reading.header import HeaderReader
from dashboard.reading.names import Gazetteer
from dashboard.reading.outline import Place, is_run_in_heading, looks_like_title, numbering_level, outline, section_of
from dashboard.reading.plan_year import PlanYear, find_plan_year, is_dateline, year_of_title
from dashboard.reading.rules import ReadingRules
from dashboard.reading.sentences import Span, split_lines, split_sentences
from dashboard.reading.text_file import format_of, read_text

ID_DIGITS = 12
"""Hexadecimal digits of a document's id, from the SHA-256 of its path."""

HEAD_LINES = 4
"""First lines among which a dateline is looked for."""


@dataclass(frozen=True)
class ReadingLine:
    """A line with its sentences, its article (index, None for no article), its part and its place."""

    sentences: list[Span]
    article: int | None
    part: Part
    place: Place


def read_document(
    source: Source, gazetteer: Gazetteer, reading_rules: ReadingRules, default_year: int | None = None
) -> Document:
    """Return the document with its articles and sentences; raises UnreadableDocument where it cannot be read.

    ``default_year`` is the plan year of a document that names none.
    """
    text, encoding = read_text(source)
    spans = split_lines(text)
    lines = [span.text for span in spans]
    sentences = [split_sentences(span) for span in spans]
    flat = [sentence.text for of_line in sentences for sentence in of_line]
    header = HeaderReader(gazetteer, reading_rules.header)
    found = split_articles(lines, path=source.path, sentences=flat, header=header, rules=reading_rules)
    year = _plan_year(lines, flat, source.path, found, header, reading_rules, default_year)
    marked = _marked_lines(lines, sentences, found, header, reading_rules, year.year if year else None)
    document_id = hashlib.sha256(source.path.encode()).hexdigest()[:ID_DIGITS]
    articles = [_article(item, number, document_id, spans, year, reading_rules) for number, item in enumerate(found, 1)]
    return Document(
        document_id=document_id,
        path=source.path,
        sha256=hashlib.sha256(source.content).hexdigest(),
        format=format_of(source.path),
        encoding=encoding,
        text=text,
        year=year.year if year else None,
        year_source=year.source if year else None,
        articles=tuple(articles),
        sentences=_sentences(marked, articles, document_id),
    )


def _plan_year(
    lines: Sequence[str],
    sentences: Sequence[str],
    path: str,
    articles: Sequence[ArticleLines],
    header: HeaderReader,
    rules: ReadingRules,
    default_year: int | None,
) -> PlanYear | None:
    """Return the plan year of the document; an article's title counts where it is the only article."""
    head_end = min(articles[0].start if articles else len(lines), len(lines))
    zone = header_zone(lines, 0, head_end, header)
    titles = [line for line in lines[: zone.end] if not is_dateline(line)]
    if len(articles) == 1 and articles[0].title:
        titles.append(articles[0].title)
    signed = signature_lines(lines, rules.headings)
    first = [lines[i] for i in range(min(HEAD_LINES, len(lines))) if i not in signed]
    return find_plan_year(
        titles=titles,
        head=next(filter(is_dateline, first), lines[0]),
        path=path,
        sentences=sentences,
        signature="\n".join(lines[i] for i in sorted(signed)),
        rules=rules.plan_year,
        default_year=default_year,
    )


def _marked_lines(
    lines: Sequence[str],
    sentences: Sequence[list[Span]],
    articles: Sequence[ArticleLines],
    header: HeaderReader,
    rules: ReadingRules,
    year: int | None,
) -> list[ReadingLine]:
    """Return every line with its article, part and place; the text of each article has an outline of its own."""
    marked: dict[int, ReadingLine] = {}
    at = 0
    for number, article in enumerate(articles):
        marked |= _stray_lines(lines, sentences, at, article.start, header, rules, year, has_articles=True)
        title = article.title or ""
        body = [i for i in range(article.start, article.end) if i not in article.header_lines | article.wish_lines]
        places = _outline(lines, body, title, rules, year)
        for i in range(article.start, article.end):
            place = places.get(i, Place(i in article.header_lines, (), None))
            part: Part = "wish" if i in article.wish_lines else "heading" if place.is_heading else "body"
            marked[i] = ReadingLine(sentences[i], number, part, place)
        at = article.end
    marked |= _stray_lines(
        lines, sentences, at, len(lines), header, rules, year, has_articles=bool(articles)
    )
    return [marked[i] for i in range(len(lines))]


def _stray_lines(
    lines: Sequence[str],
    sentences: Sequence[list[Span]],
    start: int,
    end: int,
    header: HeaderReader,
    rules: ReadingRules,
    year: int | None,
    *,
    has_articles: bool,
) -> dict[int, ReadingLine]:
    """Return the lines from start to end that belong to no article, with headings told from text.

    Between articles every line like a title is a heading: a running head or a slogan.
    """
    zone = header_zone(lines, start, end, header)
    signed = signature_lines(lines, rules.headings, end)
    body = [i for i in range(zone.end, end) if i not in signed]
    places = _outline(lines, body, zone.title or "", rules, year)
    marked = {}
    for i in range(start, end):
        place = places.get(i, Place(True, (), None))
        is_heading = place.is_heading or (has_articles and looks_like_title(lines[i]))
        marked[i] = ReadingLine(sentences[i], None, "heading" if is_heading else "body", place)
    return marked


def _outline(
    lines: Sequence[str], body: list[int], title: str, rules: ReadingRules, year: int | None
) -> dict[int, Place]:
    """Return the places of these lines, by line, with headings as indices of lines."""
    if not body:
        return {}
    section = section_of(title, rules.headings, plan_year=None)  # a year alone in the title sets no section
    places = outline([lines[i] for i in body], rules=rules.headings, plan_year=year, section=section)
    return {
        i: Place(place.is_heading, tuple(body[heading] for heading in place.headings), place.section)
        for i, place in zip(body, places, strict=True)
    }


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


def _sentences(marked: Sequence[ReadingLine], articles: Sequence[Article], document_id: str) -> tuple[Sentence, ...]:
    """Return the sentences of all lines, numbered from 1 through the document.

    A numbered catchword that opens a paragraph (1.综合修缮。) is text, and a heading of what follows it there.
    """
    first_of_line: list[int] = []
    ordinal = 1
    for line in marked:
        first_of_line.append(ordinal)
        ordinal += len(line.sentences)
    rows = []
    for paragraph, line in enumerate(marked, 1):
        article = articles[line.article] if line.article is not None else None
        above = tuple(first_of_line[heading] for heading in line.place.headings)
        run_in: list[tuple[int, int]] = []
        for offset, sentence in enumerate(line.sentences):
            ordinal = first_of_line[paragraph - 1] + offset
            is_run_in = line.part == "body" and is_run_in_heading(
                sentence.text, is_last=offset + 1 == len(line.sentences)
            )
            if is_run_in:
                level = numbering_level(sentence.text) or 0
                run_in = [item for item in run_in if item[0] < level]
            rows.append(
                Sentence(
                    sentence_id=f"{document_id}-s{ordinal:04d}",
                    article_id=article.article_id if article else None,
                    street=article.street if article else None,
                    ordinal=ordinal,
                    part=line.part,
                    start=sentence.start,
                    end=sentence.end,
                    text=sentence.text,
                    paragraph=paragraph,
                    headings=above + tuple(number for _, number in run_in),
                    section=line.place.section,
                )
            )
            if is_run_in:
                run_in.append((level, ordinal))
    return tuple(rows)


def load_source(root: Path, file: Path) -> Source:
    """Return a file as a source, its path relative to ``root``; raises OSError where it cannot be read."""
    return Source(file.relative_to(root).as_posix(), file.read_bytes())
