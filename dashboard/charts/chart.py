"""One chart, defined once, for page, briefing, picture and slide."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.native import Native


@dataclass(frozen=True)
class Chart:
    """A finding with the figure that shows it and the numbers behind it.

    ``finding`` is the title: what the data say. ``subtitle`` gives measure, coverage and period; ``source`` names
    the documents. ``find_table`` makes the ``table`` and ``find_evidence`` looks up the ``evidence`` when they are
    asked for, which is seldom on a screen and often late: evidence of a mark (it may give more), or with None of all.
    ``caution`` is a visible warning about the comparison, None where there is none. ``description`` is read by
    screen readers. ``native`` tells office programs what to draw; None where there is nothing but the finding.
    """

    key: str
    name: str
    finding: str
    subtitle: str
    source: str
    figure: go.Figure
    find_table: Callable[[], pd.DataFrame]
    find_evidence: Callable[[str | None], pd.DataFrame]
    caution: str | None = None
    description: str = ""
    native: Native | None = None

    @property
    def table(self) -> pd.DataFrame:
        """The numbers drawn, under Chinese column names; made anew each time, for few ask and it may be large."""
        return self.find_table()

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """One row per mark × sentence, columns ``mark`` (the first item of the drawn point's customdata),
        ``sentence_id``, ``start`` and ``end`` (the words to highlight, as offsets of the document's text; null for
        the whole sentence)."""
        return self.find_evidence(None)

    def behind(self, mark: str | None) -> pd.DataFrame:
        """Return the rows of ``evidence`` behind one mark; none for a mark that the chart does not have."""
        rows = self.find_evidence(mark)
        return rows[rows["mark"] == mark]
