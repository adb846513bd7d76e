"""Rows of a table as objects whose attributes are its columns."""

from collections.abc import Iterator
from typing import Any

import pandas as pd


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows; their values have the types that dashboard/tables/schemas.py names."""
    yield from frame.itertuples(index=False)
