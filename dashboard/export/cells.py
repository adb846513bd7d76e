"""A table's cell as a plain value, whatever pandas, numpy or Arrow made of it: the same in CSV, workbook and JSON."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

import numpy as np
import pandas as pd

from dashboard.charts.wording import is_missing

Single = bool | int | float | str | date | None
Plain = Single | list[Any]

LIST_MARK = "、"
"""Parts the items of a list that is written as text."""


def plain(value: Any) -> Plain:
    """Return the cell as None, truth value, number, text, date (never with a time of day), or a list of these."""
    kind = type(value)
    if kind is str or kind is int or kind is bool or kind is date:  # nearly all cells: there are very many
        return value  # type: ignore[no-any-return]
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(item) for item in value]
    if value is pd.NA or is_missing(value):
        return None
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value.isoformat(sep=" ")
    return value if isinstance(value, bool | int | float | str | date) else str(value)


def joined(value: Plain) -> Single:
    """Return the value with a list's items joined by 、, for forms that have no lists; an empty list is None."""
    if not isinstance(value, list):
        return value
    return LIST_MARK.join(str(item) for item in value if item is not None) or None


def plain_rows(frame: pd.DataFrame) -> Iterable[list[Plain]]:
    """Yield the rows of a frame as plain values, one at a time."""
    for row in frame.itertuples(index=False, name=None):
        yield [plain(value) for value in row]
