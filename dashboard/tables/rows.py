"""Rows as the map gives them, and the tables that rows make."""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from dashboard.tables.schemas import STORED

Row = tuple[Any, ...]
"""The cells of a row in the order of its schema's columns, None where one is missing. A plain tuple: very many are
made, sent from process to process and turned into columns; names they get by ``records`` where few are read."""

RowsByTable = dict[str, list[Row]]


def table_of(name: str, rows: Sequence[Row], known: Mapping[str, pa.Array] = MappingProxyType({})) -> pa.Table:
    """Return rows as the table of this name, built column by column; ``known`` are columns that are made already."""
    schema = STORED[name]
    cells = zip(*rows, strict=True) if rows else ((),) * len(schema)
    columns = [
        column if (column := known.get(field.name)) is not None else pa.array(own, field.type)
        for field, own in zip(schema, cells, strict=True)
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def records(name: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return rows of the table of this name with their columns' names, to read a few."""
    return [dict(zip(STORED[name].names, row, strict=True)) for row in rows]


@cache
def places(name: str) -> Mapping[str, int]:
    """Return where each column stands in a row of the table of this name."""
    return MappingProxyType({column: place for place, column in enumerate(STORED[name].names)})
