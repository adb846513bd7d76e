"""Charts and tables as JSON, for programs."""

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

from dashboard.charts.chart import Chart
from dashboard.charts.quotes import Quote, quotes_of
from dashboard.export.cells import plain, plain_rows
from dashboard.tables.schemas import INTEGER, SCHEMAS
from dashboard.tables.table_source import TableSource
from dashboard.tables.tables import Tables


def chart_json(chart: Chart, tables: TableSource) -> bytes:
    """Return the chart as one JSON object in UTF-8: its words, ``columns`` and ``rows``, and the text behind it.

    ``evidence`` has an item per mark × place: ``mark``, ``sentence_id``, ``start``, ``end`` (offsets of the document,
    null for the whole sentence). ``sentences`` are those that it names, in the order of the documents; ``tables`` are
    the ones they are quoted from. Dates are written 2021-06-30, a missing value is null.
    """
    evidence = chart.evidence.to_dict("records")
    return _encoded({
        "key": chart.key, "name": chart.name, "finding": chart.finding, "subtitle": chart.subtitle,
        "source": chart.source, "caution": chart.caution,
        "columns": [str(column) for column in chart.table.columns],
        "rows": list(plain_rows(chart.table)),
        "evidence": [
            {"mark": row["mark"], "sentence_id": row["sentence_id"], "start": _offset(row["start"]),
             "end": _offset(row["end"])}
            for row in evidence
        ],
        "sentences": [_sentence(quote) for quote in quotes_of(tables, chart.evidence, max(len(evidence), 1)).shown],
    })  # fmt: skip


def tables_json_lines(tables: Tables) -> Iterator[bytes]:
    """Yield every row of every table as a line of JSON in UTF-8: ``{"table": "themes", "street": …}``.

    The tables come in the order of the contract; lists stay lists, dates are written 2021-06-30, missing is null.
    """
    for field in fields(tables):
        frame = getattr(tables, field.name)
        names = [str(column) for column in frame.columns]
        whole = [frame[name].dtype == "float64" and _counts(field.name, name) for name in names]
        for row in plain_rows(frame):
            cells = [
                int(cell) if is_whole and isinstance(cell, float) else cell
                for cell, is_whole in zip(row, whole, strict=True)
            ]
            yield _encoded({"table": field.name, **dict(zip(names, cells, strict=True))})


def _counts(table: str, column: str) -> bool:
    """Return whether the contract has whole numbers here: pandas keeps them as fractions where one is missing."""
    return column in SCHEMAS[table].names and bool(SCHEMAS[table].field(column).type == INTEGER)


def _sentence(quote: Quote) -> dict[str, Any]:
    return {
        "sentence_id": quote.sentence_id, "start": quote.start, "street": quote.street, "document": quote.document,
        "article": quote.article, "text": quote.text,
    }  # fmt: skip


def _offset(value: Any) -> int | None:
    number = plain(value)
    return int(number) if isinstance(number, int | float) else None


def _encoded(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, allow_nan=False, default=_date) + "\n").encode("utf-8")


def _date(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is no value of JSON")
