"""Splits a document's lines into articles, one per 街道, and reads each article's header and wish."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from dashboard.reading.article_end import author_below, end_without_strays
from dashboard.reading.article_lines import ArticleLines
from dashboard.reading.attribution import (
    LEAST_SHARE,
    ScatteredArticle,
    scattered_articles,
    spoken_of,
    table_owners,
)
from dashboard.reading.header import Author, HeaderReader
from dashboard.reading.header_patterns import OPENING
from dashboard.reading.header_zone import header_zone, signature_lines
from dashboard.reading.lines import Line
from dashboard.reading.lines_before import with_lines_before
from dashboard.reading.names import Gazetteer
from dashboard.reading.open_names import is_open, kept_first, settled, unified
from dashboard.reading.openers import Opener, article_spans, find_openers, year_headings
from dashboard.reading.rules import ReadingRules
from dashboard.reading.subject import subject_of_text, units_named
from dashboard.reading.township import Place, Township
from dashboard.reading.wishes import wish_lines, wish_text


class Split(NamedTuple):
    """The articles of a document in order: by lines, or by sentences where it is about several 街道.

    ``others`` are the indices of sentences that stand in an article and speak of another 街道.
    """

    articles: list[ArticleLines]
    scattered: Sequence[ScatteredArticle] = ()
    others: frozenset[int] = frozenset()


def split_articles(
    lines: Sequence[Line], *, path: str, sentences: Sequence[Sequence[str]], header: HeaderReader, rules: ReadingRules
) -> Split:
    """Return the articles of a document. ``sentences`` are those of each line.

    With openers (〔X街道〕) each opens an article; lines between them belong to none. Without, the document is one
    article if one 街道 is its subject, all but the sentences that speak of others. Else the rows of a table and the
    sentences of running text belong to the 街道 they speak of, and the rest to nobody.
    """
    openers, listed = find_openers(lines, header, rules)
    if openers:
        home = _home(lines[: next(iter(openers))], path, header)
        openers = _of_home(openers, lines, home, header.gazetteer)
    if openers:
        repeated = _repeated(lines)
        found = [
            _article(lines, opener, start, end, header, repeated, home=home)
            for start, end in article_spans(lines, openers)
            if (opener := openers[start]).township
        ]
        found = _settled(found, lines, path, header)
        return Split(with_lines_before(lines, found, repeated))
    return _without_openers(lines, listed, path, sentences, header, rules)


def _without_openers(
    lines: Sequence[Line], listed: Collection[Township], path: str, sentences: Sequence[Sequence[str]],
    header: HeaderReader, rules: ReadingRules,
) -> Split:
    """Return the articles of a document that no line opens; ``listed`` are units of lines that are but a list."""
    gazetteer, names = header.gazetteer, rules.names
    titles = lines[: header_zone(lines, 0, len(lines)).end]
    home = _home(titles, path, header)
    signature = [lines[i].text for i in sorted(signature_lines(lines))]
    named: Collection[Township] = listed if len(listed) > 1 else units_named(
        titles=titles, path=path, signature=signature, gazetteer=gazetteer, home=home
    )
    if len(named) == 1:
        return Split(_one_article(lines, next(iter(named)), path, home, header, rules))
    flat = [text for of_line in sentences for text in of_line]
    owners = _owners(lines, home, flat, gazetteer)
    found = unified(gazetteer.find_in_each(flat, home), flat, home, gazetteer)
    if not found and not owners:
        return Split([])
    units = spoken_of(lines, sentences, found, owners, gazetteer, names)
    if not named and not owners:
        wider_area = any(gazetteer.district_in(title.text) for title in titles)
        if subject := subject_of_text(flat, kept_first(found, gazetteer), names, wider_area=wider_area):
            others = frozenset(at for at, unit in units.items() if unit != subject)
            if not others or sum(len(flat[at]) for at in others) < LEAST_SHARE * sum(len(flat[at]) for at in units):
                return Split(_one_article(lines, subject, path, home, header, rules), others=others)
    return Split([], scattered_articles(units, flat, named, tabled=bool(owners)))


def _one_article(
    lines: Sequence[Line], subject: Township, path: str, home: Place, header: HeaderReader, rules: ReadingRules
) -> list[ArticleLines]:
    """Return a document as the article of its one subject, parted where its headings plan for several years."""
    opener = Opener(subject, None, sure=True)
    article = _article(lines, opener, -1, len(lines), header, _repeated(lines), home=home)
    [article] = _settled([article], lines, path, header)
    return _years_apart(lines, article, rules)


def _owners(lines: Sequence[Line], home: Place, flat: Sequence[str], gazetteer: Gazetteer) -> dict[int, Township]:
    """Return the units of table rows, told by each other where their names alone leave them open."""
    owners = table_owners(lines, gazetteer, home)
    if not any(map(is_open, owners.values())):
        return owners
    told = settled(owners.values(), "\n".join(flat), gazetteer)
    return {i: told.get(unit, unit) for i, unit in owners.items()}


def _of_home(
    openers: dict[int, Opener], lines: Sequence[Line], home: Place, gazetteer: Gazetteer
) -> dict[int, Opener]:
    """Return the openers without bare lines that read like the name of a unit of another city (一、先进街道)."""
    first, opener = next(iter(openers.items()))
    if home.city is None and opener.township and opener.title == lines[first].plain:
        home = opener.township.place  # the title of the document itself
    if home.city is None:
        return openers
    area = home._replace(district=None)
    return {
        i: opener for i, opener in openers.items()
        if opener.township is None or not opener.township.known or lines[i].text[0] in OPENING
        or any(unit.place.agrees(area) for unit in gazetteer.candidates(opener.township.name))
        or gazetteer.names_area(lines[i].text)
    }


def _home(lines: Sequence[Line], path: str, header: HeaderReader) -> Place:
    """Return where a document is at home by the title lines before the first opener and its path."""
    return header.gazetteer.home_of([line.plain for line in lines if line.is_title], path)


def _years_apart(lines: Sequence[Line], article: ArticleLines, rules: ReadingRules) -> list[ArticleLines]:
    """Return an article parted where its headings open the plans of several years (一、2021年计划 … 二、2022年计划)."""
    places = year_headings(lines, article.end, article.header_lines | article.wish_lines, rules.plan_year)
    if len(places) < 2:
        return [article]
    starts = [article.start, *list(places)[1:]]
    return [
        replace(
            article,
            start=start,
            end=end,
            year=year,
            title=article.title if start == article.start else lines[start].plain,
            wish=article.wish if article.wish_lines and start <= min(article.wish_lines) < end else None,
            header_lines=frozenset(i for i in article.header_lines if start <= i < end)
            | (frozenset() if start == article.start else {start}),
            wish_lines=frozenset(i for i in article.wish_lines if start <= i < end),
        )
        for (start, end), year in zip(pairwise([*starts, article.end]), places.values(), strict=True)
    ]


def _repeated(lines: Sequence[Line]) -> frozenset[str]:
    """Return the texts that several lines share, as running heads do."""
    texts = [line.text for line in lines]
    if len(set(texts)) == len(texts):
        return frozenset()
    return frozenset(text for text, count in Counter(texts).items() if count > 1)


def _article(
    lines: Sequence[Line], opener: Opener, start: int, end: int, header: HeaderReader, repeated: frozenset[str],
    *, home: Place,
) -> ArticleLines:
    """Return the article between an opener's line (-1 for none) and ``end``, without the running heads at its end.

    ``home`` is where the whole document is at home.
    """
    township = opener.township
    assert township is not None
    zone = header_zone(lines, start + 1, start + 1 if opener.form else end, opener.title)
    wished = wish_lines(lines, zone.end, end)
    least = max(zone.end, max(wished, default=0) + 1)
    if not opener.form:
        end = end_without_strays(lines, least, end, header, repeated, after_wish=bool(wished))
    signed = frozenset(i for i in signature_lines(lines, end) if i >= zone.end)
    author = zone.author
    if author is None and (below := author_below(lines, end, zone.end, header)):
        place, author = below
        signed |= {place}
    return ArticleLines(
        township=_placed(township, author, home, header),
        start=max(start, 0),
        end=end,
        title=zone.title,
        year=opener.year,
        keyword=zone.keyword or next((line.keyword for line in lines[zone.end : end] if line.keyword), None),
        author=author,
        wish=wish_text([lines[i] for i in sorted(wished)]),
        header_lines=frozenset(range(max(start, 0), zone.end)) | signed,
        wish_lines=wished,
    )


def _placed(township: Township, author: Author | None, home: Place, header: HeaderReader) -> Township:
    """Return the unit with the place that author or document give, where the name alone leaves it open."""
    if township.district:
        return township
    if author and author.district:
        home = header.gazetteer.place_of_district(author.district)
    if not township.known:
        return township.at(home)
    return header.gazetteer.resolve(township.name, home) or township


def _settled(
    articles: list[ArticleLines], lines: Sequence[Line], path: str, header: HeaderReader
) -> list[ArticleLines]:
    """Return the articles with the units told by the whole document, where their heads leave them open."""
    if not any(is_open(article.township) for article in articles):
        return articles
    text = "\n".join([path, *(line.text for line in lines)])
    told = settled((article.township for article in articles), text, header.gazetteer)
    return [replace(article, township=told.get(article.township, article.township)) for article in articles]
