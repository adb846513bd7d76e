"""Time expressions of a document: dates, frequencies and anniversaries with their values."""

from collections.abc import Sequence

from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.date_rules import DateRules
from dashboard.extraction.sentence_dates import SentenceDates
from dashboard.extraction.year_context import YearContext
from dashboard.reading.document import Sentence


def find_dates(sentences: Sequence[Sentence], plan_year: int | None, rules: DateRules) -> list[DateMention]:
    """Return the time expressions of a document's sentences, in their order.

    A missing year is the nearest year named before it in the sentence, then in the paragraph, then that of the
    section, then the plan year; where none is known both days stay null.
    """
    context = YearContext(sentences, plan_year)
    found: list[DateMention] = []
    for sentence in sentences:
        context.enter(sentence)
        found += SentenceDates(sentence, context, rules).read()
    return found
