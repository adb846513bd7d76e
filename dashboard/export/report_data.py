"""What the script of the HTML report reads: figures, and the sentences behind every mark, each sentence once."""

import json
from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.commitment_rows import WANTED
from dashboard.charts.quotes import Quote, quotes_of
from dashboard.charts.wording import is_missing
from dashboard.export.briefing_content import BriefingContent

Place = list[int]
"""The number of a sentence, and start and end of the words in it; the number alone for the whole sentence."""


def report_data(content: BriefingContent) -> dict[str, Any]:
    """Return plain values for JSON: ``sentences`` (text, whose), ``charts``, ``figures`` and ``commitments``."""
    rows = content.commitments[content.commitments[WANTED[0]]]
    evidence = [chart.evidence for chart in content.charts] + [figure.evidence for figure in content.figures]
    quotes = _quotes(content, [*evidence, rows])
    numbers = {quote.sentence_id: (number, quote.start, len(quote.text)) for number, quote in enumerate(quotes)}
    return {
        "sentences": [[quote.text, _whose(quote)] for quote in quotes],
        "charts": [_chart(chart, numbers) for chart in content.charts],
        "figures": [_places(figure.evidence, numbers) for figure in content.figures],
        "commitments": _places(rows, numbers),
    }


def _quotes(content: BriefingContent, evidence: Iterable[pd.DataFrame]) -> tuple[Quote, ...]:
    """Return every sentence that is named, in the order of the documents."""
    wanted = pd.concat([frame[["sentence_id"]].astype("object") for frame in evidence], ignore_index=True)
    named = wanted.drop_duplicates().assign(start=None, end=None)
    return quotes_of(content.tables, named, most=max(len(named), 1)).shown


def _whose(quote: Quote) -> str:
    article = f"　{quote.article}" if quote.article else ""
    return (f"{quote.street}　" if quote.street else "") + quote.document + article


def _chart(chart: Chart, numbers: dict[str, tuple[int, int, int]]) -> dict[str, Any]:
    by_mark = chart.evidence.groupby("mark", sort=False)
    return {
        "key": chart.key,
        "name": chart.name,
        "figure": json.loads(chart.figure.to_json()),
        "evidence": {str(mark): _places(rows, numbers) for mark, rows in by_mark},
    }


def _places(rows: pd.DataFrame, numbers: dict[str, tuple[int, int, int]]) -> list[Place]:
    """Return the places of the rows (``sentence_id`` ``start`` ``end``, offsets of the document) in their sentences."""
    places: list[Place] = []
    for sentence_id, start, end in rows[["sentence_id", "start", "end"]].itertuples(index=False):
        number, first, length = numbers[sentence_id]
        if is_missing(start):
            places.append([number])
        else:
            places.append([number, max(int(start) - first, 0), min(int(end) - first, length)])
    return places
