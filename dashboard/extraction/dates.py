"""Time expressions of a document: dates, frequencies and anniversaries with their values."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.date_patterns import ANNIVERSARY_ENDS, ANNIVERSARY_WORDS
from dashboard.extraction.date_rules import DateRules
from dashboard.extraction.sentence_dates import SentenceDates
from dashboard.extraction.sentence_text import BETWEEN_SENTENCES, JoinedText
from dashboard.extraction.year_context import YearContext
from dashboard.reading.document import Sentence, TableRow


def find_dates(
    sentences: Sequence[Sentence], plan_year: int | None, rules: DateRules, written_year: int | None = None,
    joined: JoinedText | None = None,
) -> list[DateMention]:
    """Return the time expressions of a document's sentences, in their order.

    A missing year is the nearest year named before it in the sentence, then in the paragraph, then that of the
    section, then the plan year; where none is known both days stay null. 今年 is the year in which the document was
    written, which is the plan year unless given. ``joined`` is the sentences' text where it has been joined before.
    """
    context = YearContext(sentences, plan_year, written_year)
    joined = joined or JoinedText.of(sentences)
    points = points_in(joined, rules)
    anniversaries = _anniversary_words(joined)
    found: list[DateMention] = []
    for number, sentence in enumerate(sentences):
        context.enter(sentence)
        if number in points or number in anniversaries:
            words = joined.of_sentence(number, sentence)
            reader = SentenceDates(words, context, rules)
            matches = points.get(number, [])
            if number in anniversaries:
                first, last = anniversaries[number]
                matches = reader.with_anniversaries(matches, first, last)
            if sentence.row is None:
                found += reader.read(matches)
                continue
            for of_cell in _by_cell(matches, words.start, sentence.row):
                context.unnamed()  # a year in the task's cell is not that of the deadline
                found += reader.read(of_cell)
    return found


def points_in(joined: JoinedText, rules: DateRules) -> dict[int, list[re.Match[str]]]:
    """Return the matches of the pattern of points, tried where one may begin, by the number of their sentence."""
    text, starts, match_at = joined.text, joined.starts, rules.points.match
    found: dict[int, list[re.Match[str]]] = {}
    number, position, limit = -1, 0, 0
    for beginning in rules.begins.finditer(text):
        begin = beginning.start()
        if begin < position:
            continue
        if begin >= limit:
            number = joined.number_at(begin)
            limit = starts[number + 1] - len(BETWEEN_SENTENCES)
        match = match_at(text, begin, limit)
        if match:
            position = match.end()
            found.setdefault(number, []).append(match)
    return found


def _anniversary_words(joined: JoinedText) -> dict[int, tuple[int, int]]:
    """Return where the first word that ends an anniversary begins and the last one ends, by the number of their
    sentence; most documents have none."""
    if not any(word in joined.text for word in ANNIVERSARY_WORDS):
        return {}
    found: dict[int, tuple[int, int]] = {}
    for match in ANNIVERSARY_ENDS.finditer(joined.text):
        number = joined.number_at(match.start())
        first, _ = found.get(number, match.span())
        found[number] = first, match.end()
    return found


def _by_cell(matches: Sequence[re.Match[str]], start: int, row: TableRow) -> Iterator[list[re.Match[str]]]:
    """Yield the matches of each cell of a row that begins at ``start``, those between known cells as well."""
    ends = [start + cell.end for cell in row.cells]
    for _, of_cell in groupby(matches, key=lambda match: bisect_right(ends, match.start())):
        yield list(of_cell)
