"""Says of each line of a document to which article and part it belongs, and under which headings it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dashboard.reading.article_lines import ArticleLines
from dashboard.reading.document import Part
from dashboard.reading.header_zone import header_zone, signature_lines
from dashboard.reading.lines import Line
from dashboard.reading.outline import Place, outline, section_of
from dashboard.reading.rules import HeadingRules

NO_TEXT: Final = Place(False, (), None)
HEADER_LINE: Final = Place(True, (), None)


@dataclass(slots=True, init=False)  # __init__ by hand: a generated one stays Python when modules are compiled
class PlacedLine:
    """A line by its article (index, None for no article), its part and its place. Never changed once made."""

    article: int | None
    part: Part
    place: Place

    def __init__(self, article: int | None, part: Part, place: Place) -> None:
        self.article, self.part, self.place = article, part, place


def place_lines(
    lines: Sequence[Line], articles: Sequence[ArticleLines], rules: HeadingRules, year: int | None
) -> list[PlacedLine]:
    """Return every line's place, in order; the text of each article has an outline of its own."""
    placed: list[PlacedLine] = []
    for number, article in enumerate(articles):
        placed += _stray_lines(lines, len(placed), article.start, rules, year, has_articles=True)
        no_text = article.header_lines | article.wish_lines
        body = [i for i in range(article.start, article.end) if i not in no_text]
        places = _outline(lines, body, article.title or "", rules, article.year or year)
        for i in range(article.start, article.end):
            place = places.get(i) or (HEADER_LINE if i in article.header_lines else NO_TEXT)
            part: Part = "wish" if i in article.wish_lines else "heading" if place.is_heading else "body"
            placed.append(PlacedLine(number, part, place))
    placed += _stray_lines(lines, len(placed), len(lines), rules, year, has_articles=bool(articles))
    return placed


def _stray_lines(
    lines: Sequence[Line], start: int, end: int, rules: HeadingRules, year: int | None, *, has_articles: bool
) -> list[PlacedLine]:
    """Return the places of lines from start to end, which belong to no article, with headings told from text.

    Between articles every line like a title is a heading: a running head or a slogan.
    """
    if start >= end:
        return []
    zone = header_zone(lines, start, end)
    signed = signature_lines(lines, end)
    body = [i for i in range(zone.end, end) if i not in signed]
    places = _outline(lines, body, zone.title or "", rules, year)
    placed = []
    for i in range(start, end):
        place = places.get(i, HEADER_LINE)
        is_heading = place.is_heading or (has_articles and lines[i].is_title)
        placed.append(PlacedLine(None, "heading" if is_heading else "body", place))
    return placed


def _outline(
    lines: Sequence[Line], body: Sequence[int], title: str, rules: HeadingRules, year: int | None
) -> dict[int, Place]:
    """Return the places of the lines of ``body``, by line, under a title that may set the section of all."""
    if not body:
        return {}
    section = section_of(title, rules, plan_year=None)  # a year alone in the title sets no section
    return outline(lines, body, rules=rules, plan_year=year, section=section)
