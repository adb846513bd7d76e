"""Time expressions of a document: dates, frequencies and anniversaries with their values."""

from collections.abc import Sequence

from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.date_patterns import ANNIVERSARY_ENDS
from dashboard.extraction.date_rules import DateRules
from dashboard.extraction.sentence_dates import SentenceDates
from dashboard.extraction.sentence_text import JoinedText
from dashboard.extraction.year_context import YearContext
from dashboard.reading.document import Sentence


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
    points = rules.points_in(joined)
    ends = {joined.number_at(match.start()) for match in ANNIVERSARY_ENDS.finditer(joined.text)}
    found: list[DateMention] = []
    for number, sentence in enumerate(sentences):
        context.enter(sentence)
        if number in points or number in ends:
            words = joined.of_sentence(number, sentence)
            found += SentenceDates(words, context, rules).read(points.get(number, []), has_anniversary=number in ends)
    return found
