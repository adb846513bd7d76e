"""The speaker's notes of a step: the sentences behind what is shown, with the words that count set off."""

import pandas as pd

from dashboard.charts.quotes import Quote, quotes_of
from dashboard.pages.escape import escaped_html
from dashboard.pages.marked_text import Mark, marked_html
from dashboard.tables.table_source import TableSource


def notes_html(tables: TableSource, name: str, evidence: pd.DataFrame | None) -> str:
    """Return the notes as HTML; ``evidence`` has the columns of ``Chart.evidence``, None for a step without any."""
    quotes = quotes_of(tables, evidence)
    said = "".join(_quote_html(quote) for quote in quotes.shown)
    more = f"<p>另有{quotes.left_out:,}句，见各页</p>" if quotes.left_out else ""
    count = f"{quotes.total:,}句原文" if quotes.total else "这一步没有引用原文"
    return f'<div class="stage-notes"><h2>{escaped_html(name)}</h2><p>{count}</p>{said}{more}</div>'


def _quote_html(quote: Quote) -> str:
    marks = [Mark(start, end, "cited-words") for start, end in quote.places]
    whose = f"{quote.street}　" if quote.street else ""
    return (
        f"<blockquote>{marked_html(quote.text, quote.start, marks)}</blockquote>"
        f"<p>{escaped_html(whose)}{escaped_html(quote.document)}</p>"
    )
