"""A chart's table as CSV that opens right in Excel and WPS, in which no text becomes a formula."""

import csv
import io
import re

from dashboard.charts.chart import Chart
from dashboard.export.cells import Single, joined, plain_rows

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel and WPS read UTF-8 as the machine's own encoding."""
GUARD = "'"
_COMPUTED = re.compile(r"[\t\r\n]|[\s\ufeff\u200b]*[=+\-@＝＋－＠]")
"""How a text begins that a spreadsheet takes for a formula: an East Asian Excel knows the full-width signs too."""


def chart_csv(chart: Chart) -> bytes:
    """Return the chart's table: UTF-8 with byte order mark, lines ended by CR LF, the column names first.

    Numbers stay numbers, dates are written 2021-06-30, a missing cell is empty. A text that a spreadsheet would take
    for a formula gets an apostrophe before it (see :func:`guarded`). A chart without a table says its finding.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    if chart.table.columns.empty:
        writer.writerows([["说明"], [guarded(chart.finding)]])
    else:
        writer.writerow([guarded(str(column)) for column in chart.table.columns])
        writer.writerows([_written(joined(value)) for value in row] for row in plain_rows(chart.table))
    return (BYTE_ORDER_MARK + written.getvalue()).encode("utf-8")


def looks_like_formula(text: str) -> bool:
    """Return whether a spreadsheet might compute the text: it begins with = + - @ or a tab or line end.

    White space before the sign changes nothing.
    """
    return _COMPUTED.match(text) is not None


def guarded(text: str) -> str:
    """Return the text so that no spreadsheet computes it: with ``'`` before it where it looks like a formula.

    A text that begins with ``'`` gets one more, so that :func:`unguarded` gives every text back.
    """
    return GUARD + text if text.startswith(GUARD) or looks_like_formula(text) else text


def unguarded(text: str) -> str:
    """Return the text that :func:`guarded` was given."""
    return text.removeprefix(GUARD)


def _written(value: Single) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
