"""The speaker's notes of a step: the sentences behind what is shown, with the words that count set off."""

import pandas as pd

from dashboard.charts.wording import is_missing
from dashboard.pages.escape import escaped_html
from dashboard.pages.marked_text import Mark, marked_html
from dashboard.pages.rows import rows_of
from dashboard.pages.view import View, document_names

MOST_NOTES = 24
"""More sentences than anyone reads out; the pages show all."""


def notes_html(view: View, name: str, evidence: pd.DataFrame | None) -> str:
    """Return the notes as HTML; ``evidence`` has the columns of ``Chart.evidence``, None for a step without any."""
    sentences = view.tables.sentences
    wanted = set() if evidence is None else set(evidence["sentence_id"])
    quoted = sentences[sentences["sentence_id"].isin(wanted)]
    shown = quoted.head(MOST_NOTES)
    titles = document_names(view.tables)
    places = _places(evidence, set(shown["sentence_id"]))
    quotes = "".join(
        f"<blockquote>{marked_html(row.text, int(row.start), places.get(row.sentence_id, ()))}</blockquote>"
        f"<p>{escaped_html('' if is_missing(row.street) else f'{row.street}　')}"
        f"{escaped_html(titles.get(row.document_id, ''))}</p>"
        for row in rows_of(shown)
    )
    more = f"<p>另有{len(quoted) - len(shown):,}句，见各页</p>" if len(shown) < len(quoted) else ""
    count = f"{len(quoted):,}句原文" if len(quoted) else "这一步没有引用原文"
    return f'<div class="stage-notes"><h2>{escaped_html(name)}</h2><p>{count}</p>{quotes}{more}</div>'


def _places(evidence: pd.DataFrame | None, shown: set[str]) -> dict[str, list[Mark]]:
    """Return the words to set off, by sentence."""
    places: dict[str, list[Mark]] = {}
    if evidence is None:
        return places
    for row in rows_of(evidence[evidence["sentence_id"].isin(shown)].dropna(subset=["start"])):
        places.setdefault(row.sentence_id, []).append(Mark(int(row.start), int(row.end), "cited-words"))
    return places
